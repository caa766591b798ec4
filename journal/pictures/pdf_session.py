"""One PDF kept open in a decoder child, its pages drawn when they are wanted."""

import io
import threading
from types import TracebackType
from typing import BinaryIO, Self

from journal.domain.evidence import Box
from journal.domain.pixels import Pixels
from journal.pictures import limits
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.wire import Verb
from journal.pictures.worker import Worker


class PdfSession:
    """A PDF and the child that has it open. Threads may share it; they wait for one another.

    After a refusal the next page is asked of a new child.
    """

    def __init__(self, worker: Worker, source: BinaryIO) -> None:
        """Open the PDF. `worker` is used for nothing else until the session is done with.

        Raises:
            PictureRefused: it cannot be opened.
        """
        self._worker = worker
        self._source = source
        self._turn = threading.Lock()
        self._opened_by = 0
        self.page_count = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """Of the child, while it is alive."""
        return self._worker.process_id

    def close(self) -> None:
        """End the child, busy or not. The source stays open."""
        self._worker.close()

    def page(
        self, index: int, *, dots_per_inch: int = 96, max_width: int = 4_096, max_height: int = 4_096
    ) -> Pixels:
        """One page, counted from 0, on white; smaller than `dots_per_inch` asks for where the limits are.

        The original's size beside the pixels is in points (1/72 inch).

        Raises:
            PictureRefused: it cannot be drawn.
            ValueError: there is no such page, or a size is below 1.
        """
        if not 0 <= index < self.page_count or min(dots_per_inch, max_width, max_height) < 1:
            raise ValueError("no such page or size")
        most_wide, most_high = min(max_width, limits.MAX_SIDE), min(max_height, limits.MAX_SIDE)
        most_pixels = min(most_wide * most_high, limits.MAX_SHOWN_PIXELS)
        with self._turn:
            if self._worker.process_id is None or self._opened_by != self._worker.starts:
                self._open()
            numbers = (index, min(dots_per_inch, 9_600), most_wide, most_high)
            answer = self._worker.ask(Verb.PAGE, numbers, most=most_pixels * 3, source=self._source)
            width, height, points_wide, points_high = answer.numbers
            fits = (
                0 < width <= most_wide and 0 < height <= most_high and 0 < points_wide * points_high < 2**64
            )
            if not fits or len(answer.payload) != width * height * 3:
                raise self._worker.distrust()
        return Pixels(width, height, bytes(answer.payload), points_wide, points_high)

    def text(self, index: int) -> str:
        """What a reader gives out as the text of one page, counted from 0.

        Raises:
            PictureRefused: it cannot be read.
            ValueError: there is no such page.
        """
        if not 0 <= index < self.page_count:
            raise ValueError("no such page")
        with self._turn:
            if self._worker.process_id is None or self._opened_by != self._worker.starts:
                self._open()
            answer = self._worker.ask(
                Verb.TEXT, (index, 0, 0, 0), most=limits.MAX_TEXT_BYTES, source=self._source
            )
        return bytes(answer.payload).decode("utf-8", "replace")

    def pictures_on(self, index: int, width: int, height: int) -> tuple[tuple[Box, int], ...]:
        """The places of one page where pictures lie, and how far beside a place in one of them there may be traces of
        what stands there. All in pixels of the page when it is drawn that large.

        Raises:
            PictureRefused: it cannot be read.
            ValueError: there is no such page.
        """
        if not 0 <= index < self.page_count:
            raise ValueError("no such page")
        with self._turn:
            if self._worker.process_id is None or self._opened_by != self._worker.starts:
                self._open()
            numbers = (index, width, height, 0)
            answer = self._worker.ask(
                Verb.PICTURES_ON, numbers, most=limits.MAX_TEXT_BYTES, source=self._source
            )
            try:
                return _told(bytes(answer.payload), width, height)
            except ValueError:
                raise self._worker.distrust() from None

    def _open(self) -> int:
        length = self._source.seek(0, io.SEEK_END)
        if length > limits.MAX_PDF_BYTES:
            raise PictureRefused(Refusal.TOO_LARGE)
        count = self._worker.ask(Verb.OPEN, (length, 0, 0, 0), source=self._source).numbers[0]
        if not 0 < count <= limits.MAX_PDF_PAGES:
            raise self._worker.distrust()
        self._opened_by = self._worker.starts
        return count


def _told(untrusted: bytes, width: int, height: int) -> tuple[tuple[Box, int], ...]:
    found = []
    for line in untrusted.decode("ascii").splitlines():
        left, top, right, bottom, spread = map(int, line.split(" "))
        if spread < 0:
            raise ValueError("a spread is a length")
        if 0 <= left < right <= width and 0 <= top < bottom <= height:  # others lie beside the page
            found.append((Box(left, top, right - left, bottom - top), spread))
    return tuple(found)
