"""Many values kept small: ten thousand incidents with all that belongs to them are heavy, and seldom looked at."""

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
Shown = TypeVar("Shown")

_TOGETHER = 64
"""Values in a block, which is unpacked whole."""

_AT_HAND = 4
"""Blocks that stay unpacked for whoever looks here and there."""

_EFFORT = 1


class Packed(Sequence[Value], Generic[Value]):
    """A sequence that is kept deflated in memory, and unpacked a block at a time while somebody goes through it.

    Each look gives values anew: equal ones, not the same. They are plain values of frozen dataclasses.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        """Take the values in; not even while that is done are all of them there whole."""
        left = iter(values)
        blocks: list[bytes] = []
        self._count = 0
        while block := list(islice(left, _TOGETHER)):
            blocks.append(zlib.compress(pickle.dumps(block, pickle.HIGHEST_PROTOCOL), _EFFORT))
            self._count += len(block)
        self._begin(blocks, None)

    def _begin(self, blocks: Sequence[bytes], turn: Callable[[Any], Value] | None) -> None:
        self._blocks = blocks
        self._turn = turn
        self._at_hand = lru_cache(_AT_HAND)(self._unpacked)

    def shown_as(self, turn: Callable[[Value], Shown]) -> "Packed[Shown]":
        """The same values as something that is made of each when it is looked at, in whatever thread that is."""
        shown: Packed[Shown] = Packed(())
        shown._count = self._count
        own = self._turn
        shown._begin(self._blocks, turn if own is None else lambda value: turn(own(value)))
        return shown

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Value]:
        for block in range(len(self._blocks)):
            yield from self._unpacked(block)

    @overload
    def __getitem__(self, place: int) -> Value: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Value]: ...

    def __getitem__(self, place: int | slice) -> Value | Sequence[Value]:
        """The value at a place, or those of a slice."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        at = place + self._count if place < 0 else place
        if not 0 <= at < self._count:
            raise IndexError(place)
        return self._at_hand(at // _TOGETHER)[at % _TOGETHER]

    def _unpacked(self, block: int) -> list[Value]:
        # What is unpacked was packed by this very object, and has never left its memory.
        values = pickle.loads(zlib.decompress(self._blocks[block]))  # noqa: S301
        return values if self._turn is None else [self._turn(value) for value in values]
