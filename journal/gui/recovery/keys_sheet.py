"""Opening a journal whose own key files are gone or spoilt by those of a copy of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.recovery.copies_field import CopiesField
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal


class KeysSheet(Sheet):
    """Emits `opened` with the open journal; closing it any other way changes nothing."""

    opened = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Use the keys of a copy"), width=520)
        self._kit = kit
        self._door = door
        self._opening = False
        self.copies = CopiesField(kit, door.rescue, door.folder.root)
        self.field = PassphraseField(kit.words, say("Passphrase of that copy"))
        self.hint = Small(say("It opens the journal from then on. Nothing else of the copy is used."))
        self.said = Label("")
        self.body.addWidget(Label(say("The entries are whole; only the keys to them are taken from a copy.")))
        for part in (self.copies, Rule(), self.field, self.hint, self.said):
            self.body.addWidget(part)
        self.said.hide()
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.open = Button(say("Open"), Role.MAIN)
        self.open.clicked.connect(self._open)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.open)
        self.copies.changed.connect(self._settle_down)
        self.field.changed.connect(self._settle_down)
        self.field.entered.connect(self._open)
        self._settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.field.line)

    def _settle_down(self, _what: object = None) -> None:
        ready = bool(self.copies.copy() and self.field.text())
        self.open.setEnabled(ready and not self._opening)
        for part in (self.copies, self.field):
            part.setEnabled(not self._opening)

    def _open(self) -> None:
        copy = self.copies.copy()
        if copy is None or not self.open.isEnabled():
            return
        self._opening = True
        self._say(self._kit.words.say("Opening…"))
        self._settle_down()
        future = self._door.open_with_keys_of(copy, self.field.text())
        self._kit.jobs.watch(future, self, self._opened, self._refused)

    def _opened(self, journal: "Journal") -> None:
        self.field.take()
        self.close_sheet()
        self.opened.emit(journal)

    def _refused(self, error: BaseException) -> None:
        self._opening = False
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self._settle_down()
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))
