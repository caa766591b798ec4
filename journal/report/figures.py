"""Every figure on paper, counted from the very rows that are printed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from ipaddress import ip_address
from itertools import pairwise
from typing import TypeVar

from journal.domain.course import Course, Group, Pause, TypeFigures
from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, WrittenFrom
from journal.domain.incident_types import IncidentType
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
    traced: tuple[int, ...]
    changed: tuple[int, ...]
    shown_in: dict[str, tuple[int, ...]]


def figures(log: Log) -> Figures:
    """Count the rows of a log, going through them but once."""
    rules = Rules.of(log)
    return figures_of(rules, (tally(rules, log.rows),))


def tally(rules: "Rules", rows: Iterable[LogRow]) -> "Tally":
    """Count some rows that follow one another; what comes of it stays true as long as they do."""
    counted = Tally()
    for row in rows:
        counted.add(rules, row)
    return counted


def figures_of(
    rules: "Rules", tallies: Iterable["Tally"], references: Mapping[str, str] | None = None
) -> Figures:
    """The figures of rows that were counted apart, in the order of the rows.

    If exhibits were counted by other names than their references, these say which.
    """
    whole = Tally()
    for each in tallies:
        whole.take_in(each)
    return whole.figures(rules, references)


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


def is_traceable(row: LogRow) -> bool:
    """Whether it shows what a provider can only find with its very time or number: an IP address, or a Message-ID."""
    return bool(row.incident.message_id) or is_ip_address(row.incident.account.shown)


def is_ip_address(shown: str) -> bool:
    """Whether that is one, of either kind."""
    try:
        ip_address(shown.strip())
    except ValueError:
        return False
    return True


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
        self.first = self.last = ""

    def add(self, day: str, when: When) -> None:
        """One more, that has its place on that day, if on any."""
        self.incidents += 1
        if not day:
            return
        end = when.to or when.from_
        self.first = min(self.first or day, day)
        self.last = max(self.last, end.local[:10] if end else "")

    def take_set(self, more: "_Set") -> None:
        """All of another set, none of which is in this one."""
        self.incidents += more.incidents
        self.first = min(filter(None, (self.first, more.first)), default="")
        self.last = max(self.last, more.last)

    def group(self, label: str = "") -> Group:
        """What it came to."""
        return Group(label, self.incidents, self.first, self.last)


class _TypeSet(_Set):
    def __init__(self) -> None:
        super().__init__()
        self.exact: Counter[str] = Counter()
        self.after = 0

    def take_in(self, more: "_TypeSet") -> None:
        """The rows that follow."""
        self.take_set(more)
        _add_up(self.exact, more.exact)
        self.after += more.after


class _AccountSet(_Set):
    def __init__(self) -> None:
        super().__init__()
        self.platforms: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.exhibits: dict[str, None] = {}

    def take_in(self, more: "_AccountSet") -> None:
        """The rows that follow."""
        self.take_set(more)
        _add_up(self.platforms, more.platforms)
        _add_up(self.named, more.named)
        self.exhibits |= more.exhibits


class Rules:
    """How a log counts: its types by label, the plain ones that more exact ones belong to, and whether it has pauses.

    Where some incidents were left out, what lies between two of them is no pause.
    """

    def __init__(self, types: Iterable[IncidentType], *, has_pauses: bool = True) -> None:
        self._known = {kind.key: kind for kind in types}
        self.labels = tuple((kind.key, kind.label, kind.parent) for kind in self._known.values())
        self.has_pauses = has_pauses

    @classmethod
    def of(cls, log: Log) -> "Rules":
        """Those of this log."""
        return cls(log.types, has_pauses=not log.is_for_the_other)

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

    def __init__(self) -> None:
        super().__init__()
        self.days: set[str] = set()
        self.months: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.types: defaultdict[str, _TypeSet] = defaultdict(_TypeSet)
        self.exhibits: set[str] = set()

    def take(self, rules: Rules, row: LogRow, day: str, month: str, *, after: bool) -> None:
        """One more row, of that day and month if they are known; `after` a turning point that concerns these."""
        incident, sums = row.incident, self.sums
        self.add(day, incident.occurred)
        if day:
            self.days.add(day)
        if month:
            self.months[month] += 1
        sums["single"] += incident.how_many.number
        sums["about"] += incident.how_many.about
        sums["undated"] += not day
        sums["on_or_before"] += incident.occurred.is_bound
        self.exhibits.update(row.exhibits)
        self._add_to_types(rules, row, day, after=after)

    def take_course(self, more: "_CourseSet") -> None:
        """The rows that follow."""
        self.take_set(more)
        self.days |= more.days
        _add_up(self.months, more.months)
        _add_up(self.sums, more.sums)
        self.exhibits |= more.exhibits
        for key, theirs in more.types.items():
            self.types[key].take_in(theirs)

    def _add_to_types(self, rules: Rules, row: LogRow, day: str, *, after: bool) -> None:
        """To the plain types a row is of, be it through more exact ones."""
        types = row.incident.types
        plain = {rules.plain(key) for key in types}
        self.sums["untyped"] += not types
        self.sums["several_types"] += len(plain) > 1
        for key in sorted(plain):
            theirs = self.types[key]
            theirs.add(day, row.incident.occurred)
            theirs.after += after
            for each in set(types):
                label = rules.label(each)
                if label is not None and rules.plain(each) == key:
                    theirs.exact[label] += 1

    def course(self, rules: Rules, label: str = "") -> Course:
        """What it came to."""
        group, sums = self.group(label), self.sums
        return Course(
            all=group,
            single=sums["single"],
            about=sums["about"] > 0,
            days=_apart(group.first, group.last) + 1 if group.first else 0,
            undated=sums["undated"],
            on_or_before=sums["on_or_before"],
            pause=_longest_pause(sorted(self.days)) if rules.has_pauses else None,
            months=_months(self.months),
            types=tuple(self._type(rules, key, theirs) for key, theirs in _largest_first(self.types)),
            untyped=sums["untyped"],
            several_types=sums["several_types"],
            exhibits=len(self.exhibits),
        )

    def _type(self, rules: Rules, key: str, theirs: _TypeSet) -> TypeFigures:
        label = rules.label(key)
        exact = ((said, count) for said, count in theirs.exact.items() if said != label)
        named = tuple(sorted(exact, key=lambda item: (-item[1], item[0])))
        return TypeFigures(theirs.group(key if label is None else label), named, theirs.after)


class _ActorSet(_CourseSet):
    def __init__(self) -> None:
        super().__init__()
        self.after = 0
        self.after_each: Counter[MilestoneId] = Counter()
        self.ends: tuple[int, ...] = ()
        self.bases: Counter[Basis] = Counter()

    def take_in(self, more: "_ActorSet", begin: int) -> None:
        """The rows that follow, the first of them at that place."""
        self.take_course(more)
        self.after += more.after
        _add_up(self.after_each, more.after_each)
        _add_up(self.bases, more.bases)
        if more.ends:
            self.ends = (*self.ends[:1], *(begin + at for at in more.ends))
            self.ends = (self.ends[0], self.ends[-1]) if len(self.ends) > 1 else self.ends


class Tally:
    """What some rows that follow one another come to, of every figure; places are counted from the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self.all = _CourseSet()
        self.together = _CourseSet()
        self.sums: Counter[str] = Counter()
        self.written: Counter[WrittenFrom] = Counter()
        self.remembered: list[tuple[int, int, int]] = []
        self.actors: dict[str, _ActorSet] = {}
        self.accounts: defaultdict[Account, _AccountSet] = defaultdict(_AccountSet)
        self.after: Counter[MilestoneId] = Counter()
        self.first_after: dict[MilestoneId, int] = {}
        self.starred: list[int] = []
        self.missing: list[int] = []
        self.traced: list[int] = []
        self.changed: dict[int, int] = {}
        self.shown_in: dict[str, tuple[int, ...]] = {}

    def add(self, rules: Rules, row: LogRow) -> None:
        """The row that follows."""
        incident, sums, at = row.incident, self.sums, self.count
        self.count += 1
        day, month = day_of(incident.occurred), month_of(incident.occurred)
        self.all.take(rules, row, day, month, after=bool(row.after))
        self.written[incident.written_from] += 1
        sums["late"] += days_late(row) > 0
        sums["unplaced"] += not has_known_day(row)
        sums["edited"] += row.edits > 0
        if is_remembered(row):
            self.remembered.append((row.first.utc_ms, row.first.off_min, row.number))
        if incident.starred:
            self.starred.append(at)
        if incident.still_needed:
            self.missing.append(at)
        if is_traceable(row):
            self.traced.append(at)
        if row.versions:
            self.changed[row.number] = at
        for reference in row.exhibits:
            self.shown_in[reference] = (*self.shown_in.get(reference, ()), row.number)
        for milestone in dict.fromkeys(each.milestone for each in row.after):
            self.after[milestone] += 1
            self.first_after.setdefault(milestone, row.number)
        self._add_to_actors(rules, at, row, day, month)
        self._add_to_accounts(row, day)

    def take_in(self, more: "Tally") -> None:
        """The rows that follow, counted apart."""
        begin = self.count
        self.count += more.count
        self.all.take_course(more.all)
        self.together.take_course(more.together)
        _add_up(self.sums, more.sums)
        _add_up(self.written, more.written)
        self.remembered += more.remembered
        for label, theirs in more.actors.items():
            self.actors.setdefault(label, _ActorSet()).take_in(theirs, begin)
        for account, shown in more.accounts.items():
            self.accounts[account].take_in(shown)
        _add_up(self.after, more.after)
        self.first_after = more.first_after | self.first_after
        self.starred += [begin + at for at in more.starred]
        self.missing += [begin + at for at in more.missing]
        self.traced += [begin + at for at in more.traced]
        self.changed |= {number: begin + at for number, at in more.changed.items()}
        for exhibit, numbers in more.shown_in.items():
            self.shown_in[exhibit] = (*self.shown_in.get(exhibit, ()), *numbers)

    def _add_to_actors(self, rules: Rules, at: int, row: LogRow, day: str, month: str) -> None:
        self.sums["nobody"] += not row.named
        self.sums["several"] += len(row.named) > 1
        if row.named:
            self.together.take(rules, row, day, month, after=bool(row.after))
        for label in dict.fromkeys(each.label for each in row.named):
            theirs = self.actors.setdefault(label, _ActorSet())
            after = {each.milestone for each in row.after if each.actor == label}
            theirs.take(rules, row, day, month, after=bool(after))
            theirs.bases.update(each.basis for each in row.named if each.label == label)
            theirs.after += bool(after)
            theirs.after_each.update(after)
            if row.incident.occurred.stands_at is not None:
                theirs.ends = (*theirs.ends[:1], at)

    def _add_to_accounts(self, row: LogRow, day: str) -> None:
        incident = row.incident
        if incident.account == _NO_ACCOUNT:
            return
        theirs = self.accounts[incident.account]
        theirs.add(day, incident.occurred)
        if incident.where.platform:
            theirs.platforms[incident.where.platform] += 1
        theirs.named.update({each.label: 1 for each in row.named})
        theirs.exhibits |= dict.fromkeys(row.exhibits)

    def figures(self, rules: Rules, references: Mapping[str, str] | None = None) -> Figures:
        """What all of it came to, and which exhibits by their references if these are given."""
        sums = self.sums

        def known(exhibits: Iterable[str]) -> Iterator[str]:
            return iter(exhibits) if references is None else (references[each] for each in exhibits)

        return Figures(
            **vars(self.all.course(rules)),
            together=self.together.course(rules),
            late=sums["late"],
            unplaced=sums["unplaced"],
            edited=sums["edited"],
            written=_most_first(self.written),
            sittings=tuple(_sittings(sorted(self.remembered))),
            actors=tuple(
                ActorFigures(
                    theirs.course(rules, label),
                    theirs.after,
                    _most_first(theirs.bases),
                    dict(theirs.after_each),
                    theirs.ends,
                )
                for label, theirs in _largest_first(self.actors)
            ),
            nobody=sums["nobody"],
            several=sums["several"],
            accounts=tuple(
                AccountFigures(
                    account,
                    theirs.group(),
                    _most_first(theirs.platforms),
                    _most_first(theirs.named),
                    tuple(known(theirs.exhibits)),
                )
                for account, theirs in _largest_first(self.accounts)
            ),
            after=dict(self.after),
            first_after=self.first_after,
            starred=tuple(self.starred),
            missing=tuple(self.missing),
            traced=tuple(self.traced),
            changed=tuple(at for _number, at in sorted(self.changed.items())),
            shown_in=dict(zip(known(self.shown_in), self.shown_in.values(), strict=True)),
        )


def _add_up(sums: Counter[_Kind], more: Counter[_Kind]) -> None:
    """What an update does, and quicker where there is little; whatever is new comes last, in its order."""
    for each, count in more.items():
        sums[each] += count


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
