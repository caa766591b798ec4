"""Something in "To sort": what it shows, when it was caught, and what can become of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.reading import Loose, Piece
from journal.gui.entry.file_card import FileCard
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Heading, Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal


class LooseCard(QWidget):
    """Evidence that no entry has yet."""

    entry_wanted = Signal(str)
    join_wanted = Signal(str)
    removal_wanted = Signal(str)
    picture_wanted = Signal(str, bool)

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._card: FileCard | None = None
        self._loose: Loose | None = None
        words = kit.words
        self._heading = Heading("")
        self._when = Small("")
        self._asked = Label(words.say("This was taken while the journal was locked. Was it you?"))
        self._place = QVBoxLayout()
        self.make = Button(words.say("Make an entry of it"), Role.MAIN)
        self.make.clicked.connect(self._make)
        self.join = Button(words.say("Join to an entry…"))
        self.join.clicked.connect(self._join)
        self.remove = Button(words.say("Remove for good…"), Role.QUIET)
        self.remove.clicked.connect(self._remove)
        verbs = Flowing(self.make, self.join, self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 20)
        box.setSpacing(8)
        box.addWidget(self._heading)
        box.addWidget(self._when)
        box.addWidget(self._asked)
        box.addLayout(self._place)
        box.addWidget(verbs)
        box.addStretch(1)

    def show_loose(self, loose: Loose) -> None:
        """Show this piece."""
        self._loose = loose
        words = self._kit.words
        moment = self._kit.local(loose.at_ms)
        self._heading.setText(words.say("Not in an entry yet"))
        self._when.setText(
            words.say(
                "Kept {day}, {time}", day=words.weekday_day(moment.local[:10]), time=words.clock(moment)
            )
        )
        self._asked.setVisible(loose.state != "open")
        if self._card is not None:
            self._place.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        if loose.evidence is not None:
            self._kit.jobs.watch(self._journal.piece(loose.evidence), self, self._show_piece)

    def shown(self) -> Loose | None:
        """What is shown."""
        return self._loose

    def _show_piece(self, piece: Piece) -> None:
        if self._loose is None or piece.id != self._loose.evidence or self._card is not None:
            return
        say = self._kit.words.say
        self._card = FileCard(
            self._kit, self._journal, piece, say("Picture") if piece.has_picture else say("File")
        )
        self._card.can_be_taken_out = False
        self._card.opened.connect(self.picture_wanted)
        self._place.addWidget(self._card)

    def _make(self) -> None:
        if self._loose is not None and self._loose.evidence is not None:
            self.entry_wanted.emit(self._loose.evidence)

    def _join(self) -> None:
        if self._loose is not None and self._loose.evidence is not None:
            self.join_wanted.emit(self._loose.evidence)

    def _remove(self) -> None:
        if self._loose is not None and self._loose.evidence is not None:
            self.removal_wanted.emit(self._loose.evidence)
