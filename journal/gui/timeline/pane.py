"""The middle of the window: strip, chips and list, kept in step with what is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal.domain.ids import IncidentId
from journal.domain.reading import Loose, Shelf, Sidebar, Timeline, Wanted
from journal.gui import terms
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.rule import Rule
from journal.gui.look.tokens import Token
from journal.gui.timeline.chips import Chips
from journal.gui.timeline.delegate import LineDelegate
from journal.gui.timeline.density import DensityStrip
from journal.gui.timeline.loose_view import LooseView
from journal.gui.timeline.model import TimelineModel
from journal.gui.timeline.narrowing import Narrowing
from journal.gui.timeline.nothing import Nothing
from journal.gui.timeline.period import between
from journal.gui.timeline.thumbnails import Thumbnails
from journal.gui.timeline.view import TimelineView

if TYPE_CHECKING:
    from journal.services.journal import Journal

ROOM_FOR_STRIP = 320
ROOM_FOR_FLAT_STRIP = 150
"""In a pane lower than this (at 100 % text) the strip is flat, and lower still it is not there."""


class TimelinePane(QWidget):
    """Asks for the entries that are wanted and shows them; tells which one the person chose."""

    entry_chosen = Signal(str)
    entry_pressed = Signal(str)
    entry_opened = Signal(str)
    milestone_pressed = Signal(str)
    loose_chosen = Signal(object)
    several_chosen = Signal(tuple)
    dates_wanted = Signal()
    table_wanted = Signal()
    shown = Signal(int)

    def __init__(
        self, kit: Kit, journal: "Journal", narrowing: Narrowing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._narrowing = narrowing
        self._chosen: IncidentId | None = None
        self._turn = 0
        self.model = TimelineModel(kit, journal, self)
        self.thumbnails = thumbnails = Thumbnails(kit, journal.pictures, self)
        self.strip = DensityStrip(kit.words, kit.words.say("Period shows it as a table."))
        self.chips = Chips(kit, narrowing, journal.types)
        self.view = TimelineView(kit, self.model, LineDelegate(kit.words, self.model, thumbnails))
        self.view.setMinimumHeight(0)
        self.nothing = Nothing(kit, narrowing)
        self.loose = LooseView(kit, thumbnails)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(Rule())
        whole.addWidget(self.chips)
        whole.addWidget(Rule())
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)
        # Only now: a stack that lies nowhere yet shows its first widget as a window of its own.
        for part in (self.view, self.nothing, self.loose):
            self._stack.addWidget(part)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        thumbnails.arrived.connect(self.view.viewport().update)
        self.strip.period_chosen.connect(self.chips.want_period)
        self.view.entry_chosen.connect(self._remember)
        self.view.entry_pressed.connect(self.entry_pressed)
        self.view.entry_opened.connect(self.entry_opened)
        self.view.milestone_pressed.connect(self.milestone_pressed)
        self.loose.loose_chosen.connect(self.loose_chosen)
        self.loose.several_chosen.connect(self.several_chosen)
        self.chips.dates_wanted.connect(self.dates_wanted)
        self.chips.table_wanted.connect(self.table_wanted)
        narrowing.narrowed.connect(self._narrowed)

    def show_sidebar(self, sidebar: Sidebar) -> None:
        """Take the months and the people from the figures beside the timeline."""
        self.strip.show_months(sidebar.months)
        self.chips.show_people(sidebar.people)
        self.nothing.show_people(sidebar.people)

    def refresh(self) -> None:
        """Ask again for what is wanted; the place in the list is kept."""
        self._turn += 1
        answer = _Answer(self, self._turn)
        if self._narrowing.wanted.shelf is Shelf.TO_SORT:
            self._kit.jobs.watch(self._journal.loose(), self, answer.loose_come)
            return
        self._kit.jobs.watch(self._journal.timeline(self._narrowing.wanted), self, answer.come)

    def choose(self, entry: IncidentId | None) -> None:
        """Mark this entry, now or as soon as it is in the list."""
        self._chosen = entry
        self.view.choose(entry)

    def take(self, turn: int, timeline: Timeline) -> None:
        """Show what came, unless something else is wanted by now."""
        if turn != self._turn:
            return
        place = self.view.verticalScrollBar().value()
        line = self.view.currentIndex().row()
        self.model.show(timeline)
        self.view.doItemsLayout()
        self.view.verticalScrollBar().setValue(place)
        self.view.choose(self._chosen)
        if self._chosen is not None and line >= 0 and self.model.line_of(self._chosen) is None:
            self.view.choose(None)
        self.strip.show_marks([terms.day_of(line.date) for line in timeline.milestones])
        self.chips.show_count(self.model.entries())
        self.nothing.tell()
        self._stack.setCurrentIndex(0 if self.model.entries() else 1)
        self.shown.emit(self.model.entries())

    def take_loose(self, turn: int, loose: tuple[Loose, ...]) -> None:
        """Show what waits to be sorted, unless something else is wanted by now."""
        if turn != self._turn:
            return
        self.loose.show_loose(loose)
        self.chips.show_count(len(loose), loose=True)
        self.nothing.tell()
        self._stack.setCurrentIndex(2 if loose else 1)
        self.shown.emit(len(loose))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_flat(self.height() < sizes.scaled(ROOM_FOR_STRIP))
        self.strip.setVisible(self.height() >= sizes.scaled(ROOM_FOR_FLAT_STRIP))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.SURFACE))

    def _narrowed(self, wanted: Wanted) -> None:
        period = None
        if wanted.from_ms is not None and wanted.until_ms is not None:
            period = between(wanted.from_ms, wanted.until_ms, self._kit.clock.zone())
        self.strip.show_period(period)
        self.refresh()

    def _remember(self, entry: str) -> None:
        self._chosen = IncidentId(entry)
        self.entry_chosen.emit(entry)


class _Answer:
    """A timeline on its way, with the turn it belongs to."""

    def __init__(self, pane: TimelinePane, turn: int) -> None:
        self._pane = pane
        self._turn = turn

    def come(self, timeline: Timeline) -> None:
        self._pane.take(self._turn, timeline)

    def loose_come(self, loose: tuple[Loose, ...]) -> None:
        self._pane.take_loose(self._turn, loose)
