"""The overview for a support worker: how much since when, the course of it, the worst, what is asked, what is open."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.attention import Attention
from journal.report.closing_pages import END_ROOM, ClosingPages
from journal.report.course import CoursePages
from journal.report.figures import Figures
from journal.report.flow import Enough, Flow, Pace
from journal.report.front_pages import FrontPages
from journal.report.log_rows import in_order, repeats, row_place
from journal.report.model import Log, LogRow
from journal.report.paper_head import set_head
from journal.report.strips import Band, Column, Strip
from journal.report.typesetting import Style

MOST_SHEETS = 5
"""What is longer is no overview any more."""


class Length(NamedTuple):
    """How much of it is told: of the most serious so many, of each text so many lines, and on how many sheets, besides
    what is left of the first, the course of each person; the full log has all of it."""

    told: int
    lines: int
    people_sheets: int


LENGTHS = (
    *(Length(told, 28, 2) for told in (6, 5, 4, 3)),
    *(Length(told, lines, 2) for told, lines in ((3, 14), (3, 7), (2, 7))),
    *(Length(told, 28, 1) for told in (6, 5, 4, 3)),
    *(Length(told, lines, 1) for told, lines in ((3, 14), (3, 7), (2, 7))),
    Length(2, 5, 0),
)
"""From the longest to the shortest; the first that fits on the sheets there are to be is taken."""

MOST_LISTED = 6
"""Lines of a table; how many more there are is said."""

_LATEST_TOLD = 4
_WHEN_WIDTH, _GUTTER = 108.0, 10.0
_BLANK_LINE, _LINES_GAP, _FEWEST_LINES, _MOST_LINES = 24.0, 14.0, 3, 7
_BEGUN = 0.26
"""The part of a sheet that has to be left for another subject to begin on it."""


def set_overview(flow: Flow, log: Log, counted: Figures, pace: Pace) -> None:
    """Set as much as there is room for.

    Raises:
        Cancelled: `pace` said so.
        Enough: the sheets that were asked for are full.
    """
    length = next((each for each in LENGTHS if _fits(flow, log, counted, each)), LENGTHS[-1])
    OverviewPages(flow, log, counted, length).set(pace)


def _fits(flow: Flow, log: Log, counted: Figures, length: Length) -> bool:
    tried = Flow(flow.paper.to_try_on(), most_pages=MOST_SHEETS)
    try:
        OverviewPages(tried, log, counted, length).set(Pace(0, None))
    except Enough:
        return False
    return True


class OverviewPages:
    """Sets five sheets or fewer; more only where what must not be cut needs more."""

    def __init__(self, flow: Flow, log: Log, counted: Figures, length: Length) -> None:
        """Set nothing yet."""
        self._length = length
        self._flow = flow
        self._log = log
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter
        self._front = FrontPages(flow, log, counted, ())
        self._attention = Attention(flow, log, counted, paged=False, most=MOST_LISTED)
        self._course = CoursePages(flow, log, counted, self._attention, brief=True)

    def set(self, pace: Pace) -> None:
        """Set all of them."""
        self._set_overview()
        self._course.set(max(0, self._length.people_sheets - self._log.combined))
        self._set_worst()
        if (
            not self._log.is_for_the_other
        ):  # what worries and what is asked is nothing to be filled in before them
            self._set_asked()
        ClosingPages(self._flow, self._log).set_end()
        for _row in range(len(self._log.rows)):
            pace.step()

    def _set_overview(self) -> None:
        say = self._words.say
        self._flow.new_page()
        self._flow.paper.outline(say("Overview"))
        note = say("An overview to work with. The full log has every incident in order, with its exhibits.")
        if self._log.is_for_the_other:
            note = ""
        set_head(self._flow, self._log, say("Overview"), note)
        self._course.set_sums()
        self._front.set_actors(MOST_LISTED)
        self._attention.set_milestones()

    def _set_worst(self) -> None:
        words = self._words
        self._begin(words.say("The most serious"))
        rows = [entry for entry in in_order(self._log) if isinstance(entry, LogRow)]
        starred = [row for row in rows if row.incident.starred]
        told = (starred or rows[-_LATEST_TOLD:])[-self._length.told :]
        if not starred:
            said = words.say("The writer has marked none. These are the latest.")
        elif len(told) < len(starred):
            said = words.say(
                "The writer has marked {all} as most serious. These are the latest {told} of them.",
                all=words.number(len(starred)),
                told=words.number(len(told)),
            )
        else:
            said = words.say("All that the writer has marked as most serious.")
        self._text(said, styles.FACT)
        self._flow.skip(6)
        for row in told:
            self._flow.band(self._told(row))

    def _told(self, row: LogRow) -> Band:
        name = self._words.say("No. {number}", number=self._words.number(row.number))
        when = [name, *phrases.happened(self._words, row.incident.occurred)]
        left = [strip for said in when for strip in self._strips(said, styles.FACT_BOLD, _WHEN_WIDTH)]
        for someone in row.named:
            said = phrases.named(self._words, someone)
            left += self._strips(said, styles.FACT, _WHEN_WIDTH)
        left += self._strips(", ".join(row.exhibits), styles.FACT, _WHEN_WIDTH)
        x = _WHEN_WIDTH + _GUTTER
        columns = (Column(0.0, tuple(left)), Column(x, tuple(self._what(row, x))))
        return Band(columns, name, row_place(row.number), above=6.0, below=8.0, rule=styles.HAIR)

    def _what(self, row: LogRow, x: float) -> Iterator[Strip]:
        incident, width = row.incident, self._flow.paper.area.width - x
        if not repeats(incident):
            yield from self._strips(incident.headline, styles.BODY_BOLD, width)
        description = self._strips(incident.description, styles.BODY, width)
        words = strips.quote(self._setter, incident.exact_words, styles.BODY, width)
        most = self._length.lines
        yield from description[:most]
        yield from words[:most]
        if max(len(description), len(words)) > most:
            yield from self._strips(self._shortened(), styles.LABEL, width)
        effect = phrases.effect(self._words, incident.effect)
        if effect:
            said = self._words.say("{label}: {what}", label=self._words.say("What it did"), what=effect)
            yield from self._strips(said, styles.FACT, width)

    def _shortened(self) -> str:
        if self._log.is_for_the_other:
            return self._words.say("Shortened here.")
        return self._words.say("Shortened here. The full log has all of it.")

    def _set_asked(self) -> None:
        say = self._words.say
        self._begin(say("What is asked, and what is open"))
        self._front.set_wishes()
        if not self._attention.set_promises():
            self._text(say("No promise is open."), styles.BODY)
            self._flow.skip(12)
        titles = [] if self._log.worries.strip() else [say("What worries the writer most")]
        titles += [] if self._log.asks.strip() else [say("What the writer asks for")]
        titles.append(say("Agreed today: what, who, until when"))
        self._attention.set_missing(leaving=_lines_room(len(titles)))
        self._set_lines(titles)

    def _set_lines(self, titles: Sequence[str]) -> None:
        """Lines to be written on together, below each title as many as the sheet has room for with the signatures."""
        flow = self._flow
        apart = styles.SUBHEADING.leading + _LINES_GAP
        flow.need(_lines_room(len(titles)))
        each = ((flow.room - END_ROOM) / len(titles) - apart) // _BLANK_LINE
        lines = min(int(each), _MOST_LINES)
        for title in titles:
            flow.need(apart + lines * _BLANK_LINE)
            self._text(title, styles.SUBHEADING)
            for _line in range(lines):
                flow.skip(_BLANK_LINE)
                flow.paper.rule(flow.left, flow.paper.area.right, flow.y, styles.HAIR)
            flow.skip(_LINES_GAP)

    def _begin(self, title: str) -> None:
        """A subject's title; on a new sheet unless a good part of this one is left."""
        flow = self._flow
        if flow.y < flow.paper.area.top:
            flow.skip(10)
        flow.need(flow.paper.area.height * _BEGUN)
        flow.paper.outline(title, 0, flow.y)
        self._text(title, styles.HEADING)
        flow.skip(6)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(self._strips(said, style, self._flow.paper.area.width))

    def _strips(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)


def _lines_room(titles: int) -> float:
    """What the fewest lines below so many titles take with the signatures, in points."""
    apart = styles.SUBHEADING.leading + _LINES_GAP
    return titles * (apart + _FEWEST_LINES * _BLANK_LINE) + END_ROOM
