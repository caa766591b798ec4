"""A PDF in which every page is one picture and nothing else: no text, no link, no attachment, no word about itself."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from journal.domain.pixels import Pixels
from journal.pictures.parts import png_of
from journal.pictures.png import PngParts, png_parts

_HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"


def page_file(pages: Iterable[Pixels]) -> Iterator[bytes]:
    """The bytes of the file, piece by piece; one page is in memory at a time.

    A page is as large, in points, as the original's size beside its pixels says. The same pixels give the same bytes.
    """
    places: list[int] = [0, 0]
    at = len(_HEAD)
    yield _HEAD
    kids = []
    for page in pages:
        first = len(places) + 1
        kids.append(b"%d 0 R" % first)
        for number, body in enumerate(_page(page, first), first):
            places.append(at)
            whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            at += len(whole)
            yield whole
    for number, body in (
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (2, b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))),
    ):
        places[number - 1] = at
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        at += len(whole)
        yield whole
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    yield b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, lines)
    yield b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, at)


def _page(page: Pixels, first: int) -> tuple[bytes, bytes, bytes]:
    """The page, its drawing and its picture; `first` is the number of the page's own object."""
    wide, high = page.original_width, page.original_height
    sheet = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
    )
    return (
        sheet % (wide, high, first + 1, first + 2),
        _stream(b"", b"%d 0 0 %d 0 0 cm /P Do" % (wide, high)),
        _picture(page),
    )


def _picture(page: Pixels) -> bytes:
    parts = png_parts(BytesIO(png_of(page)))
    if not isinstance(parts, PngParts):
        raise TypeError("a PNG of this program's making can be copied")
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns %d>>"
    )
    return _stream(entries % (parts.width, parts.height, parts.width), b"".join(parts.idat))


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(body), body)
