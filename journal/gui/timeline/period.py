"""Spans of days and months as instants, where the person is, and the words for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from journal.domain.errors import TimeNeverWas
from journal.domain.moments import at_instant, local_time
from journal.domain.words import Words


@dataclass(frozen=True)
class Period:
    """From the first to the last day (YYYY-MM-DD), both included."""

    first: str
    last: str

    def instants(self, tz: str) -> tuple[int, int]:
        """Where it begins and where it is over, in UTC milliseconds, in that zone."""
        after = (date.fromisoformat(self.last) + timedelta(days=1)).isoformat()
        return day_begins(self.first, tz), day_begins(after, tz)


def months(first: str, last: str) -> Period:
    """From the first day of one month (YYYY-MM) to the last day of another, in either order."""
    first, last = sorted((first, last))
    year, month = int(last[:4]), int(last[5:7])
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(f"{first}-01", (following - timedelta(days=1)).isoformat())


def between(from_ms: int, until_ms: int, tz: str) -> Period:
    """The days between two instants, the second excluded."""
    return Period(at_instant(from_ms, tz).local[:10], at_instant(until_ms - 1, tz).local[:10])


def in_words(words: Words, period: Period) -> str:
    """A period as people write it: a month, some months, a day or some days."""
    if period.first == period.last:
        return words.short_day(period.first)
    if months(period.first[:7], period.last[:7]) == period:
        if period.first[:7] == period.last[:7]:
            return words.month(period.first[:7])
        return words.say(
            "{first} – {last}", first=words.month(period.first[:7]), last=words.month(period.last[:7])
        )
    return words.say(
        "{first} – {last}", first=words.short_day(period.first), last=words.short_day(period.last)
    )


def day_begins(day: str, tz: str) -> int:
    """The instant a day begins; where clocks jump over midnight, an hour later."""
    try:
        return local_time(f"{day}T00:00", tz, fold=0).utc_ms
    except TimeNeverWas:
        return local_time(f"{day}T01:00", tz, fold=0).utc_ms


def month_before(month: str, by: int) -> str:
    """The month (YYYY-MM) that many months before."""
    year, left = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 - by, 12)
    return f"{year:04}-{left + 1:02}"


def months_between(first: str, last: str) -> list[str]:
    """All months from the first to the last, both included."""
    found = [first]
    while found[-1] < last:
        found.append(month_before(found[-1], -1))
    return found
