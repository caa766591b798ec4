"""A PNG of one colour is known for one without being decoded, whatever filters it was written with."""

import io
import struct
import zlib

import pytest
from PIL import Image

from journal.pictures.glance import Glance, glance
from journal.pictures.refusal import PictureRefused
from tests.pictures import samples

MODES: dict[str, int | tuple[int, ...]] = {
    "L": 90,
    "RGB": (200, 100, 50),
    "RGBA": (200, 100, 50, 255),
    "LA": (90, 255),
}
AS_SEEN = {"L": (90, 90, 90), "RGB": (200, 100, 50), "RGBA": (200, 100, 50), "LA": (90, 90, 90)}


def written(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def filtered(width: int, height: int, pixel: bytes, kind: int, odd: tuple[int, int] | None = None) -> bytes:
    """A PNG (RGB) all rows of which are written with one filter; `odd` is a pixel that differs by one."""
    rows = [bytearray(pixel * width) for _ in range(height)]
    if odd is not None:
        rows[odd[1]][3 * odd[0]] ^= 1
    data = bytearray()
    above = bytes(3 * width)
    for row in rows:
        data.append(kind)
        for at, value in enumerate(row):
            left = row[at - 3] if at >= 3 else 0
            corner = above[at - 3] if at >= 3 else 0
            guess = (0, left, above[at], (left + above[at]) // 2, paeth(left, above[at], corner))[kind]
            data.append((value - guess) % 256)
        above = bytes(row)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + samples.chunk(b"IHDR", head)
        + samples.chunk(b"IDAT", zlib.compress(bytes(data)))
        + samples.chunk(b"IEND", b"")
    )


def paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


@pytest.mark.parametrize("mode", MODES)
def test_one_colour_is_seen_in_every_kind_of_pixel(mode: str) -> None:
    assert glance(written(Image.new(mode, (300, 200), MODES[mode]))) == Glance(300, 200, AS_SEEN[mode])


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (40, 30)])
def test_one_colour_is_seen_through_every_filter(kind: int, size: tuple[int, int]) -> None:
    assert glance(filtered(*size, b"\x07\xff\x80", kind)).one_colour == (7, 255, 128)


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("odd", [(0, 0), (39, 0), (0, 29), (39, 29), (17, 11)])
def test_a_single_other_pixel_is_seen_through_every_filter(kind: int, odd: tuple[int, int]) -> None:
    assert glance(filtered(40, 30, b"\x07\xff\x80", kind, odd)).one_colour is None


def test_black_with_a_large_size_is_looked_through_in_pieces() -> None:
    assert glance(written(Image.new("RGB", (3840, 2160)))).one_colour == (0, 0, 0)


def test_a_picture_that_breaks_off_is_not_of_one_colour() -> None:
    whole = filtered(40, 300, b"\x07\xff\x80", 0)

    assert glance(whole[:-40]) == Glance(40, 300, None)


def test_kinds_it_does_not_look_into_have_a_size_and_no_colour() -> None:
    assert glance(written(Image.new("P", (30, 20)))) == Glance(30, 20, None)
    assert glance(samples.png(60, 40, depth=16)) == Glance(60, 40, None)


@pytest.mark.parametrize("data", [b"", b"GIF89a" + bytes(40), b"\x89PNG\r\n\x1a\n", samples.png(60, 40)[:20]])
def test_what_is_no_png_is_refused(data: bytes) -> None:
    with pytest.raises(PictureRefused):
        glance(data)


def test_a_picture_without_pixels_or_with_too_many_is_refused() -> None:
    good = filtered(4, 3, b"abc", 0)
    for width in (0, 2**31 - 1):
        with pytest.raises(PictureRefused):
            glance(good[:16] + struct.pack(">I", width) + good[20:])
