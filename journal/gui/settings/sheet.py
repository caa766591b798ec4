"""The settings: one sheet of sections."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from journal.gui.kit import Wording
from journal.gui.settings.section import Section
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button


class SettingsSheet(Sheet):
    """What is changed here holds at once; there is nothing to keep or to cancel."""

    def __init__(self, words: Wording, host: QWidget, sections: Sequence[Section]) -> None:
        super().__init__(words, host, words.say("Settings"), width=640, tall=True)
        self._wanted: Section | None = None
        self._left_at: int | None = None
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
        self._wanted = section
        self._bring_soon(section)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What the sections above have to say comes in a moment, and moves this one.
        if event.type() is QEvent.Type.LayoutRequest and self._wanted is not None:
            self._bring_soon(self._wanted)
        return super().eventFilter(watched, event)

    def _bring_soon(self, section: Section) -> None:
        QTimer.singleShot(0, section, partial(self._bring, section))

    def _bring(self, section: Section) -> None:
        area = self.findChild(QScrollArea)
        inside = section.parentWidget()
        if self._wanted is None or not isinstance(area, QScrollArea) or inside is None:
            return
        bar = area.verticalScrollBar()
        if self._left_at not in {None, bar.value()}:
            self._wanted = None  # somebody scrolls
            return
        bar.setValue(section.mapTo(inside, section.rect().topLeft()).y())
        self._left_at = bar.value()
