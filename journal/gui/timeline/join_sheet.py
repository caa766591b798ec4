"""Choosing the entry a loose piece belongs to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.reading import Draft, Settled, Timeline, Wanted
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.fields import Line
from journal.gui.timeline.delegate import LineDelegate
from journal.gui.timeline.model import TimelineModel
from journal.gui.timeline.thumbnails import Thumbnails
from journal.gui.timeline.view import TimelineView

if TYPE_CHECKING:
    from journal.services.journal import Journal


class JoinSheet(Sheet):
    """Emits `joined` with the entry, once the pieces are recorded as belonging to it."""

    joined = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, evidence: tuple[EvidenceId, ...]) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Join to which entry?"), width=560, tall=True)
        self._kit = kit
        self._journal = journal
        self._evidence = evidence
        self._entry: IncidentId | None = None
        self.search = Line(say("Search the entries"), hint=say("Search the entries"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._ask)
        self.search.textEdited.connect(self._typed)
        self.model = TimelineModel(kit, journal, self)
        thumbnails = Thumbnails(kit, journal.pictures, self)
        self.view = TimelineView(kit, self.model, LineDelegate(kit.words, self.model, thumbnails))
        sizes.at_least(self.view, height=160)
        self.view.entry_chosen.connect(self._choose)
        self.view.entry_opened.connect(self._join)
        thumbnails.arrived.connect(self.view.viewport().update)
        self.body.addWidget(self.search)
        self.body.addWidget(self.view, 1)
        self.join = Button(say("Join to this entry"), Role.MAIN)
        self.join.setEnabled(False)
        self.join.clicked.connect(self._join)
        self.cancel = self.end_with(self.join)

    def begin(self) -> None:
        """Show it with the newest entries."""
        self.open_over(self.search)
        self._ask()

    def _typed(self, _text: str) -> None:
        self._soon.start()

    def _ask(self) -> None:
        future = self._journal.timeline(Wanted(words=self.search.text().strip()))
        self._kit.jobs.watch(future, self, self._show)

    def _show(self, timeline: Timeline) -> None:
        self.model.show(timeline)
        self.view.doItemsLayout()
        self.join.setEnabled(False)

    def _choose(self, entry: str) -> None:
        self._entry = IncidentId(entry)
        self.join.setEnabled(True)

    def _join(self) -> None:
        if self._entry is not None:
            self.join.setEnabled(False)
            future = self._journal.start_draft(self._entry, self._evidence)
            self._kit.jobs.watch(future, self, self._settle)

    def _settle(self, draft: Draft) -> None:
        self._kit.jobs.watch(self._journal.settle(draft.id), self, self._done)

    def _done(self, _settled: Settled) -> None:
        if self._entry is not None:
            self.joined.emit(self._entry)
        self.close_sheet()
