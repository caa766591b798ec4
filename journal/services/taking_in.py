"""What comes into one open journal: files, what was pasted, captures that wait in the inbox, and wrong tries there."""

from collections.abc import Sequence
from pathlib import Path

from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.ids import EvidenceId
from journal.domain.reading import Loose
from journal.intake.files import BytesReader, FileReader
from journal.intake.reader import Reader
from journal.sealing.roots import InboxKey
from journal.services import filing
from journal.services.failed_tries import record_failed_tries
from journal.services.filing import Added, Filed, Progress, Refusal, SealedEvidence, Sealer
from journal.services.journal_parts import Parts


class TakingIn:
    """Keeps in mind what could not be filed, and which tries were found, for as long as the journal is open."""

    def __init__(self, parts: Parts, sealer: Sealer) -> None:
        self._parts = parts
        self._sealer = sealer
        self._tried: tuple[int, ...] = ()
        self._unopened: tuple[Refusal, ...] = ()

    def add_files(self, paths: Sequence[Path], method: Method, progress: Progress) -> Added:
        """Take files in, byte for byte; in a thread that may take its time."""
        own = self._parts.folder.root
        return self._add(tuple(FileReader(path, own) for path in paths), method, progress)

    def add_bytes(self, data: bytes, name: str, method: Method) -> Added:
        """Take in what another program handed over; in a thread that may take its time."""
        return self._add((BytesReader(name, data),), method, lambda _done, _total: True)

    def file_inbox(self) -> Filed:
        """Record the captures in the inbox and move them to the other originals; in the vault's thread."""
        parts = self._parts
        if parts.way.read_only is not None:
            return Filed((), ())  # captures wait until they can be filed
        filed = filing.file_inbox(parts.folder, parts.vault, self._inbox_keys(), parts.around.randomness)
        self._tried += filed.failed_tries
        self._unopened = filed.unopened
        return filed

    def failed_tries(self) -> tuple[int, ...]:
        """When wrong passphrases were tried (UTC ms), oldest first; in the vault's thread."""
        parts = self._parts
        if parts.way.read_only is not None:
            return ()  # they are told where they can be recorded
        self._tried += record_failed_tries(parts.folder, parts.vault, self._inbox_keys())
        return self._tried

    def unopened(self) -> tuple[Loose, ...]:
        """What still waits in the inbox because it cannot be opened."""
        return filing.unopened_things(self._parts.folder, self._unopened)

    def _add(self, readers: tuple[Reader, ...], method: Method, progress: Progress) -> Added:
        self._parts.assure_writable()
        return filing.add_all(self._sealer, readers, method, self._record, progress)

    def _record(self, sealed: SealedEvidence) -> EvidenceId:
        parts = self._parts
        try:
            return parts.writing.run(filing.record, parts.vault, sealed, parts.around.randomness).result()
        except JournalError:
            filing.forget(parts.folder, sealed)
            raise

    def _inbox_keys(self) -> tuple[InboxKey, ...]:
        parts = self._parts
        return (parts.root.inbox_key(), *(InboxKey(private) for private in parts.vault.inbox_keys()))
