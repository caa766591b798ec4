"""The form of an entry: reads like a page, and every part of it can be typed into."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.actor import next_unknown
from journal.domain.ids import ActorId
from journal.domain.incident import LONGEST_HEADLINE, Attribution, Basis, Incident, proposed_headline
from journal.domain.moments import Precision, TimeSource, When
from journal.domain.reading import ActorLine
from journal.gui.entry.asking import Question, next_question, not_known
from journal.gui.entry.covering import words_hurt
from journal.gui.entry.fact import Fact
from journal.gui.entry.fact_table import FactKind, first_facts, more_facts
from journal.gui.entry.files import Files
from journal.gui.entry.question_strip import QuestionStrip
from journal.gui.entry.shown import Shown
from journal.gui.entry.who_editor import WhoEditor
from journal.gui.entry.words_box import WordsBox
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.fields import Area, Headline
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.journal import Journal

UNKNOWN = When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY)


class EntryForm(QWidget):
    """Shows one entry and tells every change as the whole incident with its private note."""

    changed = Signal(object, str)
    starred = Signal(bool)
    history_wanted = Signal()
    menu_wanted = Signal()
    person_typed = Signal(str)
    files_wanted = Signal()
    picture_wanted = Signal(str, bool)
    file_taken_out = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown = Shown(Incident(UNKNOWN))
        self._who: WhoEditor | None = None
        self._filling = False
        self._more_open = False
        self._behind_more: list[str] = []
        self._facts: dict[str, tuple[FactKind, Fact]] = {}
        words = kit.words
        self.headline = Headline(
            words.say("Headline"), hint=words.say("Headline, in a few words"), longest=LONGEST_HEADLINE
        )
        self.star = Button("", Role.PLAIN, icon="star", small=True)
        self.star.setCheckable(True)
        self.star.clicked.connect(self.starred)
        self.other = Button("", Role.PLAIN, icon="more", small=True)
        self.other.setAccessibleName(words.say("More to do with this entry"))
        self.other.clicked.connect(self.menu_wanted)
        self.description = Area(words.say("What happened"), hint=words.say("In your own words"), lines=3)
        self.exact = WordsBox(words)
        self.files = Files(kit, journal.pictures)
        self.add_files = Link(words.say("Add files…"))
        self.note = Area(
            words.say("Only for me"), hint=words.say("Notes nobody else is meant to read"), lines=2
        )
        self.more = Link(words.say("More"))
        self.question = QuestionStrip(words)
        self.history = Link(words.say("History"))
        self._build(journal)
        self._connect()

    def show_entry(self, shown: Shown) -> None:
        """Show another entry; what was opened or uncovered before is closed."""
        self._close_editors()
        self.more.setVisible(True)
        self._more_open = False
        self.exact.show_words(shown.incident.exact_words, covered=words_hurt(shown.incident, shown.types))
        self.files.show_pieces(())
        self.refresh(shown)

    def refresh(self, shown: Shown) -> None:
        """Show what is known now; fields that are being typed into keep what they hold."""
        self._shown = shown
        self._filling = True
        try:
            incident = shown.incident
            self.headline.show_text(incident.headline)
            self.description.show_text(incident.description)
            if not self.exact.is_covered():
                self.exact.show_words(incident.exact_words, covered=False)
            self.note.show_text(shown.note)
        finally:
            self._filling = False
        self._say_all()

    def incident(self) -> Incident:
        """The incident as it stands in the form."""
        return self._shown.incident

    def fact(self, name: str) -> Fact:
        """The line of that fact."""
        return self._facts[name][1]

    def open_fact(self, name: str) -> None:
        """Open the fields of a fact, also one behind "More"."""
        if not self.fact(name).isVisibleTo(self):
            self._open_more()
        self.fact(name).open_editor()

    def name_new_person(self, actor: ActorId, people: tuple[ActorLine, ...]) -> None:
        """A person was made for the name that was typed, or for somebody unknown."""
        self.show_people(people)
        editor = self.fact("who").editor()
        if isinstance(editor, WhoEditor):
            editor.name_new(actor)
        else:
            incident = self._shown.incident
            named = (*incident.actors, Attribution(actor, Basis.BELIEF))
            self._put(replace(incident, actors=named))

    def show_people(self, people: tuple[ActorLine, ...]) -> None:
        """Offer these people."""
        self._shown = replace(self._shown, people=people)
        editor = self.fact("who").editor()
        if isinstance(editor, WhoEditor):
            editor.show_people(people)
        self._say_all()

    def minimumSizeHint(self) -> QSize:
        # Qt's own height is that of the narrowest form, in which every line breaks: it would scroll over nothing.
        # What there is at the width it has, Qt asks for besides.
        return QSize(super().minimumSizeHint().width(), 0)

    def focus_first(self, *, writing: bool) -> None:
        """Begin at the headline, or where something new is written."""
        (self.description if writing else self.headline).setFocus(Qt.FocusReason.TabFocusReason)

    # Building

    def _build(self, journal: "Journal") -> None:
        words = self._kit.words
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.headline, 1)
        head.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(4)
        box.addLayout(head)
        box.addSpacing(2)
        self._add_facts(box, first_facts(self._kit, journal.types))
        self.fact("recorded").put_beside(self.history)
        self._label(box, words.say("What happened"), self.description)
        self._label(box, words.say("Exact words"), self.exact)
        files = QHBoxLayout()
        self._files_label = Small(words.say("Files"))
        files.addWidget(self._files_label, 1)
        files.addWidget(self.add_files)
        box.addSpacing(8)
        box.addLayout(files)
        box.addWidget(self.files)
        box.addSpacing(4)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        behind = more_facts(self._kit)
        self._behind_more = [kind.name for kind in behind]
        self._add_facts(box, behind)
        self._note_label = Small(words.say("Only for me"))
        self._note_told = Small(words.say("Never printed. A court can still ask for the whole journal."))
        box.addSpacing(4)
        for widget in (self._note_label, self.note, self._note_told):
            box.addWidget(widget)
        box.addSpacing(6)
        box.addWidget(self.question)
        box.addStretch(1)
        self.follow_text_size()

    def follow_text_size(self) -> None:
        """Line the facts up, at the present text size."""
        metrics = QFontMetrics(sizes.small_font())
        labels = max(metrics.horizontalAdvance(kind.label) for kind, _fact in self._facts.values())
        for _kind, fact in self._facts.values():
            fact.set_label_width(min(labels + 4, sizes.scaled(120)))

    def _label(self, box: QVBoxLayout, text: str, field: QWidget) -> None:
        box.addSpacing(8)
        box.addWidget(Small(text))
        box.addWidget(field)

    def _add_facts(self, box: QVBoxLayout, kinds: tuple[FactKind, ...]) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        box.addLayout(lines)
        for kind in kinds:
            fact = Fact(kind.label, kind.make, kind.offer)
            fact.edited.connect(partial(self._fact_edited, kind))
            fact.opened.connect(partial(self._fact_opened, kind))
            self._facts[kind.name] = (kind, fact)
            lines.addWidget(fact)

    def _connect(self) -> None:
        self.headline.typed.connect(self._headline_typed)
        self.headline.done.connect(self.description.setFocus)
        self.description.typed.connect(self._description_typed)
        self.exact.typed.connect(self._exact_typed)
        self.note.typed.connect(self._note_typed)
        self.more.clicked.connect(self._toggle_more)
        self.history.clicked.connect(self.history_wanted)
        self.add_files.clicked.connect(self.files_wanted)
        self.files.opened.connect(self.picture_wanted)
        self.files.taken_out.connect(self.file_taken_out)
        self.question.answering.connect(self._answer)
        self.question.unknown.connect(self._not_known)

    # What the person did

    def _headline_typed(self, text: str) -> None:
        self._put(replace(self._shown.incident, headline=text))

    def _description_typed(self, text: str) -> None:
        self._put(replace(self._shown.incident, description=text))

    def _exact_typed(self, text: str) -> None:
        self._put(replace(self._shown.incident, exact_words=text))

    def _note_typed(self, text: str) -> None:
        self._put(self._shown.incident, text)

    def _fact_edited(self, kind: FactKind, value: Any) -> None:
        self._put(kind.put(self._shown.incident, value))

    def _fact_opened(self, kind: FactKind) -> None:
        for other, fact in self._facts.values():
            if other is not kind:
                fact.close_editor()
        editor = self.fact(kind.name).editor()
        if isinstance(editor, WhoEditor):
            editor.show_people(self._shown.people)
            if self._who is None:
                self._who = editor
                editor.person_typed.connect(self.person_typed)

    def _not_known(self, question: Question) -> None:
        incident = self._shown.incident
        match question:
            case Question.WHEN:
                self._put(replace(incident, occurred=not_known(incident.occurred)))
            case Question.WHO:
                labels = [one.label for one in self._shown.people]
                self.person_typed.emit(next_unknown(self._kit.words.say("Unknown"), labels))
            case _:
                self._put(replace(incident, nobody_saw=True))

    def _answer(self, question: Question) -> None:
        if question is Question.WORDS:
            self.description.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.open_fact(
            {Question.WHEN: "occurred", Question.WHO: "who", Question.WHERE: "where"}.get(
                question, "witnesses"
            )
        )

    def _put(self, incident: Incident, note: str | None = None) -> None:
        if self._filling:
            return
        self._shown = replace(self._shown, incident=incident, note=self._shown.note if note is None else note)
        self._say_all()
        self.changed.emit(self._shown.incident, self._shown.note)

    # What is shown

    def _say_all(self) -> None:
        shown, incident = self._shown, self._shown.incident
        for kind, fact in self._facts.values():
            fact.say(*kind.say(self._kit, shown))
            fact.give(kind.get(incident))
        self._arrange_more()
        self.headline.propose(proposed_headline(incident) or self._kit.words.say("Headline, in a few words"))
        self.star.set_icon(*(("star-filled", Token.AMBER) if incident.starred else ("star",)))
        self.star.setChecked(incident.starred)
        self.star.setAccessibleName(self._kit.words.say("One of the most serious"))
        self.history.setVisible(shown.entry is not None)
        self.fact("after").setVisible(bool(self.fact("after").value.said()))
        pieces = [shown.pieces[one] for one in incident.evidence if one in shown.pieces]
        self.files.show_pieces(pieces)
        self.question.ask(next_question(incident))

    def _arrange_more(self) -> None:
        rest = 0
        for name in self._behind_more:
            kind, fact = self._facts[name]
            known = bool(kind.say(self._kit, self._shown)[0])
            fact.setVisible(known or self._more_open or fact.is_open())
            rest += not known
        noted = bool(self._shown.note) or self._more_open or self.note.hasFocus()
        for widget in (self._note_label, self.note, self._note_told):
            widget.setVisible(noted)
        self.more.show_text(self._kit.words.say("Less") if self._more_open else self._kit.words.say("More"))
        self.more.setVisible(bool(rest))

    def _toggle_more(self) -> None:
        self._more_open = not self._more_open
        self._arrange_more()

    def _open_more(self) -> None:
        self._more_open = True
        self._arrange_more()

    def _close_editors(self) -> None:
        for _kind, fact in self._facts.values():
            fact.close_editor()
