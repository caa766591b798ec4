"""What a small window over the others never lies on: whatever was asked to stay clear, and if possible any button."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_STAYS_CLEAR = "stays_clear"
_STEP = 8


def keep_clear(widget: QWidget) -> None:
    """From now on no small window lies on this while it is seen."""
    widget.setProperty(_STAYS_CLEAR, True)


def kept_clear(besides: QWidget) -> list[QRect]:
    """Where on the desktop what has to stay clear is seen."""
    return [seen for widget, seen in _seen(besides) if widget.property(_STAYS_CLEAR)]


def clear_place(size: QSize, room: QRect, besides: QWidget) -> QPoint:
    """The place nearest to the lower right corner of `room` where nothing lies that has to stay clear."""
    kept = kept_clear(besides)
    buttons = [seen for widget, seen in _seen(besides) if isinstance(widget, QAbstractButton)]
    for obstacles in ([*kept, *buttons], kept):
        for place in _places(size, room):
            if not any(QRect(place, size).intersects(seen) for seen in obstacles):
                return place
    return next(_places(size, room))


def _places(size: QSize, room: QRect) -> Iterator[QPoint]:
    right, lowest = room.right() - size.width(), room.bottom() - size.height()
    yield QPoint(right, lowest)
    for left in (right, room.left()):
        for top in range(lowest, room.top() - 1, -_STEP):
            yield QPoint(left, top)


def _seen(besides: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    for window in QApplication.topLevelWidgets():
        if window is besides or not window.isVisible() or window.isMinimized():
            continue
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget is besides or besides.isAncestorOf(widget):
                continue
            rect = widget.visibleRegion().boundingRect()
            if not rect.isEmpty():
                yield widget, QRect(widget.mapToGlobal(rect.topLeft()), rect.size())
