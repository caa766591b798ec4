"""When an open journal has been left alone for too long, in time that goes on while the computer sleeps."""

from journal.domain.clock import Clock

DEFAULT_MINUTES = 5
LEAST_MINUTES, MOST_MINUTES = 1, 60

_MINUTE_MS = 60_000


class IdleDeadline:
    """The moment of boot time at which to lock; made at unlocking, used up once it has passed.

    No timer has to fire for it to be over: it is asked before anything is painted after the computer slept.
    """

    def __init__(self, clock: Clock, minutes: int = DEFAULT_MINUTES) -> None:
        """Begin to count now. Minutes outside 1 to 60 are taken as the nearest of these."""
        self._clock = clock
        self._span_ms = _span_ms(minutes)
        self._deadline_ms = clock.boot_ms() + self._span_ms
        self._over = False

    def touched(self) -> bool:
        """The person did something: count anew, and return True. Once over it stays over, and False is returned."""
        if self.is_over():
            return False
        self._deadline_ms = self._clock.boot_ms() + self._span_ms
        return True

    def allow(self, minutes: int) -> None:
        """Allow that much, and count anew: for whoever has just shown that they know the passphrase."""
        if not self.is_over():
            self._span_ms = _span_ms(minutes)
            self._deadline_ms = self._clock.boot_ms() + self._span_ms

    def is_over(self) -> bool:
        """Whether the journal has to lock now."""
        self._over = self._over or self._clock.boot_ms() >= self._deadline_ms
        return self._over

    def remaining_ms(self) -> int:
        """Milliseconds until it has to lock; 0 once it is over."""
        return 0 if self.is_over() else self._deadline_ms - self._clock.boot_ms()


def _span_ms(minutes: int) -> int:
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES) * _MINUTE_MS
