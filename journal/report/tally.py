"""Counts the very rows that are printed, in runs whose counts can be kept and added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from journal.domain.course import Course, Group, Pause, TypeFigures
from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, WrittenFrom
from journal.domain.incident_types import IncidentType
from journal.domain.moments import When
from journal.domain.reading import Month
from journal.report.figures import (
    AccountFigures,
    ActorFigures,
    Figures,
    Sitting,
    day_of,
    days_apart,
    days_late,
    has_known_day,
    is_remembered,
    is_traceable,
    month_of,
    shown_at,
)
from journal.report.model import Log, LogRow

_Kind = TypeVar("_Kind")
_AnySet = TypeVar("_AnySet", bound="_Set")
_NO_ACCOUNT = Account()
_AS_THEY_ARE: Mapping[str, str] = {}

MOST_NUMBERED = 6
"""Incidents of a type up to which each is named by its number; more would be no short way to them."""

FEWEST_AT_ONCE = 3
"""Incidents from memory that make a sitting."""

LONGEST_BREAK_MS = 60 * 60_000
"""What may lie between two of them."""


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


def _longest_pause(days: list[str]) -> Pause | None:
    pauses = (Pause(days_apart(one, next_) - 1, one, next_) for one, next_ in pairwise(days))
    return max((pause for pause in pauses if pause.days > 0), key=lambda pause: pause.days, default=None)


@dataclass(eq=False)
class _Set:
    """Rows that have something in common, as they come in: how many, and their first and last day."""

    incidents: int = 0
    first: str = ""
    last: str = ""

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


@dataclass(eq=False)
class _TypeSet(_Set):
    exact: Counter[str] = field(default_factory=Counter)
    after: int = 0
    numbers: list[int] = field(default_factory=list)

    def take_in(self, more: "_TypeSet") -> None:
        """The rows that follow."""
        self.numbers = [*self.numbers, *more.numbers][: MOST_NUMBERED + 1]
        self.take_set(more)
        _add_up(self.exact, more.exact)
        self.after += more.after


@dataclass(eq=False)
class _AccountSet(_Set):
    platforms: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    exhibits: dict[str, None] = field(default_factory=dict)

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
        self.parents = tuple((kind.key, kind.parent) for kind in self._known.values())
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


@dataclass(eq=False)
class _CourseSet(_Set):
    """Rows whose course is told, each once."""

    days: set[str] = field(default_factory=set)
    months: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    types: dict[str, _TypeSet] = field(default_factory=dict)
    exhibits: set[str] = field(default_factory=set)

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
            self.types.setdefault(key, _TypeSet()).take_in(theirs)

    def _add_to_types(self, rules: Rules, row: LogRow, day: str, *, after: bool) -> None:
        """To the plain types a row is of, be it through more exact ones."""
        types = row.incident.types
        plain = {rules.plain(key) for key in types}
        self.sums["untyped"] += not types
        self.sums["several_types"] += len(plain) > 1
        for key in sorted(plain):
            theirs = self.types.setdefault(key, _TypeSet())
            theirs.add(day, row.incident.occurred)
            theirs.after += after
            theirs.numbers = [*theirs.numbers, row.number][: MOST_NUMBERED + 1]
            for each in set(types):
                if rules.plain(each) == key:
                    theirs.exact[each] += 1

    def course(self, rules: Rules, label: str = "") -> Course:
        """What it came to."""
        group, sums = self.group(label), self.sums
        return Course(
            all=group,
            single=sums["single"],
            about=sums["about"] > 0,
            days=days_apart(group.first, group.last) + 1 if group.first else 0,
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
        exact: Counter[str] = Counter()
        for each, count in theirs.exact.items():
            said = rules.label(each)
            if said is not None and said != label:
                exact[said] += count
        named = tuple(sorted(exact.items(), key=lambda item: (-item[1], item[0])))
        numbers = tuple(theirs.numbers) if len(theirs.numbers) <= MOST_NUMBERED else ()
        return TypeFigures(theirs.group(key if label is None else label), named, theirs.after, numbers)


@dataclass(eq=False)
class _ActorSet(_CourseSet):
    after: int = 0
    after_each: Counter[MilestoneId] = field(default_factory=Counter)
    ends: tuple[int, ...] = ()
    bases: Counter[Basis] = field(default_factory=Counter)

    def take_in(self, more: "_ActorSet", begin: int) -> None:
        """The rows that follow, the first of them at that place."""
        self.take_course(more)
        self.after += more.after
        _add_up(self.after_each, more.after_each)
        _add_up(self.bases, more.bases)
        if more.ends:
            self.ends = (*self.ends[:1], *(begin + at for at in more.ends))
            self.ends = (self.ends[0], self.ends[-1]) if len(self.ends) > 1 else self.ends


@dataclass(eq=False)
class Tally:
    """What some rows that follow one another come to, of every figure; places are counted from the first of them.

    It knows types by their keys alone, and can be kept (`domain.summed`).
    """

    count: int = 0
    all: _CourseSet = field(default_factory=_CourseSet)
    together: _CourseSet = field(default_factory=_CourseSet)
    sums: Counter[str] = field(default_factory=Counter)
    written: Counter[WrittenFrom] = field(default_factory=Counter)
    remembered: list[tuple[int, int, int]] = field(default_factory=list)
    actors: dict[str, _ActorSet] = field(default_factory=dict)
    accounts: dict[Account, _AccountSet] = field(default_factory=dict)
    after: Counter[MilestoneId] = field(default_factory=Counter)
    first_after: dict[MilestoneId, int] = field(default_factory=dict)
    starred: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    traced: list[int] = field(default_factory=list)
    changed: dict[int, int] = field(default_factory=dict)
    shown_in: dict[str, tuple[int, ...]] = field(default_factory=dict)

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
        for milestone in dict.fromkeys(each.milestone for each in row.after if not each.was_over(day)):
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
            self.accounts.setdefault(account, _AccountSet()).take_in(shown)
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
            after = [each for each in row.after if each.actor == label]
            theirs.take(rules, row, day, month, after=bool(after))
            theirs.bases.update(each.basis for each in row.named if each.label == label)
            theirs.after += bool(after)
            theirs.after_each.update({each.milestone for each in after if not each.was_over(day)})
            if row.incident.occurred.stands_at is not None:
                theirs.ends = (*theirs.ends[:1], at)

    def _add_to_accounts(self, row: LogRow, day: str) -> None:
        incident = row.incident
        if incident.account == _NO_ACCOUNT:
            return
        theirs = self.accounts.setdefault(incident.account, _AccountSet())
        theirs.add(day, incident.occurred)
        if incident.where.platform:
            theirs.platforms[incident.where.platform] += 1
        theirs.named.update({each.label: 1 for each in row.named})
        theirs.exhibits |= dict.fromkeys(row.exhibits)

    def figures(self, rules: Rules, names: Mapping[str, str]) -> Figures:
        """What all of it came to; `names` are those of what was counted by something else than its name."""
        sums = self.sums

        def named(exhibits: Iterable[str]) -> Iterator[str]:
            return (names.get(each, each) for each in exhibits)

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
                    theirs.course(rules, names.get(label, label)),
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
                    tuple((names.get(label, label), count) for label, count in _most_first(theirs.named)),
                    tuple(named(theirs.exhibits)),
                )
                for account, theirs in _largest_first(self.accounts)
            ),
            after=dict(self.after),
            first_after=self.first_after,
            starred=tuple(self.starred),
            missing=tuple(self.missing),
            traced=tuple(self.traced),
            changed=tuple(at for _number, at in sorted(self.changed.items())),
            shown_in=dict(zip(named(self.shown_in), self.shown_in.values(), strict=True)),
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


def figures(log: Log) -> Figures:
    """Count the rows of a log, going through them but once."""
    rules = Rules.of(log)
    return figures_of(rules, (tally(rules, log.rows),))


def tally(rules: Rules, rows: Iterable[LogRow]) -> Tally:
    """Count some rows that follow one another; what comes of it stays true as long as they do."""
    counted = Tally()
    for row in rows:
        counted.add(rules, row)
    return counted


def figures_of(rules: Rules, tallies: Iterable[Tally], names: Mapping[str, str] = _AS_THEY_ARE) -> Figures:
    """The figures of rows that were counted apart, in the order of the rows.

    If exhibits or people were counted by something else than their references and labels, `names` says which.
    """
    whole = Tally()
    for each in tallies:
        whole.take_in(each)
    return whole.figures(rules, names)
