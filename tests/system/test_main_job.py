"""The main job, as a person does it: start, first run, keep the screen, write, add a file, print; then others check."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from journal.services.journal import Journal
from journal.settings import find_paths
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.system.displays import Display, on_display, wait_until
from tests.system.pattern import BEHIND, pattern
from tests.system.person import Person

PASSPHRASE = "seven quiet boats under a blue moon"
CANARY = "canarybird"
WORDS = f"He wrote {CANARY} under the new painting"
EXACT = f"I know which train you take {CANARY}"


def originals(folder: JournalFolder) -> int:
    """How many originals are filed."""
    return sum(1 for path in folder.media.rglob("*") if path.is_file())


def clear_text_in(place: Path, needles: tuple[str, ...]) -> list[str]:
    """Every file below a folder that holds one of the texts readably."""
    forms = [needle.encode(code) for needle in needles for code in ("utf-8", "utf-16-le")]
    forms += [form[::-1] for form in forms]
    found = []
    for path in place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            found += [str(path) for form in forms if form in data]
    return found


def started(display: Display, checkout: Path) -> "subprocess.Popen[bytes]":
    """The program as a double-click starts it."""
    return subprocess.Popen(
        [sys.executable, "packaging/run.py"],
        cwd=checkout,
        env=display.environ(),
    )


def first_run(person: Person) -> str:
    """Go through first run by keyboard, as far as the name, and return the window."""
    window = person.wait_for_window("Journal")
    person.press("Down", "space", "Tab", "Tab", "Tab", "Return")
    person.type(PASSPHRASE)
    person.press("Tab", "Tab")
    person.type(PASSPHRASE)
    person.press("Return")
    wait_until(JournalFolder(find_paths().journal).database.exists, "a journal was made")
    person.rest()
    person.press("shift+Tab", "space")  # the words: later
    return window


def opened(folder: JournalFolder) -> tuple[Door, Journal]:
    """The journal, opened by somebody who knows the passphrase."""
    door = Door(folder, surroundings(FakeClock()))
    return door, door.open(PASSPHRASE).result()


@pytest.mark.timeout(400)
@pytest.mark.usefixtures("window_manager")
def test_the_main_job_end_to_end(xvfb: Display, checkout: Path, home: Path, tmp_path: Path) -> None:
    folder = JournalFolder(find_paths().journal)
    (tmp_path / "letter.txt").write_text(f"A letter that says {CANARY}\n")
    target = tmp_path / "2026-11-22.pdf"
    person = Person(xvfb)

    with on_display(xvfb, sys.executable, "-m", "tests.system.pattern", BEHIND) as painter:
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"
        program = started(xvfb, checkout)
        try:
            window = first_run(person)
            person.type("Marie Leroux")
            person.press("Return", "ctrl+n")
            person.type(WORDS)
            person.press("Tab")
            person.type(EXACT)
            person.click(window, 262, 27)
            wait_until(lambda: originals(folder) == 1, "the screen was kept")
            person.rest()
            person.click(window, 450, 27)
            person.type(str(tmp_path / "letter.txt"))
            person.press("Return")
            wait_until(lambda: originals(folder) == 2, "the file was kept")
            person.press("ctrl+p", "space")
            person.click(window, -330, -52)
            person.press("Return")  # without a password
            person.type(str(target))
            person.press("Return")
            wait_until(target.exists, "the paper was saved")
            leaks = clear_text_in(home, (CANARY, PASSPHRASE))
            person.press("ctrl+q")
            assert program.wait(30) == 0
        finally:
            if os.environ.get("JOURNAL_TEST_PICTURES"):
                xvfb.run("import", "-window", "root", os.environ["JOURNAL_TEST_PICTURES"])
            program.kill()
            program.wait()

    assert leaks == []
    assert clear_text_in(home, (CANARY, PASSPHRASE)) == []
    text = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert WORDS in " ".join(text.split()) or CANARY in text
    assert "Marie Leroux" in text
    checked = subprocess.run(
        [sys.executable, "packaging/run.py", "verify", "--passphrase-fd", "0"],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    assert checked.returncode == 2, checked.stderr
    door, journal = opened(folder)
    pieces = [journal.piece(loose.evidence).result() for loose in journal.loose().result() if loose.evidence]
    (caught,) = (piece for piece in pieces if piece.evidence.method is Method.CAPTURE)
    picture = Image.open(io.BytesIO(kept_bytes(journal, caught.id))).convert("RGB")
    journal.close()
    door.close()
    expected = Image.frombytes(
        "RGB", (xvfb.width, xvfb.height), pattern(0, 0, xvfb.width, xvfb.height), "raw", "BGRX"
    )
    assert picture.size == expected.size
    assert picture.tobytes() == expected.tobytes()
