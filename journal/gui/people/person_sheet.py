"""One person: what they are called, how sure that is, and what identifies them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.actor import Actor, Identifier, IdentifierKind, Standing, identifier
from journal.domain.ids import ActorId
from journal.domain.reading import Joining
from journal.gui import terms
from journal.gui.entry.editor import Field, RowsEditor
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import RecordedSheet, TakingOut
from journal.gui.text.button import Button
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Area, Line
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class PersonSheet(RecordedSheet):
    """A new person, or a change to one that is known. `parted` tells that someone joined to them stands alone again."""

    parted = Signal()

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget, actor: str) -> None:
        say = kit.words.say
        heading = say("Change a person") if actor else say("Add a person")
        told = say("Their entries stay. Ctrl+Z takes it back.")
        taking_out = TakingOut(say("Take this person out?"), told)
        super().__init__(kit, host, heading, taking_out, known=bool(actor))
        self._casework = casework
        self.keep.clicked.connect(self._keep)
        self.taking_out_agreed.connect(self._take_out)
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
        self.same = QVBoxLayout()
        self.body.addLayout(self.same)
        self.body.addWidget(self.refused)
        self._show(self._actor)
        self._let_write(self._id is None)

    def begin(self) -> None:
        """Show it; changing a known person begins when what is known has come, so that nothing is written over."""
        self.open_over(self.cancel if self._id else self.label)
        if self._id is not None:
            self._kit.jobs.watch(self._casework.actors(), self, self._find)
            self._kit.jobs.watch(self._casework.joinings(), self, self._show_same)

    def _let_write(self, on: bool) -> None:
        for part in (
            *(self.label, self.standing, self.names, self.relationship, self.identifiers),
            *(self.notes, self.remove, self.keep),
        ):
            part.setEnabled(on)

    def _find(self, actors: tuple[tuple[ActorId, Actor], ...]) -> None:
        found = next((actor for ident, actor in actors if ident == self._id), None)
        if found is None:
            self.refuse(self._kit.words.say("This person is not there any more."))
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

    def _show_same(self, joinings: tuple[Joining, ...]) -> None:
        """Everyone found to be this person, each to be taken apart again."""
        words = self._kit.words
        for joining in (each for each in joinings if each.kept == self._id):
            name = joining.actor.label
            said = words.say("The same person: {name}", name=name)
            part = Button(words.say("Take {name} apart", name=name), small=True)
            line = Flowing(
                Small(words.say("{said} ({why})", said=said, why=joining.reason) if joining.reason else said),
                part,
            )
            part.clicked.connect(partial(self._part, joining.id, line))
            self.same.addWidget(line)

    def _part(self, joined: ActorId, line: QWidget, _checked: bool = False) -> None:
        if self._id is not None:
            future = self._casework.part_actors(self._id, joined)
            self._kit.jobs.watch(future, self, partial(self._parted, line))

    def _parted(self, line: QWidget, _what: None) -> None:
        line.hide()
        self.parted.emit()

    def _take_rows(self, rows: list[dict[str, object]]) -> None:
        self._rows = rows

    def _keep(self) -> None:
        if not self.label.text().strip():
            self.refuse(
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
        if self._id is None:
            self.keeping(self._casework.add_actor(actor))
        else:
            self.keeping(self._casework.amend_actor(self._id, actor))

    def _identifier(self, row: dict[str, object]) -> Identifier:
        kind, seen = IdentifierKind(str(row["kind"])), str(row["seen"])
        known = next((one for one in self._actor.identifiers if one.kind is kind and one.seen == seen), None)
        made = known or identifier(kind, seen)
        return replace(made, platform=str(row.get("platform", "")))

    def _take_out(self) -> None:
        if self._id is not None:
            self.taking_out(self._casework.void_actor(self._id))


def _identifier_fields(kit: Kit) -> tuple[Field, ...]:
    say = kit.words.say
    kinds = tuple((terms.identifier(kit.words, kind), kind) for kind in IdentifierKind)
    return (
        Field("kind", say("Kind"), options=kinds),
        Field("seen", say("As you saw it")),
        Field("platform", say("Site or app")),
    )
