"""A glance at a PNG that another program made: its size, and whether there is only one colour in it."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from journal.pictures.limits import MAX_DECODED_BYTES, MAX_FILE_BYTES, MAX_PIXELS
from journal.pictures.png import SIGNATURE
from journal.pictures.refusal import PictureRefused, Refusal

_HEADER = struct.Struct(">IIBBBBB")
_HEAD_BYTES = len(SIGNATURE) + 8 + _HEADER.size
_SAMPLES = {0: 1, 2: 3, 4: 2, 6: 4}
"""Of one pixel, by the PNG's colour type; the others have a palette."""

_PIECE = 2**16


@dataclass(frozen=True)
class Glance:
    """`one_colour` is red, green and blue where every pixel is that, None where it is not or was not looked for."""

    width: int
    height: int
    one_colour: tuple[int, int, int] | None


def glance(untrusted_png: bytes) -> Glance:
    """Look without decoding: every row of a picture of one colour is known beforehand, and the first other one ends it.

    Raises:
        PictureRefused: it is no PNG, or larger than any picture is let in.
    """
    if untrusted_png[: len(SIGNATURE)] != SIGNATURE or untrusted_png[12:16] != b"IHDR":
        raise PictureRefused(Refusal.NOT_A_PICTURE)
    if len(untrusted_png) < _HEAD_BYTES:
        raise PictureRefused(Refusal.DAMAGED)
    width, height, depth, colour, _, _, interlaced = _HEADER.unpack_from(untrusted_png, len(SIGNATURE) + 8)
    if not (width and height):
        raise PictureRefused(Refusal.DAMAGED)
    if width * height > MAX_PIXELS or len(untrusted_png) > MAX_FILE_BYTES:
        raise PictureRefused(Refusal.TOO_LARGE)
    samples = _SAMPLES.get(colour)
    if depth != 8 or interlaced or samples is None or width * height * samples > MAX_DECODED_BYTES:
        return Glance(width, height, None)
    return Glance(
        width, height, _one_colour(_rows(untrusted_png, width * samples + 1), width, height, samples)
    )


def _one_colour(rows: Iterator[bytes], width: int, height: int, samples: int) -> tuple[int, int, int] | None:
    first = next(rows, b"")
    # Whatever the filter, the first pixel of the first row stands for itself.
    pixel = first[1 : 1 + samples]
    if len(pixel) != samples or first != _filtered_rows(pixel, width, first_row=True).get(first[:1]):
        return None
    expected = _filtered_rows(pixel, width, first_row=False)
    count = 1
    for row in rows:
        if row != expected.get(row[:1]):
            return None
        count += 1
    if count != height:
        return None
    return (pixel[0], pixel[1], pixel[2]) if samples > 2 else (pixel[0], pixel[0], pixel[0])


def _filtered_rows(pixel: bytes, width: int, *, first_row: bool) -> dict[bytes, bytes]:
    """A row of one colour as each of PNG's five filters writes it; above the first row all is zero."""
    above = bytes(len(pixel)) if first_row else pixel
    nothing = bytes(len(pixel))
    rest = width - 1

    def less(*predicted: int) -> bytes:
        return bytes((value - guess) % 256 for value, guess in zip(pixel, predicted, strict=True))

    half = less(*(value // 2 for value in above))
    mean = less(*((left + up) // 2 for left, up in zip(pixel, above, strict=True)))
    return {
        b"\x00": b"\x00" + pixel * width,
        b"\x01": b"\x01" + pixel + nothing * rest,
        b"\x02": b"\x02" + less(*above) * width,
        b"\x03": b"\x03" + half + mean * rest,
        b"\x04": b"\x04" + less(*above) + nothing * rest,
    }


def _rows(png: bytes, length: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    held = bytearray()
    try:
        for piece in _data(png):
            rest = piece
            while rest and not inflate.eof:
                held += inflate.decompress(rest, _PIECE)
                rest = inflate.unconsumed_tail
                whole = len(held) // length * length
                for start in range(0, whole, length):
                    yield bytes(held[start : start + length])
                del held[:whole]
        held += inflate.flush()
        if len(held) == length:
            yield bytes(held)
    except zlib.error:
        return


def _data(png: bytes) -> Iterator[bytes]:
    place = len(SIGNATURE)
    while place + 8 <= len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            yield png[place + 8 : place + 8 + size]
        place += 12 + size
