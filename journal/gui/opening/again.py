"""Asks for the passphrase once more, before something that an open window alone must not allow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens


class AgainSheet(Sheet):
    """`confirmed` carries the passphrase once it was right; closing the sheet any other way changes nothing."""

    confirmed = Signal(str)

    def __init__(
        self,
        kit: Kit,
        what_opens: "WhatOpens",
        host: QWidget,
        heading: str,
        told: str,
        verb: str,
        *,
        irreversible: bool = False,
        width: int = 440,
    ) -> None:
        super().__init__(kit.words, host, heading, width=width)
        say = kit.words.say
        self._kit = kit
        self._what_opens = what_opens
        self._asked = ""
        if told:
            self.body.addWidget(Label(visible(told)))
        self.field = PassphraseField(kit.words, say("Passphrase"))
        self.field.entered.connect(self._try)
        self.field.changed.connect(self._typed)
        self.body.addWidget(self.field)
        self.said = Label("")
        self.said.hide()
        self.body.addWidget(self.said)
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.yes = Button(verb, Role.IRREVERSIBLE if irreversible else Role.MAIN)
        self.yes.clicked.connect(self._try)
        self.yes.setEnabled(False)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.yes)

    def ask(self) -> None:
        """Show it."""
        self.open_over(self.field.line)

    def _typed(self, _text: str) -> None:
        self.yes.setEnabled(bool(self.field.text()) and not self._asked)

    def _try(self) -> None:
        if not self.yes.isEnabled():
            return
        self._asked = self.field.text()
        self.yes.setEnabled(False)
        self.field.line.setReadOnly(True)
        self._say(self._kit.words.say("Checking…"))
        self._kit.jobs.watch(self._what_opens.confirm(self._asked), self, self._right, self._wrong)

    def _right(self, _what: object) -> None:
        passphrase, self._asked = self._asked, ""
        self.field.take()
        self.close_sheet()
        self.confirmed.emit(passphrase)

    def _wrong(self, error: BaseException) -> None:
        self._asked = ""
        self.field.line.setReadOnly(False)
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self._typed("")
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))
