"""How many incidents each month, as bars with their numbers and as a table of years."""

from collections.abc import Sequence
from datetime import date

from journal.domain.course import Course
from journal.report import phrases, styles
from journal.report.figures import day_of
from journal.report.flow import Flow
from journal.report.model import LogMilestone
from journal.report.tables import Cell, Table
from journal.report.typesetting import Line

HEIGHT = 56.0
_LABEL_LEVELS = 3
_WIDEST_BAR = 26.0
_MOST_BARS = 72
"""Above this many months the bars would be thinner than a pen; the table of years alone shows them."""


class MonthChart:
    """The months of a course, from the first with an incident to the last, with the turning points that concern it."""

    def __init__(self, flow: Flow, course: Course, milestones: Sequence[LogMilestone]) -> None:
        """Draw nothing yet."""
        self._flow = flow
        self._paper = flow.paper
        self._words = flow.paper.words
        self._all = course.all.incidents
        self._milestones = milestones
        self._months = course.months
        self._highest = max((month.incidents for month in self._months), default=0)

    def set(self) -> None:
        """Set bars, if they would be wide enough, and the table."""
        if len(self._months) <= _MOST_BARS:
            self._set_bars()
        self._set_years()

    def _set_bars(self) -> None:
        labels = _LABEL_LEVELS * styles.CHART.leading if self._milestones else 0.0
        self._flow.need(HEIGHT + labels + 2 * styles.CHART.leading + 8)
        top = self._flow.y - labels - styles.CHART.leading
        bottom = top - HEIGHT
        step = min(_WIDEST_BAR, self._paper.area.width / len(self._months))
        self._set_milestones(step, bottom, top)
        for place, month in enumerate(self._months):
            x, height = self._flow.left + place * step, month.incidents / self._highest * HEIGHT
            self._paper.fill(x + step * 0.12, bottom, step * 0.76, height, styles.SOFT)
            self._set_number(month.incidents, x, step, bottom + height)
        self._paper.rule(self._flow.left, self._paper.area.right, bottom, styles.INK, 0.8)
        self._set_ends(bottom, step)
        self._flow.y = bottom - styles.CHART.leading - 8

    def _set_number(self, incidents: int, x: float, step: float, y: float) -> None:
        number = self._paper.setter.line(self._words.number(incidents), styles.CHART)
        if incidents and number.width <= step:
            left = x + (step - number.width) / 2
            self._paper.fill(left - 0.5, y + 0.8, number.width + 1, styles.CHART.leading - 1, styles.PAPER)
            self._paper.line(number, left, y + styles.CHART.leading)

    def _set_ends(self, bottom: float, step: float) -> None:
        first, last = (
            self._label(self._words.month(month.month)) for month in (self._months[0], self._months[-1])
        )
        self._paper.line(first, self._flow.left, bottom - 2)
        if len(self._months) > 1:
            end = self._flow.left + step * len(self._months)
            self._paper.line(last, max(end - last.width, self._flow.left + first.width + 6), bottom - 2)

    def _set_milestones(self, step: float, bottom: float, top: float) -> None:
        free = [self._flow.left] * _LABEL_LEVELS
        for entry in sorted(self._milestones, key=lambda each: each.sort_ms):
            place = self._place_of(day_of(entry.milestone.date))
            if place is None:
                continue
            x = self._flow.left + place * step
            label = self._label(phrases.milestone_name(self._words, entry.milestone.kind))
            left = min(x - label.width / 2, self._paper.area.right - label.width)
            level = next((each for each in range(_LABEL_LEVELS) if free[each] <= left), None)
            over = top + styles.CHART.leading
            if level is not None:
                free[level] = left + label.width + 6
                over += (level + 1) * styles.CHART.leading
                self._paper.line(label, max(left, self._flow.left), over)
            self._paper.dashed(x, bottom, over - styles.CHART.leading)

    def _place_of(self, day: str) -> float | None:
        """Where a day lies on the axis, in months from its beginning."""
        if not day:
            return None
        on = date.fromisoformat(day)
        first = date.fromisoformat(f"{self._months[0].month}-01")
        place = (on.year - first.year) * 12 + on.month - first.month + (on.day - 1) / 31
        return place if 0 <= place <= len(self._months) else None

    def _set_years(self) -> None:
        counts = {month.month: month.incidents for month in self._months}
        names = (
            self._words.month(f"2001-{number:02}").replace("2001", "").strip() for number in range(1, 13)
        )
        heads = [self._words.say("Year"), *names, self._words.say("All")]
        table = Table(self._flow, heads, [54.0, *[0.0] * 12, 30.0])
        for year in sorted({month[:4] for month in counts}):
            months = [counts.get(f"{year}-{number:02}") for number in range(1, 13)]
            cells = ["" if count is None else self._words.number(count) for count in months]
            table.row(
                Cell(year, bold=True), *cells, Cell(self._words.number(sum(filter(None, months))), bold=True)
            )
        undated = self._all - sum(counts.values())
        if undated:
            table.row(self._words.say("not known"), *[""] * 12, Cell(self._words.number(undated), bold=True))
        table.end()

    def _label(self, said: str) -> Line:
        return self._paper.setter.line(said, styles.CHART)
