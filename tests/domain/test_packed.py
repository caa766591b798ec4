"""Many values kept small are the same values again, in the same places."""

import tracemalloc
from dataclasses import dataclass, replace

import pytest

from journal.domain.incident import Incident
from journal.domain.moments import at_instant, exact
from journal.domain.packed import Packed


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[int, ...]


THINGS = [Thing(f"thing {number}", (number, -number)) for number in range(200)]


def test_values_come_out_as_they_went_in_and_as_often_as_wanted() -> None:
    packed = Packed(iter(THINGS))

    assert list(packed) == THINGS
    assert list(packed) == THINGS
    assert len(packed) == len(THINGS)


def test_a_value_is_found_at_its_place_from_either_end() -> None:
    packed = Packed(THINGS)

    assert [packed[at] for at in (0, 63, 64, 199, -1, -200)] == [
        THINGS[at] for at in (0, 63, 64, 199, -1, -200)
    ]
    assert packed[60:130:7] == THINGS[60:130:7]
    for outside in (200, -201):
        with pytest.raises(IndexError):
            packed[outside]


def test_nothing_packed_is_empty() -> None:
    assert not Packed(())
    assert list(Packed[Thing](())) == []


def test_what_is_shown_is_made_when_it_is_looked_at() -> None:
    asked: list[str] = []

    def name_of(thing: Thing) -> str:
        asked.append(thing.name)
        return thing.name

    shown = Packed(THINGS).shown_as(name_of)

    assert asked == []
    assert shown[3] == "thing 3"
    assert len(asked) < len(THINGS)
    assert list(shown.shown_as(str.upper)) == [thing.name.upper() for thing in THINGS]


def test_incidents_take_a_tenth_of_the_room_they_had() -> None:
    one = Incident(
        exact(at_instant(1_790_000_000_000, "Europe/Paris")), description="He stood there again. " * 9
    )

    def taken(make: type) -> int:
        tracemalloc.start()
        kept = make(
            replace(one, headline=f"Number {number}", types=(f"type {number}",)) for number in range(1000)
        )
        size, _most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(kept) == 1000
        return size

    assert taken(Packed) * 10 < taken(tuple)
