"""From the decoder's bare pixels to what Qt paints; Qt itself never reads a foreign file."""

from PySide6.QtGui import QImage, QPixmap

from journal.domain.pixels import Pixels


def as_image(pixels: Pixels) -> QImage:
    """A picture of its own, independent of the bytes it came in."""
    return QImage(
        pixels.rgb, pixels.width, pixels.height, pixels.width * 3, QImage.Format.Format_RGB888
    ).copy()


def as_pixmap(pixels: Pixels) -> QPixmap:
    """The same, ready to be painted."""
    return QPixmap.fromImage(as_image(pixels))
