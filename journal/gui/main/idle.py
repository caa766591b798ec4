"""Locks a journal that was left alone: any key, press or move of the person counts as being there."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from journal.domain.clock import Clock
from journal.domain.idle import DEFAULT_MINUTES, IdleDeadline

JUDGED_EVERY_MS = 1_000

_DONE_BY_A_PERSON = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.DragMove,
    }
)
_PAINTS = frozenset({QEvent.Type.Paint, QEvent.Type.UpdateRequest, QEvent.Type.Expose})


class IdleWatch(QObject):
    """To be installed on the program. `over` comes once, `remaining` with the milliseconds at every look.

    A computer that slept wakes with the time used up, and no timer has fired yet: so it is judged before each paint,
    and from then on nothing is painted and nothing typed arrives.
    """

    over = Signal()
    remaining = Signal(int)

    def __init__(self, clock: Clock, parent: QObject, minutes: int = DEFAULT_MINUTES) -> None:
        super().__init__(parent)
        self._deadline = IdleDeadline(clock, minutes)
        self._minutes = minutes
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(JUDGED_EVERY_MS)
        self._timer.timeout.connect(self.judge)
        self._timer.start()

    @property
    def minutes(self) -> int:
        """How long an open journal may be left alone now."""
        return self._minutes

    def allow(self, minutes: int) -> None:
        """Let it be left alone that long; a longer time than before is for who has just shown the passphrase."""
        self._minutes = minutes
        self._deadline.allow(minutes)
        self.judge()

    def judge(self) -> bool:
        """Whether it is over by now; tells of it when it has just become so."""
        if not self._deadline.is_over():
            self.remaining.emit(self._deadline.remaining_ms())
            return False
        if not self._told:
            self._told = True
            self._timer.stop()
            # Not from within the event that noticed it: what follows ends the window.
            QTimer.singleShot(0, self, self.over.emit)
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _DONE_BY_A_PERSON:
            return not self._deadline.touched() and self.judge()
        return kind in _PAINTS and self._deadline.is_over() and self.judge()
