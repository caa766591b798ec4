"""Many values kept small: ten thousand incidents with all that belongs to them are heavy, and seldom looked at."""

import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
Shown = TypeVar("Shown")

TOGETHER = 64
"""Values in a block, which is unpacked whole."""

_AT_HAND = 4
"""Blocks that stay unpacked for whoever looks here and there."""

_EFFORT = 1


class Block(Generic[Value]):
    """Some values that follow one another, deflated."""

    def __init__(self, values: Sequence[Value]) -> None:
        """Pack them."""
        self.count = len(values)
        self._packed = zlib.compress(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), _EFFORT)

    def values(self) -> list[Value]:
        """They, made anew."""
        # What is unpacked was packed by this very object, and has never left its memory.
        values: list[Value] = pickle.loads(zlib.decompress(self._packed))  # noqa: S301
        return values


class Later(Block[Value]):
    """Some values that follow one another, which are read each time they are looked at."""

    def __init__(self, count: int, read: Callable[[], Sequence[Value]]) -> None:
        """There are so many of them."""
        self.count = count
        self._read = read

    def values(self) -> list[Value]:
        """They, read anew."""
        return list(self._read())


class Packed(Sequence[Value], Generic[Value]):
    """A sequence that is kept deflated in memory, and unpacked a block at a time while somebody goes through it.

    Each look gives values anew: equal ones, not the same. They are plain values of frozen dataclasses.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        """Take the values in; not even while that is done are all of them there whole."""
        left = iter(values)
        blocks: list[Block[Value]] = []
        while some := list(islice(left, TOGETHER)):
            blocks.append(Block(some))
        self._begin(blocks, None)

    @classmethod
    def of_blocks(cls, blocks: Sequence[Block[Value]]) -> "Packed[Value]":
        """A sequence of what is packed already, which others may hold too."""
        packed: Packed[Value] = cls(())
        packed._begin(blocks, None)
        return packed

    def _begin(self, blocks: Sequence[Block[Any]], turn: Callable[[Any], Value] | None) -> None:
        self._blocks = blocks
        self._begins = (0, *accumulate(block.count for block in blocks))
        self._turn = turn
        self._at_hand = lru_cache(_AT_HAND)(self._unpacked)

    def shown_as(self, turn: Callable[[Value], Shown]) -> "Packed[Shown]":
        """The same values as something that is made of each when it is looked at, in whatever thread that is."""
        shown: Packed[Shown] = Packed(())
        own = self._turn
        shown._begin(self._blocks, turn if own is None else lambda value: turn(own(value)))
        return shown

    def __len__(self) -> int:
        return self._begins[-1]

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
            return [self[each] for each in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        block = bisect_right(self._begins, at) - 1
        return self._at_hand(block)[at - self._begins[block]]

    def _unpacked(self, block: int) -> list[Value]:
        values = self._blocks[block].values()
        return values if self._turn is None else [self._turn(value) for value in values]
