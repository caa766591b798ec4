"""Hears when the journal should lock: the screen is locked, the computer goes to sleep, another user takes the seat.

On Linux these are seven signals. From logind, on the bus of the computer: the session is told to lock (`Lock`), or is
locked (`LockedHint`), another one comes to the front (`Active` false), the computer is about to sleep
(`PrepareForSleep`). From the desktop, on the bus of the session, `ActiveChanged` of the screen saver: the common one of
freedesktop.org, GNOME's, and those that Cinnamon, MATE and Xfce have of their own.

A sleep that nobody announced is noticed afterwards, on every system. Lockers that tell nobody (a bare `swaylock` or
`slock`) are not heard.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Protocol, Self

from journal.desktop.sleep_gap import SleepGap, asleep_ms
from journal.domain.locking import LockReason

HEARABLE = frozenset({LockReason.SESSION, LockReason.SUSPEND, LockReason.SWITCH})

Lock = Callable[[LockReason], object]
"""Locks and returns when that is done; called from threads. The computer waits for it before it sleeps."""


class Ear(Protocol):
    """One source of signals."""

    def hears(self) -> frozenset[LockReason]:
        """What it would notice if it happened now."""
        ...

    def close(self) -> None:
        """Listen no more."""
        ...


class Watch:
    """Listens from `watch` to `close`, whatever the buses do."""

    def __init__(self, gap: SleepGap, ears: tuple[Ear, ...]) -> None:
        """Use `watch`."""
        self._gap = gap
        self._ears = ears

    def deaf_to(self) -> frozenset[LockReason]:
        """What would not be noticed here and now, because this system or this session does not tell."""
        heard = {reason for ear in self._ears for reason in ear.hears()}
        return HEARABLE - heard - {LockReason.SUSPEND}

    def close(self) -> None:
        """Listen no more; a lock in hand is waited for."""
        for ear in self._ears:
            ear.close()
        self._gap.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def watch(
    lock: Lock,
    environ: Mapping[str, str] = os.environ,
    asleep: Callable[[], int] = asleep_ms,
) -> Watch:
    """Begin to listen and return at once; a bus that is missing, goes away or comes back disturbs nothing."""

    def slept() -> None:
        lock(LockReason.SUSPEND)

    gap = SleepGap(slept, asleep).start()
    return Watch(gap, _ears(lock, gap.announce, environ))


if sys.platform == "linux":
    from journal.desktop.logind import LogindEar
    from journal.desktop.screen_saver import ScreenSaverEar

    def _ears(lock: Lock, announce: Callable[[bool], None], environ: Mapping[str, str]) -> tuple[Ear, ...]:
        return LogindEar(lock, announce, environ), ScreenSaverEar(lock, environ)

else:

    def _ears(_lock: Lock, _announce: Callable[[bool], None], _environ: Mapping[str, str]) -> tuple[Ear, ...]:
        return ()
