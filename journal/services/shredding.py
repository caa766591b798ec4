"""Removing entries and files for good: what would go, taking it out, wiping its traces, and the copies that hold it."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.sealing.errors import DiskFailed
from journal.sealing.sealed_folder import remove_sealed
from journal.services.backups import Backups, Holding
from journal.services.covering import forget_answers
from journal.services.lanes import Lane
from journal.services.writing import Writer
from journal.vault.errors import DatabaseFull, DatabaseUnwritable
from journal.vault.store import Vault


@dataclass(frozen=True)
class RemovalPlan:
    """What would go for good, told before it goes.

    `records` counts every version. `files` are sealed files. `shared` are entries that stay and name some of the
    evidence. `handed_over` are the references under which some of it was printed: it stays on that paper.
    """

    incidents: tuple[IncidentId, ...]
    evidence: tuple[EvidenceId, ...]
    records: int
    files: int
    shared: tuple[IncidentId, ...]
    handed_over: tuple[str, ...]
    copies: tuple[Holding, ...]


@dataclass(frozen=True)
class Removal:
    """What is gone. `seq` is the record that says so; `copies` still hold it, and can be renewed.

    `wiped` is False while something else was reading: traces go when the journal is next opened at the latest.
    """

    seq: int
    copies: tuple[Holding, ...]
    wiped: bool


class Shredder:
    """Used from any thread; never at the same time as a copy is made."""

    def __init__(
        self,
        folder: JournalFolder,
        vault: Vault,
        writer: Writer,
        backups: Backups,
        writing: Lane,
        reading: Lane,
        working: Lane,
    ) -> None:
        self._folder = folder
        self._vault = vault
        self._writer = writer
        self._backups = backups
        self._writing = writing
        self._reading = reading
        self._working = working

    def plan(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId] = ()
    ) -> "Future[RemovalPlan]":
        """Say what would go, and change nothing.

        Raises, through the future:
            ThingMissing: one of them is not there.
        """
        return self._working.run(self._plan, incidents, evidence)

    def remove(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId] = (), reason: str = ""
    ) -> "Future[Removal]":
        """Remove the words of all versions, the files and their keys, for good. The person was asked before.

        Raises, through the future:
            ThingMissing, DatabaseFull, DatabaseUnwritable: nothing was removed.
        """
        return self._working.run(self._remove, incidents, evidence, reason)

    def _plan(self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId]) -> RemovalPlan:
        doomed = self._writing.run(self._vault.doomed, incidents, evidence).result()
        newest = self._writing.run(self._vault.seal).result().seq
        return RemovalPlan(
            incidents=tuple(incidents),
            evidence=tuple(evidence),
            records=len(doomed.bodies),
            files=len(doomed.files),
            shared=doomed.shared,
            handed_over=doomed.handed_over,
            copies=self._backups.holding(doomed.first, newest + 1).result(),
        )

    def _remove(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId], reason: str
    ) -> Removal:
        with self._backups.busy:
            first, seq = self._writing.run(self._take_out, incidents, evidence, reason).result()
            # While the panes' thread waits here it reads nothing, so that the log can be emptied.
            wiped = self._reading.run(self._wipe).result()
            return Removal(seq, self._backups.holding(first, seq).result(), wiped)

    def _wipe(self) -> bool:
        try:
            return self._writing.run(wipe_traces, self._folder, self._vault).result()
        except (DatabaseFull, DatabaseUnwritable, DiskFailed):
            return False

    def _take_out(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId], reason: str
    ) -> tuple[int, int]:
        with self._vault.writing():
            doomed = self._vault.doomed(incidents, evidence)
            seq = self._vault.shred(doomed, reason).seq
            forget_answers(self._vault, frozenset(evidence))
        self._writer.forget({*incidents, *evidence})
        return doomed.first, seq


def wipe_traces(folder: JournalFolder, vault: Vault) -> bool:
    """Remove the files and write every page anew, if anything is waiting for that; say whether nothing is any more.

    Used in the vault's thread; cut short, it is done again when the journal is next opened.

    Raises:
        DiskFailed, DatabaseFull, DatabaseUnwritable: call it again.
    """
    if not vault.is_wiping_pending():
        return True
    for name in vault.pending_files():
        for place in (folder.media_file(name), folder.inbox / name):
            if place.parent.is_dir():
                remove_sealed(place)
    return vault.wipe()
