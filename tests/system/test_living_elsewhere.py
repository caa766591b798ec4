"""The whole program follows a journal that was moved, also when the move was cut short."""

import json
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.services.door import Door
from journal.settings import find_paths, load
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.system.displays import Display, wait_until
from tests.system.person import Person
from tests.system.program import PASSPHRASE, command_of, running
from tests.system.test_locking import has_lock


@pytest.mark.usefixtures("window_manager")
def test_a_move_cut_short_is_finished_and_the_journal_opens_where_it_lives(
    xvfb: Display, home: Path, tmp_path: Path
) -> None:
    old, new = tmp_path / "Journal", tmp_path / "elsewhere"
    door = Door(JournalFolder(old), surroundings(FakeClock()))
    door.create(PASSPHRASE).result().close()
    door.close()
    old.rename(new)
    pointer = tmp_path / "Journal.moved"
    pointer.write_text(json.dumps({"to": str(new)}))
    person = Person(xvfb)

    with running(xvfb, old) as program:
        wait_until(
            lambda: str(new).encode() in command_of(program.window()), "a window of the new folder is there"
        )
        person.wait_for_window("Journal")
        person.type(PASSPHRASE)
        person.press("Return")
        wait_until(lambda: has_lock(new), "the journal is open where it lives")

    assert load(find_paths()).folder == str(new)
    assert not pointer.exists()
    assert not old.exists()
