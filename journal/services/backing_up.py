"""Making one generation of copies: taken of one moment, put beside the others, and named once it was opened again."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from journal.domain.chain import ChainFault
from journal.domain.clock import Clock
from journal.domain.errors import Cancelled, Fixable, IntegrityFault
from journal.domain.folder import JournalFolder
from journal.domain.moments import at_instant
from journal.sealing.ballast import free_bytes
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import SourceUnreadable, disk_error
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import judged, read_key_files
from journal.sealing.roots import RootKey
from journal.sealing.sealed_folder import sealed_parts
from journal.sealing.whole_files import copy_whole, sha256_of, share_whole, write_whole
from journal.services.backup_place import (
    INBOX,
    BackupPlace,
    FileMark,
    FileSizes,
    Generation,
    Manifest,
    Pooled,
    generation_name,
    make_folder,
    superseded,
    write_manifest,
)
from journal.vault.checking import NAMED_LOSS
from journal.vault.copying import Content, CopyFacts, check_copy, content_of, copy_database
from journal.vault.engine import Connection
from journal.vault.glancing import lost_files
from journal.vault.opening import open_for_reading
from journal.vault.swap import remove_database

Progress = Callable[[int, int], bool]
"""Told the bytes done and the bytes there are; False stops."""

RESERVE_BYTES = 256 * 1024 * 1024
"""So much stays free on the disk for everything else; older copies go before that is touched."""


class NoRoomForBackup(Fixable):
    """The disk has no room for a copy, even without the older ones; `needed` and `free` in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(needed, free)
        self.needed = needed
        self.free = free


class BackupNotTrue(IntegrityFault):
    """What was read back is not what was copied; `what` says which part. Nothing with the name of a copy was left."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Living:
    """The open journal that is copied; its vault stays with its own thread."""

    folder: JournalFolder
    root: RootKey
    clock: Clock
    free: Callable[[Path], int] = free_bytes
    disk: Disk = OS_DISK


@dataclass(frozen=True)
class BackedUp:
    """A copy that was opened again and is whole.

    `facts` is None where nothing was written since the newest copy and that one lies there as it was made. `added`
    counts the sealed files that were not in the place before. `missing` are files the journal itself no longer has.
    `faults` are what is wrong with the journal, and so with every copy of it; `named` are those of the missing files
    that the journal itself names since it was saved from a damaged one. `given_up` names older copies that went.
    """

    place: Path
    name: str
    made_ms: int
    confirmed_ms: int
    seq: int
    content: Content
    facts: CopyFacts | None = None
    added: int = 0
    missing: tuple[str, ...] = ()
    faults: tuple[ChainFault, ...] = ()
    given_up: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    @property
    def damage(self) -> int:
        """How many things are missing or not as they were written, and not named by the journal itself."""
        faults = [fault for fault in self.faults if fault.check != NAMED_LOSS]
        return len(set(self.missing) - self.named) + len(faults)

    @property
    def known_losses(self) -> int:
        """How many losses the journal itself names since it was saved from a damaged one."""
        return len(self.missing) + len(self.faults) - self.damage


def back_up(
    living: Living,
    place: BackupPlace,
    known: Content | None,
    progress: Progress,
    *,
    own: bool = False,
) -> BackedUp:
    """Make a copy, check it by opening it, then let those go that nobody needs.

    `known` is what the newest copy in this place was made of. `own` copies lie in the journal's folder and share
    their sealed files with it, which never change: they take no second room.

    Raises:
        Cancelled, NoRoomForBackup, DiskFull, DiskFailed, DatabaseFull, JournalDamaged, BackupNotTrue and others:
            nothing with the name of a copy was left; earlier ones stay.
    """
    place.make_ready()
    keyfile, _ = judged(read_key_files(living.folder.root), living.root)
    generations = place.generations()
    pool = FileSizes(place.media)
    connection = open_for_reading(living.folder, living.root.database_key())
    try:
        content = content_of(connection)
        if generations and content == known:
            up_to_date = _up_to_date(living, place, generations[0], pool, keyfile, content)
            if up_to_date is not None:
                return up_to_date
        return _Making(living, place, keyfile, progress, own).make(connection, content, pool, generations)
    finally:
        connection.close()


class _Making:
    def __init__(
        self,
        living: Living,
        place: BackupPlace,
        keyfile: KeyFile,
        progress: Progress,
        own: bool,
    ) -> None:
        self._living = living
        self._place = place
        self._keyfile = keyfile
        self._progress = progress
        self._own = own
        self._done = 0
        self._total = 0

    def make(
        self,
        connection: Connection,
        content: Content,
        pool: FileSizes,
        generations: tuple[Generation, ...],
    ) -> BackedUp:
        living, place = self._living, self._place
        fresh = living.folder.work / "copy.db"
        passing = place.begin("copy")
        try:
            # Before the database: what is filed meanwhile is then in both, and in neither never.
            inbox = self._copy_inbox(passing)
            facts = copy_database(connection, fresh, living.root.database_key())
            wanted = _Wanted(living.folder, facts.files)
            new = [pooled for pooled in wanted.found if not place.holds(pool, pooled)]
            self._total = fresh.stat().st_size + sum(sum(pooled.sizes) for pooled in new)
            given_up = self._make_room(generations)
            unread = self._fill_pool(wanted, new)
            made_ms, name = self._name(facts.seal.seq)
            manifest = Manifest(
                made_ms=made_ms,
                seq=facts.seal.seq,
                database=self._put_database(fresh, passing),
                keys=self._put_keys(passing),
                inbox=inbox,
                media=tuple(pooled for pooled in wanted.found if pooled.name not in unread),
                missing=tuple(sorted((*wanted.missing, *unread))),
            )
            write_manifest(passing, manifest, living.disk)
            faults = self._check(passing, facts, manifest)
            place.finish(passing, name)
        except BaseException:
            place.abandon(passing)
            raise
        finally:
            remove_database(fresh)
        given_up += place.give_up(superseded(place.generations()))
        return BackedUp(
            place=place.root,
            name=name,
            made_ms=made_ms,
            confirmed_ms=made_ms,
            seq=facts.seal.seq,
            content=content,
            facts=facts,
            added=len(new) - len(unread),
            missing=manifest.missing,
            faults=faults,
            given_up=given_up,
            named=lost_files(connection),
        )

    def _copy_inbox(self, passing: Path) -> tuple[str, ...]:
        names = FileSizes(self._living.folder.inbox, flat=True).names()
        copied = []
        for name in names:
            if name.startswith("."):
                continue
            try:
                for part in reversed(sealed_parts(self._living.folder.inbox / name)):
                    copy_whole(part, passing / INBOX / part.name, self._living.disk)
            except SourceUnreadable:
                continue  # filed a moment ago, and so in the database that is copied next
            copied.append(name)
        return tuple(copied)

    def _make_room(self, generations: tuple[Generation, ...]) -> tuple[str, ...]:
        """Let older copies go, never the newest, until there is room for the new one."""
        given_up: tuple[str, ...] = ()
        older = list(generations[1:])
        while (free := self._living.free(self._place.root)) < self._room_needed():
            if not older:
                raise NoRoomForBackup(self._room_needed(), free)
            given_up += self._place.give_up([older.pop()])
        return given_up

    def _room_needed(self) -> int:
        return RESERVE_BYTES + self._total

    def _fill_pool(self, wanted: "_Wanted", new: list[Pooled]) -> set[str]:
        """Put what is new beside the others, and return what could not be read: one bad file costs one file."""
        unread: set[str] = set()
        for pooled in new:
            try:
                self._put_sealed(wanted.path_of(pooled.name), self._place.pooled(pooled.name))
            except SourceUnreadable:
                unread.add(pooled.name)
        return unread

    def _put_sealed(self, path: Path, target: Path) -> None:
        try:
            make_folder(target.parent)
        except OSError as reason:
            raise disk_error(reason, "make folder") from reason
        put = share_whole if self._own else copy_whole
        for part in reversed(sealed_parts(path)):
            put(part, target.with_name(part.name), self._living.disk, self._go_on)

    def _put_database(self, fresh: Path, passing: Path) -> FileMark:
        size = fresh.stat().st_size
        target = JournalFolder(passing).database
        return FileMark(copy_whole(fresh, target, self._living.disk, self._go_on), size)

    def _put_keys(self, passing: Path) -> FileMark:
        keys = self._keyfile.to_bytes()
        write_whole(JournalFolder(passing).keys, [keys], self._living.disk)
        return FileMark(hashlib.sha256(keys).hexdigest(), len(keys))

    def _check(self, passing: Path, facts: CopyFacts, manifest: Manifest) -> tuple[ChainFault, ...]:
        copy = JournalFolder(passing)
        held, faults = check_copy(copy.database, self._living.root.database_key())
        if held != facts:
            raise BackupNotTrue("database")
        if sha256_of(copy.keys) != manifest.keys.sha256:
            raise BackupNotTrue("keys")
        pool = FileSizes(self._place.media)
        for pooled in manifest.media:
            if not self._place.holds(pool, pooled):
                raise BackupNotTrue(pooled.name)
        return faults

    def _go_on(self, octets: int) -> None:
        self._done += octets
        if not self._progress(self._done, self._total):
            raise Cancelled

    def _name(self, seq: int) -> tuple[int, str]:
        """When it was made, and a name of its own for it, even where the clock was put back."""
        clock = self._living.clock
        now = clock.utc_ms()
        while True:
            local = at_instant(now, clock.zone()).local
            name = generation_name(local, seq)
            if not (self._place.root / name).exists():
                return now, name
            now += 1000


class _Wanted:
    """The sealed files a database has the keys of, where they lie in the living journal."""

    def __init__(self, folder: JournalFolder, names: Iterable[str]) -> None:
        self._folder = folder
        sizes = FileSizes(folder.media)
        found, missing = [], []
        for name in names:
            known = sizes.of(name) or self._sizes_now(name)
            if known is None:
                missing.append(name)
            else:
                found.append(Pooled(name, known))
        self.found = tuple(found)
        self.missing = tuple(missing)

    def path_of(self, name: str) -> Path:
        """Where it lies; one that was recorded and not yet moved still lies in the inbox."""
        filed = self._folder.media_file(name)
        return filed if filed.exists() else self._folder.inbox / name

    def _sizes_now(self, name: str) -> tuple[int, ...] | None:
        try:
            return tuple(part.stat().st_size for part in sealed_parts(self.path_of(name)))
        except OSError:
            return None


def _up_to_date(
    living: Living,
    place: BackupPlace,
    newest: Generation,
    pool: FileSizes,
    keyfile: KeyFile,
    content: Content,
) -> BackedUp | None:
    """The newest copy, if it lies there as it was made and opens with what opens the journal now."""
    manifest = newest.manifest
    inbox = FileSizes(living.folder.inbox, flat=True).names()
    same_keys = manifest.keys.sha256 == hashlib.sha256(keyfile.to_bytes()).hexdigest()
    if not same_keys or manifest.inbox != inbox or _Wanted(living.folder, manifest.missing).found:
        return None
    try:
        sizes = newest.files.database.stat().st_size, newest.files.keys.stat().st_size
    except OSError:
        return None
    if sizes != (manifest.database.size, manifest.keys.size):
        return None
    if not all(place.holds(pool, pooled) for pooled in manifest.media):
        return None
    now = living.clock.utc_ms()
    return BackedUp(place.root, newest.name, manifest.made_ms, now, manifest.seq, content)
