"""Asking what kind of thing it was: nine plain kinds first, the more exact ones behind a word."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.incident_types import IncidentType
from journal.domain.words import Words
from journal.gui.entry.editor import Editor
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Small


class TypeEditor(Editor):
    """The value is a tuple of keys, in the order of the list."""

    def __init__(self, words: Words, types: Sequence[IncidentType], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types = types
        self._chips: dict[str, Button] = {}
        self._kept: tuple[str, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.setSpacing(8)
        box.addWidget(Flowing(*(self._chip(words, kind) for kind in types if not kind.parent), gap=6))
        self._more = Link(words.say("More exact"))
        self._more.clicked.connect(self._show_exact)
        box.addWidget(self._more)
        self._exact = QWidget()
        inside = QVBoxLayout(self._exact)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        for parent_kind in types:
            children = [kind for kind in types if kind.parent == parent_kind.key]
            if children:
                inside.addWidget(Small(words.say(parent_kind.label)))
                inside.addWidget(Flowing(*(self._chip(words, kind) for kind in children), gap=6))
        box.addWidget(self._exact)
        self._exact.hide()

    def show_value(self, value: tuple[str, ...]) -> None:
        self._kept = tuple(key for key in value if key not in self._chips)
        for key, chip in self._chips.items():
            chip.setChecked(key in value)
        exact = {kind.key for kind in self._types if kind.parent}
        if exact & set(value):
            self._show_exact()

    def first_field(self) -> QWidget:
        return next(iter(self._chips.values()))

    def _chip(self, words: Words, kind: IncidentType) -> Button:
        chip = Button(words.say(kind.label), Role.CHIP)
        chip.setCheckable(True)
        chip.clicked.connect(self._tell)
        self._chips[kind.key] = chip
        return chip

    def _show_exact(self) -> None:
        self._exact.show()
        self._more.hide()

    def _tell(self) -> None:
        chosen = tuple(kind.key for kind in self._types if self._chips[kind.key].isChecked())
        self.edited.emit(chosen + self._kept)
