"""The example's calendar: when the journal was begun, when it ends, and how a time is told at each precision."""

from datetime import datetime, timedelta

from journal.domain.errors import TimeNeverWas
from journal.domain.moments import (
    PART_BEGINS,
    DayPart,
    LocalTime,
    Precision,
    TimeSource,
    When,
    at_instant,
    local_time,
    on_or_before,
)

HOME = "Europe/Paris"
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FIRST_DAY = "2024-03-13"


def moment(text: str, zone: str = HOME, fold: int = 0) -> LocalTime:
    """A reading of the clock in a zone; one the clocks jumped over is read an hour later."""
    try:
        return local_time(text, zone, fold)
    except TimeNeverWas:
        later = (datetime.fromisoformat(text) + timedelta(hours=1)).isoformat()
        return local_time(later[: len(text)], zone, fold)


def instant(text: str, zone: str = HOME) -> int:
    """That reading as milliseconds since 1970 UTC."""
    return moment(text, zone).utc_ms


def minute(utc_ms: int, zone: str = HOME) -> LocalTime:
    """What a clock there showed at that instant, without the seconds."""
    whole = at_instant(utc_ms, zone)
    return LocalTime(whole.local[:16], whole.tz, whole.off_min, whole.fold)


BEGUN = instant("2024-05-20T19:30")
"""The evening the journal was begun; what happened before was written from memory then."""
ENDS = instant("2026-11-22T10:20")
"""The last record; today in the example is that Sunday."""


def told(
    start: LocalTime, end: LocalTime | None, precision: Precision, source: TimeSource, part: str = ""
) -> When:
    """The time as somebody tells it who knows it only so exactly."""
    if precision is Precision.UNKNOWN:
        return on_or_before(start)
    if precision is Precision.PART:
        named = DayPart(part) if part else _part(start)
        return When(
            _at(start, f"{start.local[:10]}T{PART_BEGINS[named]:02}:00"), None, precision, named, source
        )
    if precision is Precision.DAY:
        return When(_at(start, f"{start.local[:10]}T00:00"), None, precision, None, source)
    if precision is Precision.MONTH:
        return When(_at(start, f"{start.local[:8]}01T00:00"), None, precision, None, source)
    return When(start, end, precision, None, source)


def _at(start: LocalTime, text: str) -> LocalTime:
    return moment(text, start.tz)


def _part(start: LocalTime) -> DayPart:
    hour = start.naive.hour
    return max((part for part in DayPart if PART_BEGINS[part] <= hour), key=PART_BEGINS.__getitem__)
