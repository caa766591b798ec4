"""What was added up reads after it was written as it did before."""

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import pytest

from journal.domain.ids import MilestoneId
from journal.domain.summed import form, read, written


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Place:
    street: str = ""
    number: int = 0


@dataclass
class Heap:
    said: Counter[str] = field(default_factory=Counter)


@dataclass
class Larger(Heap):
    most: int = 0
    days: set[str] = field(default_factory=set)
    heaps: dict[str, Heap] = field(default_factory=dict)
    places: dict[Place, int] = field(default_factory=dict)
    colours: Counter[Colour] = field(default_factory=Counter)
    spans: list[tuple[int, int]] = field(default_factory=list)
    ends: tuple[int, ...] = ()
    seen: dict[str, None] = field(default_factory=dict)
    points: Counter[MilestoneId] = field(default_factory=Counter)


FULL = Larger(
    Counter({"b": 2, "a": 1}),
    7,
    {"2026-11-02", "2026-11-01"},
    {"x": Heap(Counter({"c": 3}))},
    {Place("Mill Lane", 4): 1},
    Counter({Colour.RED: 2}),
    [(1, 2), (3, 4)],
    (5, 6, 7),
    {"ML/2": None, "ML/1": None},
    Counter({MilestoneId("M"): 1}),
)


@pytest.mark.parametrize("heap", [FULL, Larger()])
def test_it_reads_as_it_did(heap: Larger) -> None:
    again = read(Larger, json.loads(json.dumps(written(heap))))

    assert again == heap
    assert [type(value) for value in vars(again).values()] == [type(value) for value in vars(heap).values()]


def test_the_order_in_which_things_came_stays() -> None:
    again = read(Larger, json.loads(json.dumps(written(FULL))))

    assert list(again.said) == ["b", "a"]
    assert list(again.seen) == ["ML/2", "ML/1"]
    assert sorted([*again.spans, (2, 2)]) == [(1, 2), (2, 2), (3, 4)]
    assert all(type(colour) is Colour for colour in again.colours)


def test_equal_heaps_are_written_alike() -> None:
    assert written({"b", "a", "c"}) == ["a", "b", "c"]


def test_a_type_with_another_field_has_another_form() -> None:
    @dataclass
    class More(Heap):
        fewest: int = 0

    assert form(More) == "(said Counter[str], fewest int)"
    assert form(Larger).startswith(
        "(said Counter[str], most int, days set[str], heaps dict[str, (said Counter[str])], "
    )
    assert "spans list[tuple[int, int]], ends tuple[int]" in form(Larger)
