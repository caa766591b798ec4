"""Pictures on their way to paper: our own captures are copied unchanged, foreign ones only once a decoder took them."""

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from journal.domain.evidence import BY_THE_DESKTOP, Method
from journal.pictures.decoder import PaperJpeg
from journal.pictures.pdf_session import PdfSession
from journal.pictures.png import PngParts, png_parts
from journal.pictures.refusal import PictureRefused, Refusal
from journal.report.model import LogExhibit
from journal.report.paper import Paper
from journal.report.smaller_pictures import Copy, SmallerPictures

_LYING = frozenset((5, 6, 7, 8))
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}
_DOTS_PER_INCH, _MOST_DOTS = 150, 2_500
_PNG, _JPEG = "image/png", "image/jpeg"


class Pictures(Protocol):
    """What the decoder is asked for. Everything raises PictureRefused where there is nothing to show."""

    def paper_png(self, data: bytes, /) -> bytes:
        """The picture upright, on white, as a PNG that a PDF can copy."""
        ...

    def paper_jpeg(self, data: bytes, /) -> PaperJpeg | None:
        """The JPEG with its pixels untouched, if a PDF can carry it."""
        ...

    def pdf_session(self, source: BinaryIO, /) -> PdfSession:
        """The PDF, its pages drawn one by one; closed after use."""
        ...


@dataclass(frozen=True)
class PrintedPicture:
    """A picture that is in the file now; size in pixels as it is seen, `orientation` as EXIF counts.

    Of a smaller copy the size is that of the whole picture, and `copied` its own.
    """

    name: str
    width: int
    height: int
    orientation: int = 1
    copied: tuple[int, int] | None = None


def add_picture(paper: Paper, name: str, exhibit: LogExhibit, pictures: Pictures) -> PrintedPicture:
    """Write the picture's data to the file.

    Raises:
        PictureRefused: it is damaged, or none; what was written of it stays in the file and is shown nowhere.
    """
    original = exhibit.evidence.original
    if isinstance(pictures, SmallerPictures):
        with exhibit.open() as stream:
            copy = pictures.copy(stream.read())
        if copy is not None:
            return _add_copy(paper, name, copy)
    if _is_our_own(exhibit):
        with exhibit.open() as stream:
            parts = png_parts(stream)
            if isinstance(parts, PngParts):
                return _add_png(paper, name, parts)
    with exhibit.open() as stream:
        untrusted = stream.read()
    jpeg = pictures.paper_jpeg(untrusted) if original.media_type == _JPEG else None
    if jpeg is not None:
        return _add_jpeg(paper, name, jpeg)
    parts = png_parts(io.BytesIO(pictures.paper_png(untrusted)))
    if not isinstance(parts, PngParts):
        raise PictureRefused(Refusal.DAMAGED)
    return _add_png(paper, name, parts)


def _is_our_own(exhibit: LogExhibit) -> bool:
    """Whether this program wrote the PNG, so that it may be copied without being decoded first."""
    evidence = exhibit.evidence
    taken_here = evidence.method is Method.CAPTURE and not evidence.provenance.backend.startswith(
        BY_THE_DESKTOP
    )
    return exhibit.part is not None or (taken_here and evidence.original.media_type == _PNG)


def add_page(paper: Paper, name: str, document: PdfSession, index: int, pictures: Pictures) -> PrintedPicture:
    """Draw a page of a PDF, counted from 0, and write it to the file.

    Raises:
        PictureRefused: it cannot be drawn.
    """
    if isinstance(pictures, SmallerPictures):
        return _add_copy(paper, name, pictures.page(document, index, _DOTS_PER_INCH))
    drawn = document.page(index, dots_per_inch=_DOTS_PER_INCH, max_width=_MOST_DOTS, max_height=_MOST_DOTS)
    _add(paper, name, drawn.width, drawn.height, 3, "/FlateDecode", (zlib.compress(drawn.rgb),))
    return PrintedPicture(name, drawn.width, drawn.height)


def _add_png(paper: Paper, name: str, parts: PngParts) -> PrintedPicture:
    predictor = f"<</Predictor 15/Colors {parts.colours}/BitsPerComponent 8/Columns {parts.width}>>"
    _add(
        paper,
        name,
        parts.width,
        parts.height,
        parts.colours,
        f"/FlateDecode/DecodeParms{predictor}",
        parts.idat,
    )
    return PrintedPicture(name, parts.width, parts.height)


def _add_copy(paper: Paper, name: str, copy: Copy) -> PrintedPicture:
    jpeg = copy.jpeg
    _add(paper, name, jpeg.width, jpeg.height, jpeg.colours, "/DCTDecode", (jpeg.data,))
    return PrintedPicture(name, copy.width, copy.height, copied=(jpeg.width, jpeg.height))


def _add_jpeg(paper: Paper, name: str, jpeg: PaperJpeg) -> PrintedPicture:
    _add(paper, name, jpeg.width, jpeg.height, jpeg.colours, "/DCTDecode", (jpeg.data,))
    upright = (jpeg.height, jpeg.width) if jpeg.orientation in _LYING else (jpeg.width, jpeg.height)
    return PrintedPicture(name, *upright, jpeg.orientation)


def _add(
    paper: Paper, name: str, width: int, height: int, colours: int, packing: str, pieces: Iterable[bytes]
) -> None:
    entries = (
        f"/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/{_SPACES[colours]}/Filter{packing}"
    )
    paper.add_picture(name, entries, pieces)
