"""A quiet bar over the panes with one thing worth knowing at a time; it stands until it is closed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.moments import exact
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label

Verb = tuple[str, Callable[[], object]]
"""What stands on a button, and what it does."""


class NoticeBar(QWidget):
    """Hidden while there is nothing to say; what comes while something stands there waits until that is closed."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._waiting: list[tuple[str, tuple[Verb, ...]]] = []
        self._verbs: tuple[Verb, ...] = ()
        self._said = Label("", selectable=True)
        self.dismiss = Button("", Role.QUIET, icon="close", small=True)
        self.dismiss.setAccessibleName(kit.words.say("Close this message"))
        self.dismiss.clicked.connect(self._next)
        self.buttons: tuple[Button, ...] = ()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addLayout(self._row)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(kit.words.say("Worth knowing"))
        self.hide()

    def tell_tries(self, tries_ms: Sequence[int]) -> None:
        """Say how often a wrong passphrase was tried and when last (UTC ms); nothing for none."""
        if not tries_ms:
            return
        self.tell(
            self._kit.words.count(
                "A wrong passphrase was typed once, on {when}.",
                "A wrong passphrase was typed {number} times, last on {when}.",
                len(tries_ms),
                when=self._kit.words.when(exact(self._kit.local(max(tries_ms) // 60_000 * 60_000))),
            )
        )

    def tell(self, text: str, *verbs: Verb) -> None:
        """Say this, with buttons that each do something and close it."""
        if not self.isHidden():
            self._waiting.append((text, verbs))
        else:
            self._show(text, verbs)

    def press(self, verb: str) -> None:
        """Do what the button with that text does."""
        act = dict(self._verbs)[verb]
        self._next()
        act()

    def said(self) -> str:
        """What it says, while it is there."""
        return self._said.text() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.ACCENT_SOFT))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(Token.LINE))

    def _show(self, text: str, verbs: tuple[Verb, ...]) -> None:
        self._said.setText(text)
        self._verbs = verbs
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = tuple(Button(name, small=True) for name, _ in verbs)
        for button, (name, _) in zip(self.buttons, verbs, strict=True):
            button.clicked.connect(partial(self.press, name))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show()

    def _next(self) -> None:
        self.hide()
        if self._waiting:
            self._show(*self._waiting.pop(0))
