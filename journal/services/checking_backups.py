"""Whether a copy would do if it were needed today: everything short of putting it back."""

from dataclasses import dataclass
from pathlib import Path

from journal.domain.chain import ChainFault
from journal.sealing.errors import SourceUnreadable
from journal.sealing.roots import RootKey
from journal.sealing.whole_files import sha256_of
from journal.services.backup_place import FileMark, FileSizes
from journal.services.copies_found import CopyFound
from journal.services.verifying import Findings, Progress, verify
from journal.vault.checking import NAMED_LOSS
from journal.vault.copying import records_of_files
from journal.vault.engine import Access, connect
from journal.vault.facts import incident_count
from journal.vault.opening import check_version
from journal.vault.reading import VaultReader


@dataclass(frozen=True)
class BackupFindings:
    """What a copy holds and what is wrong with it. `incidents` are those in its lists.

    `altered` names files that are not as they were when the copy was made, `missing` sealed files that are not there,
    `never_there` those the journal itself had lost by then; `expected` are the records that hold them.
    """

    made_ms: int | None
    findings: Findings
    altered: tuple[str, ...]
    missing: tuple[str, ...]
    never_there: tuple[str, ...]
    expected: frozenset[int]
    incidents: int

    @property
    def news(self) -> tuple[ChainFault, ...]:
        """What is wrong with it and was not lost in the journal itself before."""
        return tuple(
            fault
            for fault in self.findings.faults
            if fault.check != NAMED_LOSS and fault.seq not in self.expected
        )

    @property
    def has_known_losses(self) -> bool:
        """Whether the journal itself names losses since it was saved from a damaged one."""
        return any(fault.check == NAMED_LOSS for fault in self.findings.faults)

    @property
    def in_order(self) -> bool:
        """Whether putting it back would bring back everything it was made of."""
        return not (self.news or self.altered or self.missing)


def check_backup(copy: CopyFound, root: RootKey, progress: Progress) -> BackupFindings:
    """Open a copy with what opens the journal, check its pages, its chain, and every sealed file in the pool.

    Changes nothing. `progress` is told how many of the originals are done.

    Raises:
        JournalMissing, JournalUnreadable, JournalDamaged, JournalNewer and others: it does not open.
    """
    manifest = copy.generation.manifest if copy.generation else None
    never_there = manifest.missing if manifest else ()
    connection = connect(copy.files.database, root.database_key(), Access.FROZEN)
    try:
        check_version(connection)
        expected = records_of_files(connection, never_there)
        incidents = incident_count(connection)
        findings = verify(copy.pool, connection, VaultReader(connection).find_file_key, progress)
    finally:
        connection.close()
    return BackupFindings(
        made_ms=copy.made_ms,
        findings=findings,
        altered=_altered(copy),
        missing=_missing(copy),
        never_there=never_there,
        expected=expected,
        incidents=incidents,
    )


def _altered(copy: CopyFound) -> tuple[str, ...]:
    database = copy.files.database
    log = database.with_name(database.name + "-wal")
    if copy.generation is None:
        return (log.name,) if log.exists() else ()
    manifest = copy.generation.manifest
    marks = {database: manifest.database, copy.files.keys: manifest.keys}
    return tuple(path.name for path, mark in marks.items() if not _is(path, mark))


def _is(path: Path, mark: FileMark) -> bool:
    try:
        return FileMark(sha256_of(path), path.stat().st_size) == mark
    except (SourceUnreadable, OSError):
        return False


def _missing(copy: CopyFound) -> tuple[str, ...]:
    if copy.generation is None:
        return ()
    pool = FileSizes(copy.pool.media)
    manifest = copy.generation.manifest
    gone = [pooled.name for pooled in manifest.media if pool.of(pooled.name) != pooled.sizes]
    inbox = FileSizes(copy.inbox, flat=True).names() if copy.inbox.is_dir() else ()
    return (*gone, *(name for name in manifest.inbox if name not in inbox))
