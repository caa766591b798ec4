"""The case in the order of time: what a person did with the journal, one thing after the other."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from journal.domain.incident import Incident
from journal.services.example.told import ExampleEntry, ExampleOriginal, Kept

Item = TypeVar("Item")


@dataclass(frozen=True)
class Acquired:
    """An original was captured or added."""

    original: ExampleOriginal


@dataclass(frozen=True)
class Wrote:
    """An entry was recorded, with its private note."""

    entry: ExampleEntry


@dataclass(frozen=True)
class Amended:
    """The entry of that key was written anew; `private_note` is what it goes on having."""

    key: str
    incident: Incident
    private_note: str


@dataclass(frozen=True)
class TakenOut:
    """The entry of that key was voided."""

    key: str
    reason: str


@dataclass(frozen=True)
class Said:
    """A person, a turning point, a conversation or something of the writer was recorded."""

    kept: Kept


Happening: TypeAlias = Acquired | Wrote | Amended | TakenOut | Said


def things_done(entry: ExampleEntry) -> list[tuple[int, Happening]]:
    """Everything that was done about one entry, with its instant (UTC ms)."""
    done: list[tuple[int, Happening]] = [(one.acquired_ms, Acquired(one)) for one in entry.originals]
    done.append((entry.recorded_ms, Wrote(entry)))
    done += [
        (later.recorded_ms, Amended(entry.key, later.incident, entry.private_note)) for later in entry.amended
    ]
    if entry.voided_ms is not None:
        done.append((entry.voided_ms, TakenOut(entry.key, entry.void_reason)))
    return done


def in_order(made: Iterable[tuple[int, Sequence[tuple[int, Item]]]]) -> Iterator[tuple[int, Item]]:
    """Timed items by their instant, from groups that come with a floor: nothing later made is before it.

    Holds only what is not yet certain to be next, so that a large case stays small in memory.
    """
    waiting: list[tuple[int, int, Item]] = []
    serial = 0
    for floor, items in made:
        while waiting and waiting[0][0] < floor:
            yield _next(waiting)
        for at, item in items:
            heapq.heappush(waiting, (at, serial, item))
            serial += 1
    while waiting:
        yield _next(waiting)


def _next(waiting: list[tuple[int, int, Item]]) -> tuple[int, Item]:
    at, _, item = heapq.heappop(waiting)
    return at, item
