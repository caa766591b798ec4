"""The whole program before a journal that was cut: by keys alone to a new one that opens where the settings point."""

import hashlib
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.services.door import Door
from journal.settings import Paths, journal_folder
from journal.vault.engine import PAGE_BYTES
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, RESOURCES, surroundings
from tests.services.test_journal import write
from tests.system.displays import Display, wait_until
from tests.system.person import Person
from tests.system.program import running

ENTRIES = 8

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("window_manager")]


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_R08_a_cut_journal_is_saved_by_keys_alone_and_opens_in_its_new_place(
    xvfb: Display, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    folder = JournalFolder(tmp_path / "Kept" / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    for at in range(ENTRIES):
        write(journal, headline=f"entry {at}", description="some words " * 300)
    journal.backups.make(None, lambda _done, _all: True).result()
    journal.close()
    door.close()
    folder.database.write_bytes(folder.database.read_bytes()[: -2 * PAGE_BYTES])
    before = everything(folder.root)
    environ = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }
    paths = Paths(RESOURCES, home / "config" / "journal-desk", home / "data" / "journal-desk" / "Journal")
    new = JournalFolder(folder.root.with_name("Journal 2"))
    person = Person(xvfb)

    with running(xvfb, folder.root, environ) as program:
        person.wait_for_window("Journal")
        first = program.window()
        person.type(PASSPHRASE)
        person.press("Return")
        person.rest()  # the ways back, the first of them in focus
        person.press("Return")
        person.type(PASSPHRASE)
        person.press("Return")
        wait_until(new.database.exists, "what could be read was saved")
        person.rest()  # what came of it, with Open it in focus
        assert everything(folder.root) == before
        person.press("Return")
        program.wait_for_window(other_than=first)
        wait_until(lambda: journal_folder(paths) == new.root, "the settings name the new folder")
        person.wait_for_window("Journal")
        person.type(PASSPHRASE)
        person.press("Return")
        wait_until(new.lock.exists, "the new one is open")
        person.rest()
        person.press("ctrl+q")
        assert program.keeper.wait(60) == 0

    door = Door(new, surroundings(FakeClock(), seed=9))
    journal = door.open(PASSPHRASE).result()
    assert len(journal.timeline(Wanted()).result().keys) == ENTRIES
    journal.close()
    door.close()
    assert everything(folder.root) == before
