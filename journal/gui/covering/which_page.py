"""The list of the pages of a document, each with what was decided about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from journal.gui.kit import Wording
from journal.gui.text.choices import Pick

_LETTERS = 16


class WhichPage(Pick):
    """`wanted` carries the place of a page, counted from 0, that is to be shown; hidden where there is only one."""

    wanted = Signal(int)

    def __init__(self, words: Wording) -> None:
        super().__init__(words.say("Which page"))
        self.setMinimumContentsLength(_LETTERS)
        self._words = words
        self._said: tuple[str, ...] = ()
        self.hide()
        self.activated.connect(self.wanted)

    def show_pages(self, said: Sequence[str], at: int) -> None:
        """What was decided about each, and which one is looked at."""
        if len(said) != len(self._said):
            self.clear()
            for place, each in enumerate(said):
                self.offer(self._line(place, each), place)
        else:
            for place, (before, each) in enumerate(zip(self._said, said, strict=True)):
                if before != each:
                    self.setItemText(place, self._line(place, each))
        self._said = tuple(said)
        self.choose(at)
        self.setVisible(len(said) > 1)

    def _line(self, at: int, said: str) -> str:
        return self._words.say("page {number} · {state}", number=self._words.number(at + 1), state=said)
