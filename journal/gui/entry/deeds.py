"""What can be done with a recorded entry besides writing in it: star it, look at its history, take it out."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import DraftId, IncidentId
from journal.domain.reading import Version
from journal.gui.entry.history import HistorySheet
from journal.gui.entry.shown import Shown
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal


class Deeds(QObject):
    """`changed` when the journal is another; `taken_out` names the entry, or nothing where it was a draft."""

    changed = Signal()
    taken_out = Signal(str)
    failed = Signal(object)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(host)
        self._kit = kit
        self._journal = journal
        self._host = host

    def star(self, entry: IncidentId, on: bool) -> None:
        """Mark it as one of the most serious, or not."""
        self._kit.jobs.watch(self._journal.star(entry, on), self, self._starred, self.failed.emit)

    def show_history(self, entry: IncidentId, shown: Shown) -> None:
        """Show every version of it."""
        self._kit.jobs.watch(self._journal.history(entry), self, partial(self._show, shown))

    def take_out(self, entry: IncidentId) -> None:
        """Take it out of every list."""
        self._kit.jobs.watch(self._journal.void(entry), self, partial(self._out, entry))

    def forget(self, draft: DraftId) -> None:
        """Forget what was never recorded."""
        self._kit.jobs.watch(self._journal.drop_draft(draft), self, partial(self._out, ""))

    def _starred(self, _nothing: None) -> None:
        self.changed.emit()

    def _show(self, shown: Shown, versions: tuple[Version, ...]) -> None:
        sheet = HistorySheet(self._kit, self._host.window(), versions, shown)
        sheet.open_over(sheet.done)

    def _out(self, entry: str, _nothing: None) -> None:
        self.changed.emit()
        self.taken_out.emit(entry)
