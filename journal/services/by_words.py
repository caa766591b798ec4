"""Opening a journal with its 24 words: whose they are is told from what lies in its folder; new keys are written."""

from dataclasses import dataclass
from pathlib import Path

from journal.domain import records as r
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId, Randomness
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileUnreadable,
    WordsWrong,
    WordUnknown,
)
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import judged, read_key_files, write_key_files
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import Argon2Cost, Derive, derive_wrap_key, passphrase_slot
from journal.sealing.words import Fits
from journal.services.errors import WordsNotTypedBack
from journal.services.keys import names_in
from journal.services.known_keys import alarms, remembered
from journal.vault.engine import salt_of
from journal.vault.opening import open_for_writing
from journal.vault.reading import VaultReader


def fits_here(folder: JournalFolder) -> Fits:
    """Return what tells this journal's root from others: the head of its database, of its first page, or a key file.

    Raises:
        JournalMissing, JournalEmpty, JournalForeign: there is no journal it could open.
    """
    salts = {salt_of(folder.database), *_kept_salt(folder.first_page)}
    root_ids = _named_roots(folder.root)
    return lambda root: root.database_salt in salts or root.root_id in root_ids


def is_database_of(folder: JournalFolder, root: RootKey) -> bool:
    """Whether the database, or the first page that is kept of it, begins as one of that root does."""
    return root.database_salt in {*_kept_salt(folder.database), *_kept_salt(folder.first_page)}


@dataclass(frozen=True)
class Told:
    """What the database says: the journal's id, the latest edition of key files it knows of, the names it holds."""

    journal: JournalId
    edition: int
    names: tuple[str, ...]


def ask_database(folder: JournalFolder, root: RootKey) -> Told:
    """Open the database with this root, for once. The caller holds the journal's lock.

    Raises:
        JournalUnreadable, JournalDamaged, JournalNewer and others: it does not open.
    """
    connection = open_for_writing(folder, root.database_key())
    try:
        reader = VaultReader(connection)
        known = remembered(reader.window)
        return Told(reader.journal_id(), known.edition if known else 0, names_in(reader))
    finally:
        connection.close()


def places_at_fault(error: JournalError) -> tuple[int, ...]:
    """Which words, from 1, an error about words is about; none where it cannot be told."""
    if isinstance(error, WordUnknown):
        return (error.position,)
    if isinstance(error, WordsWrong) and error.likely is not None:
        return error.likely.positions
    return error.places if isinstance(error, WordsNotTypedBack) else ()


def renew_keys(
    folder: JournalFolder,
    told: Told,
    root: RootKey,
    passphrase: Passphrase,
    cost: Argon2Cost,
    randomness: Randomness,
    *,
    derive: Derive = derive_wrap_key,
    disk: Disk = OS_DISK,
) -> tuple[KeyFile, tuple[r.KeyAlarm, ...]]:
    """Write both key files with that passphrase alone; returns them, and what was wrong with the ones that were there.

    Raises:
        KeyFileNewer: a newer program wrote them; nothing was changed.
        NotEnoughMemory, DiskFull, DiskFailed: each copy is the old one or the new one; the words open in any case.
    """
    edition = told.edition
    try:
        present, copies = judged(read_key_files(folder.root), root)
        edition, found = max(edition, present.edition), alarms(copies)
    except KeyFileMissing:
        found = (r.KeyAlarm("key files: missing"),)
    except (KeyFileDamaged, KeyFileUnreadable):
        found = (r.KeyAlarm("key files: damaged"),)
    except KeyFileAltered:
        found = (r.KeyAlarm("key files: altered"),)
    slot = passphrase_slot(root, passphrase, cost, told.journal, randomness, derive)
    keyfile = KeyFile.issue(root, told.journal, (slot,), edition + 1)
    write_key_files(folder.root, keyfile, disk)
    return keyfile, found


def _kept_salt(first_page: Path) -> set[bytes]:
    try:
        return {salt_of(first_page)}
    except (JournalError, OSError):
        return set()


def _named_roots(folder: Path) -> set[str]:
    try:
        return {keyfile.root_id for keyfile in read_key_files(folder).keyfiles}
    except JournalError:
        return set()
