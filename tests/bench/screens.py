"""Captures of a whole screen, each with another page on it: what most people who print a log have kept."""

from functools import cached_property
from io import BytesIO

from PIL import Image

from journal.pictures.png import encode_screen
from tests.bench.desktop import picture

_WIDTH, _HEIGHT = 1920, 1080
_PLACE = (80, 54)
"""Where the page stands, over the window of the desktop's own browser."""


class Screens:
    """Makes them; the desktop around the page is drawn once."""

    def with_page(self, page: bytes) -> bytes:
        """The desktop with that picture on it, as the program encodes a capture."""
        screen = self._desktop.copy()
        with Image.open(BytesIO(page), formats=("PNG",)) as opened:
            screen.paste(opened.convert("RGB"), _PLACE)
        return encode_screen(screen.convert("RGBX").tobytes("raw", "BGRX"), _WIDTH, _HEIGHT)

    @cached_property
    def _desktop(self) -> Image.Image:
        return Image.frombytes("RGB", (_WIDTH, _HEIGHT), picture(_WIDTH, _HEIGHT), "raw", "BGRX")
