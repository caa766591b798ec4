"""Choosing a part of a picture that stands still: by mouse or by keyboard, with a magnifier."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box
from journal.domain.words import Words
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token

STEP = 8
"""Pixels of the picture an arrow key moves by; one with Ctrl."""

LEAST = 8
"""Pixels a part has at least, each way."""

_GRIP = 10
_GLASS = 132
_ZOOM = 6
_SHADE = 150
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class PartChooser(QWidget):
    """Shows a picture and a rectangle on it, in pixels of the picture; `accepted` on Enter or a double click."""

    accepted = Signal()
    box_changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._image = QImage()
        self._shown = QRectF()
        self._box = QRect()
        self._hand: _Hand | None = None
        self._watched = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(words.say("Choose a part of the picture"))

    def show_picture(self, image: QImage, box: Box | None) -> None:
        """Choose from this picture; begin with `box`, or with its middle."""
        self._image = image
        self._place()
        if box is not None:
            self._take(QRect(box.x, box.y, box.width, box.height))
        else:
            size = image.size() / 2
            self._take(QRect(QPoint(image.width() // 4, image.height() // 4), size))
        self._watched = self._box.topLeft()

    def box(self) -> Box:
        """The part, in pixels of the picture."""
        return Box(self._box.x(), self._box.y(), self._box.width(), self._box.height())

    def choose_all(self) -> None:
        """Choose the whole picture."""
        self._take(self._image.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            step = 1 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._grow(way * step)
            else:
                self._move(way * step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._image.isNull():
            at = self._in_picture(event.position().toPoint())
            self._hand = _Hand.at(at, self._box, round(_GRIP / self._scale()))
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._image.isNull():
            return
        self._watched = self._in_picture(event.position().toPoint())
        if self._hand is not None:
            self._take(self._hand.drawn(self._watched, self._image.rect()))
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._hand = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.accepted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._shown, self._image)
        inside = self._on_widget(self._box)
        shade = QColor(0, 0, 0, _SHADE)
        for side in _around(QRectF(self.rect()), inside):
            painter.fillRect(side, shade)
        painter.setPen(QPen(Qt.GlobalColor.white, 3))
        painter.drawRect(inside)
        painter.setPen(QPen(colour(Token.ACCENT), 1))
        painter.drawRect(inside)
        for corner in (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight()):
            grip = QRectF(0, 0, _GRIP, _GRIP)
            grip.moveCenter(corner)
            painter.fillRect(grip, colour(Token.ACCENT))
        self._paint_glass(painter, inside)

    def _paint_glass(self, painter: QPainter, inside: QRectF) -> None:
        """What lies under the pointer, or the corner the keys move, several times as large."""
        side = sizes.scaled(_GLASS)
        across = side // _ZOOM
        source = QRect(0, 0, across, across)
        source.moveCenter(self._watched)
        corner = self._on_widget(QRect(self._watched, QSize(1, 1))).center()
        glass = QRectF(corner.x() + 24, corner.y() + 24, side, side)
        if glass.right() > self.width():
            glass.moveRight(corner.x() - 24)
        if glass.bottom() > self.height():
            glass.moveBottom(corner.y() - 24)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(glass, Qt.GlobalColor.black)
        painter.drawImage(glass, self._image, QRectF(source))
        middle = glass.center()
        for ink, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1)):
            # Two tones, so that it is seen on every picture.
            painter.setPen(QPen(ink, width))
            painter.drawLine(QPointF(glass.left(), middle.y()), QPointF(glass.right(), middle.y()))
            painter.drawLine(QPointF(middle.x(), glass.top()), QPointF(middle.x(), glass.bottom()))
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawRect(glass)
        painter.restore()

    def _move(self, by: QPoint) -> None:
        to = self._box.topLeft() + by
        to.setX(max(0, min(self._image.width() - self._box.width(), to.x())))
        to.setY(max(0, min(self._image.height() - self._box.height(), to.y())))
        self._watched = to
        self._take(QRect(to, self._box.size()))

    def _grow(self, by: QPoint) -> None:
        width = max(LEAST, min(self._image.width() - self._box.x(), self._box.width() + by.x()))
        height = max(LEAST, min(self._image.height() - self._box.y(), self._box.height() + by.y()))
        self._watched = self._box.topLeft() + QPoint(width, height)
        self._take(QRect(self._box.topLeft(), QSize(width, height)))

    def _take(self, box: QRect) -> None:
        self._box = box.intersected(self._image.rect())
        say = self._words.say
        self.setAccessibleDescription(
            say(
                "{width} by {height} pixels, {x} from the left, {y} from the top",
                width=self._box.width(),
                height=self._box.height(),
                x=self._box.x(),
                y=self._box.y(),
            )
        )
        self.box_changed.emit()
        self.update()

    def _place(self) -> None:
        """As large as there is room, and no larger than its own pixels."""
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        size = self._image.size() / ratio
        room = self.size()
        if size.width() > room.width() or size.height() > room.height():
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self._shown = QRectF(QRect(QPoint(0, 0), size))
        self._shown.moveCenter(QRectF(self.rect()).center())

    def _scale(self) -> float:
        return self._shown.width() / self._image.width()

    def _in_picture(self, at: QPoint) -> QPoint:
        scale = self._scale()
        x = round((at.x() - self._shown.left()) / scale)
        y = round((at.y() - self._shown.top()) / scale)
        return QPoint(max(0, min(self._image.width(), x)), max(0, min(self._image.height(), y)))

    def _on_widget(self, box: QRect) -> QRectF:
        scale = self._scale()
        return QRectF(
            self._shown.left() + box.x() * scale,
            self._shown.top() + box.y() * scale,
            box.width() * scale,
            box.height() * scale,
        )


class _Hand:
    """What a press of the mouse began: a new part from a fixed corner, or carrying the one there is."""

    def __init__(self, fixed: QPoint, carried: QRect | None = None) -> None:
        self._fixed = fixed
        self._carried = carried

    @classmethod
    def at(cls, at: QPoint, box: QRect, grip: int) -> "_Hand":
        """Take hold of the corner that is near, of the whole from inside, or begin anew."""
        right, bottom = box.x() + box.width(), box.y() + box.height()
        for x, other_x in ((box.x(), right), (right, box.x())):
            for y, other_y in ((box.y(), bottom), (bottom, box.y())):
                if abs(at.x() - x) <= grip and abs(at.y() - y) <= grip:
                    return cls(QPoint(other_x, other_y))
        return cls(at, box) if box.contains(at) else cls(at)

    def drawn(self, to: QPoint, within: QRect) -> QRect:
        """The part when the mouse is there."""
        if self._carried is not None:
            moved = self._carried.translated(to - self._fixed)
            moved.moveLeft(max(0, min(within.width() - moved.width(), moved.left())))
            moved.moveTop(max(0, min(within.height() - moved.height(), moved.top())))
            return moved
        left, right = sorted((self._fixed.x(), to.x()))
        top, bottom = sorted((self._fixed.y(), to.y()))
        width, height = max(LEAST, right - left), max(LEAST, bottom - top)
        return QRect(
            max(0, min(left, within.width() - width)),
            max(0, min(top, within.height() - height)),
            width,
            height,
        )


def _around(whole: QRectF, inside: QRectF) -> tuple[QRectF, ...]:
    return (
        QRectF(whole.left(), whole.top(), whole.width(), inside.top() - whole.top()),
        QRectF(whole.left(), inside.bottom(), whole.width(), whole.bottom() - inside.bottom()),
        QRectF(whole.left(), inside.top(), inside.left() - whole.left(), inside.height()),
        QRectF(inside.right(), inside.top(), whole.right() - inside.right(), inside.height()),
    )
