"""Cutting a part out of a picture, pixel by pixel."""

import zlib

from PIL import Image

from journal.domain.evidence import Box
from journal.domain.pixels import Pixels
from journal.pictures.png import encode_screen

_AFTER_HEAD = 33
"""Where a PNG's first chunk ends, which says its size."""

_EMPTY_IDAT = b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")


def part_of(pixels: Pixels, box: Box) -> Pixels:
    """The pixels inside a box, none of them changed.

    Raises:
        ValueError: the box is empty or does not lie inside the picture.
    """
    right, bottom = box.x + box.width, box.y + box.height
    if (
        min(box.x, box.y) < 0
        or min(box.width, box.height) < 1
        or right > pixels.width
        or bottom > pixels.height
    ):
        raise ValueError("the box must lie inside the picture")
    cut = _image(pixels).crop((box.x, box.y, right, bottom))
    return Pixels(box.width, box.height, cut.tobytes(), pixels.original_width, pixels.original_height)


def copy_of(pixels: Pixels) -> bytes:
    """Exactly these pixels as a PNG, in other bytes than a capture of them has.

    So the hash of a copy that shows all there was says nothing of which capture it was made from.
    """
    png = png_of(pixels)
    return png[:_AFTER_HEAD] + _EMPTY_IDAT + png[_AFTER_HEAD:]


def png_of(pixels: Pixels) -> bytes:
    """Exactly these pixels as a PNG; the same pixels give the same bytes."""
    raw = _image(pixels).tobytes("raw", "BGRX")
    return encode_screen(raw, pixels.width, pixels.height, same_bytes=True)


def _image(pixels: Pixels) -> Image.Image:
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
