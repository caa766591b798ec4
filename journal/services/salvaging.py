"""Saving everything that can still be read of a damaged journal into a new one, and saying exactly what is lost.

The damaged folder is only read. Records keep their bytes, numbers and links; what is lost is named by a record of its
own and never filled in. Where a record is lost and the lists still showed what it said, that is recorded anew, with the
time of now.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from journal.domain import records as r
from journal.domain.errors import Cancelled, Fixable, JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId, new_id
from journal.domain.reading import Seal
from journal.sealing.database_pages import PageKey
from journal.sealing.errors import SourceUnreadable, WordsOfAnotherJournal, disk_error
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import judged, read_key_files, unlock, write_key_files
from journal.sealing.roots import RootKey
from journal.sealing.sealed_folder import sealed_files, sealed_parts
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey, Passphrase
from journal.sealing.whole_files import copy_whole
from journal.sealing.words import root_of
from journal.services.backup_place import BackupMissing
from journal.services.copies_found import CopyFound, copies_in
from journal.services.filing import make_media_folder
from journal.services.losses import keep_losses, losses_of
from journal.services.recording_anew import record_anew
from journal.services.restoring import Reviver, give_name, passing_folder, refuse_taken
from journal.services.salvage_report import LostFile, SalvageReport, Why, lost_records, newest_number
from journal.services.verifying import verify
from journal.vault.checking import SealedOriginal, check_chain
from journal.vault.engine import Connection, salt_of
from journal.vault.errors import ThingMissing
from journal.vault.facts import newest_seal
from journal.vault.mending import Mended, mend
from journal.vault.opening import make_folders
from journal.vault.reading import VaultReader
from journal.vault.reviving import evidence_of, found_anew, lost_numbers, make_projections_again
from journal.vault.salvaging import Damage, Found, opens_a_page, search
from journal.vault.store import Vault

Progress = Callable[[int, int], bool]
"""Told how much of a thousand is done, and the thousand; False stops."""

_MIB = 1024 * 1024
_ALL, _PAGES = 1000, 400


class NothingReadable(Fixable):
    """Not one page could be read with this key: it belongs to another journal, or nothing of this one is left."""


def salvage(
    damaged: JournalFolder,
    into: JournalFolder,
    root: RootKey,
    by: Reviver,
    progress: Progress,
    also: Sequence[CopyFound] = (),
) -> SalvageReport:
    """Make a new journal out of everything that can be read, and say what cannot.

    `also` are copies of the same journal that may fill holes: what they hold counts only where it fits by its hash.

    Raises:
        FolderTaken: `into` is there and not empty.
        NothingReadable, JournalNewer: nothing was made.
        Cancelled, DiskFull, DiskFailed, DatabaseFull: nothing was left.
    """
    refuse_taken(into)
    building = JournalFolder(passing_folder(into.root))
    shutil.rmtree(building.root, ignore_errors=True)
    try:
        found, damage, own = _search(damaged, also, root, progress)
        into.root.parent.mkdir(parents=True, exist_ok=True)
        make_folders(building)
        report = _Salvage(damaged, building, root, by, progress, also, found, damage, own).run(into)
        give_name(building.root, into.root, by.disk)
    except OSError as reason:
        shutil.rmtree(building.root, ignore_errors=True)
        raise disk_error(reason, "salvage") from reason
    except BaseException:
        shutil.rmtree(building.root, ignore_errors=True)
        raise
    return report


def own_copies(damaged: JournalFolder) -> tuple[CopyFound, ...]:
    """The copies that lie inside a damaged journal's folder, the newest first."""
    try:
        return copies_in(damaged.backups)
    except BackupMissing:
        return ()


def root_for_salvage(damaged: JournalFolder, passphrase: str, words: str) -> RootKey:
    """The root of a journal of which anything may be damaged: from its key files or those of a copy in it, or words.

    Raises:
        WrongPassphrase, KeyFileMissing and others: as `unlock`, of the damaged folder's own key files.
        WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal: what is wrong with the words.
    """
    folders = [damaged.root, *(copy.files.root for copy in own_copies(damaged))]
    if words:
        return _root_of_words(damaged, folders, words)
    trouble: JournalError | None = None
    for folder in folders:
        try:
            return unlock(folder, Passphrase(passphrase)).root
        except JournalError as error:
            trouble = trouble or error
    raise trouble or NothingReadable


def _root_of_words(damaged: JournalFolder, folders: Iterable[Path], words: str) -> RootKey:
    known = {keyfile.root_id for folder in folders for keyfile in _keyfiles(folder)}
    salts = {salt for path in (damaged.database, damaged.first_page) for salt in _salts(path)}
    try:
        return root_of(words, lambda root: root.root_id in known or root.database_salt in salts)
    except WordsOfAnotherJournal:
        # What tells whose journal it is may be damaged too; the pages themselves tell it as well.
        root = root_of(words)
        if not opens_a_page(damaged.database, PageKey(root.database_key())):
            raise
        return root


def _keyfiles(folder: Path) -> tuple[KeyFile, ...]:
    try:
        return read_key_files(folder).keyfiles
    except JournalError:
        return ()


def _salts(path: Path) -> tuple[bytes, ...]:
    try:
        return (salt_of(path),)
    except (JournalError, OSError):
        return ()


def _search(
    damaged: JournalFolder, also: Sequence[CopyFound], root: RootKey, progress: Progress
) -> tuple[Found, Damage, frozenset[int]]:
    """Read all pages there are; also says which records the damaged database itself still had."""
    key, found = PageKey(root.database_key()), Found()
    sources = 1 + len(also)

    def going_on(source: int) -> Progress:
        def tell(done: int, total: int) -> bool:
            part = (source + done / max(1, total)) / sources
            if not progress(int(_PAGES * part), _ALL):
                raise Cancelled
            return True

        return tell

    damage = search(damaged.database, damaged.first_page, key, found, going_on(0))
    own = frozenset(found.headers)
    for number, copy in enumerate(also, start=1):
        search(copy.files.database, None, key, found, going_on(number), is_copy=True)
    if not found.headers and not found.bodies:
        raise NothingReadable
    return found, damage, own


class _Salvage:
    def __init__(
        self,
        damaged: JournalFolder,
        building: JournalFolder,
        root: RootKey,
        by: Reviver,
        progress: Progress,
        also: Sequence[CopyFound],
        found: Found,
        damage: Damage,
        own: frozenset[int],
    ) -> None:
        self._damaged = damaged
        self._building = building
        self._root = root
        self._by = by
        self._progress = progress
        self._also = also
        self._found = found
        self._damage = damage
        self._own = own

    def run(self, into: JournalFolder) -> SalvageReport:
        found, mended = self._found, mend(self._found)
        keyfile = self._put_keys()
        connection = found_anew(self._building, self._root.database_key(), mended, found)
        try:
            newest = newest_number(mended)
            vault = Vault(connection, self._by.session, self._by.clock, self._by.randomness, after=newest)
            before = newest_seal(connection)
            numbers = lost_numbers(connection, found, mended)
            anew = record_anew(vault, connection, found, mended, self._by.clock, self._by.randomness)
            files = self._put_files(connection)
            self._put_inbox()
            lost_files = tuple(lost.file for lost in files)
            journal = self._journal(connection, keyfile)
            self._say_so(vault, journal, before, mended, lost_files, numbers)
            make_projections_again(connection)
            reader = VaultReader(connection)
            findings = verify(self._building, connection, reader.find_file_key, lambda _done, _all: True)
            report = SalvageReport(
                folder=into,
                continues=before,
                newest=newest,
                records=len(mended.bodies),
                incidents=reader.sidebar().incidents,
                damage=self._damage,
                lost=lost_records(connection, found, mended, anew),
                files=files,
                anew=tuple(anew.things),
                derived=mended.derived,
                broken=mended.broken,
                from_copies=len(set(mended.headers) - self._own - set(mended.derived)),
                findings=findings,
            )
            losses = losses_of(report, reader, numbers, self._by.clock.utc_ms())
            with vault.writing():
                keep_losses(vault, losses)
            return replace(report, losses=losses)
        finally:
            connection.close()

    def _put_keys(self) -> KeyFile | None:
        """The key file of the damaged journal or of a copy; without one the words open what is saved."""
        for folder in (self._damaged.root, *(copy.files.root for copy in self._also)):
            try:
                keyfile, _ = judged(read_key_files(folder), self._root)
            except JournalError:
                continue
            write_key_files(self._building.root, keyfile, self._by.disk)
            return keyfile
        return None

    def _journal(self, connection: Connection, keyfile: KeyFile | None) -> JournalId:
        if keyfile is not None:
            return JournalId(keyfile.journal)
        try:
            return VaultReader(connection).journal_id()
        except ThingMissing:
            return JournalId(new_id(self._by.randomness))

    def _put_files(self, connection: Connection) -> tuple[LostFile, ...]:
        """Copy every sealed file that a record names, each from where it is whole; name those that are nowhere."""
        reader = VaultReader(connection)
        originals = check_chain(connection, lambda _done, _all: True).originals
        lost: list[LostFile] = []
        for number, sealed in enumerate(originals, start=1):
            fault = self._put_file(sealed, reader.find_file_key(sealed.file))
            if fault is not None:
                why, unread = fault
                evidence, name = evidence_of(connection, sealed.seq)
                lost.append(LostFile(evidence, name, sealed.file, why, unread))
            self._tell(_PAGES + (_ALL - _PAGES) * number // len(originals))
        return tuple(lost)

    def _put_file(self, sealed: SealedOriginal, key: bytes | None) -> tuple[Why, int] | None:
        places = [path for path in self._places_of(sealed.file) if path.exists()]
        if key is None:
            return Why.KEY_LOST, sealed.original.size
        damaged: tuple[Path, int] | None = None
        for path in places:
            unread = _unread(path, FileKey(key), sealed)
            if unread == 0:
                self._copy_file(path, sealed.file)
                return None
            if damaged is None or unread < damaged[1]:
                damaged = path, unread
        if damaged is None:
            return Why.FILE_MISSING, sealed.original.size
        self._copy_file(damaged[0], sealed.file)
        return Why.FILE_DAMAGED, damaged[1]

    def _places_of(self, name: str) -> Iterable[Path]:
        yield self._damaged.media_file(name)
        yield self._damaged.inbox / name
        for copy in self._also:
            yield copy.pool.media_file(name)
            yield copy.inbox / name

    def _copy_file(self, path: Path, name: str) -> None:
        target = make_media_folder(self._building, name)
        try:
            for part in reversed(sealed_parts(path)):
                copy_whole(part, target / part.name, self._by.disk)
        except SourceUnreadable:
            return  # counted as damaged already: it could not be read to its end

    def _put_inbox(self) -> None:
        """Captures that were not filed go on waiting, whatever is in them."""
        for folder in (self._damaged.inbox, *(copy.inbox for copy in self._also)):
            for path in sealed_files(folder) if folder.is_dir() else ():
                filed = self._building.media_file(path.name).exists()
                if filed or path.name in self._found.keys or (self._building.inbox / path.name).exists():
                    continue
                for part in reversed(sealed_parts(path)):
                    with contextlib.suppress(SourceUnreadable):
                        copy_whole(part, self._building.inbox / part.name, self._by.disk)

    def _say_so(
        self,
        vault: Vault,
        journal: JournalId,
        before: Seal,
        mended: Mended,
        files: tuple[str, ...],
        numbers: tuple[r.RemovedIncident, ...],
    ) -> None:
        record = r.JournalSalvaged(
            journal=journal,
            instance=new_id(self._by.randomness),
            continues_seq=before.seq,
            continues_seal=before.hex,
            gaps=mended.gaps,
            # What a lost record had removed is named as well: nothing else says any more why it is not there.
            bodies=tuple(sorted((*mended.lost_bodies, *mended.unsaid))),
            files=files,
            numbers=numbers,
        )
        with vault.writing():
            vault.append(record, journal)

    def _tell(self, done: int) -> None:
        if not self._progress(done, _ALL):
            raise Cancelled


def _unread(path: Path, key: FileKey, sealed: SealedOriginal) -> int:
    """How many bytes of an original cannot be read, or are not those that were recorded; 0 if it is whole."""
    try:
        reader = SealedReader(path, key)
    except JournalError:
        return max(1, sealed.original.size)
    hasher, unread = sha256(), 0
    with reader:
        for at in range(0, reader.size, _MIB):
            length = min(_MIB, reader.size - at)
            try:
                hasher.update(reader.read_range(at, length))
            except JournalError:
                unread += length
    if unread == 0 and hasher.hexdigest() != sealed.original.sha256:
        return max(1, sealed.original.size)
    return unread
