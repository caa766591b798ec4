"""What is written about captures in the line: kept as a draft while it is typed, so that no lock can take it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal.domain.ids import ActorId, EvidenceId
from journal.domain.incident import LONGEST_HEADLINE, Attribution, Basis, Incident
from journal.domain.reading import Draft, Settled
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal

SOON_MS = 1_000


class Noting(QObject):
    """One draft, which outlives the line. `filed` says that it became an entry, `dropped` that only captures are left.

    What fails is told as ever; `failed` says that it was.
    """

    filed = Signal()
    dropped = Signal()
    failed = Signal()

    def __init__(
        self, kit: Kit, journal: "Journal", evidence: tuple[EvidenceId, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self.evidence = evidence
        self._draft: Draft | None = None
        self._words, self._page = "", ""
        self._who: ActorId | None = None
        self._begun = self._dirty = self._filing = self._dropping = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.keep_now)

    def begin(self) -> None:
        """Have a draft; from here on the captures belong to it."""
        if not self._begun:
            self._begun = True
            self._kit.jobs.watch(self._journal.start_draft(None, self.evidence), self, self._take, self._fail)

    def add(self, evidence: EvidenceId) -> None:
        """One more capture for the same entry, after those that are there."""
        self.evidence = (*self.evidence, evidence)
        if self._begun:
            self._dirty = True
            self.keep_now()
        else:
            self.begin()

    def note(self, words: str, page: str, who: ActorId | None) -> None:
        """What stands in the line now; it is kept soon."""
        self._words, self._page, self._who = words, page, who
        self._dirty = True
        self.begin()
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep what was typed, at once."""
        self._soon.stop()
        if self._draft is not None and self._dirty and not self._dropping:
            self._dirty = False
            draft = replace(self._draft, incident=self._incident(self._draft.incident))
            self._kit.jobs.watch(self._journal.keep_draft(draft), self, self._kept, self._fail)

    def file(self) -> None:
        """Make an entry of it."""
        self._filing = True
        self._go_on()

    def drop(self) -> None:
        """Forget what was typed; the captures wait in To sort again."""
        self._dropping = True
        self._soon.stop()
        if not self._begun:
            self.dropped.emit()
        else:
            self._go_on()

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        # More of a long page may have come meanwhile.
        self._dirty = self._dirty or draft.incident.evidence != self.evidence
        self._go_on()

    def _kept(self, _draft: Draft) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if self._draft is None:
            return
        if self._dropping:
            self._kit.jobs.watch(self._journal.drop_draft(self._draft.id), self, self._forgotten, self._fail)
        elif self._dirty:
            if self._filing or self.evidence != self._draft.incident.evidence:
                self.keep_now()
        elif self._filing:
            self._filing = False
            self._kit.jobs.watch(self._journal.settle(self._draft.id), self, self._settled, self._fail)

    def _settled(self, _settled: Settled) -> None:
        self.filed.emit()

    def _forgotten(self, _nothing: None) -> None:
        self.dropped.emit()

    def _fail(self, error: BaseException) -> None:
        self._dirty = True
        self._filing = self._dropping = False
        self._kit.jobs.failed.emit(error)
        self.failed.emit()

    def _incident(self, incident: Incident) -> Incident:
        return replace(
            incident,
            headline=self._words.strip()[:LONGEST_HEADLINE],
            link=self._page.strip(),
            actors=(Attribution(self._who, Basis.BELIEF),) if self._who else (),
            evidence=self.evidence,
        )
