"""A picture that stands still while places in it are marked, by mouse or keyboard, with a magnifier."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token

STEP = 8
"""Pixels of the picture an arrow key moves by; one with Ctrl."""

LEAST = 8
"""Pixels a marked place has at least, each way."""

GRIP = 10
"""Points of the screen a corner can be taken hold of by."""

ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
"""Which way a key goes."""

_GLASS = 132
_AWAY = 24
"""Points of the screen between a place and the magnifier that shows it."""


class StillPicture(QWidget):
    """Shows a picture as large as there is room; what is marked is in pixels of the picture."""

    magnified = 6
    """How many times as large the magnifier shows it."""

    edge = 0
    """Points around it that stay free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._shown = QRectF()
        self._watched = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def take_image(self, image: QImage) -> None:
        """Show this one from now on."""
        self._image = image
        self._watched = QPoint()
        self.place()
        self.update()

    def watch(self, at: QPoint) -> None:
        """Let the magnifier show that place."""
        self._watched = at

    def place(self) -> None:
        """Be as large as there is room, and no larger than its own pixels."""
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        size = self._image.size() / ratio
        room = self.size() - QSize(2 * self.edge, 2 * self.edge)
        if size.width() > room.width() or size.height() > room.height():
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self._shown = QRectF(QRect(QPoint(0, 0), size))
        self._shown.moveCenter(QRectF(self.rect()).center())

    def scale(self) -> float:
        """Points of the screen for a pixel of the picture."""
        return self._shown.width() / self._image.width()

    def in_picture(self, at: QPoint) -> QPoint:
        """The place in the picture that is shown there, or the nearest one."""
        scale = self.scale()
        x = round((at.x() - self._shown.left()) / scale)
        y = round((at.y() - self._shown.top()) / scale)
        return QPoint(max(0, min(self._image.width(), x)), max(0, min(self._image.height(), y)))

    def on_widget(self, box: QRect) -> QRectF:
        """Where a place of the picture is shown."""
        scale = self.scale()
        return QRectF(
            self._shown.left() + box.x() * scale,
            self._shown.top() + box.y() * scale,
            box.width() * scale,
            box.height() * scale,
        )

    def paint_image(self, painter: QPainter) -> None:
        """The picture on black."""
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._shown, self._image)

    def paint_frame(self, painter: QPainter, inside: QRectF) -> None:
        """A line around what can be moved, seen on every picture, and corners to take hold of."""
        painter.setPen(QPen(Qt.GlobalColor.white, 3))
        painter.drawRect(inside)
        painter.setPen(QPen(colour(Token.ACCENT), 1))
        painter.drawRect(inside)
        for corner in (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight()):
            grip = QRectF(0, 0, GRIP, GRIP)
            grip.moveCenter(corner)
            painter.fillRect(grip, colour(Token.ACCENT))

    def paint_glass(self, painter: QPainter, beside: QRect | None = None) -> None:
        """What lies under the pointer, or the corner the keys move, several times as large; `beside` stays in sight."""
        side = sizes.scaled(_GLASS)
        across = side // self.magnified
        source = QRect(0, 0, across, across)
        source.moveCenter(self._watched)
        corner = self.on_widget(QRect(self._watched, QSize(1, 1))).center()
        glass = QRectF(corner.x() + _AWAY, corner.y() + _AWAY, side, side)
        middle = beside.center() if beside is not None else self._watched
        leftwards, upwards = self._watched.x() < middle.x(), self._watched.y() < middle.y()
        if glass.right() > self.width() or (leftwards and corner.x() > side + _AWAY):
            glass.moveRight(corner.x() - _AWAY)
        if glass.bottom() > self.height() or (upwards and corner.y() > side + _AWAY):
            glass.moveBottom(corner.y() - _AWAY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(glass, Qt.GlobalColor.black)
        painter.drawImage(glass, self._image, QRectF(source))
        middle_of_glass = glass.center()
        for ink, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1)):
            # Two tones, so that it is seen on every picture.
            painter.setPen(QPen(ink, width))
            painter.drawLine(
                QPointF(glass.left(), middle_of_glass.y()), QPointF(glass.right(), middle_of_glass.y())
            )
            painter.drawLine(
                QPointF(middle_of_glass.x(), glass.top()), QPointF(middle_of_glass.x(), glass.bottom())
            )
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawRect(glass)
        painter.restore()


def moved(box: QRect, by: QPoint, within: QRect) -> QRect:
    """The place, carried but kept inside the picture."""
    to = box.topLeft() + by
    to.setX(max(0, min(within.width() - box.width(), to.x())))
    to.setY(max(0, min(within.height() - box.height(), to.y())))
    return QRect(to, box.size())


def grown(box: QRect, by: QPoint, within: QRect) -> QRect:
    """The place with its lower right corner carried; it stays inside the picture and never vanishes."""
    width = max(LEAST, min(within.width() - box.x(), box.width() + by.x()))
    height = max(LEAST, min(within.height() - box.y(), box.height() + by.y()))
    return QRect(box.topLeft(), QSize(width, height))


class Hand:
    """What a press of the mouse began: a new place from a fixed corner, or carrying the one there is."""

    def __init__(self, fixed: QPoint, carried: QRect | None = None) -> None:
        self._fixed = fixed
        self._carried = carried

    @classmethod
    def at_corner(cls, at: QPoint, box: QRect, grip: int) -> "Hand | None":
        """Take hold of the corner that is near, if one is."""
        right, bottom = box.x() + box.width(), box.y() + box.height()
        for x, other_x in ((box.x(), right), (right, box.x())):
            for y, other_y in ((box.y(), bottom), (bottom, box.y())):
                if abs(at.x() - x) <= grip and abs(at.y() - y) <= grip:
                    return cls(QPoint(other_x, other_y))
        return None

    @classmethod
    def at(cls, at: QPoint, box: QRect, grip: int) -> "Hand":
        """Take hold of the corner that is near, of the whole from inside, or begin anew."""
        return cls.at_corner(at, box, grip) or (cls(at, box) if box.contains(at) else cls(at))

    def drawn(self, to: QPoint, within: QRect) -> QRect:
        """The place when the mouse is there."""
        if self._carried is not None:
            return moved(self._carried, to - self._fixed, within)
        left, right = sorted((self._fixed.x(), to.x()))
        top, bottom = sorted((self._fixed.y(), to.y()))
        width, height = max(LEAST, right - left), max(LEAST, bottom - top)
        return QRect(
            max(0, min(left, within.width() - width)),
            max(0, min(top, within.height() - height)),
            width,
            height,
        )
