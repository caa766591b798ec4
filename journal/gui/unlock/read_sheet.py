"""Opens a journal to be read only, where it cannot be opened to write."""

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
    from journal.services.door import Door
    from journal.services.journal import Journal


class ReadSheet(Sheet):
    """`opened` carries the journal, in which nothing can be changed."""

    opened = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Open it to read"), width=440)
        self._kit = kit
        self._door = door
        self._opening = False
        self.body.addWidget(Label(say("You can look at everything in it. Nothing can be added or changed.")))
        self.field = PassphraseField(kit.words, say("Passphrase"))
        self.field.entered.connect(self._open)
        self.field.changed.connect(self._settle_down)
        self.body.addWidget(self.field)
        self.said = Label("")
        self.said.hide()
        self.body.addWidget(self.said)
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.open = Button(say("Open"), Role.MAIN)
        self.open.clicked.connect(self._open)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.open)
        self._settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.field.line)

    def _open(self) -> None:
        if not self.open.isEnabled():
            return
        self._opening = True
        self._say(self._kit.words.say("Opening…"))
        self._settle_down()
        self._kit.jobs.watch(self._door.open_to_read(self.field.text()), self, self._opened, self._refused)

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

    def _settle_down(self, _text: str = "") -> None:
        self.open.setEnabled(bool(self.field.text()) and not self._opening)
        self.field.line.setReadOnly(self._opening)

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))
