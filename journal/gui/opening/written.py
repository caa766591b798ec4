"""What the journal remembers of the 24 words having been written down, and when to ask about it again."""

from dataclasses import dataclass
from enum import StrEnum

STATE = "words written down"
DAY_MS = 86_400_000
SOON_MS = DAY_MS
LATER_MS = 7 * DAY_MS


class Step(StrEnum):
    """How far it has come: put off, shown and perhaps written down, or three of them typed back."""

    LATER = "later"
    SHOWN = "shown"
    CHECKED = "checked"


@dataclass(frozen=True)
class Written:
    """`ask_ms` is when to ask again, in UTC ms; nothing is asked once they were checked."""

    step: Step
    ask_ms: int = 0

    def is_due(self, now_ms: int) -> bool:
        """Whether now is a time to ask."""
        return self.step is not Step.CHECKED and now_ms >= self.ask_ms

    def put_off(self, now_ms: int) -> "Written":
        """The same, to be asked about some days later."""
        return Written(self.step, now_ms + LATER_MS)

    def kept(self) -> bytes:
        """As the journal keeps it."""
        return f"{self.step} {self.ask_ms}".encode()


CHECKED = Written(Step.CHECKED)


def not_yet(now_ms: int) -> Written:
    """Nobody has asked for them so far; asked about a day later."""
    return Written(Step.LATER, now_ms + SOON_MS)


def shown(now_ms: int) -> Written:
    """They were shown, and nobody knows whether they were written down."""
    return Written(Step.SHOWN, now_ms + LATER_MS)


def read(kept: bytes | None, now_ms: int) -> Written:
    """What the journal keeps; where it keeps nothing, that nobody has asked for them so far."""
    step, _, ask = (kept or b"").decode("ascii", "replace").partition(" ")
    if step in set(Step) and ask.isdecimal():
        return Written(Step(step), int(ask))
    return not_yet(now_ms)
