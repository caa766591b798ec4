"""A stand-in for what is read in pictures."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from journal.domain.evidence import Derivative
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish
from journal.services.in_pictures import Places, Seen


class FakeInPictures:
    """`seen` is what is found on a paper, `there` what is found in each picture."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"], asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.seen = Seen(0, (), can_read=True)
        self.there = Places(was_looked_for=False)

    def find(self, wish: PrintWish, progress: Callable[[int, int], bool]) -> "Future[Seen]":
        self._asked.append(("find_in_pictures", wish))
        progress(0, 1)
        return self._answer("find_in_pictures", self.seen)

    def places(self, subject: EvidenceId, whole: bool) -> "Future[Places]":
        self._asked.append(("places_in_picture", subject, whole))
        return self._answer("places_in_picture", self.there)

    def places_on_page(self, subject: EvidenceId, page: int) -> "Future[Places]":
        self._asked.append(("places_on_page", subject, page))
        return self._answer("places_on_page", self.there)

    def looked_at(self, made: Derivative) -> "Future[None]":
        self._asked.append(("looked_at", made.of))
        return self._answer("looked_at", None)
