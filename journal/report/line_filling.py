"""Filling lines: what is never broken goes into one line or begins the next, unless it is longer than a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from journal.report.breaking import GOOD_ENDS
from journal.report.shaping import Span, of_clusters


class Unit(NamedTuple):
    """What is never broken unless it is longer than a line; width in thousandths of the type size."""

    spans: tuple[Span, ...]
    width: float


class Filling:
    """A line being filled; spaces at its end are left out, those a text begins with are kept."""

    def __init__(self, room: float) -> None:
        """An empty line of so many thousandths of the type size."""
        self.taken: list[Unit] = []
        self._room = room
        self._used = 0.0
        self._gap: Unit | None = None

    def leave(self, gap: Unit) -> None:
        """Space before whatever comes next, should it come in the same line."""
        self._gap = gap if gap.width < self._room else None

    def take(self, unit: Unit) -> Sequence[list[Unit]]:
        """Add the unit, or begin a new line with it; returns each line that became full."""
        if unit.width > self._room:
            return list(self._take_parted(unit))
        full = () if self._fits(unit) else (self._full(),)
        self._add(unit)
        return full

    def _take_parted(self, unit: Unit) -> Iterator[list[Unit]]:
        if self._start > self._room / 2 and self.taken:
            yield self._full()
        for piece in _parted(unit, self._room - self._start, self._room):
            if not self._fits(piece):
                yield self._full()
            self._add(piece)

    @property
    def _start(self) -> float:
        return self._used + (self._gap.width if self._gap else 0.0)

    def _fits(self, unit: Unit) -> bool:
        return self._start + unit.width <= self._room or not (self.taken or self._gap)

    def _add(self, unit: Unit) -> None:
        if self._gap:
            self.taken.append(self._gap)
        self.taken.append(unit)
        self._used = self._start + unit.width
        self._gap = None

    def _full(self) -> list[Unit]:
        full, self.taken = self.taken, []
        self._used, self._gap = 0.0, None
        return full


def filled_with_words(
    words: Sequence[str], widths: Mapping[str, float], room: float
) -> list[tuple[str, float]]:
    """Words with a space between each filled into lines, as `Filling` does: the text of each line, and its width.

    Nothing where there is no word, or one is wider than a line. All lengths in thousandths of the type size.
    """
    lines: list[tuple[str, float]] = []
    space, start, used = widths[" "], 0, 0.0
    for at, word in enumerate(words):
        width = widths[word]
        if width > room:
            return []
        wider = used + space + width
        if wider > room and at > start:
            lines.append((" ".join(words[start:at]), used))
            start, used = at, width
        else:
            used = wider if at > start else width
    if words:
        lines.append((" ".join(words[start:]), used))
    return lines


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one font and level as one span; boxes stay by themselves."""
    waiting: list[Span] = []
    for span in spans:
        if waiting and not _alike(waiting[-1], span):
            yield _one(waiting)
            waiting = []
        waiting.append(span)
    if waiting:
        yield _one(waiting)


def _alike(one: Span, other: Span) -> bool:
    return (
        one.face is not None
        and one.face is other.face
        and one.level == other.level
        and bool(one.clusters) == bool(other.clusters)
    )


def _one(spans: list[Span]) -> Span:
    first = spans[0]
    if len(spans) == 1:
        return first
    if first.clusters:
        return of_clusters(first.face, [cluster for span in spans for cluster in span.clusters], first.level)
    text = "".join(span.text for span in spans)
    return Span(first.face, text, sum(span.width for span in spans), first.level)


def _parted(unit: Unit, first_room: float, room: float) -> Iterator[Unit]:
    """A unit longer than a line in pieces that fit, parted at a good place where there is one in the last third."""
    left, used = first_room, 0.0
    taken: list[Span] = []
    good: int | None = None
    for span in _by_cluster(unit.spans):
        if used + span.width > left and (taken or left < room):
            cut = good if good is not None and good > len(taken) * 2 // 3 else len(taken)
            if cut:
                yield _piece(taken[:cut])
            taken, left, good = taken[cut:], room, None
            used = sum(each.width for each in taken)
        taken.append(span)
        used += span.width
        if span.face is None or span.text in GOOD_ENDS:
            good = len(taken)
    yield _piece(taken)


def _by_cluster(spans: Iterable[Span]) -> Iterator[Span]:
    """Each character, or what is set as one; each box."""
    for span in spans:
        if span.face is None:
            yield span
        elif span.clusters:
            for cluster in span.clusters:
                yield span._replace(text=cluster.text, width=cluster.width, clusters=(cluster,))
        else:
            for character in span.text:
                yield span._replace(text=character, width=span.face.widths[character])


def _piece(spans: list[Span]) -> Unit:
    return Unit(tuple(joined(spans)), sum(span.width for span in spans))
