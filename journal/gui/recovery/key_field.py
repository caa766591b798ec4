"""What opens a journal or a copy that is not open: its passphrase, or the 24 words and a new passphrase."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.errors import JournalError
from journal.gui.kit import Kit
from journal.gui.opening.new_passphrase import NewPassphrase
from journal.gui.opening.words_field import WordsField
from journal.gui.text.button import Link
from journal.gui.text.label import Label, Small
from journal.gui.text.passphrase import PassphraseField
from journal.services.by_words import places_at_fault
from journal.services.rescue import Opening

if TYPE_CHECKING:
    from journal.services.door import Door


class KeyField(QWidget):
    """Begins with the passphrase. `changed` when `is_ready` may have changed, `entered` on Enter when it is."""

    changed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit, door: "Door", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = kit.words.say
        self._kit = kit
        self._by_words = False
        self.field = PassphraseField(kit.words, say("Passphrase"))
        self.hint = Small(hint)
        self.words = WordsField(kit, door.completions)
        self._choose = Label(say("A new passphrase for the journal. The words stay as they are."))
        self.new = NewPassphrase(kit, door.suggest, say("The new passphrase"))
        self.other = Link("")
        self.other.clicked.connect(self._turn)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.field, self.hint, self.words, self._choose, self.new):
            box.addWidget(part)
        box.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeading)
        self.field.changed.connect(self._tell)
        self.field.entered.connect(self._enter)
        self.words.changed.connect(self._tell)
        self.words.entered.connect(self._go_to_new)
        self.new.changed.connect(self._tell)
        self.new.entered.connect(self._enter)
        self._show()

    @property
    def by_words(self) -> bool:
        """Whether the words are asked for."""
        return self._by_words

    def opening(self) -> Opening:
        """What was typed."""
        return Opening(words=self.words.text()) if self._by_words else Opening(passphrase=self.field.text())

    def new_passphrase(self) -> str:
        """The one that shall open it from now on, where it is opened with the words; empty otherwise."""
        return self.new.text() if self._by_words else ""

    def is_ready(self) -> bool:
        """Whether everything is typed."""
        if self._by_words:
            return self.words.is_full() and self.new.is_ready()
        return bool(self.field.text())

    def wait(self, waiting: bool) -> None:
        """It is being tried and cannot be changed, or not any more."""
        for part in (self.field, self.new, self.other):
            part.setEnabled(not waiting)
        self.words.wait(waiting)

    def mark(self, error: BaseException) -> None:
        """Go to what was wrong."""
        if self._by_words:
            self.words.mark(places_at_fault(error) if isinstance(error, JournalError) else ())
            return
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.line.selectAll()

    def forget(self) -> None:
        """Empty every field."""
        self.field.take()
        self.words.forget()
        self.new.forget()

    def _turn(self) -> None:
        self._by_words = not self._by_words
        self._show()
        first = self.words.boxes[0] if self._by_words else self.field.line
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _show(self) -> None:
        say = self._kit.words.say
        for part in (self.words, self._choose, self.new):
            part.setVisible(self._by_words)
        self.field.setVisible(not self._by_words)
        self.hint.setVisible(not self._by_words and bool(self.hint.text()))
        self.other.show_text(
            say("Use the passphrase instead") if self._by_words else say("Use the 24 words instead")
        )

    def _go_to_new(self) -> None:
        self.new.field.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        if self.is_ready():
            self.entered.emit()

    def _tell(self, _what: object = None) -> None:
        self.changed.emit()
