"""One try at the passphrase takes half a second to one and a half, wherever that can be had within the bounds."""

import pytest

from journal.sealing.calibration import LONGEST, SHORTEST, calibrate, measured
from journal.sealing.slots import LEAST_COST, MOST_MEMORY_KIB, MOST_PASSES, Argon2Cost

GIB = 1024**3


class Computer:
    """Stretches at a speed of its own: seconds for 64 MiB and one pass."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.asked: list[Argon2Cost] = []

    def __call__(self, cost: Argon2Cost) -> float:
        self.asked.append(cost)
        return self._seconds * cost.memory_kib / LEAST_COST.memory_kib * cost.passes


@pytest.mark.parametrize("seconds", [0.002, 0.01, 0.03, 0.05, 0.08, 0.12, 0.16, 0.17, 0.2, 0.3, 0.49])
@pytest.mark.parametrize("memory", [1 * GIB, 4 * GIB, 16 * GIB, 64 * GIB])
def test_C06_a_try_takes_half_a_second_to_one_and_a_half(seconds: float, memory: int) -> None:
    computer = Computer(seconds)

    cost = calibrate(computer, memory)

    assert SHORTEST <= computer(cost) <= LONGEST


def test_a_slow_computer_gets_the_least_cost_and_no_less() -> None:
    assert calibrate(Computer(2.0), 16 * GIB) == LEAST_COST


def test_memory_is_raised_before_passes() -> None:
    assert calibrate(Computer(0.05), 16 * GIB) == Argon2Cost(256 * 1024, 3, 4)


def test_at_most_a_quarter_of_the_free_memory_is_used() -> None:
    cost = calibrate(Computer(0.01), 1 * GIB)

    assert cost.memory_kib == 256 * 1024
    assert cost.passes > 3


def test_hardly_any_free_memory_still_gives_the_least_cost() -> None:
    assert calibrate(Computer(0.2), 0) == LEAST_COST


def test_a_computer_of_another_age_stays_within_the_bounds() -> None:
    cost = calibrate(Computer(0.0), 1024 * GIB)

    assert cost.memory_kib <= MOST_MEMORY_KIB
    assert cost.passes <= MOST_PASSES


def test_a_step_that_is_suddenly_much_slower_is_not_taken() -> None:
    def swapping(cost: Argon2Cost) -> float:
        return 0.4 if cost.memory_kib <= 128 * 1024 else 5.0

    cost = calibrate(swapping, 16 * GIB)

    assert cost == Argon2Cost(128 * 1024, 7, 4)


def test_measuring_really_stretches_between_two_looks_at_the_clock() -> None:
    ticks = iter([10.0, 10.75])

    assert measured(lambda: next(ticks))(LEAST_COST) == 0.75
