"""Lossless PNG: our own captures are written with it, and read again in parts that a PDF can carry unchanged."""

import os
import struct
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from isal import isal_zlib
from PIL import Image, ImageChops

from journal.pictures.refusal import PictureRefused, Refusal

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_GRAY, _RGB = 0, 2
_FILTER_SUB = b"\x01"
_BAND_BYTES = 2**20
_LEVEL = 1
_PIECE = 2**16
_ADLER_MODULUS = 65_521


def encode_screen(
    raw_bgrx: bytes | bytearray | memoryview, width: int, height: int, *, same_bytes: bool = False
) -> bytes:
    """A PNG (RGB, 8 bit, no alpha, no metadata, not interlaced) of rows of blue, green, red, unused bytes.

    The picture is cut into bands that are filtered and compressed on several threads. What was chosen, and against
    what, `tests/bench/encoding.py` says. It does not always compress the same pixels to the same bytes: with
    `same_bytes` a slower way is taken that does.

    Raises:
        ValueError: the length is not width x height x 4, or there is nothing in it.
    """
    raw = memoryview(raw_bgrx).cast("B")
    if width < 1 or height < 1 or len(raw) != width * height * 4:
        raise ValueError("raw_bgrx must hold width x height x 4 bytes")
    rows = max(1, _BAND_BYTES // (width * 4))
    starts = range(0, height, rows)
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1, len(starts))) as pool:
        bands = pool.map(
            lambda top: _band(raw, width, top, min(height, top + rows), top + rows >= height, same_bytes),
            starts,
        )
        return b"".join(_png(width, height, bands))


def _png(width: int, height: int, bands: Iterator["_Band"]) -> Iterator[bytes]:
    yield SIGNATURE + _chunk(b"IHDR", _HEADER.pack(width, height, 8, _RGB, 0, 0, 0))
    checksum = 1
    lead = b"\x78\x01"
    for band in bands:
        checksum = _joined_adler32(checksum, band.checksum, band.length)
        yield _chunk(b"IDAT", lead + band.deflated)
        lead = b""
    yield _chunk(b"IDAT", checksum.to_bytes(4, "big")) + _chunk(b"IEND", b"")


@dataclass(frozen=True)
class _Band:
    deflated: bytes
    checksum: int
    length: int


def _band(raw: memoryview, width: int, top: int, bottom: int, last: bool, same_bytes: bool) -> _Band:
    filtered = _filtered(raw, width, top, bottom)
    # Both take the same numbers for the same things.
    compressor = zlib.compressobj if same_bytes else isal_zlib.compressobj
    deflate = compressor(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflate.compress(filtered) + deflate.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
    return _Band(deflated, isal_zlib.adler32(filtered), len(filtered))


def _filtered(raw: memoryview, width: int, top: int, bottom: int) -> bytearray:
    """Rows as PNG wants them before compression: each pixel less the one to its left, a filter byte in front."""
    line, size = width * 4, (width, bottom - top)
    # Read as RGBX, Pillow looks at the captured bytes where they are; subtracting does not care for the order.
    here = _seen(size, raw[top * line : bottom * line], "RGBX", "RGBX")
    left = ImageChops.offset(here, 1, 0)
    left.paste((0, 0, 0, 0), (0, 0, 1, bottom - top))
    less = ImageChops.subtract_modulo(here, left).convert("RGB")
    # A stride one longer than a row leaves a free byte after each: the filter byte of the row below.
    stride = width * 3 + 1
    out = bytearray(_FILTER_SUB) + less.tobytes("raw", "BGR", stride, 1)
    del out[-1]
    out[::stride] = _FILTER_SUB * (bottom - top)
    return out


def _seen(size: tuple[int, int], raw: memoryview, mode: str, raw_mode: str) -> Image.Image:
    return Image.frombuffer(mode, size, raw, "raw", raw_mode, 0, 1)  # type: ignore[arg-type]  # any buffer will do


def _joined_adler32(first: int, second: int, second_length: int) -> int:
    """The Adler-32 of two pieces in a row, from the checksums of each."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + second_length * ((first & 0xFFFF) - 1)
    return (high % _ADLER_MODULUS) << 16 | low % _ADLER_MODULUS


def _chunk(kind: bytes, body: bytes) -> bytes:
    return (
        len(body).to_bytes(4, "big")
        + kind
        + body
        + isal_zlib.crc32(body, isal_zlib.crc32(kind)).to_bytes(4, "big")
    )


class NotCopyable(StrEnum):
    """Why a PDF cannot carry a PNG's data as they are."""

    NOT_PNG = "not a PNG"
    DEPTH = "not 8 bit"
    PALETTE = "has a palette"
    TRANSPARENT = "has transparency"
    INTERLACED = "is interlaced"


@dataclass(frozen=True)
class PngParts:
    """What a PDF needs of a PNG. `colours` is 1 (gray) or 3 (RGB).

    `idat` yields the zlib stream (PNG predictors, 8 bit) in pieces of at most 64 KiB and can be read once. It
    raises PictureRefused (DAMAGED) where a checksum is wrong or the end is missing: what it yielded before is
    then worthless.
    """

    width: int
    height: int
    colours: int
    idat: Iterator[bytes] = field(repr=False)


def png_parts(stream: BinaryIO) -> PngParts | NotCopyable:
    """The parts of the PNG that begins where `stream` stands; nothing is decoded.

    Raises:
        PictureRefused: the file breaks off, or a checksum is wrong.
    """
    if _at_most(stream, len(SIGNATURE)) != SIGNATURE:
        return NotCopyable.NOT_PNG
    kind, length = _head_of_chunk(stream)
    if kind != b"IHDR" or length != _HEADER.size:
        raise PictureRefused(Refusal.DAMAGED)
    width, height, depth, colour, compression, filtering, interlace = _HEADER.unpack(
        _body(stream, kind, length)
    )
    if not (width and height) or compression or filtering:
        raise PictureRefused(Refusal.DAMAGED)
    if colour not in {_GRAY, _RGB}:
        return NotCopyable.PALETTE if colour == 3 else NotCopyable.TRANSPARENT
    if depth != 8:
        return NotCopyable.DEPTH
    if interlace:
        return NotCopyable.INTERLACED
    kind, length = _head_of_chunk(stream)
    while kind != b"IDAT":
        if kind == b"tRNS":
            return NotCopyable.TRANSPARENT
        _pass_over(_pieces(stream, kind, length))
        kind, length = _head_of_chunk(stream)
    return PngParts(width, height, 1 if colour == _GRAY else 3, _idat(stream, length))


def _idat(stream: BinaryIO, length: int) -> Iterator[bytes]:
    kind = b"IDAT"
    while kind != b"IEND":
        pieces = _pieces(stream, kind, length)
        if kind == b"IDAT":
            yield from pieces
        else:
            _pass_over(pieces)
        kind, length = _head_of_chunk(stream)
    _pass_over(_pieces(stream, kind, length))


def _pass_over(pieces: Iterator[bytes]) -> None:
    """To the end of a chunk a PDF has no place for; its checksum is checked all the same."""
    deque(pieces, maxlen=0)


def _head_of_chunk(stream: BinaryIO) -> tuple[bytes, int]:
    head = _exactly(stream, 8)
    length = int.from_bytes(head[:4], "big")
    if length > 2**31 - 1:
        raise PictureRefused(Refusal.DAMAGED)
    return head[4:], length


def _body(stream: BinaryIO, kind: bytes, length: int) -> bytes:
    return b"".join(_pieces(stream, kind, length))


def _pieces(stream: BinaryIO, kind: bytes, length: int) -> Iterator[bytes]:
    checksum = zlib.crc32(kind)
    while length:
        piece = _exactly(stream, min(length, _PIECE))
        length -= len(piece)
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if int.from_bytes(_exactly(stream, 4), "big") != checksum:
        raise PictureRefused(Refusal.DAMAGED)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    got = _at_most(stream, count)
    if len(got) != count:
        raise PictureRefused(Refusal.DAMAGED)
    return got


def _at_most(stream: BinaryIO, count: int) -> bytes:
    """So many bytes, however few the stream gives at a time; fewer only where it ends."""
    got = b""
    while len(got) < count and (more := stream.read(count - len(got))):
        got += more
    return got


def is_clean(untrusted_png: bytes, max_pixels: int) -> bool:
    """Whether this is a PNG a PDF can copy, with nothing in it but pixels, and pixels for every place."""
    stream = BytesIO(untrusted_png)
    if not _only_pixels(untrusted_png):
        return False
    try:
        parts = png_parts(stream)
        if isinstance(parts, NotCopyable) or parts.width * parts.height > max_pixels:
            return False
        return _inflates_to(parts.idat, parts.height * (parts.width * parts.colours + 1))
    except (PictureRefused, zlib.error):
        return False


def _only_pixels(png: bytes) -> bool:
    place, kinds = len(SIGNATURE), []
    while place < len(png):
        kinds.append(png[place + 4 : place + 8])
        place += 12 + int.from_bytes(png[place : place + 4], "big")
    return place == len(png) and len(kinds) > 2 and kinds == [b"IHDR", *[b"IDAT"] * (len(kinds) - 2), b"IEND"]


def _inflates_to(pieces: Iterator[bytes], expected: int) -> bool:
    inflate = zlib.decompressobj()
    total = 0
    for piece in pieces:
        rest = piece
        while rest and total <= expected and not inflate.eof:
            total += len(inflate.decompress(rest, _PIECE))
            rest = inflate.unconsumed_tail
        if rest or inflate.unused_data:
            return False
    total += len(inflate.flush())
    return inflate.eof and total == expected
