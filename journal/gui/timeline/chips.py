"""The filters over the list: a period, a person, a type, with files; each a chip that says what it lets through."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from journal.domain.incident_types import IncidentType
from journal.domain.moments import at_instant
from journal.domain.reading import ActorLine, Wanted
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Small
from journal.gui.text.menu import Menu
from journal.gui.timeline.narrowing import Narrowing
from journal.gui.timeline.period import Period, between, in_words, month_before, months


class Chip(Button):
    """One filter. What it lets through stands on it with a ×; Delete or a click on the × lets everything through."""

    cleared = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, Role.CHIP, parent=parent)
        self._name = name
        self.setCheckable(True)

    def show_choice(self, choice: str) -> None:
        """Say what it lets through; nothing means everything."""
        self.setChecked(bool(choice))
        self.show_text(f"{choice} ×" if choice else self._name)
        self.setAccessibleName(f"{self._name}: {choice}" if choice else self._name)

    def nextCheckState(self) -> None:
        """A click opens a menu; what is chosen there decides how the chip looks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.isChecked():
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        along = self.width() - event.position().x() if backwards else event.position().x()
        if self.isChecked() and along > self.width() - self.height():
            self.cleared.emit()
            return
        super().mousePressEvent(event)


class Chips(QWidget):
    """Shows and changes what is wanted; `dates_wanted` asks for a period to be typed."""

    dates_wanted = Signal()
    table_wanted = Signal()

    def __init__(
        self, kit: Kit, narrowing: Narrowing, types: Sequence[IncidentType], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._narrowing = narrowing
        self._types = types
        self._people: tuple[ActorLine, ...] = ()
        words = kit.words
        self.period = Chip(words.say("Period"))
        self.person = Chip(words.say("Person"))
        self.type = Chip(words.say("Type"))
        self.files = Chip(words.say("With files"))
        self.period.clicked.connect(self._offer_periods)
        self.period.cleared.connect(self._clear_period)
        self.person.clicked.connect(self._offer_people)
        self.person.cleared.connect(partial(narrowing.narrow, actors=()))
        self.type.clicked.connect(self._offer_types)
        self.type.cleared.connect(partial(narrowing.narrow, types=()))
        self.files.clicked.connect(self._toggle_files)
        self.files.cleared.connect(self._toggle_files)
        self.count = Small()
        self.count.setWordWrap(False)
        self.count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chips = Flowing(self.period, self.person, self.type, self.files)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(chips, 1)
        row.addWidget(self.count, 0)
        narrowing.narrowed.connect(self.show_wanted)
        self.show_wanted(narrowing.wanted)

    def show_people(self, people: tuple[ActorLine, ...]) -> None:
        """Offer these people."""
        self._people = people
        self.show_wanted(self._narrowing.wanted)

    def show_count(self, number: int, *, loose: bool = False) -> None:
        """Say how many entries are let through, or how many loose things wait; filters are for entries only."""
        count = self._kit.words.count
        self.count.setText(
            count("{number} to sort", "{number} to sort", number)
            if loose
            else count("{number} entry", "{number} entries", number)
        )
        for chip in (self.period, self.person, self.type, self.files):
            chip.setEnabled(not loose)
        self.follow_text_size()

    def follow_text_size(self) -> None:
        """Give the figure the room it takes at the present text size."""
        self.count.setFixedWidth(self.count.sizeHint().width())

    def show_wanted(self, wanted: Wanted) -> None:
        """Say on each chip what it lets through."""
        words, zone = self._kit.words, self._kit.clock.zone()
        period = ""
        if wanted.from_ms is not None and wanted.until_ms is not None:
            period = in_words(words, between(wanted.from_ms, wanted.until_ms, zone))
        self.period.show_choice(period)
        self.person.show_choice(
            ", ".join(one.label for one in self._people if {one.id, *one.joined} & {*wanted.actors})
        )
        self.type.show_choice(
            ", ".join(words.say(one.label) for one in self._types if one.key in wanted.types)
        )
        self.files.show_choice(words.say("With files") if wanted.with_files else "")
        self.files.setAccessibleName(words.say("With files"))

    def want_period(self, period: Period | None) -> None:
        """Let only that period through, or all time."""
        if period is None:
            self._clear_period()
            return
        start, end = period.instants(self._kit.clock.zone())
        self._narrowing.narrow(from_ms=start, until_ms=end)

    def _clear_period(self) -> None:
        self._narrowing.narrow(from_ms=None, until_ms=None)

    def _toggle_files(self) -> None:
        self._narrowing.narrow(with_files=not self._narrowing.wanted.with_files)

    def _offer_periods(self) -> None:
        words = self._kit.words
        today = self._kit.now().local[:10]
        month = today[:7]
        a_week_ago = at_instant(self._kit.clock.utc_ms() - 6 * 86_400_000, self._kit.clock.zone()).local[:10]
        menu = Menu(words.say("Period"), self)
        for text, period in (
            (words.say("Any time"), None),
            (words.say("Last 7 days"), Period(a_week_ago, today)),
            (words.say("This month"), months(month, month)),
            (words.say("Last 3 months"), months(month_before(month, 2), month)),
            (words.say("This year"), months(f"{month[:4]}-01", f"{month[:4]}-12")),
        ):
            menu.offer(text, partial(self.want_period, period))
        menu.addSeparator()
        menu.offer(words.say("Choose days…"), self.dates_wanted.emit)
        menu.offer(words.say("Show months as a table"), self.table_wanted.emit)
        self._open(menu, self.period)

    def _offer_people(self) -> None:
        menu = Menu(self._kit.words.say("Person"), self)
        menu.offer(self._kit.words.say("Anyone"), partial(self._narrowing.narrow, actors=()))
        for person in self._people:
            chosen = person.id in self._narrowing.wanted.actors
            menu.offer(person.label, partial(self._narrowing.narrow, actors=(person.id,)), ticked=chosen)
        self._open(menu, self.person)

    def _offer_types(self) -> None:
        menu = Menu(self._kit.words.say("Type"), self)
        menu.offer(self._kit.words.say("Any type"), partial(self._narrowing.narrow, types=()))
        for kind in self._types:
            if not kind.parent:
                chosen = kind.key in self._narrowing.wanted.types
                menu.offer(
                    self._kit.words.say(kind.label),
                    partial(self._narrowing.narrow, types=(kind.key,)),
                    ticked=chosen,
                )
        self._open(menu, self.type)

    def _open(self, menu: Menu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
