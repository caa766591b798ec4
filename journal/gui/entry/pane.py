"""The right of the window: one entry at a time, opened, written and settled."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journal.domain.actor import Actor, Standing
from journal.domain.ids import ActorId, DraftId, EvidenceId, IncidentId
from journal.domain.incident import Incident
from journal.domain.reading import ActorLine, Draft, Entry, Loose, Piece, Settled
from journal.gui.entry.deeds import Deeds
from journal.gui.entry.empty import NothingChosen
from journal.gui.entry.form import EntryForm
from journal.gui.entry.keeping import Writing
from journal.gui.entry.loose_card import LooseCard
from journal.gui.entry.shown import Shown
from journal.gui.entry.writings import Writings
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.menu import Menu
from journal.services.errors import ReadOnly

if TYPE_CHECKING:
    from journal.services.journal import Journal


class EntryPane(QWidget):
    """Shows an entry, a draft or a loose piece. What is typed is kept by a Writing; an earlier one ends by itself."""

    journal_changed = Signal()
    entry_begun = Signal()
    entry_settled = Signal(str)
    draft_kept = Signal()
    recorded = Signal()
    unsaved = Signal()
    taken_out = Signal(str)
    files_wanted = Signal()
    picture_wanted = Signal(str, bool)
    join_wanted = Signal(tuple)
    removal_wanted = Signal(str, tuple)
    trouble = Signal(object)
    new_wanted = Signal()
    shown_changed = Signal()

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._people: tuple[ActorLine, ...] = ()
        self._writings = Writings(kit, journal, self)
        self._deeds = Deeds(kit, journal, self)
        self._shown: Shown | None = None
        self._wanted: object = None
        self.form = EntryForm(kit, journal)
        self.loose = LooseCard(kit, journal)
        self._nothing = NothingChosen(kit)
        self._nothing.new.clicked.connect(self.new_wanted)
        self._nothing.new.setEnabled(journal.read_only is None)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.form)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        loose_scroll = QScrollArea()
        loose_scroll.setWidget(self.loose)
        loose_scroll.setWidgetResizable(True)
        loose_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)
        # Only now: a stack that lies nowhere yet shows its first widget as a window of its own.
        for part in (self._nothing, self._scroll, loose_scroll):
            self._stack.addWidget(part)
        self.setAccessibleName(kit.words.say("Entry"))
        self._connect()

    # What is shown

    def show_people(self, people: tuple[ActorLine, ...]) -> None:
        """Offer these people in every entry."""
        self._people = people
        self.form.show_people(people)

    def show_entry(self, entry: IncidentId) -> None:
        """Show this entry, or what was being typed into it."""
        if self._writing is not None and self._writing.incident == entry:
            return
        self._writings.leave()
        self._wanted = entry
        self._kit.jobs.watch(self._journal.draft_of(entry), self, partial(self._ask_entry, entry))

    def show_draft(self, draft: DraftId) -> None:
        """Go on with a draft that waits."""
        if self._writing is not None and self._writing.draft == draft:
            return
        self._writings.leave()
        self._wanted = draft
        self._kit.jobs.watch(
            self._journal.draft(draft), self, partial(self._open_draft, draft, None, typing=False)
        )

    def show_loose(self, loose: Loose) -> None:
        """Show a piece that no entry has yet."""
        self._writings.leave()
        self._wanted = loose
        self.loose.show_loose(loose)
        self._stack.setCurrentIndex(2)
        self.shown_changed.emit()

    def show_several(self, things: tuple[Loose, ...]) -> None:
        """Show several such pieces, for what is to be done with all of them."""
        self._writings.leave()
        self._wanted = things
        self.loose.show_all(things)
        self._stack.setCurrentIndex(2)
        self.shown_changed.emit()

    def look_again(self, evidence: EvidenceId) -> None:
        """That picture looks different now."""
        if self.is_sorting():
            self.loose.look_again(evidence)
        elif self._shown is not None and evidence in self._shown.incident.evidence:
            self._kit.jobs.watch(self._journal.piece(evidence), self, self._take_piece)

    def is_sorting(self) -> bool:
        """Whether what is shown waits to be sorted."""
        return self._stack.currentIndex() == 2

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._writings.leave()
        self._wanted = None
        self._shown = None
        self.loose.show_nothing()
        self._stack.setCurrentIndex(0)
        self.shown_changed.emit()

    def begin(self, evidence: tuple[EvidenceId, ...] = ()) -> None:
        """Begin a new entry, with these files."""
        if self._refuses_writing():
            return
        self._writings.leave()
        token = self._wanted = object()
        future = self._journal.start_draft(None, evidence)
        self._kit.jobs.watch(future, self, partial(self._open_draft, token, None, typing=True))

    def entry(self) -> IncidentId | None:
        """The recorded entry that is shown."""
        return self._writing.incident if self._writing is not None else None

    def has_entry(self) -> bool:
        """Whether there is an entry or a draft to which files can be added."""
        return self._writing is not None

    def refresh(self) -> None:
        """Ask again for what is shown, where something else changed it."""
        if self._writing is not None and self._writing.incident is not None:
            self._kit.jobs.watch(self._journal.entry(self._writing.incident), self, self._refreshed)

    def add_evidence(self, evidence: tuple[EvidenceId, ...]) -> None:
        """Put these files into the entry that is shown."""
        if self._shown is None or self._writing is None:
            return
        incident = self._shown.incident
        new = tuple(one for one in evidence if one not in incident.evidence)
        self._change(replace(incident, evidence=incident.evidence + new), self._shown.note)
        self.form.refresh(self._shown)
        self._ask_pieces()

    def forget_removed(self, entry: str, evidence: tuple[EvidenceId, ...]) -> None:
        """These are gone for good: nothing of them is kept any more, and anything else that is shown stays."""
        writing, loose = self._writing, self.loose.shown()
        if writing is not None and writing.incident == entry:
            self._writings.drop()
            self.show_nothing()
        elif writing is None and loose is not None and loose.evidence in evidence:
            self.show_nothing()
        else:
            self.refresh()

    def settle(self) -> None:
        """Make a record of what is being typed, where it is enough for one."""
        if self._writing is not None:
            self._writing.settle()

    def finish(self, done: Callable[[], None]) -> None:
        """Settle everything and call `done` when nothing typed is waiting any more."""
        self._writings.finish(done)

    def is_written(self) -> bool:
        """Whether everything typed is safe."""
        return self._writings.is_written()

    def focus_first(self) -> None:
        """Put the focus where reading begins."""
        current = self._stack.currentIndex()
        if current == 1:
            self.form.focus_first(writing=False)
        else:
            (self.loose.make if current == 2 else self._nothing.new).setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    # Opening

    def _ask_entry(self, entry: IncidentId, draft: Draft | None) -> None:
        if self._wanted == entry:
            self._kit.jobs.watch(self._journal.entry(entry), self, partial(self._open_entry, entry, draft))

    def _open_entry(self, wanted: IncidentId, draft: Draft | None, entry: Entry) -> None:
        if self._wanted != wanted:
            return
        if draft is not None:
            self._open_draft(wanted, entry, draft, typing=False)
            return
        self._open(entry, entry.incident, entry.private_note, None, typing=False)

    def _open_draft(self, wanted: object, entry: Entry | None, draft: Draft, *, typing: bool) -> None:
        if self._wanted is wanted or self._wanted == wanted:
            self._open(entry, draft.incident, draft.private_note, draft, typing=typing)
            if typing:
                self.entry_begun.emit()

    def _open(
        self, entry: Entry | None, incident: Incident, note: str, draft: Draft | None, *, typing: bool
    ) -> None:
        pieces = {piece.id: piece for piece in entry.pieces} if entry is not None else {}
        self._shown = Shown(incident, note, entry, self._people, pieces, self._journal.types)
        ident = entry.id if entry is not None else None
        self._writings.begin(ident, (incident, note), draft)
        self.form.show_entry(self._shown)
        self._scroll.verticalScrollBar().setValue(0)
        self.loose.show_nothing()
        self._stack.setCurrentIndex(1)
        self._ask_pieces()
        self.shown_changed.emit()
        if typing:
            self.form.focus_first(writing=True)

    def _refreshed(self, entry: Entry) -> None:
        if self._shown is None or self._writing is None or self._writing.incident != entry.id:
            return
        if entry.voided:
            self.show_nothing()
            return
        untouched = self._writing.draft is None and self._writing.is_written()
        pieces = {**self._shown.pieces, **{piece.id: piece for piece in entry.pieces}}
        incident = entry.incident if untouched else self._shown.incident
        note = entry.private_note if untouched else self._shown.note
        self._shown = replace(self._shown, entry=entry, incident=incident, note=note, pieces=pieces)
        self.form.refresh(self._shown)

    def _ask_pieces(self) -> None:
        if self._shown is None:
            return
        for one in self._shown.incident.evidence:
            if one not in self._shown.pieces:
                self._kit.jobs.watch(self._journal.piece(one), self, self._take_piece)

    def _take_piece(self, piece: Piece) -> None:
        if self._shown is not None and piece.id in self._shown.incident.evidence:
            self._shown = replace(self._shown, pieces={**self._shown.pieces, piece.id: piece})
            self.form.refresh(self._shown)

    # Writing

    def _connect(self) -> None:
        self._writings.drafted.connect(self.draft_kept)
        self._writings.settled.connect(self._settled)
        self._writings.failed.connect(self.trouble)
        self._deeds.changed.connect(self.refresh)
        self._deeds.changed.connect(self.journal_changed)
        self._deeds.taken_out.connect(self.taken_out)
        self._deeds.failed.connect(self._deed_failed)
        self.form.changed.connect(self._change)
        self.form.starred.connect(self._star)
        self.form.history_wanted.connect(self._ask_history)
        self.form.menu_wanted.connect(self._offer)
        self.form.person_typed.connect(self._make_person)
        self.form.files_wanted.connect(self.files_wanted)
        self.form.picture_wanted.connect(self.picture_wanted)
        self.form.file_taken_out.connect(self._take_file_out)
        self.loose.entry_wanted.connect(self._begin_with)
        self.loose.join_wanted.connect(self.join_wanted)
        self.loose.picture_wanted.connect(self.picture_wanted)
        self.loose.removal_wanted.connect(self._ask_loose_removal)

    def _change(self, incident: Incident, note: str) -> None:
        if self._shown is None or self._writing is None:
            return
        if self._refuses_writing():
            self.form.refresh(self._shown)
            return
        self._shown = replace(self._shown, incident=incident, note=note)
        self._writing.change(incident, note)
        self.unsaved.emit()

    def _refuses_writing(self) -> bool:
        """Say so where the journal is open to be read only."""
        if self._journal.read_only is None:
            return False
        self.trouble.emit(ReadOnly(self._journal.read_only))
        return True

    def _settled(self, settled: Settled) -> None:
        self.journal_changed.emit()
        if settled.incident is not None:
            self.recorded.emit()
            if self._writing is not None and self._writing.incident == settled.incident:
                self.entry_settled.emit(settled.incident)
                self.refresh()

    def _begin_with(self, evidence: tuple[EvidenceId, ...]) -> None:
        self.begin(evidence)

    def _take_file_out(self, evidence: str) -> None:
        if self._shown is not None:
            left = tuple(one for one in self._shown.incident.evidence if one != evidence)
            self._change(replace(self._shown.incident, evidence=left), self._shown.note)
            self.form.refresh(self._shown)

    def _star(self, on: bool) -> None:
        if self._shown is None or self._writing is None:
            return
        if self._writing.incident is not None and self._writing.draft is None and self._writing.is_written():
            self._deeds.star(self._writing.incident, on)
            return
        self._change(replace(self._shown.incident, starred=on), self._shown.note)
        self.form.refresh(self._shown)

    def _deed_failed(self, error: BaseException) -> None:
        self.refresh()
        self.trouble.emit(error)

    def _make_person(self, name: str) -> None:
        future = self._journal.casework.add_actor(Actor(name, Standing.UNKNOWN))
        self._kit.jobs.watch(future, self, partial(self._person_made, name))

    def _person_made(self, name: str, actor: ActorId) -> None:
        self._people = (*self._people, ActorLine(actor, name, Standing.UNKNOWN, 0, ""))
        self.form.name_new_person(actor, self._people)
        self.journal_changed.emit()

    @property
    def _writing(self) -> Writing | None:
        return self._writings.current

    # Other things to do

    def _ask_history(self) -> None:
        if self._writing is not None and self._writing.incident is not None and self._shown is not None:
            self._deeds.show_history(self._writing.incident, self._shown)

    def _offer(self) -> None:
        if self._writing is None:
            return
        menu = Menu(self._kit.words.say("More to do with this entry"), self)
        recorded = self._writing.incident is not None
        menu.offer(self._kit.words.say("Add files…"), self.files_wanted.emit)
        menu.offer(self._kit.words.say("History"), self._ask_history, enabled=recorded)
        menu.addSeparator()
        menu.offer(self._kit.words.say("Take this entry out"), self._take_out)
        menu.offer(self._kit.words.say("Remove for good…"), self._ask_removal, enabled=recorded)
        menu.popup(self.form.other.mapToGlobal(QPoint(0, self.form.other.height() + 4)))

    def _ask_removal(self) -> None:
        if self._writing is not None and self._writing.incident is not None:
            # So that what is still being typed is counted, and goes too.
            self.settle()
            self.removal_wanted.emit(self._writing.incident, ())

    def _ask_loose_removal(self, evidence: tuple[EvidenceId, ...]) -> None:
        self.removal_wanted.emit("", evidence)

    def _take_out(self) -> None:
        writing = self._writing
        if writing is None:
            return
        if writing.incident is not None:
            # What is still being typed is recorded first: nothing may follow the taking out.
            self._writings.finish(partial(self._deeds.take_out, writing.incident))
        else:
            self._writings.drop()
            if writing.draft is not None:
                self._deeds.forget(writing.draft)
        self.show_nothing()
