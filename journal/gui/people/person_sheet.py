"""One person: what they are called, how sure that is, and what identifies them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.actor import Actor, Identifier, IdentifierKind, Standing, identifier
from journal.domain.ids import ActorId
from journal.gui import terms
from journal.gui.entry.editor import Field, RowsEditor
from journal.gui.kit import Kit
from journal.gui.sheet.question import Question
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal


class PersonSheet(Sheet):
    """A new person, or a change to one that is known; emits `person_kept` when it is recorded."""

    person_kept = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, actor: str) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Change a person") if actor else say("Add a person"), width=520)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._id = ActorId(actor) if actor else None
        self._actor = Actor("")
        self.label = Line(say("Name, or what you call them"), hint=say("NightOwl, D. Marsh, Unknown 1"))
        self.standing = Pick(say("How sure are you"))
        for standing in Standing:
            self.standing.offer(terms.standing(kit.words, standing), standing)
        self.standing.choose(Standing.UNKNOWN)
        self.names = Line(say("Other names they use"), hint=say("with commas between"))
        self.relationship = Line(
            say("Who they are to you"), hint=say("former partner, colleague, a stranger")
        )
        self.identifiers = RowsEditor(
            kit.words, _identifier_fields(kit), say("Another address, number or account"), columns=3
        )
        self._rows: list[dict[str, object]] = []
        self.identifiers.edited.connect(self._take_rows)
        self.notes = Area(say("Notes"), hint=say("Anything else that is known"))
        for field in (self.label, self.standing, self.names, self.relationship):
            self.body.addWidget(Small(field.accessibleName()))
            self.body.addWidget(field)
        self.body.addWidget(Small(say("Addresses, numbers, accounts")))
        self.body.addWidget(self.identifiers)
        self.body.addWidget(Small(say("Notes")))
        self.body.addWidget(self.notes)
        self.body.setSpacing(6)
        self._refused = Label("")
        self._refused.hide()
        self.body.addWidget(self._refused)
        self.remove = Button(say("Take out…"), Role.QUIET)
        self.remove.clicked.connect(self._ask_remove)
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.keep = Button(say("Keep"), Role.MAIN)
        self.keep.clicked.connect(self._keep)
        self.foot.addWidget(self.remove)
        self.remove.setVisible(self._id is not None)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.keep)
        self._show(self._actor)
        self._let_write(self._id is None)

    def begin(self) -> None:
        """Show it; changing a known person begins when what is known has come, so that nothing is written over."""
        self.open_over(self.cancel if self._id else self.label)
        if self._id is not None:
            self._kit.jobs.watch(self._journal.actors(), self, self._find)

    def _let_write(self, on: bool) -> None:
        for part in (
            *(self.label, self.standing, self.names, self.relationship, self.identifiers),
            *(self.notes, self.remove, self.keep),
        ):
            part.setEnabled(on)

    def _find(self, actors: tuple[tuple[ActorId, Actor], ...]) -> None:
        found = next((actor for ident, actor in actors if ident == self._id), None)
        if found is None:
            self._refuse(self._kit.words.say("This person is not there any more."))
            return
        self._show(found)
        self._let_write(True)
        self.label.setFocus()

    def _show(self, actor: Actor) -> None:
        self._actor = actor
        self.label.show_text(actor.label)
        self.standing.choose(actor.standing)
        self.names.show_text(", ".join(actor.names))
        self.relationship.show_text(actor.relationship)
        self.notes.show_text(actor.notes)
        self._rows = [
            {"kind": one.kind, "seen": one.seen, "platform": one.platform} for one in actor.identifiers
        ]
        self.identifiers.show_value(self._rows)

    def _take_rows(self, rows: list[dict[str, object]]) -> None:
        self._rows = rows

    def _keep(self) -> None:
        if not self.label.text().strip():
            self._refuse(
                self._kit.words.say("A name is needed, so that you find the person again. Unknown 1 will do.")
            )
            self.label.setFocus()
            return
        actor = replace(
            self._actor,
            label=self.label.text().strip(),
            standing=Standing(self.standing.currentData()),
            names=tuple(name.strip() for name in self.names.text().split(",") if name.strip()),
            relationship=self.relationship.text(),
            identifiers=tuple(self._identifier(row) for row in self._rows if str(row["seen"]).strip()),
            notes=self.notes.toPlainText(),
        )
        self.keep.setEnabled(False)
        if self._id is None:
            self._kit.jobs.watch(self._journal.add_actor(actor), self, self._kept, self._failed)
        else:
            self._kit.jobs.watch(self._journal.amend_actor(self._id, actor), self, self._kept, self._failed)

    def _refuse(self, why: str) -> None:
        self._refused.setText(why)
        self._refused.show()

    def _identifier(self, row: dict[str, object]) -> Identifier:
        kind, seen = IdentifierKind(str(row["kind"])), str(row["seen"])
        known = next((one for one in self._actor.identifiers if one.kind is kind and one.seen == seen), None)
        made = known or identifier(kind, seen)
        return replace(made, platform=str(row.get("platform", "")))

    def _kept(self, _what: object) -> None:
        self.person_kept.emit()
        self.close_sheet()

    def _failed(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        self._kit.jobs.failed.emit(error)

    def _ask_remove(self) -> None:
        say = self._kit.words.say
        question = Question(
            self._kit.words,
            self._host,
            say("Take this person out?"),
            say("Their entries stay. Ctrl+Z takes it back."),
            say("Take out"),
            say("Leave"),
        )
        question.agreed.connect(self._remove)
        question.ask()

    def _remove(self) -> None:
        if self._id is not None:
            self._kit.jobs.watch(self._journal.void_actor(self._id), self, self._kept)


def _identifier_fields(kit: Kit) -> tuple[Field, ...]:
    say = kit.words.say
    kinds = tuple((terms.identifier(kit.words, kind), kind) for kind in IdentifierKind)
    return (
        Field("kind", say("Kind"), options=kinds),
        Field("seen", say("As you saw it")),
        Field("platform", say("Site or app")),
    )
