"""What is written about captures in the line: kept as a draft while it is typed, so that no lock can take it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal.domain.ids import ActorId, DraftId, EvidenceId
from journal.domain.incident import LONGEST_HEADLINE, Attribution, Basis, Incident
from journal.domain.reading import Draft, Loose, Settled
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal

SOON_MS = 1_000


class Noting(QObject):
    """One draft, which outlives the line. `filed` says that it became an entry, `dropped` that only captures are left.

    What fails is told as ever; `failed` says that it was. `kept` says that all that was written is safe, `lost` that
    captures of it were put aside or used elsewhere, and that what is written goes on without them.
    """

    filed = Signal()
    dropped = Signal()
    kept = Signal()
    lost = Signal()
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
        self._settling = self._refused = self._at_once = False
        self._saving = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.keep_now)

    def begin(self) -> None:
        """Have a draft; from here on the captures belong to it."""
        if not self._begun:
            self._begun, self._refused = True, False
            future = self._journal.start_draft(None, self.evidence)
            self._kit.jobs.watch(future, self, self._take, self._not_begun)

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
        if not self._refused:  # else it is tried again when it is kept, not with each letter
            self.begin()
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep what was typed, at once."""
        self._soon.stop()
        if not self._dirty or self._dropping:
            return
        if self._draft is None:
            self._at_once = True
            self.begin()
            return
        self._dirty = self._at_once = False
        self._saving += 1
        draft = replace(self._draft, incident=self._incident(self._draft.incident))
        self._kit.jobs.watch(self._journal.keep_draft(draft), self, self._kept, self._not_kept)

    def draft_id(self) -> DraftId | None:
        """Which draft it is, once there is one."""
        return self._draft.id if self._draft is not None else None

    def is_kept(self) -> bool:
        """Whether all that was written is safe."""
        return self._draft is not None and not self._dirty and not self._saving

    def waits_in(self, waiting: Sequence[Loose]) -> bool:
        """Whether any of it is among what waits to be sorted; what is under way or without captures counts as so."""
        under_way = self._filing or self._settling or self._dropping or (self._begun and self._draft is None)
        if under_way or not self.evidence:
            return True
        if self._draft is not None and any(loose.draft == self._draft.id for loose in waiting):
            return True
        return any(loose.evidence in self.evidence for loose in waiting)

    def go_on_alone(self) -> None:
        """The captures were put aside or used elsewhere: what is not kept yet becomes a draft of its own."""
        self.evidence = ()
        self._draft, self._begun = None, False
        self.lost.emit()
        self.keep_now()

    def file(self) -> None:
        """Make an entry of it."""
        self._filing = True
        self.begin()
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
        self._tell_kept()

    def _not_begun(self, error: BaseException) -> None:
        """What is written is kept in any case, with those captures that are still there."""
        if self._dropping:
            self._begun = False
            self.dropped.emit()
        elif self.evidence:
            begin_again = partial(self._begin_again, error)
            self._kit.jobs.watch(self._journal.loose(), self, begin_again, self._fail)
        else:
            self._fail(error)

    def _begin_again(self, error: BaseException, waiting: tuple[Loose, ...]) -> None:
        there = {loose.evidence for loose in waiting}
        left = tuple(one for one in self.evidence if one in there)
        if left == self.evidence:
            self._fail(error)
            return
        self.evidence = left
        self._begun = False
        self._at_once = self._dirty
        self.lost.emit()
        self.begin()

    def _kept(self, _draft: Draft) -> None:
        self._saving -= 1
        self._go_on()
        self._tell_kept()

    def _not_kept(self, error: BaseException) -> None:
        self._saving -= 1
        self._fail(error)

    def _tell_kept(self) -> None:
        if self.is_kept():
            self.kept.emit()

    def _go_on(self) -> None:
        if self._draft is None:
            return
        if self._dropping:
            self._kit.jobs.watch(self._journal.drop_draft(self._draft.id), self, self._forgotten, self._fail)
        elif self._dirty:
            if self._filing or self._at_once or self.evidence != self._draft.incident.evidence:
                self.keep_now()
        elif self._filing:
            self._filing, self._settling = False, True
            self._kit.jobs.watch(self._journal.settle(self._draft.id), self, self._settled, self._fail)

    def _settled(self, _settled: Settled) -> None:
        self.filed.emit()

    def _forgotten(self, _nothing: None) -> None:
        self.dropped.emit()

    def _fail(self, error: BaseException) -> None:
        self._dirty = True
        self._filing = self._settling = self._dropping = self._at_once = False
        self._begun = self._draft is not None
        self._refused = not self._begun
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
