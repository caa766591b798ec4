"""How the writer and the witnesses can be reached: a paper of its own, never bound in with any other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from journal.domain.casework import Person, WitnessContact
from journal.domain.words import Words
from journal.report import strips, styles
from journal.report.flow import Flow
from journal.report.strips import Band, Column, Placed, Strip
from journal.report.typesetting import Style
from journal.report.witnesses import witness_mark

_LABEL_WIDTH = 150.0
_BLANK_LINE = 26.0


@dataclass(frozen=True)
class Details:
    """How people can be reached: the writer, and each witness by the number they have on short papers (0: none)."""

    writer: Person = field(default_factory=Person)
    witnesses: tuple[tuple[int, WitnessContact], ...] = ()


class ContactSheet:
    """Sets the sheet; its warning stands over every page."""

    def __init__(self, flow: Flow, details: Details) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._details = details
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter

    def set(self) -> None:
        """Set all of it."""
        flow, say = self._flow, self._words.say
        flow.head(self._set_warning)
        flow.new_page()
        flow.paper.outline(say("How to be reached"))
        self._text(say("How to be reached"), styles.HEADING)
        flow.skip(6)
        self._set_facts(self._details.writer.name or say("The writer"), self._writer())
        if self._details.witnesses:
            flow.skip(8)
            self._text(say("Witnesses"), styles.HEADING)
            flow.skip(4)
        for number, witness in self._details.witnesses:
            mark = f"{witness_mark(self._words, number)}  " if number else ""
            self._set_facts(f"{mark}{witness.name}", self._witness(witness))
        self._set_given()
        flow.head(None)

    def _set_warning(self, top: float) -> float:
        said = self._words.say(
            "Keep this sheet apart from every other paper, and give it only to whom you chose. It must not reach the"
            " person the record is about, nor be copied or bound in."
        )
        width = self._flow.paper.area.width
        lines = self._setter.lines(said, styles.BODY_BOLD, width - 16)
        edge = Strip(5.0, wash=width)
        pile = [Strip(line.style.leading, (Placed(line, 8.0),), wash=width) for line in lines]
        y = top
        for strip in (edge, *pile, edge):
            self._flow.paper.strip(strip, self._flow.left, y)
            y -= strip.height
        return y - 14

    def _writer(self) -> Iterator[tuple[str, str]]:
        say, person = self._words.say, self._details.writer
        yield say("Safe way to be reached"), person.safe_contact
        yield say("Safe time"), person.safe_time
        yield say("Interpreter"), person.interpreter
        yield say("Former names"), person.former_names
        yield say("Own accounts"), "\n".join(person.accounts)
        yield say("Police reference"), person.police_reference

    def _witness(self, witness: WitnessContact) -> Iterator[tuple[str, str]]:
        say = self._words.say
        yield say("Address"), witness.address
        yield say("Telephone"), witness.phone
        yield say("E-mail"), witness.email
        yield say("Note"), witness.note

    def _set_facts(self, title: str, facts: Iterator[tuple[str, str]]) -> None:
        """A name, and below it what is known; lines to be filled in where nothing is."""
        self._flow.need(90)
        self._text(title, styles.SUBHEADING)
        known = [(label, said) for label, said in facts if said.strip()]
        width = self._flow.paper.area.width - _LABEL_WIDTH
        for label, said in known:
            left = strips.text(self._setter, label, styles.LABEL, _LABEL_WIDTH - 8)
            right = strips.text(self._setter, said, styles.BODY, width)
            columns = (Column(0.0, tuple(left)), Column(_LABEL_WIDTH, tuple(right)))
            self._flow.band(Band(columns, label, above=2.0, below=2.0))
        if not known:
            self._text(self._words.say("Nothing is written down."), styles.BODY_SOFT)
        self._flow.skip(10)

    def _set_given(self) -> None:
        """To whom this copy went, written by hand."""
        flow, say = self._flow, self._words.say
        flow.need(3 * _BLANK_LINE + 30)
        for label in (say("Given to"), say("On")):
            flow.skip(_BLANK_LINE)
            flow.paper.rule(flow.left, flow.paper.area.right, flow.y, styles.INK, 0.6)
            flow.paper.line(self._setter.line(label, styles.SMALL), flow.left, flow.y - 1)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(strips.text(self._setter, said, style, self._flow.paper.area.width))
