"""Checking a living journal: pages, chain, and every sealed original against the hash its record holds."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from journal.domain.chain import ChainFault
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.reading import Seal
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.vault.checking import ChainReport, SealedOriginal, check_chain, check_pages
from journal.vault.engine import Connection
from journal.vault.errors import JournalDamaged

Progress = Callable[[int, int], bool]


class Verdict(IntEnum):
    """What checking found, as the exit code of `journal verify`."""

    ANCHORED = 0
    NOT_ANCHORED = 2
    ALTERED = 1
    UNCHECKED = 3


@dataclass(frozen=True)
class Findings:
    """What was looked at, everything that is wrong with it, and the seals that printed logs must bear."""

    seal: Seal
    records: int
    removed: int
    originals: int
    faults: tuple[ChainFault, ...]
    papers: tuple[Seal, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Intact journals are not anchored by this check: only an outsider who holds a seal can do that."""
        return Verdict.ALTERED if self.faults else Verdict.NOT_ANCHORED


def verify(
    folder: JournalFolder, connection: Connection, key_of: Callable[[str], bytes | None], progress: Progress
) -> Findings:
    """Check everything there is and name every fault; changes nothing.

    `progress` is told how many of the originals are done; False ends the check early, with what was found.
    """
    faults = list(page_faults(connection))
    report = check_chain(connection, lambda _done, _total: True)
    faults += report.faults
    checked = 0
    for checked, original in enumerate(report.originals, start=1):
        fault = original_fault(folder, original, key_of(original.file))
        if fault is not None:
            faults.append(fault)
        if not progress(checked, len(report.originals)):
            break
    return _findings(report, checked, faults)


def _findings(report: ChainReport, originals: int, faults: list[ChainFault]) -> Findings:
    return Findings(report.seal, report.records, report.shredded, originals, tuple(faults), report.papers)


def page_faults(connection: Connection) -> list[ChainFault]:
    """What is wrong with the pages of the database, in one sentence at most."""
    try:
        check_pages(connection)
    except JournalDamaged as damage:
        return [ChainFault(0, "pages", damage.place)]
    return []


def original_fault(folder: JournalFolder, sealed: SealedOriginal, key: bytes | None) -> ChainFault | None:
    """Read a sealed original to its end and hold it against the hash its record holds."""
    if key is None:
        return ChainFault(sealed.seq, "V7", "the key of the file is missing")
    hasher = sha256()
    try:
        with SealedReader(folder.media_file(sealed.file), FileKey(key)) as reader:
            for chunk in reader.chunks():
                hasher.update(chunk)
            size = reader.size
    except JournalError as error:
        return ChainFault(sealed.seq, "V7", f"the file cannot be read: {type(error).__name__}")
    if (hasher.hexdigest(), size) != (sealed.original.sha256, sealed.original.size):
        return ChainFault(sealed.seq, "V7", "the file is not the one that was recorded")
    return None
