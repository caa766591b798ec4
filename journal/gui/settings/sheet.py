"""The settings: one sheet of sections."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

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

    def _bring(self, section: Section) -> None:
        area = self.findChild(QScrollArea)
        inside = section.parentWidget()
        if isinstance(area, QScrollArea) and inside is not None:
            area.verticalScrollBar().setValue(section.mapTo(inside, section.rect().topLeft()).y())
