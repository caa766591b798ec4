"""The log day by day: how many incidents there were on each, of which types, and one that is told of it."""

from collections.abc import Sequence

from journal.domain.words import Words
from journal.report import strips, styles
from journal.report.between import between, set_line
from journal.report.closing_pages import ClosingPages
from journal.report.day_figures import DayFigures, DayType, day_figures
from journal.report.direction import listed
from journal.report.flow import Flow, Pace
from journal.report.log_rows import in_order
from journal.report.model import Log, LogMilestone, LogRow
from journal.report.paper_head import set_head
from journal.report.strips import Strip
from journal.report.tables import Table
from journal.report.tally import figures
from journal.report.typesetting import Style

_MONTH = len("2026-11")


class DayRows:
    """Sets one row for each day with an incident."""

    def __init__(self, flow: Flow, log: Log) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter

    def set(self, pace: Pace) -> None:
        """Set all of them, and what they add up to."""
        flow, say = self._flow, self._words.say
        flow.new_page()
        flow.paper.outline(say("Day by day"))
        rule = say(
            "A row for each day. Told of each is the first incident the writer marked as most serious; where none is"
            " marked, the first with a threat; else the first of that day."
        )
        set_head(flow, self._log, say("Day by day"), rule)
        columns = [say("Day"), say("Incidents"), say("By type"), say("Told of that day")]
        table = Table(flow, columns, [88.0, 64.0, 118.0, 0.0])
        first = {day.rows[0].number: day for day in day_figures(self._log)}
        for entry in in_order(self._log):
            if isinstance(entry, LogMilestone):
                set_line(flow, between(self._words, entry))
            elif isinstance(entry, LogRow):
                if entry.number in first:
                    self._set_day(table, first[entry.number])
                pace.step()
        counted = figures(self._log)
        self._set_all(table, counted.all.incidents, [day.day for day in first.values()])
        table.end()
        self._flow.stack(self._several(counted.several_types))
        flow.skip(8)
        ClosingPages(flow, self._log).set_end()

    def _set_day(self, table: Table, day: DayFigures) -> None:
        name = self._name(day.day)
        counted = self._bold(self._words.number(len(day.rows)), table.width(1))
        if day.single > len(day.rows):
            counted += self._text(self._inside(day), styles.SMALL, table.width(1))
        table.piles(
            self._bold(name, table.width(0)),
            counted,
            self._types(day, table.width(2)),
            self._told(day, table.width(3)),
            name=name,
        )

    def _name(self, day: str) -> str:
        if not day:
            return self._words.say("Day not known")
        if len(day) == _MONTH:
            return self._words.say("{month}, day not known", month=self._words.month(day))
        return self._words.weekday_day(day)

    def _inside(self, day: DayFigures) -> str:
        number = self._words.number(day.single)
        if day.about:
            number = self._words.say("about {number}", number=number)
        return self._words.say("{number} counting each call or message", number=number)

    def _types(self, day: DayFigures, width: float) -> list[Strip]:
        said = [self._type(each) for each in day.types]
        if day.untyped:
            said.append(f"{self._words.say('no type given')} {self._words.number(day.untyped)}")
        return [strip for each in said for strip in self._text(each, styles.FACT, width)]

    def _type(self, counted: DayType) -> str:
        number = self._words.number
        one = f"{counted.label} {number(counted.rows)}"
        exact = " · ".join(f"{label} {number(count)}" for label, count in counted.exact)
        return self._words.say("{type} ({exact})", type=one, exact=exact) if exact else one

    def _told(self, day: DayFigures, width: float) -> list[Strip]:
        row, incident = day.told, day.told.incident
        time = self._words.time_of_day(incident.occurred)
        parts = [self._words.say("no. {number}", number=self._words.number(row.number)), time]
        parts += [someone.label for someone in row.named]
        parts.append(", ".join(row.exhibits))
        if incident.starred:
            parts.append(self._words.say("marked as one of the most serious"))
        pile = self._text(listed(parts), styles.SMALL, width)
        said = incident.headline.rstrip("…")
        # A headline that is only the beginning would be a text cut off.
        whole = incident.headline if said == incident.headline else ""
        pile += self._text(whole or incident.description, styles.BODY, width)
        if incident.exact_words:
            pile += strips.quote(self._setter, incident.exact_words, styles.BODY, width)
        others = [self._words.number(each.number) for each in day.rows if each is not row]
        if others:
            also = self._words.say("also: no. {numbers}", numbers=", ".join(others))
            pile += self._text(also, styles.SMALL, width)
        return pile

    def _set_all(self, table: Table, incidents: int, days: Sequence[str]) -> None:
        rows = self._words.number(incidents)
        said = self._words.say("All")
        if all(len(day) > _MONTH for day in days):
            said = self._words.count("All, on one day", "All, on {number} days", len(days))
        table.piles(self._bold(said, table.width(0)), self._bold(rows, table.width(1)), [], [])

    def _several(self, several: int) -> list[Strip]:
        if not several:
            return []
        said = self._words.count(
            "One incident is of more than one type, and counts for each.",
            "{number} incidents are of more than one type, and count for each.",
            several,
        )
        return self._text(said, styles.SMALL, self._flow.paper.area.width)

    def _bold(self, said: str, width: float) -> list[Strip]:
        return self._text(said, styles.FACT_BOLD, width)

    def _text(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)
