"""Type and lengths relative to the system's text size: at 100 % text has 13 pixels."""

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

TEXT = 13
SMALL = 12
TITLE = 17
RADIUS = 7
ICON = 16
TARGET = 24
"""The least height of anything that can be clicked, in pixels at 100 %; main actions have 32."""


def base_pixels(system: QFont, percent: int) -> int:
    """The size of ordinary text in pixels, from the system's font and the person's own wish in per cent."""
    return round(max(TEXT, QFontInfo(system).pixelSize()) * percent / 100)


def scaled(pixels: float) -> int:
    """A length that holds text, at the current text size; gaps stay as they are, in steps of 4."""
    return round(pixels * QApplication.font().pixelSize() / TEXT)


def text_font(*, strong: bool = False) -> QFont:
    """The font of ordinary text."""
    return _sized(TEXT, strong)


def small_font(*, strong: bool = False) -> QFont:
    """The font of labels and secondary lines."""
    return _sized(SMALL, strong)


def title_font() -> QFont:
    """The font of an entry's headline."""
    return _sized(TITLE, strong=True)


def line_height(font: QFont) -> int:
    """The height of one line in pixels."""
    return QFontMetrics(font).height()


def _sized(pixels: int, strong: bool) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(scaled(pixels))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
