"""The way into a journal: what lies in the folder, making a new one, opening it with its passphrase."""

import contextlib
import os
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path

from journal.desktop.folder_lock import FolderLock
from journal.domain import records as r
from journal.domain.casework import Person
from journal.domain.clock import Clock
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId, new_id
from journal.sealing.ballast import drop_ballast, lay_ballast
from journal.sealing.credentials import create_keys
from journal.sealing.errors import DiskFailed, DiskFull, WrongPassphrase
from journal.sealing.keyfolder import Unlocked, heal, unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import PassphraseParameters
from journal.sealing.words import completions, root_of, wordlist
from journal.services.by_words import ask_database, fits_here, is_database_of, renew_keys
from journal.services.copies_found import CopyFound
from journal.services.errors import KeysOfAnotherJournal, PlaceProblem, PlaceRefused, ReadOnlyBecause
from journal.services.failed_tries import note_failed_try
from journal.services.filing import sweep_media
from journal.services.journal import Journal
from journal.services.journal_parts import Way, keyring_slot_of, put_together
from journal.services.known_keys import BY_WORDS, KnownKeys, alarms, record_opening
from journal.services.lanes import Lane, aside
from journal.services.moving import Moved, is_under_way
from journal.services.new_root import finish_interrupted, forget_interrupted, is_interrupted
from journal.services.passphrases import check_passphrase, propose_passphrase
from journal.services.reading_only import ToRead, open_to_read, refuse_unsaved, verify_frozen
from journal.services.ready_folders import make_ready
from journal.services.remains import is_foreign, was_lived_in
from journal.services.rescue import Opening, Rescue
from journal.services.shredding import wipe_traces
from journal.services.surroundings import Surroundings
from journal.services.verifying import Findings, Progress, verify
from journal.vault.errors import DatabaseFull, DatabaseUnwritable, JournalUnreadable
from journal.vault.opening import create, make_folders, open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault


class Found(StrEnum):
    """What lies where the journal should be."""

    NOTHING = "nothing"
    JOURNAL = "journal"
    EMPTY_FILE = "empty file"
    FOREIGN = "foreign"
    DATABASE_MISSING = "database missing"
    KEYS_MISSING = "keys missing"
    NETWORK = "network"
    SYNCED = "synced"
    READ_ONLY = "read only"
    AWAY = "away"


_PROBLEMS = {
    Found.NETWORK: PlaceProblem.NETWORK,
    Found.SYNCED: PlaceProblem.SYNCED,
    Found.READ_ONLY: PlaceProblem.READ_ONLY,
}


class Door:
    """Opens the journal of one folder; slow work happens in a thread of its own."""

    def __init__(self, folder: JournalFolder, around: Surroundings) -> None:
        self.folder = folder
        self._around = around
        self._lane = Lane("door")
        self.rescue = Rescue(around)

    @property
    def clock(self) -> Clock:
        """What time it is, and where the person is."""
        return self._around.clock

    @property
    def usual_place(self) -> Path:
        """Where a journal lies on this computer unless somebody chose another folder."""
        return self._around.usual or self.folder.root

    def suggest(self) -> str:
        """A passphrase of six words, drawn anew each time."""
        return propose_passphrase(wordlist(), self._around.randomness)

    def completions(self, typed: str) -> tuple[str, ...]:
        """Which of the words that open a journal begin so; four letters are enough for one."""
        return completions(typed)

    def look(self) -> Found:
        """Say what is there without changing anything."""
        folder = self.folder
        if not folder.database.exists():
            if was_lived_in(folder):
                return self._judged(Found.DATABASE_MISSING)
            return Found.AWAY if self._is_away() else self._judged(Found.NOTHING)
        if not folder.database.is_file():
            return Found.FOREIGN
        if folder.database.stat().st_size == 0:
            return Found.EMPTY_FILE
        if is_foreign(folder.database):
            return Found.FOREIGN
        if not folder.keys.exists() and not folder.second_keys.exists():
            return Found.KEYS_MISSING
        return self._judged(Found.JOURNAL)

    def create(self, passphrase: str, person: Person | None = None) -> "Future[Journal]":
        """Make a new journal and open it.

        Raises, through the future:
            PassphraseWeak, PlaceRefused: nothing was made.
            DiskFull, DiskFailed, DatabaseFull: nothing that has the name of a journal was left.
        """
        return self._lane.run(self._create, passphrase, person)

    def open(self, passphrase: str) -> "Future[Journal]":
        """Open the journal that is there.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing, KeyFileDamaged, KeyFileAltered, KeyFileNewer: the keys do not open.
            AlreadyOpen: another process has it open.
            PlaceRefused: it lies where a living journal would come to harm.
            KeysOfAnotherJournal: the keys and the database do not belong together.
            JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged, JournalNewer: as they say.
        """
        return self._lane.run(self._open, passphrase)

    def open_with_kept_key(self) -> "Future[Journal]":
        """Open the journal with what the computer's password store holds; only ever because the person asked for it.

        Raises, through the future:
            WrongKey: it holds nothing that opens it any more.
            StoreUnusable: it does not hand it out, or takes too long.
            KeyFileMissing, AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return aside("kept key", self._open_with_kept_key)

    def open_to_read(self, passphrase: str) -> "Future[Journal]":
        """Open the journal to be read only: it lies where nothing can be written, or a newer program wrote in it.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: as `open`.
            PlaceRefused: it lies where it would come to harm, or something saved cannot be read there.
            JournalNewer: not even that is possible with this program.
        """
        return self._lane.run(self._open_to_read, passphrase)

    def check_words(self, typed: str) -> "Future[None]":
        """Say whether these are the 24 words of this journal; changes nothing.

        Raises, through the future:
            WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal: what is wrong with them.
            JournalMissing, JournalEmpty, JournalForeign: there is no journal they could open.
        """
        return self._lane.run(self._check_words, typed)

    def open_with_words(self, typed: str, new_passphrase: str) -> "Future[Journal]":
        """Open the journal with its 24 words, whatever became of its key files, and write new ones.

        Raises, through the future:
            WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal, PassphraseWeak: nothing was changed.
            KeyFileNewer, AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return self._lane.run(self._open_with_words, typed, new_passphrase)

    def open_with_keys_of(self, copy: CopyFound, passphrase: str) -> "Future[Journal]":
        """Open the journal by the key files of a copy of it, and write new ones in place of those that do not open it.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: nothing was changed; the copy has the passphrase of its time.
            KeysOfAnotherJournal: it is a copy of another journal; nothing was changed.
            AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return self._lane.run(self._open_with_keys_of, copy, passphrase)

    def at(self, folder: Path) -> "Door":
        """The door of a journal in another folder; close it, too."""
        return Door(JournalFolder(folder), self._around)

    def live_in(self, folder: Path) -> "Future[None]":
        """Keep in the settings that the journal lives there from now on.

        Raises, through the future:
            DiskFull, DiskFailed: they name the earlier place.
        """
        return self._lane.run(self._around.point_to, folder)

    def move(self, journal: Journal, to: Path, passphrase: str, progress: Progress) -> "Future[Moved]":
        """Close the journal, take it to another folder, and let the settings name that one.

        Raises, through the future:
            FolderTaken, PlaceRefused, WrongPassphrase, Cancelled, DiskFull, MoveNotTrue and others: it is closed, and
                lies where it did.
        """
        return self._lane.run(self._move, journal, to, passphrase, progress)

    def take_away(self, to: Path, opening: Opening, progress: Progress) -> "Future[Moved]":
        """Take the journal, which is not open, to another folder, and let the settings name that one.

        Raises, through the future: as `Rescue.move`.
        """
        return self.rescue.move(self.folder.root, to, opening, self._around.point_to, progress)

    def set_passphrase_at(self, folder: Path, words: str, new_passphrase: str) -> "Future[None]":
        """Let a passphrase open the journal in another folder, which the words open.

        Raises, through the future: as `open_with_words`; nothing was changed.
        """
        return self._lane.run(self._set_passphrase_at, folder, words, new_passphrase)

    def finish_move(self) -> "Future[Path | None]":
        """Finish a move out of this folder that was cut short; where the journal lives now, if not here.

        Raises, through the future:
            DiskFull, DiskFailed: call it again.
        """
        return self.rescue.finish_move(self.folder.root, self._around.point_to)

    def verify(self, passphrase: str, progress: Progress) -> "Future[Findings]":
        """Check the journal without opening it to write, so that it works beside an open window.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: as `open`.
        """
        return self._lane.run(self._verify, passphrase, progress)

    def close(self) -> None:
        """Wait for what is being opened, and let go."""
        self.rescue.close()
        self._lane.close()

    def _set_passphrase_at(self, folder: Path, words: str, new_passphrase: str) -> None:
        with contextlib.closing(self.at(folder)) as other:
            other.open_with_words(words, new_passphrase).result().close()

    def _move(self, journal: Journal, to: Path, passphrase: str, progress: Progress) -> Moved:
        journal.close()
        opening = Opening(passphrase=passphrase)
        return self.rescue.move(self.folder.root, to, opening, self._around.point_to, progress).result()

    def _is_away(self) -> bool:
        """Whether a journal that was here before has to be somewhere, though it cannot be reached now."""
        root = self.folder.root
        return is_under_way(root) or root == self._around.lives_in

    def _judged(self, found: Found) -> Found:
        place = self._around.place_of(self.folder.root)
        if place.network:
            return Found.NETWORK
        if place.synced is not None:
            return Found.SYNCED
        return Found.READ_ONLY if place.read_only else found

    def _refuse_bad_place(self) -> None:
        problem = _PROBLEMS.get(self.look())
        if problem is not None:
            raise PlaceRefused(problem, self._around.place_of(self.folder.root).synced or "")

    def _create(self, passphrase: str, person: Person | None) -> Journal:
        around = self._around
        names = (*around.account_names, *((person.name,) if person else ()))
        check_passphrase(passphrase, names)
        self._refuse_bad_place()
        make_folders(self.folder)
        lock = FolderLock.take(self.folder.root)
        try:
            root = RootKey.new(around.randomness)
            journal_id = JournalId(new_id(around.randomness))
            # The keys first: a database without keys would be lost; keys that protect nothing are made again.
            made = create_keys(
                self.folder.root,
                journal_id,
                root,
                Passphrase(passphrase),
                around.cost(),
                around.randomness,
                derive=around.derive,
            )
            create(self.folder, root.database_key())
            first = self._first_records(journal_id, person)
            return self._opened(root, lock, KnownKeys.of(made.keyfile), first)
        except BaseException:
            lock.release()
            raise

    def _open(self, passphrase: str) -> Journal:
        self._refuse_bad_place()
        self._finish_interrupted()
        journal = self._go_in(self._unlock(passphrase))
        journal.what_opens.renew_key_here()
        return journal

    def _open_to_read(self, passphrase: str) -> Journal:
        place = self._around.place_of(self.folder.root)
        if place.read_only and not place.network:
            refuse_unsaved(self.folder)
            return self._read(self._unlock(passphrase).root, ReadOnlyBecause.MEDIA, None)
        self._refuse_bad_place()
        unlocked = self._unlock(passphrase)
        return self._read(unlocked.root, ReadOnlyBecause.NEWER, FolderLock.take(self.folder.root))

    def _read(self, root: RootKey, because: ReadOnlyBecause, lock: FolderLock | None) -> Journal:
        return open_to_read(ToRead(self.folder, root, because, lock), self._around)

    def _open_with_kept_key(self) -> Journal:
        self._refuse_bad_place()
        self._finish_interrupted()
        return self._go_in(keyring_slot_of(self.folder, self._around).open())

    def _go_in(self, unlocked: Unlocked) -> Journal:
        lock = FolderLock.take(self.folder.root)
        try:
            known = KnownKeys.of(unlocked.keyfile, unlocked.slots_to_keep)
            records = tuple((alarm, unlocked.keyfile.journal) for alarm in alarms(unlocked.copies))
            journal = self._opened(unlocked.root, lock, known, records)
        except JournalUnreadable as error:
            lock.release()
            if not is_database_of(self.folder, unlocked.root):
                raise KeysOfAnotherJournal from error
            raise
        except BaseException:
            lock.release()
            raise
        try:
            self._heal(unlocked)
            forget_interrupted(self.folder)
        except BaseException:
            journal.close()
            raise
        return journal

    def _check_words(self, typed: str) -> None:
        root_of(typed, fits_here(self.folder))

    def _open_with_words(self, typed: str, new_passphrase: str) -> Journal:
        check_passphrase(new_passphrase, self._around.account_names)
        self._refuse_bad_place()
        self._finish_interrupted()
        root = root_of(typed, fits_here(self.folder))
        return self._go_in_anew(root, new_passphrase, r.KeyChanged(PassphraseParameters.KIND, BY_WORDS))

    def _open_with_keys_of(self, copy: CopyFound, passphrase: str) -> Journal:
        self._refuse_bad_place()
        self._finish_interrupted()
        try:
            root = unlock(copy.files.root, Passphrase(passphrase), self._around.derive).root
        except WrongPassphrase:
            note_failed_try(self.folder, self._around.clock, self._around.randomness)
            raise
        if not is_database_of(self.folder, root):
            raise KeysOfAnotherJournal
        return self._go_in_anew(root, passphrase)

    def _go_in_anew(self, root: RootKey, passphrase: str, *said: r.KeyChanged) -> Journal:
        """Go in with a root that no key file here gave, and write key files that give it for the passphrase."""
        around, folder = self._around, self.folder
        lock = FolderLock.take(folder.root)
        try:
            told = ask_database(folder, root)
            if said:
                check_passphrase(passphrase, (*around.account_names, *told.names))
            forget_interrupted(folder)
            keyfile, found = renew_keys(
                folder,
                told,
                root,
                Passphrase(passphrase),
                around.cost(),
                around.randomness,
                derive=around.derive,
            )
            news: tuple[r.Record, ...] = (*found, *said)
            records = tuple((record, told.journal) for record in news)
            return self._opened(root, lock, KnownKeys.of(keyfile), records)
        except BaseException:
            lock.release()
            raise

    def _finish_interrupted(self) -> None:
        if is_interrupted(self.folder):
            with FolderLock.take(self.folder.root):
                finish_interrupted(self.folder)

    def _verify(self, passphrase: str, progress: Progress) -> Findings:
        if self._around.place_of(self.folder.root).read_only:
            refuse_unsaved(self.folder)
            root = self._unlock(passphrase).root
            return verify_frozen(ToRead(self.folder, root, ReadOnlyBecause.MEDIA, None), progress)
        self._finish_interrupted()
        unlocked = self._unlock(passphrase)
        connection = open_for_reading(self.folder, unlocked.root.database_key())
        try:
            return verify(self.folder, connection, VaultReader(connection).find_file_key, progress)
        finally:
            connection.close()

    def _unlock(self, passphrase: str) -> Unlocked:
        around = self._around
        try:
            return unlock(self.folder.root, Passphrase(passphrase), around.derive)
        except WrongPassphrase:
            note_failed_try(self.folder, around.clock, around.randomness)
            raise

    def _heal(self, unlocked: Unlocked) -> None:
        if not unlocked.in_order:
            # It is recorded and tried again at every opening: no reason to keep the person out.
            with contextlib.suppress(DiskFull, DiskFailed):
                heal(self.folder.root, unlocked)

    def _first_records(
        self, journal_id: JournalId, person: Person | None
    ) -> tuple[tuple[r.Record, str], ...]:
        created = r.JournalCreated(journal_id, new_id(self._around.randomness))
        first: tuple[tuple[r.Record, str], ...] = ((created, journal_id),)
        return (*first, (r.PersonWritten(person), "person")) if person else first

    def _opened(
        self, root: RootKey, lock: FolderLock, known: KnownKeys, records: tuple[tuple[r.Record, str], ...]
    ) -> Journal:
        around, folder, key = self._around, self.folder, root.database_key()
        make_ready(folder)
        sweep_media(folder)

        def make_room() -> bool:
            return drop_ballast(folder.ballast)

        def open_vault(session: Session) -> Vault:
            connection = open_for_writing(folder, key)
            vault = Vault(connection, session, around.clock, around.randomness, make_room)
            record_opening(vault, known, records)
            # What could not be wiped now is tried again at the next opening.
            with contextlib.suppress(DatabaseFull, DatabaseUnwritable, DiskFailed):
                wipe_traces(folder, vault)
            return vault

        way = Way(open_vault, lambda: VaultReader(open_for_reading(folder, key)))
        parts = put_together(folder, root, around, way, folder.work, lock.release)
        # In another thread, so that nobody waits for it; randomness of its own keeps everyone else's in order.
        parts.working.run(lay_ballast, folder.ballast, os.urandom, size=around.ballast)
        return Journal(parts)
