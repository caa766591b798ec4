"""Checking a living journal: pages, chain, what is shown, and every sealed original against the hash in its record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from journal.domain.chain import ChainFault
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.reading import Seal
from journal.sealing.sealed_folder import sealed_files
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.sealing.words import spoken
from journal.vault.checking import ChainReport, SealedOriginal, check_chain, check_pages
from journal.vault.engine import Connection
from journal.vault.errors import JournalDamaged
from journal.vault.projection_check import SHOWN, check_projections

Progress = Callable[[int, int], bool]


class Verdict(IntEnum):
    """What checking found, as the exit code of `journal verify`."""

    ANCHORED = 0
    NOT_ANCHORED = 2
    ALTERED = 1
    UNCHECKED = 3


@dataclass(frozen=True)
class Findings:
    """What was looked at, everything that is wrong with it, and the seals that printed logs must bear.

    `unnamed` counts originals that no record names: a crash may leave one before its record was written, and an earlier
    database that was put in the place of a later one leaves all that came after it.
    """

    seal: Seal
    records: int
    removed: int
    originals: int
    faults: tuple[ChainFault, ...]
    papers: tuple[Seal, ...] = ()
    unnamed: int = 0

    @property
    def aloud(self) -> tuple[str, ...]:
        """The last seal in words, for somebody who writes it down over a telephone."""
        return spoken(self.seal.hex)

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
    report = check_chain(connection, lambda _done, _total: True)
    faults = list(report.faults)
    checked = 0
    for checked, original in enumerate(report.originals, start=1):
        fault = original_fault(folder, original, key_of(original.file))
        if fault is not None:
            faults.append(fault)
        if not progress(checked, len(report.originals)):
            break
    unnamed = sum(1 for name in _media_names(folder) if key_of(name) is None)
    # These last: a connection that met a page that is not the one that was written answers nothing more.
    faults += page_faults(connection) or shown_faults(connection)
    return _findings(report, checked, faults, unnamed)


def _findings(report: ChainReport, originals: int, faults: list[ChainFault], unnamed: int) -> Findings:
    return Findings(
        report.seal, report.records, report.shredded, originals, tuple(faults), report.papers, unnamed
    )


def _media_names(folder: JournalFolder) -> Iterator[str]:
    places = folder.media.iterdir() if folder.media.is_dir() else ()
    for place in places:
        if place.is_dir():
            yield from (path.name for path in sealed_files(place))


def page_faults(connection: Connection) -> list[ChainFault]:
    """What is wrong with the pages of the database, in one sentence at most."""
    try:
        check_pages(connection)
    except JournalDamaged as damage:
        return [ChainFault(0, "pages", damage.place)]
    return []


def shown_faults(connection: Connection) -> list[ChainFault]:
    """What panes read that is not what the records say."""
    try:
        return list(check_projections(connection))
    except JournalDamaged as damage:
        return [ChainFault(0, SHOWN, damage.place)]


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
