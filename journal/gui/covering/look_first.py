"""Says on the sheet for printing which pictures must be looked at before the other person may see the paper."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain import media_types
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Piece
from journal.gui.covering.parts_sheet import PartsSheet
from journal.gui.covering.sheet import CoveringSheet, Showing
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.covering import Looked
    from journal.services.journal import Journal

_NAMED = 5
"""Files that are named; of more it is said how many."""


class LookFirst(QWidget):
    """Hidden for every other reader. `decided` says that the paper is another one now: whoever hears it asks again."""

    decided = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._turn = 0
        self._changed = False
        self._pictures: tuple[Piece, ...] = ()
        self._waiting: tuple[Piece, ...] = ()
        self._left_out_before: tuple[EvidenceId, ...] = ()
        say = kit.words.say
        self._said = Label("")
        self.look = Button(say("Look at them"), Role.MAIN)
        self.again = Button(say("Look at the pictures again"), Role.QUIET)
        self._out = Small("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._said)
        box.addWidget(Flowing(self.look, self.again))
        box.addWidget(self._out)
        self.look.clicked.connect(self._look)
        self.again.clicked.connect(self._look_again)
        self.hide()

    def ask(self, wish: PrintWish | None) -> None:
        """Say what has to be looked at before this paper can be made; nothing where somebody else reads it."""
        self._turn += 1
        if wish is None or wish.reader is not Reader.OTHER or not wish.with_exhibits:
            self.hide()
            return
        self._kit.jobs.watch(self._journal.covering.looked(wish), self, partial(self._know, self._turn))

    def _know(self, turn: int, looked: "Looked") -> None:
        if turn != self._turn:
            return
        words = self._kit.words
        waiting, ready = len(looked.undecided), len(looked.covered)
        self._pictures = (*looked.undecided, *looked.covered, *looked.left_out)
        self._waiting = looked.undecided
        self._left_out_before = tuple(piece.id for piece in looked.left_out)
        if waiting:
            said = words.count(
                "{number} picture must be looked at first.",
                "{number} pictures must be looked at first.",
                waiting,
            )
            if any(piece.evidence.original.media_type == media_types.PDF for piece in looked.undecided):
                said += " " + words.say("Documents count as one each, and are gone through page by page.")
        else:
            said = words.count(
                "Every picture was looked at. {number} is on this paper.",
                "Every picture was looked at. {number} are on this paper.",
                ready,
            )
        self._said.setText(said)
        self._said.setVisible(bool(self._pictures))
        self.look.setVisible(waiting > 0)
        self.again.setVisible(ready + len(looked.left_out) > 0)
        out = " ".join((*self._left_out(looked.left_out), *self._cannot(looked.cannot)))
        self._out.setText(out)
        self._out.setVisible(bool(out))
        self.setVisible(bool(self._pictures or out))

    def _left_out(self, pieces: Sequence[Piece]) -> list[str]:
        words = self._kit.words
        if not pieces:
            return []
        return [words.count("You left out {number} picture.", "You left out {number} pictures.", len(pieces))]

    def _cannot(self, pieces: Sequence[Piece]) -> list[str]:
        words = self._kit.words
        if not pieces:
            return []
        named = [
            words.say("{name} ({kind})", name=visible(piece.evidence.name), kind=self._kind(piece))
            for piece in pieces[:_NAMED]
        ]
        if len(pieces) > _NAMED:
            named.append(words.count("{number} more", "{number} more", len(pieces) - _NAMED))
        said = words.count(
            "{number} file cannot be covered and stays out: {files}.",
            "{number} files cannot be covered and stay out: {files}.",
            len(pieces),
            files=", ".join(named),
        )
        return [said]

    def _kind(self, piece: Piece) -> str:
        say, kind = self._kit.words.say, piece.evidence.original.media_type
        if kind in {media_types.MAIL, media_types.MAILBOX}:
            return say("mail")
        by_family = {"audio": say("sound"), "video": say("video"), "text": say("text")}
        return by_family.get(kind.partition("/")[0], say("file"))

    # Looking

    def _look(self) -> None:
        parts = [piece for piece in self._waiting if piece.part is not None]
        if not parts:
            self._walk(self._waiting, Showing.PART)
            return
        asking = PartsSheet(self._kit, self._host, len(parts))
        asking.answered.connect(self._parts_answered)
        asking.ask()

    def _parts_answered(self, showing: Showing) -> None:
        self._walk(self._waiting, showing)

    def _look_again(self) -> None:
        self._walk(self._pictures, Showing.PART)

    def _walk(self, pieces: Sequence[Piece], showing: Showing) -> None:
        self._changed = False
        sheet = CoveringSheet(
            self._kit,
            self._journal,
            self._host,
            pieces,
            showing,
            self._left_out_before,
            undecided=pieces is self._waiting,
        )
        sheet.decided.connect(self._decided)
        sheet.closed.connect(self._walked)
        sheet.begin()

    def _decided(self, _evidence: str) -> None:
        self._changed = True

    def _walked(self) -> None:
        if self._changed:
            self.decided.emit()
