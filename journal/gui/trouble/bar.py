"""A bar in the window that says what went wrong and what to do, until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.errors import JournalError
from journal.gui.kit import Explained, Wording
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.sizes import ICON, scaled
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Kind, Label
from journal.gui.text.marks import visible


class TroubleBar(QWidget):
    """Hidden while nothing is wrong; the latest trouble stands until the person closes it."""

    closed = Signal()

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._what = Label("", Kind.STRONG, selectable=True)
        self._next = Label("", selectable=True)
        close = Button("", Role.QUIET, icon="close", small=True)
        close.setAccessibleName(words.say("Close this message"))
        close.clicked.connect(self._close)
        self.act = Button("", small=True)
        self.act.clicked.connect(self._do)
        self._doing: Callable[[], object] | None = None
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._what)
        said.addWidget(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(20 + scaled(ICON) + 12, 10, 12, 10)
        row.addLayout(said, 1)
        row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.act.hide()
        self.setAccessibleName(words.say("Something went wrong"))
        self.hide()

    def tell(self, error: BaseException) -> None:
        """Show what that error means and what to do about it."""
        self.show_trouble(explained(self._words, error))

    def say(self, text: str) -> None:
        """Show a sentence that says all there is to say."""
        self._what.setText(visible(text))
        self._next.hide()
        self.act.hide()
        self.show()

    def show_trouble(self, trouble: Explained, act: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show a trouble that is already in words; `act` is a verb and what it does, where anything can be done."""
        self._doing = act[1] if act is not None else None
        self.act.show_text(act[0] if act is not None else "")
        self.act.setVisible(act is not None)
        self._what.setText(visible(trouble.what))
        self._next.setText(visible(trouble.next_step))
        self._next.setVisible(bool(trouble.next_step))
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.AMBER_SOFT))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(Token.LINE))
        at = QPoint(self.width() - 20 - scaled(ICON), 12)
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            at.setX(20)
        paint_icon(painter, at, "trouble", colour(Token.AMBER))

    def _do(self) -> None:
        if self._doing is not None:
            self._close()
            self._doing()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class Unforeseen:
    """A failure nobody foresaw, in words."""

    def __init__(self, words: Wording) -> None:
        self.what = words.say("Something in the program went wrong.")
        self.next_step = words.say(
            "What was already saved is safe. Try once more; if it happens again, lock the journal and open it anew."
        )


def explained(words: Wording, error: BaseException) -> Explained:
    """Any error in words, also one that nobody foresaw."""
    return words.wrong(error) if isinstance(error, JournalError) else Unforeseen(words)
