"""The short table: a row for each incident, in the columns support services and police know from their own logs."""

from collections.abc import Iterator, Mapping

from journal.domain.incident import Incident
from journal.domain.printing import Reader
from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.between import between, set_line
from journal.report.closing_pages import ClosingPages
from journal.report.flow import Flow, Pace
from journal.report.log_rows import in_order, repeats, row_place
from journal.report.model import Log, LogRow
from journal.report.paper_head import set_head
from journal.report.strips import Strip
from journal.report.tables import Table
from journal.report.typesetting import Style
from journal.report.witnesses import witness_mark, witness_numbers

WIDTHS = (88.0, 0.0, 138.0, 56.0, 70.0, 108.0)
"""Points of the columns; 0 is what is left."""


def heads(words: Words) -> tuple[str, ...]:
    """What the columns are called."""
    say = words.say
    return (
        say("Date and time"),
        say("What happened; exact words"),
        say("Where; technology used; who"),
        say("Witness"),
        say("Evidence"),
        say("Reported to; reference"),
    )


class ShortTable:
    """Sets the log as one table on landscape sheets."""

    def __init__(self, flow: Flow, log: Log) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter
        self._numbers: Mapping[str, int] = witness_numbers(log)

    def set(self, pace: Pace) -> None:
        """Set all of it."""
        flow, say = self._flow, self._words.say
        flow.new_page()
        flow.paper.outline(say("Short log"))
        set_head(
            flow, self._log, say("Short log"), say("Each incident in a row. The full log says more of each.")
        )
        table = Table(flow, heads(self._words), WIDTHS)
        for entry in in_order(self._log):
            if isinstance(entry, LogRow):
                self._set_row(table, entry)
                pace.step()
            else:
                set_line(flow, between(self._words, entry))
        table.end()
        self._set_witnesses()
        ClosingPages(flow, self._log).set_end()

    def _set_row(self, table: Table, row: LogRow) -> None:
        incident = row.incident
        number = self._words.say("No. {number}", number=self._words.number(row.number))
        piles = (
            self._when(row, number, table.width(0)),
            self._what(incident, table.width(1)),
            self._lines(self._where(row), table.width(2)),
            self._lines(self._witnesses(incident), table.width(3)),
            self._lines(self._evidence(row), table.width(4)),
            self._lines(self._reported(row), table.width(5)),
        )
        table.piles(*piles, name=number, place=row_place(row.number))

    def _when(self, row: LogRow, number: str, width: float) -> list[Strip]:
        said = (number, *phrases.happened(self._words, row.incident.occurred))
        pile = [strip for each in said for strip in self._text(each, styles.FACT_BOLD, width)]
        if row.incident.starred:
            pile += self._text(self._words.say("marked as one of the most serious"), styles.FACT, width)
        return pile

    def _what(self, incident: Incident, width: float) -> list[Strip]:
        pile = [] if repeats(incident) else self._text(incident.headline, styles.BODY_BOLD, width)
        pile += self._text(incident.description, styles.BODY, width)
        if incident.exact_words:
            pile += strips.quote(self._setter, incident.exact_words, styles.BODY, width)
        how_many = phrases.how_many(self._words, incident)
        if how_many:
            pile += self._text(self._words.say("How many: {number}", number=how_many), styles.FACT, width)
        return pile

    def _where(self, row: LogRow) -> Iterator[str]:
        incident = row.incident
        yield phrases.where(incident.where)
        yield phrases.account(self._words, incident.account)
        yield incident.link
        yield from (someone.label for someone in row.named)

    def _witnesses(self, incident: Incident) -> Iterator[str]:
        marks = (
            witness_mark(self._words, self._numbers[each.name]) for each in incident.witnesses if each.name
        )
        yield ", ".join(marks) or (self._words.say("nobody") if incident.nobody_saw else "")

    def _evidence(self, row: LogRow) -> Iterator[str]:
        yield ", ".join(row.exhibits)
        yield row.incident.no_evidence

    def _reported(self, row: LogRow) -> Iterator[str]:
        for on in row.passed:
            yield f"{phrases.passed_label(self._words, on.to)}: {phrases.passed(self._words, on)}"

    def _lines(self, said: Iterator[str], width: float) -> list[Strip]:
        return [strip for each in said if each for strip in self._text(each, styles.FACT, width)]

    def _set_witnesses(self) -> None:
        """Who the numbers stand for; not on what the other person may see."""
        if not self._numbers or self._log.scope.reader is Reader.OTHER:
            return
        say, flow = self._words.say, self._flow
        flow.need(60)
        flow.stack(self._text(say("Witnesses"), styles.SUBHEADING, flow.paper.area.width))
        marks = ((witness_mark(self._words, number), name) for name, number in self._numbers.items())
        said = (mark if name.strip() == mark else f"{mark}: {name}" for mark, name in marks)
        flow.stack(self._text(" · ".join(said), styles.BODY, flow.paper.area.width))
        apart = say("How they can be reached is never on this paper.")
        flow.stack(self._text(apart, styles.SMALL, flow.paper.area.width))
        flow.skip(10)

    def _text(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)
