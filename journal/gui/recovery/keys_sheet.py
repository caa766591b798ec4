"""Opening a journal whose own key files are gone or spoilt by those of a copy of it."""

from concurrent.futures import Future
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.recovery.copies_field import CopiesField
from journal.gui.sheet.passphrase_sheet import PassphraseSheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.copies_found import CopyFound
    from journal.services.door import Door
    from journal.services.journal import Journal


class KeysSheet(PassphraseSheet):
    """Emits `opened` with the open journal; closing it any other way changes nothing."""

    opened = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        heading, field = say("Use the keys of a copy"), say("Passphrase of that copy")
        yes = Button(say("Open"), Role.MAIN)
        super().__init__(kit, host, heading, field, yes, say("Opening…"), self._open, width=520)
        self._door = door
        self.copies = CopiesField(kit, door.rescue, door.folder.root)
        self.hint = Small(say("It opens the journal from then on. Nothing else of the copy is used."))
        told = Label(say("The entries are whole; only the keys to them are taken from a copy."))
        for at, part in enumerate((told, self.copies, Rule(), self.field, self.hint)):
            self.body.insertWidget(at, part)
        self.copies.changed.connect(self.settle)
        self.done.connect(self._is_open)

    def is_ready(self) -> bool:
        """A passphrase was typed, and a copy chosen."""
        return super().is_ready() and self.copies.copy() is not None

    def settle(self, _what: object = None) -> None:
        """Another copy can be chosen while nothing is being opened."""
        super().settle()
        self.copies.setEnabled(not self.is_busy)

    def _open(self, passphrase: str) -> "Future[Journal]":
        copy = cast("CopyFound", self.copies.copy())  # there is one once it is ready
        return self._door.open_with_keys_of(copy, passphrase)

    def _is_open(self, journal: "Journal", _passphrase: str) -> None:
        self.opened.emit(journal)
