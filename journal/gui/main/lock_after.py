"""How long an open journal may be left alone: kept inside it, since it is about the person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal.domain.idle import LEAST_MINUTES, MOST_MINUTES
from journal.gui.kit import Kit
from journal.gui.main.idle import IdleWatch

if TYPE_CHECKING:
    from journal.services.journal import Journal

STATE = "lock after"


class LockAfter(QObject):
    """`changed` carries the minutes that hold from then on."""

    changed = Signal(int)

    def __init__(self, kit: Kit, journal: "Journal", idle: IdleWatch) -> None:
        super().__init__(idle)
        self._kit = kit
        self._journal = journal
        self._idle = idle

    @property
    def minutes(self) -> int:
        """How long it may be left alone now."""
        return self._idle.minutes

    def recall(self) -> None:
        """Right after the opening: let hold what was chosen for this journal."""
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._recalled)

    def choose(self, minutes: int) -> None:
        """Let hold and remember that. For a longer time than before the passphrase must have been asked for anew."""
        self._idle.allow(minutes)
        self._kit.jobs.watch(self._journal.keep_window_state(STATE, str(minutes).encode()), self, self._kept)
        self.changed.emit(minutes)

    def _recalled(self, state: bytes | None) -> None:
        minutes = _minutes(state)
        if minutes is not None:
            self._idle.allow(minutes)
            self.changed.emit(minutes)

    def _kept(self, _nothing: None) -> None:
        """It holds already; that it is kept too is not worth a word."""


def _minutes(state: bytes | None) -> int | None:
    """What was remembered, if it makes sense."""
    if not state or not state.isdigit() or len(state) > 3:
        return None
    return min(max(int(state), LEAST_MINUTES), MOST_MINUTES)
