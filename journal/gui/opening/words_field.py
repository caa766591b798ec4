"""Twenty-four numbered boxes for the words that open a journal, completed as they are typed."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.fields import Line
from journal.gui.text.label import Label, Small

COUNT = 24
COLUMNS = 3
MOST_OFFERED = 6

Complete = Callable[[str], tuple[str, ...]]
"""Which words of the list begin so, in the order of the alphabet."""

_TYPED = re.compile(r"(?:(\d+)[\W_]*)?([^\W\d_]+)")
_ENDS = re.compile(r"[\W\d_]")


class WordBox(Line):
    """One word. `several` carries what was typed or pasted where it is more than one, `ended` that a word is whole."""

    several = Signal(object, str)
    ended = Signal(object)
    emptied = Signal(object)
    left = Signal()

    def __init__(self, words: Words, number: int, complete: Complete) -> None:
        super().__init__(words.say("Word {number}", number=words.number(number)))
        self.number = number
        self._complete = complete
        self._before = ""
        self._marked = False
        self.setMinimumWidth(sizes.scaled(88))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._forget_mark)

    def put(self, typed: str) -> None:
        """Let this be the word, completed where what was typed leaves no choice."""
        found = self._complete(typed)
        self.setText(found[0] if len(found) == 1 else typed)
        self._before = self.text()

    def is_word(self) -> bool:
        """Whether a word of the list stands here, or enough of one."""
        found = self._complete(self.text())
        return len(found) == 1 or self.text().casefold() in found

    def is_unknown(self) -> bool:
        """Whether what stands here is no word of the list, or cannot become one while it is typed."""
        if not self.text():
            return False
        return not (self._complete(self.text()) if self.hasFocus() else self.is_word())

    def offered(self) -> tuple[str, ...]:
        """The words that could be meant, while it is typed."""
        return self._complete(self.text()) if self.text() else ()

    def is_marked(self) -> bool:
        """Whether it was said to be wrong and not changed since."""
        return self._marked

    def mark(self, wrong: bool) -> None:
        """Show that this one is wrong, until it is changed."""
        self._marked = wrong
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit(self)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked or self.is_unknown():
            painter = QPainter(self)
            painter.fillRect(6, self.height() - 4, self.width() - 12, 3, colour(Token.AMBER))

    def _edited(self, typed: str) -> None:
        before, self._before = self._before, typed
        if _ENDS.search(typed):
            self.several.emit(self, typed)
            return
        grown = len(typed) > len(before) and self.cursorPosition() == len(typed)
        found = self._complete(typed) if grown else ()
        if len(found) == 1 and found[0] != typed and found[0].startswith(typed.casefold()):
            self.setText(typed + found[0][len(typed) :])
            self.setSelection(len(typed), len(found[0]) - len(typed))

    def _forget_mark(self, _typed: str) -> None:
        self._marked = False


class WordsField(QWidget):
    """Numbered as on the sheet. `changed` when anything was typed; `entered` on Enter when a word stands in each."""

    changed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = kit.words
        self.setAccessibleName(kit.words.say("The 24 words"))
        self.boxes = tuple(WordBox(kit.words, number, complete) for number in range(1, COUNT + 1))
        self.said = Label("")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        rows = COUNT // COLUMNS
        for at, box in enumerate(self.boxes):
            column, row = divmod(at, rows)
            number = Small(kit.words.number(at + 1))
            number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            number.setWordWrap(False)
            grid.addWidget(number, row, 2 * column)
            grid.addWidget(box, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
            self._connect(box)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(grid)
        whole.addWidget(self.said)
        for one, following in zip(self.boxes, self.boxes[1:], strict=False):
            QWidget.setTabOrder(one, following)
        self.setFocusProxy(self.boxes[0])
        self._tell()

    def text(self) -> str:
        """What was typed, in the order of the numbers."""
        return " ".join(box.text().strip() for box in self.boxes if box.text().strip())

    def is_full(self) -> bool:
        """Whether something stands in every box."""
        return all(box.text().strip() for box in self.boxes)

    def mark(self, places: Iterable[int]) -> None:
        """Show which words, counted from 1, are wrong, and go to the first of them."""
        wrong = sorted(places)
        for box in self.boxes:
            box.mark(box.number in wrong)
        if wrong:
            first = self.boxes[wrong[0] - 1]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()
            first.mark(True)

    def forget(self) -> None:
        """Empty every box."""
        for box in self.boxes:
            box.clear()

    def wait(self, waiting: bool) -> None:
        """What was typed is being tried and cannot be changed, or not any more."""
        for box in self.boxes:
            box.setReadOnly(waiting)

    def _connect(self, box: WordBox) -> None:
        box.several.connect(self._spread)
        box.emptied.connect(self._go_back)
        box.textChanged.connect(self._typed)
        box.left.connect(self._tell)
        box.returnPressed.connect(self._entered)

    def _spread(self, box: WordBox, typed: str) -> None:
        """More than one word came, or a word and what ends it: each goes into a box of its own."""
        at = box.number - 1
        found = _TYPED.findall(typed)
        if not found:
            box.clear()
            return
        for number, word in found:
            if len(found) > 1 and number and 1 <= int(number) <= COUNT:
                at = int(number) - 1
            if at < COUNT:
                self.boxes[at].put(word)
                at += 1
        if len(found) > 1 or _ENDS.match(typed[-1]):
            self._go_to(min(at, COUNT - 1))

    def _go_back(self, box: WordBox) -> None:
        if box.number > 1:
            self._go_to(box.number - 2)

    def _go_to(self, at: int) -> None:
        self.boxes[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.boxes[at].end(False)

    def _entered(self) -> None:
        at = next((at for at, box in enumerate(self.boxes) if box.hasFocus()), 0)
        empty = [later for later, box in enumerate(self.boxes) if not box.text().strip()]
        if not empty:
            self.entered.emit()
        elif self.boxes[at].text().strip():
            self._go_to(next((later for later in empty if later > at), empty[0]))

    def _typed(self, _text: str) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.said.setText(self._sentence())
        for box in self.boxes:
            box.update()

    def _sentence(self) -> str:
        words = self._words
        unknown = next((box.number for box in self.boxes if box.is_unknown()), None)
        if unknown is not None:
            return words.say("Word {number} is not on the list.", number=words.number(unknown))
        typing = next((box for box in self.boxes if box.hasFocus()), None)
        offered = typing.offered() if typing is not None else ()
        if 1 < len(offered) <= MOST_OFFERED:
            return " · ".join(offered)
        filled = sum(1 for box in self.boxes if box.text().strip())
        return words.say("{number} of {all}", number=words.number(filled), all=words.number(COUNT))
