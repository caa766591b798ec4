"""A draft of a statement: numbered paragraphs in the first person, for whoever takes it down in their own form."""

from collections.abc import Iterable, Iterator

from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.direction import listed
from journal.report.figures import Figures
from journal.report.flow import Flow, Pace
from journal.report.log_rows import in_order, repeats, row_place
from journal.report.model import Log, LogExhibit, LogMilestone, LogRow
from journal.report.paper_head import set_head
from journal.report.strips import Band, Column, Strip
from journal.report.tally import figures
from journal.report.typesetting import Style

_NUMBER_WIDTH = 34.0
_BLANK_LINE = 26.0
_BLANK_LINES = 4


class StatementDraft:
    """Sets the draft; every sheet says that it is one."""

    def __init__(self, flow: Flow, log: Log) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter
        self._width = flow.paper.area.width - _NUMBER_WIDTH
        self._exhibits = {exhibit.reference: exhibit for exhibit in log.exhibits}
        self._number = 0

    def set(self, pace: Pace) -> None:
        """Set all of it."""
        flow, say = self._flow, self._words.say
        flow.head(self._set_mark)
        flow.new_page()
        flow.paper.outline(say("Draft of a statement"))
        note = say(
            "For whoever takes the statement: they will write it again in their own form and words. Nothing here has"
            " been signed or declared to be true."
        )
        set_head(flow, self._log, say("Draft of a statement"), note)
        for pile in self._beginning(figures(self._log)):
            self._set_paragraph(pile)
        for entry in in_order(self._log):
            if isinstance(entry, LogRow):
                self._set_paragraph(list(self._incident(entry)), row_place(entry.number))
                pace.step()
            elif isinstance(entry, LogMilestone):
                self._set_paragraph(list(self._turning_point(entry)))
        self._set_truth()
        flow.head(None)

    def _set_mark(self, top: float) -> float:
        """What stands over every sheet."""
        mark = self._setter.line(self._words.say("DRAFT – not a statement, not signed"), styles.FACT_BOLD)
        area = self._flow.paper.area
        self._flow.paper.fill(area.left, top - 18, area.width, 18, styles.WASH)
        self._flow.paper.line(mark, area.left + (area.width - mark.width) / 2, top - 3)
        return top - 26

    def _set_paragraph(self, pile: list[Strip], place: str = "") -> None:
        self._number += 1
        number = self._words.say("{number}.", number=self._words.number(self._number))
        left = Column(0.0, tuple(strips.text(self._setter, number, styles.BODY_BOLD, _NUMBER_WIDTH)))
        name = self._words.say("Paragraph {number}", number=self._words.number(self._number))
        columns = (left, Column(_NUMBER_WIDTH, tuple(pile)))
        self._flow.band(Band(columns, name, place, above=2.0, below=9.0))

    # Who, and by whom.

    def _beginning(self, counted: Figures) -> Iterator[list[Strip]]:
        words, log = self._words, self._log
        yield self._body(
            words.say("My name is {name}.", name=log.writer)
            if log.writer
            else words.say("My name is {line}.", line="_" * 32)
        )
        if counted.days:
            first, last = words.day(counted.all.first), words.day(counted.all.last)
            yield self._body(
                words.count(
                    "I kept a record of what happened to me. This draft holds one incident from it, of {first}.",
                    "I kept a record of what happened to me. This draft holds {number} incidents from it, the first"
                    " of {first}, the last of {last}.",
                    counted.all.incidents,
                    first=first,
                    last=last,
                )
            )
        for actor in counted.actors:
            reasons = ", ".join(
                f"{phrases.reason_of(words, basis, in_first_person=True)} ({words.number(count)})"
                for basis, count in actor.bases
            )
            yield self._body(
                words.count(
                    "I name {label} in one of them. Why: {reasons}.",
                    "I name {label} in {number} of them. Why, and in how many: {reasons}.",
                    actor.group.incidents,
                    label=actor.group.label,
                    reasons=reasons,
                )
            )

    # What happened.

    def _incident(self, row: LogRow) -> Iterator[Strip]:
        incident = row.incident
        when = ", ".join(phrases.happened(self._words, incident.occurred))
        place = phrases.where(incident.where)
        yield from self._text(f"{when}. {place}." if place else f"{when}.", styles.SAID_BOLD)
        if not repeats(incident):
            yield from self._text(incident.headline, styles.BODY)
        yield from self._text(incident.description, styles.BODY)
        if incident.exact_words:
            yield from self._text(self._words.say("The exact words were:"), styles.SAID)
            yield from strips.quote(self._setter, incident.exact_words, styles.BODY, self._width)
        for said in self._sentences(row):
            yield from self._text(said, styles.SAID)
        yield from self._produced(row.exhibits)

    def _sentences(self, row: LogRow) -> Iterator[str]:
        words, say, incident = self._words, self._words.say, row.incident
        told = (
            (say("How many"), phrases.how_many(words, incident)),
            (say("Shown as"), phrases.account(words, incident.account)),
            (say("Page address"), incident.link),
            (
                say("I name"),
                listed(phrases.named(words, each, in_first_person=True) for each in row.named),
            ),
            (say("How I know of it"), phrases.known_by(words, incident)),
            (say("Also there"), listed(phrases.witness(words, each) for each in incident.witnesses)),
            (say("What it did to me"), phrases.effect(words, incident.effect)),
            (say("What I did or said"), incident.response),
            (say("In my journal"), ", ".join((self._numbered(row), *phrases.recorded(words, row)))),
        )
        for label, said in told:
            if said:
                yield say("{label}: {what}", label=label, what=said)

    def _numbered(self, row: LogRow) -> str:
        return self._words.say("no. {number}", number=self._words.number(row.number))

    def _produced(self, references: Iterable[str]) -> Iterator[Strip]:
        for reference in references:
            exhibit = self._exhibits.get(reference)
            if exhibit is not None:
                yield from self._text(self._produce(exhibit), styles.SAID)

    def _produce(self, exhibit: LogExhibit) -> str:
        return self._words.say(
            "I produce “{name}”, {acquired}, as exhibit {reference}.",
            name=exhibit.evidence.name,
            acquired=phrases.acquired(self._words, exhibit.evidence),
            reference=exhibit.reference,
        )

    def _turning_point(self, entry: LogMilestone) -> Iterator[Strip]:
        day, *_ = phrases.happened(self._words, entry.milestone.date)
        yield from self._text(f"{day}.", styles.SAID_BOLD)
        yield from self._text(phrases.milestone(self._words, entry.milestone, entry.actors), styles.SAID)

    # What is left to whoever takes it.

    def _set_truth(self) -> None:
        flow, say = self._flow, self._words.say
        labels = (say("Signature"), say("Day and place"), say("Taken by"))
        flow.need(120 + (_BLANK_LINES + len(labels)) * _BLANK_LINE)
        flow.skip(8)
        self._across(say("Truth of this statement"), styles.SUBHEADING)
        left_blank = say(
            "Left blank: whoever takes the statement puts in the words their law asks for. Sign only there, and only"
            " after everything above has been read and put right."
        )
        self._across(left_blank, styles.SMALL)
        for label in (*[""] * _BLANK_LINES, *labels):
            flow.skip(_BLANK_LINE)
            flow.paper.rule(flow.left, flow.paper.area.right, flow.y, styles.INK, 0.6)
            flow.paper.line(self._setter.line(label, styles.SMALL), flow.left, flow.y - 1)

    def _across(self, said: str, style: Style) -> None:
        self._flow.stack(strips.text(self._setter, said, style, self._flow.paper.area.width))

    def _body(self, said: str) -> list[Strip]:
        return self._text(said, styles.SAID)

    def _text(self, said: str, style: Style) -> list[Strip]:
        return strips.text(self._setter, said, style, self._width)
