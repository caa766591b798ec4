"""How much memory can be had without hurting what else runs, and giving back what is no longer needed."""

import os
import sys

_FALLBACK = 1 << 30
_M_ARENA_MAX = -8
"""Of GNU's malloc.h: how many arenas there may be at most."""


def free_memory() -> int:
    """Bytes that are free now, or a careful guess where the system does not say."""
    if sys.platform == "win32":
        return _of_windows()
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return _FALLBACK


if sys.platform == "win32":
    import ctypes

    class _Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("available", ctypes.c_ulonglong),
            ("others", ctypes.c_ulonglong * 5),
        )

    def _of_windows() -> int:
        status = _Status(length=ctypes.sizeof(_Status))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return _FALLBACK
        return int(status.available)

else:

    def _of_windows() -> int:
        return _FALLBACK


if sys.platform == "linux":
    import ctypes

    def give_back() -> None:
        """Hand freed memory back to the system, and with it what may have been left in it; needs a few milliseconds."""
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):
            return  # another C library than that of GNU, which gives it back by itself or not at all

    def share_one_heap() -> bool:
        """Let all threads take memory from one place instead of each its own, most of which would lie empty.

        To be called before there are threads. Returns whether that holds; with GNU's C library alone it can be asked.
        """
        try:
            return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1))
        except (OSError, AttributeError):
            return False

else:

    def share_one_heap() -> bool:
        """Let all threads take memory from one place, where that can be asked for."""
        return False

    def give_back() -> None:
        """Hand freed memory back to the system, where that has to be asked for."""
