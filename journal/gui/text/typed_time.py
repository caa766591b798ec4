"""Reading a time of day as people write it: 20:00, 20.00, 2000, 20, 8 pm."""

import re
import unicodedata
from datetime import time

_HALF = r"(?:(?P<half>[ap])\.?m\.?)?"
_WITH_MARK = re.compile(rf"(?P<hour>\d{{1,2}})(?:\s*[:.,h]\s*|\s+)(?P<minute>\d{{2}})\s*{_HALF}", re.ASCII)
_FIGURES = re.compile(rf"(?P<hour>\d{{1,2}})(?P<minute>\d{{2}})\s*{_HALF}", re.ASCII)
_HOUR = re.compile(rf"(?P<hour>\d{{1,2}})\s*{_HALF}", re.ASCII)


def read_time(text: str) -> time | None:
    """The time that is meant, to the minute, or None where that cannot be told."""
    plain = _plain(text)
    for form in (_WITH_MARK, _HOUR, _FIGURES):
        found = form.fullmatch(plain)
        if found is not None:
            minute = found.groupdict().get("minute") or "0"
            return _time(int(found["hour"]), int(minute), found["half"])
    return None


def is_whole(text: str) -> bool:
    """Whether nothing more needs to be waited for: its minutes or its half of the day are there."""
    plain = _plain(text)
    if read_time(plain) is None:
        return False
    return bool(_WITH_MARK.fullmatch(plain) or plain.endswith(("m", "m.")) or len(plain) == len("2000"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
