"""On a full disk the room that was set aside is given up, so that what matters most is still kept."""

import os
from pathlib import Path

import pytest

from journal.capture.screens import Frame, ScreenSource
from journal.domain.errors import JournalError
from journal.domain.evidence import Screen
from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.sealing import inbox_seal
from journal.sealing.ballast import lay_ballast
from journal.sealing.errors import DiskFull
from journal.services import catching
from journal.services.catching import Catcher
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.troubles import trouble_of
from journal.services.wording import Wording
from journal.vault.errors import DatabaseFull
from tests.fakes import FakeClock, seeded
from tests.services.conftest import RESOURCES
from tests.services.test_journal import write

WORDS = Wording("en", RESOURCES / "i18n")


class OneScreen(ScreenSource):
    def grab(self) -> Frame:
        return Frame(2, 1, bytes(range(8)), 0, 0, (Screen("one", 0, 0, 2, 1),), "test")


@pytest.fixture
def catcher(folder: JournalFolder, clock: FakeClock, journal: Journal) -> Catcher:
    return Catcher(folder, OneScreen, lambda: None, clock, os.urandom, "Journal test", "Test OS")


def full_once(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Make the disk refuse that many captures."""
    real = inbox_seal.seal_to_inbox
    left = [times]

    def seal(*args: object, **named: object) -> Path:
        if left[0]:
            left[0] -= 1
            raise DiskFull("write")
        return real(*args, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(catching, "seal_to_inbox", seal)


def test_r05_a_capture_is_kept_in_the_room_that_was_set_aside(
    catcher: Catcher, folder: JournalFolder, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_ballast(folder.ballast, seeded(1), size=4096, ample=0)
    full_once(monkeypatch, 1)

    caught = catcher.catch("locked")

    assert not folder.ballast.exists()
    assert (folder.inbox / caught.name).exists()
    assert len(journal.file_inbox().result().evidence) == 1


def test_r05_without_such_room_the_capture_is_refused_and_nothing_of_it_remains(
    catcher: Catcher, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_once(monkeypatch, 2)

    with pytest.raises(DiskFull):
        catcher.catch("locked")

    assert list(folder.inbox.iterdir()) == []


def test_r05_what_could_not_be_saved_can_be_saved_at_the_second_try(
    folder: JournalFolder, journal: Journal
) -> None:
    write(journal, headline="before")
    lay_ballast(folder.ballast, seeded(1), size=4096, ample=0)
    allow_pages(journal, 0)

    with pytest.raises(DatabaseFull) as caught:
        write(journal, headline="now", description="long " * 20000)
    assert caught.value.room_made
    allow_pages(journal, 1 << 30)
    write(journal, headline="now", description="long " * 20000)

    assert "set aside" in trouble_of(caught.value, WORDS).what
    assert len(journal.timeline(Wanted()).result().keys) == 2


def test_r05_without_room_set_aside_the_words_name_the_cure(journal: Journal) -> None:
    allow_pages(journal, 0)

    with pytest.raises(DatabaseFull) as caught:
        write(journal, headline="now", description="long " * 20000)

    assert not caught.value.room_made
    assert "Make some room" in trouble_of(caught.value, WORDS).next_step
    assert isinstance(caught.value, JournalError)


def test_room_is_set_aside_when_a_journal_is_opened(folder: JournalFolder, clock: FakeClock) -> None:
    from dataclasses import replace

    from tests.services.conftest import PASSPHRASE, surroundings

    around = replace(surroundings(clock), ballast=16384, randomness=os.urandom)
    door = Door(folder, around)
    door.create(PASSPHRASE).result().close()

    assert folder.ballast.stat().st_size == 16384
    door.close()


def allow_pages(journal: Journal, more: int) -> None:
    """Let the database grow by so many pages and no further."""
    parts = journal._parts
    connection = parts.vault._connection

    def limit() -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + more}")

    parts.writing.run(limit).result()
