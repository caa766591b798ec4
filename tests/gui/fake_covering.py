"""A stand-in for covering pictures: remembers what was decided."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from journal.domain.evidence import Box, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish
from journal.services.covering import Looked


class FakeCovering:
    """`now` is what `looked` answers."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"], asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.now = Looked()

    def looked(self, wish: PrintWish) -> "Future[Looked]":
        self._asked.append(("looked", wish))
        return self._answer("looked", self.now)

    def cover(self, subject: EvidenceId, boxes: Sequence[Box], whole: bool = False) -> "Future[Derivative]":
        self._asked.append(("cover", subject, tuple(boxes), whole))
        made = Derivative(
            subject,
            Derived.COVERED,
            Original("0" * 64, 1, "image/png"),
            "f" * 32,
            covers=tuple(boxes),
        )
        return self._answer("cover", made)

    def leave_out(self, *subjects: EvidenceId) -> "Future[None]":
        self._asked.append(("leave_out", *subjects))
        return self._answer("leave_out", None)
