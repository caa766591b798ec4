"""Spans of days and months as instants, and in words."""

import pytest

from journal.gui.timeline.period import (
    Period,
    between,
    day_begins,
    in_words,
    month_before,
    months,
    months_between,
)
from tests.gui.fakes import FakeWords

PARIS = "Europe/Paris"


def test_a_period_and_its_instants_say_the_same() -> None:
    period = Period("2026-11-11", "2026-11-21")

    assert between(*period.instants(PARIS), PARIS) == period


def test_months_in_either_order_are_whole() -> None:
    assert months("2026-02", "2025-12") == Period("2025-12-01", "2026-02-28")
    assert months("2024-02", "2024-02") == Period("2024-02-01", "2024-02-29")


def test_a_day_without_a_midnight_begins_an_hour_later() -> None:
    assert (
        day_begins("2018-11-04", "America/Sao_Paulo")
        == day_begins("2018-11-03", "America/Sao_Paulo") + 24 * 3_600_000
    )


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period("2026-11-21", "2026-11-21"), "21 Nov 2026"),
        (Period("2026-11-01", "2026-11-30"), "Nov 2026"),
        (Period("2026-09-01", "2026-11-30"), "Sep 2026 – Nov 2026"),
        (Period("2026-11-11", "2026-11-21"), "11 Nov 2026 – 21 Nov 2026"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: Period, said: str) -> None:
    assert in_words(FakeWords(), period) == said


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert month_before("2026-01", 2) == "2025-11"
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
