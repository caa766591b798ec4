"""A lane does one thing after the other, and what is asked of a closed one is forgotten, not raised at whoever asks."""

from concurrent.futures import CancelledError

import pytest

from journal.services.lanes import Lane


def test_things_are_done_in_the_order_they_were_asked() -> None:
    lane = Lane("lane")
    done: list[int] = []

    for number in range(5):
        lane.run(done.append, number)
    lane.close()

    assert done == sorted(done)


def test_what_is_asked_of_a_closed_lane_is_forgotten_and_whoever_waits_is_told() -> None:
    lane = Lane("lane")
    lane.close()

    asked = lane.run(int)

    told: list[bool] = []
    asked.add_done_callback(lambda future: told.append(future.cancelled()))
    assert told == [True]
    with pytest.raises(CancelledError):
        asked.result()
