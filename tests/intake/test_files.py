"""The time a file carries is kept where it is one, and never a reason to refuse the file."""

import pytest

from journal.intake.files import _written


@pytest.mark.parametrize(
    ("mtime", "said"),
    [
        (0.0, "1970-01-01T00:00:00Z"),
        (1_795_345_200.9, "2026-11-22T11:00:00Z"),
        (-1.0, "1969-12-31T23:59:59Z"),
        (-60_000_000_000.0, "0068-09-03T13:20:00Z"),
        (2.0**60, ""),
        (-(2.0**60), ""),
        (float("inf"), ""),
        (float("nan"), ""),
    ],
)
def test_h01_a_time_no_calendar_has_is_left_out(mtime: float, said: str) -> None:
    assert _written(mtime) == said
