"""Entries, days and turning points in one order."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.casework import MilestoneKind
from journal.domain.ids import IncidentId, MilestoneId
from journal.domain.moments import Precision, TimeSource, When, local_time
from journal.domain.reading import Key, MilestoneLine, Timeline
from journal.gui.timeline.lines import Line, LineKind, Lines


def _key(name: str, at: int, day: str) -> Key:
    return Key(IncidentId(name), at, day)


def _turn(at: int) -> MilestoneLine:
    when = When(local_time("2026-11-17T12:00", "UTC"), None, Precision.DAY, None, TimeSource.SEEN)
    return MilestoneLine(MilestoneId(str(at)), MilestoneKind.WARNED, at, when, ("NightOwl",))


def _kinds(shown: Iterable[Line]) -> list[str]:
    return [line.kind.name for line in shown]


def test_each_day_stands_once_over_its_entries() -> None:
    shown = Lines(Timeline((_key("c", 30, "b"), _key("b", 20, "b"), _key("a", 10, "a")), ()))

    assert _kinds(shown) == ["DAY", "ENTRY", "ENTRY", "DAY", "ENTRY"]
    assert [line.what for line in shown] == ["b", "c", "b", "a", "a"]


def test_a_turning_point_stands_under_what_came_after_it() -> None:
    shown = Lines(Timeline((_key("b", 20, "b"), _key("a", 10, "a")), (_turn(15), _turn(5), _turn(99))))

    assert _kinds(shown) == ["MILESTONE", "DAY", "ENTRY", "MILESTONE", "DAY", "ENTRY", "MILESTONE"]


def test_what_has_no_known_time_comes_first_under_a_heading_of_its_own() -> None:
    shown = Lines(Timeline((_key("x", 5, ""), _key("a", 10, "a")), (_turn(50),)))

    assert _kinds(shown) == ["UNKNOWN", "ENTRY", "MILESTONE", "DAY", "ENTRY"]


def test_an_empty_journal_has_no_lines() -> None:
    assert list(Lines(Timeline((), ()))) == []


def test_places_and_tops_follow_the_lines() -> None:
    shown = Lines(Timeline((_key("b", 20, "b"), _key("a", 10, "a")), ()))

    tops = shown.measured({LineKind.ENTRY: 50, LineKind.DAY: 30})

    assert [shown.line_of(IncidentId(name)) for name in "bax"] == [1, 3, None]
    assert [tops.top(line) for line in range(5)] == [0, 30, 80, 110, 160]
    assert [tops.line_at(y) for y in (-1, 0, 29, 30, 79, 80, 159, 160)] == [-1, 0, 0, 1, 1, 2, 3, 4]


@given(
    st.lists(st.integers(0, 40), max_size=30),
    st.lists(st.integers(-5, 45), max_size=6, unique=True),
    st.integers(0, 3),
)
def test_lines_are_the_same_as_when_they_are_laid_out_one_by_one(
    at: list[int], turns: list[int], unknown: int
) -> None:
    known = [
        _key(f"k{number}", when, f"day {when // 7}") for number, when in enumerate(sorted(at, reverse=True))
    ]
    keys = (*(_key(f"u{number}", 0, "") for number in range(unknown)), *known)

    shown = Lines(Timeline(keys, tuple(_turn(turn) for turn in turns)))

    assert [(line.kind, getattr(line.what, "sort_ms", line.what)) for line in shown] == _one_by_one(
        keys, turns
    )
    assert all(shown[line].what == key.id for key in keys if (line := shown.line_of(key.id)) is not None)
    assert all(shown.line_of(key.id) is not None for key in keys)


def _one_by_one(keys: tuple[Key, ...], turns: list[int]) -> list[tuple[LineKind, object]]:
    waiting, day = sorted(turns), None
    laid: list[tuple[LineKind, object]] = []
    for key in keys:
        while key.day and waiting and waiting[-1] > key.sort_ms:
            laid.append((LineKind.MILESTONE, waiting.pop()))
        if key.day != day:
            day = key.day
            laid.append((LineKind.DAY if day else LineKind.UNKNOWN, day))
        laid.append((LineKind.ENTRY, key.id))
    return laid + [(LineKind.MILESTONE, turn) for turn in reversed(waiting)]
