"""What parent and decoder child say to each other through two pipes: frames of fixed head and bounded length."""

import struct
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

_HEAD = struct.Struct(">B4QQ")

Numbers = tuple[int, int, int, int]
NOTHING: Numbers = (0, 0, 0, 0)


class Verb(IntEnum):
    """What the parent asks for; the numbers are named beside each."""

    PICTURE = 1
    """Payload: the file. Numbers: largest width, largest height. Answer: width, height, and the original's,
    upright; RGB rows."""
    PROBE = 2
    """Payload: the file. Answer: width, height, frames, orientation."""
    PAPER_PNG = 3
    """Payload: the file. Numbers: most pixels. Answer: a PNG."""
    CHECK_JPEG = 4
    """Payload: the file. Answer: width, height and colours as stored, orientation; colours 0: not to be copied."""
    OPEN = 5
    """Numbers: length of the PDF, which the child then asks for in parts. Answer: number of pages."""
    PAGE = 6
    """Numbers: index, dots per inch, largest width, largest height. Answer: width, height, and the page's in
    points; RGB rows."""
    TEXT = 7
    """Numbers: index. Answer: the text of the page, in UTF-8."""
    WORDS = 8
    """Payload: RGB rows. Numbers: width, height, how many times as large to look. Answer: the words that are read in
    them, in UTF-8, each a line of its own: line, x, y, width, height, text, with tabs between."""
    PICTURES_ON = 9
    """Numbers: index, width and height of the drawn page. Answer: the pictures on it, each a line of its own: left,
    top, right and bottom in pixels, and how far what stands in a place of it may be spread, with spaces between."""


class Word(IntEnum):
    """How the child answers."""

    DONE = 0
    WANTS = 1
    """A part of the open PDF: offset and length. The parent sends it as a frame of its own."""
    NOT_A_PICTURE = 2
    TOO_LARGE = 3
    DAMAGED = 4
    NEEDS_PASSWORD = 5


PART = 0xF0
"""The parent's frame that carries what WANTS asked for."""

MAX_PART = 2**20


class Broken(Exception):
    """The other side is gone, or says what it must not."""


class Listening(Protocol):
    """The unbuffered end of a pipe that is read."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer as far as possible."""


class Speaking(Protocol):
    """The unbuffered end of a pipe that is written."""

    def write(self, data: memoryview, /) -> int | None:
        """Write as much as possible."""


@dataclass(frozen=True)
class Frame:
    """One message. Numbers are unsigned, 64 bit."""

    kind: int
    numbers: Numbers = NOTHING
    payload: bytes | bytearray = field(default=b"", repr=False)


def send(pipe: Speaking, frame: Frame) -> None:
    """Write the frame whole.

    Raises:
        Broken: the other side no longer listens.
    """
    try:
        _write(pipe, _HEAD.pack(frame.kind, *frame.numbers, len(frame.payload)))
        _write(pipe, frame.payload)
    except OSError as gone:
        raise Broken from gone


def receive(pipe: Listening, most: int) -> Frame:
    """The next frame, its payload at most `most` bytes.

    Raises:
        Broken: the other side is gone, or announces more than that.
    """
    try:
        kind, *numbers, length = _HEAD.unpack(_read(pipe, _HEAD.size))
        if length > most:
            raise Broken
        return Frame(kind, (numbers[0], numbers[1], numbers[2], numbers[3]), _read(pipe, length))
    except OSError as gone:
        raise Broken from gone


def _write(pipe: Speaking, data: bytes | bytearray) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read(pipe: Listening, count: int) -> bytearray:
    got = bytearray(count)
    rest = memoryview(got)
    while rest:
        read = pipe.readinto(rest)
        if not read:
            raise Broken
        rest = rest[read:]
    return got
