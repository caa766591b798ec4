"""Packed things by the names they have, of which those are found again that follow one another as they did."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from journal.domain.packed import TOGETHER, Block

Key = TypeVar("Key", bound=Hashable)
AnyRun = TypeVar("AnyRun", bound="Run[Any, Any]")
Thing = TypeVar("Thing")

_FEWEST = TOGETHER // 2
"""Things that stay by themselves although others come after them; fewer are read anew with those."""


class Run(Generic[Key, Thing]):
    """Things that follow one another, packed; None where only what they come to is known."""

    def __init__(self, keys: Sequence[Key], things: Sequence[Thing] | None) -> None:
        """Pack them; there is at least one."""
        self.keys = tuple(keys)
        self.block = None if things is None else Block(things)


class Runs(Generic[Key, AnyRun]):
    """Runs of one order of things."""

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[Key, AnyRun] = {}

    def keep(self, runs: Iterable[AnyRun]) -> None:
        """Keep these, and no others."""
        self._known = {run.keys[0]: run for run in runs}

    def add(self, run: AnyRun) -> None:
        """Keep one more."""
        self._known[run.keys[0]] = run

    def __iter__(self) -> Iterator[AnyRun]:
        return iter(self._known.values())

    def drop(self, touched: frozenset[Key]) -> None:
        """Forget the runs that hold one of these."""
        self.keep([run for run in self._known.values() if touched.isdisjoint(run.keys)])

    def matched(self, keys: Sequence[Key]) -> Iterator[AnyRun | Sequence[Key]]:
        """Those keys in their order: runs that are there, and some keys at a time of what lies between them."""
        at = 0
        while at < len(keys):
            run = self._at(keys, at)
            if run is not None:
                yield run
                at += len(run.keys)
                continue
            end = at + 1
            while end < len(keys) and end - at < TOGETHER and self._at(keys, end) is None:
                end += 1
            yield keys[at:end]
            at = end

    def _at(self, keys: Sequence[Key], at: int) -> AnyRun | None:
        run = self._known.get(keys[at])
        if run is None:
            return None
        end = at + len(run.keys)
        if tuple(keys[at:end]) != run.keys:
            return None
        stays = len(run.keys) >= _FEWEST or end == len(keys) or keys[end] in self._known
        return run if stays else None
