"""For whoever forgot the passphrase: the 24 words, then a new passphrase, and the journal opens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.errors import JournalError
from journal.gui.kit import Kit
from journal.gui.opening.new_passphrase import NewPassphrase
from journal.gui.opening.words_field import WordsField
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained
from journal.services.by_words import places_at_fault

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal


class ForgottenSheet(Sheet):
    """Emits `opened` with the open journal; closing it any other way changes nothing."""

    opened = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Open with the 24 words"), width=560)
        self._kit = kit
        self._door = door
        self._waiting = False
        self._opening = False
        self._told = Label("")
        self.words = WordsField(kit, door.completions)
        self.new = NewPassphrase(kit, door.suggest, say("The new passphrase"))
        self.said = Label("")
        for part in (self._told, self.words, self.new, self.said):
            self.body.addWidget(part)
        self.back = Button(say("Back"))
        self.next = Button(say("Next"), Role.MAIN)
        self.open = Button(say("Open"), Role.MAIN)
        self.cancel = self.end_with(self.back, self.next, self.open)
        self.back.clicked.connect(self._ask_words)
        self.next.clicked.connect(self._check)
        self.open.clicked.connect(self._open)
        self.words.changed.connect(self._settle_down)
        self.words.entered.connect(self._check)
        self.new.changed.connect(self._settle_down)
        self.new.entered.connect(self._open)
        self.closed.connect(self._forget)
        self._show(for_words=True)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.words.boxes[0])

    def close_sheet(self) -> None:
        """Take it away; not while the journal is being opened, which would then stand open for nobody."""
        if not self._opening:
            super().close_sheet()

    def _ask_words(self) -> None:
        self._show(for_words=True)
        self.words.boxes[0].setFocus()

    def _check(self) -> None:
        if self.next.isEnabled():
            self._wait(True, self._kit.words.say("Checking…"))
            future = self._door.check_words(self.words.text())
            self._kit.jobs.watch(future, self, self._right, self._wrong)

    def _right(self, _nothing: None) -> None:
        self._wait(False)
        self._show(for_words=False)
        self.new.field.line.setFocus()

    def _wrong(self, error: BaseException) -> None:
        self._wait(False)
        self._tell(error)
        if isinstance(error, JournalError):
            self.words.mark(places_at_fault(error))

    def _open(self) -> None:
        if self.open.isEnabled() and self.open.isVisible():
            self._opening = True
            self._wait(True, self._kit.words.say("Opening…"))
            future = self._door.open_with_words(self.words.text(), self.new.text())
            self._kit.jobs.watch(future, self, self._opened, self._refused)

    def _opened(self, journal: "Journal") -> None:
        self._opening = False
        self.close_sheet()
        self.opened.emit(journal)

    def _refused(self, error: BaseException) -> None:
        self._opening = False
        self._wait(False)
        self._tell(error)
        self.new.field.line.setFocus()

    def _show(self, *, for_words: bool) -> None:
        say = self._kit.words.say
        self._told.setText(
            say("Type the words from your paper. The first four letters of each are enough.")
            if for_words
            else say("The words are right. Now choose a new passphrase; the words stay as they are.")
        )
        asking: tuple[QWidget, ...] = (self.words, self.next)
        choosing: tuple[QWidget, ...] = (self.new, self.back, self.open)
        for part in (*asking, *choosing):
            part.setVisible((part in asking) is for_words)
        self._say("")
        self._settle_down()

    def _wait(self, waiting: bool, said: str = "") -> None:
        self._waiting = waiting
        self.words.wait(waiting)
        self.new.wait(waiting)
        self._say(said)
        self._settle_down()

    def _settle_down(self) -> None:
        self.next.setEnabled(self.words.is_full() and not self._waiting)
        self.open.setEnabled(self.new.is_ready() and not self._waiting)
        for button in (self.back, self.cancel):
            button.setEnabled(not self._waiting)

    def _tell(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _forget(self) -> None:
        self.words.forget()
        self.new.forget()
