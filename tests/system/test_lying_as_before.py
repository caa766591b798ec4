"""After a key pressed in another program, windows lie over each other as they did before."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from journal.domain.folder import JournalFolder
from tests.system.displays import Display, on_display, wait_until
from tests.system.elsewhere import TITLE
from tests.system.person import Person
from tests.system.program import PASSPHRASE, running
from tests.system.test_hotkeys import focus, press_once
from tests.system.test_locking import unlocked


@contextmanager
def another(display: Display, person: Person, title: str) -> Iterator[str]:
    """A window of another program over the whole screen, which has the focus."""
    command = (sys.executable, "-m", "tests.system.elsewhere", title)
    with on_display(display, *command) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "shown\n"
        window = focus(display, person, title)
        display.run("xdotool", "windowmove", window, "0", "0", "windowsize", window, "100%", "100%")
        person.rest()
        yield window


def lying(display: Display, *windows: str) -> list[str]:
    """These windows, from the lowest to the highest."""
    told = display.root_property("_NET_CLIENT_LIST_STACKING").split("# ")[-1]
    stack = [int(name, 16) for name in told.split(", ")]
    return sorted(windows, key=lambda window: stack.index(int(window)))


def is_over_everything(display: Display, window: str) -> bool:
    """Whether whoever looks at the middle of the screen looks at this window."""
    middle = str(display.width // 2), str(display.height // 2)
    told = display.run("xdotool", "mousemove", *middle, "getmouselocation", "--shell")
    return f"WINDOW={window}\n" in told or _holds(display, told.split("WINDOW=")[1].split()[0], window)


def _holds(display: Display, frame: str, window: str) -> bool:
    return hex(int(window)) in display.run("xwininfo", "-id", frame, "-tree")


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_a_key_pressed_elsewhere_leaves_the_window_behind_what_it_was_behind(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        person.wait_for_window("Journal")
        focus(xvfb, person, "Journal")
        unlocked(program, person, PASSPHRASE)
        ours = person.wait_for_window("Journal")
        with another(xvfb, person, TITLE) as front:
            assert lying(xvfb, ours, front) == [ours, front]

            press_once(person, journal)

            wait_until(lambda: lying(xvfb, ours, front) == [ours, front], "they lie as before")
            person.rest()
            assert lying(xvfb, ours, front) == [ours, front]
            assert is_over_everything(xvfb, front)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_a_key_pressed_in_the_window_brings_it_back_to_the_front(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with another(xvfb, person, TITLE) as other, running(xvfb, journal.root) as program:
        person.wait_for_window("Journal")
        focus(xvfb, person, "Journal")
        unlocked(program, person, PASSPHRASE)
        ours = person.wait_for_window("Journal")

        press_once(person, journal)

        wait_until(lambda: lying(xvfb, other, ours) == [other, ours], "it is in front again")
        assert is_over_everything(xvfb, ours)
