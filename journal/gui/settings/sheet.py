"""The settings: one sheet of sections."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

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
