"""A sheet that does one thing with a passphrase; where that goes wrong it says so, and it can be typed again."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained


class PassphraseSheet(Sheet):
    """`done` carries what came of the `deed`, and the passphrase; closed any other way the sheet changes nothing."""

    done = Signal(object, str)

    def __init__(
        self,
        kit: Kit,
        host: QWidget,
        heading: str,
        field: str,
        yes: Button,
        waiting: str,
        deed: "Callable[[str], Future[Any]]",
        *,
        width: int = 440,
    ) -> None:
        """`field` names what is typed, `waiting` is said while the deed is under way."""
        super().__init__(kit.words, host, heading, width=width)
        self._kit = kit
        self._waiting = waiting
        self._deed = deed
        self.is_busy = False
        self.field = PassphraseField(kit.words, field)
        self.field.entered.connect(self._try)
        self.field.changed.connect(self.settle)
        self.said = Label("")
        self.said.hide()
        self.body.addWidget(self.field)
        self.body.addWidget(self.said)
        self.yes = yes
        self.yes.clicked.connect(self._try)
        self.yes.setEnabled(False)
        self.cancel = self.end_with(self.yes)

    def ask(self) -> None:
        """Show it."""
        self.open_over(self.field.line)

    def is_ready(self) -> bool:
        """Whether everything that is needed was said."""
        return bool(self.field.text())

    def settle(self, _what: object = None) -> None:
        """Let it be pressed or typed, as things are."""
        self.yes.setEnabled(self.is_ready() and not self.is_busy)
        self.field.line.setReadOnly(self.is_busy)

    def _try(self) -> None:
        if not self.yes.isEnabled():
            return
        passphrase = self.field.text()
        self.is_busy = True
        self._say(self._waiting)
        self.settle()
        self._kit.jobs.watch(self._deed(passphrase), self, partial(self._right, passphrase), self._wrong)

    def _right(self, passphrase: str, what: object) -> None:
        self.field.take()
        self.close_sheet()
        self.done.emit(what, passphrase)

    def _wrong(self, error: BaseException) -> None:
        self.is_busy = False
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self.settle()
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))
