"""Where on a page of a PDF pictures lie, and how far their compression may have spread what stands in them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MOST_PICTURES = 1_000
"""Of more the whole page is told as one."""

_MOST_OBJECTS = 200_000
_MOST_DEEP = 30

_SPREAD = 18
"""Pixels of a picture: what stands in one square of 16, and its rim, leaves traces in all of it (see blocks.py)."""

_WAVES = 64
"""The same of JPEG 2000, which writes a picture in ever larger waves."""

_BLENDED = 2
"""Pixels of the page into which neighbours are blended when it is drawn."""

_WHOLE_PAGE_SPREAD = 64


@dataclass(frozen=True)
class Placed:
    """A picture on a page; all in pixels of the page as it was drawn."""

    left: int
    top: int
    right: int
    bottom: int
    spread: int


@dataclass(frozen=True)
class _Matrix:
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, outer: "_Matrix") -> "_Matrix":
        """First this one, then the outer one."""
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def corners(self) -> Iterator[tuple[float, float]]:
        """Where the corners of a square of one point go."""
        for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
            yield self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def is_sound(self) -> bool:
        return all(math.isfinite(one) for one in (self.a, self.b, self.c, self.d, self.e, self.f))


class _TooMany(Exception):
    """More than is gone through."""


def pictures_on(page: pypdfium2.PdfPage, width: int, height: int) -> list[Placed]:
    """The pictures on a page that is drawn that large; the whole page as one where they are too many to tell."""
    whole = Placed(0, 0, width, height, _WHOLE_PAGE_SPREAD)
    try:
        found = [_placed(page, each, matrix, width, height) for each, matrix in _images(page)]
    except _TooMany:
        return [whole]
    return [each if each is not None else whole for each in found]


def _images(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, _Matrix]]:
    """Every picture on it, in whatever it is wrapped, with what carries it to its place."""
    waiting = [
        (pdfium.FPDFPage_GetObject(page, at), _Matrix(), 0)
        for at in range(pdfium.FPDFPage_CountObjects(page))
    ]
    seen = told = 0
    while waiting:
        seen += 1
        each, outer, depth = waiting.pop()
        if seen + len(waiting) > _MOST_OBJECTS or depth > _MOST_DEEP or told >= MOST_PICTURES:
            raise _TooMany
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            told += 1
            yield each, _matrix(each).within(outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _matrix(each).within(outer)
            count = pdfium.FPDFFormObj_CountObjects(each)
            if seen + len(waiting) + count > _MOST_OBJECTS:
                raise _TooMany
            waiting += [(pdfium.FPDFFormObj_GetObject(each, at), inner, depth + 1) for at in range(count)]


def _matrix(each: Any) -> _Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, pdfium.byref(raw)):
        raise _TooMany
    return _Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _placed(page: pypdfium2.PdfPage, each: Any, matrix: _Matrix, width: int, height: int) -> Placed | None:
    wide, high = pdfium.c_uint(), pdfium.c_uint()
    if not matrix.is_sound or not pdfium.FPDFImageObj_GetImagePixelSize(
        each, pdfium.byref(wide), pdfium.byref(high)
    ):
        return None
    spots = [_on_page(page, x, y, width, height) for x, y in matrix.corners()]
    points_wide, points_high = page.get_size()
    scale = max(width / points_wide, height / points_high)
    across = abs(matrix.a) / max(1, wide.value) + abs(matrix.c) / max(1, high.value)
    along = abs(matrix.b) / max(1, wide.value) + abs(matrix.d) / max(1, high.value)
    pixels = _WAVES if b"JPXDecode" in _filters(each) else _SPREAD
    spread = math.ceil(min(pixels * scale * max(across, along), width + height)) + _BLENDED
    return Placed(
        max(0, min(x for x, _ in spots) - _BLENDED),
        max(0, min(y for _, y in spots) - _BLENDED),
        min(width, max(x for x, _ in spots) + _BLENDED),
        min(height, max(y for _, y in spots) + _BLENDED),
        spread,
    )


def _on_page(page: pypdfium2.PdfPage, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    left, top = pdfium.c_int(), pdfium.c_int()
    pdfium.FPDF_PageToDevice(
        page,
        0,
        0,
        width,
        height,
        0,
        pdfium.c_double(x),
        pdfium.c_double(y),
        pdfium.byref(left),
        pdfium.byref(top),
    )
    return left.value, top.value


def _filters(each: Any) -> frozenset[bytes]:
    names = set()
    for at in range(min(8, pdfium.FPDFImageObj_GetImageFilterCount(each))):
        name = pdfium.create_string_buffer(32)
        pdfium.FPDFImageObj_GetImageFilter(each, at, name, len(name))
        names.add(name.value)
    return frozenset(names)
