"""When something happened, as exactly as the person knows it; nothing that was typed is ever recomputed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal.domain.errors import TimeNeverWas, TimeTwice, TimeUnreadable


class Precision(StrEnum):
    """How exactly a time is known."""

    EXACT = "exact"
    ABOUT = "about"
    PART = "part"
    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


class DayPart(StrEnum):
    """A part of a day, for "some time in the evening"."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PART_BEGINS = {DayPart.NIGHT: 0, DayPart.MORNING: 6, DayPart.AFTERNOON: 12, DayPart.EVENING: 18}
"""The hour at which each part of a day begins, in local time."""


class TimeSource(StrEnum):
    """How the person knows the time."""

    SEEN = "seen happening"
    SHOWN = "shown on the page"
    FILE = "from the file"
    TOLD = "told"
    MEMORY = "memory"


@dataclass(frozen=True)
class LocalTime:
    """A time as a clock on the wall in zone `tz` showed it.

    `local` is `YYYY-MM-DDTHH:MM`, with `:SS` where seconds are known; `off_min` is how many minutes that
    clock was ahead of UTC; `fold` is 1 for the second of two equal readings when clocks are put back.
    """

    local: str
    tz: str
    off_min: int
    fold: int = 0

    @property
    def utc_ms(self) -> int:
        """The instant in milliseconds since 1970-01-01 UTC."""
        ahead = timezone(timedelta(minutes=self.off_min))
        return _milliseconds(self.naive.replace(tzinfo=ahead))

    @property
    def naive(self) -> datetime:
        """The reading as a datetime without a zone."""
        return read_local(self.local)


@dataclass(frozen=True)
class When:
    """A time or a span. `from_` is None only for a time that is not known; then `to` may say "on or before"."""

    from_: LocalTime | None
    to: LocalTime | None
    precision: Precision
    part: DayPart | None
    source: TimeSource

    @property
    def stands_at(self) -> LocalTime | None:
        """Where it finds its place: its beginning, or the last it can have been; None if neither is known."""
        return self.to if self.precision is Precision.UNKNOWN else self.from_

    @property
    def is_bound(self) -> bool:
        """Whether only the last it can have been is known, as of what is found on a screen."""
        return self.precision is Precision.UNKNOWN and self.to is not None


def exact(moment: LocalTime, source: TimeSource = TimeSource.SEEN) -> When:
    """A single time known to the minute or better."""
    return When(moment, None, Precision.EXACT, None, source)


def on_or_before(moment: LocalTime, source: TimeSource = TimeSource.SHOWN) -> When:
    """What a capture knows of when its content came to be; `source` is where a better time would come from."""
    return When(None, moment, Precision.UNKNOWN, None, source)


def read_local(text: str) -> datetime:
    """Read `YYYY-MM-DDTHH:MM[:SS]`.

    Raises:
        TimeUnreadable: it is not written like that, or is no date.
    """
    try:
        if len(text) not in (16, 19) or text[10] != "T":
            raise ValueError(text)
        return datetime.fromisoformat(text)
    except ValueError as reason:
        raise TimeUnreadable(text) from reason


def local_time(local: str, tz: str, fold: int | None = None) -> LocalTime:
    """Give a reading its offset by the rules of its zone.

    Raises:
        TimeNeverWas: the clocks jumped over it.
        TimeTwice: it happened twice and `fold` does not say which is meant.
        TimeUnreadable: it is no date and time.
    """
    naive = read_local(local)
    zone = ZoneInfo(tz)
    first, second = (_offset(naive, zone, fold=which) for which in (0, 1))
    if first != second:
        if second > first:
            raise TimeNeverWas(local, tz)
        if fold is None:
            raise TimeTwice(local, tz)
    chosen = fold or 0
    return LocalTime(local, tz, _offset(naive, zone, chosen), chosen if first != second else 0)


def at_instant(utc_ms: int, tz: str) -> LocalTime:
    """Say what a clock in zone `tz` showed at that instant, to the second."""
    there = datetime.fromtimestamp(utc_ms // 1000, ZoneInfo(tz))
    minutes = int((there.utcoffset() or timedelta()).total_seconds() // 60)
    return LocalTime(there.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0"), tz, minutes, there.fold)


def at_offset(utc_ms: int, off_min: int) -> LocalTime:
    """Say what a clock showed, to the second, of which only its distance from UTC is known."""
    moment = datetime.fromtimestamp(utc_ms // 1000, timezone(timedelta(minutes=off_min)))
    return LocalTime(moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0"), "", off_min)


def sort_utc(when: When, recorded_ms: int) -> int:
    """The instant an incident is sorted by: the earliest it can have happened, or the last where only that is known.

    A time of which nothing is known sorts by when it was recorded; those stand in a group of their own.
    """
    start = when.stands_at
    if start is None:
        return recorded_ms
    if when.precision is Precision.PART and when.part is not None:
        return _at_hour(start, PART_BEGINS[when.part])
    if when.precision is Precision.DAY:
        return _at_hour(start, 0)
    if when.precision is Precision.MONTH:
        return _at_hour(LocalTime(start.local[:8] + "01T00:00", start.tz, start.off_min), 0)
    return start.utc_ms


def _at_hour(moment: LocalTime, hour: int) -> int:
    return LocalTime(f"{moment.local[:10]}T{hour:02}:00", moment.tz, moment.off_min).utc_ms


def _offset(naive: datetime, zone: ZoneInfo, fold: int) -> int:
    offset = naive.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def _milliseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
