"""How good a passphrase is, as a bar and in words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.opening.strength import Strength
from journal.gui.text.label import Small


class Meter(QWidget):
    """The words say everything; the bar only repeats it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._good = False
        self.said = Small("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.addWidget(self.said)

    def show_strength(self, strength: Strength, length: int) -> None:
        """Show this."""
        self._good = strength.level > 0
        self._share = {0: min(0.45, length / 33), 1: 0.7, 2: 1.0}[strength.level]
        self.said.setText(strength.said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Token.LINE))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), 4), 2, 2)
        painter.setBrush(colour(Token.ACCENT if self._good else Token.AMBER))
        wide = self.width() * self._share
        left = self.width() - wide if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
        painter.drawRoundedRect(QRectF(left, 0, wide, 4), 2, 2)
