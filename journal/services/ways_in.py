"""The ways into a journal: making it, its passphrase, its 24 words, a kept key, the keys of a copy."""

import contextlib
import os

from journal.desktop.folder_lock import FolderLock
from journal.domain import records as r
from journal.domain.casework import Person
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId, new_id
from journal.sealing.ballast import drop_ballast, lay_ballast
from journal.sealing.credentials import create_keys
from journal.sealing.errors import DiskFailed, DiskFull, WrongPassphrase
from journal.sealing.keyfolder import Unlocked, heal, unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import PassphraseParameters
from journal.sealing.words import root_of
from journal.services.by_words import ask_database, fits_here, is_database_of, renew_keys
from journal.services.copies_found import CopyFound
from journal.services.errors import KeysOfAnotherJournal, ReadOnlyBecause
from journal.services.failed_tries import note_failed_try
from journal.services.filing import sweep_media
from journal.services.journal import Journal
from journal.services.journal_parts import Way, keyring_slot_of, put_together
from journal.services.known_keys import BY_WORDS, KnownKeys, alarms, record_opening
from journal.services.new_root import finish_interrupted, forget_interrupted, is_interrupted
from journal.services.passphrases import check_passphrase
from journal.services.reading_only import ToRead, open_to_read, refuse_unsaved, verify_frozen
from journal.services.ready_folders import make_ready
from journal.services.shredding import wipe_traces
from journal.services.surroundings import Surroundings
from journal.services.verifying import Findings, Progress, verify
from journal.services.what_lies_there import refuse_bad_place
from journal.vault.errors import DatabaseFull, DatabaseUnwritable, JournalUnreadable
from journal.vault.opening import create, make_folders, open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault


class WaysIn:
    """The ways into the journal of one folder; what each raises stands with the verb of the door that asks for it."""

    def __init__(self, folder: JournalFolder, around: Surroundings) -> None:
        self._folder = folder
        self._around = around

    def create(self, passphrase: str, person: Person | None) -> Journal:
        """Make a new journal and open it."""
        around = self._around
        names = (*around.account_names, *((person.name,) if person else ()))
        check_passphrase(passphrase, names)
        refuse_bad_place(self._folder, self._around)
        make_folders(self._folder)
        lock = FolderLock.take(self._folder.root)
        try:
            root = RootKey.new(around.randomness)
            journal_id = JournalId(new_id(around.randomness))
            # The keys first: a database without keys would be lost; keys that protect nothing are made again.
            made = create_keys(
                self._folder.root,
                journal_id,
                root,
                Passphrase(passphrase),
                around.cost(),
                around.randomness,
                derive=around.derive,
            )
            create(self._folder, root.database_key())
            first = self._first_records(journal_id, person)
            return self.opened(root, lock, KnownKeys.of(made.keyfile), first)
        except BaseException:
            lock.release()
            raise

    def open(self, passphrase: str) -> Journal:
        """Open the journal that is there."""
        refuse_bad_place(self._folder, self._around)
        self._finish_interrupted()
        journal = self._go_in(self._unlock(passphrase))
        journal.what_opens.renew_key_here()
        return journal

    def open_to_read(self, passphrase: str) -> Journal:
        """Open it to be read only."""
        place = self._around.place_of(self._folder.root)
        if place.read_only and not place.network:
            refuse_unsaved(self._folder)
            return self._read(self._unlock(passphrase).root, ReadOnlyBecause.MEDIA, None)
        refuse_bad_place(self._folder, self._around)
        unlocked = self._unlock(passphrase)
        return self._read(unlocked.root, ReadOnlyBecause.NEWER, FolderLock.take(self._folder.root))

    def _read(self, root: RootKey, because: ReadOnlyBecause, lock: FolderLock | None) -> Journal:
        return open_to_read(ToRead(self._folder, root, because, lock), self._around)

    def open_with_kept_key(self) -> Journal:
        """Open it with what the computer's password store holds."""
        refuse_bad_place(self._folder, self._around)
        self._finish_interrupted()
        return self._go_in(keyring_slot_of(self._folder, self._around).open())

    def _go_in(self, unlocked: Unlocked) -> Journal:
        lock = FolderLock.take(self._folder.root)
        try:
            known = KnownKeys.of(unlocked.keyfile, unlocked.slots_to_keep)
            records = tuple((alarm, unlocked.keyfile.journal) for alarm in alarms(unlocked.copies))
            journal = self.opened(unlocked.root, lock, known, records)
        except JournalUnreadable as error:
            lock.release()
            if not is_database_of(self._folder, unlocked.root):
                raise KeysOfAnotherJournal from error
            raise
        except BaseException:
            lock.release()
            raise
        try:
            self._heal(unlocked)
            forget_interrupted(self._folder)
        except BaseException:
            journal.close()
            raise
        return journal

    def check_words(self, typed: str) -> None:
        """Go on only with the 24 words of this journal."""
        root_of(typed, fits_here(self._folder))

    def open_with_words(self, typed: str, new_passphrase: str) -> Journal:
        """Open it with its 24 words, and write new key files."""
        check_passphrase(new_passphrase, self._around.account_names)
        refuse_bad_place(self._folder, self._around)
        self._finish_interrupted()
        root = root_of(typed, fits_here(self._folder))
        return self._go_in_anew(root, new_passphrase, r.KeyChanged(PassphraseParameters.KIND, BY_WORDS))

    def open_with_keys_of(self, copy: CopyFound, passphrase: str) -> Journal:
        """Open it by the key files of a copy of it, and write new ones."""
        refuse_bad_place(self._folder, self._around)
        self._finish_interrupted()
        try:
            root = unlock(copy.files.root, Passphrase(passphrase), self._around.derive).root
        except WrongPassphrase:
            note_failed_try(self._folder, self._around.clock, self._around.randomness)
            raise
        if not is_database_of(self._folder, root):
            raise KeysOfAnotherJournal
        return self._go_in_anew(root, passphrase)

    def _go_in_anew(self, root: RootKey, passphrase: str, *said: r.KeyChanged) -> Journal:
        """Go in with a root that no key file here gave, and write key files that give it for the passphrase."""
        around, folder = self._around, self._folder
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
            return self.opened(root, lock, KnownKeys.of(keyfile), records)
        except BaseException:
            lock.release()
            raise

    def _finish_interrupted(self) -> None:
        if is_interrupted(self._folder):
            with FolderLock.take(self._folder.root):
                finish_interrupted(self._folder)

    def verify(self, passphrase: str, progress: Progress) -> Findings:
        """Check it without opening it to write."""
        if self._around.place_of(self._folder.root).read_only:
            refuse_unsaved(self._folder)
            root = self._unlock(passphrase).root
            return verify_frozen(ToRead(self._folder, root, ReadOnlyBecause.MEDIA, None), progress)
        self._finish_interrupted()
        unlocked = self._unlock(passphrase)
        connection = open_for_reading(self._folder, unlocked.root.database_key())
        try:
            return verify(self._folder, connection, VaultReader(connection).find_file_key, progress)
        finally:
            connection.close()

    def _unlock(self, passphrase: str) -> Unlocked:
        around = self._around
        try:
            return unlock(self._folder.root, Passphrase(passphrase), around.derive)
        except WrongPassphrase:
            note_failed_try(self._folder, around.clock, around.randomness)
            raise

    def _heal(self, unlocked: Unlocked) -> None:
        if not unlocked.in_order:
            # It is recorded and tried again at every opening: no reason to keep the person out.
            with contextlib.suppress(DiskFull, DiskFailed):
                heal(self._folder.root, unlocked)

    def _first_records(
        self, journal_id: JournalId, person: Person | None
    ) -> tuple[tuple[r.Record, str], ...]:
        created = r.JournalCreated(journal_id, new_id(self._around.randomness))
        first: tuple[tuple[r.Record, str], ...] = ((created, journal_id),)
        return (*first, (r.PersonWritten(person), "person")) if person else first

    def opened(
        self, root: RootKey, lock: FolderLock, known: KnownKeys, records: tuple[tuple[r.Record, str], ...]
    ) -> Journal:
        """The journal of that root: what is to be recorded about its opening is recorded first."""
        around, folder, key = self._around, self._folder, root.database_key()
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
