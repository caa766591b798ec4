"""What every editor of a fact has in common, and the plain ones made of lines of text."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small


class Editor(QWidget):
    """Changes one value; `edited` carries the new one at every change."""

    edited = Signal(object)

    @abstractmethod
    def show_value(self, value: Any) -> None:
        """Show this value without telling anyone."""

    @abstractmethod
    def first_field(self) -> QWidget:
        """Where typing begins."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = self.width() - 2 if backwards else 0
        QPainter(self).fillRect(at, 2, 2, self.height() - 4, colour(Token.ACCENT_SOFT))


@dataclass(frozen=True)
class Field:
    """One line to be typed, or one of some `options` (words and value) to be chosen."""

    key: str
    label: str
    hint: str = ""
    options: tuple[tuple[str, object], ...] = ()


class LinesEditor(Editor):
    """Some lines of text under their labels; the value is a mapping from key to text."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, Line] = {}
        grid = QVBoxLayout(self)
        grid.setContentsMargins(12, 4, 0, 8)
        grid.setSpacing(2)
        for field in fields:
            line = Line(field.label, hint=field.hint)
            line.textEdited.connect(self._tell)
            if len(fields) > 1:
                grid.addWidget(Small(field.label))
            grid.addWidget(line)
            grid.addSpacing(4)
            self._lines[field.key] = line

    def show_value(self, value: Mapping[str, str]) -> None:
        for key, line in self._lines.items():
            line.show_text(value[key])

    def first_field(self) -> QWidget:
        return next(iter(self._lines.values()))

    def _tell(self, _text: str) -> None:
        self.edited.emit({key: line.text() for key, line in self._lines.items()})


class AreaEditor(Editor):
    """One longer text."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = Area(name, hint=hint)
        self._area.typed.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.addWidget(self._area)

    def _tell(self, text: str) -> None:
        self.edited.emit(text)

    def show_value(self, value: str) -> None:
        self._area.show_text(value)

    def first_field(self) -> QWidget:
        return self._area


class RowsEditor(Editor):
    """Any number of things with the same few lines each; the value is a list of mappings from key to value."""

    def __init__(
        self,
        words: Words,
        fields: Sequence[Field],
        one: str,
        *,
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._words = words
        self._fields = tuple(fields)
        self._one = one
        self._forms: list[dict[str, Line | Pick]] = []
        self._boxes: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._more = Button(one, Role.QUIET, icon="plus", small=True)
        self._more.clicked.connect(self._add_and_type)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.addLayout(self._list)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_value(self, value: Sequence[Mapping[str, object]]) -> None:
        wanted = list(value) or [{}]
        while len(self._forms) > len(wanted):
            self._drop(len(self._forms) - 1)
        while len(self._forms) < len(wanted):
            self._add()
        for form, row in zip(self._forms, wanted, strict=True):
            for key, field in form.items():
                if isinstance(field, Line):
                    field.show_text(str(row.get(key, "")))
                else:
                    field.choose(row.get(key, field.itemData(0)))

    def first_field(self) -> QWidget:
        if not self._forms:
            self._add()
        return self._forms[0][self._fields[0].key]

    def _add_and_type(self) -> None:
        self._add()
        self._forms[-1][self._fields[0].key].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        form: dict[str, Line | Pick] = {}
        for at, field in enumerate(self._fields):
            made = self._field(field)
            row, column = divmod(at, self._columns)
            grid.addWidget(Small(field.label), 2 * row, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(made, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
            form[field.key] = made
        remove = Button("", Role.QUIET, icon="close", small=True)
        remove.setAccessibleName(self._words.say("Remove"))
        remove.clicked.connect(partial(self._remove, box))
        grid.addWidget(remove, 1, self._columns)
        self._list.addWidget(box)
        self._forms.append(form)
        self._boxes.append(box)

    def _field(self, field: Field) -> Line | Pick:
        if not field.options:
            line = Line(field.label, hint=field.hint)
            line.textEdited.connect(self._tell)
            return line
        pick = Pick(field.label)
        for text, value in field.options:
            pick.offer(text, value)
        pick.activated.connect(self._tell)
        return pick

    def _remove(self, box: QWidget) -> None:
        if box in self._boxes:  # a press may arrive once more before the box is gone
            self._drop(self._boxes.index(box))
            self._tell()

    def _drop(self, at: int) -> None:
        box = self._boxes.pop(at)
        self._forms.pop(at)
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _tell(self, *_what: object) -> None:
        self.edited.emit(
            [
                {
                    key: field.text() if isinstance(field, Line) else field.currentData()
                    for key, field in form.items()
                }
                for form in self._forms
            ]
        )
