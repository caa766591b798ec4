"""What a file that came back is: a paper or a file of this journal as it was, one that bears its seal, or neither."""

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """How a file agrees with what was recorded."""

    PAPER = "paper"
    """Byte for byte a paper that was made here."""
    LOCKED = "locked paper"
    """Byte for byte the copy of a paper, or the archive, that was saved under a password."""
    ORIGINAL = "original"
    """Byte for byte a file of an entry, as it was added."""
    DERIVED = "derived"
    """Byte for byte a part, or a covered copy, that was made of such a file."""
    BEARS_SEAL = "bears a seal"
    """A PDF that bears the seal of a paper that was made here, and is not that paper."""
    NONE = "none"

    @property
    def is_same(self) -> bool:
        """Whether not a byte of it differs."""
        return self not in (Likeness.BEARS_SEAL, Likeness.NONE)


@dataclass(frozen=True)
class Recognised:
    """A file of which the SHA-256 is `sha256`, and the record that knows it: number, UTC ms, pages of a paper, and the
    name and reference of an exhibit."""

    likeness: Likeness
    sha256: str
    record: int = 0
    at_ms: int = 0
    pages: int = 0
    name: str = ""
    reference: str = ""
