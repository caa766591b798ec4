"""The line after a capture in the real program: words go where they are meant, and the part that is chosen is kept."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import mss
import pytest
from PIL import Image

from journal.desktop.channel import Answer, ask
from journal.domain.evidence import Box
from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.services.door import Door
from journal.services.journal import Journal
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.system.displays import PATIENCE, Display, on_display, wait_until
from tests.system.elsewhere import TITLE
from tests.system.pattern import BEHIND, pattern
from tests.system.person import Person
from tests.system.program import PASSPHRASE, Program, running
from tests.system.test_hotkeys import focus, text_of, typed_elsewhere
from tests.system.test_locking import has_lock, unlocked

NEW_ENTRY = bytes((0x73, 0x6E, 0x2C))
"""The colour of the first button over the panes, as blue, green and red."""


@contextmanager
def looked_into(folder: JournalFolder) -> Iterator[Journal]:
    """The journal as somebody finds it who opens it afterwards."""
    wait_until(lambda: not has_lock(folder.root), "the program is gone")
    door = Door(folder, surroundings(FakeClock()))
    opened = door.open(PASSPHRASE).result()
    try:
        yield opened
    finally:
        opened.close()
        door.close()


def line_of(display: Display, person: Person) -> tuple[int, int, int, int]:
    """Where the line lies: the small one of our windows."""
    found = display.run("sh", "-c", "xdotool search --onlyvisible --name '^Journal$' || true").split()
    places = [person.geometry(window) for window in found]
    small = [place for place in places if place[2] < display.width // 2]
    assert len(small) == 1, places
    return small[0]


def opened_window(program: Program, display: Display, person: Person) -> None:
    """Unlock, and wait until the panes are there: a capture before that says nothing, as while it is locked."""
    unlocked(program, person)
    left, top, _, _ = person.geometry(person.wait_for_window("Journal"))
    with mss.MSS(display=display.name) as eyes:
        button = {"left": left + 14, "top": top + 14, "width": 160, "height": 30}
        wait_until(lambda: NEW_ENTRY in eyes.grab(button).raw, "the panes are there")
    person.rest()


def keep(program: Program, display: Display, person: Person) -> None:
    """Have the screen kept, and wait for the line."""
    assert ask(program.journal, "capture", PATIENCE) is Answer.OK
    wait_until(lambda: windows(display) == 2, "the line is there")
    person.rest()


def windows(display: Display) -> int:
    return len(display.run("sh", "-c", "xdotool search --onlyvisible --name '^Journal$' || true").split())


def picture(name: str, display: Display) -> None:
    """For whoever wants to see it."""
    if os.environ.get("JOURNAL_TEST_PICTURES"):
        display.run("import", "-window", "root", f"{os.environ['JOURNAL_TEST_PICTURES']}-{name}.png")


@pytest.mark.timeout(200)
@pytest.mark.usefixtures("window_manager")
def test_u14_words_go_elsewhere_until_the_line_is_clicked_and_then_into_the_line(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        opened_window(program, xvfb, person)
        with typed_elsewhere(xvfb, person) as arrived:
            focus(xvfb, person, TITLE)
            keep(program, xvfb, person)
            xvfb.run("xdotool", "type", "--delay", "5", "for my friend")
            wait_until(lambda: text_of(arrived()) == "for my friend", "the text arrived elsewhere")
            left, top, _, height = line_of(xvfb, person)

            xvfb.run("xdotool", "mousemove", str(left + 60), str(top + height // 2), "click", "1")
            person.rest()
            xvfb.run("xdotool", "type", "--delay", "12", "He posted again")
            person.rest()
            picture("line", xvfb)
            xvfb.press("Return")
            wait_until(lambda: windows(xvfb) == 1, "the line is gone")

            assert text_of(arrived()) == "for my friend"

    with looked_into(journal) as opened:
        (key,) = opened.timeline(Wanted()).result().keys
        entry = opened.entry(key.id).result()
    assert entry.incident.headline == "He posted again"
    assert len(entry.pieces) == 1


@pytest.mark.timeout(200)
@pytest.mark.usefixtures("window_manager")
def test_e09_a_part_is_chosen_by_keyboard_and_kept_pixel_by_pixel_beside_the_whole(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with (
        on_display(xvfb, sys.executable, "-m", "tests.system.pattern", BEHIND) as painter,
        running(xvfb, journal.root) as program,
    ):
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"
        opened_window(program, xvfb, person)
        keep(program, xvfb, person)
        person.press("shift+F9")
        person.type("The message")
        person.press("Tab", "Tab", "Tab", "space")
        person.rest()
        picture("part", xvfb)
        # One step of eight pixels to the left, one more downwards, and one pixel to the right.
        person.press("Left", "shift+Down", "ctrl+Right")
        person.press("Return")
        person.press("Return")
        wait_until(lambda: windows(xvfb) == 1, "the line is gone")

    with looked_into(journal) as opened:
        (key,) = opened.timeline(Wanted()).result().keys
        (piece,) = opened.entry(key.id).result().pieces
        assert piece.part is not None
        assert piece.part.box == Box(473, 270, 960, 548)
        part = opened.pictures.picture(piece.id, 4000, 4000, covered=False).result()
        whole = Image.open(io.BytesIO(kept_bytes(opened, piece.id)), formats=["PNG"]).convert("RGB")
    assert part.rgb == colours(473, 270, 960, 548)
    assert whole.tobytes() == colours(0, 0, xvfb.width, xvfb.height)


def colours(x: int, y: int, width: int, height: int) -> bytes:
    """That part of the pattern as red, green and blue."""
    return Image.frombytes("RGB", (width, height), pattern(x, y, width, height), "raw", "BGRX").tobytes()
