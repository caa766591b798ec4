"""A real SQLCipher journal with a raw key, in a folder of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId, new_id
from journal.domain.records import Record
from journal.vault.opening import create, make_folders, open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Appended, Session, Vault
from tests.fakes import FakeClock, seeded

KEY = bytes(range(48))


@dataclass
class Opened:
    """An open journal with both its connections."""

    folder: JournalFolder
    clock: FakeClock
    vault: Vault
    reader: VaultReader
    ids: int = 0

    def keep(self, record: Record, subject: str | None = None) -> tuple[str, Appended]:
        """Append one record in a transaction of its own."""
        self.ids += 1
        name = subject or new_id(seeded(self.ids))
        self.clock.pass_ms(1000)
        with self.vault.writing():
            return name, self.vault.append(record, name)

    def close(self) -> None:
        self.reader.close()
        self.vault.close()


def open_journal(folder: JournalFolder, clock: FakeClock) -> Opened:
    """Open what `create` made."""
    session = Session(SessionId(new_id(seeded(99))), "Journal test", "Test OS", ())
    vault = Vault(open_for_writing(folder, KEY), session, clock, seeded(7))
    return Opened(folder, clock, vault, VaultReader(open_for_reading(folder, KEY)))


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    made = JournalFolder(tmp_path / "Journal")
    make_folders(made)
    create(made, KEY)
    return made


@pytest.fixture
def opened(folder: JournalFolder) -> Iterator[Opened]:
    journal = open_journal(folder, FakeClock())
    yield journal
    journal.close()
