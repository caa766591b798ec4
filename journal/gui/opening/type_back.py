"""Three of the words, typed back, so that it is known that they were written down."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.opening.words_field import Complete, WordBox
from journal.gui.text.label import Label


class TypeBack(QWidget):
    """`changed` when anything was typed, `entered` when Enter was pressed and something stands in each box."""

    changed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._complete = complete
        self.boxes: tuple[WordBox, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)

    def ask(self, places: Sequence[int]) -> None:
        """Ask for the words at these places, counted from 1; once."""
        words = self._kit.words
        self.boxes = tuple(WordBox(words, place, self._complete) for place in places)
        for row, box in enumerate(self.boxes):
            label = Label(words.say("Word {number}", number=words.number(box.number)))
            label.setWordWrap(False)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(box, row, 1)
            box.several.connect(self._only_one)
            box.textChanged.connect(self.changed)
            box.returnPressed.connect(self._go_on)

    def typed(self) -> tuple[str, ...]:
        """What was typed, in the order of the places."""
        return tuple(box.text().strip() for box in self.boxes)

    def is_full(self) -> bool:
        """Whether something stands in each."""
        return bool(self.boxes) and all(self.typed())

    def begin(self) -> None:
        """Put the focus where typing begins."""
        first = next((box for box in self.boxes if not box.text()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, places: Iterable[int]) -> None:
        """Show which are wrong, and go to the first of them."""
        wrong = set(places)
        for box in reversed(self.boxes):
            if box.number in wrong:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                box.selectAll()
            box.mark(box.number in wrong)

    def wait(self, waiting: bool) -> None:
        """What was typed is being used and cannot be changed, or not any more."""
        for box in self.boxes:
            box.setReadOnly(waiting)

    def forget(self) -> None:
        """Empty every box."""
        for box in self.boxes:
            box.clear()

    def _only_one(self, box: WordBox, typed: str) -> None:
        box.put(typed.split(maxsplit=1)[0] if typed.split() else "")
        self.begin()

    def _go_on(self) -> None:
        if self.is_full():
            self.entered.emit()
        else:
            self.begin()
