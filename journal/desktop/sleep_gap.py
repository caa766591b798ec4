"""Notices that the computer slept by comparing two clocks, of which one stood still: no message has to arrive."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Self

LOOK_SECONDS = 2.0
"""How often the clocks are compared; waiting does not go on while the computer sleeps."""

LEAST_MS = 500
_TRIES = 5


class SleepGap:
    """Calls back once for each sleep that nobody announced, at most two seconds after the computer woke."""

    def __init__(
        self, slept: Callable[[], None], asleep_ms: Callable[[], int], seconds: float = LOOK_SECONDS
    ) -> None:
        """`asleep_ms` is how long the computer has slept since it started."""
        self._slept = slept
        self._asleep_ms = asleep_ms
        self._seconds = seconds
        self._known_ms = asleep_ms()
        self._announced = False
        self._turn = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._look, name="sleep gap", daemon=True)

    def start(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def announce(self, asleep: bool) -> None:
        """The system says that it goes to sleep (True) or woke (False): that sleep is no news any more."""
        with self._turn:
            self._announced = asleep
            if not asleep:
                self._known_ms = self._asleep_ms()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._closing.wait(self._seconds):
            if self._is_news():
                self._slept()

    def _is_news(self) -> bool:
        with self._turn:
            known, self._known_ms = self._known_ms, self._asleep_ms()
            if self._known_ms - known < LEAST_MS:
                return False
            announced, self._announced = self._announced, False
            return not announced


def apart(whole: Callable[[], int], awake: Callable[[], int]) -> int:
    """How far one clock is ahead of another, read with as little between them as one of some tries gives.

    Whoever is kept waiting between two clocks by a busy machine would take that for sleep.
    """

    def read() -> tuple[int, int]:
        before, ahead, after = awake(), whole(), awake()
        return after - before, ahead - before

    return min(read() for _ in range(_TRIES))[1]


def asleep_ms() -> int:
    """Milliseconds that this computer has slept since it started, give or take a few."""
    return _asleep_ms()


if sys.platform == "win32":
    import ctypes

    def _asleep_ms() -> int:
        whole, awake = ctypes.c_ulonglong(), ctypes.c_ulonglong()
        base = ctypes.WinDLL("kernelbase")
        base.QueryInterruptTime(ctypes.byref(whole))
        base.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return (whole.value - awake.value) // 10_000

elif sys.platform == "darwin":

    def _asleep_ms() -> int:
        whole, awake = time.CLOCK_MONOTONIC_RAW, time.CLOCK_UPTIME_RAW
        return (time.clock_gettime_ns(whole) - time.clock_gettime_ns(awake)) // 1_000_000

else:

    def _asleep_ms() -> int:
        return apart(lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME), time.monotonic_ns) // 1_000_000
