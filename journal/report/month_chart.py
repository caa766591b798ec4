"""How many incidents each month, as bars with their numbers and as a table of years."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from journal.domain.course import Course
from journal.domain.reading import Month
from journal.domain.words import Words
from journal.report import phrases, styles
from journal.report.figures import day_of
from journal.report.flow import Flow
from journal.report.model import LogMilestone
from journal.report.tables import Cell, Table
from journal.report.typesetting import Line

HEIGHT = 44.0
"""Points of the highest bar."""

_LABEL_LEVELS = 4
_LABEL_GAP = 6.0
_FLAG_GAP = 2.5
"""Between a turning point's line and its name, where that stands beside it."""

_SIDES = ((0, 1, -1), (1, -1), (-1, 1), (1, 0, -1))
"""Where names are tried: over their lines (0), to the right (1) or left of them. The way that places most is taken."""
_WIDEST_BAR = 26.0
_SIDE = 0.12
"""Beside a bar, of the room a month has."""

_MOST_BARS = 72
"""Above this many months the bars would be thinner than a pen; the table of years alone shows them."""

_FEWEST_BARS, _FEWEST_INCIDENTS = 3, 10
"""Below that bars show nothing that the table does not."""


class _Mark(NamedTuple):
    """A turning point: where its line stands, and its name, at a height of its own where there is room for it."""

    x: float
    label: Line
    left: float
    level: int | None


class Name(NamedTuple):
    """A name over a line at `x`: its left edge and its width, and at which height (from 0) it stands, if at any."""

    x: float
    width: float
    left: float
    level: int | None

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    def covers(self, x: float) -> bool:
        """Whether a line at `x` would run into it."""
        return self.left - 1 <= x <= self.right + 1


def names_over(lines: Sequence[tuple[float, float]], left: float, right: float) -> tuple[Name, ...]:
    """Where the names of lines stand, which are given from left to right with the widths of their names.

    Each is over its line or beside it, within the edges; no name meets another, and no line, which reaches up to its
    own name, runs through one. A name for which there is no such place stands nowhere.
    """
    ways = (_placed(lines, left, right, sides) for sides in _SIDES)
    return max(ways, key=lambda names: sum(name.level is not None for name in names))


def _placed(
    lines: Sequence[tuple[float, float]], left: float, right: float, sides: Sequence[float]
) -> tuple[Name, ...]:
    placed: list[Name] = []
    for number in range(len(lines) - 1, -1, -1):
        to_come = [x for x, _ in lines[:number]]
        x, width = lines[number]
        possible = (
            Name(
                x, width, max(left, min(x + side * (width / 2 + _FLAG_GAP) - width / 2, right - width)), level
            )
            for level in range(_LABEL_LEVELS)
            for side in sides
        )
        free = (each for each in possible if _is_free(each, placed, to_come))
        placed.append(next(free, Name(x, width, left, None)))
    return tuple(reversed(placed))


def _is_free(name: Name, placed: Sequence[Name], to_come: Sequence[float]) -> bool:
    """Whether it meets none of those placed, and leaves those to come a place below it."""
    level = name.level or 0
    if sum(name.covers(x) for x in to_come) > level:
        return False
    for other in placed:
        if other.level is None:
            continue
        if (
            other.level == level
            and name.left < other.right + _LABEL_GAP
            and other.left < name.right + _LABEL_GAP
        ):
            return False
        if (other.level < level and other.covers(name.x)) or (other.level > level and name.covers(other.x)):
            return False
    return True


class MonthChart:
    """The months of a course, from the first with an incident to the last, with the turning points that concern it."""

    def __init__(self, flow: Flow, course: Course, milestones: Sequence[LogMilestone]) -> None:
        """Draw nothing yet."""
        self._flow = flow
        self._paper = flow.paper
        self._words = flow.paper.words
        self._all = course.all.incidents
        self._months = course.months
        self._highest = max((month.incidents for month in self._months), default=0)
        self._step = min(_WIDEST_BAR, self._paper.area.width / max(1, len(self._months)))
        self._marks = tuple(self._marked(milestones))

    @property
    def height(self) -> float:
        """Points that bars and table take up."""
        years = len({month.month[:4] for month in self._months})
        return self._bars_height + styles.COLUMN_HEAD.leading + 9 + years * 16.0

    def set(self) -> None:
        """Set bars, if they say something and would be wide enough, and the table."""
        self._flow.need(self.height)
        if self._has_bars:
            self._set_bars()
        self._set_years()

    @property
    def _has_bars(self) -> bool:
        return _FEWEST_BARS <= len(self._months) <= _MOST_BARS and self._all >= _FEWEST_INCIDENTS

    @property
    def _labels_height(self) -> float:
        levels = max((mark.level + 1 for mark in self._marks if mark.level is not None), default=0)
        return levels * styles.CHART.leading

    @property
    def _bars_height(self) -> float:
        return self._labels_height + HEIGHT + 2 * styles.CHART.leading + 6 if self._has_bars else 0.0

    def _set_bars(self) -> None:
        step, top = self._step, self._flow.y - self._labels_height - styles.CHART.leading
        bottom = top - HEIGHT
        for mark in self._marks:
            named = mark.level if mark.level is not None else 0
            self._paper.dashed(mark.x, bottom, top + styles.CHART.leading * (1 + named))
        for place, month in enumerate(self._months):
            x, height = self._flow.left + place * step, month.incidents / self._highest * HEIGHT
            self._paper.fill(x + step * _SIDE, bottom, step * (1 - 2 * _SIDE), height, styles.SOFT)
            self._set_number(month.incidents, x, bottom + height)
        for mark in self._marks:
            self._part_bar(mark, bottom)
            self._set_name(mark, top)
        end = self._flow.left + step * len(self._months)
        self._paper.rule(self._flow.left, end, bottom, styles.INK, 0.8)
        self._set_axis(bottom)
        self._flow.y = bottom - styles.CHART.leading - 6

    def _part_bar(self, mark: _Mark, bottom: float) -> None:
        """Let the line of a turning point go through the bar it stands in."""
        place = (mark.x - self._flow.left) / self._step
        month = int(place)
        if month < len(self._months) and _SIDE < place - month < 1 - _SIDE:
            height = self._months[month].incidents / self._highest * HEIGHT
            self._paper.fill(mark.x - 0.5, bottom, 1.0, height, styles.PAPER)

    def _set_number(self, incidents: int, x: float, y: float) -> None:
        number = self._label(self._words.number(incidents))
        if incidents and number.width <= self._step:
            self._set_over(number, x + (self._step - number.width) / 2, y + styles.CHART.leading)

    def _set_name(self, mark: _Mark, top: float) -> None:
        if mark.level is not None:
            self._set_over(mark.label, mark.left, top + styles.CHART.leading * (mark.level + 2))

    def _set_over(self, line: Line, left: float, y: float) -> None:
        """Set a line with its top at `y`; nothing that was drawn shows through it."""
        height = styles.CHART.leading - 1.2
        self._paper.fill(left - 0.6, y - height - 0.4, line.width + 1.2, height, styles.PAPER)
        self._paper.line(line, left, y)

    def _set_axis(self, bottom: float) -> None:
        """The first and the last month, and between them the years where they begin."""
        left, step, months = self._flow.left, self._step, self._months
        first, last = (self._label(self._words.month(month.month)) for month in (months[0], months[-1]))
        self._paper.line(first, left, bottom - 2)
        free = left + first.width + _LABEL_GAP
        end = max(left + step * len(months) - last.width, free)
        for place, month in enumerate(months[:-1]):
            year, x = self._label(month.month[:4]), left + place * step
            if month.month.endswith("-01") and free <= x and x + year.width + _LABEL_GAP <= end:
                self._paper.line(year, x, bottom - 2)
        if len(months) > 1:
            self._paper.line(last, end, bottom - 2)

    def _marked(self, milestones: Sequence[LogMilestone]) -> Iterator[_Mark]:
        area = self._paper.area
        found: list[tuple[float, Line]] = []
        for entry in milestones:
            place = self._place_of(day_of(entry.milestone.date))
            if place is not None:
                label = self._label(phrases.milestone_name(self._words, entry.milestone.kind))
                found.append((area.left + place * self._step, label))
        found.sort(key=lambda each: each[0])
        names = names_over([(x, label.width) for x, label in found], area.left, area.right)
        for (x, label), name in zip(found, names, strict=True):
            yield _Mark(x, label, name.left, name.level)

    def _place_of(self, day: str) -> float | None:
        """Where a day lies on the axis, in months from its beginning."""
        if not day or not self._months:
            return None
        on = date.fromisoformat(day)
        first = date.fromisoformat(f"{self._months[0].month}-01")
        place = (on.year - first.year) * 12 + on.month - first.month + (on.day - 1) / 31
        return place if 0 <= place <= len(self._months) else None

    def _set_years(self) -> None:
        heads, rows = by_year(self._words, self._months, self._all)
        table = Table(self._flow, heads, [54.0, *[0.0] * 12, 30.0], tight=True)
        for year, *months, all_of_it in rows:
            table.row(Cell(year, bold=bool(any(months))), *months, Cell(all_of_it, bold=True))
        table.end()

    def _label(self, said: str) -> Line:
        return self._paper.setter.line(said, styles.CHART)


def by_year(
    words: Words, months: Sequence[Month], incidents: int
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A table of the incidents of each month, a row for each year: its heads, and its rows.

    What is left of `incidents`, because nobody knows in which month it happened, has a row of its own.
    """
    counts = {month.month: month.incidents for month in months}
    names = (words.month(f"2001-{number:02}").replace("2001", "").strip() for number in range(1, 13))
    rows = []
    for year in sorted({month[:4] for month in counts}):
        there = [counts.get(f"{year}-{number:02}") for number in range(1, 13)]
        cells = ("" if count is None else words.number(count) for count in there)
        rows.append((year, *cells, words.number(sum(filter(None, there)))))
    undated = incidents - sum(counts.values())
    if undated:
        rows.append((words.say("not known"), *[""] * 12, words.number(undated)))
    return (words.say("Year"), *names, words.say("All")), tuple(rows)
