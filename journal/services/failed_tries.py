"""Wrong passphrases: each is sealed into the inbox with no key at hand, and told after the next unlocking."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journal.domain import records as r
from journal.domain.clock import Clock
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import Randomness
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.keyfolder import read_key_files
from journal.sealing.recipient import open_recipient
from journal.sealing.roots import InboxKey
from journal.sealing.sealed_folder import remove_sealed, sealed_files
from journal.sealing.sealed_layout import HEADER_SIZE, TAG_SIZE, V1
from journal.sealing.sealed_reader import SealedReader
from journal.services.capture_note import FailedTry, failed_try_in, failed_try_note
from journal.vault.errors import ThingMissing
from journal.vault.store import Vault

MOST_NOTES = 200
"""More are not written: whoever tries for hours shall not fill the disk."""

SUBJECT = "tries"
"""What the records of failed tries are about."""

_NAME_BYTES = 16
_NOTE_FILE_SIZE = HEADER_SIZE + V1.plain_size(1, 0) + TAG_SIZE
"""The least a sealed file can have, whatever little it says: most captures need not be opened to be told apart."""

_log = logging.getLogger(__name__)


def note_failed_try(folder: JournalFolder, clock: Clock, randomness: Randomness) -> None:
    """Seal a note that somebody tried a wrong passphrase just now; that it cannot be written changes nothing."""
    note = failed_try_note(FailedTry(clock.utc_ms(), clock.boot_id(), clock.boot_ms()))
    try:
        if sum(1 for _ in _small_files(folder)) < MOST_NOTES:
            public = read_key_files(folder.root).inbox_public
            seal_to_inbox(folder.inbox, randomness(_NAME_BYTES).hex(), b"", note, public, randomness)
    except (JournalError, OSError) as error:
        _log.warning("a wrong passphrase was not noted: %s", type(error).__name__)


def record_failed_tries(folder: JournalFolder, vault: Vault, keys: Sequence[InboxKey]) -> tuple[int, ...]:
    """Record the tries whose notes lie in the inbox, and remove the notes; their times (UTC ms), oldest first.

    Cut short, it neither loses a try nor records one twice.

    Raises:
        DatabaseFull, DatabaseUnwritable: nothing was recorded, the notes stay.
        DiskFailed: they are recorded, and some notes have to be removed next time.
    """
    found = tuple(_notes(folder, keys))
    recorded = _recorded_last(vault)
    # Notes that are left of the time before go first, so that only the last record has to be known.
    for note in found:
        if note.failed.utc_ms in recorded:
            remove_sealed(note.path)
    fresh = tuple(note for note in found if note.failed.utc_ms not in recorded)
    if not fresh:
        return ()
    times = tuple(sorted(note.failed.utc_ms for note in fresh))
    with vault.writing():
        vault.append(r.UnlockFailed(times), SUBJECT)
    for note in fresh:
        remove_sealed(note.path)
    return times


@dataclass(frozen=True)
class _Note:
    path: Path
    failed: FailedTry


def _notes(folder: JournalFolder, keys: Sequence[InboxKey]) -> Iterator[_Note]:
    for path in _small_files(folder):
        failed = _opened(path, keys)
        if failed is not None:
            yield _Note(path, failed)


def _opened(path: Path, keys: Sequence[InboxKey]) -> FailedTry | None:
    for key in keys:
        # A capture, a note to a key that is not among these, or damage: filing tells of those.
        with suppress(JournalError), SealedReader(path, open_recipient(path, key)) as reader:
            return failed_try_in(reader.note)
    return None


def _small_files(folder: JournalFolder) -> Iterator[Path]:
    return (path for path in sealed_files(folder.inbox) if _size(path) == _NOTE_FILE_SIZE)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # A link that leads nowhere, say; filing tells of it.
        return 0


def _recorded_last(vault: Vault) -> tuple[int, ...]:
    try:
        record = vault.body(vault.latest_state(SUBJECT)).record
    except ThingMissing:
        return ()
    return record.tried_ms if isinstance(record, r.UnlockFailed) else ()
