"""The picture verbs of the decoder child: any allowed picture to plain gray or RGB pixels, upright, on white."""

import io
import math
from dataclasses import dataclass
from typing import Self

import PIL.MpoImagePlugin  # noqa: F401 - JPEG wants it later, when nothing can be opened any more
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from journal.domain import media_types
from journal.pictures import jpeg, limits
from journal.pictures.refusal import PictureRefused
from journal.pictures.skill import Said
from journal.pictures.wire import Frame, Verb, Word

_FORMATS = {
    "image/bmp": BmpImagePlugin.BmpImageFile.format,
    "image/gif": GifImagePlugin.GifImageFile.format,
    "image/jpeg": JpegImagePlugin.JpegImageFile.format,
    "image/png": PngImagePlugin.PngImageFile.format,
    "image/tiff": TiffImagePlugin.TiffImageFile.format,
    "image/webp": WebPImagePlugin.WebPImageFile.format,
}
_TIFF = TiffImagePlugin.TiffImageFile.format
_ORIENTATION_TAG = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset({5, 6, 7, 8})
_SIXTEEN_BIT = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})
_GRAY = _SIXTEEN_BIT | {"1", "L", "LA", "La", "I", "F"}
# The library holds two canvases of four bytes per pixel beside what it decodes.
_MAX_WEBP_PIXELS = limits.MAX_WORKING_BYTES // 12
_STRIP_ROWS = 256
_PAPER_LEVEL = 6

Size = tuple[int, int]
"""Width, height."""


class Raster:
    """What the child can do with pictures."""

    def __init__(self) -> None:
        # Later, nothing can be imported any more.
        Image.preinit()
        # Pillow refuses at twice this number, and would only warn below.
        Image.MAX_IMAGE_PIXELS = limits.MAX_PIXELS // 2

    def answer(self, question: Frame) -> Frame:
        """See Verb for what goes in and comes out."""
        data = bytes(question.payload)
        first, second, _, _ = question.numbers
        try:
            if question.kind == Verb.PICTURE:
                return _picture(data, (first, second))
            if question.kind == Verb.PROBE:
                return _probe(data)
            if question.kind == Verb.PAPER_PNG:
                return _paper_png(data, first)
            if question.kind == Verb.CHECK_JPEG:
                return _check_jpeg(data)
        except Image.DecompressionBombError:
            raise Said(Word.TOO_LARGE) from None
        except PictureRefused:
            raise Said(Word.DAMAGED) from None
        raise Said(Word.NOT_A_PICTURE)


def _picture(data: bytes, most: Size) -> Frame:
    with _opened(data) as picture:
        original = _upright_size(picture)
        shown = _shown(picture, _within(original, most)).convert("RGB")
    return Frame(Word.DONE, (*shown.size, *original), shown.tobytes())


def _probe(data: bytes) -> Frame:
    with _opened(data) as picture:
        frames = int(getattr(picture, "n_frames", 1))
        return Frame(Word.DONE, (*_upright_size(picture), frames, _orientation(picture)))


def _paper_png(data: bytes, most_pixels: int) -> Frame:
    with _opened(data) as picture:
        original = _upright_size(picture)
        scale = min(1.0, math.sqrt(most_pixels / (original[0] * original[1])))
        most = (max(1, math.floor(original[0] * scale)), max(1, math.floor(original[1] * scale)))
        page = _shown(picture, _within(original, most))
    # Pillow would write out again what the original said about itself.
    page.info.clear()
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=_PAPER_LEVEL)
    return Frame(Word.DONE, (*page.size, 0, 0), out.getvalue())


def _check_jpeg(data: bytes) -> Frame:
    if media_types.sniff(data[: media_types.HEAD_BYTES]) != "image/jpeg":
        return Frame(Word.DONE)
    with _opened(data) as picture:
        orientation = _orientation(picture)
    clean = jpeg.without_metadata(data)
    if clean is None:
        return Frame(Word.DONE)
    with _opened(clean.data) as picture:
        # Every bit is still read, but only an eighth of the rows and columns is computed.
        _load(picture, (1, 1))
    return Frame(Word.DONE, (clean.width, clean.height, clean.colours, orientation))


def _opened(data: bytes) -> Image.Image:
    media_type = media_types.sniff(data[: media_types.HEAD_BYTES])
    file_format = _FORMATS.get(media_type)
    if file_format is None:
        raise Said(Word.NOT_A_PICTURE)
    if media_type == "image/webp" and _webp_pixels(data) > _MAX_WEBP_PIXELS:
        raise Said(Word.TOO_LARGE)
    picture = Image.open(io.BytesIO(data), formats=(file_format,))
    if picture.width * picture.height > limits.MAX_PIXELS:
        raise Said(Word.TOO_LARGE)
    return picture


def _webp_pixels(data: bytes) -> int:
    """What the header declares, before the library makes room for it."""
    kind = data[12:16]
    if kind == b"VP8X":
        wide, high = data[24:27], data[27:30]
        return (int.from_bytes(wide, "little") + 1) * (int.from_bytes(high, "little") + 1)
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    wide, high = data[26:28], data[28:30]
    return (int.from_bytes(wide, "little") & 0x3FFF) * (int.from_bytes(high, "little") & 0x3FFF)


def _load(picture: Image.Image, most: Size) -> None:
    """Decode, after a look at what it will take; a JPEG may come out smaller, but not below `most`."""
    beside = _kept_between_scans(picture)
    picture.draft(None, most)
    decoded = picture.width * picture.height * _bytes_per_pixel(picture.mode)
    if decoded > limits.MAX_DECODED_BYTES or decoded + beside > limits.MAX_WORKING_BYTES:
        raise Said(Word.TOO_LARGE)
    picture.load()


def _kept_between_scans(picture: Image.Image) -> int:
    """Bytes: of a progressive JPEG the library keeps every coefficient, two bytes each, until the last scan."""
    if not picture.info.get("progressive"):
        return 0
    finenesses = [(across, down) for _, across, down, _ in getattr(picture, "layer", ())] or [(1, 1)] * 3
    finest = max(across for across, _ in finenesses) * max(down for _, down in finenesses)
    share = sum(across * down for across, down in finenesses) / max(1, finest)
    return int(picture.width * picture.height * share * 2)


def _bytes_per_pixel(mode: str) -> int:
    if mode in {"1", "L", "P"}:
        return 1
    return 2 if mode in _SIXTEEN_BIT else 4


def _shown(picture: Image.Image, size: Size) -> Image.Image:
    """The first frame as L or RGB, upright, `size` as it stands upright and never larger than the original."""
    # TIFF is turned upright by Pillow while it loads.
    turn = 1 if picture.format == _TIFF else _orientation(picture)
    stored = (size[1], size[0]) if turn in _LYING else size
    _load(picture, (stored[0] * 2, stored[1] * 2))
    # Averaging whole pixels is cheap and needs no memory; the last factor of two is left to a better filter.
    left = stored if _is_huge(picture.size) else (stored[0] * 2, stored[1] * 2)
    flat = _flat(picture, max(1, min(picture.width // left[0], picture.height // left[1])))
    if flat.size != stored:
        flat = flat.resize(stored, Image.Resampling.LANCZOS)
    return flat.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else flat


def _flat(picture: Image.Image, factor: int) -> Image.Image:
    """On white, as L or RGB, `factor` times smaller (rounded up), with never more than one strip held twice."""
    if factor == 1 and picture.mode in {"L", "RGB"} and not picture.has_transparency_data:
        return picture
    gray = picture.mode in _GRAY
    scale = _Scale.of(picture)
    whole = Image.new("L" if gray else "RGB", (-(-picture.width // factor), -(-picture.height // factor)))
    step = factor * max(1, _STRIP_ROWS // factor)
    for top in range(0, picture.height, step):
        strip = picture.crop((0, top, picture.width, min(top + step, picture.height)))
        plain = scale.to_bytes(strip) if scale else _on_white(strip, "L" if gray else "RGB")
        whole.paste(plain.reduce(factor) if factor > 1 else plain, (0, top // factor))
    return whole


def _on_white(strip: Image.Image, mode: str) -> Image.Image:
    if not strip.has_transparency_data:
        return strip.convert(mode)
    with_alpha = strip.convert("LA" if mode == "L" else "RGBA")
    white = Image.new(mode, strip.size, "white")
    white.paste(with_alpha.convert(mode), mask=with_alpha.getchannel("A"))
    return white


@dataclass(frozen=True)
class _Scale:
    """Where black and white lie in a gray picture of more than 8 bits."""

    black: float
    white: float

    @classmethod
    def of(cls, picture: Image.Image) -> Self | None:
        if picture.mode in _SIXTEEN_BIT:
            return cls(0, 65_535)
        if picture.mode not in {"I", "F"}:
            return None
        low, high = picture.getextrema()
        if isinstance(low, tuple) or isinstance(high, tuple):
            return None
        if picture.mode == "I" and low >= 0 and high <= 65_535:
            return cls(0, 65_535)
        return cls(low, high if high > low else low + 1)

    def to_bytes(self, strip: Image.Image) -> Image.Image:
        factor = 255 / (self.white - self.black)
        wide = strip.convert("I") if strip.mode in _SIXTEEN_BIT else strip
        return wide.convert("F").point(lambda value: value * factor - self.black * factor).convert("L")


def _upright_size(picture: Image.Image) -> Size:
    lying = picture.format != _TIFF and _orientation(picture) in _LYING
    return (picture.height, picture.width) if lying else picture.size


def _orientation(picture: Image.Image) -> int:
    """1 to 8 as EXIF counts; 1 where nothing sensible is said."""
    try:
        # Asked this way a PNG is not decoded for it, which would be too early here.
        said = Image.Image.getexif(picture).get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001 - a picture with nonsense beside it is still a picture
        return 1
    return said if said in _UPRIGHT else 1


def _is_huge(size: Size) -> bool:
    """So large that there is no room for a second copy of the same size."""
    return size[0] * size[1] > limits.MAX_SHOWN_PIXELS


def _within(original: Size, most: Size) -> Size:
    if _is_huge(original):
        most = (min(most[0], original[0] // 2), min(most[1], original[1] // 2))
    return fitted(original, (max(1, most[0]), max(1, most[1])))


def fitted(size: Size, most: Size) -> Size:
    """The largest size of the same shape within `most`, never larger than `size`, at least one pixel."""
    scale = min(1.0, most[0] / size[0], most[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
