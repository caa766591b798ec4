"""The wish that a password opens what is saved: six words are proposed, and what that means is said once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.text.button import Link
from journal.gui.text.choices import Check, words_begin
from journal.gui.text.fields import Line
from journal.gui.text.label import Small
from journal.services.saving import can_be_password


class PasswordWish(QWidget):
    """`changed` when there is a password, another, or none any more. It can be read here: it is to be passed on."""

    changed = Signal()

    def __init__(
        self, words: Words, suggest: Callable[[], str], told: str = "", parent: QWidget | None = None
    ) -> None:
        """`told` says what else a password means here."""
        super().__init__(parent)
        say = words.say
        self._suggest = suggest
        self.wanted = Check(say("Only a password opens it"))
        self.line = Line(say("Password"), hint=say("Password"))
        self.other = Link(say("Propose other words"))
        self.told = Small(told)
        about = Small(
            say(
                "Write it down. Without it nobody can open it, not even you. Tell it to whoever may read it by"
                " another way than the file, such as by telephone."
            )
        )
        self._more = QWidget()
        within = QVBoxLayout(self._more)
        within.setContentsMargins(words_begin(), 0, 0, 0)
        within.setSpacing(6)
        for widget in (self.line, self.other, self.told, about):
            within.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.wanted)
        box.addWidget(self._more)
        self._more.hide()
        self.tell(told)
        self.wanted.toggled.connect(self._toggled)
        self.other.clicked.connect(self._propose)
        self.line.textChanged.connect(self._typed)

    def password(self) -> str:
        """What opens it; empty where none is wanted."""
        return self.line.text() if self.wanted.isChecked() else ""

    def is_ready(self) -> bool:
        """Whether none is wanted, or one is there that every program takes whole."""
        return not self.wanted.isChecked() or can_be_password(self.line.text())

    def tell(self, told: str) -> None:
        """Say this beside it from now on."""
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _toggled(self, wanted: bool) -> None:
        self._more.setVisible(wanted)
        if wanted and not self.line.text():
            self._propose()
        self.changed.emit()

    def _propose(self) -> None:
        self.line.show_text(self._suggest())

    def _typed(self, _text: str) -> None:
        self.changed.emit()
