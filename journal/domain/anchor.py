"""A point of the chain that somebody outside put a time to."""

from dataclasses import dataclass

from journal.domain.canonical import dumps
from journal.domain.shape import to_json


@dataclass(frozen=True)
class Checkpoint:
    """The seal after record `seq`, and when that record was written (UTC ms)."""

    head: str
    rec_utc: int
    seq: int

    def form(self) -> bytes:
        """Its bytes, which an authority is asked to put a time to; they say nothing but a number and a time."""
        return dumps(to_json(self))


@dataclass(frozen=True)
class Anchor:
    """A question to an authority, and its answer where there is one; instants in UTC ms.

    `nonce` is the number the question was marked with, `time_ms` what the authority's clock said, `chain` its
    certificates up to one that was trusted, as DER in base64.
    """

    asked: int
    checkpoint: Checkpoint
    nonce: int
    asked_ms: int
    answered: int = 0
    answer: str = ""
    time_ms: int = 0
    accuracy_ms: int = 0
    authority: str = ""
    chain: tuple[str, ...] = ()
