"""The words as they were written or said, covered where they may hurt."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.look.colours import colour
from journal.gui.look.sizes import RADIUS, scaled
from journal.gui.look.tokens import Token
from journal.gui.text.button import Link
from journal.gui.text.fields import Area
from journal.gui.text.label import Small
from journal.gui.text.marks import hidden_in


class WordsBox(QWidget):
    """A field for exact words; says so when they hold characters nobody can see."""

    typed = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.area = Area(
            words.say("Exact words"), hint=words.say("The words as they were written or said"), lines=1
        )
        self.area.typed.connect(self._typed)
        self._cover = _Cover(words)
        self._cover.show_link.clicked.connect(self.uncover)
        self._hidden = Small("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self._cover, self.area, self._hidden):
            box.addWidget(widget)
        self.show_words("", covered=False)

    def show_words(self, text: str, *, covered: bool) -> None:
        """Show these words, covered or not."""
        self.area.show_text(text)
        self._cover.setVisible(covered)
        self.area.setVisible(not covered)
        self._tell_hidden(text)

    def is_covered(self) -> bool:
        """Whether the words are hidden."""
        return not self.area.isVisibleTo(self)

    def uncover(self) -> None:
        """Show the words."""
        self._cover.hide()
        self.area.show()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._tell_hidden(text)
        self.typed.emit(text)

    def _tell_hidden(self, text: str) -> None:
        found = hidden_in(text)
        self._hidden.setVisible(bool(found))
        self._hidden.setText(
            self._words.say("These words hold hidden characters: {codes}", codes=", ".join(found))
        )


class _Cover(QWidget):
    """Stands over words until they are wanted."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.show_link = Link(words.say("show the words"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addStretch(1)
        row.addWidget(self.show_link)
        self.setAccessibleName(words.say("Exact words, covered"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.LINE), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Token.LINE))
        room = self.width() - 36 - self.show_link.width()
        left = 12 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else self.width() - 12 - room
        high = scaled(8)
        parts, at = (0.22, 0.12, 0.3, 0.16), float(left)
        for part in parts:
            painter.drawRoundedRect(
                QRectF(at, (self.height() - high) / 2, room * part, high), high / 2, high / 2
            )
            at += room * part + 8
