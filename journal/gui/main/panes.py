"""Three panes beside each other; with less room two, with little room one at a time."""

from enum import Enum, IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from journal.gui.look import sizes
from journal.gui.look.rule import Rule
from journal.gui.text.button import Button, Role


class Pane(IntEnum):
    """The panes in their order."""

    PEOPLE = 0
    TIMELINE = 1
    ENTRY = 2


class Room(Enum):
    """How many panes stand beside each other."""

    THREE = 3
    TWO = 2
    ONE = 1


THREE_FROM = 740
TWO_FROM = 540
"""Widths at 100 % text from which three and two panes fit."""


class Panes(QWidget):
    """`room_changed` tells whether the shelves have a place of their own."""

    room_changed = Signal(bool)

    def __init__(
        self, people: QWidget, timeline: QWidget, entry: QWidget, back: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self._front = Pane.TIMELINE
        self.back = Button(back, Role.QUIET, icon="chevron-left", small=True)
        self.back.clicked.connect(self._go_back)
        self._with_back = _WithBack(self.back, entry)
        self._parts = (people, timeline, self._with_back)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in self._parts:
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        sizes.at_least(timeline, width=240)
        sizes.at_least(self._parts[2], width=280)

    def bring(self, pane: Pane) -> None:
        """Make sure that pane is in sight."""
        if pane is not self._front or self._room is not Room.THREE:
            self._front = pane
            self._arrange()

    def front(self) -> Pane:
        """The pane that was brought last."""
        return self._front

    def shows(self, pane: Pane) -> bool:
        """Whether that pane is in sight."""
        return self._parts[pane].isVisibleTo(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._room = None
        self._measure()

    def _measure(self) -> None:
        width = self.width()
        room = (
            Room.THREE
            if width >= sizes.scaled(THREE_FROM)
            else Room.TWO
            if width >= sizes.scaled(TWO_FROM)
            else Room.ONE
        )
        if room is self._room:
            return
        self._room = room
        self._arrange()
        if room is Room.THREE:
            self._share()
        self.room_changed.emit(room is Room.THREE)

    def _share(self) -> None:
        width = self.width()
        side = min(sizes.scaled(220), max(sizes.scaled(150), width * 172 // 1000))
        entry = min(sizes.scaled(460), max(sizes.scaled(280), width // 4 + sizes.scaled(100)))
        self.splitter.setSizes([side, width - side - entry - 2, entry])

    def _arrange(self) -> None:
        one, two = self._room is Room.ONE, self._room is Room.TWO
        people, timeline, entry = self._parts
        people.setVisible(self._room is Room.THREE or self._front is Pane.PEOPLE)
        timeline.setVisible(not one or self._front is Pane.TIMELINE)
        entry.setVisible(
            self._room is Room.THREE or self._front is Pane.ENTRY or (two and self._front is Pane.TIMELINE)
        )
        self._with_back.show_back(one)

    def _go_back(self) -> None:
        self.bring(Pane.TIMELINE)
        self._parts[Pane.TIMELINE].setFocus(Qt.FocusReason.OtherFocusReason)


class _WithBack(QWidget):
    """The entry, with a way back where it stands alone."""

    def __init__(self, back: Button, entry: QWidget) -> None:
        super().__init__()
        self._back = back
        self._rule = Rule()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(back)
        whole.addWidget(self._rule)
        whole.addWidget(entry, 1)
        self.setFocusProxy(entry)

    def show_back(self, shown: bool) -> None:
        """Offer the way back, or not."""
        self._back.setVisible(shown)
        self._rule.setVisible(shown)
