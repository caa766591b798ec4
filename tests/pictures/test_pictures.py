"""Every sound picture is shown as it is meant to be seen."""

import io
import zlib

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from journal.domain.pixels import Pixels
from journal.pictures.decoder import Decoder, Probe
from journal.pictures.png import is_clean
from journal.pictures.thumbnail import thumbnail_of
from tests.pictures import samples

UPRIGHT = samples.scenery(60, 40)
FROM_UPRIGHT = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def image(pixels: Pixels) -> Image.Image:
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


def differ(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of any colour in any place."""
    assert one.size == other.size
    return max(ImageChops.difference(one.convert("RGB"), other.convert("RGB")).tobytes())


def turned(orientation: int, kind: str) -> bytes:
    """As a camera stores it: lying, with a note how to turn it."""
    how = FROM_UPRIGHT[orientation]
    stored = UPRIGHT.transpose(how) if how is not None else UPRIGHT
    exif = Image.Exif()
    exif[0x0112] = orientation
    return samples.saved(stored, kind, exif=exif, lossless=True, quality=100, subsampling=0)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(decoder: Decoder, orientation: int, kind: str) -> None:
    data = turned(orientation, kind)

    shown = decoder.picture(data, 1000, 1000)
    smaller = decoder.picture(data, 30, 30)

    assert (shown.original_width, shown.original_height) == (60, 40)
    assert differ(image(shown), UPRIGHT) < 8
    assert differ(image(smaller), UPRIGHT.resize((30, 20), Image.Resampling.LANCZOS)) < 12
    assert decoder.probe(data) == Probe(60, 40, 1, orientation)
    assert differ(samples.opened(decoder.paper_png(data)), UPRIGHT) < 8


def test_an_orientation_that_makes_no_sense_is_passed_over(decoder: Decoder) -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    data = samples.saved(UPRIGHT, "PNG", exif=exif)

    assert decoder.probe(data).orientation == 1
    assert image(decoder.picture(data, 100, 100)).tobytes() == UPRIGHT.tobytes()


BLACK, WHITE = Image.new("RGB", (60, 40)), Image.new("RGB", (60, 40), "white")
GRAY = UPRIGHT.convert("L")
SIXTEEN = Image.frombytes(
    "I;16", (60, 40), b"".join(v.to_bytes(2, "little") for v in range(0, 60 * 40 * 27, 27))
)
WITH_ALPHA = UPRIGHT.copy()
WITH_ALPHA.putalpha(Image.linear_gradient("L").resize((60, 40)))
ON_WHITE = Image.alpha_composite(Image.new("RGBA", (60, 40), "white"), WITH_ALPHA).convert("RGB")
SIXTEEN_AS_EIGHT = Image.frombytes("L", (60, 40), bytes(round(v / 257) for v in range(0, 60 * 40 * 27, 27)))
PALETTE = UPRIGHT.quantize(256)
CMYK = UPRIGHT.convert("CMYK")
GRAY_ALPHA = Image.merge("LA", (GRAY, WITH_ALPHA.getchannel("A")))
GRAY_ON_WHITE = Image.composite(GRAY, Image.new("L", (60, 40), 255), WITH_ALPHA.getchannel("A"))


LOW, HIGH = min(GRAY.tobytes()), max(GRAY.tobytes())
STRETCHED = GRAY.point(lambda value: (value - LOW) * 255 / (HIGH - LOW))
SEE_THROUGH_BLACK = samples.chunk(b"tRNS", bytes(6))
KINDS = {
    "png": (samples.saved(UPRIGHT, "PNG"), UPRIGHT, 0),
    "bmp": (samples.saved(UPRIGHT, "BMP"), UPRIGHT, 0),
    "webp": (samples.saved(UPRIGHT, "WEBP", lossless=True), UPRIGHT, 0),
    "tiff lzw": (samples.saved(UPRIGHT, "TIFF", compression="tiff_lzw"), UPRIGHT, 0),
    "tiff deflate": (samples.saved(UPRIGHT, "TIFF", compression="tiff_adobe_deflate"), UPRIGHT, 0),
    "tiff jpeg": (samples.saved(UPRIGHT, "TIFF", compression="jpeg", quality=100), UPRIGHT, 8),
    "big tiff": (samples.saved(UPRIGHT, "TIFF", big_tiff=True), UPRIGHT, 0),
    "tiff group 4": (samples.saved(GRAY.convert("1"), "TIFF", compression="group4"), GRAY.convert("1"), 0),
    "tiff of real numbers": (samples.saved(GRAY.convert("F"), "TIFF"), STRETCHED, 1),
    "tiff 32 bit": (samples.saved(GRAY.convert("I").point(lambda v: v * 70_000), "TIFF"), STRETCHED, 1),
    "jpeg": (samples.saved(UPRIGHT, "JPEG", quality=100, subsampling=0), UPRIGHT, 8),
    "progressive": (samples.saved(UPRIGHT, "JPEG", quality=100, subsampling=0, progressive=True), UPRIGHT, 8),
    "rgb jpeg": (samples.saved(UPRIGHT, "JPEG", quality=100, keep_rgb=True), UPRIGHT, 8),
    "cmyk jpeg": (samples.saved(CMYK, "JPEG", quality=100), UPRIGHT, 12),
    "cmyk tiff": (samples.saved(CMYK, "TIFF"), UPRIGHT, 2),
    "gray png": (samples.saved(GRAY, "PNG"), GRAY, 0),
    "gray jpeg": (samples.saved(GRAY, "JPEG", quality=100), GRAY, 8),
    "palette png": (samples.saved(PALETTE, "PNG"), PALETTE, 0),
    "palette gif": (samples.saved(PALETTE, "GIF"), PALETTE, 0),
    "palette bmp": (samples.saved(PALETTE, "BMP"), PALETTE, 0),
    "16 bit gray png": (samples.saved(SIXTEEN, "PNG"), SIXTEEN_AS_EIGHT, 1),
    "16 bit gray tiff": (samples.saved(SIXTEEN, "TIFF"), SIXTEEN_AS_EIGHT, 1),
    "16 bit rgb png": (samples.png(60, 40, depth=16), BLACK, 0),
    "2 bit png": (samples.png(60, 40, depth=2, colour=0), BLACK, 0),
    "1 bit png": (samples.saved(GRAY.convert("1"), "PNG"), GRAY.convert("1"), 0),
    "1 bit bmp": (samples.saved(GRAY.convert("1"), "BMP"), GRAY.convert("1"), 0),
    "png with alpha": (samples.saved(WITH_ALPHA, "PNG"), ON_WHITE, 2),
    "webp with alpha": (samples.saved(WITH_ALPHA, "WEBP", lossless=True, exact=True), ON_WHITE, 2),
    "tiff with alpha": (samples.saved(WITH_ALPHA, "TIFF"), ON_WHITE, 2),
    "gray png with alpha": (samples.saved(GRAY_ALPHA, "PNG"), GRAY_ON_WHITE, 2),
    "one colour see-through": (samples.png(60, 40, extra=SEE_THROUGH_BLACK), WHITE, 0),
    "one gray see-through": (samples.png(60, 40, colour=0, extra=samples.chunk(b"tRNS", bytes(2))), WHITE, 0),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_pixel_is_understood(decoder: Decoder, kind: str) -> None:
    data, meant, tolerance = KINDS[kind]

    shown = decoder.picture(data, 1000, 1000)
    paper = decoder.paper_png(data)

    assert differ(image(shown), meant) <= tolerance
    assert differ(samples.opened(paper), meant) <= tolerance
    assert is_clean(paper, 60 * 40)


def test_an_interlaced_picture_has_its_pixels_in_place(decoder: Decoder) -> None:
    """Pillow writes none, so the seven passes of a 2 x 2 picture are laid out by hand."""
    passes = b"\0\x0a\x0b\x0c" + b"\0\x14\x15\x16" + b"\0\x1e\x1f\x20\x28\x29\x2a"
    head = (2).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 1))
    data = b"\x89PNG\r\n\x1a\n" + samples.chunk(b"IHDR", head)
    data += samples.chunk(b"IDAT", zlib.compress(passes)) + samples.chunk(b"IEND", b"")

    assert decoder.picture(data, 9, 9).rgb == bytes((10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42))


def test_gray_stays_gray_on_paper(decoder: Decoder) -> None:
    for picture in (GRAY, GRAY.convert("1"), GRAY_ALPHA, SIXTEEN):
        assert samples.opened(decoder.paper_png(samples.saved(picture, "PNG"))).mode == "L"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "PNG"])
def test_of_what_moves_the_first_frame_is_shown(decoder: Decoder, kind: str) -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "lime", "blue")]
    data = samples.saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)

    assert differ(image(decoder.picture(data, 32, 32)), frames[0]) < 4
    assert decoder.probe(data) == Probe(32, 32, 3, 1)


@pytest.mark.parametrize(
    ("size", "most", "expected"),
    [
        ((100, 50), (1000, 1000), (100, 50)),
        ((1000, 500), (200, 200), (200, 100)),
        ((500, 1000), (200, 200), (100, 200)),
        ((3000, 2), (100, 100), (100, 1)),
        ((2, 3000), (7, 100), (1, 100)),
        ((1001, 999), (333, 333), (333, 332)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_a_picture_is_made_smaller_but_never_larger(
    decoder: Decoder, size: tuple[int, int], most: tuple[int, int], expected: tuple[int, int]
) -> None:
    for kind in ("PNG", "JPEG"):
        shown = decoder.picture(samples.saved(Image.new("RGB", size, "teal"), kind), *most)

        assert (shown.width, shown.height) == expected
        assert (shown.original_width, shown.original_height) == size
        assert differ(image(shown), Image.new("RGB", expected, "teal")) < 4


def test_made_much_smaller_it_still_looks_the_same(decoder: Decoder) -> None:
    large = samples.scenery(2400, 1600)
    meant = large.resize((60, 40), Image.Resampling.LANCZOS)
    see_through = large.copy()
    see_through.putalpha(255)

    for data in (
        samples.saved(large, "PNG"),
        samples.saved(large, "JPEG"),
        samples.saved(see_through, "PNG"),
    ):
        assert differ(image(decoder.picture(data, 60, 60)), meant) < 8


def test_a_size_below_one_is_a_mistake_of_the_caller(decoder: Decoder) -> None:
    for width, height in ((0, 5), (5, 0), (-1, 5)):
        with pytest.raises(ValueError, match="at least 1"):
            decoder.picture(samples.saved(UPRIGHT, "PNG"), width, height)


def test_nothing_can_be_read_in_a_covered_picture(decoder: Decoder) -> None:
    """Fine black and white lines, the contrast of writing, all become the same gray."""
    stripes = Image.new("L", (640, 400), 255)
    for x in range(0, 640, 8):
        stripes.paste(0, (x, 0, x + 4, 400))

    covered = decoder.picture(samples.saved(stripes, "PNG"), 640, 400, covered=True)

    assert (covered.width, covered.height) == (96, 60)
    assert (covered.original_width, covered.original_height) == (640, 400)
    assert max(covered.rgb) - min(covered.rgb) < 12


def test_a_covered_picture_keeps_where_light_and_dark_are(decoder: Decoder) -> None:
    halves = Image.new("RGB", (400, 200), "white")
    halves.paste("black", (0, 0, 200, 200))

    covered = image(decoder.picture(samples.saved(halves, "PNG"), 400, 400, covered=True))

    assert max(covered.crop((0, 0, 8, 48)).tobytes()) < 40
    assert min(covered.crop((88, 0, 96, 48)).tobytes()) > 215


def test_a_thumbnail_is_a_small_jpeg_of_our_own(decoder: Decoder) -> None:
    thumbnail = thumbnail_of(decoder.picture(samples.saved(samples.scenery(1280, 640), "PNG"), 320, 320))

    assert (thumbnail.width, thumbnail.height) == (320, 160)
    picture = samples.opened(thumbnail.jpeg)
    assert picture.format == "JPEG"
    assert differ(picture, samples.scenery(320, 160)) < 16


def test_paper_has_no_more_pixels_than_asked_for(decoder: Decoder) -> None:
    data = samples.saved(samples.scenery(1000, 500), "PNG")

    paper = samples.opened(decoder.paper_png(data, 20_000))

    assert paper.size == (200, 100)
    assert differ(paper, samples.scenery(1000, 500).resize((200, 100), Image.Resampling.LANCZOS)) < 8


def test_paper_says_nothing_about_the_original(decoder: Decoder) -> None:
    words = PngInfo()
    words.add_text("Author", "SECRET")
    exif = Image.Exif()
    exif[0x010F] = "SECRET"
    data = samples.saved(UPRIGHT, "PNG", pnginfo=words, exif=exif, icc_profile=b"SECRET" * 30, dpi=(72, 72))

    paper = decoder.paper_png(data)

    assert set(samples.png_chunks(paper)) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_jpeg_goes_to_paper_as_it_is_with_its_turn_beside_it(decoder: Decoder) -> None:
    data = turned(6, "JPEG")

    paper = decoder.paper_jpeg(data)

    assert paper is not None
    assert (paper.width, paper.height, paper.colours, paper.orientation) == (40, 60, 3, 6)
    assert b"Exif" not in paper.data
    stored = Image.open(io.BytesIO(data))
    assert samples.opened(paper.data).tobytes() == stored.tobytes()


def test_what_is_no_copyable_jpeg_goes_to_paper_another_way(decoder: Decoder) -> None:
    assert decoder.paper_jpeg(samples.saved(UPRIGHT, "PNG")) is None
    assert decoder.paper_jpeg(samples.saved(CMYK, "JPEG")) is None
