"""Changing the passphrase: the present one, and a new one twice."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.opening.new_passphrase import NewPassphrase
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens


class ChangeSheet(Sheet):
    """Closing it before Change is pressed changes nothing."""

    def __init__(self, kit: Kit, what_opens: "WhatOpens", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Change the passphrase"), width=460)
        self._kit = kit
        self._what_opens = what_opens
        self._waiting = False
        self._told = Label(say("The 24 words stay as they are."))
        self.old = PassphraseField(kit.words, say("The passphrase you have now"))
        self.new = NewPassphrase(kit, what_opens.suggest, say("The new passphrase"))
        self.said = Label("")
        self.said.hide()
        for part in (self._told, self.old, self.new, self.said):
            self.body.addWidget(part)
        self.change = Button(say("Change"), Role.MAIN)
        self.done = Button(say("Done"), Role.MAIN)
        self.cancel = self.end_with(self.change, self.done)
        self.done.hide()
        self.change.clicked.connect(self._change)
        self.done.clicked.connect(self.close_sheet)
        self.old.changed.connect(self._settle_down)
        self.old.entered.connect(self._go_on)
        self.new.changed.connect(self._settle_down)
        self.new.entered.connect(self._change)
        self.closed.connect(self._forget)
        self._settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.old.line)

    def close_sheet(self) -> None:
        """Take it away; not while the passphrase is being changed, which cannot be taken back."""
        if not self._waiting:
            super().close_sheet()

    def _go_on(self) -> None:
        self.new.field.line.setFocus()

    def _change(self) -> None:
        if not self.change.isEnabled():
            return
        self._wait(True)
        self._say(self._kit.words.say("Changing it. This takes a few seconds."))
        future = self._what_opens.change_passphrase(self.old.text(), self.new.text())
        self._kit.jobs.watch(future, self, self._changed, self._refused)

    def _changed(self, _nothing: None) -> None:
        self._wait(False)
        self._forget()
        for part in (self.old, self.new, self.said, self.cancel, self.change):
            part.hide()
        self._told.setText(
            self._kit.words.say(
                "From now on the new passphrase opens the journal. "
                "Copies you made before still open with the old one."
            )
        )
        self.done.show()
        self.done.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._wait(False)
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self.old.line.setFocus()
        self.old.line.selectAll()

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        self.old.setEnabled(not waiting)
        self.new.wait(waiting)
        self.cancel.setEnabled(not waiting)
        self._settle_down()

    def _settle_down(self, _text: str = "") -> None:
        self.change.setEnabled(bool(self.old.text()) and self.new.is_ready() and not self._waiting)

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _forget(self) -> None:
        self.old.take()
        self.new.forget()
