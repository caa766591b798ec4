"""The only way from foreign bytes to something that can be seen: asked here, done in a child, checked here again."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self
from weakref import WeakSet

from journal.domain.media_types import HEAD_BYTES, PICTURES, sniff
from journal.domain.pixels import Pixels
from journal.pictures import covering, jpeg, limits, worker
from journal.pictures.pdf_session import PdfSession
from journal.pictures.png import is_clean
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.wire import Frame, Numbers, Verb
from journal.pictures.worker import Worker

DEFAULT_TIMEOUT = 4.5
"""Seconds for a picture or a page that is looked at. A print job may wait longer: give it a decoder of its own."""

_LIVES = 200
_PNG_MARGIN_BYTES = 2**20


@dataclass(frozen=True)
class Probe:
    """What a picture says about itself; width and height as it is meant to be seen, `orientation` as EXIF counts."""

    width: int
    height: int
    frames: int
    orientation: int


@dataclass(frozen=True)
class PaperJpeg:
    """A JPEG a PDF can carry. Width and height as stored; `orientation` (EXIF, 1 to 8) says how it is to be turned.

    `colours` is 1 (gray) or 3.
    """

    width: int
    height: int
    colours: int
    orientation: int
    data: bytes = field(repr=False)


class Decoder:
    """Decodes pictures and PDF pages in children that are started when needed and renewed when they fail.

    Every method may be called from any thread and raises PictureRefused where there is nothing to show; it then
    takes at most the time-out, and the next call works again.
    """

    def __init__(self, command: Sequence[str], timeout: float = DEFAULT_TIMEOUT) -> None:
        """Start nothing yet. See worker.default_command for the command; `timeout` is in seconds for one request."""
        self._command = tuple(command)
        self._timeout = timeout
        self._pictures = Worker(self._command, worker.PICTURES, timeout, _LIVES)
        self._pages = Worker(self._command, worker.PAGES, timeout, _LIVES)
        self._pages_turn = threading.Lock()
        self._sessions: WeakSet[PdfSession] = WeakSet()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Of the children that are alive, those of sessions left out."""
        return tuple(pid for pid in (self._pictures.process_id, self._pages.process_id) if pid is not None)

    def close(self) -> None:
        """End all children, busy or not. Whatever is asked afterwards is refused."""
        self._closed = True
        for session in list(self._sessions):
            session.close()
        self._pictures.close()
        self._pages.close()

    def picture(self, data: bytes, max_width: int, max_height: int, *, covered: bool = False) -> Pixels:
        """The picture upright, on white, no larger than it is and than the limits; its first frame if it moves.

        `covered`: only a few soft patches of it, at most 96 pixels wide and high, in which nothing can be read.
        """
        _positive(max_width, max_height)
        limit = covering.LONGEST_SIDE if covered else limits.MAX_SIDE
        most_wide, most_high = min(max_width, limit), min(max_height, limit)
        most_pixels = min(most_wide * most_high, limits.MAX_SHOWN_PIXELS)
        answer = self._ask(Verb.PICTURE, data, (most_wide, most_high, 0, 0), most_pixels * 3)
        width, height, original_width, original_height = answer.numbers
        sound = (
            0 < width <= min(most_wide, original_width)
            and 0 < height <= min(most_high, original_height)
            and original_width * original_height <= limits.MAX_PIXELS
            and len(answer.payload) == width * height * 3
        )
        if not sound:
            raise self._pictures.distrust()
        shown = Pixels(width, height, bytes(answer.payload), original_width, original_height)
        return covering.covered(shown) if covered else shown

    def probe(self, data: bytes) -> Probe:
        """Size, number of frames and orientation, as far as they can be told without decoding."""
        width, height, frames, orientation = self._ask(Verb.PROBE, data).numbers
        if not (0 < width * height <= limits.MAX_PIXELS and 0 < frames < 2**32 and 1 <= orientation <= 8):
            raise self._pictures.distrust()
        return Probe(width, height, frames, orientation)

    def paper_png(self, data: bytes, max_pixels: int = limits.MAX_SHOWN_PIXELS) -> bytes:
        """The picture upright, on white, as a PNG (gray or RGB, 8 bit) that a PDF can copy; nothing else is in it."""
        _positive(max_pixels)
        most = min(max_pixels, limits.MAX_SHOWN_PIXELS)
        answer = self._ask(Verb.PAPER_PNG, data, (most, 0, 0, 0), most * 4 + _PNG_MARGIN_BYTES)
        png = bytes(answer.payload)
        if not is_clean(png, most):
            raise self._pictures.distrust()
        return png

    def paper_jpeg(self, data: bytes) -> PaperJpeg | None:
        """The JPEG with its pixels untouched and all else taken out, after the child has decoded it completely.

        None: a picture, but not a JPEG that a PDF can carry (CMYK, lossless, another format): ask paper_png.
        """
        width, height, colours, orientation = self._ask(Verb.CHECK_JPEG, data).numbers
        if not colours:
            return None
        clean = jpeg.without_metadata(data)
        if clean is None or (width, height, colours) != (clean.width, clean.height, clean.colours):
            raise self._pictures.distrust()
        if not 1 <= orientation <= 8:
            raise self._pictures.distrust()
        return PaperJpeg(clean.width, clean.height, clean.colours, orientation, clean.data)

    def pdf_page(
        self,
        data: bytes,
        index: int,
        *,
        dots_per_inch: int = 96,
        max_width: int = 4_096,
        max_height: int = 4_096,
        covered: bool = False,
    ) -> Pixels:
        """One page, counted from 0, on white; the original's size beside it is in points (1/72 inch).

        `covered`: as for a picture.
        """
        limit = covering.LONGEST_SIDE if covered else limits.MAX_SIDE
        most = (min(max_width, limit), min(max_height, limit))
        with self._pages_turn:
            shown = self._foreign_pdf(data).page(
                index, dots_per_inch=dots_per_inch, max_width=most[0], max_height=most[1]
            )
        return covering.covered(shown) if covered else shown

    def pdf_session(self, source: BinaryIO) -> PdfSession:
        """The PDF in `source`, kept open in a child of its own until the session is closed.

        Only the parts of `source` that a page needs are read, so it may be much larger than memory. It must be
        seekable, and is left open.
        """
        if self._closed:
            raise PictureRefused(Refusal.DECODER_DIED)
        own = Worker(self._command, worker.PAGES, self._timeout)
        try:
            session = PdfSession(own, source)
        except BaseException:
            own.close()
            raise
        self._sessions.add(session)
        return session

    def _foreign_pdf(self, data: bytes) -> PdfSession:
        if sniff(data[:HEAD_BYTES]) != "application/pdf":
            raise PictureRefused(Refusal.NOT_A_PICTURE)
        return PdfSession(self._pages, io.BytesIO(data))

    def _ask(self, verb: Verb, data: bytes, numbers: Numbers = (0, 0, 0, 0), most: int = 0) -> Frame:
        if sniff(data[:HEAD_BYTES]) not in PICTURES:
            raise PictureRefused(Refusal.NOT_A_PICTURE)
        if len(data) > limits.MAX_FILE_BYTES:
            raise PictureRefused(Refusal.TOO_LARGE)
        return self._pictures.ask(verb, numbers, data, most=most)


def _positive(*numbers: int) -> None:
    if min(numbers) < 1:
        raise ValueError("a size must be at least 1")
