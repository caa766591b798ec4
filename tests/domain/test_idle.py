"""An open journal that is left alone locks in time, whatever timers do meanwhile."""

import pytest

from journal.domain.idle import IdleDeadline
from tests.fakes import FakeClock

MINUTE = 60_000
HOUR = 60 * MINUTE


def test_it_is_over_after_five_minutes_and_not_before() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock)

    clock.pass_ms(5 * MINUTE - 1)
    assert not deadline.is_over()
    assert deadline.remaining_ms() == 1
    clock.pass_ms(1)
    assert deadline.is_over()
    assert deadline.remaining_ms() == 0


def test_whoever_goes_on_working_is_left_in_peace() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock, 1)

    for _ in range(20):
        clock.pass_ms(MINUTE - 1)
        assert deadline.touched()

    assert deadline.remaining_ms() == MINUTE


def test_L03_eight_hours_of_sleep_are_noticed_by_the_first_question_after_it() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock)

    clock.pass_ms(8 * HOUR)

    assert deadline.is_over()


def test_L03_the_key_that_wakes_the_computer_does_not_keep_the_journal_open() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock)
    clock.pass_ms(8 * HOUR)

    assert not deadline.touched()
    assert deadline.is_over()


def test_L03_setting_the_clock_neither_locks_nor_keeps_open() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock)

    clock.now += 8 * HOUR
    assert not deadline.is_over()
    clock.now -= 16 * HOUR
    clock.boot += 5 * MINUTE
    assert deadline.is_over()


def test_what_is_over_stays_over() -> None:
    clock = FakeClock()
    deadline = IdleDeadline(clock)
    clock.pass_ms(5 * MINUTE)
    assert deadline.is_over()

    clock.boot -= HOUR

    assert deadline.is_over()
    assert deadline.remaining_ms() == 0


def test_L04_unlocking_begins_a_new_deadline() -> None:
    clock = FakeClock()
    first = IdleDeadline(clock)
    clock.pass_ms(10 * MINUTE)
    assert first.is_over()

    fresh = IdleDeadline(clock)

    clock.pass_ms(MINUTE)
    assert not fresh.is_over()
    assert first.is_over()


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (1000, 60), (60, 60)])
def test_a_time_that_makes_no_sense_is_the_nearest_one_that_does(asked: int, given: int) -> None:
    assert IdleDeadline(FakeClock(), asked).remaining_ms() == given * MINUTE
