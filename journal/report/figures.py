"""Every figure on paper, counted from the very rows that are printed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import TypeVar

from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, WrittenFrom
from journal.domain.moments import LocalTime, Precision, When
from journal.domain.reading import Month
from journal.domain.records import Recorded
from journal.report.model import Log, LogRow

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Group:
    """A set of rows by what they share; days are YYYY-MM-DD, empty where none of them has one."""

    label: str
    incidents: int
    first: str
    last: str


@dataclass(frozen=True)
class ActorFigures:
    """The rows that name someone: how many, how many of them after a turning point, and for which reasons."""

    group: Group
    after: int
    bases: tuple[tuple[Basis, int], ...]


@dataclass(frozen=True)
class TypeFigures:
    """The rows of a plain type, and how many of them show which label: its own, or one of those more exact."""

    group: Group
    exact: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class AccountFigures:
    """The rows that show an account, number or address: where, who they name, and the references of their exhibits."""

    account: Account
    group: Group
    platforms: tuple[tuple[str, int], ...]
    named: tuple[tuple[str, int], ...]
    exhibits: tuple[str, ...]


@dataclass(frozen=True)
class Pause:
    """The most days in a row without an incident, between two days on which there was one."""

    days: int
    after: str
    before: str


@dataclass(frozen=True)
class Figures:
    """What the rows add up to. `single` counts the messages or calls inside runs; `about` if one was not counted.

    `days` counts first and last; `undated` are the rows whose day is not known; `on_or_before` those counted on the
    last day they can have happened on, because no more is known; `late` those recorded on a later day than they
    happened, or were noticed where that is all that is known; of `unplaced` no such day is known, so that nothing
    can be said of it.
    """

    all: Group
    single: int
    about: bool
    days: int
    undated: int
    on_or_before: int
    pause: Pause | None
    late: int
    unplaced: int
    edited: int
    written: tuple[tuple[WrittenFrom, int], ...]
    months: tuple[Month, ...]
    actors: tuple[ActorFigures, ...]
    nobody: int
    several: int
    types: tuple[TypeFigures, ...]
    untyped: int
    several_types: int
    accounts: tuple[AccountFigures, ...]
    after: dict[MilestoneId, int]


def figures(log: Log) -> Figures:
    """Count the rows of a log."""
    rows, plain = log.rows, _plain(log)
    days = sorted({day for row in rows if (day := day_of(row.incident.occurred))})
    everything = _group("", rows)
    return Figures(
        all=everything,
        single=sum(row.incident.how_many.number for row in rows),
        about=any(row.incident.how_many.about for row in rows),
        days=_apart(everything.first, everything.last) + 1 if days else 0,
        undated=sum(not day_of(row.incident.occurred) for row in rows),
        on_or_before=sum(row.incident.occurred.is_bound for row in rows),
        # Where some incidents were left out, what lies between two of them is no pause.
        pause=None if log.is_for_the_other else _longest_pause(days),
        late=sum(days_late(row) > 0 for row in rows),
        unplaced=sum(not has_known_day(row) for row in rows),
        edited=sum(row.edits > 0 for row in rows),
        written=_most_first(Counter(row.incident.written_from for row in rows)),
        months=_months(rows),
        actors=_actors(rows),
        nobody=sum(not row.named for row in rows),
        several=sum(len(row.named) > 1 for row in rows),
        types=tuple(_types(log)),
        untyped=sum(not row.incident.types for row in rows),
        several_types=sum(len(_plain_types(plain, row)) > 1 for row in rows),
        accounts=_accounts(rows),
        after=Counter(
            each.milestone for row in rows for each in {each.milestone: each for each in row.after}.values()
        ),
    )


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


def _group(label: str, rows: Iterable[LogRow]) -> Group:
    whens = [row.incident.occurred for row in rows]
    dated = [when for when in whens if day_of(when)]
    first = min((day_of(when) for when in dated), default="")
    last = max((end.local[:10] for when in dated if (end := when.to or when.from_)), default="")
    return Group(label, len(whens), first, last)


def _apart(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _longest_pause(days: list[str]) -> Pause | None:
    pauses = (Pause(_apart(one, next_) - 1, one, next_) for one, next_ in pairwise(days))
    return max((pause for pause in pauses if pause.days > 0), key=lambda pause: pause.days, default=None)


def _months(rows: Iterable[LogRow]) -> tuple[Month, ...]:
    """Every calendar month from the first to the last, those without an incident too."""
    counted = Counter(month for row in rows if (month := month_of(row.incident.occurred)))
    if not counted:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(counted), max(counted)))
    months = (f"{each // 12:04}-{each % 12 + 1:02}" for each in range(first, last + 1))
    return tuple(Month(month, counted[month]) for month in months)


def _actors(rows: Iterable[LogRow]) -> tuple[ActorFigures, ...]:
    found = []
    for label, theirs in _by(rows, lambda row: (each.label for each in row.named)):
        bases = Counter(each.basis for row in theirs for each in row.named if each.label == label)
        after = sum(any(each.actor == label for each in row.after) for row in theirs)
        found.append(ActorFigures(_group(label, theirs), after, _most_first(bases)))
    return tuple(found)


def _plain(log: Log) -> dict[str, str]:
    """Which plain type each type belongs to."""
    return {kind.key: kind.parent or kind.key for kind in log.types}


def _plain_types(plain: Mapping[str, str], row: LogRow) -> set[str]:
    """The plain types a row is of, be it through more exact ones."""
    return {plain.get(key, key) for key in row.incident.types}


def _types(log: Log) -> Iterator[TypeFigures]:
    known, plain = {kind.key: kind for kind in log.types}, _plain(log)
    for key, rows in _by(log.rows, lambda row: sorted(_plain_types(plain, row))):
        exact = Counter(
            kind.label
            for row in rows
            for each in set(row.incident.types)
            if (kind := known.get(each)) and (kind.parent or kind.key) == key
        )
        if len(exact) == 1 and key in known and known[key].label in exact:
            exact.clear()
        named = tuple(sorted(exact.items(), key=lambda item: (-item[1], item[0])))
        yield TypeFigures(_group(known[key].label if key in known else key, rows), named)


def _accounts(rows: Iterable[LogRow]) -> tuple[AccountFigures, ...]:
    shown = _by(rows, lambda row: [row.incident.account] if row.incident.account != Account() else [])
    return tuple(
        AccountFigures(
            account,
            _group("", theirs),
            _most_first(
                Counter(row.incident.where.platform for row in theirs if row.incident.where.platform)
            ),
            _most_first(Counter(label for row in theirs for label in {each.label for each in row.named})),
            tuple(dict.fromkeys(each for row in theirs for each in row.exhibits)),
        )
        for account, theirs in shown
    )


def _by(
    rows: Iterable[LogRow], keys: Callable[[LogRow], Iterable[_Kind]]
) -> list[tuple[_Kind, list[LogRow]]]:
    """The rows under each of their keys, the largest group first."""
    groups: dict[_Kind, list[LogRow]] = {}
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            groups.setdefault(key, []).append(row)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _most_first(counted: Counter[_Kind]) -> tuple[tuple[_Kind, int], ...]:
    return tuple(counted.most_common())
