"""Stand-ins that several tests share: a clock that is told the time, and randomness that can be had again."""

import random
from collections.abc import Callable

from journal.domain.moments import at_instant

NOON = 1_795_345_200_000
"""2026-11-22 12:00 in Paris, in UTC milliseconds."""


class FakeClock:
    """A clock in Paris that stands still until it is told to go on."""

    def __init__(self, utc_ms: int = NOON, tz: str = "Europe/Paris") -> None:
        self.now = utc_ms
        self.boot = 1_000_000
        self.run = "run-1"
        self.tz = tz

    def pass_ms(self, milliseconds: int) -> None:
        """Let time go by, on both clocks."""
        self.now += milliseconds
        self.boot += milliseconds

    def utc_ms(self) -> int:
        return self.now

    def boot_ms(self) -> int:
        return self.boot

    def boot_id(self) -> str:
        return self.run

    def zone(self) -> str:
        return self.tz

    def offset_minutes(self, utc_ms: int) -> int:
        return at_instant(utc_ms, self.tz).off_min


def seeded(seed: int) -> Callable[[int], bytes]:
    """Bytes that look random and are the same for the same seed."""
    return random.Random(seed).randbytes
