"""The figures of one person: how many, since when, the longest pause, month by month, after what, of which types."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.course import ActorCourse, Course
from journal.domain.words import Words
from journal.gui import terms
from journal.gui.kit import Kit
from journal.gui.text.button import Button
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Kind, Label, Small
from journal.gui.timeline.density import DensityStrip


def span(words: Words, course: Course) -> Iterator[str]:
    """From when to when."""
    if course.days:
        first, last = words.day(course.all.first), words.day(course.all.last)
        yield words.say("First {first}, last {last}.", first=first, last=last)


def _more(words: Words, course: Course) -> Iterator[str]:
    if course.pause:
        after, before = words.short_day(course.pause.after), words.short_day(course.pause.before)
        yield words.say("The longest pause lies between {after} and {before}.", after=after, before=before)
    if course.undated:
        yield words.count("The day of one is not known.", "The day of {number} is not known.", course.undated)


class CourseBlock(QWidget):
    """`entries_wanted` asks for these entries, those of a period or (None) all."""

    entries_wanted = Signal(object)

    def __init__(self, kit: Kit, told: ActorCourse) -> None:
        super().__init__()
        words, course = kit.words, told.course
        self.actor = told.actor or ""
        self.name = Label(course.all.label, Kind.TITLE, selectable=True)
        self.show_entries = Button(words.say("Show the entries"), small=True)
        self.show_entries.setAccessibleName(words.say("Show the entries: {name}", name=course.all.label))
        self.show_entries.clicked.connect(partial(self.entries_wanted.emit, None))
        self.figures = tuple(_Figure(figure, said) for figure, said in _figures(words, course))
        self.strip = DensityStrip(words)
        self.strip.show_months(course.months)
        self.strip.show_marks([terms.day_of(point.date) for point in told.points])
        self.strip.period_chosen.connect(self.entries_wanted)
        self.strip.setEnabled(bool(self.actor))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 8)
        whole.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.show_entries, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        whole.addWidget(Flowing(*self.figures, gap=28))
        whole.addWidget(Small(" ".join((*span(words, course), *_more(words, course)))))
        whole.addWidget(self.strip)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for said in (*_points(words, told), *_reasons(words, told)):
            lines.addWidget(Label(said))
        whole.addLayout(lines)
        if course.types:
            whole.addWidget(_Types(words, course))
        self.show_entries.setVisible(bool(self.actor))


def _figures(words: Words, course: Course) -> Iterator[tuple[str, str]]:
    yield words.number(course.all.incidents), words.count("entry", "entries", course.all.incidents)
    if course.single > course.all.incidents:
        number = words.number(course.single)
        number = words.say("about {number}", number=number) if course.about else number
        yield number, words.count("time in all", "times in all", course.single)
    if course.days:
        yield words.number(course.days), words.count("day, first to last", "days, first to last", course.days)
    if course.pause:
        yield (
            words.number(course.pause.days),
            words.count("day, the longest pause", "days, the longest pause", course.pause.days),
        )
    if course.exhibits:
        yield words.number(course.exhibits), words.count("file", "files", course.exhibits)


def _points(words: Words, told: ActorCourse) -> Iterator[str]:
    for point in told.points:
        day = terms.day_of(point.date)
        what = terms.milestone(words, point.kind, "", words.short_day(day) if day else "")
        yield words.count(
            "{what}: one entry after it", "{what}: {number} entries after it", point.incidents, what=what
        )


def _reasons(words: Words, told: ActorCourse) -> Iterator[str]:
    if told.bases:
        why = " · ".join(f"{terms.basis(words, basis)} {words.number(count)}" for basis, count in told.bases)
        yield words.say("Why you think so: {reasons}", reasons=why)


class _Figure(QWidget):
    """A large number over what it counts."""

    def __init__(self, figure: str, said: str) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Label(figure, Kind.TITLE))
        whole.addWidget(Small(said))


class _Types(QWidget):
    """How many there are of each type, and from when to when."""

    def __init__(self, words: Words, course: Course) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for row, each in enumerate(course.types):
            group = each.group
            first, last = (words.short_day(day) if day else "" for day in (group.first, group.last))
            number = Label(words.number(group.incidents))
            number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(group.label), row, 0)
            grid.addWidget(number, row, 1)
            grid.addWidget(Small(first if first == last else f"{first} – {last}"), row, 2)
        if course.untyped:
            grid.addWidget(Label(words.say("no type given")), len(course.types), 0)
            grid.addWidget(Label(words.number(course.untyped)), len(course.types), 1)
