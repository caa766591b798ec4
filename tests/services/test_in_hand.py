"""What was taken waits in memory, within bounds, and is kept in turn whatever fails."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from journal.capture.screens import Frame, HandedOver, Shot
from journal.sealing.errors import DiskFull
from journal.services.catching import Caught, Developed, Grabbed, Known
from journal.services.in_hand import Held, InHand
from tests.fakes import NOON
from tests.samples import at

MOMENT = at("2026-11-22T12:00").from_
FRAME_BYTES = 4000
PNG_BYTES = 10


class Slow:
    """Develops and seals when the test lets it; `fails` names pictures that are not kept, and how."""

    def __init__(self) -> None:
        self.may_develop = threading.Semaphore(0)
        self.may_seal = threading.Semaphore(0)
        self.developing = threading.Semaphore(0)
        self.fails: dict[int, Exception] = {}
        self.sealed: list[tuple[int, str]] = []

    def develop(self, grabbed: Grabbed) -> Developed:
        self.developing.release()
        assert self.may_develop.acquire(timeout=60)
        self._fail(grabbed.known.utc_ms)
        return Developed(Shot(bytes(PNG_BYTES), 1, 1, (), "", None), "", grabbed.known)

    def seal(self, developed: Developed, state: str) -> Caught:
        assert self.may_seal.acquire(timeout=60)
        number = developed.known.utc_ms
        self._fail(-number)
        self.sealed.append((number, state))
        assert MOMENT is not None
        return Caught(str(number), MOMENT, "")

    def let_all(self) -> None:
        self.may_develop.release(1000)
        self.may_seal.release(1000)

    def _fail(self, number: int) -> None:
        if number in self.fails:
            raise self.fails[number]


def frame(number: int) -> Grabbed:
    return Grabbed(
        Frame(1, 1, bytes(FRAME_BYTES), 0, 0, (), ""), Known(None, number, 0, "run", "Europe/Paris")
    )


@contextmanager
def hand(slow: Slow, most_bytes: int = 10 * FRAME_BYTES) -> Iterator[tuple[InHand, threading.Semaphore]]:
    moved = threading.Semaphore(0)
    in_hand = InHand(slow, moved.release, most_bytes)
    try:
        yield in_hand, moved
    finally:
        slow.let_all()
        assert in_hand.close()


def test_e10_all_are_kept_in_the_order_they_came_in_and_told_once() -> None:
    slow = Slow()
    told: list[Caught | Held | Exception] = []
    with hand(slow) as (in_hand, _moved):
        for number in range(1, 30):
            in_hand.add(frame(number), f"state {number}", told.append)
        slow.let_all()

    assert slow.sealed == [(number, f"state {number}") for number in range(1, 30)]
    assert [caught.name for caught in told if isinstance(caught, Caught)] == [
        str(number) for number in range(1, 30)
    ]


def test_nothing_is_told_before_it_is_sealed() -> None:
    slow = Slow()
    told: list[Caught | Held | Exception] = []
    with hand(slow) as (in_hand, moved):
        in_hand.add(frame(1), "open", told.append)
        slow.may_develop.release()
        assert moved.acquire(timeout=60)

        assert told == []


def test_what_fails_is_told_and_the_others_are_kept() -> None:
    slow = Slow()
    told: list[Caught | Held | Exception] = []
    slow.fails = {2: ValueError("a fault of ours"), -4: DiskFull("write"), 5: MemoryError()}
    with hand(slow) as (in_hand, _moved):
        for number in range(1, 7):
            in_hand.add(frame(number), "open", told.append)
        slow.let_all()

    kept = [one.name for one in told if isinstance(one, Caught)]
    assert kept == ["1", "3", "6"]
    assert {type(one) for one in told if isinstance(one, Exception)} == {ValueError, DiskFull, MemoryError}
    assert len(told) == 6


def test_so_many_bytes_wait_and_no_more_until_they_are_smaller() -> None:
    slow = Slow()
    with hand(slow, most_bytes=2 * FRAME_BYTES) as (in_hand, moved):
        assert in_hand.has_room()
        in_hand.add(frame(1), "open", lambda _outcome: None)
        assert in_hand.has_room()
        in_hand.add(frame(2), "open", lambda _outcome: None)
        assert not in_hand.has_room()

        slow.may_develop.release()
        assert moved.acquire(timeout=60)

        assert in_hand.has_room()


def test_what_failed_takes_no_room() -> None:
    slow = Slow()
    slow.fails = {1: ValueError(), -2: DiskFull("write")}
    with hand(slow, most_bytes=1) as (in_hand, moved):
        in_hand.add(frame(1), "open", lambda _outcome: None)
        in_hand.add(frame(2), "open", lambda _outcome: None)
        assert not in_hand.has_room()

        slow.let_all()
        for _ in range(3):
            assert moved.acquire(timeout=60)

        assert in_hand.wait_for_room()


def test_there_is_room_for_one_however_large_it_is() -> None:
    slow = Slow()
    with hand(slow, most_bytes=1) as (in_hand, _moved):
        assert in_hand.wait_for_room()
        in_hand.add(frame(1), "open", lambda _outcome: None)

        assert not in_hand.has_room()


def test_what_is_encoded_waits_for_the_disk_beside_what_is_being_encoded() -> None:
    slow = Slow()
    with hand(slow) as (in_hand, _moved):
        in_hand.add(frame(1), "open", lambda _outcome: None)
        in_hand.add(frame(2), "open", lambda _outcome: None)
        slow.may_develop.release()

        assert slow.developing.acquire(timeout=60)
        assert slow.developing.acquire(timeout=60)
        assert slow.sealed == []


def test_closing_keeps_what_is_still_there() -> None:
    slow = Slow()
    told: list[Caught | Held | Exception] = []
    in_hand = InHand(slow, lambda: None)
    for number in range(1, 6):
        in_hand.add(frame(number), "open", told.append)
    threading.Timer(0.05, slow.let_all).start()

    assert in_hand.close()

    assert len(told) == 5


def test_a_file_of_the_desktop_is_weighed_as_it_is() -> None:
    grabbed = Grabbed(HandedOver(bytes(77), "portal"), Known(None, NOON, 0, "run", "Europe/Paris"))

    assert grabbed.size == 77
