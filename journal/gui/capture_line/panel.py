"""The small window in the corner of the screen: it comes without taking the focus, and takes it only when asked."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token

WIDTH = 400
_MARGIN = 24


class Panel(QWidget):
    """A rounded window without a frame, over the others. `whole_screen` makes a plain sheet of it for a while."""

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setWindowTitle("Journal")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._covering = False
        sizes.at_least(self, width=WIDTH)

    def come(self, announced: str) -> None:
        """Show it in the corner; the focus stays where it is, and a screen reader says `announced`."""
        self.place()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, announced))

    def take_focus(self) -> None:
        """Become a window that can be typed into, and the one that is."""
        self.hide()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.place()
        self.show()
        self.raise_()
        self.activateWindow()

    def place(self) -> None:
        """Lie in the corner of the screen, as small as may be."""
        self._covering = False
        self.adjustSize()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.move(screen.right() - self.width() - _MARGIN, screen.bottom() - self.height() - _MARGIN)

    def cover_screen(self) -> None:
        """Be as large as the screen, until `place`."""
        self._covering = True
        self.setGeometry(self.screen().geometry())
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._covering:
            self.clearMask()
            return
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), sizes.RADIUS + 3, sizes.RADIUS + 3)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.FIELD_BORDER), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS + 3, sizes.RADIUS + 3
        )
