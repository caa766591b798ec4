"""The course of what happened, in figures: of everything where that is one course, else person by person, and of all
together only where it was chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from journal.domain.course import Course, Group, TypeFigures
from journal.domain.ids import MilestoneId
from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.attention import Attention
from journal.report.figures import ActorFigures, Figures, day_of
from journal.report.flow import Flow
from journal.report.model import Log, LogMilestone
from journal.report.month_chart import MonthChart
from journal.report.strips import Band, Column, Strip
from journal.report.tables import Cell, Table
from journal.report.typesetting import Style

_GAP = 8.0
_SHARES = {4: (0.25, 0.29, 0.29, 0.17), 3: (0.36, 0.36, 0.28)}
"""Of the width, for each box: how many, first to last, the longest pause, exhibits."""

_FEWEST = 2
"""Incidents from which on there is a course to tell; of fewer the table of who is named says all there is."""

_FEW = 9
"""Incidents up to which sentences say what boxes and a table of types would say in much more room."""

_ROW, _ENDS = 16.0, 96.0
"""Points of a line in a table, and of somebody's first and latest incident, roughly."""


def people_told(counted: Figures) -> tuple[ActorFigures, ...]:
    """Those whose course is told apart from that of others, the most incidents first."""
    if not is_parted(counted):
        return ()
    return tuple(actor for actor in counted.actors if actor.group.incidents >= _FEWEST)


class _Box(NamedTuple):
    """A figure, what it counts, and from when to when."""

    figure: str
    said: str
    period: str = ""


@dataclass(frozen=True)
class _Beginning:
    """What stands over somebody's months."""

    title: str
    said: tuple[Strip, ...]
    boxes: Band | None
    below: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """In points."""
        boxes = self.boxes.height if self.boxes else 0.0
        strips_height = sum(strip.height for strip in (*self.said, *self.below))
        return styles.SUBHEADING.leading + 10.0 + strips_height + boxes


def is_parted(counted: Figures) -> bool:
    """Whether several people are named, whose acts are not one course of conduct."""
    return len(counted.actors) > 1


def figures_of(words: Words, group: Group) -> tuple[str, str, str]:
    """How many, the first and the last day."""
    first, last = (words.short_day(day) if day else "" for day in (group.first, group.last))
    return words.number(group.incidents), first, last


def _is_short(actor: ActorFigures) -> bool:
    return actor.group.incidents <= _FEW


def _day_beside(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


class CoursePages:
    """Sets figures in boxes, months as bars and a table, and types."""

    def __init__(
        self, flow: Flow, log: Log, counted: Figures, attention: Attention, *, brief: bool = False
    ) -> None:
        """Set nothing yet. `brief` leaves out why somebody is named, and which types are meant more exactly."""
        self._flow = flow
        self._log = log
        self._counted = counted
        self._attention = attention
        self._brief = brief
        self._words: Words = flow.paper.words

    def set_sums(self) -> None:
        """Set how much there is on this paper; where that is one course, on how many days and with what pause."""
        words, counted = self._words, self._counted
        if not is_parted(counted):
            boxes = list(self._boxes(counted, len(self._log.exhibits)))
            self._set_boxes(self._boxed(boxes, styles.FIGURE))
            self._set_sentences(*self._span(counted), *self._uncertain(counted))
            return
        people = len(counted.actors)
        exhibits = len(self._log.exhibits)
        boxes = [
            _Box(words.number(counted.all.incidents), self._incidents(counted)),
            _Box(words.number(people), words.count("person named", "people named", people)),
            _Box(words.number(exhibits), words.count("exhibit", "exhibits", exhibits)),
        ]
        self._set_boxes(self._boxed(boxes, styles.FIGURE))
        apart = words.say("How often, and since when, is counted for each person apart.")
        self._set_sentences(*self._span(counted), apart, *self._uncertain(counted))

    def set(self, most_pages: int | None = None) -> None:
        """Set the course of everything, or of each person, those with the most incidents first.

        With `most_pages` only as many people as this sheet and so many more have room for (the first always), and how
        many are left.
        """
        if not is_parted(self._counted):
            self._set_only()
            return
        last = self._flow.paper.page + most_pages if most_pages is not None else None
        told = people_told(self._counted)
        for number, actor in enumerate(told):
            if last is not None and number and not self._fits(actor, last):
                self._set_more(len(told) - number)
                break
            self._set_actor(actor, place="" if number else "people")
        if self._log.combined:
            self._set_together()

    def _set_only(self) -> None:
        """The course of everything, which is that of the one person who is named, if anybody is."""
        counted = self._counted
        self._set_months(counted, self._log.milestones)
        if counted.types:
            self._set_types(counted, self._words.say("Incidents by type"))
        if counted.actors and counted.all.incidents >= _FEWEST:
            self._attention.set_first_and_last(counted.actors[0])

    def _set_more(self, people: int) -> None:
        more = self._words.count(
            "The figures of one more person are in the full log.",
            "The figures of {number} more people are in the full log.",
            people,
        )
        self._text(more, styles.SMALL)
        self._flow.skip(10)

    def _fits(self, actor: ActorFigures, last: int) -> bool:
        """Whether the sheets up to that one have room for somebody's figures, as far as can be told beforehand."""
        beginning, chart = self._beginning(actor), self._chart(actor)
        types = 0.0 if _is_short(actor) else (len(actor.course.types) + 2) * _ROW
        height = beginning.height + chart.height + types + _ENDS
        left = last - self._flow.paper.page
        return height <= self._flow.room + left * self._flow.paper.area.height

    def _chart(self, actor: ActorFigures) -> MonthChart:
        return MonthChart(self._flow, actor.course, self._concerning(actor.group.label))

    def _set_actor(self, actor: ActorFigures, place: str) -> None:
        flow, label = self._flow, actor.group.label
        beginning, chart = self._beginning(actor), self._chart(actor)
        short = _is_short(actor)
        flow.need(beginning.height + chart.height + (_ENDS if short else 0.0))
        if place:
            flow.paper.place(place, flow.y)
        flow.paper.outline(beginning.title, 1, flow.y)
        self._text(beginning.title, styles.SUBHEADING)
        flow.skip(2)
        flow.stack(beginning.said)
        flow.skip(5)
        if beginning.boxes:
            self._set_boxes(beginning.boxes)
        flow.stack(beginning.below)
        flow.skip(3)
        chart.set()
        if not short:
            self._set_types(actor.course, whose=label)
            self._set_sentences(*self._after_each(actor), gap=5)
        self._attention.set_first_and_last(actor)
        flow.skip(8)

    def _beginning(self, actor: ActorFigures) -> _Beginning:
        """What is said of somebody before the months: of few incidents in sentences, of more in boxes."""
        say, course, width = self._words.say, actor.course, self._flow.paper.area.width
        why = " · ".join(f"{say(basis.value)} {self._words.number(count)}" for basis, count in actor.bases)
        said = [] if self._brief else [say("Why attributed: {reasons}", reasons=why)]
        boxes = tuple(self._boxes(course, course.exhibits))
        below = list(self._uncertain(course))
        if _is_short(actor):
            told = " · ".join(self._in_a_sentence(box) for box in boxes)
            said += [say("{what}.", what=told), self._types_said(course)]
            below += self._after_each(actor)
            boxes = ()
        return _Beginning(
            say("{label}: how often, and since when", label=actor.group.label),
            tuple(strip for each in said for strip in self._strips(each, styles.FACT, width)),
            self._boxed(boxes, styles.SMALL_FIGURE) if boxes else None,
            tuple(self._strips(" ".join(below), styles.FACT, width)),
        )

    def _in_a_sentence(self, box: _Box) -> str:
        said = f"{box.figure} {box.said}"
        return self._words.say("{label}: {what}", label=said, what=box.period) if box.period else said

    def _after_each(self, actor: ActorFigures) -> list[str]:
        """How many came after a turning point, and how many after each of them."""
        points = {point.id: point for point in self._log.milestones}
        said = (self._after(points, each, count) for each, count in actor.after_each.items())
        each_said = " · ".join(each for each in said if each)
        if not each_said:
            return []
        number = self._words.number(actor.after)
        return [
            self._words.say("After a turning point: {number} ({points}).", number=number, points=each_said)
        ]

    def _concerning(self, label: str) -> tuple[LogMilestone, ...]:
        return tuple(point for point in self._log.milestones if not point.actors or label in point.actors)

    def _after(self, points: Mapping[MilestoneId, LogMilestone], milestone: MilestoneId, count: int) -> str:
        point = points.get(milestone)
        if point is None:
            return ""
        day = day_of(point.milestone.date)
        what = phrases.milestone_name(self._words, point.milestone.kind)
        if day and point.milestone.ends:
            return self._words.say(
                "“{what}” on {day}, until {end}: {number}",
                what=what,
                day=self._words.short_day(day),
                end=self._words.short_day(point.milestone.ends),
                number=self._words.number(count),
            )
        return self._words.say(
            "“{what}” on {day}: {number}",
            what=what,
            day=self._words.short_day(day) if day else phrases.happened(self._words, point.milestone.date)[0],
            number=self._words.number(count),
        )

    def _set_together(self) -> None:
        """Everyone together, and plainly who that is."""
        words, counted = self._words, self._counted
        course = counted.together
        boxes = self._boxed(list(self._boxes(course, course.exhibits)), styles.SMALL_FIGURE)
        chart = MonthChart(self._flow, course, ())
        title = words.say("All of them together")
        self._flow.need(2 * _ENDS + len(counted.actors) * _ROW)
        self._flow.paper.outline(title, 1, self._flow.y)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(2)
        table = Table(
            self._flow,
            [words.say("Counted together here, by the writer's choice"), words.say("Incidents")],
            [0.0, 54.0],
            tight=True,
        )
        for actor in counted.actors:
            table.row(actor.group.label, words.number(actor.group.incidents))
        table.row(
            Cell(words.say("All of them, each incident once"), bold=True),
            Cell(words.number(counted.together.all.incidents), bold=True),
        )
        table.end()
        said = [words.say("An incident that concerns several of them is counted once.")]
        if counted.nobody:
            said.append(
                words.count(
                    "One incident that names nobody is not counted here.",
                    "{number} incidents that name nobody are not counted here.",
                    counted.nobody,
                )
            )
        said.append(words.say("That they are counted together does not say that they acted together."))
        self._text(" ".join(said), styles.FACT)
        self._flow.skip(6)
        self._flow.need(boxes.height + chart.height)
        self._set_boxes(boxes)
        self._set_sentences(*self._uncertain(course), gap=3)
        chart.set()
        self._set_types(course)

    # Figures in boxes, and what has to be said of them

    def _boxed(self, boxes: Sequence[_Box], style: Style) -> Band:
        gaps = _GAP * (len(boxes) - 1)
        shares = _SHARES.get(len(boxes), (1 / len(boxes),) * len(boxes))
        columns, x = [], 0.0
        for box, share in zip(boxes, shares, strict=True):
            width = (self._flow.paper.area.width - gaps) * share
            pile = (
                *self._strips(box.figure, style, width),
                *self._strips(box.said, styles.FACT, width),
                *self._strips(box.period, styles.SMALL, width),
            )
            columns.append(Column(x, pile))
            x += width + _GAP
        return Band(tuple(columns), above=3.0, below=3.0)

    def _set_boxes(self, band: Band) -> None:
        """Boxes side by side, a rule over each."""
        flow = self._flow
        flow.need(band.height)
        ends = [*(column.x - _GAP for column in band.columns[1:]), flow.paper.area.width]
        for column, end in zip(band.columns, ends, strict=True):
            flow.paper.rule(flow.left + column.x, flow.left + end, flow.y, styles.INK, 0.8)
        flow.band(band)

    def _boxes(self, course: Course, exhibits: int) -> Iterator[_Box]:
        words = self._words
        yield _Box(words.number(course.all.incidents), self._incidents(course))
        if course.days:
            days = words.count(
                "day, first to last, both counted", "days, first to last, both counted", course.days
            )
            yield _Box(words.number(course.days), days, self._from_to(course.all.first, course.all.last))
        if course.pause:
            pause = words.count(
                "day without an incident, the longest pause",
                "days without an incident, the longest pause",
                course.pause.days,
            )
            first, last = _day_beside(course.pause.after, 1), _day_beside(course.pause.before, -1)
            yield _Box(words.number(course.pause.days), pause, self._from_to(first, last))
        yield _Box(words.number(exhibits), words.count("exhibit", "exhibits", exhibits))

    def _from_to(self, first: str, last: str) -> str:
        if first == last:
            return self._words.short_day(first)
        one, other = self._words.short_day(first), self._words.short_day(last)
        return self._words.say("{first} to {last}", first=one, last=other)

    def _incidents(self, course: Course) -> str:
        words = self._words
        incidents = words.count("incident", "incidents", course.all.incidents)
        if course.single <= course.all.incidents:
            return incidents
        inside = words.number(course.single)
        inside = words.say("about {number}", number=inside) if course.about else inside
        return words.say(
            "{incidents} ({number} counting each call or message)", incidents=incidents, number=inside
        )

    def _span(self, course: Course) -> Iterator[str]:
        if course.days:
            first, last = self._words.day(course.all.first), self._words.day(course.all.last)
            if first == last:
                yield self._words.say("On {day}.", day=first)
            else:
                yield self._words.say("The first on {first}, the last on {last}.", first=first, last=last)

    def _uncertain(self, course: Course) -> Iterator[str]:
        words = self._words
        if course.undated:
            yield words.count(
                "The day of one is not known.", "The day of {number} is not known.", course.undated
            )
        if course.on_or_before:
            yield words.count(
                "Of one it is known only that it happened on or before the day it was found; it is counted on that"
                " day.",
                "Of {number} it is known only that they happened on or before the day they were found; they are"
                " counted on that day.",
                course.on_or_before,
            )

    # Months and types

    def _set_months(self, course: Course, milestones: Sequence[LogMilestone]) -> None:
        """Set how many there were each month."""
        if course.months:
            chart = MonthChart(self._flow, course, milestones)
            self._heading(self._words.say("Incidents per month"), chart.height)
            chart.set()
            self._flow.skip(6)

    def _set_types(self, course: Course, title: str = "", whose: str = "") -> None:
        """A table of types; without a title above it the head says whose they are."""
        if not course.types:
            return
        say = self._words.say
        head = say("{label}: type", label=whose) if whose else say("Type")
        heads, widths = [head, say("Incidents"), say("First"), say("Last")], [0.0, 54.0, 64.0, 64.0]
        has_after = not self._brief and any(plain.after for plain in course.types)
        if has_after:
            heads, widths = [*heads, say("After")], [*widths, 34.0]
        table = Table(self._flow, heads, widths, title=title, tight=True)
        for plain in course.types:
            exact = self._exact(plain)
            exactly = say("more exactly: {types}", types=exact) if exact else ""
            beside = " · ".join(part for part in (exactly, self._numbered(plain)) if part)
            after = [self._words.number(plain.after)] if has_after else []
            table.row(Cell(plain.group.label, beside=beside), *figures_of(self._words, plain.group), *after)
        if course.untyped:
            empty = [""] * (len(heads) - 2)
            table.row(say("no type given"), self._words.number(course.untyped), *empty)
        table.end()
        self._set_sentences(*self._several(course), gap=5, style=styles.SMALL)

    def _exact(self, plain: TypeFigures) -> str:
        """How many of a plain type say more exactly what they are; an incident may say several."""
        if self._brief:
            return ""
        return " · ".join(f"{label} {self._words.number(count)}" for label, count in plain.exact)

    def _numbered(self, plain: TypeFigures) -> str:
        """Which incidents are of a type, where these are few."""
        if self._brief or not plain.numbers:
            return ""
        numbers = ", ".join(self._words.number(number) for number in plain.numbers)
        return self._words.say("no. {numbers}", numbers=numbers)

    def _types_said(self, course: Course) -> str:
        """The types in a line, where a table would be longer than what it counts."""
        words = self._words
        said = []
        for plain in course.types:
            one = f"{plain.group.label} {words.number(plain.group.incidents)}"
            exact = " · ".join(part for part in (self._exact(plain), self._numbered(plain)) if part)
            said.append(words.say("{type} ({exact})", type=one, exact=exact) if exact else one)
        if course.untyped:
            said.append(f"{words.say('no type given')} {words.number(course.untyped)}")
        by_type = words.say("By type: {types}.", types=" · ".join(said))
        return " ".join((by_type, *self._several(course)))

    def _several(self, course: Course) -> Iterator[str]:
        if course.several_types:
            yield self._words.count(
                "One incident is of more than one type, and counts for each.",
                "{number} incidents are of more than one type, and count for each.",
                course.several_types,
            )

    # How it is set

    def _heading(self, title: str, room: float = 70.0) -> None:
        self._flow.need(styles.SUBHEADING.leading + room)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(4)

    def _set_sentences(self, *sentences: str, gap: float = 12.0, style: Style = styles.FACT) -> None:
        """Set them as a paragraph that goes over the page whole, unless it is very long."""
        if sentences:
            area = self._flow.paper.area
            pile = self._strips(" ".join(sentences), style, area.width)
            self._flow.need(min(sum(strip.height for strip in pile), area.height / 3))
            self._flow.stack(pile)
            self._flow.skip(gap)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(self._strips(said, style, self._flow.paper.area.width))

    def _strips(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._flow.paper.setter, said, style, width)
