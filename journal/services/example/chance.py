"""Chance that always falls the same way."""

import random
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


def seeded(*parts: object) -> random.Random:
    """A source of numbers that depends on nothing but the parts."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311  # an example, nothing to guard


class Deck(Generic[Item]):
    """Items dealt in turn, so that none comes again before all the others have been."""

    def __init__(self, items: Sequence[Item], rng: random.Random, shuffled: bool = True) -> None:
        """Deal in the given order for the first time round unless `shuffled`; later rounds always are."""
        self._items = items
        self._rng = rng
        self._left: list[Item] = []
        self._shuffled = shuffled

    def draw(self, fits: Callable[[Item], bool] = lambda _: True) -> Item:
        """The next item that fits; at least one of the items must."""
        for again in (False, True):
            if again:
                self._refill()
            found = next((place for place, item in enumerate(self._left) if fits(item)), None)
            if found is not None:
                return self._left.pop(found)
        raise LookupError("nothing in the deck fits")

    def _refill(self) -> None:
        fresh = list(self._items)
        if self._shuffled:
            self._rng.shuffle(fresh)
        self._shuffled = True
        self._left += fresh
