"""The screens as they are shown: all of them at once, in device pixels."""

from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from journal.capture.errors import CaptureUnavailable, Reason
from journal.domain.evidence import Box, Screen
from journal.pictures.glance import glance
from journal.pictures.png import encode_screen
from journal.pictures.refusal import PictureRefused

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_SAMPLES = 97


@dataclass(frozen=True)
class Frame:
    """One image of the smallest rectangle that holds all screens, as it was at one moment.

    `pixels` are rows from the top without gaps, four bytes each: blue, green, red, and one without meaning.
    `x` and `y` say where its upper left corner lies on the desktop; both may be negative. All are device
    pixels, the positions of the screens too. The primary screen comes first where the display names one.
    `backend` is what took it, with its version.
    """

    width: int
    height: int
    pixels: bytes | bytearray
    x: int
    y: int
    screens: tuple[Screen, ...]
    backend: str

    def box_of(self, screen: Screen) -> Box:
        """Return where a screen lies in the image."""
        return Box(screen.x - self.x, screen.y - self.y, screen.width, screen.height)

    def cut(self, box: Box) -> "Frame":
        """Return that part of the image, as far as it lies inside; the whole where nothing of it does."""
        left, top = max(0, box.x), max(0, box.y)
        right, bottom = min(self.width, box.x + box.width), min(self.height, box.y + box.height)
        if right <= left or bottom <= top:
            return self
        rows = (4 * (row * self.width + left) for row in range(top, bottom))
        pixels = b"".join(self.pixels[start : start + 4 * (right - left)] for start in rows)
        return replace(
            self,
            width=right - left,
            height=bottom - top,
            pixels=pixels,
            x=self.x + left,
            y=self.y + top,
        )


@dataclass(frozen=True)
class HandedOver:
    """A PNG file the desktop made of all screens when it was asked; it is kept byte for byte."""

    png: bytes
    backend: str


Taken: TypeAlias = Frame | HandedOver


@dataclass(frozen=True)
class Shot:
    """A frame as a lossless PNG, with what was known when it was taken.

    `one_colour` is the only colour in it, black included, or None where there is more than one to see.
    """

    png: bytes
    width: int
    height: int
    screens: tuple[Screen, ...]
    backend: str
    one_colour: Colour | None


class ScreenSource(Protocol):
    """Something that can take a picture of all screens."""

    def grab(self) -> Taken:
        """Return what the screens show now.

        Raises:
            CaptureUnavailable: there is no picture; nothing was left behind.
        """
        ...

    def rest(self) -> None:
        """Let go of what is held so that pictures may follow one another quickly; `grab` may be called again."""
        ...


def develop(taken: Taken) -> Shot:
    """Encode a frame; needs no display, so that it may be done after the screen is free again.

    Raises:
        CaptureUnavailable: what the desktop handed over is no picture.
    """
    return _encoded(taken) if isinstance(taken, Frame) else _looked_at(taken)


def _encoded(frame: Frame) -> Shot:
    return Shot(
        png=encode_screen(frame.pixels, frame.width, frame.height),
        width=frame.width,
        height=frame.height,
        screens=frame.screens,
        backend=frame.backend,
        one_colour=same_colour(frame),
    )


def _looked_at(handed: HandedOver) -> Shot:
    try:
        seen = glance(handed.png)
    except PictureRefused as error:
        raise CaptureUnavailable(Reason.REFUSED, error.reason) from error
    return Shot(handed.png, seen.width, seen.height, (), handed.backend, seen.one_colour)


def same_colour(frame: Frame) -> Colour | None:
    """Return the only colour of a frame, or None where it has more than one.

    A few pixels settle it for ordinary screens; only a frame that looks empty is read whole.
    """
    blue, green, red = frame.pixels[:3]
    count = frame.width * frame.height
    for pixel in range(0, count, max(1, count // _SAMPLES)):
        if frame.pixels[4 * pixel : 4 * pixel + 3] != bytes((blue, green, red)):
            return None
    for channel, value in enumerate((blue, green, red)):
        if frame.pixels[channel::4].count(value) != count:
            return None
    return red, green, blue
