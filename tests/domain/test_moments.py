"""A time is what the clock there showed; what never was is refused, what was twice is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.errors import FieldRefused, TimeNeverWas, TimeTwice, TimeUnreadable
from journal.domain.incident import HowMany, Incident, can_be_kept, check, proposed_headline
from journal.domain.moments import (
    DayPart,
    Precision,
    TimeSource,
    When,
    at_instant,
    at_offset,
    local_time,
    on_or_before,
    sort_utc,
)
from tests.fakes import NOON
from tests.samples import at, incident

PARIS = "Europe/Paris"


def test_e07_an_hour_the_clocks_jumped_over_never_was() -> None:
    with pytest.raises(TimeNeverWas):
        local_time("2026-03-29T02:30", PARIS)

    assert local_time("2026-03-29T03:00", PARIS).off_min == 120


def test_e07_an_hour_that_came_twice_is_asked_about() -> None:
    with pytest.raises(TimeTwice):
        local_time("2026-10-25T02:30", PARIS)

    first, second = (local_time("2026-10-25T02:30", PARIS, fold) for fold in (0, 1))
    assert (first.off_min, second.off_min) == (120, 60)
    assert second.utc_ms - first.utc_ms == 3_600_000


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-21", "2026-11-21 20:58", "2026-02-30T10:00", "2026-11-21T25:00", "20261121T2058", "x" * 16],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeUnreadable):
        local_time(text, PARIS)


@given(st.integers(0, 4_000_000_000), st.sampled_from([PARIS, "Asia/Kathmandu", "America/St_Johns", "UTC"]))
def test_an_instant_survives_being_told_in_any_zone(seconds: int, tz: str) -> None:
    assert at_instant(seconds * 1000, tz).utc_ms == seconds * 1000


@pytest.mark.parametrize(
    ("precision", "part", "local"),
    [
        (Precision.EXACT, None, "2026-11-20T20:58"),
        (Precision.ABOUT, None, "2026-11-20T20:58"),
        (Precision.PART, DayPart.EVENING, "2026-11-20T18:00"),
        (Precision.PART, DayPart.NIGHT, "2026-11-20T00:00"),
        (Precision.DAY, None, "2026-11-20T00:00"),
        (Precision.MONTH, None, "2026-11-01T00:00"),
    ],
)
def test_an_incident_is_sorted_by_the_earliest_it_can_have_happened(
    precision: Precision, part: DayPart | None, local: str
) -> None:
    when = When(local_time("2026-11-20T20:58", PARIS), None, precision, part, TimeSource.TOLD)

    assert sort_utc(when, NOON) == local_time(local, PARIS).utc_ms


def test_a_time_that_is_not_known_is_sorted_by_when_it_was_recorded() -> None:
    assert sort_utc(When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY), NOON) == NOON


def test_what_is_only_known_to_be_before_a_time_is_sorted_by_that_time() -> None:
    found = local_time("2026-11-20T20:58", PARIS)

    assert sort_utc(on_or_before(found), NOON) == found.utc_ms


def test_a_draft_can_be_kept_once_it_has_words_or_evidence() -> None:
    never = When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY)
    dated = on_or_before(local_time("2026-11-20T20:58", PARIS))

    assert not can_be_kept(Incident(dated))
    assert not can_be_kept(Incident(dated, description="  \n"))
    assert can_be_kept(Incident(never, headline="x"))
    assert can_be_kept(Incident(dated, exact_words="x"))
    assert can_be_kept(incident(headline="", evidence=("e",)))


def test_what_no_incident_may_hold_is_refused() -> None:
    whole = incident()
    check(whole)
    backwards = When(
        at("2026-11-20T10:00").from_, at("2026-11-20T09:00").from_, Precision.EXACT, None, TimeSource.SEEN
    )
    for broken, field in (
        (incident(headline="x" * 121), "headline"),
        (Incident(whole.occurred, how_many=HowMany(0)), "how_many"),
        (Incident(backwards), "occurred"),
        (incident(actors=("a", "a")), "actors"),
    ):
        with pytest.raises(FieldRefused) as caught:
            check(broken)
        assert caught.value.field == field


def test_a_headline_is_proposed_from_the_first_words() -> None:
    assert proposed_headline(incident(headline="", description="\n  He came back. \nMore")) == "He came back."
    long = proposed_headline(incident(headline="", description="word " * 100))
    assert len(long) <= 120
    assert long.endswith("word…")
    assert proposed_headline(incident(headline="", exact_words="“Hi”")) == "“Hi”"


def test_a_record_is_shown_by_the_clock_it_was_written_by() -> None:
    moment = at_offset(NOON, 60)

    assert (moment.local, moment.utc_ms) == ("2026-11-22T12:00:00", NOON)
    assert at_offset(NOON, -210).local == "2026-11-22T07:30:00"
