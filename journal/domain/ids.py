"""Names of things in a journal: 128 random bits in Crockford base32, one type per kind of thing."""

from collections.abc import Callable
from typing import NewType, TypeAlias

Randomness: TypeAlias = Callable[[int], bytes]
"""Returns that many random bytes; `os.urandom` outside tests."""

JournalId = NewType("JournalId", str)
SessionId = NewType("SessionId", str)
IncidentId = NewType("IncidentId", str)
ActorId = NewType("ActorId", str)
EvidenceId = NewType("EvidenceId", str)
ContactId = NewType("ContactId", str)
MilestoneId = NewType("MilestoneId", str)
PrintId = NewType("PrintId", str)
DraftId = NewType("DraftId", str)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26


def new_id(randomness: Randomness) -> str:
    """Return 26 characters that stand for 128 random bits."""
    number = int.from_bytes(randomness(16), "big")
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def is_id(text: str) -> bool:
    """Say whether the text could have come from `new_id`."""
    return len(text) == _LENGTH and text[0] in "01234567" and all(letter in _CROCKFORD for letter in text)
