"""A clock that is set to each moment of the example, and randomness that comes again, so that two builds agree."""

from journal.domain.moments import at_instant

_SWITCHED_ON_MS = 12 * 60_000
"""How long the example's computer had been on when the journal was begun."""


class ReplayedClock:
    """A `domain.clock.Clock` that stands still until it is told the next moment; it is never set back."""

    def __init__(self, utc_ms: int, zone: str) -> None:
        """Begin at that moment. The computer has been on since, for this clock."""
        self._now = utc_ms
        self._started = utc_ms - _SWITCHED_ON_MS
        self._zone = zone

    def go_on_to(self, utc_ms: int, zone: str) -> None:
        """It is that moment now, or as late as it was where that would be earlier; `zone` is where the computer is."""
        self._now = max(self._now, utc_ms)
        self._zone = zone

    def utc_ms(self) -> int:
        """The moment, in UTC milliseconds."""
        return self._now

    def boot_ms(self) -> int:
        """Milliseconds since the example's computer was switched on."""
        return self._now - self._started

    def boot_id(self) -> str:
        """Always the same run of it."""
        return "example"

    def zone(self) -> str:
        """Where it is."""
        return self._zone

    def offset_minutes(self, utc_ms: int) -> int:
        """Minutes that local time there was ahead of UTC."""
        return at_instant(utc_ms, self._zone).off_min
