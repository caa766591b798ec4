"""A small canvas for pictures that the program makes up itself, such as those of the example; always the same bytes."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from journal.pictures.png import encode_screen

Colour: TypeAlias = str
"""`#rrggbb`."""
Point: TypeAlias = tuple[float, float]

_EXIF_CAMERA, _EXIF_DATE, _EXIF_MORE, _EXIF_TAKEN = 0x0110, 0x0132, 0x8769, 0x9003


class Lettering:
    """Letters from the first of several font files that has them; without files, from Pillow's own font."""

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        """Read nothing yet."""
        self._files: tuple[Path | None, ...] = tuple(fonts) or (None,)
        self._fonts: dict[tuple[int, int], ImageFont.FreeTypeFont] = {}
        self._homes: dict[str, int | None] = {}

    def only(self, text: str) -> str:
        """The text without the characters that cannot be drawn."""
        return "".join(letter for letter in text if self._home(letter) is not None)

    def runs(self, text: str, size: int) -> Iterable[tuple[str, ImageFont.FreeTypeFont]]:
        """The text in pieces of one font each; what no font has is left out."""
        piece, home = "", 0
        for letter in text:
            there = self._home(letter)
            if there is None:
                continue
            if there != home and piece:
                yield piece, self._font(home, size)
                piece = ""
            piece, home = piece + letter, there
        if piece:
            yield piece, self._font(home, size)

    def width(self, text: str, size: int) -> float:
        """How wide the text is in pixels."""
        return sum(font.getlength(piece) for piece, font in self.runs(text, size))

    def _font(self, which: int, size: int) -> ImageFont.FreeTypeFont:
        if (which, size) not in self._fonts:
            file = self._files[which]
            font = (
                ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
                if file
                else _built_in(size)
            )
            self._fonts[which, size] = font
        return self._fonts[which, size]

    def _home(self, letter: str) -> int | None:
        if letter not in self._homes:
            which = range(len(self._files))
            self._homes[letter] = next(
                (home for home in which if letter == " " or self._draws(home, letter)), None
            )
        return self._homes[letter]

    def _draws(self, which: int, letter: str) -> bool:
        """Fonts do not say what they lack: it is what looks like a character that no font has."""
        font = self._font(which, 16)
        return not letter.isspace() and _look(font, letter) != _look(font, "\U0010fffe")


def _built_in(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


def _look(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


class Canvas:
    """Pixels to draw on; sizes and places in pixels from the upper left corner."""

    def __init__(self, width: int, height: int, colour: Colour = "#ffffff") -> None:
        """Everything in one colour. `image` is Pillow's, for canvases among themselves."""
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height), colour)
        self._draw = ImageDraw.Draw(self.image)

    def box(
        self, left: float, top: float, width: float, height: float, fill: Colour | None,
        outline: Colour | None = None, radius: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle, perhaps with round corners and an outline one pixel wide."""
        corners = (left, top, left + width - 1, top + height - 1)
        self._draw.rounded_rectangle(corners, radius, fill, outline)

    def oval(self, left: float, top: float, width: float, height: float, fill: Colour | None) -> None:
        """A circle or an ellipse in that rectangle."""
        self._draw.ellipse((left, top, left + width - 1, top + height - 1), fill)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon([*points], fill)

    def stroke(self, points: Sequence[Point], fill: Colour, width: int = 1) -> None:
        """A line through the points."""
        self._draw.line([*points], fill, width, joint="curve")

    def fade(self, left: int, top: int, width: int, height: int, above: Colour, below: Colour) -> None:
        """A rectangle that goes from one colour to another, downwards."""
        ramp = Image.linear_gradient("L").resize((width, height))
        box = (left, top, left + width, top + height)
        self.image.paste(above, box)
        self.image.paste(Image.new("RGB", (width, height), below), box, ramp)

    def text(
        self, left: float, top: float, text: str, letters: Lettering, size: int, colour: Colour
    ) -> float:
        """One line of text; returns where it ends."""
        for piece, font in letters.runs(text, size):
            self._draw.text((left, top + size), piece, colour, font, anchor="ls")
            left += font.getlength(piece)
        return left

    def paragraph(
        self, left: float, top: float, width: float, text: str, letters: Lettering, size: int, colour: Colour
    ) -> float:
        """Text broken into lines; returns where the next could begin."""
        for line in wrapped(text, letters, size, width):
            self.text(left, top, line, letters, size, colour)
            top += round(size * 1.55)
        return top

    def place(self, other: "Canvas", left: int, top: int, width: int, height: int, radius: int = 0) -> None:
        """Another canvas, made to fit the rectangle by scaling."""
        size = (width, height)
        same = (other.width, other.height) == size
        scaled = other.image if same else other.image.resize(size, Image.Resampling.BILINEAR)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius, 255)
        self.image.paste(scaled, (left, top), mask)

    def soften(self, radius: float, top: int = 0, bottom: int | None = None) -> None:
        """Blur a band of rows, or everything."""
        box = (0, top, self.width, self.height if bottom is None else bottom)
        self.image.paste(self.image.crop(box).filter(ImageFilter.GaussianBlur(radius)), box)

    def shade(self, strength: float) -> None:
        """Darken towards the corners; 1 makes them black."""
        darker = [int(at * strength) for at in range(256)]
        light = Image.radial_gradient("L").resize((self.width, self.height)).point(darker)
        self.image.paste("#000000", (0, 0, self.width, self.height), light)

    def grain(self, noise: bytes, tile: int, strength: float) -> None:
        """Unevenness as of a small camera. `noise` holds tile x tile bytes, which are repeated."""
        small = Image.frombytes("L", (tile, tile), noise)
        across = Image.new("L", (self.width, self.height))
        for top in range(0, self.height, tile):
            for left in range(0, self.width, tile):
                across.paste(small, (left, top))
        self.image = Image.blend(self.image, Image.merge("RGB", (across,) * 3), strength)
        self._draw = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        """The picture as a capture of the screen would be written."""
        red, green, blue = self.image.split()
        as_captured = Image.merge("RGBX", (blue, green, red, blue))
        return encode_screen(as_captured.tobytes(), self.width, self.height)

    def jpeg(self, quality: int = 82, taken: str = "", camera: str = "") -> bytes:
        """The picture as a photo; `taken` is `YYYY:MM:DD HH:MM:SS` as cameras write it."""
        exif = Image.Exif()
        if taken:
            exif[_EXIF_CAMERA], exif[_EXIF_DATE] = camera, taken
            exif.get_ifd(_EXIF_MORE)[_EXIF_TAKEN] = taken
        out = BytesIO()
        self.image.save(out, "JPEG", quality=quality, exif=exif)
        return out.getvalue()


def wrapped(text: str, letters: Lettering, size: int, width: float) -> list[str]:
    """The text in lines that are no wider than that, broken between words and, without spaces, anywhere."""
    lines: list[str] = []
    for given in text.splitlines():
        if letters.width(given, size) <= width:
            lines.append(given)
            continue
        line = ""
        for piece in _pieces(given):
            if line and letters.width(line + piece.rstrip(), size) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterable[str]:
    """Words with the space after them; characters of scripts that write without spaces one by one."""
    word = ""
    for letter in text:
        word += letter
        if letter == " " or ord(letter) > 0x2E80:
            yield word
            word = ""
    if word:
        yield word
