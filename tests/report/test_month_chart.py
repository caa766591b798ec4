"""The names of turning points over the bars: each can be told whose it is."""

import random
from itertools import combinations

import pytest

from journal.report.month_chart import names_over

LEFT, RIGHT = 80.0, 555.0


@pytest.mark.parametrize("seed", range(40))
def test_no_name_meets_another_and_no_line_runs_through_one(seed: int) -> None:
    chance = random.Random(seed)
    lines = [(chance.uniform(LEFT, RIGHT), chance.uniform(20, 110)) for _ in range(chance.randrange(1, 16))]

    names = names_over(sorted(lines), LEFT, RIGHT)

    there = [(name, name.level) for name in names if name.level is not None]
    assert all(name.left >= LEFT and name.right <= RIGHT for name, _ in there)
    for (one, level), (other, height) in combinations(there, 2):
        assert level != height or one.right < other.left or other.right < one.left
        assert level <= height or not other.left < one.x < other.right
        assert level >= height or not one.left < other.x < one.right


def test_a_name_alone_stands_over_its_line() -> None:
    (name,) = names_over([(300, 60)], LEFT, RIGHT)

    assert (name.left, name.level) == (270, 0)


def test_names_at_the_edges_stay_within_them() -> None:
    first, last = names_over([(LEFT, 60), (RIGHT, 60)], LEFT, RIGHT)

    assert (first.left, last.right) == (LEFT, RIGHT)
    assert (first.level, last.level) == (0, 0)


def test_four_within_a_month_all_have_their_names() -> None:
    names = names_over([(300 + 5 * each, 60) for each in range(4)], LEFT, RIGHT)

    assert None not in [name.level for name in names]


def test_a_name_for_which_there_is_no_place_stands_nowhere() -> None:
    names = names_over([(300 + each, 60) for each in range(15)], LEFT, RIGHT)

    assert 4 <= sum(name.level is not None for name in names) < 15


def test_four_at_the_right_edge_all_have_their_names() -> None:
    names = names_over([(RIGHT - 30 + 8 * each, 60) for each in range(4)], LEFT, RIGHT)

    assert None not in [name.level for name in names]
