"""The timeline as lines to be shown: days, turning points and entries in one order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from journal.domain.ids import IncidentId
from journal.domain.reading import MilestoneLine, Timeline


class LineKind(IntEnum):
    """What a line shows."""

    ENTRY = 0
    DAY = 1
    UNKNOWN = 2
    MILESTONE = 3


@dataclass(frozen=True)
class Line:
    """One line; `what` is an entry's id, a day (YYYY-MM-DD) or a turning point."""

    kind: LineKind
    what: str | MilestoneLine


def lines(timeline: Timeline) -> list[Line]:
    """Newest first: entries without a known time under a heading of their own, then day by day.

    A turning point stands under everything that came after it.
    """
    return list(_lines(timeline))


def _lines(timeline: Timeline) -> Iterator[Line]:
    waiting = sorted(timeline.milestones, key=lambda line: line.sort_ms)
    day: str | None = None
    for key in timeline.keys:
        while key.day and waiting and waiting[-1].sort_ms > key.sort_ms:
            yield Line(LineKind.MILESTONE, waiting.pop())
        if key.day != day:
            day = key.day
            yield Line(LineKind.DAY, day) if day else Line(LineKind.UNKNOWN, "")
        yield Line(LineKind.ENTRY, key.id)
    while waiting:
        yield Line(LineKind.MILESTONE, waiting.pop())


def tops(shown: list[Line], heights: dict[LineKind, int]) -> list[int]:
    """Where each line begins, in pixels from the top, and last where everything ends."""
    return [0, *accumulate(heights[line.kind] for line in shown)]


def places(shown: list[Line]) -> dict[IncidentId, int]:
    """At which line each entry stands."""
    return {IncidentId(str(line.what)): at for at, line in enumerate(shown) if line.kind is LineKind.ENTRY}
