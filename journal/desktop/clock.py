"""The computer's clocks: wall time, time since start with sleep counted, and the time zone."""

import os
import sys
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

_HOUR = 3600


class SystemClock:
    """The real `domain.clock.Clock`; a time zone changed while the program runs is noticed."""

    def utc_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC by the computer's clock."""
        return time.time_ns() // 1_000_000

    def boot_ms(self) -> int:
        """Milliseconds since the computer started, counting the time it slept."""
        return _boot_ms()

    def boot_id(self) -> str:
        """A name for this run of the computer; where the system has none, one for this process."""
        return _boot_id()

    def zone(self) -> str:
        """The time zone's IANA name; where the system has only an offset, the zone that is named for it."""
        return _zone()

    def offset_minutes(self, utc_ms: int) -> int:
        """Minutes that local time was ahead of UTC at that instant, by the present zone's rules."""
        # From whole seconds: a float of milliseconds may land on the wrong side of a change.
        there = datetime.fromtimestamp(utc_ms // 1000, UTC).astimezone(ZoneInfo(_zone()))
        offset = there.utcoffset()
        return 0 if offset is None else int(offset.total_seconds()) // 60


@cache
def _boot_id() -> str:
    try:
        return _system_boot_id()
    except OSError:
        # Steps of the clock are judged within one boot only: a name used once claims nothing about others.
        return f"process-{os.getpid()}-{time.time_ns()}"


def _zone() -> str:
    _notice_new_zone()
    try:
        key = getattr(tzlocal.reload_localzone(), "key", "")
        return str(ZoneInfo(key).key)
    # tzlocal warns where zone and offset do not fit, and that is an error to whoever makes warnings errors.
    except (ZoneInfoNotFoundError, ValueError, OSError, UserWarning):
        return _zone_by_offset(time.localtime().tm_gmtoff)


def _zone_by_offset(seconds: int) -> str:
    hours = round(seconds / _HOUR)
    # These names count westwards: Etc/GMT-2 is two hours ahead of UTC.
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


if sys.platform == "win32":
    import ctypes
    import winreg

    _MEMORY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"

    def _boot_ms() -> int:
        ticks = ctypes.c_ulonglong()
        # The unbiased counterpart stands still while the computer sleeps.
        ctypes.WinDLL("kernelbase").QueryInterruptTime(ctypes.byref(ticks))
        return ticks.value // 10_000

    def _system_boot_id() -> str:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _MEMORY) as key:
            return f"boot-{winreg.QueryValueEx(key, 'BootId')[0]}"

    def _notice_new_zone() -> None:
        """Nothing to do: Windows is asked anew each time."""

elif sys.platform == "darwin":
    import ctypes

    def _boot_ms() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // 1_000_000

    def _system_boot_id() -> str:
        text, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        if ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(size), None, 0) != 0:
            raise OSError("kern.bootsessionuuid")
        return text.value.decode("ascii").lower()

    def _notice_new_zone() -> None:
        time.tzset()

else:

    def _boot_ms() -> int:
        # CLOCK_MONOTONIC stands still while the computer sleeps.
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

    def _system_boot_id() -> str:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()

    def _notice_new_zone() -> None:
        time.tzset()
