"""Laying blocks of one colour over places of a picture: of the pixels that were there nothing is left."""

from collections.abc import Iterable

from PIL import Image

from journal.domain.evidence import COVER, Box
from journal.domain.pixels import Pixels


def filled(pixels: Pixels, boxes: Iterable[Box]) -> Pixels:
    """The picture with every pixel inside the boxes set to one colour, and all others as they were.

    Raises:
        ValueError: a box is empty or does not lie inside the picture.
    """
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    for box in boxes:
        right, bottom = box.x + box.width, box.y + box.height
        inside = min(box.x, box.y) >= 0 and right <= pixels.width and bottom <= pixels.height
        if not inside or min(box.width, box.height) < 1:
            raise ValueError("a box must lie inside the picture")
        picture.paste(COVER, (box.x, box.y, right, bottom))
    return Pixels(
        pixels.width, pixels.height, picture.tobytes(), pixels.original_width, pixels.original_height
    )
