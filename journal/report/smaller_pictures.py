"""Pictures made smaller on their way to paper, step by step, for a paper that has to stay under a size."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from journal.domain.pixels import Pixels
from journal.pictures.decoder import PaperJpeg
from journal.pictures.pdf_session import PdfSession
from journal.pictures.smaller import smaller_copy


class Drawing(Protocol):
    """What the decoder is asked for besides what every paper asks."""

    def paper_png(self, data: bytes, /) -> bytes: ...

    def paper_jpeg(self, data: bytes, /) -> PaperJpeg | None: ...

    def pdf_session(self, source: BinaryIO, /) -> PdfSession: ...

    def picture(self, data: bytes, max_width: int, max_height: int, /) -> Pixels: ...


@dataclass(frozen=True)
class Step:
    """How small: pixels of the longer side at most, and the quality of the JPEG."""

    longest: int
    quality: int


STEPS = (Step(2_000, 80), Step(1_500, 70), Step(1_100, 60), Step(800, 50), Step(600, 40))
"""Each about half of the one before; at the last, ordinary writing on a screen is just about read."""


@dataclass(frozen=True)
class Copy:
    """A smaller copy, and how large the picture is that it was made of."""

    jpeg: PaperJpeg
    width: int
    height: int


class SmallerPictures:
    """The decoder, and the step at which pictures are copied; `used` says whether any was."""

    def __init__(self, decoder: Drawing, step: Step) -> None:
        self._decoder = decoder
        self._step = step
        self.used = False

    def paper_png(self, data: bytes, /) -> bytes:
        """The picture as it is."""
        return self._decoder.paper_png(data)

    def paper_jpeg(self, data: bytes, /) -> PaperJpeg | None:
        """The JPEG as it is."""
        return self._decoder.paper_jpeg(data)

    def pdf_session(self, source: BinaryIO, /) -> PdfSession:
        """The PDF, its pages drawn one by one."""
        return self._decoder.pdf_session(source)

    def copy(self, data: bytes) -> Copy | None:
        """A smaller copy; None where it would not be smaller.

        Raises:
            PictureRefused: there is nothing to show.
        """
        pixels = self._decoder.picture(data, self._step.longest, self._step.longest)
        jpeg = smaller_copy(pixels, self._step.quality)
        if len(jpeg.data) >= len(data):
            return None
        self.used = True
        return Copy(jpeg, pixels.original_width, pixels.original_height)

    def page(self, document: PdfSession, index: int, dots_per_inch: int) -> Copy:
        """A page of a PDF, counted from 0, drawn as small.

        Raises:
            PictureRefused: it cannot be drawn.
        """
        longest = self._step.longest
        pixels = document.page(index, dots_per_inch=dots_per_inch, max_width=longest, max_height=longest)
        return Copy(smaller_copy(pixels, self._step.quality), pixels.width, pixels.height)
