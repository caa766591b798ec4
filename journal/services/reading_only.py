"""A journal that is open to be read and looked at on paper, and in which nothing can be changed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal.desktop.folder_lock import FolderLock
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId, SessionId, new_id
from journal.domain.reading import Draft
from journal.intake.reader import Reader
from journal.pictures.decoder import Decoder
from journal.sealing.roots import RootKey
from journal.services.errors import PlaceProblem, PlaceRefused, ReadOnly, ReadOnlyBecause
from journal.services.filing import Added, Filed, Progress
from journal.services.journal import Journal, Parts
from journal.services.keyring_slot import KeyringSlot
from journal.services.lanes import Lane
from journal.services.new_root import NewRoot
from journal.services.program import libraries, program, system
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


class ReadingJournal(Journal):
    """Every verb that would change something fails with ReadOnly, and has touched nothing on the disk."""

    def __init__(self, parts: Parts, wanted: ToRead, unread: int) -> None:
        """`unread` records were written by a newer program."""
        super().__init__(parts)
        self._wanted = wanted
        self.read_only = wanted.because
        self.unread = unread

    def failed_tries(self) -> "Future[tuple[int, ...]]":
        """They are told where they can be recorded."""
        return _done(())

    def file_inbox(self) -> "Future[Filed]":
        """Captures wait until the journal can be written."""
        return _done(Filed((), ()))

    def start_draft(
        self, incident_id: IncidentId | None, evidence: Sequence[EvidenceId] = ()
    ) -> "Future[Draft]":
        return self._refused()

    def change_passphrase(self, old: str, new: str) -> "Future[None]":
        return self._refused()

    def keep_key_here(self, passphrase: str) -> "Future[None]":
        return self._refused()

    def forget_key_here(self) -> "Future[None]":
        return self._refused()

    def renew_key_here(self) -> "Future[None]":
        """Not for one that is only read."""
        return _done(None)

    def prepare_root(self, passphrase: str, new_passphrase: str) -> "Future[NewRoot]":
        return self._refused()

    def replace_root(self, new: NewRoot, typed_back: Sequence[str], progress: Progress) -> "Future[None]":
        return self._refused()

    def _take_in(self, readers: tuple[Reader, ...], method: Method, progress: Progress) -> "Future[Added]":
        return self._refused()

    def _keep_thumbnail(self, subject: EvidenceId, data: bytes) -> None:
        """A small picture is made anew each time."""

    def _verify(self, progress: Progress) -> Findings:
        return verify_frozen(self._wanted, progress)

    def _refused(self) -> "Future[Any]":
        refused: Future[Any] = Future()
        refused.set_exception(ReadOnly(self._wanted.because))
        return refused


def refuse_unsaved(folder: JournalFolder) -> None:
    """On media that cannot be written only the main file can be read.

    Raises:
        PlaceRefused: something saved lies in the log beside it, and would seem lost.
    """
    if has_unsaved_log(folder.database):
        raise PlaceRefused(PlaceProblem.READ_ONLY)


def verify_frozen(wanted: ToRead, progress: Progress) -> Findings:
    """Check every record and every original, without any lock."""
    access = Access.FROZEN if wanted.frozen else Access.READ
    connection = connect(wanted.folder.database, wanted.root.database_key(), access)
    try:
        return verify(wanted.folder, connection, VaultReader(connection).find_file_key, progress)
    finally:
        connection.close()


def open_to_read(wanted: ToRead, around: Surroundings, keyring_slot: KeyringSlot) -> ReadingJournal:
    """Open a journal in which nothing can be changed.

    Raises:
        JournalNewer, JournalMissing, JournalUnreadable, JournalDamaged and others: as `read_into_memory`.
    """
    folder, key = wanted.folder, wanted.root.database_key()
    session = Session(SessionId(new_id(around.randomness)), program(), system(), libraries())
    writing, reading, working = Lane("vault"), Lane("panes"), Lane("work", workers=2)
    unread: list[int] = []

    def open_vault() -> ReadingVault:
        access = Access.FROZEN if wanted.frozen else Access.READ
        return ReadingVault(connect(folder.database, key, access), session, around, wanted.because)

    def open_reader() -> VaultReader:
        copy = read_into_memory(folder, key, frozen=wanted.frozen)
        unread.append(copy.unread)
        return VaultReader(copy.connection)

    try:
        reader = reading.run(open_reader).result()
        vault = writing.run(open_vault).result()
    except BaseException:
        for lane in (working, reading, writing):
            lane.close()
        raise
    spill = Path(tempfile.mkdtemp())
    parts = Parts(
        folder=folder,
        spill=spill,
        root=wanted.root,
        vault=vault,
        reader=reader,
        writing=writing,
        reading=reading,
        working=working,
        decoder=Decoder(around.decoder_command),
        clock=around.clock,
        randomness=around.randomness,
        types=around.types,
        resources=around.resources,
        program=session.program,
        system=session.system,
        cost=around.cost,
        derive=around.derive,
        account_names=around.account_names,
        keyring_slot=keyring_slot,
        place_of=around.place_of,
        on_close=_leaving(spill, wanted.lock),
    )
    return ReadingJournal(parts, wanted, unread[0])


def _leaving(spill: Path, lock: FolderLock | None) -> Callable[[], None]:
    def leave() -> None:
        shutil.rmtree(spill, ignore_errors=True)
        if lock is not None:
            lock.release()

    return leave


def _done(value: Any) -> "Future[Any]":
    done: Future[Any] = Future()
    done.set_result(value)
    return done
