"""A picture on which what must not be seen is covered: by mouse or by keyboard, with a magnifier."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import COVER, Box
from journal.domain.words import Words
from journal.gui.covering.places import Places
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.picture.still_picture import ARROWS, GRIP, STEP, Hand, StillPicture

_DRAWN_FROM = 4
"""Points of the screen the mouse moves before a press draws something."""

_SEEN_THROUGH = 140
"""How much of it covers while it is drawn, so that it can be seen what lies below."""

_ROUNDED = 2
"""Pixels of the picture."""

_REMOVING = frozenset((Qt.Key.Key_Delete, Qt.Key.Key_Backspace))
_ADDING = frozenset((Qt.Key.Key_Insert, Qt.Key.Key_Plus))


class CoverCanvas(StillPicture):
    """`changed` says that something else is covered, or in hand; `accepted` is Enter.

    While it is not `editable` it only shows.
    """

    magnified = 3
    """Enough to see which words a cover still leaves open."""

    edge = 4
    """The line that shows the focus hides nothing of the picture."""

    changed = Signal()
    accepted = Signal()
    seen_more = Signal()
    """Parts of it that were not on the screen before."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._editable = True
        self._hand: Hand | None = None
        self._pressed = QPoint()
        self._drawing = False
        self._by_keys = False
        self._unseen = QRegion()
        self.places = Places()
        self.setAccessibleName(words.say("Picture, with what you cover"))
        self._tell()

    def show_picture(self, image: QImage, boxes: Sequence[Box], *, editable: bool = True) -> None:
        """Cover this picture; begin with what was covered before."""
        self._editable = editable
        self._hand = None
        self._by_keys = False
        self.take_image(image)
        self._unseen = QRegion(image.rect())
        self.places.begin(image.rect(), boxes)
        self.setCursor(Qt.CursorShape.CrossCursor if editable else Qt.CursorShape.ArrowCursor)
        self._changed()

    @property
    def unseen(self) -> QRect:
        """The uppermost part of the picture, in its pixels, that was not on the screen yet; empty where all was."""
        return next(_rects(self._unseen), QRect())

    @property
    def is_in_sight(self) -> bool:
        """Whether any of the picture was on the screen."""
        return self._unseen != QRegion(self.image().rect())

    @property
    def by_keys(self) -> bool:
        """Whether what is in hand was moved by the keyboard last."""
        return self._by_keys

    def add(self) -> None:
        """One more cover, in the middle, to be carried where it belongs."""
        if not self._can_edit():
            return
        size = self.image().size()
        width, height = max(STEP, size.width() // 4), max(STEP, size.height() // 12)
        middle = self.image().rect().center() - QPoint(width // 2, height // 2)
        # So that two in a row do not lie on each other.
        middle += QPoint(0, height * (len(self.places.rects) % 5) // 2)
        self.places.add(QRect(middle.x(), middle.y(), width, height))
        self._by_keys_now()

    def cover_too(self, boxes: Sequence[Box]) -> None:
        """Cover these places, too; one step back takes all of them away."""
        if self._can_edit():
            self.places.add_all([QRect(box.x, box.y, box.width, box.height) for box in boxes])
            self._changed()

    def remove(self) -> None:
        """Take the one in hand away."""
        self.places.remove()
        self._changed()

    def undo(self) -> None:
        """Take the last step back."""
        self.places.undo()
        self._changed()

    def redo(self) -> None:
        """Do it again after all."""
        self.places.redo()
        self._changed()

    # Keys

    def event(self, event: QEvent) -> bool:
        # The window has these keys for itself: here they mean the picture.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # A key that is held down answers for one picture only.
            if not event.isAutoRepeat():
                self.accepted.emit()
        elif not self._can_edit() or not self._edit_by(event):
            super().keyPressEvent(event)

    def _edit_by(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            self.redo()
        elif event.key() in _REMOVING:
            self.remove()
        elif event.key() in _ADDING:
            self.add()
        elif event.key() in ARROWS and self.places.in_hand is not None:
            self._carry(event)
        else:
            return False
        return True

    def _carry(self, event: QKeyEvent) -> None:
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        by = ARROWS[Qt.Key(event.key())] * (1 if fine else STEP)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.places.grow(by)
            self._by_keys_now(lower=True)
        else:
            self.places.move(by)
            self._by_keys_now()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from one cover to the next, and on from the last one."""
        following = self.places.at + (1 if forwards else -1)
        if self._can_edit() and self.places.rects and 0 <= following < len(self.places.rects):
            self.places.take(following)
            self._by_keys_now()
            return True
        return super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        last = len(self.places.rects) - 1
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.places.take(min(0, last))
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.places.take(last)
        self._changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._by_keys = False
        self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._can_edit():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = event.position().toPoint()
        at = self.in_picture(self._pressed)
        grip = round(GRIP / self.scale())
        self._by_keys = False
        self._drawing = False
        held = self.places.in_hand
        self._hand = Hand.at_corner(at, held, grip) if held is not None else None
        if self._hand is None:
            below = [index for index, rect in enumerate(self.places.rects) if rect.contains(at)]
            self.places.take(below[-1] if below else -1)
            carried = self.places.in_hand
            self._hand = Hand(at, carried) if carried is not None else Hand(at)
        self.watch(at)
        self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._can_edit():
            return
        to = event.position().toPoint()
        self.watch(self.in_picture(to))
        if self._hand is None:
            if self._by_keys:
                self._by_keys = False
                self.update()
            return
        if not self._drawing and (to - self._pressed).manhattanLength() < _DRAWN_FROM:
            return
        drawn = self._hand.drawn(self.in_picture(to), self.image().rect())
        if self._drawing:
            self.places.put(drawn)
        elif self.places.in_hand is None:
            self.places.add(drawn)
        else:
            self.places.step()
            self.places.put(drawn)
        self._drawing = True
        self._changed()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._hand = None
        self._drawing = False
        self._changed()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.image().isNull():
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            self._paint_covered(painter)
            self._note_seen()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for ink, width in ((QColor(Qt.GlobalColor.white), 4), (colour(Token.ACCENT), 2)):
                painter.setPen(QPen(ink, width))
                painter.drawRect(self.rect().adjusted(2, 2, -2, -2))

    def _note_seen(self) -> None:
        """Only what is not hidden by what is scrolled, or by the window's edge, was there to be seen."""
        if self._unseen.isEmpty():
            return
        before = QRegion(self._unseen)
        for part in _rects(self.visibleRegion()):
            first, last = self.in_picture(part.topLeft()), self.in_picture(part.bottomRight() + QPoint(1, 1))
            # Rounding must not leave a row of pixels that nothing brings into sight.
            self._unseen -= QRect(first, last).adjusted(-_ROUNDED, -_ROUNDED, _ROUNDED, _ROUNDED)
        if self._unseen != before:
            self.seen_more.emit()

    def _paint_covered(self, painter: QPainter) -> None:
        self.paint_image(painter)
        for at, rect in enumerate(self.places.rects):
            inside = self.on_widget(rect)
            fill = QColor(*COVER)
            if self._drawing and at == self.places.at:
                fill.setAlpha(_SEEN_THROUGH)
            painter.fillRect(inside, fill)
            for ink, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1)):
                painter.setPen(QPen(ink, width))
                painter.drawRect(inside)
        held = self.places.in_hand
        if held is not None:
            self.paint_frame(painter, self.on_widget(held))
        if self._hand is not None or (self._by_keys and held is not None):
            self.paint_glass(painter, held)

    # Telling

    def _by_keys_now(self, *, lower: bool = False) -> None:
        self._by_keys = True
        held = self.places.in_hand
        if held is not None:
            self.watch(held.topLeft() + QPoint(held.width(), held.height()) if lower else held.topLeft())
        self._changed()

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()
        self.update()

    def _tell(self) -> None:
        words, count, held = self._words, len(self.places.rects), self.places.in_hand
        said = words.count("{number} place is covered.", "{number} places are covered.", count)
        if held is not None:
            said += " " + words.say(
                "Place {at} of {all}: {width} by {height} pixels, {x} from the left, {y} from the top",
                at=self.places.at + 1,
                all=count,
                width=held.width(),
                height=held.height(),
                x=held.x(),
                y=held.y(),
            )
        self.setAccessibleDescription(said)

    def _can_edit(self) -> bool:
        return self._editable and not self.image().isNull()

    def _is_own(self, event: QKeyEvent) -> bool:
        return self._can_edit() and (
            event.matches(QKeySequence.StandardKey.Undo)
            or event.matches(QKeySequence.StandardKey.Redo)
            or _is_ctrl_y(event)
            or event.key() in _REMOVING | _ADDING
            or event.key() in ARROWS
        )


def _rects(region: QRegion) -> Iterator[QRect]:
    yield from region  # type: ignore[misc]  # the stubs do not know that it can be gone through


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
