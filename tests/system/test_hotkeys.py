"""Keys that are heard while another program is in front, on a real display with a real window manager."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

import mss
import pytest

from journal.desktop.channel import Answer, ask
from journal.desktop.kept_ear import KeptEar
from journal.desktop.key_ear import Keys, Told
from journal.desktop.sign import square_here
from journal.desktop.square import EDGE, GREY, SIDE, Square
from journal.desktop.x11_keys import X11KeyEar
from journal.desktop.xcb import X11Unavailable
from journal.domain.folder import JournalFolder
from journal.domain.hotkeys import Chord, HeardKey, KeyState, KeyUse
from journal.domain.reading import Wanted
from journal.gui.listening.telling import why_not
from journal.services.door import Door
from journal.services.listening import Listening
from journal.services.wording import Wording
from journal.settings import Settings, find_paths, save
from tests.commands import needed
from tests.ears import FakeAutostart
from tests.fakes import NOON, FakeClock
from tests.services.conftest import surroundings
from tests.system.displays import PATIENCE, Display, display_server, on_display, wait_until
from tests.system.elsewhere import TITLE
from tests.system.person import Person
from tests.system.program import PASSPHRASE, Program, is_running, running
from tests.system.test_locking import has_lock, unlocked

CAPTURE = {KeyUse.CAPTURE: Chord.parse("F9")}
HELD = (HeardKey(KeyUse.CAPTURE, "F9", KeyState.HELD),)
TAKEN = (HeardKey(KeyUse.CAPTURE, "F9", KeyState.TAKEN),)
MASKS = ("Caps_Lock", "Num_Lock", "Scroll_Lock")


@dataclass
class Heard:
    """What an ear told."""

    pressed: list[KeyUse] = field(default_factory=list)
    changed: list[Keys] = field(default_factory=list)
    lost: threading.Event = field(default_factory=threading.Event)

    def told(self) -> Told:
        return Told(self.pressed.append, self.changed.append, self.lost.set)

    def wait_for(self, number: int) -> None:
        wait_until(lambda: len(self.pressed) >= number, f"{number} keys were heard")


@contextmanager
def ear_on(display: Display, heard: Heard) -> Iterator[KeptEar]:
    ear = KeptEar(heard.told(), display.name)
    try:
        yield ear
    finally:
        ear.close()


@contextmanager
def typed_elsewhere(display: Display, person: Person) -> Iterator[Callable[[], list[str]]]:
    """Another program has the focus; calling what is yielded returns what arrived there."""
    needed("xdotool")
    with on_display(display, sys.executable, "-m", "tests.system.elsewhere") as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "shown\n"
        focus(display, person, TITLE)
        lines: list[str] = []
        read(program.stdout, lines)
        yield lambda: [line.strip() for line in lines]


def focus(display: Display, person: Person, title: str) -> str:
    window = person.wait_for_window(title)
    display.run("xdotool", "windowactivate", "--sync", window)
    # Qt believes only after 0.4 s that a window of its own has lost the focus; a person takes longer to press a key.
    time.sleep(1)
    return window


def text_of(lines: list[str]) -> str:
    return next((line.removeprefix("text ") for line in reversed(lines) if line.startswith("text ")), "")


@pytest.mark.usefixtures("window_manager")
def test_U14_a_key_is_heard_with_any_lock_on_and_never_arrives_where_it_was_not_meant(xvfb: Display) -> None:
    person, heard = Person(xvfb), Heard()
    with ear_on(xvfb, heard) as ear, typed_elsewhere(xvfb, person) as arrived:
        assert ear.hold(CAPTURE) == HELD
        for number in range(2 ** len(MASKS)):
            switched = [mask for bit, mask in enumerate(MASKS) if number >> bit & 1]
            for key in (*switched, "F9"):
                xvfb.press(key)
            heard.wait_for(number + 1)
            for key in switched:
                xvfb.press(key)
        xvfb.run("xdotool", "type", "--delay", "5", "still here")
        wait_until(lambda: text_of(arrived()) == "still here", "the text arrived")

    assert heard.pressed == [KeyUse.CAPTURE] * 8
    assert "key F9" not in arrived()


@pytest.mark.usefixtures("window_manager")
def test_a_key_with_others_held_is_another_key(xvfb: Display) -> None:
    heard = Heard()
    with ear_on(xvfb, heard) as ear:
        ear.hold({**CAPTURE, KeyUse.WINDOW: Chord.parse("Ctrl+Shift+F9")})
        for key in ("shift+F9", "ctrl+F9", "ctrl+shift+F9", "F9"):
            xvfb.press(key)
        heard.wait_for(2)

    assert heard.pressed == [KeyUse.WINDOW, KeyUse.CAPTURE]


def test_a_key_that_is_held_down_counts_once(xvfb: Display) -> None:
    heard, lines = Heard(), list[str]()
    with (
        ear_on(xvfb, heard) as ear,
        on_display(xvfb, needed("xev"), "-root", "-event", "keyboard") as watcher,
    ):
        ear.hold(CAPTURE)
        read(watcher.stdout, lines)
        xvfb.run("xset", "r", "rate", "100", "50")
        xvfb.run("xdotool", "keydown", "F8")  # which nobody takes, to see that keys are repeated here
        wait_until(lambda: sum("KeyPress" in line for line in lines) > 5, "the display repeats keys")
        xvfb.run("xdotool", "keyup", "F8", "keydown", "F9", "sleep", "1", "keyup", "F9")
        xvfb.press("F9")
        heard.wait_for(2)

    assert len(heard.pressed) == 2


def read(pipe: IO[str] | None, lines: list[str]) -> None:
    """Let the lines of a pipe arrive in a list."""
    assert pipe is not None
    threading.Thread(target=lambda: lines.extend(iter(pipe.readline, "")), daemon=True).start()


def test_a_key_somebody_else_has_is_told_as_such_and_the_display_goes_on(xvfb: Display) -> None:
    first, second = Heard(), Heard()
    with ear_on(xvfb, first) as one, ear_on(xvfb, second) as other:
        assert one.hold(CAPTURE) == HELD

        assert other.hold(CAPTURE) == TAKEN

        xvfb.press("F9")
        first.wait_for(1)
        assert one.hold({}) == ()
        assert other.hold(CAPTURE) == HELD
        xvfb.press("F9")
        second.wait_for(1)
    assert (len(first.pressed), len(second.pressed)) == (1, 1)


@pytest.mark.usefixtures("window_manager")
def test_a_key_of_the_window_manager_is_told_as_taken(xvfb: Display) -> None:
    # It manages windows a little before it has taken its own keys.
    with typed_elsewhere(xvfb, Person(xvfb)), ear_on(xvfb, Heard()) as ear:
        (key,) = ear.hold({KeyUse.CAPTURE: Chord.parse("Alt+F4")})

    assert key.state is KeyState.TAKEN


def test_two_keepers_of_two_journals_say_in_words_who_has_the_key(xvfb: Display) -> None:
    first, second = (
        Listening(find_paths(), lambda told: X11KeyEar(told, xvfb.name), FakeAutostart(), "")
        for _ in range(2)
    )
    with first.during(Heard().told()), second.during(Heard().told()):
        key = second.hearing().key(KeyUse.CAPTURE)

        assert first.hearing().name_of(KeyUse.CAPTURE) == "F9"
        assert second.hearing().name_of(KeyUse.CAPTURE) == ""
        assert why_not(Wording(), key) == "F9 is used by another program, so it does nothing here."


def test_another_layout_is_followed(xvfb: Display) -> None:
    needed("setxkbmap")
    heard = Heard()
    letter = {KeyUse.CAPTURE: Chord.parse("Ctrl+Alt+Y"), KeyUse.WINDOW: Chord.parse("F9")}
    with ear_on(xvfb, heard) as ear:
        ear.hold(letter)
        xvfb.run("setxkbmap", "de")  # where Y and Z have changed places
        presses = 0
        while len(heard.pressed) == 0 and presses < 50:
            # The display tells of the change whenever it likes; xdotool finds the key where it lies now.
            xvfb.press("ctrl+alt+y")
            presses += 1
        assert heard.pressed[:1] == [KeyUse.CAPTURE]

        xvfb.run("setxkbmap", "ru")
        wait_until(lambda: bool(heard.changed), "the letter is missed")
        assert heard.changed[-1][0].state is KeyState.MISSING
        heard.pressed.clear()
        xvfb.press("F9")
        heard.wait_for(1)

        xvfb.run("setxkbmap", "us,ru")
        wait_until(lambda: heard.changed[-1][0].state is KeyState.HELD, "the letter is there again")
        xvfb.press("ISO_Next_Group")
        heard.pressed.clear()
        xvfb.press("F9")
        heard.wait_for(1)

    assert heard.pressed == [KeyUse.WINDOW]


def test_a_new_layout_takes_no_key_from_whoever_has_it(xvfb: Display) -> None:
    needed("setxkbmap")
    first, second = Heard(), Heard()
    with ear_on(xvfb, first) as one, ear_on(xvfb, second) as other:
        one.hold(CAPTURE)
        other.hold(CAPTURE)
        for layout in ("de", "us", "fr", "us"):
            xvfb.run("setxkbmap", layout)
        xvfb.press("F9")
        first.wait_for(1)

        assert one.hold(CAPTURE) == HELD
        assert other.hold(CAPTURE) == TAKEN
    assert second.changed == []


def test_a_display_that_goes_away_is_told_and_nothing_is_left_behind(home: Path) -> None:
    before, heard = set(threading.enumerate()), Heard()
    with display_server() as display:
        ear = X11KeyEar(heard.told(), display.name)
        ear.hold(CAPTURE)
    assert heard.lost.wait(30)

    assert ear.hold(CAPTURE)[0].state is KeyState.DEAF
    ear.close()
    ear.close()
    assert set(threading.enumerate()) <= before


def test_where_there_is_no_display_nothing_is_begun() -> None:
    with pytest.raises(X11Unavailable):
        X11KeyEar(Heard().told(), ":none")


def caught(folder: JournalFolder) -> int:
    """How many captures there are, filed or not."""
    return sum(1 for place in (folder.inbox, folder.media) for path in place.rglob("*") if path.is_file())


def press_once(person: Person, folder: JournalFolder) -> None:
    """Press the key, and see that one capture came of it, with the focus where it was."""
    before = caught(folder)
    person.display.press("F9")
    wait_until(lambda: caught(folder) > before, "a capture is kept")
    person.rest()
    assert caught(folder) == before + 1


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_U14_one_press_is_one_capture_open_locked_hidden_and_closed_and_typing_goes_on_elsewhere(
    xvfb: Display, journal: JournalFolder
) -> None:
    save(find_paths(), Settings(stay=True))
    person = Person(xvfb)
    with running(xvfb, journal.root) as program, typed_elsewhere(xvfb, person) as arrived:
        person.wait_for_window("Journal")
        said = ""

        def press_and_type(text: str) -> None:
            nonlocal said
            focus(xvfb, person, TITLE)
            xvfb.run("xdotool", "type", "--delay", "5", text)
            press_once(person, journal)
            xvfb.run("xdotool", "type", "--delay", "5", text)
            said += 2 * text
            wait_until(lambda: text_of(arrived()) == said, f"{said} arrived elsewhere, not {arrived()[-1]}")

        press_and_type("locked")
        focus(xvfb, person, "Journal")
        first = unlocked(program, person, PASSPHRASE)
        press_and_type("open")
        xvfb.press("ctrl+shift+F9")
        hidden = program.wait_for_window(other_than=first)
        person.rest()
        assert seen(xvfb) == []
        press_and_type("hidden")
        xvfb.press("ctrl+shift+F9")
        focus(xvfb, person, "Journal")
        xvfb.press("ctrl+q")
        wait_until(lambda: program.window() == 0, "the window is closed")
        wait_until(lambda: not is_running(hidden), "its process has ended")
        press_and_type("closed")

        assert is_kept_by(program)
        assert caught(journal) == 4
        assert "key F9" not in arrived()


def is_kept_by(program: Program) -> bool:
    return program.keeper.poll() is None


def seen(display: Display) -> list[str]:
    """The windows of this program that can be seen."""
    found = display.run("sh", "-c", "xdotool search --onlyvisible --name '^Journal$' || true")
    return found.split()


def test_the_square_of_a_keeper_without_a_window_is_grey_for_a_moment_and_gone(xvfb: Display) -> None:
    def corner() -> bytes:
        with mss.MSS(display=xvfb.name) as eyes:
            side = {
                "left": xvfb.width - EDGE - SIDE,
                "top": xvfb.height - EDGE - SIDE,
                "width": SIDE,
                "height": SIDE,
            }
            return bytes(eyes.grab(side).rgb)

    before = corner()
    square = square_here(xvfb.environ())
    assert square is not None
    square.show()

    wait_until(lambda: set(corner()) <= set(GREY.to_bytes(3, "big")), "the square is there")
    wait_until(lambda: corner() == before, "the square is gone")
    wait_until(lambda: not square.take_away(), "it is over")
    square.show()
    wait_until(lambda: corner() != before, "the square is there again")
    assert square.take_away()
    assert corner() == before
    assert not square.take_away()


def is_over(square: Square) -> bool:
    return not square.take_away()


def test_no_square_is_tried_where_there_is_no_such_display() -> None:
    for elsewhere in ({"DISPLAY": ":none"}, {"WAYLAND_DISPLAY": "nowhere-0"}, {}):
        square = square_here(elsewhere)
        assert square is not None
        square.show()
        wait_until(partial(is_over, square), "it gave up")


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_U14_the_key_for_words_opens_the_line_from_anywhere_and_is_anybodys_afterwards(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        person.wait_for_window("Journal")
        unlocked(program, person, PASSPHRASE)
        with typed_elsewhere(xvfb, person) as arrived:
            xvfb.press("shift+F9")
            wait_until(lambda: "key F9" in arrived(), "without a line the key is anybody's")
            press_once(person, journal)
            wait_until(lambda: len(seen(xvfb)) == 2, "the line is shown")
            person.rest()

            xvfb.press("shift+F9")
            person.rest()
            xvfb.run("xdotool", "type", "--delay", "12", "He posted again")
            person.rest()
            xvfb.press("Return")
            wait_until(lambda: len(seen(xvfb)) == 1, "the line is gone")
            focus(xvfb, person, TITLE)
            xvfb.press("shift+F9")
            wait_until(lambda: arrived().count("key F9") == 2, "the key is anybody's again")

            assert text_of(arrived()) == ""

    wait_until(lambda: not has_lock(journal.root), "the window has ended")
    door = Door(journal, surroundings(FakeClock(NOON + 10**9)))
    opened = door.open(PASSPHRASE).result()
    (key,) = opened.timeline(Wanted()).result().keys
    assert opened.entry(key.id).result().incident.headline == "He posted again"
    opened.close()
    door.close()


@pytest.mark.timeout(200)
@pytest.mark.usefixtures("window_manager")
def test_what_starts_with_the_session_shows_nothing_until_it_is_started_again(
    xvfb: Display, journal: JournalFolder, checkout: Path
) -> None:
    person = Person(xvfb)
    start = (sys.executable, "-m", "journal", "--journal", str(journal.root))
    with subprocess.Popen((*start, "--quietly"), cwd=checkout, env=xvfb.environ()) as keeper:
        try:
            wait_until(lambda: ask(journal.root, "hide", PATIENCE) is Answer.OK, "the keeper is there")
            press_once(person, journal)
            assert seen(xvfb) == []
            assert subprocess.run((*start, "--quietly"), cwd=checkout, env=xvfb.environ()).returncode == 0
            assert seen(xvfb) == []

            assert subprocess.run(start, cwd=checkout, env=xvfb.environ()).returncode == 0
            focus(xvfb, person, "Journal")
            xvfb.press("ctrl+q")

            assert keeper.wait(PATIENCE) == 0
        finally:
            keeper.kill()
