"""Somebody who sees nothing keeps, writes, finds and prints alone: all of it by name, role and action."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.desktop.channel import Answer, ask
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from tests.commands import needed
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.system.assistive import Reader, Thing, read_aloud
from tests.system.displays import PATIENCE, Display, wait_until
from tests.system.program import running

PASSPHRASE = "seven quiet boats under a blue moon"
HEADLINE = "A note under the new painting"
CANARY = "kestrelwing"
OPERABLE = {"check box", "combo box", "list", "menu item", "push button", "radio button", "table", "text"}


@pytest.fixture
def reader(session_bus: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Who listens; every program started from now on lets itself be read."""
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    with read_aloud(session_bus) as reader:
        yield reader


@pytest.mark.timeout(200)
@pytest.mark.usefixtures("window_manager")
def test_U13_first_run_capture_file_find_and_print_by_name_alone(
    xvfb: Display, reader: Reader, tmp_path: Path
) -> None:
    pdftotext = needed("pdftotext")
    target = tmp_path / "2026-11-22.pdf"

    with running(xvfb, tmp_path / "Journal"):
        _first_run(reader)
        _catch(reader)
        _make_an_entry_of_it(reader)
        nameless = _nameless(reader.things())
        _find_it(reader)
        _show_the_bars_as_a_table(reader, xvfb)
        _print_it(reader, target)

    assert nameless == []
    told = subprocess.run(
        [pdftotext, "-layout", str(target), "-"], capture_output=True, text=True, check=True
    )
    assert "Marie Leroux" in told.stdout
    assert CANARY in told.stdout


def _first_run(reader: Reader) -> None:
    reader.find("No, only I use it", "radio button").act()
    reader.wait_to_hear("lock the journal when you leave")
    reader.find("Next", "push button").act()
    reader.wait_to_hear("Choose a passphrase. Four or more words")
    reader.find("Passphrase", "text").write(PASSPHRASE)
    reader.find("The same once more", "text").write(PASSPHRASE)
    reader.find("Make the journal", "push button", _can_be_pressed).act()
    reader.wait_to_hear("Making the journal")
    reader.find("Later", "push button").act()
    reader.wait_to_hear("The journal is ready")
    reader.find("Your name", "text").write("Marie Leroux")
    reader.find("Begin", "push button").act()


def _catch(reader: Reader) -> None:
    reader.find("Capture screen", "push button").act()
    reader.wait_to_hear("Kept")


def _make_an_entry_of_it(reader: Reader) -> None:
    reader.find("To sort, 1", "check box").act()
    reader.wait_to_hear("1 to sort")
    reader.first("list item").act()
    reader.wait_to_hear("Not in an entry yet")
    assert reader.find("Picture, covered", "push button").actions() != []
    reader.find("Make an entry of it", "push button").act()
    reader.find("Headline", "text").write(HEADLINE)
    reader.find("What happened", "text").write(f"He wrote {CANARY} under it")
    assert reader.find("Picture 1, covered", "push button").shown
    star = reader.find("One of the most serious", "check box")
    star.act()
    wait_until(lambda: "checked" in star.again().states, "it is marked as serious")


def _find_it(reader: Reader) -> None:
    reader.find("Search everything", "text").write(CANARY)
    reader.wait_to_hear("1 entry")
    found = reader.first("list item", lambda thing: HEADLINE in thing.name)
    assert "one picture, covered" in found.name
    found.act()


def _show_the_bars_as_a_table(reader: Reader, xvfb: Display) -> None:
    assert "as a table" in reader.find("Entries by month").described
    reader.find("Period", "check box").act()
    reader.walk_to("Show months as a table", lambda: xvfb.press("Down")).act()
    reader.wait_to_hear("Entries by month")
    assert reader.find("1", "cell").shown
    reader.find("Done", "push button").act()


def _print_it(reader: Reader, target: Path) -> None:
    reader.find("Print…", "push button").act()
    reader.wait_to_hear("Print. Who will read it?")
    reader.find("Police", "radio button").act()
    reader.find("Save as PDF…", "push button", _can_be_pressed).act()
    reader.wait_to_hear("Without a password")
    reader.find("Choose where…", "push button", _can_be_pressed).act()
    reader.find("File name:", "text").write(str(target))
    reader.find("Save", "push button", _can_be_pressed).act()
    wait_until(target.exists, "the paper was saved")
    reader.wait_to_hear(target.name)


@pytest.mark.usefixtures("window_manager")
def test_L05_of_a_hidden_window_nothing_is_read(xvfb: Display, reader: Reader, tmp_path: Path) -> None:
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    door.create(PASSPHRASE).result().close()
    door.close()

    with running(xvfb, folder.root):
        reader.find("Passphrase", "text").write(PASSPHRASE)
        reader.find("Open", "push button", _can_be_pressed).act()
        reader.find("New entry", "push button").act()
        reader.find("Headline", "text").write(CANARY)
        assert ask(folder.root, "hide", PATIENCE) is Answer.OK
        wait_until(lambda: _read(reader) == [], "nothing is there to be read")

        # One that was hidden is locked: another takes its place, and can be shown as soon as it is there.
        wait_until(lambda: ask(folder.root, "show", PATIENCE) is Answer.OK, "it can be shown again")
        reader.find("Passphrase", "text")
        assert not [thing for thing in reader.things() if thing.name == "Search everything"]


def _read(reader: Reader) -> list[str]:
    """What a reader could still speak of, the name of the program apart."""
    return [thing.name for thing in reader.things() if thing.depth > 0]


def _can_be_pressed(thing: Thing) -> bool:
    return "enabled" in thing.states


def _nameless(things: list[Thing]) -> list[Thing]:
    """What can be operated and has no name."""
    return [thing for thing in things if thing.role in OPERABLE and not thing.name.strip()]
