"""A layout that puts things beside each other and goes on in the next line, like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Rows of things as wide as they like to be; right to left where the language is."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._shown()) - self._gap
        height = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(max(0, width), height)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        backwards = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = 0
        for row in self._rows(rect.width()):
            tallest = max(_height(item, rect.width()) for item in row)
            left = 0
            for item in row:
                size = item.sizeHint()
                width = min(size.width(), rect.width())
                if move:
                    height = _height(item, rect.width())
                    start = rect.width() - left - width if backwards else left
                    place = rect.topLeft() + QPoint(start, top + (tallest - height) // 2)
                    item.setGeometry(QRect(place, QSize(width, height)))
                left += width + self._gap
            top += tallest + self._gap
        return max(0, top - self._gap)

    def _rows(self, room: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), room)
            if not rows or left + width > room:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += width + self._gap
        return rows


def _height(item: QLayoutItem, room: int) -> int:
    """What likes to be wider than there is room breaks into lines, where it can."""
    hint = item.sizeHint()
    breaks = hint.width() > room and item.hasHeightForWidth()
    return item.heightForWidth(room) if breaks else hint.height()


class Flowing(QWidget):
    """A widget whose content flows; it is as high as its width makes it."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self.flow = Flow(self, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.flow.addWidget(widget)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.flow.heightForWidth(width)
