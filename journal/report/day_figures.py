"""What each day adds up to: how many incidents of which type, and the one that is told of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from journal.report.figures import day_of, month_of
from journal.report.log_rows import in_order
from journal.report.model import Log, LogRow

_THREAT = "threat"


@dataclass(frozen=True)
class DayType:
    """How many rows of a day are of a plain type, and how many of them show which of the labels more exact."""

    label: str
    rows: int
    exact: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DayFigures:
    """The rows of one day (YYYY-MM-DD), of one month whose days are not known (YYYY-MM), or of no known time ("").

    `single` counts the messages or calls inside runs; `about` if one was not counted. `types` are the plain ones, the
    most frequent first; `untyped` rows have none. `told` stands for the day.
    """

    day: str
    rows: tuple[LogRow, ...]
    single: int
    about: bool
    types: tuple[DayType, ...]
    untyped: int
    told: LogRow


def day_figures(log: Log) -> tuple[DayFigures, ...]:
    """The days with an incident, in the order of the log."""
    labels = {kind.key: kind.label for kind in log.types}
    parents = {kind.key: kind.parent or kind.key for kind in log.types}
    return tuple(_figures(day, rows, labels, parents) for day, rows in _days(log))


def _days(log: Log) -> Iterator[tuple[str, tuple[LogRow, ...]]]:
    rows = (entry for entry in in_order(log) if isinstance(entry, LogRow))
    by_day: dict[str, list[LogRow]] = {}
    for day, found in groupby(rows, key=_day):
        by_day.setdefault(day, []).extend(found)
    for day, theirs in by_day.items():
        yield day, tuple(theirs)


def _day(row: LogRow) -> str:
    return day_of(row.incident.occurred) or month_of(row.incident.occurred)


def _figures(
    day: str, rows: tuple[LogRow, ...], labels: Mapping[str, str], parents: Mapping[str, str]
) -> DayFigures:
    plain: Counter[str] = Counter()
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        keys = dict.fromkeys(row.incident.types)
        plain.update(dict.fromkeys((parents.get(key, key) for key in keys), 1))
        for key in keys:
            if parents.get(key, key) != key:
                exact[parents[key]][labels[key]] += 1
    return DayFigures(
        day,
        rows,
        sum(row.incident.how_many.number for row in rows),
        any(row.incident.how_many.about for row in rows),
        tuple(
            DayType(labels.get(key, key), count, tuple(exact[key].most_common()))
            for key, count in plain.most_common()
        ),
        sum(not row.incident.types for row in rows),
        _told(rows, parents),
    )


def _told(rows: Iterable[LogRow], parents: Mapping[str, str]) -> LogRow:
    """The first the writer marked; else the first with a threat; else the first: no verdict of ours."""
    return min(rows, key=lambda row: (not row.incident.starred, not _is_threat(row, parents)))


def _is_threat(row: LogRow, parents: Mapping[str, str]) -> bool:
    return any(parents.get(key, key) == _THREAT for key in row.incident.types)
