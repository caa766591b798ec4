"""Putting a copy back into a folder of its own, checked before it has its name; it goes on as another living copy."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journal.domain import records as r
from journal.domain.clock import Clock
from journal.domain.errors import Cancelled, Fixable
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId, Randomness, new_id
from journal.domain.reading import Seal
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    SourceUnreadable,
    disk_error,
)
from journal.sealing.keyfolder import judged, read_key_files, write_key_files
from journal.sealing.roots import RootKey
from journal.sealing.sealed_folder import sealed_files, sealed_parts
from journal.sealing.whole_files import copy_whole
from journal.services.copies_found import CopyFound
from journal.services.filing import make_media_folder
from journal.services.known_backups import KnownBackups, remember
from journal.services.verifying import Findings, verify
from journal.vault.checking import check_pages
from journal.vault.copying import facts_of
from journal.vault.engine import Connection, snapshot
from journal.vault.opening import make_folders, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault

Progress = Callable[[int, int], bool]
"""Told how much is done and how much there is; False stops."""

_LOG = "-wal"


class FolderTaken(Fixable):
    """There is something in the folder already; it was left as it is."""


class BackupUnreadable(Fixable):
    """The copy is there and cannot be read to its end; nothing was put back."""

    def __init__(self, errno: int) -> None:
        super().__init__(errno)
        self.errno = errno


@dataclass(frozen=True)
class Restored:
    """A copy that goes on living: what it continues, what checking it found, and the files that it did not hold."""

    folder: JournalFolder
    continues: Seal
    findings: Findings
    missing: tuple[str, ...]
    incidents: int


@dataclass(frozen=True)
class Reviver:
    """Who puts a copy back: a session for its records, with the computer's clock."""

    session: Session
    clock: Clock
    randomness: Randomness
    disk: Disk = OS_DISK


def restore(copy: CopyFound, into: JournalFolder, root: RootKey, by: Reviver, progress: Progress) -> Restored:
    """Build a living journal from a copy beside its place, check it, and give it its name.

    The copy is only read. Sealed files that are missing or damaged do not stop it: they are named.

    Raises:
        FolderTaken: `into` is there and not empty.
        Cancelled, DiskFull, DiskFailed, DatabaseFull: nothing was left.
        JournalMissing, JournalUnreadable, JournalDamaged, JournalNewer and others: the copy's database does not open;
            nothing was left.
    """
    refuse_taken(into)
    building = JournalFolder(passing_folder(into.root))
    shutil.rmtree(building.root, ignore_errors=True)
    try:
        into.root.parent.mkdir(parents=True, exist_ok=True)
        make_folders(building)
        restored = _Restoring(copy, building, root, by, progress).run()
        give_name(building.root, into.root, by.disk)
    except OSError as reason:
        shutil.rmtree(building.root, ignore_errors=True)
        raise disk_error(reason, "restore") from reason
    except BaseException:
        shutil.rmtree(building.root, ignore_errors=True)
        raise
    return Restored(into, *restored)


def refuse_taken(folder: JournalFolder) -> None:
    """Assure that nothing would be written over.

    Raises:
        FolderTaken: something is there.
    """
    if folder.root.exists() and (not folder.root.is_dir() or any(folder.root.iterdir())):
        raise FolderTaken


def passing_folder(path: Path) -> Path:
    """Where a journal's folder lies until it is whole."""
    return path.with_name(f".{path.name}.part")


def give_name(building: Path, final: Path, disk: Disk) -> None:
    """Let a folder that is whole take its place, which is empty or not there.

    Raises:
        OSError: it has no name yet.
    """
    disk.sync_folder(building)
    if final.is_dir():
        final.rmdir()
    disk.rename(building, final)
    disk.sync_folder(final.parent)


class _Restoring:
    def __init__(
        self, copy: CopyFound, building: JournalFolder, root: RootKey, by: Reviver, progress: Progress
    ) -> None:
        self._copy = copy
        self._building = building
        self._root = root
        self._by = by
        self._progress = progress
        self._done = 0
        self._total = 0

    def run(self) -> tuple[Seal, Findings, tuple[str, ...], int]:
        self._copy_database()
        self._copy_keys()
        connection = open_for_writing(self._building, self._root.database_key())
        try:
            vault = Vault(connection, self._by.session, self._by.clock, self._by.randomness)
            vault.fold_log()
            check_pages(connection)
            with snapshot(connection):
                names = facts_of(connection).files
            missing = self._copy_media(names)
            self._copy_inbox(set(names) - set(missing))
            before = vault.seal()
            self._say_so(vault, VaultReader(connection).journal_id(), before)
            findings = self._verify(connection)
            incidents = VaultReader(connection).sidebar().incidents
        finally:
            connection.close()
        return before, findings, missing, incidents

    def _copy_database(self) -> None:
        source, target = self._copy.files.database, self._building.database
        log = source.with_name(source.name + _LOG)
        try:
            copy_whole(source, target, self._by.disk)
            if log.exists():
                copy_whole(log, target.with_name(target.name + _LOG), self._by.disk)
        except SourceUnreadable as reason:
            raise BackupUnreadable(reason.errno) from reason

    def _copy_keys(self) -> None:
        try:
            keyfile, _ = judged(read_key_files(self._copy.files.root), self._root)
        except (KeyFileMissing, KeyFileDamaged, KeyFileAltered):
            return  # the words open it, and write new ones
        write_key_files(self._building.root, keyfile, self._by.disk)

    def _copy_media(self, names: tuple[str, ...]) -> tuple[str, ...]:
        found = {name: self._source_of(name) for name in names}
        self._total = 2 * sum(_size(path) for path in found.values())
        missing: list[str] = []
        for name, path in found.items():
            target = make_media_folder(self._building, name)
            try:
                for part in reversed(sealed_parts(path)):
                    copy_whole(part, target / part.name, self._by.disk, self._go_on)
            except SourceUnreadable:
                missing.append(name)
        return tuple(missing)

    def _source_of(self, name: str) -> Path:
        """Where the copy has it: in the pool, or among the captures that were not moved yet."""
        pooled = self._copy.pool.media_file(name)
        return pooled if pooled.exists() else self._copy.inbox / name

    def _copy_inbox(self, filed: set[str]) -> None:
        if not self._copy.inbox.is_dir():
            return
        for path in sealed_files(self._copy.inbox):
            if path.name not in filed:
                for part in reversed(sealed_parts(path)):
                    copy_whole(part, self._building.inbox / part.name, self._by.disk)

    def _say_so(self, vault: Vault, journal: JournalId, before: Seal) -> None:
        made_ms = self._copy.made_ms or self._copy.files.database.stat().st_mtime_ns // 1_000_000
        instance = new_id(self._by.randomness)
        with vault.writing():
            vault.append(r.JournalRestored(journal, instance, before.seq, before.hex, made_ms), journal)
            # Its copies are those of the journal it was made of, on another computer perhaps.
            remember(vault, KnownBackups(put_back_ms=made_ms))

    def _verify(self, connection: Connection) -> Findings:
        half = self._total // 2

        def progress(checked: int, originals: int) -> bool:
            if not self._progress(half + half * checked // max(1, originals), self._total):
                raise Cancelled
            return True

        return verify(self._building, connection, VaultReader(connection).find_file_key, progress)

    def _go_on(self, octets: int) -> None:
        self._done += octets
        if not self._progress(self._done, self._total):
            raise Cancelled


def _size(path: Path) -> int:
    try:
        return sum(part.stat().st_size for part in sealed_parts(path))
    except OSError:
        return 0
