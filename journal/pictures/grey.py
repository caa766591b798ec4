"""Pixels as an engine that reads words wants them: without colour, dark on light, and larger than on the screen."""

from PIL import Image, ImageOps, ImageStat

_DARK = 100
"""A page that is darker than this on the whole, of 255, has light letters."""


def enlarged(rgb: bytes, width: int, height: int, times: int) -> bytes:
    """One byte for each of so many times more pixels each way, in rows without gaps."""
    grey = Image.frombytes("RGB", (width, height), rgb).convert("L")
    if ImageStat.Stat(grey).mean[0] < _DARK:
        grey = ImageOps.invert(grey)
    if times > 1:
        grey = grey.resize((width * times, height * times), Image.Resampling.LANCZOS)
    return grey.tobytes()
