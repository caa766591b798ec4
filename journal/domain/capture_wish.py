"""What a capture is to show, and when it is to be taken; said between programs in one word."""

import re
from dataclasses import dataclass
from enum import StrEnum

DELAYS = (3, 5, 10)
"""Seconds that are offered: time to open a menu."""

LONGEST_DELAY = 60
CAPTURE = "capture"

_WORD = re.compile(r"capture(?:-(all|screen|window))?(?:-([0-9]{1,2}))?")


class What(StrEnum):
    """How much of the desktop. `SCREEN` is the one with the active window, `WINDOW` that window alone."""

    ALL = "all"
    SCREEN = "screen"
    WINDOW = "window"


@dataclass(frozen=True)
class CaptureWish:
    """`delay` in seconds, at most `LONGEST_DELAY`."""

    what: What = What.ALL
    delay: int = 0

    def word(self) -> str:
        """This wish as the keeper hears it: `capture`, `capture-window`, `capture-all-5`."""
        if not self.delay:
            return CAPTURE if self.what is What.ALL else f"{CAPTURE}-{self.what}"
        return f"{CAPTURE}-{self.what}-{self.delay}"


def wish_in(word: str) -> CaptureWish | None:
    """The wish a word says, or None where it says something else."""
    found = _WORD.fullmatch(word)
    if found is None:
        return None
    wish = CaptureWish(What(found[1] or What.ALL), int(found[2] or 0))
    return wish if wish.delay <= LONGEST_DELAY else None
