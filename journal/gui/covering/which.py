"""The list of the pictures that are walked through, each with what was decided about it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal

from journal.domain.ids import EvidenceId
from journal.domain.reading import Piece
from journal.gui.kit import Wording
from journal.gui.text.choices import Pick
from journal.gui.text.marks import visible

_LETTERS = 18
"""So many of a line are always seen: its number, and what was decided."""


class WhichPicture(Pick):
    """`wanted` carries the place of a picture that is to be shown; hidden where there is only one."""

    wanted = Signal(int)

    def __init__(self, words: Wording, pictures: Sequence[Piece], left_out: Iterable[EvidenceId]) -> None:
        super().__init__(words.say("Which picture"))
        self.setMinimumContentsLength(_LETTERS)
        self._words = words
        self._names = tuple(piece.evidence.name for piece in pictures)
        out = frozenset(left_out)
        for at, piece in enumerate(pictures):
            looked_at = piece.covered is not None or piece.id in out
            self.offer(self._line(at, looked_at=looked_at, left_out=piece.id in out), at)
        if len(pictures) < 2:  # shown it would be before it has a place
            self.hide()
        self.activated.connect(self.wanted)

    def show_at(self, at: int) -> None:
        """Show that picture as the one that is looked at."""
        self.choose(at)

    def decide(self, at: int, *, left_out: bool) -> None:
        """Something was decided about that picture."""
        self.setItemText(at, visible(self._line(at, looked_at=True, left_out=left_out)))

    def _line(self, at: int, *, looked_at: bool, left_out: bool) -> str:
        say = self._words.say
        state = say("left out") if left_out else say("looked at") if looked_at else say("to look at")
        return f"{self._words.number(at + 1)} · {state} · {self._names[at]}"
