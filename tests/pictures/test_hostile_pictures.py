"""H-03 and H-04: what is not a picture is not rendered, and what is too much is not decoded."""

import random
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from journal.pictures import limits
from journal.pictures.decoder import Decoder
from journal.pictures.png import is_clean
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.worker import default_command
from tests.pictures import samples

pytestmark = pytest.mark.slow

MEMORY_LIMIT_KB = 600_000
SECONDS = 30.0  # far more than any of it takes, far less than decoding what is declared would

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname'/></svg>"
NOT_PICTURES = {
    "svg": SVG,
    "svg with prologue": b"<?xml version='1.0'?>\n<!DOCTYPE svg>" + SVG,
    "html": b"<!DOCTYPE html><img src='//host/share/x.png'>",
    "html, then a png": b"<html><!--" + samples.png(4, 4) + b"--><script>1</script>",
    "a program": b"MZ" + bytes(500),
    "pdf": samples.pdf_pages(b""),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "photoshop": b"8BPS\x00\x01" + bytes(100),
    "icon": b"\x00\x00\x01\x00\x01\x00" + bytes(100),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(100),
    "text": b"I <3 you & <b>",
    "nothing": b"",
    "zeros": bytes(4096),
    "portable pixmap": b"P6 2 2 255 " + bytes(12),
}


@pytest.fixture
def fresh() -> Iterator[Decoder]:
    with Decoder(default_command()) as decoder:
        yield decoder


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_h03_what_is_no_picture_never_reaches_a_decoder(fresh: Decoder, name: str) -> None:
    data = NOT_PICTURES[name]
    asked = (
        lambda: fresh.picture(data, 100, 100),
        lambda: fresh.picture(data, 100, 100, covered=True),
        lambda: fresh.probe(data),
        lambda: fresh.paper_png(data),
        lambda: fresh.paper_jpeg(data),
    )

    for ask in asked:
        with pytest.raises(PictureRefused) as refused:
            ask()
        assert refused.value.reason is Refusal.NOT_A_PICTURE
    assert fresh.process_ids == ()


def test_h03_a_png_with_a_web_page_in_it_is_a_png(decoder: Decoder) -> None:
    page = samples.chunk(b"tEXt", b"x\0<script src=//host/x.js></script>")
    data = samples.png(5, 4, extra=page) + b"<html><img src=file:///etc/hostname>"

    assert decoder.picture(data, 10, 10).rgb == bytes(60)
    assert b"script" not in decoder.paper_png(data)


def png_saying(width: int, height: int, depth: int, colour: int) -> bytes:
    whole = samples.png(1, 1, depth=depth, colour=colour)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return whole[:8] + samples.chunk(b"IHDR", head) + whole[33:]


def gif_saying(width: int, height: int, screen: bool = True) -> bytes:
    """`screen`: of the whole; otherwise only of its one frame."""
    gif = bytearray(samples.saved(Image.new("P", (8, 8)), "GIF"))
    size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    frame = gif.index(b",\0\0\0\0") + 5
    gif[frame : frame + 4] = size
    if screen:
        gif[6:10] = size
    return bytes(gif)


def bmp_saying(width: int, height: int) -> bytes:
    data = samples.saved(Image.new("RGB", (4, 4)), "BMP")
    return data[:18] + width.to_bytes(4, "little") + height.to_bytes(4, "little") + data[26:]


def jpeg_saying(width: int, height: int, **options: object) -> bytes:
    data = samples.saved(Image.new("RGB", (8, 8)), "JPEG", **options)
    place = data.index(b"\xff\xc2" if "progressive" in options else b"\xff\xc0") + 5
    return data[:place] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + data[place + 4 :]


def webp_saying(width: int, height: int, lossless: bool = False) -> bytes:
    data = samples.saved(Image.new("RGB", (8, 8)), "WEBP", lossless=lossless)
    if lossless:
        return data[:21] + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + data[25:]
    return data[:26] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + data[30:]


def animated_webp_saying(width: int, height: int) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = samples.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    return data[:24] + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little") + data[30:]


def tiff_saying(tags: dict[int, int]) -> bytes:
    """An 8 x 8 gray TIFF whose tags say something else as well."""
    said = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 8, 279: 64} | tags
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(said.items()))
    directory = struct.pack("<H", len(said)) + entries + bytes(4)
    return b"II*\0" + (8 + 64).to_bytes(4, "little") + bytes(range(64)) + directory


TOO_LARGE = {
    "png 40000 x 40000": samples.png(40_000, 40_000, depth=1, colour=0),
    "png with alpha": png_saying(10_000, 10_000, 8, 6),
    "png of 16 bit": png_saying(10_000, 10_000, 16, 2),
    "png of 2^31": png_saying(2**31 - 1, 2**31 - 1, 8, 2),
    "gif": gif_saying(65_535, 65_535),
    "gif frame beyond its screen": gif_saying(65_535, 65_535, screen=False),
    "bmp": bmp_saying(60_000, 60_000),
    "jpeg": jpeg_saying(65_500, 65_500),
    "fine progressive jpeg": jpeg_saying(9_000, 9_000, progressive=True, subsampling=0),
    "webp": webp_saying(16_383, 16_383),
    "lossless webp": webp_saying(16_383, 16_383, lossless=True),
    "animated webp": animated_webp_saying(16_000_000, 16_000_000),
    "tiff": tiff_saying({256: 300_000, 257: 300_000}),
    "tiff of one long row": tiff_saying({256: 2**31 - 1, 257: 1}),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_h04_what_declares_too_much_is_refused_before_it_is_decoded(fresh: Decoder, name: str) -> None:
    began = time.monotonic()

    with pytest.raises(PictureRefused) as refused:
        fresh.picture(TOO_LARGE[name], 800, 800)

    assert refused.value.reason is Refusal.TOO_LARGE
    assert time.monotonic() - began < SECONDS
    assert peak_kb(fresh) < 60_000


def test_a_progressive_jpeg_whose_colours_are_coarse_needs_less_and_may_be_larger(decoder: Decoder) -> None:
    """Where a JPEG has an end mark but too little before it, the rest is gray, as in every viewer."""
    shown = decoder.picture(jpeg_saying(9_000, 9_000, progressive=True, subsampling=2), 800, 800)

    assert (shown.width, shown.original_width) == (800, 9_000)


def test_h04_a_file_too_large_is_not_even_sent(fresh: Decoder) -> None:
    with pytest.raises(PictureRefused) as refused:
        fresh.picture(samples.png(4, 4) + bytes(limits.MAX_FILE_BYTES), 800, 800)

    assert refused.value.reason is Refusal.TOO_LARGE
    assert fresh.process_ids == ()


def test_h04_the_largest_picture_let_in_stays_within_memory() -> None:
    data = samples.png(8_100, 8_100, colour=6)

    # A busy machine may be slow; what is promised here is about memory.
    with Decoder(default_command(), timeout=60) as patient:
        paper = patient.paper_png(data)
        peak = peak_kb(patient)

    assert is_clean(paper, limits.MAX_SHOWN_PIXELS)
    assert 60_000 < peak < MEMORY_LIMIT_KB


def peak_kb(decoder: Decoder) -> int:
    """The most memory a living child ever had."""
    (pid,) = decoder.process_ids
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.mark.parametrize(
    "tags",
    [
        {273: 2**32 - 1},
        {279: 2**32 - 1},
        {258: 33},
        {259: 7},
        {259: 5},
        {259: 65_535},
        {262: 99},
        {277: 60_000},
        {256: 0},
        {278: 0, 279: 0, 273: 0},
        {317: 9},
        {322: 16, 323: 2**31, 324: 8, 325: 64},
        {339: 77},
    ],
    ids=str,
)
def test_a_tiff_that_contradicts_itself_is_shown_or_refused(decoder: Decoder, tags: dict[int, int]) -> None:
    data = tiff_saying(tags)

    assert outcome(decoder, data) in {"shown", Refusal.DAMAGED, Refusal.TOO_LARGE}
    assert outcome(decoder, tiff_saying({})) == "shown"


def outcome(decoder: Decoder, data: bytes) -> str:
    """What came of it; the answers have been checked by the decoder."""
    try:
        decoder.picture(data, 64, 64)
        decoder.paper_png(data, 4096)
        decoder.probe(data)
        decoder.paper_jpeg(data)
    except PictureRefused as refused:
        return refused.reason
    return "shown"


SOUND = {
    "PNG": samples.saved(samples.scenery(50, 40), "PNG"),
    "JPEG": samples.saved(samples.scenery(50, 40), "JPEG"),
    "progressive": samples.saved(samples.scenery(50, 40), "JPEG", progressive=True),
    "WEBP": samples.saved(samples.scenery(50, 40), "WEBP"),
    "GIF": samples.saved(samples.scenery(50, 40), "GIF"),
    "BMP": samples.saved(samples.scenery(50, 40), "BMP"),
    "TIFF": samples.saved(samples.scenery(50, 40), "TIFF"),
    "TIFF lzw": samples.saved(samples.scenery(50, 40), "TIFF", compression="tiff_lzw"),
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_picture_cut_off_in_the_middle_is_refused(decoder: Decoder, kind: str) -> None:
    whole = SOUND[kind]

    for eighth in range(1, 8):
        with pytest.raises(PictureRefused) as refused:
            decoder.picture(whole[: len(whole) * eighth // 8], 50, 50)
        assert refused.value.reason in {Refusal.DAMAGED, Refusal.NOT_A_PICTURE}


@pytest.mark.parametrize("kind", SOUND)
def test_a_picture_with_wrong_bytes_in_it_is_shown_or_refused(decoder: Decoder, kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(25):
        bent = bytearray(SOUND[kind])
        for _ in range(chance.randint(1, 6)):
            bent[chance.randrange(min(len(bent), chance.choice((64, 4_096))))] = chance.randrange(256)
        assert outcome(decoder, bytes(bent)) in {"shown", *Refusal}

    assert outcome(decoder, SOUND[kind]) == "shown"
