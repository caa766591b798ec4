"""The 24 words in the real program: shown in first run, they open the journal after the passphrase was forgotten."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import mss
import pytest

from journal.domain.folder import JournalFolder
from journal.sealing.errors import WrongPassphrase
from journal.sealing.keyfolder import unlock
from journal.sealing.secret import Passphrase
from journal.sealing.words import words_of
from journal.settings import find_paths
from tests.commands import needed
from tests.system.displays import Display, wait_until
from tests.system.person import Person
from tests.system.program import Program, running
from tests.system.test_locking import has_lock

FORGOTTEN = "seven quiet boats under a blue moon"
NEW = "eleven brass owls count the harvest"
CANARY = "kestrelwing came to the door"
HIGH = 250
"""Pixels of a card that only the words fill."""


def opens(folder: JournalFolder, passphrase: str) -> bool:
    """Whether that passphrase opens the journal."""
    try:
        unlock(folder.root, Passphrase(passphrase))
    except WrongPassphrase:
        return False
    return True


def clipboard(display: Display, target: str = "UTF8_STRING") -> str:
    """What another program gets of what was copied; nothing where nothing is there."""
    command = [needed("xclip"), "-selection", "clipboard", "-out", "-target", target]
    told = subprocess.run(command, env=display.environ(), capture_output=True, text=True, timeout=10)
    return told.stdout if told.returncode == 0 else ""


def picture(display: Display, name: str) -> None:
    """A picture of the screen for whoever wants to see the windows."""
    folder = os.environ.get("JOURNAL_TEST_PICTURES")
    if folder:
        display.run("import", "-window", "root", str(Path(folder) / f"{name}.png"))


def make_journal(person: Person, folder: JournalFolder) -> None:
    """First run by keyboard, with the words looked at."""
    window = person.wait_for_window("Journal")
    person.press("Down", "space", "Tab", "Tab", "Tab", "Return")
    person.type(FORGOTTEN)
    person.press("Return")
    person.type(FORGOTTEN)
    person.press("Return")
    wait_until(folder.database.exists, "a journal was made")
    person.rest()
    picture(person.display, "1 offered")
    person.press("space")
    wait_until(lambda: height_of_card(person, window) > HIGH, "the words are shown")
    person.rest()
    picture(person.display, "2 shown")
    person.press("space", "Return")
    person.rest()


def height_of_card(person: Person, window: str) -> int:
    """How high the white card in the middle of the window is, in pixels, looked at near its left edge."""
    left, top, width, height = person.geometry(window)
    strip = {"left": left + width // 2 - 228, "top": top, "width": 1, "height": height}
    with mss.MSS(display=person.display.name) as eyes:
        return eyes.grab(strip).rgb.count(b"\xff\xff\xff")


def write(person: Person, text: str) -> None:
    person.press("ctrl+n")
    person.type(text)
    person.rest()


def lock_by(person: Person, program: Program, do: Callable[[], object]) -> None:
    """Lock, and wait for the fresh window."""
    before = program.window()
    do()
    program.wait_for_window(other_than=before)
    wait_until(lambda: not has_lock(program.journal), "the journal is locked")
    person.wait_for_window("Journal")


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager", "home")
def test_a_forgotten_passphrase_is_replaced_with_the_words(xvfb: Display) -> None:
    folder = JournalFolder(find_paths().journal)
    person = Person(xvfb)
    with running(xvfb, folder.root) as program:
        make_journal(person, folder)
        words = words_of(unlock(folder.root, Passphrase(FORGOTTEN)).root)
        write(person, CANARY)
        person.press("ctrl+a", "ctrl+c")
        copied, marked = clipboard(xvfb), clipboard(xvfb, "x-kde-passwordManagerHint")
        picture(xvfb, "3 written")
        lock_by(person, program, lambda: xvfb.run("xdotool", "key", "ctrl+l"))
        left = clipboard(xvfb)
        person.press("Tab", "Tab", "space")
        picture(xvfb, "4 help")
        person.press("Tab", "Tab", "space")
        for word in words:
            xvfb.run("xdotool", "type", "--delay", "12", f"{word[:4]} ")
        person.rest()
        picture(xvfb, "5 words")
        person.press("Return")
        picture(xvfb, "6 right")
        person.type(NEW)
        person.press("Return")
        person.type(NEW)
        picture(xvfb, "7 new")
        person.press("Return")
        wait_until(lambda: opens(folder, NEW), "the journal is open")
        person.rest()
        picture(xvfb, "8 open")

    assert copied == CANARY
    assert marked == "secret"
    assert left == ""
    assert not opens(folder, FORGOTTEN)
    assert words_of(unlock(folder.root, Passphrase(NEW)).root) == words


@pytest.mark.long  # nothing to be seen but 20 seconds going by
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager", "home")
def test_L06_what_was_copied_is_gone_after_twenty_seconds_and_at_the_end(xvfb: Display) -> None:
    folder = JournalFolder(find_paths().journal)
    person = Person(xvfb)
    with running(xvfb, folder.root) as program:
        make_journal(person, folder)
        write(person, CANARY)
        person.press("ctrl+a", "ctrl+c")
        copied = clipboard(xvfb)
        wait_until(lambda: clipboard(xvfb) == "", "what was copied is taken back")
        person.press("ctrl+a", "ctrl+c")
        again = clipboard(xvfb)
        person.press("ctrl+q")
        program.keeper.wait(30)
        left = clipboard(xvfb)

    assert (copied, again, left) == (CANARY, CANARY, "")
