"""What is being written now, and what was left and is still on its way into the journal."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal.domain.ids import IncidentId
from journal.domain.incident import Incident
from journal.domain.reading import Draft
from journal.gui.entry.keeping import Writing
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal


class Writings(QObject):
    """At most one is `current`. The signals are those of all of them."""

    drafted = Signal()
    settled = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, journal: "Journal", parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self.current: Writing | None = None
        self._leaving: list[Writing] = []

    def begin(self, incident: IncidentId | None, now: tuple[Incident, str], draft: Draft | None) -> None:
        """Write this from now on."""
        self.leave()
        self.current = Writing(self._kit, self._journal, incident, now, draft, self)
        self.current.drafted.connect(self.drafted)
        self.current.settled.connect(self.settled)
        self.current.failed.connect(self.failed)

    def leave(self) -> None:
        """What was written until now settles by itself."""
        writing, self.current = self.current, None
        if writing is not None:
            self._leaving.append(writing)
            writing.left.connect(partial(self._left, writing))
            writing.leave()

    def drop(self) -> None:
        """Forget what was written until now."""
        writing, self.current = self.current, None
        if writing is not None:
            writing.abandon()
            writing.deleteLater()

    def finish(self, done: Callable[[], None]) -> None:
        """Settle everything and call `done` when nothing typed is waiting any more."""
        self.leave()
        if not self._leaving:
            done()
            return
        for writing in self._leaving:
            writing.left.connect(partial(self._tell_when_over, done))

    def is_written(self) -> bool:
        """Whether everything typed is safe."""
        return all(one.is_written() for one in (*self._leaving, *([self.current] if self.current else [])))

    def _left(self, writing: Writing) -> None:
        if writing in self._leaving:
            self._leaving.remove(writing)
        writing.deleteLater()

    def _tell_when_over(self, done: Callable[[], None]) -> None:
        if not self._leaving:
            done()
