"""Something in "To sort", or several things: what they show, when they were caught, and what can become of them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.evidence import EvidenceNote
from journal.domain.ids import EvidenceId
from journal.domain.reading import Loose, Piece
from journal.gui.capture_line.looked import in_short
from journal.gui.entry.file_card import FileCard
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Heading, Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal

MAKE_KEY, JOIN_KEY, ASIDE_KEY, YES_KEY = "E", "J", "Del", "Y"


class LooseCard(QWidget):
    """Evidence that no entry has yet. `answered` says that something was said of it, `put_aside` that it is gone."""

    entry_wanted = Signal(tuple)
    join_wanted = Signal(tuple)
    removal_wanted = Signal(tuple)
    picture_wanted = Signal(str, bool)
    put_aside = Signal(int)
    answered = Signal()

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._cards: list[FileCard] = []
        self._things: tuple[Loose, ...] = ()
        say = kit.words.say
        self._heading = Heading("")
        self._when = Small("")
        self._mark = Label("")
        self._asked = Label("")
        self._unopened = Label(
            say(
                "It waited to be put into the journal, and it is damaged, or something else put it there. "
                "It is kept as it is, and tried again each time the journal is opened."
            )
        )
        self.yes = Button(say("Yes, it was me"), hint=YES_KEY)
        self.unknown = Button(say("I don’t know"))
        self._answers = Flowing(self.yes, self.unknown)
        self._place = QVBoxLayout()
        self.make = Button("", Role.MAIN, hint=MAKE_KEY)
        self.join = Button(say("Join to an entry…"), hint=JOIN_KEY)
        self.aside = Button(say("Not this"), hint=ASIDE_KEY)
        self.remove = Button(say("Remove for good…"), Role.QUIET)
        self.make.clicked.connect(self.make_entry)
        self.join.clicked.connect(self.join_entry)
        self.aside.clicked.connect(self.put_all_aside)
        self.remove.clicked.connect(self._remove)
        self.yes.clicked.connect(self.say_it_was_me)
        self.unknown.clicked.connect(self._say_unknown)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 20)
        box.setSpacing(8)
        for part in (self._heading, self._when, self._mark, self._unopened, self._asked, self._answers):
            box.addWidget(part)
        # Over the pictures: they stay where they are and in sight, however many are chosen.
        self._verbs = Flowing(self.make, self.join, self.aside, self.remove)
        box.addWidget(self._verbs)
        box.addLayout(self._place)
        box.addStretch(1)

    def show_loose(self, loose: Loose) -> None:
        """Show this piece."""
        self.show_all((loose,))

    def show_all(self, things: tuple[Loose, ...]) -> None:
        """Show these pieces, the oldest first; what is done is done with all of them."""
        # A new tuple each time, so that what was asked for before is told apart.
        self._things = tuple(sorted([*things], key=lambda loose: loose.at_ms))
        words, say = self._kit.words, self._kit.words.say
        several = len(things) > 1
        unopened = not several and self._things[0].unopened
        if several:
            heading = words.count("{number} thing chosen", "{number} things chosen", len(things))
        else:
            heading = say("This cannot be opened") if unopened else say("Not in an entry yet")
        self._heading.setText(heading)
        self._unopened.setVisible(unopened)
        self._verbs.setVisible(not unopened)
        self._when.setText(self._kept(self._things[0]))
        self._when.setVisible(not several)
        self.make.show_text(say("Make one entry of them") if several else say("Make an entry of it"))
        mark = "" if several else in_short(words, self._things[0].mark)
        self._mark.setText(say("Found when it was kept: {mark}.", mark=mark))
        self._mark.setVisible(bool(mark))
        asking = sum(loose.state != "open" and not loose.remark for loose in things)
        self._asked.setText(self._question(asking, len(things)))
        self._asked.setVisible(bool(asking))
        self._answers.setVisible(bool(asking))
        self._take_cards_away()
        for loose in self._things:
            if loose.evidence is not None:
                self._kit.jobs.watch(
                    self._journal.piece(loose.evidence), self, partial(self._show_piece, self._things)
                )

    def show_nothing(self) -> None:
        """Something else is shown in its place: nothing can be done here any more with what was."""
        self._things = ()
        self._take_cards_away()

    def look_again(self, evidence: EvidenceId) -> None:
        """That picture looks different now."""
        if evidence in self.evidence():
            self.show_all(tuple(self._things))

    def shown(self) -> Loose | None:
        """What is shown, if it is one thing."""
        return self._things[0] if len(self._things) == 1 else None

    def evidence(self) -> tuple[EvidenceId, ...]:
        """The pieces that are shown, the oldest first."""
        return tuple(loose.evidence for loose in self._things if loose.evidence is not None)

    def make_entry(self) -> None:
        """Begin one entry with all of it."""
        if self.evidence():
            self.entry_wanted.emit(self.evidence())

    def join_entry(self) -> None:
        """Ask which entry it belongs to."""
        if self.evidence():
            self.join_wanted.emit(self.evidence())

    def put_all_aside(self) -> None:
        """Not this: out of the lists, and back with undo; nothing is removed."""
        evidence = self.evidence()
        if evidence:
            gone = partial(self._gone, len(evidence))
            self._kit.jobs.watch(self._journal.void_evidence(*evidence), self, gone)

    def _kept(self, loose: Loose) -> str:
        words = self._kit.words
        moment = self._kit.local(loose.at_ms)
        return words.say(
            "Kept {day}, {time}", day=words.weekday_day(moment.local[:10]), time=words.clock(moment)
        )

    def _take_cards_away(self) -> None:
        for card in self._cards:
            self._place.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _show_piece(self, things: tuple[Loose, ...], piece: Piece) -> None:
        if things is not self._things:
            return
        say = self._kit.words.say
        card = FileCard(
            self._kit, self._journal.pictures, piece, say("Picture") if piece.has_picture else say("File")
        )
        card.can_be_taken_out = False
        card.opened.connect(self.picture_wanted)
        self._place.addWidget(card)
        self._cards.append(card)

    def say_it_was_me(self) -> None:
        """The person took themselves what was taken while it was locked; nothing where nobody asks."""
        if self._answers.isVisibleTo(self) and self._answers.isEnabled():
            self._say_yes()

    def _question(self, asking: int, shown: int) -> str:
        words = self._kit.words
        if shown == 1:
            return words.say("This was taken while the journal was locked. Was it you?")
        if asking == shown:
            return words.say("These were taken while the journal was locked. Was it you?")
        return words.count(
            "{number} of these was taken while the journal was locked. Was it you?",
            "{number} of these were taken while the journal was locked. Was it you?",
            asking,
        )

    def _say_yes(self) -> None:
        self._answer(self._kit.words.say("I took this picture myself, while the journal was locked."))

    def _say_unknown(self) -> None:
        self._answer(
            self._kit.words.say("I do not know who took this picture, while the journal was locked.")
        )

    def _answer(self, remark: str) -> None:
        """Record it as what the person says of the picture; what they said before stays in front of it."""
        self._answers.setEnabled(False)
        asked = tuple(
            loose.evidence
            for loose in self._things
            if loose.evidence is not None and loose.state != "open" and not loose.remark
        )
        for one in asked:
            last = one == asked[-1]
            self._kit.jobs.watch(
                self._journal.piece(one), self, partial(self._amend, remark, last), self._unanswered
            )

    def _amend(self, remark: str, last: bool, piece: Piece) -> None:
        note = replace(piece.note, note=_joined(piece.note, remark))
        done = self._was_answered if last else _nothing
        self._kit.jobs.watch(self._journal.amend_evidence(piece.id, note), self, done, self._unanswered)

    def _was_answered(self, _none: None) -> None:
        self._answers.setEnabled(True)
        self._asked.hide()
        self._answers.hide()
        self.answered.emit()

    def _unanswered(self, error: BaseException) -> None:
        self._answers.setEnabled(True)
        self._kit.jobs.failed.emit(error)

    def _gone(self, number: int, _none: None) -> None:
        self.put_aside.emit(number)

    def _remove(self) -> None:
        if self.evidence():
            self.removal_wanted.emit(self.evidence())


def _joined(note: EvidenceNote, remark: str) -> str:
    return f"{note.note}\n{remark}" if note.note else remark


def _nothing(_what: object) -> None:
    """Told with the last of them."""
