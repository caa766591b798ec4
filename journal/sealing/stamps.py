"""A time stamp of an outside authority that was checked, and why one is not taken."""

from dataclasses import dataclass
from enum import StrEnum

from journal.domain.errors import Fixable


class StampFault(StrEnum):
    """Why an answer is not taken."""

    NOT_AN_ANSWER = "not an answer"
    NOT_GIVEN = "not given"
    OTHER_THING = "of something else"
    OTHER_QUESTION = "to another question"
    NOT_SIGNED = "not signed by its authority"
    NOT_FOR_STAMPS = "signed with a key for something else"
    NOT_VALID_THEN = "signed when the key was not valid"
    UNKNOWN_AUTHORITY = "of an authority nobody vouches for"


class StampRefused(Fixable):
    """An answer that does not hold; nothing was recorded."""

    def __init__(self, why: StampFault) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class TimeStamp:
    """What an authority says: that the data existed at that time (UTC ms), give or take; and who vouches for it.

    `chain` are the certificates from the signer's to the root, as DER.
    """

    time_ms: int
    accuracy_ms: int
    authority: str
    chain: tuple[bytes, ...]
