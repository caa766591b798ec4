"""A blank grey square for a moment: the sign that a capture was kept while nothing may be said."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token

SHOWN_MS = 400
SIDE = 28


class Blink(QWidget):
    """Shows itself, says nothing, and goes."""

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.WindowTransparentForInput,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(SIDE, SIDE)

    def blink(self) -> None:
        """Show it for a moment in the corner of the screen."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.move(screen.right() - SIDE - 24, screen.bottom() - SIDE - 24)
        self.show()
        QTimer.singleShot(SHOWN_MS, self.close)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.FIELD_BORDER))
