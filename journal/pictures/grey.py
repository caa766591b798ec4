"""Pixels as an engine that reads words wants them: without colour, and larger than on the screen."""

from PIL import Image


def enlarged(rgb: bytes, width: int, height: int, times: int) -> bytes:
    """One byte for each of so many times more pixels each way, in rows without gaps."""
    grey = Image.frombytes("RGB", (width, height), rgb).convert("L")
    if times > 1:
        grey = grey.resize((width * times, height * times), Image.Resampling.LANCZOS)
    return grey.tobytes()
