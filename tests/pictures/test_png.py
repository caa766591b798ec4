"""Our own PNG files keep every pixel and nothing else."""

import io
import os
import random
import zlib

import pytest
from PIL import Image

from journal.pictures.png import NotCopyable, PngParts, encode_screen, is_clean, png_parts
from journal.pictures.refusal import PictureRefused, Refusal
from tests.pictures import samples


def bgrx(picture: Image.Image) -> bytes:
    return picture.tobytes("raw", "BGRX")


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes(
        "RGB", (width, height), random.Random(width * height).randbytes(width * height * 3)
    )


@pytest.mark.parametrize(
    "size",
    [
        (1, 1),
        (1, 2),
        (2, 1),
        (1, 5000),
        (5000, 1),
        (3, 3),
        (640, 480),
        (1366, 769),
        (300_000, 2),
        (4096, 129),
    ],
)
def test_every_pixel_comes_back(size: tuple[int, int]) -> None:
    picture = noise(*size)

    png = encode_screen(bgrx(picture), *size)

    assert samples.opened(png).tobytes() == picture.tobytes()
    assert samples.opened(png).mode == "RGB"


def test_the_unused_byte_is_not_kept() -> None:
    raw = bytearray(bgrx(noise(40, 30)))
    plain = encode_screen(raw, 40, 30)

    raw[3::4] = random.Random(7).randbytes(40 * 30)

    assert encode_screen(memoryview(raw), 40, 30) == plain


def test_nothing_but_pixels_is_in_it() -> None:
    kinds = samples.png_chunks(encode_screen(bgrx(noise(1920, 300)), 1920, 300))

    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    assert set(kinds[1:-1]) == {b"IDAT"}


def test_the_bytes_do_not_depend_on_the_number_of_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bgrx(samples.scenery(1000, 1000))
    here = encode_screen(raw, 1000, 1000)

    for count in (1, None, 64):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        assert encode_screen(raw, 1000, 1000) == here


@pytest.mark.parametrize(
    ("length", "width", "height"), [(0, 0, 0), (15, 2, 2), (17, 2, 2), (16, -2, -2), (16, 4, 0)]
)
def test_a_buffer_of_another_size_is_not_encoded(length: int, width: int, height: int) -> None:
    with pytest.raises(ValueError, match="must hold"):
        encode_screen(bytes(length), width, height)


def test_a_pdf_can_copy_what_we_wrote() -> None:
    picture = noise(500, 700)
    png = encode_screen(bgrx(picture), 500, 700)

    parts = png_parts(io.BytesIO(png))

    assert isinstance(parts, PngParts)
    assert (parts.width, parts.height, parts.colours) == (500, 700, 3)
    pieces = list(parts.idat)
    assert max(map(len, pieces)) <= 2**16
    assert len(zlib.decompress(b"".join(pieces))) == 700 * 1501


def test_a_gray_png_of_someone_else_can_be_copied_too() -> None:
    parts = png_parts(io.BytesIO(samples.saved(samples.scenery(9, 9).convert("L"), "PNG", pnginfo=None)))

    assert isinstance(parts, PngParts)
    assert parts.colours == 1
    assert len(zlib.decompress(b"".join(parts.idat))) == 90


class _Sluggish(io.BytesIO):
    """Gives at most three bytes at a time."""

    def read(self, count: int | None = -1, /) -> bytes:
        return super().read(min(count or 0, 3))


def test_a_stream_that_gives_little_at_a_time_is_read_whole() -> None:
    png = encode_screen(bgrx(noise(20, 20)), 20, 20)

    parts = png_parts(_Sluggish(png))

    assert isinstance(parts, PngParts)
    assert len(zlib.decompress(b"".join(parts.idat))) == 20 * 61


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", NotCopyable.NOT_PNG),
        (b"GIF89a", NotCopyable.NOT_PNG),
        (samples.png(4, 4, depth=16), NotCopyable.DEPTH),
        (samples.png(4, 4, depth=1, colour=0), NotCopyable.DEPTH),
        (samples.png(4, 4, colour=3, extra=samples.chunk(b"PLTE", bytes(3))), NotCopyable.PALETTE),
        (samples.png(4, 4, colour=4), NotCopyable.TRANSPARENT),
        (samples.png(4, 4, colour=6), NotCopyable.TRANSPARENT),
        (samples.png(4, 4, extra=samples.chunk(b"tRNS", bytes(6))), NotCopyable.TRANSPARENT),
        (samples.png(4, 4, interlace=1), NotCopyable.INTERLACED),
    ],
)
def test_what_a_pdf_cannot_copy_is_named(data: bytes, why: NotCopyable) -> None:
    assert png_parts(io.BytesIO(data)) is why


def read_to_the_end(data: bytes) -> None:
    parts = png_parts(io.BytesIO(data))
    assert isinstance(parts, PngParts)
    b"".join(parts.idat)


def test_a_png_cut_off_anywhere_is_refused() -> None:
    whole = samples.png(6, 6, extra=samples.chunk(b"tEXt", b"a\0b"))

    for length in range(8, len(whole)):
        with pytest.raises(PictureRefused) as refused:
            read_to_the_end(whole[:length])
        assert refused.value.reason is Refusal.DAMAGED


def test_one_wrong_bit_in_a_png_is_noticed() -> None:
    whole = samples.png(6, 6, extra=samples.chunk(b"tEXt", b"a\0b"))

    for place in range(8, len(whole) - 12):
        bent = bytearray(whole)
        bent[place] ^= 1
        with pytest.raises(PictureRefused):
            read_to_the_end(bytes(bent))


def test_only_a_png_of_nothing_but_pixels_is_clean() -> None:
    good = encode_screen(bgrx(noise(30, 20)), 30, 20)
    idat = good.index(b"IDAT") - 4

    assert is_clean(good, 600)
    assert not is_clean(good, 599)
    assert not is_clean(good + b"x", 600)
    assert not is_clean(good[:-1], 600)
    assert not is_clean(b"", 600)
    assert not is_clean(samples.png(4, 4, extra=samples.chunk(b"tEXt", b"a\0b")), 600)
    assert not is_clean(good[:idat] + good[-12:], 600)
    assert not is_clean(good[:idat] + samples.chunk(b"IDAT", zlib.compress(bytes(1819))) + good[-12:], 600)
    assert not is_clean(good[:idat] + samples.chunk(b"IDAT", zlib.compress(bytes(1821))) + good[-12:], 600)
    assert not is_clean(good[:idat] + samples.chunk(b"IDAT", zlib.compress(bytes(10**8))) + good[-12:], 600)
    assert not is_clean(
        good[:idat] + samples.chunk(b"IDAT", zlib.compress(bytes(1820)) + b"x") + good[-12:], 600
    )
    assert not is_clean(good[:idat] + samples.chunk(b"IDAT", b"rubbish") + good[-12:], 600)
    assert is_clean(good[:idat] + samples.chunk(b"IDAT", zlib.compress(bytes(1820))) + good[-12:], 600)
