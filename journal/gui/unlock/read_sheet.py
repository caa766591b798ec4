"""Opens a journal to be read only, where it cannot be opened to write."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.passphrase_sheet import PassphraseSheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal


class ReadSheet(PassphraseSheet):
    """`opened` carries the journal, in which nothing can be changed."""

    opened = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        yes = Button(say("Open"), Role.MAIN)
        super().__init__(
            kit, host, say("Open it to read"), say("Passphrase"), yes, say("Opening…"), door.open_to_read
        )
        told = say("You can look at everything in it. Nothing can be added or changed.")
        self.body.insertWidget(0, Label(told))
        self.done.connect(self._is_open)

    def _is_open(self, journal: "Journal", _passphrase: str) -> None:
        self.opened.emit(journal)
