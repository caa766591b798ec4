"""How the journal comes to another computer, step by step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Wording
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label


class ElsewhereSheet(Sheet):
    """Nothing is changed here; `copy_wanted` leads to the first step."""

    copy_wanted = Signal()

    def __init__(self, words: Wording, host: QWidget) -> None:
        say = words.say
        super().__init__(words, host, say("To another computer"), width=520)
        for step in (
            say("1. Plug in a stick and make a copy on it. The copy is locked like the journal."),
            say("2. On the other computer, start Journal and choose to open a copy. Choose the stick."),
            say("3. Type your passphrase, or the 24 words. The journal there has everything up to the copy."),
            say("4. Write in one of the two from then on. What is added here later is not added there."),
            say("Keep the stick, or the journal here, until you have seen that it opens there."),
        ):
            self.body.addWidget(Label(step))
        self.copy = Button(say("Make a copy…"), Role.MAIN)
        self.copy.clicked.connect(self._copy)
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        self.foot.addWidget(self.copy)

    def _copy(self) -> None:
        self.close_sheet()
        self.copy_wanted.emit()
