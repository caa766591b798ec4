"""The small picture that is kept beside an original, so that a list can be shown without decoding anything foreign."""

import io
from dataclasses import dataclass, field

from PIL import Image

from journal.domain.pixels import Pixels

LONGEST_SIDE = 320
"""Pixels."""

_QUALITY = 80


@dataclass(frozen=True)
class Thumbnail:
    """A JPEG made here, from pixels; safe to be opened by anything."""

    width: int
    height: int
    jpeg: bytes = field(repr=False)


def thumbnail_of(pixels: Pixels) -> Thumbnail:
    """The pixels as they are, compressed with some loss."""
    out = io.BytesIO()
    Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb).save(out, "JPEG", quality=_QUALITY)
    return Thumbnail(pixels.width, pixels.height, out.getvalue())
