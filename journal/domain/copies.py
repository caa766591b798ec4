"""When copies of a journal fall due by themselves, and when the person is asked to make one elsewhere.

A lock ends the process within a second, which is too short for a copy of any size, and what was begun then would keep
the key in memory. So nothing is copied at the lock: a copy is made soon after the last change, while the journal is
open anyway, and by the time it locks there is nothing left to do. An idle lock, a minute after the last key at the
soonest, comes later than the quiet half minute after which a copy falls due. Only when the program ends, which nobody
waits for, is a copy that is still owed made after the last word.
"""

from dataclasses import dataclass

from journal.domain.clock import Clock

_DAY_MS = 24 * 3600 * 1000
OLD_MS = 7 * _DAY_MS
ENOUGH_INCIDENTS = 10
ASKED_AGAIN_MS = _DAY_MS


@dataclass(frozen=True)
class CopyPace:
    """How soon after a change a copy falls due, in milliseconds.

    `quiet_ms` after the last change, or `most_ms` after the first where somebody never stops writing. After each copy
    there is a pause of `rests` times as long as it took, so that a large journal on a slow disk is not copied all day.
    """

    quiet_ms: int = 30_000
    most_ms: int = 600_000
    rests: int = 20


class CopyDue:
    """Whether a copy is owed, and whether it is time for it; in boot time, which goes on while the computer sleeps."""

    def __init__(self, clock: Clock, pace: CopyPace | None = None) -> None:
        self._clock = clock
        self._pace = pace or CopyPace()
        self._first_ms: int | None = None
        self._last_ms = 0
        self._not_before_ms = 0
        self._begun_ms: int | None = None

    def changed(self) -> None:
        """Something was written."""
        now = self._clock.boot_ms()
        self._first_ms = now if self._first_ms is None else self._first_ms
        self._last_ms = now

    @property
    def is_owed(self) -> bool:
        """Whether something was written that no finished copy was begun after."""
        return self._first_ms is not None or self._begun_ms is not None

    def is_due(self) -> bool:
        """Whether to begin now; never while one is being made."""
        if self._first_ms is None or self._begun_ms is not None:
            return False
        soonest = min(self._last_ms + self._pace.quiet_ms, self._first_ms + self._pace.most_ms)
        return self._clock.boot_ms() >= max(soonest, self._not_before_ms)

    def begin(self) -> None:
        """A copy of everything up to now is being made."""
        self._begun_ms = self._clock.boot_ms()
        self._first_ms = None

    def end(self) -> None:
        """It was made."""
        begun, now = self._begun_ms, self._clock.boot_ms()
        self._begun_ms = None
        if begun is not None:
            self._not_before_ms = now + self._pace.rests * (now - begun)

    def stop(self) -> None:
        """It stood aside for something else, and is still owed."""
        self._begun_ms = None
        self.changed()

    def fail(self) -> None:
        """It could not be made: it is still owed, and not tried again at once."""
        self.stop()
        self._not_before_ms = self._clock.boot_ms() + self._pace.most_ms


def is_reminder_due(now_ms: int, last_off_disk_ms: int | None, incidents: int, asked_ms: int | None) -> bool:
    """Whether to ask for a copy off this disk: there is something to lose, and the last one is old or was never made.

    Who was asked is left alone for a day. A clock that was put back since counts as an old copy, and as not asked.
    """
    if incidents < ENOUGH_INCIDENTS:
        return False
    if asked_ms is not None and 0 <= now_ms - asked_ms < ASKED_AGAIN_MS:
        return False
    return last_off_disk_ms is None or not 0 <= now_ms - last_off_disk_ms <= OLD_MS
