"""E-07: a clock that is set is recorded with by how much; zones, summer time and sleep are no steps; order stays."""

import pytest

from journal.domain import records as r
from journal.domain.casework import Person
from journal.domain.chain import Body
from tests.vault.conftest import Opened

MINUTE = 60_000
HOUR = 60 * MINUTE
BEFORE_CHANGE = 1_792_886_340_000
"""2026-10-25 01:59 in Paris, a minute before two o'clock comes again."""


def write(opened: Opened, name: str) -> Body:
    """Append a record and return its body."""
    _, appended = opened.keep(r.PersonWritten(Person(name=name)), "person")
    return opened.vault.body(appended.seq)


def steps(opened: Opened) -> list[int]:
    return [step.by_ms for step in opened.reader.clock_steps()]


@pytest.mark.parametrize("by_ms", [-3 * MINUTE, 3 * MINUTE, -2001, 2001])
def test_E07_a_clock_that_is_set_is_recorded_before_what_is_written_next(opened: Opened, by_ms: int) -> None:
    first = write(opened, "before")
    opened.clock.now += by_ms

    second = write(opened, "after")

    assert steps(opened) == [by_ms]
    assert second.rec.utc_ms - first.rec.utc_ms == 1000 + by_ms
    assert opened.vault.latest_state("person") == opened.vault.seal().seq
    (where,) = opened.reader._all("SELECT seq FROM seen_record WHERE type = 'clock.step'")
    assert where[0] == opened.vault.seal().seq - 1


def test_E07_back_and_forward_again_are_two_steps_and_the_order_stays(opened: Opened) -> None:
    names = ["one", "two", "three"]
    for name, by_ms in zip(names, (0, -3 * MINUTE, 3 * MINUTE), strict=True):
        opened.clock.now += by_ms
        write(opened, name)

    bodies = [opened.vault.body(seq) for seq in range(1, opened.vault.seal().seq + 1)]
    written = [body.record.person.name for body in bodies if isinstance(body.record, r.PersonWritten)]
    assert written == names
    assert steps(opened) == [-3 * MINUTE, 3 * MINUTE]


@pytest.mark.parametrize("by_ms", [-2000, -1, 0, 1, 2000])
def test_E07_what_a_time_server_puts_right_now_and_then_is_no_step(opened: Opened, by_ms: int) -> None:
    write(opened, "before")
    opened.clock.now += by_ms
    write(opened, "after")

    assert steps(opened) == []


def test_E07_a_clock_that_runs_a_little_fast_for_days_is_no_step(opened: Opened) -> None:
    write(opened, "before")
    opened.clock.pass_ms(72 * HOUR)
    opened.clock.now += 72 * HOUR // 10_000
    write(opened, "after")

    assert steps(opened) == []


def test_E07_eight_hours_of_sleep_are_no_event(opened: Opened) -> None:
    write(opened, "before")
    opened.clock.pass_ms(8 * HOUR)
    write(opened, "after")

    assert steps(opened) == []
    assert opened.vault.seal().seq == 3


def test_E07_another_zone_is_no_step_and_each_record_says_its_own_offset(opened: Opened) -> None:
    paris = write(opened, "before")
    opened.clock.tz = "America/New_York"
    york = write(opened, "after")

    assert steps(opened) == []
    assert (paris.rec.off_min, york.rec.off_min) == (60, -300)
    assert york.rec.utc_ms - paris.rec.utc_ms == 1000


def test_E07_the_end_of_summer_time_is_no_step(opened: Opened) -> None:
    opened.clock.now = BEFORE_CHANGE
    summer = write(opened, "before")
    opened.clock.pass_ms(2 * HOUR)
    winter = write(opened, "after")

    assert steps(opened) == []
    assert (summer.rec.off_min, winter.rec.off_min) == (120, 60)
