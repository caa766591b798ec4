"""The places that are covered in one picture, one of them in hand, and every step back and forth."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from journal.domain.evidence import Box
from journal.gui.picture.still_picture import grown, moved


@dataclass(frozen=True)
class _State:
    boxes: tuple[QRect, ...] = ()
    at: int = -1


class Places:
    """Rectangles in pixels of the picture; `at` is the one in hand, -1 for none."""

    def __init__(self) -> None:
        self._within = QRect()
        self._now = _State()
        self._past: list[_State] = []
        self._undone: list[_State] = []
        self._began = _State()

    def begin(self, within: QRect, boxes: Sequence[Box]) -> None:
        """With what was covered before; there is nothing to undo yet."""
        self._within = within
        rects = (QRect(box.x, box.y, box.width, box.height).intersected(within) for box in boxes)
        self._now = self._began = _State(tuple(rect for rect in rects if not rect.isEmpty()))
        self._past, self._undone = [], []

    @property
    def rects(self) -> tuple[QRect, ...]:
        """All of them, the oldest first."""
        return self._now.boxes

    @property
    def at(self) -> int:
        """Which one is in hand."""
        return self._now.at

    @property
    def in_hand(self) -> QRect | None:
        """The one in hand."""
        return self._now.boxes[self._now.at] if self._now.at >= 0 else None

    def boxes(self) -> tuple[Box, ...]:
        """All of them as they are recorded."""
        return tuple(Box(rect.x(), rect.y(), rect.width(), rect.height()) for rect in self._now.boxes)

    @property
    def is_changed(self) -> bool:
        """Whether they are others than in the beginning."""
        return self._now.boxes != self._began.boxes

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def take(self, at: int) -> None:
        """Take one in hand, or none; that is no step."""
        self._now = _State(self._now.boxes, at)

    def add(self, rect: QRect) -> None:
        """One more, and in hand."""
        self._step(_State((*self._now.boxes, rect.intersected(self._within)), len(self._now.boxes)))

    def add_all(self, rects: Sequence[QRect]) -> None:
        """Some more, in one step; those that lie in another need not be there. In hand stays what is."""
        fresh = [rect.intersected(self._within) for rect in rects]
        fresh = [rect for rect in fresh if not any(each.contains(rect) for each in self._now.boxes)]
        if fresh:
            self._step(_State((*self._now.boxes, *fresh), self._now.at))

    def put(self, rect: QRect) -> None:
        """The one in hand is there now, in the step that goes on."""
        if self._now.at >= 0:
            self._now = _State(self._with(rect), self._now.at)

    def step(self) -> None:
        """What comes now can be undone by itself."""
        self._past.append(self._now)
        self._undone.clear()

    def move(self, by: QPoint) -> None:
        """Carry the one in hand."""
        if self.in_hand is not None:
            self._step(_State(self._with(moved(self.in_hand, by, self._within)), self._now.at))

    def grow(self, by: QPoint) -> None:
        """Make the one in hand larger or smaller."""
        if self.in_hand is not None:
            self._step(_State(self._with(grown(self.in_hand, by, self._within)), self._now.at))

    def remove(self) -> None:
        """Take the one in hand away; the one before it is in hand then."""
        if self.in_hand is None:
            return
        left = tuple(rect for at, rect in enumerate(self._now.boxes) if at != self._now.at)
        self._step(_State(left, min(self._now.at, len(left) - 1)))

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._undone.append(self._now)
            self._now = self._past.pop()

    def redo(self) -> None:
        """Do it again after all."""
        if self._undone:
            self._past.append(self._now)
            self._now = self._undone.pop()

    def _step(self, state: _State) -> None:
        self.step()
        self._now = state

    def _with(self, rect: QRect) -> tuple[QRect, ...]:
        return tuple(rect if at == self._now.at else each for at, each in enumerate(self._now.boxes))
