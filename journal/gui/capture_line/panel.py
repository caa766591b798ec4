"""The small window in the corner of the screen: it comes without taking the focus, and takes it only when asked."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCursor,
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


_OVER_ALL = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
_UNASKED = (
    Qt.WindowType.WindowDoesNotAcceptFocus
    # Window managers lay what they manage under a program that fills the screen, and some give it the focus.
    | Qt.WindowType.X11BypassWindowManagerHint
)


class Panel(QWidget):
    """A rounded window without a frame, over the others; `cover_screen` makes a plain sheet of it for a while.

    Wayland gives every new window the focus and a place of its own choice: there it lies in the corner of `home`.
    """

    def __init__(self, home: QWidget | None = None) -> None:
        self._home = home if QGuiApplication.platformName() == "wayland" else None
        super().__init__(self._home, Qt.WindowType.Widget if self._home is not None else _OVER_ALL | _UNASKED)
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
        if self._home is not None:
            self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, announced))

    def take_focus(self) -> None:
        """Become a window that can be typed into, and the one that is."""
        if self._home is None:
            self.hide()
            self.setWindowFlags(_OVER_ALL)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.place()
        self.show()
        self.raise_()
        self.activateWindow()

    def place(self) -> None:
        """Lie near the corner of the screen, as small as may be, and never on what has to stay clear."""
        self._covering = False
        self.adjustSize()
        room = self._room()
        place = clear_place(self.size(), room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), self)
        self.move(place if self._home is None else self._home.mapFromGlobal(place))

    def go_out_of_the_way(self) -> None:
        """Lie elsewhere if there is something under it now that has to stay clear."""
        if not self.isVisible():
            return
        if self._covering:
            if self._home is not None:
                self.setGeometry(self._home.rect())
            return
        lies = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        if not self._room().contains(lies) or any(lies.intersects(seen) for seen in kept_clear(self)):
            self.place()

    def cover_screen(self) -> None:
        """Be as large as the screen, or as the window it lies in, until `place`."""
        self._covering = True
        self.setGeometry(self.screen().geometry() if self._home is None else self._home.rect())
        self.raise_()
        self.activateWindow()

    def _room(self) -> QRect:
        """Where it may lie: on the screen that somebody works on, without its bars."""
        if self._home is not None:
            return QRect(self._home.mapToGlobal(QPoint(0, 0)), self._home.size())
        seen = self.screen() if self.isVisible() else QGuiApplication.screenAt(QCursor.pos())
        return (seen or QGuiApplication.primaryScreen()).availableGeometry()

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
        # The edge of a window is cut pixel by pixel: what is left of the corners is as its border.
        painter.fillRect(self.rect(), colour(Token.FIELD_BORDER))
        painter.setPen(QPen(colour(Token.FIELD_BORDER), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS + 3, sizes.RADIUS + 3
        )
