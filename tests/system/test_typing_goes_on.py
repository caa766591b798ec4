"""Whoever types into another program and presses the key meanwhile finds every letter there, under several desktops."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from journal.desktop.x11_keyboard import Press, keyboard_of
from journal.domain.folder import JournalFolder
from journal.domain.hotkeys import Chord
from tests.commands import needed
from tests.system.displays import Display, wait_until
from tests.system.elsewhere import TITLE
from tests.system.person import Person
from tests.system.program import running
from tests.system.test_hotkeys import CAPTURE, Heard, caught, ear_on, focus, text_of, typed_elsewhere
from tests.system.test_locking import unlocked
from tests.system.test_lying_as_before import another, lying

TEXT = "nothing of what is typed here may be lost or be read elsewhere "
OPENBOX = ("openbox", "--sm-disable")
DRAWS_ITSELF = ("xfwm4", "--compositor=on")


@contextmanager
def managed(display: Display, command: tuple[str, ...]) -> Iterator[None]:
    """A window manager on the display."""
    quiet = subprocess.DEVNULL
    program = [needed(command[0]), *command[1:]]
    with subprocess.Popen(program, env=display.environ(), stderr=quiet) as manager:
        try:
            wait_until(
                lambda: "0x" in display.root_property("_NET_SUPPORTING_WM_CHECK"), "it manages windows"
            )
            yield
        finally:
            manager.terminate()


@pytest.mark.usefixtures("session_bus")
@pytest.mark.timeout(200)
def test_u14_no_letter_is_lost_no_window_moves_and_none_has_the_focus_that_had_it_not(
    xvfb: Display, journal: JournalFolder
) -> None:
    display = xvfb
    with managed(display, DRAWS_ITSELF):
        person = Person(display)
        with running(display, journal.root) as program:
            person.wait_for_window("Journal")
            focus(display, person, "Journal")
            unlocked(program, person)
            ours = person.wait_for_window("Journal")
            with another(display, person, "Lowest") as lowest, typed_elsewhere(display, person) as arrived:
                front = person.wait_for_window(TITLE)
                display.run("xdotool", "windowraise", lowest, "windowraise", ours)
                focus(display, person, TITLE)
                before = lying(display, lowest, ours, front)
                said = ""
                for switch in ("", "Num_Lock", "Caps_Lock"):
                    if switch:
                        display.press(switch)
                    number = caught(journal)
                    type_and_press(display, TEXT)
                    said += TEXT
                    wait_until(partial(is_kept, journal, number + 1), "it is kept")
                    try:
                        wait_until(partial(has_arrived, said, arrived), "every letter arrived")
                    except AssertionError as missing:
                        raise AssertionError(f"of {said!r} arrived {arrived()[-20:]}") from missing
                person.rest()

                assert lying(display, lowest, ours, front) == before
                assert display.run("xdotool", "getactivewindow").strip() == front
                assert "key F9" not in arrived()
                display.run("xdotool", "windowminimize", ours)
                person.rest()
                number = caught(journal)
                display.press("F9")
                wait_until(partial(is_kept, journal, number + 1), "it is kept")
                person.rest()
                assert "Iconic" in display.run("xprop", "-id", ours, "WM_STATE")


def test_u14_letters_arrive_while_the_key_is_still_down(xvfb: Display) -> None:
    person, heard = Person(xvfb), Heard()
    with (
        managed(xvfb, OPENBOX),
        ear_on(xvfb, heard) as ear,
        typed_elsewhere(xvfb, person) as arrived,
    ):
        ear.hold(CAPTURE)
        xvfb.run("xdotool", "keydown", "F9")
        heard.wait_for(1)
        xvfb.run("xdotool", "type", "--delay", "5", "on and on")
        xvfb.run("xdotool", "keyup", "F9")
        wait_until(lambda: text_of(arrived()) == "on and on", f"all arrived, not {arrived()}")

    assert len(heard.pressed) == 1


def test_u14_letters_typed_before_the_key_was_heard_arrive_as_well(xvfb: Display) -> None:
    person = Person(xvfb)
    with (
        managed(xvfb, OPENBOX),
        keyboard_of(xvfb.name) as keyboard,
        typed_elsewhere(xvfb, person) as arrived,
    ):
        assert keyboard.take(keyboard.place(Chord("F9")))
        xvfb.run("xdotool", "keydown", "F9")
        xvfb.run("xdotool", "type", "--delay", "5", "on and on")
        xvfb.run("xdotool", "keyup", "F9")

        def heard_and_arrived() -> bool:
            for event in keyboard.events():
                if isinstance(event, Press):
                    keyboard.let_others_hear(event)
            return text_of(arrived()) == "on and on"

        wait_until(heard_and_arrived, "what was typed before the press was heard arrived")


def type_and_press(display: Display, text: str) -> None:
    """Type as fast as the fastest do, and press the key in the middle of it."""
    typing = ["xdotool", "type", "--delay", "25", text]
    with subprocess.Popen(typing, env=display.environ()) as hands:
        display.run("xdotool", "sleep", "0.5", "key", "F9")
        assert hands.wait(30) == 0


def is_kept(folder: JournalFolder, number: int) -> bool:
    return caught(folder) >= number


def has_arrived(text: str, arrived: Callable[[], list[str]]) -> bool:
    """Letters may be large or small: a switch is on."""
    return text_of(arrived()).strip().casefold() == text.strip().casefold()
