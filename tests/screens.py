"""Screenshots with words in them, drawn for tests that have them read by machine."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from journal.domain.pixels import Pixels

_FONT = Path(__file__).parents[1] / "resources" / "fonts" / "NotoSans-Regular.ttf"


@dataclass(frozen=True)
class Colours:
    """Of a page, and of what is written on it."""

    page: tuple[int, int, int]
    ink: tuple[int, int, int]


LIGHT = Colours((255, 255, 255), (28, 30, 33))
DARK = Colours((24, 26, 30), (226, 230, 235))
BUBBLE = Colours((0, 92, 75), (233, 237, 239))


def screen(
    *lines: str, colours: Colours = LIGHT, size: int = 15, width: int = 640, height: int = 0
) -> Image.Image:
    """These lines below one another, as a program writes them."""
    step = size * 2
    picture = Image.new("RGB", (width, height or step * (len(lines) + 2)), colours.page)
    write(picture, lines, (24, step), colours, size)
    return picture


def write(
    picture: Image.Image,
    lines: Sequence[str],
    at: tuple[int, int],
    colours: Colours = LIGHT,
    size: int = 15,
) -> None:
    """Write lines into a picture, from that place on."""
    drawing, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT, size)
    for number, line in enumerate(lines):
        drawing.text((at[0], at[1] + number * size * 1.6), line, colours.ink, font)


def pixels_of(picture: Image.Image) -> Pixels:
    """As the decoder gives them."""
    return Pixels(picture.width, picture.height, picture.tobytes(), picture.width, picture.height)


def file_of(picture: Image.Image) -> bytes:
    """As a PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
