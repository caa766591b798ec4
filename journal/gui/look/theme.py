"""Light or dark and how large, as the system has it or as the person wished, for the whole program."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from journal.gui.look import sizes
from journal.gui.look.colours import palette
from journal.gui.look.style import style_sheet
from journal.gui.look.tokens import DARK, LIGHT, Tokens


class Shade(StrEnum):
    """Which set of colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class LookWish:
    """How the person wants it to look; the text size is in per cent of the system's."""

    shade: Shade = Shade.SYSTEM
    text_percent: int = 100


class Theme(QObject):
    """Puts palette, style sheet and font on the program, and again when the system changes."""

    changed = Signal()

    def __init__(self, app: QApplication, wish: LookWish) -> None:
        super().__init__(app)
        self._app = app
        self._wish = wish
        self._system_font = QFont(app.font())
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def wish(self) -> LookWish:
        """How the person wants it to look."""
        return self._wish

    @property
    def tokens(self) -> Tokens:
        """The colours that are in use."""
        if self._wish.shade is Shade.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._wish.shade is Shade.DARK else LIGHT

    def wear(self, wish: LookWish) -> None:
        """Look like that from now on."""
        self._wish = wish
        self._apply()

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _apply(self) -> None:
        font = QFont(self._system_font)
        font.setPixelSize(sizes.base_pixels(self._system_font, self._wish.text_percent))
        with _nothing_collected():
            self._app.setFont(font)
            self._app.setPalette(palette(self.tokens))
            self._app.setStyleSheet(style_sheet(self.tokens, sizes.scaled(sizes.TARGET)))
            sizes.tell_all(self._app)
        self.changed.emit()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Qt goes through a list of all widgets; one that Python's collector ended meanwhile would end the program."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
