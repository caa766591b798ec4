"""The settings: one sheet of sections."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from journal.gui.kit import Wording
from journal.gui.settings.section import Section
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button


class SettingsSheet(Sheet):
    """What is changed here holds at once; there is nothing to keep or to cancel."""

    def __init__(self, words: Wording, host: QWidget, sections: Sequence[Section]) -> None:
        super().__init__(words, host, words.say("Settings"), width=640, tall=True)
        self.body.setSpacing(16)
        for section in sections:
            self.body.addWidget(section)
        self.body.addStretch(1)
        self.done = Button(words.say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def open_at(self, section: Section) -> None:
        """Show it with this section in sight."""
        self.open_over(self.done)
        # What the section shows comes in a moment; only then is it known where it lies.
        QTimer.singleShot(0, section, partial(self._bring, section))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """From top to bottom as it is read: some lines come later than those below them."""
        stops = sorted(self._stops(), key=self._place)
        focused = QApplication.focusWidget()
        at = stops.index(focused) if focused in stops else (-1 if forwards else 0)
        if not stops:
            return super().focusNextPrevChild(forwards)
        following = stops[(at + (1 if forwards else -1)) % len(stops)]
        following.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
        area = self.findChild(QScrollArea)
        if isinstance(area, QScrollArea) and area.isAncestorOf(following):
            area.ensureWidgetVisible(following)
        return True

    def _stops(self) -> list[QWidget]:
        return [
            each
            for each in self.card.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isVisible()
            and each.isEnabled()
            and each.focusProxy() is None
        ]

    def _place(self, stop: QWidget) -> tuple[int, int, int]:
        """Above, in or below what scrolls, which may itself reach further down than what stands below; from the top."""
        middle = stop.mapTo(self.card, stop.rect().center())
        scrolls = self.findChild(QScrollArea)
        inside = isinstance(scrolls, QScrollArea) and scrolls.isAncestorOf(stop)
        part = 1 if inside else 0 if middle.y() < self.card.height() // 2 else 2
        along = middle.x() if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else -middle.x()
        return part, middle.y(), along

    def _bring(self, section: Section) -> None:
        area = self.findChild(QScrollArea)
        inside = section.parentWidget()
        if isinstance(area, QScrollArea) and inside is not None:
            area.verticalScrollBar().setValue(section.mapTo(inside, section.rect().topLeft()).y())
