"""Every figure on paper, and when a row happened, was recorded and is known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from ipaddress import ip_address

from journal.domain.course import Course, Group
from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, WrittenFrom
from journal.domain.moments import LocalTime, Precision, When
from journal.domain.records import Recorded
from journal.report.model import LogRow


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
    return max(0, days_apart(known.local[:10], recorded_at(row.first).local[:10]))


def days_apart(first: str, last: str) -> int:
    """How many days lie from one day (YYYY-MM-DD) to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


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
