"""Having somebody outside put a time to the journal's seal: asked from here, or carried to another computer.

Nothing is asked by itself. What leaves is the SHA-256 of a seal with its number and time: nothing can be read from it.
"""

import base64
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from journal.domain import records as r
from journal.domain.anchor import Anchor
from journal.domain.errors import Fixable
from journal.domain.ids import Randomness
from journal.domain.reading import Seal
from journal.sealing.errors import disk_error
from journal.sealing.stamps import StampFault, StampRefused, TimeStamp
from journal.sealing.words import heard, spoken
from journal.services.lanes import Lane
from journal.vault.store import Vault

_SUBJECT = "anchor"
_NONCE_BYTES = 8
_LARGEST_FILE = 1 << 20


class AuthoritySilent(Fixable):
    """The authority could not be reached, or did not answer as one does."""


class Asking(Protocol):
    """What speaks to the network."""

    def ask(self, address: str, query: bytes) -> bytes:
        """The answer of the authority at an address; raises `AuthoritySilent`."""
        ...

    def roots(self) -> Sequence[bytes]:
        """The certificates this computer trusts, as DER."""
        ...


class _Speaking:
    """The network, as far as a time-stamp authority needs it."""

    def __init__(self) -> None:
        # Loaded now, because the person said so, and never before.
        from journal import time_authority  # noqa: PLC0415

        self._authority = time_authority

    def ask(self, address: str, query: bytes) -> bytes:
        try:
            return self._authority.ask(address, query)
        except self._authority.Unreachable as error:
            raise AuthoritySilent from error

    def roots(self) -> Sequence[bytes]:
        return self._authority.trusted_roots()


def _speak() -> Asking:
    return _Speaking()


@dataclass(frozen=True)
class Question:
    """A question that can be carried: its bytes, and the number of the record that says it was asked."""

    record: int
    query: bytes


@dataclass(frozen=True)
class Spoken:
    """A seal, and the 24 words it is when it is read aloud."""

    seal: Seal
    words: tuple[str, ...]


class Anchoring:
    """The verbs about times from outside, of one open journal."""

    def __init__(
        self,
        vault: Vault,
        writing: Lane,
        working: Lane,
        randomness: Randomness,
        asking: Callable[[], Asking] | None = None,
    ) -> None:
        """`asking` brings what speaks to the network, when it is wanted and not before."""
        self._vault = vault
        self._writing = writing
        self._working = working
        self._randomness = randomness
        self._asking = asking or _speak

    def seal(self) -> "Future[Spoken]":
        """The journal's seal as it is now, to be copied by somebody or read to them."""
        return self._writing.run(self._spoken)

    def look_up(self, typed: str) -> "Future[int | None]":
        """Find a seal that somebody wrote down, as digits or in words: the number of its record, or None.

        Raises, through the future:
            WordCount, WordUnknown, WordsWrong: it is no seal.
        """
        return self._writing.run(lambda: self._vault.record_sealed_by(heard(typed)))

    def known(self) -> "Future[tuple[Anchor, ...]]":
        """Every question so far, oldest first, with its answer where there is one."""
        return self._writing.run(self._vault.anchors)

    def answer(self, answer: bytes, trusted: Sequence[bytes] = ()) -> "Future[Anchor]":
        """Check an answer against the questions that have none yet, and keep it whole.

        `trusted` are certificates of authorities that the person has from elsewhere, as DER or PEM.

        Raises, through the future:
            StampRefused: it does not hold; nothing was recorded.
        """
        return self._working.run(self._answer, answer, trusted)

    def carry(self, target: Path) -> "Future[None]":
        """Ask, and write the question into a file that is taken to another computer.

        Raises, through the future:
            DiskFull, DiskFailed: there is a record of the question, and no file.
        """
        return self._working.run(self._carry, target)

    def bring(self, files: Sequence[Path]) -> "Future[Anchor]":
        """Check the answer among these files, with the certificates among them, and keep it.

        Raises, through the future:
            StampRefused: none of them is an answer that holds; nothing was recorded.
        """
        return self._working.run(self._bring, tuple(files))

    def ask(self, address: str, trusted: Sequence[bytes] = ()) -> "Future[Anchor]":
        """Ask the authority at that address now; only ever because the person asked for it.

        Raises, through the future:
            AuthoritySilent, StampRefused: there is a record of the question, and none of an answer.
        """
        return self._working.run(self._ask, address, trusted)

    def _spoken(self) -> Spoken:
        seal = self._vault.seal()
        return Spoken(seal, spoken(seal.hex))

    def _carry(self, target: Path) -> None:
        question = self._writing.run(self._question, "").result()
        try:
            target.write_bytes(question.query)
        except OSError as error:
            raise disk_error(error, "carry") from error

    def _bring(self, files: Sequence[Path]) -> Anchor:
        from journal.sealing.time_stamps import certificates  # noqa: PLC0415 - loaded for this alone

        found = [_read(path) for path in files]
        trusted = [data for data in found if certificates(data)]
        answers = [data for data in found if data not in trusted]
        if len(answers) != 1:
            raise StampRefused(StampFault.NOT_AN_ANSWER)
        return self._answer(answers[0], trusted)

    def _ask(self, address: str, trusted: Sequence[bytes]) -> Anchor:
        asking = self._asking()
        question = self._writing.run(self._question, address).result()
        return self._answer(asking.ask(address, question.query), (*trusted, *asking.roots()))

    def _answer(self, answer: bytes, trusted: Sequence[bytes]) -> Anchor:
        from journal.sealing.time_stamps import certificates  # noqa: PLC0415 - loaded for this alone

        waiting = [each for each in self._writing.run(self._vault.anchors).result() if not each.answered]
        asked, stamp = _fitting(waiting, answer, [each for some in trusted for each in certificates(some)])
        return self._writing.run(self._receive, asked, answer, stamp).result()

    def _question(self, address: str) -> Question:
        from journal.sealing.time_stamps import query  # noqa: PLC0415 - loaded for this alone

        with self._vault.writing():
            checkpoint = self._vault.checkpoint()
            nonce = int.from_bytes(self._randomness(_NONCE_BYTES), "big") >> 1
            said = r.AnchorRequested(checkpoint, f"{nonce:x}", not address, address)
            appended = self._vault.append(said, _SUBJECT)
        return Question(appended.seq, query(checkpoint.form(), nonce))

    def _receive(self, asked: Anchor, answer: bytes, stamp: TimeStamp) -> Anchor:
        said = r.AnchorReceived(
            request=asked.asked,
            answer=_text(answer),
            chain=tuple(map(_text, stamp.chain)),
            authority=stamp.authority,
            time_ms=stamp.time_ms,
            accuracy_ms=stamp.accuracy_ms,
        )
        with self._vault.writing():
            self._vault.append(said, _SUBJECT)
        return next(anchor for anchor in self._vault.anchors() if anchor.asked == asked.asked)


def _fitting(waiting: Sequence[Anchor], answer: bytes, roots: Sequence[bytes]) -> tuple[Anchor, TimeStamp]:
    """The question that this answers; an answer that was taken already answers none."""
    from journal.sealing.time_stamps import read_stamp  # noqa: PLC0415 - loaded for this alone

    why = StampFault.OTHER_THING
    for anchor in reversed(waiting):
        try:
            return anchor, read_stamp(answer, anchor.checkpoint.form(), anchor.nonce, roots)
        except StampRefused as refused:
            if refused.why not in (StampFault.OTHER_THING, StampFault.OTHER_QUESTION):
                raise
            why = refused.why
    raise StampRefused(why)


def _read(path: Path) -> bytes:
    """What lies in a file that is no larger than such files are; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE)
    except OSError:
        return b""


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
