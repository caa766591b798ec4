"""Asks before a paper is saved as a PDF whether a password is to open it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.printing.password import PasswordWish
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens


class SavingSheet(Sheet):
    """`agreed` carries the password, empty for none."""

    agreed = Signal(str)

    def __init__(self, kit: Kit, what_opens: "WhatOpens", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Save as PDF"), width=460)
        self.body.addWidget(
            Label(
                say(
                    "Without a password, anyone who finds the file can read it. Keep it on a stick that only you have."
                )
            )
        )
        self.password = PasswordWish(
            kit.words, what_opens.suggest, say("The usual programs for PDF files ask for it.")
        )
        self.body.addWidget(self.password)
        self.body.addStretch(1)
        self.yes = Button(say("Choose where…"), Role.MAIN)
        self.yes.clicked.connect(self._agree)
        self.password.changed.connect(self._settle)
        self.cancel = self.end_with(self.yes)

    def ask(self) -> None:
        """Show it."""
        self.open_over(self.yes)

    def _settle(self) -> None:
        self.yes.setEnabled(self.password.is_ready())

    def _agree(self) -> None:
        password = self.password.password()
        self.close_sheet()
        self.agreed.emit(password)
