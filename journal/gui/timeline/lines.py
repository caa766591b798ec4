"""The timeline as lines to be shown: days, turning points and entries in one order.

Entries are many and headings few: only the headings are listed, and where a line stands is worked out from them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from journal.domain.ids import IncidentId
from journal.domain.reading import Key, MilestoneLine, Timeline


class LineKind(IntEnum):
    """What a line shows."""

    ENTRY = 0
    DAY = 1
    UNKNOWN = 2
    MILESTONE = 3


class Line(NamedTuple):
    """One line; `what` is an entry's id, a day (YYYY-MM-DD) or a turning point."""

    kind: LineKind
    what: str | MilestoneLine


class Lines:
    """Newest first: entries without a known time under a heading of their own, then day by day.

    A turning point stands under everything that came after it.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._keys = timeline.keys
        heads = _heads(timeline)
        self._heads = [line for _before, line in heads]
        self._head_at = [before + at for at, (before, _line) in enumerate(heads)]
        self._places: dict[IncidentId, int] = dict(
            zip(map(_id, self._keys), range(len(self._keys)), strict=True)
        )

    def __len__(self) -> int:
        return len(self._keys) + len(self._heads)

    def __getitem__(self, at: int) -> Line:
        heads = bisect_left(self._head_at, at)
        if heads < len(self._head_at) and self._head_at[heads] == at:
            return self._heads[heads]
        return Line(LineKind.ENTRY, self._keys[at - heads].id)

    def __iter__(self) -> Iterator[Line]:
        return (self[at] for at in range(len(self)))

    @property
    def entries(self) -> int:
        """How many of the lines are entries."""
        return len(self._keys)

    def entry_at(self, at: int) -> IncidentId | None:
        """The entry at that line, if it is one."""
        line = self[at] if 0 <= at < len(self) else None
        return IncidentId(str(line.what)) if line is not None and line.kind is LineKind.ENTRY else None

    def line_of(self, entry: IncidentId) -> int | None:
        """At which line an entry stands, if it is among them."""
        key = self._places.get(entry)
        if key is None:
            return None
        # Each heading before the entry moves it one line down.
        return key + bisect_right(range(len(self._head_at)), key, key=self._entries_before)

    def measured(self, heights: Mapping[LineKind, int]) -> "Tops":
        """Where each line begins when each kind has that height."""
        return Tops(
            len(self), self._head_at, [heights[line.kind] for line in self._heads], heights[LineKind.ENTRY]
        )

    def _entries_before(self, head: int) -> int:
        return self._head_at[head] - head


class Tops:
    """Where lines begin, in pixels from the top of the first."""

    def __init__(self, lines: int, head_at: list[int], head_heights: list[int], entry: int) -> None:
        self.lines = lines
        self._head_at = head_at
        self._before = [0, *accumulate(head_heights)]
        self._entry = entry
        self.height = self.top(lines)

    def top(self, line: int) -> int:
        """Where that line begins; the line after the last is where everything ends."""
        heads = bisect_left(self._head_at, line)
        return (line - heads) * self._entry + self._before[heads]

    def line_at(self, y: int) -> int:
        """The line that covers that height; -1 above the first."""
        return bisect_right(range(self.lines + 1), y, key=self.top) - 1


_id = attrgetter("id")
_day = attrgetter("day")


def _heads(timeline: Timeline) -> list[tuple[int, Line]]:
    """Every heading with the number of entries that stand before it."""
    keys = timeline.keys
    days = list(map(_day, keys))
    starts = [
        0,
        *(at for at, (one, other) in enumerate(pairwise(days), 1) if one != other),
    ]
    known = bisect_left(days, True, key=bool)
    found = [(at, 1, _day_line(days[at])) for at in starts if at < len(keys)]
    newest_first = sorted(timeline.milestones, key=lambda line: -line.sort_ms)
    found += [(_place(keys, known, line), 0, Line(LineKind.MILESTONE, line)) for line in newest_first]
    found.sort(key=lambda head: head[:2])
    return [(before, line) for before, _order, line in found]


def _day_line(day: str) -> Line:
    return Line(LineKind.DAY, day) if day else Line(LineKind.UNKNOWN, "")


def _place(keys: tuple[Key, ...], known: int, milestone: MilestoneLine) -> int:
    """How many entries came after a turning point; those without a known time stand before all others."""
    return bisect_right(range(len(keys)), -milestone.sort_ms, lo=known, key=lambda at: -keys[at].sort_ms)
