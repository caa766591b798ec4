"""A copy falls due soon after the last change, rests after its own work, and is owed until it was made."""

import pytest

from journal.domain.copies import ASKED_AGAIN_MS, OLD_MS, CopyDue, CopyPace, is_reminder_due
from tests.fakes import FakeClock

PACE = CopyPace(quiet_ms=60_000, most_ms=600_000, rests=20)
NOW = 1_700_000_000_000


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def due(clock: FakeClock) -> CopyDue:
    return CopyDue(clock, PACE)


def test_nothing_is_due_where_nothing_was_written(due: CopyDue, clock: FakeClock) -> None:
    clock.pass_ms(10_000_000)

    assert not due.is_due()
    assert not due.is_owed


def test_it_is_due_a_quiet_while_after_the_last_change(due: CopyDue, clock: FakeClock) -> None:
    due.changed()
    clock.pass_ms(40_000)
    due.changed()
    clock.pass_ms(59_999)
    assert not due.is_due()

    clock.pass_ms(1)

    assert due.is_due()


def test_who_never_stops_writing_is_copied_all_the_same(due: CopyDue, clock: FakeClock) -> None:
    waited = 0
    while not due.is_due():
        due.changed()
        clock.pass_ms(30_000)
        waited += 30_000

    assert waited == PACE.most_ms


def test_it_rests_twenty_times_as_long_as_it_worked(due: CopyDue, clock: FakeClock) -> None:
    due.changed()
    clock.pass_ms(60_000)
    due.begin()
    clock.pass_ms(10_000)
    due.end()
    due.changed()
    clock.pass_ms(199_999)
    assert not due.is_due()

    clock.pass_ms(1)

    assert due.is_due()


def test_what_is_written_while_it_works_is_owed_again(due: CopyDue, clock: FakeClock) -> None:
    due.changed()
    due.begin()
    due.changed()

    due.end()

    assert due.is_owed


def test_a_finished_one_owes_nothing(due: CopyDue) -> None:
    due.changed()
    due.begin()
    assert due.is_owed
    assert not due.is_due()

    due.end()

    assert not due.is_owed


def test_one_that_stood_aside_comes_back_after_a_quiet_minute(due: CopyDue, clock: FakeClock) -> None:
    due.changed()
    due.begin()

    due.stop()

    assert due.is_owed
    clock.pass_ms(PACE.quiet_ms)
    assert due.is_due()


def test_one_that_failed_is_not_tried_again_at_once(due: CopyDue, clock: FakeClock) -> None:
    due.changed()
    due.begin()

    due.fail()

    clock.pass_ms(PACE.most_ms - 1)
    assert not due.is_due()
    clock.pass_ms(1)
    assert due.is_due()


@pytest.mark.parametrize(
    ("last", "incidents", "asked", "expected"),
    [
        (None, 10, None, True),
        (None, 9, None, False),
        (NOW - OLD_MS, 10, None, False),
        (NOW - OLD_MS - 1, 10, None, True),
        (None, 10, NOW - ASKED_AGAIN_MS + 1, False),
        (None, 10, NOW - ASKED_AGAIN_MS, True),
        (NOW + 1, 10, None, True),
        (None, 10, NOW + 1, True),
    ],
)
def test_who_has_something_to_lose_is_reminded_once_a_day_at_most(
    last: int | None, incidents: int, asked: int | None, expected: bool
) -> None:
    assert is_reminder_due(NOW, last, incidents, asked) is expected
