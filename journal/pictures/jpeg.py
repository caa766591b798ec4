"""JPEG files as a PDF may carry them: the compressed pixels as they are, and nothing that is said about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from journal.pictures.refusal import PictureRefused, Refusal

_END, _SCAN = 0xD9, 0xDA
_WITHOUT_BODY = range(0xD0, 0xD9)
_APP0, _APP14, _LAST_APP, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_COPYABLE_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_CLEAN_JFIF = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ADOBE_LENGTH = 12
# Inside a scan, FF 00 is the byte FF, and FF D0 to FF D7 are restart marks.
_MARKER_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


@dataclass(frozen=True)
class CleanJpeg:
    """A JPEG without metadata. Width and height are as stored; `colours` is 1 (gray) or 3."""

    width: int
    height: int
    colours: int
    data: bytes = field(repr=False)


class _Uncopyable(Exception):
    """A sound JPEG of a kind a PDF does not take."""


def without_metadata(untrusted_jpeg: bytes) -> CleanJpeg | None:
    """The same compressed pixels with what is needed to read their colours; None: no JPEG a PDF can carry.

    Comments, camera data, previews and what follows the end are gone. Whether the pixels decode is not tried.

    Raises:
        PictureRefused: the structure is broken.
    """
    kept = [b"\xff\xd8"]
    frame: tuple[int, int, int] | None = None
    try:
        for marker, body, scan in _segments(untrusted_jpeg):
            if marker in _COPYABLE_FRAMES:
                frame = _frame(body, frame)
            if clean := _cleaned(marker, body):
                kept += (clean, scan)
    except _Uncopyable:
        return None
    if frame is None or not any(piece.startswith(b"\xff\xda") for piece in kept):
        raise PictureRefused(Refusal.DAMAGED)
    return CleanJpeg(*frame, b"".join((*kept, b"\xff\xd9")))


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body, and the compressed data that follow where the marker begins a scan; up to the end mark."""
    place = 2
    while True:
        if jpeg[place : place + 1] != b"\xff":
            raise PictureRefused(Refusal.DAMAGED)
        while jpeg[place : place + 1] == b"\xff":
            place += 1
        marker = jpeg[place] if place < len(jpeg) else 0
        if marker == _END:
            return
        length = int.from_bytes(jpeg[place + 1 : place + 3], "big")
        body_end = place + 1 + length
        if marker < 0xC0 or marker in _WITHOUT_BODY or length < 2 or body_end > len(jpeg):
            raise PictureRefused(Refusal.DAMAGED)
        body = jpeg[place + 3 : body_end]
        place = body_end
        if marker == _SCAN:
            place = _end_of_scan(jpeg, body_end)
        yield marker, body, jpeg[body_end:place]


def _end_of_scan(jpeg: bytes, start: int) -> int:
    found = _MARKER_AFTER_SCAN.search(jpeg, start)
    if found is None:
        raise PictureRefused(Refusal.DAMAGED)
    return found.start()


def _frame(body: bytes, earlier: tuple[int, int, int] | None) -> tuple[int, int, int]:
    if earlier is not None or len(body) < 6:
        raise PictureRefused(Refusal.DAMAGED)
    precision, colours = body[0], body[5]
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    if precision != 8 or colours not in {1, 3} or not height:
        raise _Uncopyable
    if not width:
        raise PictureRefused(Refusal.DAMAGED)
    return width, height, colours


def _cleaned(marker: int, body: bytes) -> bytes:
    """The segment as it is kept, or nothing. The two that say what the colours mean are written anew."""
    if marker in _TABLES or marker in _COPYABLE_FRAMES or marker == _SCAN:
        return _segment(marker, body)
    if marker == _APP0 and body.startswith(b"JFIF\x00"):
        return _segment(marker, _CLEAN_JFIF)
    if marker == _APP14 and body.startswith(b"Adobe") and len(body) >= _ADOBE_LENGTH:
        return _segment(marker, body[:_ADOBE_LENGTH])
    if _APP0 <= marker <= _LAST_APP or marker == _COMMENT:
        return b""
    raise _Uncopyable


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body
