"""A journal that moved is found where it lives, and never taken for one that is not there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.domain.folder import JournalFolder
from journal.services import moving
from journal.services.door import Door
from journal.services.restoring import FolderTaken
from journal.services.what_lies_there import Found
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import headlines, on, write


class Settings:
    """What the program is told of where the journal lives."""

    def __init__(self) -> None:
        self.told: list[Path] = []

    def point_to(self, folder: Path) -> None:
        self.told.append(folder)


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def door(folder: JournalFolder, clock: FakeClock, settings: Settings) -> Door:
    return Door(folder, replace(surroundings(clock), point_to=settings.point_to))


def test_an_open_journal_is_closed_and_opens_where_it_was_moved_to(
    door: Door, tmp_path: Path, clock: FakeClock, settings: Settings
) -> None:
    journal = door.create(PASSPHRASE).result()
    write(journal, headline="comes along")
    new = tmp_path / "elsewhere" / "Journal"

    door.move(journal, new, PASSPHRASE, on).result()
    door.close()

    there = Door(JournalFolder(new), surroundings(clock))
    opened = there.open(PASSPHRASE).result()
    assert headlines(opened) == ["comes along"]
    assert settings.told == [new]
    opened.close()
    there.close()


def test_a_move_that_is_stopped_or_refused_leaves_it_where_it_was(
    door: Door, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_same_device", lambda _old, _parent: False)
    journal = door.create(PASSPHRASE).result()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "something").touch()

    with pytest.raises(FolderTaken):
        door.move(journal, taken, PASSPHRASE, on).result()
    with pytest.raises(Cancelled):
        door.move(journal, tmp_path / "new", PASSPHRASE, lambda _done, _of: False).result()

    assert settings.told == []
    door.open(PASSPHRASE).result().close()
    door.close()


def test_a_move_cut_short_is_finished_at_the_next_start(
    door: Door, folder: JournalFolder, tmp_path: Path, clock: FakeClock, settings: Settings
) -> None:
    door.create(PASSPHRASE).result().close()
    new = tmp_path / "elsewhere"
    folder.root.rename(new)
    folder.root.with_name("Journal.moved").write_text(json.dumps({"to": str(new)}))

    lives = door.finish_move().result()

    assert lives == new
    assert settings.told == [new]
    assert Door(folder, surroundings(clock)).look() is Found.NOTHING
    door.close()


def test_nothing_is_finished_where_nothing_was_moved(door: Door) -> None:
    door.create(PASSPHRASE).result().close()

    assert door.finish_move().result() is None
    door.close()


def test_a_journal_on_a_stick_that_is_not_plugged_in_is_away_and_not_missing(
    folder: JournalFolder, clock: FakeClock
) -> None:
    named = replace(surroundings(clock), lives_in=folder.root)

    assert Door(folder, named).look() is Found.AWAY
    assert Door(folder, surroundings(clock)).look() is Found.NOTHING


def test_a_journal_that_moved_to_a_place_out_of_reach_is_away_too(door: Door, folder: JournalFolder) -> None:
    folder.root.with_name("Journal.moved").write_text('{"to": "/nowhere/at/all"}')

    assert door.finish_move().result() is None
    assert door.look() is Found.AWAY
    door.close()
