"""The log itself: what happened, when, where, by whom and with what effect, one incident after the other."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby
from typing import TypeAlias

from journal.domain.incident import Incident
from journal.domain.reading import ClockStep
from journal.domain.words import Words
from journal.report import checking, phrases, scope, strips, styles
from journal.report.between import between, set_line
from journal.report.figures import Figures, month_of
from journal.report.flow import Flow, Pace
from journal.report.model import Log, LogMilestone, LogRow
from journal.report.row_facts import soft_facts, written_facts
from journal.report.strips import Band, Column, Placed, Strip
from journal.report.typesetting import Style

WHEN_WIDTH, WHAT_SHARE, GUTTER, LABEL_WIDTH = 108.0, 0.485, 10.0, 51.0
"""Width of the first column and of labels in points; the second column's part of what is left; space between."""

Entry: TypeAlias = LogRow | LogMilestone | ClockStep


def row_place(number: int) -> str:
    """The name links to an incident use."""
    return f"no{number}"


def exhibit_place(reference: str) -> str:
    """The name links to an exhibit use."""
    return f"exhibit{reference.encode().hex()}"


def in_order(log: Log) -> Iterator[Entry]:
    """Rows, turning points and corrections of the clock by time; rows without a known time last, as recorded."""
    others: list[LogMilestone | ClockStep] = [*log.milestones, *log.corrections]
    return merge(log.rows, sorted(others, key=_place), key=_place)


class LogPages:
    """Sets the log in three columns."""

    def __init__(self, flow: Flow, log: Log, counted: Figures) -> None:
        """Set nothing yet. `counted` are the figures of the log."""
        self._flow = flow
        self._log = log
        self._counted = counted
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter
        self._types = {kind.key: kind.label for kind in log.types}
        free = flow.paper.area.width - WHEN_WIDTH - 2 * GUTTER
        self._what_width = free * WHAT_SHARE
        self._facts_width = free - self._what_width
        self._what_x = WHEN_WIDTH + GUTTER
        self._facts_x = self._what_x + self._what_width + GUTTER

    def set(self, pace: Pace) -> None:
        """Set the whole log on sheets of its own."""
        flow, title = self._flow, self._words.say("Incident log")
        flow.new_page()
        flow.paper.place("log", flow.y)
        flow.paper.outline(title)
        flow.stack(strips.text(self._setter, title, styles.HEADING, flow.paper.area.width))
        flow.skip(4)
        self._set_sentences(checking.reading(self._words, recorded=not self._log.is_for_the_other))
        if not self._log.is_for_the_other:
            self._set_origins()
        flow.y = self._set_heads(flow.y)
        flow.head(self._set_heads)
        self._set_entries(pace)
        flow.head(None)

    def _set_origins(self) -> None:
        """When the log was written, from what, and what is no longer in it."""
        words, log = self._words, self._log
        title = words.say("How the log was written")
        self._flow.stack(strips.text(self._setter, title, styles.SUBHEADING, self._flow.paper.area.width))
        self._flow.skip(2)
        origins = scope.written(words, self._counted), scope.sittings(words, self._counted)
        self._set_sentences(chain(*origins, scope.out_of_it(words, log)))

    def _set_sentences(self, sentences: Iterable[str]) -> None:
        flow = self._flow
        for sentence in sentences:
            flow.stack(strips.text(self._setter, sentence, styles.FACT, flow.paper.area.width))
            flow.skip(2)
        flow.skip(8)

    def _set_entries(self, pace: Pace) -> None:
        month = ""
        for untimed, entries in groupby(in_order(self._log), key=_untimed):
            if untimed:
                set_line(self._flow, self._words.say("Time not known; in the order they were recorded"))
            for entry in entries:
                if not isinstance(entry, LogRow):
                    set_line(self._flow, between(self._words, entry))
                    continue
                row_month = month_of(entry.incident.occurred)
                for band in self._row(entry, begins=row_month if row_month != month else ""):
                    self._flow.band(band)
                month = row_month or month
                pace.step()

    def _set_heads(self, top: float) -> float:
        flow, say = self._flow, self._words.say
        heads = (
            (0.0, say("When")),
            (self._what_x, say("What happened; exact words")),
            (self._facts_x, say("Where, who, and what followed")),
        )
        for x, head in heads:
            flow.paper.line(self._setter.line(head, styles.COLUMN_HEAD), flow.left + x, top)
        bottom = top - styles.COLUMN_HEAD.leading - 3
        flow.paper.rule(flow.left, flow.paper.area.right, bottom, styles.INK, 0.8)
        return bottom

    def _row(self, row: LogRow, begins: str) -> Iterator[Band]:
        """One incident; the first of a month is named for it in the reader's table of contents.

        What would be longer than a sheet in its column stands below, as wide as the paper.
        """
        what = tuple(self._what(row, self._what_width))
        is_long = sum(strip.height for strip in what) > self._flow.paper.area.height
        columns = (
            Column(0.0, tuple(self._when(row))),
            Column(self._what_x, tuple(self._said_below(row)) if is_long else what),
            Column(self._facts_x, tuple(self._facts(row))),
        )
        name = self._words.say("No. {number}", number=self._words.number(row.number))
        month = self._words.month(begins) if begins else ""
        rule = None if is_long else styles.HAIR
        yield Band(columns, name, row_place(row.number), month, above=6.0, below=8.0, rule=rule)
        if is_long:
            told = tuple(self._told(row.incident, self._flow.paper.area.width))
            yield Band((Column(0.0, told),), name, above=0.0, below=8.0, rule=styles.HAIR)

    def _when(self, row: LogRow) -> Iterator[Strip]:
        for said in (self._words.number(row.number), *phrases.happened(self._words, row.incident.occurred)):
            yield from self._text(said, styles.FACT_BOLD, WHEN_WIDTH)
        if row.incident.starred:
            yield from self._text(
                self._words.say("marked as one of the most serious"), styles.FACT_BOLD, WHEN_WIDTH
            )
        for said in soft_facts(self._words, row):
            yield from self._text(said, styles.SMALL, WHEN_WIDTH)

    def _what(self, row: LogRow, width: float) -> Iterator[Strip]:
        if not repeats(row.incident):
            yield from self._text(row.incident.headline, styles.BODY_BOLD, width)
        yield from self._told(row.incident, width)

    def _told(self, incident: Incident, width: float) -> Iterator[Strip]:
        yield from self._text(incident.description, styles.BODY, width)
        if incident.exact_words:
            yield strips.space(3.0)
            yield from strips.quote(self._setter, incident.exact_words, styles.BODY, width)

    def _said_below(self, row: LogRow) -> Iterator[Strip]:
        if not repeats(row.incident):
            yield from self._text(row.incident.headline, styles.BODY_BOLD, self._what_width)
        below = self._words.say("This text is long; it stands below, as wide as the paper.")
        yield from self._text(below, styles.LABEL, self._what_width)

    def _facts(self, row: LogRow) -> Iterator[Strip]:
        for label, said in written_facts(self._words, self._types, row):
            if said:
                yield from self._fact(label, self._text(said, styles.FACT, self._fact_width))
        exhibits = [strip for reference in row.exhibits for strip in self._exhibit(reference)]
        if exhibits:
            yield from self._fact(self._words.count("Exhibit", "Exhibits", len(row.exhibits)), exhibits)

    @property
    def _fact_width(self) -> float:
        return self._facts_width - LABEL_WIDTH

    def _fact(self, label: str, pile: list[Strip]) -> list[Strip]:
        return strips.beside(self._text(label, styles.LABEL, LABEL_WIDTH - 4), pile, LABEL_WIDTH)

    def _exhibit(self, reference: str) -> list[Strip]:
        if not self._log.exhibits or not self._log.with_exhibits:
            return self._text(reference, styles.FACT, self._fact_width)
        said = self._words.say("{reference}, p. {page}", reference=reference, page="").rstrip() + " "
        (*whole, last) = self._setter.lines(said, styles.FACT, self._fact_width - 20)
        place = exhibit_place(reference)
        return [
            *(Strip(line.style.leading, (Placed(line, link=place),)) for line in whole),
            Strip(last.style.leading, (Placed(last, link=place, page_of=place),)),
        ]

    def _text(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)


def _place(entry: Entry) -> tuple[bool, int, int]:
    return entry.place if isinstance(entry, LogRow) else (False, entry.sort_ms, 0)


def _untimed(entry: Entry) -> bool:
    return isinstance(entry, LogRow) and entry.incident.occurred.stands_at is None


def repeats(incident: Incident) -> bool:
    """Whether the headline is missing, or only the first words of what stands below it."""
    words = incident.headline.rstrip("…")
    return not incident.headline or (
        bool(words) and (incident.description or incident.exact_words).startswith(words)
    )
