"""Entries, days and turning points in one order."""

from journal.domain.casework import MilestoneKind
from journal.domain.ids import IncidentId, MilestoneId
from journal.domain.moments import Precision, TimeSource, When, local_time
from journal.domain.reading import Key, MilestoneLine, Timeline
from journal.gui.timeline.lines import Line, LineKind, lines, places, tops


def _key(name: str, at: int, day: str) -> Key:
    return Key(IncidentId(name), at, day)


def _turn(at: int) -> MilestoneLine:
    when = When(local_time("2026-11-17T12:00", "UTC"), None, Precision.DAY, None, TimeSource.SEEN)
    return MilestoneLine(MilestoneId(str(at)), MilestoneKind.WARNED, at, when, ("NightOwl",))


def _kinds(shown: list[Line]) -> list[str]:
    return [line.kind.name for line in shown]


def test_each_day_stands_once_over_its_entries() -> None:
    shown = lines(Timeline((_key("c", 30, "b"), _key("b", 20, "b"), _key("a", 10, "a")), ()))

    assert _kinds(shown) == ["DAY", "ENTRY", "ENTRY", "DAY", "ENTRY"]
    assert [line.what for line in shown] == ["b", "c", "b", "a", "a"]


def test_a_turning_point_stands_under_what_came_after_it() -> None:
    shown = lines(Timeline((_key("b", 20, "b"), _key("a", 10, "a")), (_turn(15), _turn(5), _turn(99))))

    assert _kinds(shown) == ["MILESTONE", "DAY", "ENTRY", "MILESTONE", "DAY", "ENTRY", "MILESTONE"]


def test_what_has_no_known_time_comes_first_under_a_heading_of_its_own() -> None:
    shown = lines(Timeline((_key("x", 5, ""), _key("a", 10, "a")), (_turn(50),)))

    assert _kinds(shown) == ["UNKNOWN", "ENTRY", "MILESTONE", "DAY", "ENTRY"]


def test_an_empty_journal_has_no_lines() -> None:
    assert lines(Timeline((), ())) == []


def test_places_and_tops_follow_the_lines() -> None:
    shown = lines(Timeline((_key("b", 20, "b"), _key("a", 10, "a")), ()))

    assert places(shown) == {"b": 1, "a": 3}
    assert tops(shown, {LineKind.ENTRY: 50, LineKind.DAY: 30}) == [0, 30, 80, 110, 160]
