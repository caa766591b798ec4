"""A journal that is open to be read and looked at on paper, and in which nothing can be changed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.folder_lock import FolderLock
from journal.domain.folder import JournalFolder
from journal.sealing.roots import RootKey
from journal.services.errors import PlaceProblem, PlaceRefused, ReadOnly, ReadOnlyBecause
from journal.services.filing import Progress
from journal.services.journal import Journal
from journal.services.journal_parts import Way, put_together
from journal.services.surroundings import Surroundings
from journal.services.verifying import Findings, verify
from journal.vault.engine import Access, Connection, connect
from journal.vault.reading import VaultReader
from journal.vault.reading_copy import has_unsaved_log, read_into_memory
from journal.vault.store import Session, Vault


@dataclass(frozen=True)
class ToRead:
    """What is to be read, and why only that; `lock` keeps others out, None where nobody can write anyway."""

    folder: JournalFolder
    root: RootKey
    because: ReadOnlyBecause
    lock: FolderLock | None

    @property
    def frozen(self) -> bool:
        """Whether it lies on media that cannot be written."""
        return self.because is ReadOnlyBecause.MEDIA


class ReadingVault(Vault):
    """Says what is kept, and refuses to begin any change."""

    def __init__(
        self, connection: Connection, session: Session, around: Surroundings, because: ReadOnlyBecause
    ) -> None:
        super().__init__(connection, session, around.clock, around.randomness)
        self._because = because

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Refused, always.

        Raises:
            ReadOnly: before anything was done.
        """
        self._refuse()
        yield

    def _refuse(self) -> None:
        raise ReadOnly(self._because)

    def fold_log(self) -> None:
        """Leave the log as it is."""


def refuse_unsaved(folder: JournalFolder) -> None:
    """On media that cannot be written only the main file can be read.

    Raises:
        PlaceRefused: something saved lies in the log beside it, and would seem lost.
    """
    if has_unsaved_log(folder.database):
        raise PlaceRefused(PlaceProblem.READ_ONLY)


def verify_frozen(wanted: ToRead, progress: Progress) -> Findings:
    """Check every record and every original, without any lock."""
    with closing(_connected(wanted)) as connection:
        return verify(wanted.folder, connection, VaultReader(connection).find_file_key, progress)


def open_to_read(wanted: ToRead, around: Surroundings) -> Journal:
    """Open a journal in which nothing can be changed.

    Raises:
        JournalNewer, JournalMissing, JournalUnreadable, JournalDamaged and others: as `read_into_memory`.
    """
    unread: list[int] = []

    def open_vault(session: Session) -> ReadingVault:
        return ReadingVault(_connected(wanted), session, around, wanted.because)

    def open_reader() -> VaultReader:
        copy = read_into_memory(wanted.folder, wanted.root.database_key(), frozen=wanted.frozen)
        unread.append(copy.unread)
        return VaultReader(copy.connection)

    spill = Path(tempfile.mkdtemp())

    def leave() -> None:
        shutil.rmtree(spill, ignore_errors=True)
        if wanted.lock is not None:
            wanted.lock.release()

    way = Way(open_vault, open_reader, wanted.because, unread=lambda: sum(unread))
    try:
        return Journal(put_together(wanted.folder, wanted.root, around, way, spill, leave))
    except BaseException:
        leave()
        raise


def _connected(wanted: ToRead) -> Connection:
    access = Access.FROZEN if wanted.frozen else Access.READ
    return connect(wanted.folder.database, wanted.root.database_key(), access)
