"""The small window in the corner of the screen: it comes without taking the focus, and takes it only when asked."""

from PySide6.QtCore import QRectF, Qt, QTimer
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
from journal.gui.look.clear import clear_place, kept_clear
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token

WIDTH = 400
_MARGIN = 24
LOOKED_MS = 200
"""So soon it goes out of the way of what came under it, such as a bar or a sheet."""


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
        looking = QTimer(self)
        looking.setInterval(LOOKED_MS)
        looking.timeout.connect(self.go_out_of_the_way)
        looking.start()

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
        """Lie near the corner of the screen, as small as may be, and never on what has to stay clear."""
        self._covering = False
        self.adjustSize()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        room = screen.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self.move(clear_place(self.size(), room, self))

    def go_out_of_the_way(self) -> None:
        """Lie elsewhere if there is something under it now that has to stay clear."""
        if not self.isVisible() or self._covering:
            return
        if any(self.geometry().intersects(seen) for seen in kept_clear(self)):
            self.place()

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
