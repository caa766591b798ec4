"""Asking who: people as chips, a new one by typing, and for each one reason why the person thinks so."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.ids import ActorId
from journal.domain.incident import Attribution, Basis
from journal.domain.reading import ActorLine
from journal.gui import terms
from journal.gui.entry.editor import Editor
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Line
from journal.gui.text.flow import Flow, Flowing
from journal.gui.text.label import Elided, Small
from journal.gui.text.offered_names import OfferedNames, meant

CHIPS = 8


class WhoEditor(Editor):
    """The value is a tuple of attributions; `person_typed` asks for a person of that name to be made."""

    person_typed = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._value: tuple[Attribution, ...] = ()
        self._people: tuple[ActorLine, ...] = ()
        words = kit.words
        chips = Flowing(gap=6)
        self._chips = chips.flow
        self.typed = Line(words.say("Someone else"), hint=words.say("A name"))
        self._names = OfferedNames(words, self.typed)
        self._names.activated.connect(self._named)
        self.typed.setCompleter(self._names)
        self.typed.textEdited.connect(self._names.follow)
        self.typed.returnPressed.connect(self._enter)
        self.add = Button(words.say("Add"), small=False)
        self.add.clicked.connect(self._enter)
        row = QHBoxLayout()
        row.addWidget(self.typed, 1)
        row.addWidget(self.add)
        self._reasons = QGridLayout()
        self._reasons.setVerticalSpacing(4)
        self._why = Small(words.say("Why I think so"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.setSpacing(8)
        box.addWidget(chips)
        box.addLayout(row)
        box.addWidget(self._why)
        box.addLayout(self._reasons)

    def show_people(self, people: Sequence[ActorLine]) -> None:
        """Offer these people."""
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        self._names.offer([one.label for one in people])
        say = self._kit.words.say
        self.typed.setPlaceholderText(say("Another name") if people else say("A name"))
        _empty(self._chips)
        for one in self._people[:CHIPS]:
            chip = Button(one.label, Role.CHIP, small=False)
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._toggle, one.id))
            self._chips.addWidget(chip)
        self._mark()
        self._list_reasons()

    def show_value(self, value: tuple[Attribution, ...]) -> None:
        self._value = value
        self._mark()
        self._list_reasons()

    def first_field(self) -> QWidget:
        first = self._chips.itemAt(0)
        chip = first.widget() if first is not None else None
        return chip if chip is not None else self.typed

    def name_new(self, actor: ActorId) -> None:
        """Take in the person that was made for the typed name."""
        self._put(actor)

    def _toggle(self, actor: ActorId) -> None:
        if any(one.actor == actor for one in self._value):
            self._set(tuple(one for one in self._value if one.actor != actor))
        else:
            self._put(actor)

    def _put(self, actor: ActorId) -> None:
        if not any(one.actor == actor for one in self._value):
            self._set((*self._value, Attribution(actor, Basis.BELIEF)))

    def _enter(self) -> None:
        name = self._names.marked() or meant(self._kit.words, self.typed.text(), self._names.offered())
        self._names.close()
        self._named(name)

    def _named(self, name: str) -> None:
        name = name.strip()
        if not name:
            return
        known = next((one.id for one in self._people if one.label.casefold() == name.casefold()), None)
        if known is not None:
            self._put(known)
        else:
            self.person_typed.emit(name)
        self.typed.clear()

    def _give_reason(self, actor: ActorId, pick: Pick, _at: int) -> None:
        basis = Basis(pick.currentData())
        self._value = tuple(
            Attribution(one.actor, basis, one.note) if one.actor == actor else one for one in self._value
        )
        self.edited.emit(self._value)

    def _set(self, value: tuple[Attribution, ...]) -> None:
        self.show_value(value)
        self.edited.emit(value)

    def _mark(self) -> None:
        named = {one.actor for one in self._value}
        for at, one in enumerate(self._people[:CHIPS]):
            item = self._chips.itemAt(at)
            chip = item.widget() if item is not None else None
            if isinstance(chip, Button):
                chip.setChecked(bool(named & {one.id, *one.joined}))

    def _list_reasons(self) -> None:
        _empty(self._reasons)
        self._why.setVisible(bool(self._value))
        for at, one in enumerate(self._value):
            label = next(
                (person.label for person in self._people if one.actor in (person.id, *person.joined)), ""
            )
            pick = Pick(self._kit.words.say("Why I think it is {name}", name=label))
            for basis in Basis:
                pick.offer(terms.basis(self._kit.words, basis), basis)
            pick.choose(one.basis)
            pick.activated.connect(partial(self._give_reason, one.actor, pick))
            # Under one another: beside a name there is no room for what was chosen.
            self._reasons.addWidget(Elided(label), 2 * at, 0)
            self._reasons.addWidget(pick, 2 * at + 1, 0)


def _empty(layout: Flow | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
