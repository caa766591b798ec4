"""The course of what happened, in figures: of everything where that is one course, else person by person, and of all
together only where it was chosen."""

from collections.abc import Iterator, Mapping, Sequence

from journal.domain.course import Course, Group
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

_GAP = 10.0
_BLOCK_ROOM, _LINE_ROOM = 250.0, 21.0
"""Points a block takes up without its tables: its title, its figures, and the bars; and those of a line in a table."""

_FEWEST = 2
"""Incidents from which on there is a course to tell; of fewer the table of who is named says all there is."""


def is_parted(counted: Figures) -> bool:
    """Whether several people are named, whose acts are not one course of conduct."""
    return len(counted.actors) > 1


def figures_of(words: Words, group: Group) -> tuple[str, str, str]:
    """How many, the first and the last day."""
    first, last = (words.short_day(day) if day else "" for day in (group.first, group.last))
    return words.number(group.incidents), first, last


class CoursePages:
    """Sets figures in boxes, months as bars and a table, and types."""

    def __init__(self, flow: Flow, log: Log, counted: Figures, attention: Attention) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._counted = counted
        self._attention = attention
        self._words: Words = flow.paper.words

    def set_sums(self) -> None:
        """Set how much there is on this paper; where that is one course, on how many days and with what pause."""
        words, counted = self._words, self._counted
        if not is_parted(counted):
            self._set_boxes(list(self._boxes(counted, len(self._log.exhibits))))
            self._set_sentences(*self._period(counted))
            return
        people = len(counted.actors)
        exhibits = len(self._log.exhibits)
        self._set_boxes(
            [
                (words.number(counted.all.incidents), self._incidents(counted)),
                (words.number(people), words.count("person named", "people named", people)),
                (words.number(exhibits), words.count("exhibit", "exhibits", exhibits)),
            ]
        )
        apart = words.say("How often, and since when, is counted for each person apart.")
        self._set_sentences(*self._span(counted), apart, *self._uncertain(counted))

    def set(self, most: int | None = None) -> None:
        """Set the course of everything, or of each person, those with the most incidents first and only so many."""
        if not is_parted(self._counted):
            self.set_months(self._counted, self._log.milestones)
            return
        told = [actor for actor in self._counted.actors if actor.group.incidents >= _FEWEST]
        for actor in told[:most]:
            self._set_actor(actor)
        if most and len(told) > most:
            more = self._words.count(
                "The figures of one more person are in the full log.",
                "The figures of {number} more people are in the full log.",
                len(told) - most,
            )
            self._text(more, styles.SMALL)
            self._flow.skip(10)
        if self._log.combined:
            self._set_together()

    def set_types(self) -> None:
        """Set how many there are of each type, where all are one course; else each person's block says it."""
        if not is_parted(self._counted) and self._counted.types:
            self._heading(self._words.say("Incidents by type"))
            self._set_types(self._counted)

    def _set_actor(self, actor: ActorFigures) -> None:
        say, label = self._words.say, actor.group.label
        self._begin(say("{label}: how often, and since when", label=label), actor.course)
        why = " · ".join(f"{say(basis.value)} {self._words.number(count)}" for basis, count in actor.bases)
        self._text(say("Why attributed: {reasons}", reasons=why), styles.FACT)
        self._flow.skip(4)
        self._set_course(actor.course, self._concerning(label))
        points = {point.id: point for point in self._log.milestones}
        after = [self._after(points, each, count) for each, count in actor.after_each.items()]
        self._set_sentences(*filter(None, after))
        self._attention.set_first_and_last(actor)

    def _concerning(self, label: str) -> tuple[LogMilestone, ...]:
        return tuple(point for point in self._log.milestones if not point.actors or label in point.actors)

    def _after(self, points: Mapping[MilestoneId, LogMilestone], milestone: MilestoneId, count: int) -> str:
        point = points.get(milestone)
        if point is None:
            return ""
        day = day_of(point.milestone.date)
        what = phrases.milestone_name(self._words, point.milestone.kind)
        return self._words.say(
            "After “{what}” on {day}: {number}.",
            what=what,
            day=self._words.short_day(day) if day else phrases.happened(self._words, point.milestone.date)[0],
            number=self._words.number(count),
        )

    def _set_together(self) -> None:
        """Everyone together, and plainly who that is."""
        words, counted = self._words, self._counted
        self._begin(words.say("All of them together"), counted.together, len(counted.actors) + 2)
        table = Table(
            self._flow,
            [words.say("Counted together here, by the writer's choice"), words.say("Incidents")],
            [0.0, 54.0],
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
        self._set_course(counted.together, ())

    def _set_course(self, course: Course, milestones: Sequence[LogMilestone]) -> None:
        self._set_boxes(list(self._boxes(course, course.exhibits)))
        self._set_sentences(*self._period(course))
        if course.months:
            MonthChart(self._flow, course, milestones).set()
        if course.types:
            self._set_types(course)

    # Figures in boxes, and what has to be said of them

    def _set_boxes(self, boxes: Sequence[tuple[str, str]]) -> None:
        flow = self._flow
        width = (flow.paper.area.width - _GAP * (len(boxes) - 1)) / len(boxes)
        columns = []
        for number, (figure, said) in enumerate(boxes):
            x = number * (width + _GAP)
            flow.paper.rule(flow.left + x, flow.left + x + width, flow.y, styles.INK, 0.8)
            pile = (*self._strips(figure, styles.FIGURE, width), *self._strips(said, styles.FACT, width))
            columns.append(Column(x, pile))
        flow.band(Band(tuple(columns), above=4.0, below=4.0))

    def _boxes(self, course: Course, exhibits: int) -> Iterator[tuple[str, str]]:
        words = self._words
        yield words.number(course.all.incidents), self._incidents(course)
        if course.days:
            days = words.count(
                "day, first to last, both counted", "days, first to last, both counted", course.days
            )
            yield words.number(course.days), days
        if course.pause:
            pause = words.count(
                "day without an incident, the longest pause",
                "days without an incident, the longest pause",
                course.pause.days,
            )
            yield words.number(course.pause.days), pause
        yield words.number(exhibits), words.count("exhibit", "exhibits", exhibits)

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

    def _period(self, course: Course) -> Iterator[str]:
        words = self._words
        yield from self._span(course)
        if course.pause:
            after, before = words.short_day(course.pause.after), words.short_day(course.pause.before)
            yield words.say(
                "The longest pause lies between {after} and {before}.", after=after, before=before
            )
        yield from self._uncertain(course)

    def _span(self, course: Course) -> Iterator[str]:
        if course.days:
            first, last = self._words.day(course.all.first), self._words.day(course.all.last)
            yield self._words.say("First {first}, last {last}.", first=first, last=last)

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

    def set_months(self, course: Course, milestones: Sequence[LogMilestone]) -> None:
        """Set how many there were each month."""
        if course.months:
            self._heading(self._words.say("Incidents per month"), 150.0)
            MonthChart(self._flow, course, milestones).set()

    def _set_types(self, course: Course) -> None:
        say = self._words.say
        table = Table(
            self._flow, [say("Type"), say("Incidents"), say("First"), say("Last")], [0.0, 54.0, 64.0, 64.0]
        )
        for plain in course.types:
            exact = " · ".join(f"{label} {self._words.number(count)}" for label, count in plain.exact)
            table.row(Cell(plain.group.label, below=exact), *figures_of(self._words, plain.group))
        if course.untyped:
            table.row(say("no type given"), self._words.number(course.untyped), "", "")
        table.end()
        if course.several_types:
            several = self._words.count(
                "One incident is of more than one type, and counts for each.",
                "{number} incidents are of more than one type, and count for each.",
                course.several_types,
            )
            self._text(several, styles.SMALL)
            self._flow.skip(10)

    # How it is set

    def _begin(self, title: str, course: Course, more_lines: int = 0) -> None:
        """A block's title, on a new sheet where its figures, bars and tables would be parted."""
        years = len({month.month[:4] for month in course.months})
        lines = years + len(course.types) + more_lines + 4
        self._flow.need(min(_BLOCK_ROOM + lines * _LINE_ROOM, self._flow.paper.area.height))
        self._flow.paper.outline(title, 1, self._flow.y)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(4)

    def _heading(self, title: str, room: float = 70.0) -> None:
        self._flow.need(styles.SUBHEADING.leading + room)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(4)

    def _set_sentences(self, *sentences: str) -> None:
        if sentences:
            self._text(" ".join(sentences), styles.FACT)
            self._flow.skip(12)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(self._strips(said, style, self._flow.paper.area.width))

    def _strips(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._flow.paper.setter, said, style, width)
