"""What is being written is kept: as a draft two seconds after a key, as a record on leaving or after a minute."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal.domain.ids import DraftId, IncidentId
from journal.domain.incident import Incident
from journal.domain.reading import Draft, Settled
from journal.gui.entry.facts_text import is_empty
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal

SOON_MS = 1_500
IDLE_MS = 60_000
AGAIN_MS = 5_000


class Writing(QObject):
    """One entry from its first key to its record. It outlives the form: `left` says that nothing waits any more."""

    begun = Signal(object)
    drafted = Signal()
    settled = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        incident: IncidentId | None,
        now: tuple[Incident, str],
        draft: Draft | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self.incident = incident
        self._now = now
        self._kept = now
        self._draft = draft
        self._busy = False
        self._leaving = False
        self._to_settle = False
        self._gone = False
        self._refused = False
        self._soon = _timer(self, SOON_MS, self._keep)
        self._idle = _timer(self, IDLE_MS, self._rest)
        self._again = _timer(self, AGAIN_MS, self._go_on)

    @property
    def draft(self) -> DraftId | None:
        """The draft that holds what was typed, if there is one."""
        return self._draft.id if self._draft is not None else None

    def is_written(self) -> bool:
        """Whether everything typed is safe."""
        return not self._busy and self._now == self._kept

    def change(self, incident: Incident, note: str) -> None:
        """Take what stands in the form now; it is kept soon."""
        self._now = (incident, note)
        if not self._soon.isActive():
            self._soon.start()
        self._idle.start()
        if self._draft is None:
            self._begin()

    def settle(self) -> None:
        """Make a record of it now, where it is enough for one."""
        self._to_settle = True
        self._go_on()

    def leave(self) -> None:
        """Settle, then say that it is over."""
        self._leaving = True
        self.settle()

    def abandon(self) -> None:
        """Keep nothing more of it."""
        self._gone = True
        self._stop()

    def _rest(self) -> None:
        self.settle()

    def _keep(self) -> None:
        if self._now != self._kept:
            self._go_on()

    def _go_on(self) -> None:
        """The next step towards everything being where it belongs; one at a time."""
        if self._busy or self._gone:
            return
        if self._now != self._kept:
            if self._draft is None:
                self._begin()
            else:
                self._keep_draft(self._draft)
        elif self._to_settle and self._draft is not None:
            end = self._drop if self._is_nothing() else self._settle
            end(self._draft)
        elif self._leaving:
            self._over()
        else:
            self._to_settle = False

    def _begin(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._kit.jobs.watch(self._journal.start_draft(self.incident), self, self._begun, self._failed)

    def _begun(self, draft: Draft) -> None:
        self._busy = self._refused = False
        self._draft = draft
        self.begun.emit(draft)
        if self._to_settle or not self._soon.isActive():
            self._go_on()

    def _keep_draft(self, draft: Draft) -> None:
        self._busy = True
        self._soon.stop()
        incident, note = self._now
        step = _Kept(self, self._now)
        future = self._journal.keep_draft(replace(draft, incident=incident, private_note=note))
        self._kit.jobs.watch(future, self, step.done, self._failed)

    def take_kept(self, what: tuple[Incident, str], draft: Draft) -> None:
        """A draft was written that holds this."""
        self._busy = self._refused = False
        self._draft = draft
        self._kept = what
        self.drafted.emit()
        if self._to_settle:
            self._go_on()
        elif self._now != self._kept and not self._soon.isActive():
            self._soon.start()

    def _settle(self, draft: Draft) -> None:
        self._busy = True
        self._idle.stop()
        self._kit.jobs.watch(self._journal.settle(draft.id), self, self._settled, self._failed)

    def _is_nothing(self) -> bool:
        incident, note = self._now
        return self._leaving and self.incident is None and is_empty(incident) and not note

    def _drop(self, draft: Draft) -> None:
        self._busy = True
        self._kit.jobs.watch(self._journal.drop_draft(draft.id), self, self._dropped, self._failed)

    def _dropped(self, _nothing: None) -> None:
        self._settled(Settled(None, None, waiting=False))

    def _settled(self, settled: Settled) -> None:
        self._busy = self._refused = False
        self._to_settle = self._leaving
        if settled.incident is not None:
            self.incident = settled.incident
        if not settled.waiting:
            self._draft = None
        self.settled.emit(settled)
        if self._leaving and settled.waiting and self._now == self._kept:
            self._over()
            return
        if self._leaving or self._now != self._kept:
            self._go_on()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.failed.emit(error)
        if self._refused:
            self._again.start()
            return
        # On a full disk the room set aside was given up by then, and whoever locks cannot wait.
        self._refused = True
        self._go_on()

    def _over(self) -> None:
        self._gone = True
        self._stop()
        self.left.emit()

    def _stop(self) -> None:
        for timer in (self._soon, self._idle, self._again):
            timer.stop()


class _Kept:
    """A draft on its way, with what it holds."""

    def __init__(self, writing: Writing, what: tuple[Incident, str]) -> None:
        self._writing = writing
        self._what = what

    def done(self, draft: Draft) -> None:
        self._writing.take_kept(self._what, draft)


def _timer(parent: Writing, milliseconds: int, act: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
