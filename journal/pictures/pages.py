"""The PDF verbs of the decoder child: one document at a time, read in parts from the parent, pages drawn on white."""

import codecs
import io
import math
from collections import OrderedDict
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from journal.pictures import limits, placed, wire
from journal.pictures.skill import Said
from journal.pictures.wire import Broken, Frame, Verb, Word

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

codecs.lookup("utf-16-le")  # the library decodes with it, and nothing can be loaded later

_POINTS_PER_INCH = 72
_BLOCK_BYTES = 2**17
_BLOCKS_KEPT = 64
# Pixels are rounded up: a page of just the largest size must not become one larger by that.
_A_LITTLE_LESS = 1 - 1e-7
_MOST_PIXELS = limits.MAX_SHOWN_PIXELS * 0.99


class Pages:
    """What the child can do with PDF documents."""

    def __init__(self, listening: wire.Listening, speaking: wire.Speaking) -> None:
        self._listening = listening
        self._speaking = speaking
        self._document: pypdfium2.PdfDocument | None = None

    def answer(self, question: Frame) -> Frame:
        """See Verb for what goes in and comes out."""
        try:
            if question.kind == Verb.OPEN:
                return self._open(question.numbers[0])
            if question.kind == Verb.PAGE:
                return self._page(*question.numbers)
            if question.kind == Verb.TEXT:
                return self._text(question.numbers[0])
            if question.kind == Verb.PICTURES_ON:
                return self._pictures_on(*question.numbers[:3])
        except pypdfium2.PdfiumError as refused:
            locked = refused.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
            raise Said(Word.NEEDS_PASSWORD if locked else Word.DAMAGED) from refused
        raise Said(Word.NOT_A_PICTURE)

    def _open(self, length: int) -> Frame:
        if self._document is not None:
            self._document.close()
            self._document = None
        _forget_last_error()
        self._document = pypdfium2.PdfDocument(_RemoteFile(self._listening, self._speaking, length))
        return Frame(Word.DONE, (len(self._document), 0, 0, 0))

    def _page(self, index: int, dots_per_inch: int, most_wide: int, most_high: int) -> Frame:
        if self._document is None or index >= len(self._document):
            raise Said(Word.DAMAGED)
        page = self._document[index]
        try:
            wide, high = page.get_size()
            scale = _scale(wide, high, dots_per_inch, (most_wide, most_high))
            drawn = page.render(scale=scale, force_bitmap_format=pdfium.FPDFBitmap_BGR, rev_byteorder=True)
            numbers = (drawn.width, drawn.height, _points(wide), _points(high))
            return Frame(Word.DONE, numbers, _packed(drawn))
        finally:
            page.close()

    def _text(self, index: int) -> Frame:
        """Both ways the library has: one leaves out rare letters, the other what lies far outside the sheet."""
        if self._document is None or index >= len(self._document):
            raise Said(Word.DAMAGED)
        page = self._document[index]
        try:
            text = page.get_textpage()
            far = 1e6
            said = text.get_text_range() + "\n" + text.get_text_bounded(-far, -far, far, far)
            return Frame(Word.DONE, wire.NOTHING, said.encode("utf-8", "replace")[: limits.MAX_TEXT_BYTES])
        finally:
            page.close()

    def _pictures_on(self, index: int, width: int, height: int) -> Frame:
        if self._document is None or index >= len(self._document):
            raise Said(Word.DAMAGED)
        page = self._document[index]
        try:
            found = placed.pictures_on(page, width, height)
        finally:
            page.close()
        lines = (f"{each.left} {each.top} {each.right} {each.bottom} {each.spread}" for each in found)
        return Frame(Word.DONE, wire.NOTHING, "\n".join(lines).encode("ascii"))


def _forget_last_error() -> None:
    """The library keeps an error until the next one; a PDF without pages would be told with that of the last PDF."""
    pdfium.FPDF_LoadMemDocument64(b"x", 1, None)


def _scale(wide: float, high: float, dots_per_inch: int, most: tuple[int, int]) -> float:
    if not (math.isfinite(wide) and math.isfinite(high) and wide > 0 and high > 0):
        raise Said(Word.DAMAGED)
    all_pixels = math.sqrt(_MOST_PIXELS / (wide * high))
    return min(dots_per_inch / _POINTS_PER_INCH, most[0] / wide, most[1] / high, all_pixels) * _A_LITTLE_LESS


def _points(length: float) -> int:
    return max(1, round(length))


def _packed(drawn: pypdfium2.PdfBitmap) -> bytes:
    rows = memoryview(drawn.buffer).cast("B")
    row = drawn.width * 3
    if drawn.stride == row:
        return bytes(rows[: row * drawn.height])
    return b"".join(rows[top : top + row] for top in range(0, drawn.height * drawn.stride, drawn.stride))


class _RemoteFile(io.RawIOBase):
    """A file that lies with the parent, fetched in blocks as it is read."""

    def __init__(self, listening: wire.Listening, speaking: wire.Speaking, length: int) -> None:
        self._listening = listening
        self._speaking = speaking
        self._length = length
        self._place = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Anywhere."""
        return True

    def tell(self) -> int:
        """Bytes from the beginning."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To a place counted from the beginning, from here or from the end."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the whole buffer, or as much of it as the file still has."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view):
            block = self._block(self._place // _BLOCK_BYTES)
            piece = block[self._place % _BLOCK_BYTES :][: len(view) - filled]
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._place += len(piece)
        return filled

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        block = self._fetched(number * _BLOCK_BYTES)
        self._blocks[number] = block
        if len(self._blocks) > _BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        return block

    def _fetched(self, offset: int) -> bytes:
        wanted = min(_BLOCK_BYTES, self._length - offset)
        if wanted <= 0:
            return b""
        wire.send(self._speaking, Frame(Word.WANTS, (offset, wanted, 0, 0)))
        part = wire.receive(self._listening, wire.MAX_PART)
        if part.kind != wire.PART:
            raise Broken
        return bytes(part.payload)
