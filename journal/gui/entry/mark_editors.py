"""Editors made of ticks and numbers: how often, how known, what it did, whom it was passed on to, who saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from journal.domain.incident import (
    Effect,
    EffectMark,
    HowMany,
    KnownBy,
    Needed,
    PassedOn,
    PassedTo,
    Willing,
    Witness,
)
from journal.domain.words import Words
from journal.gui import terms
from journal.gui.entry.editor import Editor, Field, RowsEditor
from journal.gui.look import sizes
from journal.gui.text.choices import Check, Pick
from journal.gui.text.dates import inset
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small


class HowManyEditor(Editor):
    """The value is a HowMany."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QSpinBox()
        self.number.setRange(1, 1_000_000)
        self.number.setAccessibleName(words.say("How many"))
        sizes.at_least(self.number, height=32)
        inset(self.number)
        self.number.valueChanged.connect(self._tell)
        self.about = Check(words.say("not counted exactly"))
        self.about.toggled.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 0, 8)
        row.addWidget(self.number)
        row.addWidget(self.about, 1)

    def show_value(self, value: HowMany) -> None:
        for widget in (self.number, self.about):
            widget.blockSignals(True)
        self.number.setValue(value.number)
        self.about.setChecked(value.about)
        for widget in (self.number, self.about):
            widget.blockSignals(False)

    def first_field(self) -> QWidget:
        return self.number

    def _tell(self, _what: object) -> None:
        self.edited.emit(HowMany(self.number.value(), self.about.isChecked()))


class KnownByEditor(Editor):
    """The value is a pair: how it is known, and who told."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.how = Pick(words.say("How do you know of it"))
        self.how.offer(words.say("Not said"), None)
        for known in KnownBy:
            self.how.offer(terms.known_by(words, known), known)
        self.how.activated.connect(self._tell)
        self._label = Small(words.say("Who told you"))
        self.told_by = Line(words.say("Who told you"))
        self.told_by.textEdited.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        for widget in (self.how, self._label, self.told_by):
            box.addWidget(widget)

    def show_value(self, value: tuple[KnownBy | None, str]) -> None:
        self.how.choose(value[0])
        self.told_by.show_text(value[1])
        self._settle_down()

    def first_field(self) -> QWidget:
        return self.how

    def _tell(self, _what: object) -> None:
        self._settle_down()
        known = self.how.currentData()
        self.edited.emit((None if known is None else KnownBy(known), self.told_by.text()))

    def _settle_down(self) -> None:
        told = self.how.currentData() == KnownBy.TOLD or bool(self.told_by.text())
        self._label.setVisible(told)
        self.told_by.setVisible(told)


class EffectEditor(Editor):
    """The value is an Effect."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = Effect()
        self.marks = {mark: Check(terms.effect(words, mark)) for mark in EffectMark}
        self.paid = Line(words.say("What had to be paid for"), hint=words.say("What had to be paid for"))
        self.words = Area(words.say("In your own words"), hint=words.say("In your own words"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.setSpacing(4)
        for check in self.marks.values():
            check.toggled.connect(self._tell)
            box.addWidget(check)
        self.paid.textEdited.connect(self._tell)
        self.words.typed.connect(self._tell)
        box.addWidget(self.paid)
        box.addWidget(self.words)

    def show_value(self, value: Effect) -> None:
        self._value = value
        for mark, check in self.marks.items():
            check.blockSignals(True)
            check.setChecked(mark in value.marks)
            check.blockSignals(False)
        self.paid.show_text(value.paid_for)
        self.words.show_text(value.words)
        self.paid.setVisible(EffectMark.PAID in value.marks or bool(value.paid_for))

    def first_field(self) -> QWidget:
        return next(iter(self.marks.values()))

    def _tell(self, _what: object) -> None:
        marks = tuple(mark for mark, check in self.marks.items() if check.isChecked())
        self.paid.setVisible(EffectMark.PAID in marks or bool(self.paid.text()))
        self.edited.emit(Effect(self.words.toPlainText(), marks, self.paid.text()))


class PassedOnEditor(Editor):
    """The value is a tuple of PassedOn; which call or letter belongs to it is kept."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: tuple[PassedOn, ...] = ()
        self.marks = {to: Check(terms.passed_to(words, to)) for to in PassedTo}
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        for check in self.marks.values():
            check.toggled.connect(self._tell)
            box.addWidget(check)

    def show_value(self, value: tuple[PassedOn, ...]) -> None:
        self._value = value
        for to, check in self.marks.items():
            check.blockSignals(True)
            check.setChecked(any(one.to is to for one in value))
            check.blockSignals(False)

    def first_field(self) -> QWidget:
        return next(iter(self.marks.values()))

    def _tell(self, _what: object) -> None:
        kept = [one for one in self._value if self.marks[one.to].isChecked()]
        new = [
            PassedOn(to)
            for to, check in self.marks.items()
            if check.isChecked() and all(one.to is not to for one in kept)
        ]
        self._value = (*kept, *new)
        self.edited.emit(self._value)


class WitnessesEditor(Editor):
    """The value is a pair: the witnesses, and whether nobody saw it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nobody = Check(words.say("Nobody else saw it"))
        self.nobody.toggled.connect(self._nobody_toggled)
        self.rows = RowsEditor(
            words,
            (
                Field("name", words.say("Name")),
                Field("saw", words.say("What they saw or heard")),
                Field(
                    "willing",
                    words.say("Would they speak about it"),
                    options=tuple(
                        (terms.willing(words, one), one)
                        for one in (Willing.NOT_ASKED, Willing.YES, Willing.NO)
                    ),
                ),
            ),
            words.say("Another one"),
        )
        self.rows.edited.connect(self._tell)
        self._value: tuple[Witness, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 0)
        box.addWidget(self.nobody)
        box.addWidget(self.rows)

    def show_value(self, value: tuple[tuple[Witness, ...], bool]) -> None:
        self._value, nobody = value
        self.nobody.blockSignals(True)
        self.nobody.setChecked(nobody)
        self.nobody.blockSignals(False)
        self.rows.setVisible(not nobody)
        self.rows.show_value(
            [{"name": one.name, "saw": one.saw, "willing": one.willing} for one in self._value]
        )

    def first_field(self) -> QWidget:
        return self.rows.first_field() if not self.nobody.isChecked() else self.nobody

    def _nobody_toggled(self, nobody: bool) -> None:
        self.rows.setVisible(not nobody)
        self.edited.emit(((), True) if nobody else (self._value, False))

    def _tell(self, rows: Sequence[Mapping[str, object]]) -> None:
        self._value = tuple(
            Witness(str(row["name"]), str(row["saw"]), Willing(str(row["willing"])))
            for row in rows
            if row["name"] or row["saw"]
        )
        self.edited.emit((self._value, False))


class NeededEditor(RowsEditor):
    """The value is a tuple of Needed."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        fields = (
            Field("what", words.say("What is missing"), words.say("camera pictures, a bill, a name")),
            Field("who_has_it", words.say("Who has it")),
            Field("until", words.say("Until when do they keep it")),
        )
        super().__init__(words, fields, words.say("Another one"), parent=parent)


def needed(rows: Sequence[Mapping[str, object]]) -> tuple[Needed, ...]:
    """The typed rows as values; empty ones are left out."""
    made = (Needed(str(row["what"]), str(row["who_has_it"]), str(row["until"])) for row in rows)
    return tuple(one for one in made if replace(one, until="") != Needed(""))
