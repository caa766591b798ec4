"""A stand-in for covering pictures: remembers what was decided."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from journal.domain.evidence import Box, CoveredPage, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.printing import PrintWish
from journal.services.covered_pages import Document, PageAnswer
from journal.services.covering import Looked

PAGE = (120, 160)


class FakeCovering:
    """`now` is what `looked` answers."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"], asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.now = Looked()
        self.pages = FakeCoveredPages(answer, asked)

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


class FakeCoveredPages:
    """`now` is every document; `error` is why it does not open, and `error_of_page` why a page cannot be drawn."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"], asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.now = Document((None, None, None))
        self.error: Exception | None = None
        self.error_of_page: Exception | None = None
        self.size = PAGE

    def document(self, _subject: EvidenceId) -> "Future[Document]":
        return self._failed(self.error) or self._answer("document", self.now)

    def page(self, _subject: EvidenceId, number: int) -> "Future[Pixels]":
        width, height = self.size
        shown = Pixels(width, height, bytes((255 - number,)) * (width * height * 3), width, height)
        return self._failed(self.error_of_page) or self._answer("page", shown)

    def answer(self, subject: EvidenceId, number: int, boxes: Sequence[Box] | None) -> "Future[Document]":
        covers = tuple(boxes) if boxes is not None else None
        self._asked.append(("answer", subject, number, covers))
        answers = list(self.now.answers)
        answers[number - 1] = PageAnswer(covers or (), covers is None, PAGE)
        self.now = Document(tuple(answers))
        return self._answer("answer", self.now)

    def finish(
        self, subject: EvidenceId, progress: Callable[[int, int], bool]
    ) -> "Future[Derivative | None]":
        self._asked.append(("finish", subject))
        progress(0, 1)
        pages = tuple(
            CoveredPage(number, *PAGE, said.covers)
            for number, said in enumerate(self.now.answers, 1)
            if said is not None and not said.left_out
        )
        self.now = Document(
            tuple(said or PageAnswer(left_out=True) for said in self.now.answers), is_made=bool(pages)
        )
        original = Original("0" * 64, 1, "application/pdf")
        made = Derivative(subject, Derived.COVERED, original, "f" * 32, pages=pages) if pages else None
        return self._answer("finish", made)

    def _failed(self, error: Exception | None) -> "Future[Any] | None":
        if error is None:
            return None
        future: Future[Any] = Future()
        future.set_exception(error)
        return future
