"""Says what was done and offers to take it back, for as long as a tired person needs to see it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label

SHOWN_MS = 15_000


class UndoBar(QWidget):
    """Hidden until something was done that can be taken back."""

    undo_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Label("")
        self.undo = Button(words.say("Undo"), icon="undo", hint="Ctrl+Z", small=True)
        self.undo.clicked.connect(self._undo)
        close = Button("", Role.QUIET, icon="close", small=True)
        close.setAccessibleName(words.say("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self.undo)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, done: str, *, can_undo: bool = True) -> None:
        """Say this, with or without the offer."""
        self._said.setText(done)
        self.undo.setVisible(can_undo)
        self.show()
        self._timer.start()

    def said(self) -> str:
        """What it says, while it is there."""
        return self._said.text() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.ACCENT_SOFT))
        painter.fillRect(0, 0, self.width(), 1, colour(Token.LINE))

    def _undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()
