"""Making of a picture what may lie open on a screen: a few soft patches of light and colour."""

from PIL import Image, ImageFilter

from journal.domain.pixels import Pixels

LONGEST_SIDE = 96
"""Pixels, of a covered picture."""

_DETAIL = 12


def covered(pixels: Pixels) -> Pixels:
    """So few and soft patches that neither words nor faces remain; at most 96 pixels wide and high."""
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    longest = max(picture.size)
    patches = picture.resize(_scaled(picture.size, _DETAIL, longest), Image.Resampling.BOX)
    size = _scaled(picture.size, LONGEST_SIDE, longest)
    soft = patches.resize(size, Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(max(size) / _DETAIL)
    )
    return Pixels(*size, soft.tobytes(), pixels.original_width, pixels.original_height)


def _scaled(size: tuple[int, int], side: int, longest: int) -> tuple[int, int]:
    scale = min(1.0, side / longest)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
