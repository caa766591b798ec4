"""Type and lengths relative to the system's text size: at 100 % text has 13 pixels."""

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

TEXT = 13
SMALL = 12
TITLE = 17
RADIUS = 7
ICON = 16
TARGET = 24
"""The least height of anything that can be clicked, in pixels at 100 %; main actions have 32."""

_LEAST = "journal_least"


@runtime_checkable
class FollowsTextSize(Protocol):
    """A widget with a font of its own, or lengths that depend on the text size."""

    def follow_text_size(self) -> None: ...


def base_pixels(system: QFont, percent: int) -> int:
    """The size of ordinary text in pixels, from the system's font and the person's own wish in per cent."""
    return round(max(TEXT, QFontInfo(system).pixelSize()) * percent / 100)


def scaled(pixels: float) -> int:
    """A length that holds text, at the current text size; gaps stay as they are, in steps of 4."""
    return round(pixels * QApplication.font().pixelSize() / TEXT)


def at_least(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Let it be no smaller than that many pixels at 100 %, at whatever text size there is by then."""
    widget.setProperty(_LEAST, (width, height))
    _hold(widget)


def tell_all(app: QApplication) -> None:
    """After the text size changed: let everything follow. Of a font for the whole program Qt tells windows only."""
    # What stands inside first: who arranges it asks how large it is by now.
    for widget in sorted(app.allWidgets(), key=_depth, reverse=True):
        if widget.property(_LEAST) is not None:
            _hold(widget)
        if isinstance(widget, FollowsTextSize):
            widget.follow_text_size()


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


def _depth(widget: QWidget) -> int:
    above, depth = widget.parentWidget(), 0
    while above is not None:
        above, depth = above.parentWidget(), depth + 1
    return depth


def _hold(widget: QWidget) -> None:
    width, height = widget.property(_LEAST)
    if width:
        widget.setMinimumWidth(scaled(width))
    if height:
        widget.setMinimumHeight(scaled(height))


def _sized(pixels: int, strong: bool) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(scaled(pixels))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
