"""A card in the middle of an otherwise empty window."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token


class Card(QWidget):
    """As high as what is in `box`."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setMaximumWidth(sizes.scaled(width))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(28, 28, 28, 28)
        self.box.setSpacing(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.LINE), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS + 4, sizes.RADIUS + 4
        )


class Desktop(QScrollArea):
    """The empty window around a card; scrolls where the card is higher than the window.

    The card hangs from one place, so that nothing moves from under the mouse when a line comes or goes.
    """

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1000)
        across.addStretch(1)
        self._above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self._down = QVBoxLayout(inside)
        self._down.setContentsMargins(24, 24, 24, 24)
        self._down.addItem(self._above)
        self._down.addLayout(across)
        self._down.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = self.viewport().height() // 5
        self._above.changeSize(0, free, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self._down.invalidate()
