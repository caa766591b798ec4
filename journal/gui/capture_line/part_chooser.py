"""Choosing a part of a picture that stands still: by mouse or by keyboard, with a magnifier."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box
from journal.domain.words import Words
from journal.gui.picture.still_picture import ARROWS, GRIP, STEP, Hand, StillPicture, grown, moved

_SHADE = 150


class PartChooser(StillPicture):
    """Shows a picture and a rectangle on it, in pixels of the picture; `accepted` on Enter or a double click."""

    accepted = Signal()
    box_changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._box = QRect()
        self._hand: Hand | None = None
        self.setAccessibleName(words.say("Choose a part of the picture"))

    def show_picture(self, image: QImage, box: Box | None) -> None:
        """Choose from this picture; begin with `box`, or with its middle."""
        self.take_image(image)
        if box is not None:
            self._take(QRect(box.x, box.y, box.width, box.height))
        else:
            size = image.size() / 2
            self._take(QRect(QPoint(image.width() // 4, image.height() // 4), size))
        self.watch(self._box.topLeft())

    def box(self) -> Box:
        """The part, in pixels of the picture."""
        return Box(self._box.x(), self._box.y(), self._box.width(), self._box.height())

    def choose_all(self) -> None:
        """Choose the whole picture."""
        self._take(self.image().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = ARROWS.get(Qt.Key(event.key()))
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
        if event.button() is Qt.MouseButton.LeftButton and not self.image().isNull():
            at = self.in_picture(event.position().toPoint())
            self._hand = Hand.at(at, self._box, round(GRIP / self.scale()))
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.image().isNull():
            return
        at = self.in_picture(event.position().toPoint())
        self.watch(at)
        if self._hand is not None:
            self._take(self._hand.drawn(at, self.image().rect()))
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._hand = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.accepted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.image().isNull():
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        self.paint_image(painter)
        inside = self.on_widget(self._box)
        shade = QColor(0, 0, 0, _SHADE)
        for side in _around(QRectF(self.rect()), inside):
            painter.fillRect(side, shade)
        self.paint_frame(painter, inside)
        self.paint_glass(painter)

    def _move(self, by: QPoint) -> None:
        box = moved(self._box, by, self.image().rect())
        self.watch(box.topLeft())
        self._take(box)

    def _grow(self, by: QPoint) -> None:
        box = grown(self._box, by, self.image().rect())
        self.watch(box.topLeft() + QPoint(box.width(), box.height()))
        self._take(box)

    def _take(self, box: QRect) -> None:
        self._box = box.intersected(self.image().rect())
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


def _around(whole: QRectF, inside: QRectF) -> tuple[QRectF, ...]:
    return (
        QRectF(whole.left(), whole.top(), whole.width(), inside.top() - whole.top()),
        QRectF(whole.left(), inside.bottom(), whole.width(), whole.bottom() - inside.bottom()),
        QRectF(whole.left(), inside.top(), inside.left() - whole.left(), inside.height()),
        QRectF(inside.right(), inside.top(), whole.right() - inside.right(), inside.height()),
    )
