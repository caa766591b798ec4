"""Laying blocks of one colour over places of a picture: of the pixels that were there nothing is left.

A photo is compressed in squares, and what stands in one of them leaves a trace in all of it, and in the first pixel
beside it. There a block has to cover whole squares.
"""

from collections.abc import Iterable, Sequence

from PIL import Image

from journal.domain.evidence import COVER, Box
from journal.domain.pixels import Pixels

LOSSY = frozenset(("image/jpeg", "image/webp", "image/tiff"))
"""The media types whose pixels may hold traces of their neighbours.

Whole squares and their rims hold all of it in a JPEG. WebP also chooses how to write the rest of a picture by all that
is in it: nothing can be read from that, but whoever has the original's other pixels could try words out.
"""

SQUARE = 16
"""Pixels, each way."""

RIM = 2
"""Pixels around a square into which colours are blended when it is decoded."""

_BLENDED = SQUARE + 8
"""Pixels beside a place that may hold something of it once a picture was made smaller: a square, and what blends."""

_LEFTWARDS = frozenset((2, 3, 6, 7))
_UPWARDS = frozenset((3, 4, 7, 8))
"""Orientations, as EXIF counts, in which a picture that is seen upright was written from its other end."""


def grown(box: Box, part: Box, size: tuple[int, int], orientation: int) -> Box:
    """The box with every square that it touches, and their rims; in pixels of the part, and inside it.

    `size` is the width and height of the whole picture that `part` is of, upright.
    """
    left, right = _squares(box.x + part.x, box.width, size[0], backwards=orientation in _LEFTWARDS)
    top, bottom = _squares(box.y + part.y, box.height, size[1], backwards=orientation in _UPWARDS)
    left, top = max(left, part.x), max(top, part.y)
    right, bottom = min(right, part.x + part.width), min(bottom, part.y + part.height)
    return Box(left - part.x, top - part.y, right - left, bottom - top)


def _squares(start: int, length: int, of: int, *, backwards: bool) -> tuple[int, int]:
    first = of % SQUARE if backwards else 0
    low = (start - first) // SQUARE * SQUARE + first - RIM
    high = -((first - start - length) // SQUARE) * SQUARE + first + RIM
    return low, high


def widened(box: Box, width: int, height: int) -> Box:
    """The box and as much around it as a picture that was made smaller may have blended, in one of that size."""
    left, top = max(0, box.x - _BLENDED), max(0, box.y - _BLENDED)
    right, bottom = min(width, box.x + box.width + _BLENDED), min(height, box.y + box.height + _BLENDED)
    return Box(left, top, right - left, bottom - top)


def grown_on_page(box: Box, pictures: Iterable[tuple[Box, int]], width: int, height: int) -> Box:
    """The box and all around it that may hold traces of it, where it lies on one of a page's pictures.

    `pictures` are their places and how far each spreads what stands in it, as `PdfSession.pictures_on` tells;
    `width` and `height` those of the page.
    """
    by = max((spread for place, spread in pictures if _touch(box, place)), default=0)
    left, top = max(0, box.x - by), max(0, box.y - by)
    right, bottom = min(width, box.x + box.width + by), min(height, box.y + box.height + by)
    return Box(left, top, right - left, bottom - top)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def lie_inside(boxes: Iterable[Box], width: int, height: int) -> bool:
    """Whether every box holds something and lies in a picture of that size."""
    return all(
        min(box.x, box.y) >= 0
        and min(box.width, box.height) > 0
        and box.x + box.width <= width
        and box.y + box.height <= height
        for box in boxes
    )


def filled(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """The picture with every pixel inside the boxes set to one colour, and all others as they were.

    Raises:
        ValueError: a box is empty or does not lie inside the picture.
    """
    if not lie_inside(boxes, pixels.width, pixels.height):
        raise ValueError("a box must lie inside the picture")
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    for box in boxes:
        picture.paste(COVER, (box.x, box.y, box.x + box.width, box.y + box.height))
    return Pixels(
        pixels.width, pixels.height, picture.tobytes(), pixels.original_width, pixels.original_height
    )
