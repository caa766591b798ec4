"""Every figure on paper, counted from the very rows that are printed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import TypeVar

from journal.domain.course import Course, Group, Pause, TypeFigures
from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, WrittenFrom
from journal.domain.moments import LocalTime, Precision, When
from journal.domain.reading import Month
from journal.domain.records import Recorded
from journal.report.model import Log, LogRow

_Kind = TypeVar("_Kind")
_AnySet = TypeVar("_AnySet", bound="_Set")
_NO_ACCOUNT = Account()

FEWEST_AT_ONCE = 3
"""Incidents from memory that make a sitting."""

LONGEST_BREAK_MS = 60 * 60_000
"""What may lie between two of them."""


@dataclass(frozen=True)
class AccountFigures:
    """The rows that show an account, number or address: where, who they name, and the references of their exhibits."""

    account: Account
    group: Group
    platforms: tuple[tuple[str, int], ...]
    named: tuple[tuple[str, int], ...]
    exhibits: tuple[str, ...]


@dataclass(frozen=True)
class ActorFigures:
    """The rows that name someone: their course, how many after a turning point, for which reasons, and how many each
    turning point that concerns them has after it. `ends` are the places, from 0, of the first and the last of those
    whose time is known."""

    course: Course
    after: int
    bases: tuple[tuple[Basis, int], ...]
    after_each: dict[MilestoneId, int]
    ends: tuple[int, ...]

    @property
    def group(self) -> Group:
        """How many, and when."""
        return self.course.all


@dataclass(frozen=True)
class Sitting:
    """Incidents long past that were written down from memory one after the other: their numbers, and from when to
    when."""

    numbers: tuple[int, ...]
    first: LocalTime
    last: LocalTime


@dataclass(frozen=True)
class Figures(Course):
    """What all rows of a log add up to.

    `together` are those that name anyone, each once, whoever that is. `late` are those recorded on a later day than
    they happened, or were noticed where that is all that is known; of `unplaced` no such day is known, so that nothing
    can be said of it; `sittings` are what was written from memory in one go. `first_after` is the number of the
    earliest row after each turning point; `starred`, `missing` and `changed` are the places, from 0, of the rows that
    are marked as most serious, of those of which others still hold something, and, by number, of those whose earlier
    versions are told. `shown_in` are the numbers of the rows that show an exhibit, by
    its reference.
    """

    together: Course
    late: int
    unplaced: int
    edited: int
    written: tuple[tuple[WrittenFrom, int], ...]
    sittings: tuple[Sitting, ...]
    actors: tuple[ActorFigures, ...]
    nobody: int
    several: int
    accounts: tuple[AccountFigures, ...]
    after: dict[MilestoneId, int]
    first_after: dict[MilestoneId, int]
    starred: tuple[int, ...]
    missing: tuple[int, ...]
    changed: tuple[int, ...]
    shown_in: dict[str, tuple[int, ...]]


def figures(log: Log) -> Figures:
    """Count the rows of a log, going through them but once."""
    counting = _Counting(log)
    for at, row in enumerate(log.rows):
        counting.add(at, row)
    return counting.figures()


def day_of(when: When) -> str:
    """The local day it happened on (YYYY-MM-DD), or the last it can have been; empty where neither is known."""
    return "" if when.precision is Precision.MONTH else _local(when)[:10]


def month_of(when: When) -> str:
    """The local month it happened in (YYYY-MM), or the last it can have been; empty where neither is known."""
    return _local(when)[:7]


def _local(when: When) -> str:
    return when.stands_at.local if when.stands_at is not None else ""


def recorded_at(recorded: Recorded) -> LocalTime:
    """When a record was written, as a clock there and then showed it."""
    return shown_at(recorded.utc_ms, recorded.off_min)


def shown_at(utc_ms: int, off_min: int) -> LocalTime:
    """What a clock so many minutes ahead of UTC showed at an instant, to the second."""
    there = timezone(timedelta(minutes=off_min))
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)
    return LocalTime(moment.astimezone(there).strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0"), "", off_min)


def known_time(row: LogRow) -> LocalTime | None:
    """The time lateness is counted from: when it happened, else was noticed, else the latest it can have been."""
    occurred, noticed = row.incident.occurred, row.incident.noticed
    if occurred.precision is not Precision.UNKNOWN and occurred.from_:
        return occurred.to or occurred.from_
    return (noticed and noticed.from_) or occurred.to


def has_known_day(row: LogRow) -> bool:
    """Whether there is a day that the record can be said to be of, or later than."""
    return known_time(row) is not None and row.incident.occurred.precision is not Precision.MONTH


def days_late(row: LogRow) -> int:
    """Calendar days between the incident and its first record; 0 on the same day or where no time is known."""
    known = known_time(row)
    if known is None or not has_known_day(row):
        return 0
    return max(0, _apart(known.local[:10], recorded_at(row.first).local[:10]))


def is_remembered(row: LogRow) -> bool:
    """Whether it was written from memory on a later day than it happened, or is known to have happened."""
    from_memory = row.incident.written_from is WrittenFrom.MEMORY
    return row.times_told and from_memory and (days_late(row) > 0 or not has_known_day(row))


def _sittings(remembered: Iterable[tuple[int, int, int]]) -> Iterator[Sitting]:
    """Those that were recorded one after the other, without a longer break: instant, minutes ahead of UTC, number."""
    begun: list[tuple[int, int, int]] = []
    for each in remembered:
        if begun and each[0] - begun[-1][0] > LONGEST_BREAK_MS:
            yield from _sitting(begun)
            begun = []
        begun.append(each)
    yield from _sitting(begun)


def _sitting(begun: list[tuple[int, int, int]]) -> Iterator[Sitting]:
    if len(begun) >= FEWEST_AT_ONCE:
        numbers = tuple(sorted(number for _, _, number in begun))
        yield Sitting(numbers, shown_at(*begun[0][:2]), shown_at(*begun[-1][:2]))


def _apart(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _longest_pause(days: list[str]) -> Pause | None:
    pauses = (Pause(_apart(one, next_) - 1, one, next_) for one, next_ in pairwise(days))
    return max((pause for pause in pauses if pause.days > 0), key=lambda pause: pause.days, default=None)


class _Set:
    """Rows that have something in common, as they come in: how many, and their first and last day."""

    def __init__(self) -> None:
        self.incidents = 0
        self._first = self._last = ""

    def add(self, day: str, when: When) -> None:
        """One more, that has its place on that day, if on any."""
        self.incidents += 1
        if not day:
            return
        end = when.to or when.from_
        self._first = min(self._first or day, day)
        self._last = max(self._last, end.local[:10] if end else "")

    def group(self, label: str = "") -> Group:
        """What it came to."""
        return Group(label, self.incidents, self._first, self._last)


class _TypeSet(_Set):
    def __init__(self) -> None:
        super().__init__()
        self.exact: Counter[str] = Counter()
        self.after = 0


class _AccountSet(_Set):
    def __init__(self) -> None:
        super().__init__()
        self.platforms: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.exhibits: dict[str, None] = {}


class _Rules:
    """How a log counts: its types by label, the plain ones that more exact ones belong to, and whether it has pauses.

    Where some incidents were left out, what lies between two of them is no pause.
    """

    def __init__(self, log: Log) -> None:
        self._known = {kind.key: kind for kind in log.types}
        self.has_pauses = not log.is_for_the_other

    def plain(self, key: str) -> str:
        """The key of the plain type that one belongs to."""
        kind = self._known.get(key)
        return (kind.parent or kind.key) if kind else key

    def label(self, key: str) -> str | None:
        """What it is called; None for one that is not known."""
        kind = self._known.get(key)
        return kind.label if kind else None


class _CourseSet(_Set):
    """Rows whose course is told, each once."""

    def __init__(self, rules: _Rules) -> None:
        super().__init__()
        self._rules = rules
        self._days: set[str] = set()
        self._months: Counter[str] = Counter()
        self._sums: Counter[str] = Counter()
        self._types: defaultdict[str, _TypeSet] = defaultdict(_TypeSet)
        self._exhibits: set[str] = set()

    def take(self, row: LogRow, day: str, month: str, *, after: bool) -> None:
        """One more row, of that day and month if they are known; `after` a turning point that concerns these."""
        incident, sums = row.incident, self._sums
        self.add(day, incident.occurred)
        if day:
            self._days.add(day)
        if month:
            self._months[month] += 1
        sums["single"] += incident.how_many.number
        sums["about"] += incident.how_many.about
        sums["undated"] += not day
        sums["on_or_before"] += incident.occurred.is_bound
        self._exhibits.update(row.exhibits)
        self._add_to_types(row, day, after=after)

    def _add_to_types(self, row: LogRow, day: str, *, after: bool) -> None:
        """To the plain types a row is of, be it through more exact ones."""
        types = row.incident.types
        plain = {self._rules.plain(key) for key in types}
        self._sums["untyped"] += not types
        self._sums["several_types"] += len(plain) > 1
        for key in sorted(plain):
            theirs = self._types[key]
            theirs.add(day, row.incident.occurred)
            theirs.after += after
            for each in set(types):
                label = self._rules.label(each)
                if label is not None and self._rules.plain(each) == key:
                    theirs.exact[label] += 1

    def course(self, label: str = "") -> Course:
        """What it came to."""
        group, sums = self.group(label), self._sums
        return Course(
            all=group,
            single=sums["single"],
            about=sums["about"] > 0,
            days=_apart(group.first, group.last) + 1 if group.first else 0,
            undated=sums["undated"],
            on_or_before=sums["on_or_before"],
            pause=_longest_pause(sorted(self._days)) if self._rules.has_pauses else None,
            months=_months(self._months),
            types=tuple(self._type(key, theirs) for key, theirs in _largest_first(self._types)),
            untyped=sums["untyped"],
            several_types=sums["several_types"],
            exhibits=len(self._exhibits),
        )

    def _type(self, key: str, theirs: _TypeSet) -> TypeFigures:
        label = self._rules.label(key)
        exact = ((said, count) for said, count in theirs.exact.items() if said != label)
        named = tuple(sorted(exact, key=lambda item: (-item[1], item[0])))
        return TypeFigures(theirs.group(key if label is None else label), named, theirs.after)


class _ActorSet(_CourseSet):
    def __init__(self, rules: _Rules) -> None:
        super().__init__(rules)
        self.after = 0
        self.after_each: Counter[MilestoneId] = Counter()
        self.ends: tuple[int, ...] = ()
        self.bases: Counter[Basis] = Counter()


class _Counting:
    """Every figure while the rows go by."""

    def __init__(self, log: Log) -> None:
        self._rules = _Rules(log)
        self._all = _CourseSet(self._rules)
        self._together = _CourseSet(self._rules)
        self._sums: Counter[str] = Counter()
        self._written: Counter[WrittenFrom] = Counter()
        self._remembered: list[tuple[int, int, int]] = []
        self._actors: dict[str, _ActorSet] = {}
        self._accounts: defaultdict[Account, _AccountSet] = defaultdict(_AccountSet)
        self._after: Counter[MilestoneId] = Counter()
        self._first_after: dict[MilestoneId, int] = {}
        self._starred: list[int] = []
        self._missing: list[int] = []
        self._changed: dict[int, int] = {}
        self._shown_in: dict[str, tuple[int, ...]] = {}

    def add(self, at: int, row: LogRow) -> None:
        """One more row, the one at that place."""
        incident, sums = row.incident, self._sums
        day, month = day_of(incident.occurred), month_of(incident.occurred)
        self._all.take(row, day, month, after=bool(row.after))
        self._written[incident.written_from] += 1
        sums["late"] += days_late(row) > 0
        sums["unplaced"] += not has_known_day(row)
        sums["edited"] += row.edits > 0
        if is_remembered(row):
            self._remembered.append((row.first.utc_ms, row.first.off_min, row.number))
        if incident.starred:
            self._starred.append(at)
        if incident.still_needed:
            self._missing.append(at)
        if row.versions:
            self._changed[row.number] = at
        for reference in row.exhibits:
            self._shown_in[reference] = (*self._shown_in.get(reference, ()), row.number)
        for milestone in dict.fromkeys(each.milestone for each in row.after):
            self._after[milestone] += 1
            self._first_after.setdefault(milestone, row.number)
        self._add_to_actors(at, row, day, month)
        self._add_to_accounts(row, day)

    def _add_to_actors(self, at: int, row: LogRow, day: str, month: str) -> None:
        self._sums["nobody"] += not row.named
        self._sums["several"] += len(row.named) > 1
        if row.named:
            self._together.take(row, day, month, after=bool(row.after))
        for label in dict.fromkeys(each.label for each in row.named):
            theirs = self._actors.setdefault(label, _ActorSet(self._rules))
            after = {each.milestone for each in row.after if each.actor == label}
            theirs.take(row, day, month, after=bool(after))
            theirs.bases.update(each.basis for each in row.named if each.label == label)
            theirs.after += bool(after)
            theirs.after_each.update(after)
            if row.incident.occurred.stands_at is not None:
                theirs.ends = (*theirs.ends[:1], at)

    def _add_to_accounts(self, row: LogRow, day: str) -> None:
        incident = row.incident
        if incident.account == _NO_ACCOUNT:
            return
        theirs = self._accounts[incident.account]
        theirs.add(day, incident.occurred)
        if incident.where.platform:
            theirs.platforms[incident.where.platform] += 1
        theirs.named.update({each.label: 1 for each in row.named})
        theirs.exhibits |= dict.fromkeys(row.exhibits)

    def figures(self) -> Figures:
        """What all of it came to."""
        sums = self._sums
        return Figures(
            **vars(self._all.course()),
            together=self._together.course(),
            late=sums["late"],
            unplaced=sums["unplaced"],
            edited=sums["edited"],
            written=_most_first(self._written),
            sittings=tuple(_sittings(sorted(self._remembered))),
            actors=tuple(
                ActorFigures(
                    theirs.course(label),
                    theirs.after,
                    _most_first(theirs.bases),
                    dict(theirs.after_each),
                    theirs.ends,
                )
                for label, theirs in _largest_first(self._actors)
            ),
            nobody=sums["nobody"],
            several=sums["several"],
            accounts=tuple(
                AccountFigures(
                    account,
                    theirs.group(),
                    _most_first(theirs.platforms),
                    _most_first(theirs.named),
                    tuple(theirs.exhibits),
                )
                for account, theirs in _largest_first(self._accounts)
            ),
            after=dict(self._after),
            first_after=self._first_after,
            starred=tuple(self._starred),
            missing=tuple(self._missing),
            changed=tuple(at for _number, at in sorted(self._changed.items())),
            shown_in=self._shown_in,
        )


def _months(counted: Counter[str]) -> tuple[Month, ...]:
    """Every calendar month from the first to the last, those without an incident too."""
    if not counted:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(counted), max(counted)))
    months = (f"{each // 12:04}-{each % 12 + 1:02}" for each in range(first, last + 1))
    return tuple(Month(month, counted[month]) for month in months)


def _largest_first(sets: Mapping[_Kind, _AnySet]) -> list[tuple[_Kind, _AnySet]]:
    return sorted(sets.items(), key=lambda item: -item[1].incidents)


def _most_first(counted: Counter[_Kind]) -> tuple[tuple[_Kind, int], ...]:
    return tuple(counted.most_common())
