"""Asks for the passphrase once more, before something that an open window alone must not allow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.passphrase_sheet import PassphraseSheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens


class AgainSheet(PassphraseSheet):
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
        say = kit.words.say
        yes = Button(verb, Role.IRREVERSIBLE if irreversible else Role.MAIN)
        super().__init__(
            kit, host, heading, say("Passphrase"), yes, say("Checking…"), what_opens.confirm, width=width
        )
        if told:
            self.body.insertWidget(0, Label(visible(told)))
        self.done.connect(self._right_one)

    def _right_one(self, _nothing: None, passphrase: str) -> None:
        self.confirmed.emit(passphrase)
