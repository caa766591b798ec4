"""What there is to know before unlocking, and the way in for whoever forgot the passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Wording
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Kind, Label


class UnlockHelp(Sheet):
    """`words_wanted` when the person wants to open it with the 24 words, `ways_wanted` for everything else there is."""

    words_wanted = Signal()
    ways_wanted = Signal()

    def __init__(self, words: Wording, host: QWidget) -> None:
        super().__init__(words, host, words.say("Help"), width=420)
        say = words.say
        for text in (
            say("Your passphrase opens this journal. Capital letters and blanks count."),
            say(
                "Without the passphrase or its 24 words nobody can open it, "
                "not even the people who made the program."
            ),
            say("After some wrong tries there is a short wait. Nothing is ever deleted because of it."),
        ):
            self.body.addWidget(Label(text))
        self.body.addWidget(Label(say("Forgotten?"), Kind.STRONG))
        self.words = Button(say("Use the 24 words…"))
        self.words.clicked.connect(self._use_words)
        self.body.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeading)
        self.ways = Button(say("Other ways in…"))
        self.ways.clicked.connect(self._use_ways)
        self.body.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignLeading)
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def _use_ways(self) -> None:
        self.close_sheet()
        self.ways_wanted.emit()

    def _use_words(self) -> None:
        self.close_sheet()
        self.words_wanted.emit()
