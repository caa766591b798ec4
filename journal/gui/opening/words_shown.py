"""The 24 words to be written down, numbered as on the sheet; they cannot be selected, so that nothing copies them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from journal.gui.kit import Wording
from journal.gui.text.label import Kind, Label, Small

COLUMNS = 3


class WordsShown(QWidget):
    """Empty until there are words."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words.say("The 24 words"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)

    def show_words(self, shown: Sequence[str]) -> None:
        """Show these, down the first column and then down the next."""
        rows = -(-len(shown) // COLUMNS)
        for at, word in enumerate(shown):
            column, row = divmod(at, rows)
            number = Small(self._words.number(at + 1))
            number.setWordWrap(False)
            number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            said = Label(word, Kind.STRONG)
            said.setWordWrap(False)
            self._grid.addWidget(number, row, 2 * column)
            self._grid.addWidget(said, row, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)
