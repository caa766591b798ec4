"""Windows out of sight for the moment in which the screen is taken, where they may keep their place and their focus."""

import os
from collections.abc import Callable, Iterable, Mapping

from journal.desktop.x11_veil import X11Veil
from journal.desktop.xcb import X11Unavailable

_WATCHED_SECONDS = 0.3
"""By then a picture is taken and encoded, and nobody asks any more."""


class Veil:
    """Over some windows of an X11 display until it is lifted."""

    def __init__(self, veil: X11Veil, *, is_watched: bool) -> None:
        self._veil = veil
        self._is_watched = is_watched

    def lift(self) -> None:
        """Bring them back."""
        try:
            self._veil.lift()
        except X11Unavailable:
            return  # with the display, the windows are gone as well

    def when_drawn(self, told: Callable[[bool], None]) -> None:
        """Have it told, from another thread, when all that lay behind them was drawn again; False while it was not.

        Nothing is told where nobody can know.
        """
        if self._is_watched:
            self._veil.when_drawn(told, _WATCHED_SECONDS)


def veil_on_x11(windows: Iterable[int], environ: Mapping[str, str] = os.environ) -> Veil | None:
    """Put these windows of an X11 display out of sight; None where that failed."""
    try:
        veil = X11Veil(environ.get("DISPLAY", ""), windows)
    except X11Unavailable:
        return None
    # A display within Wayland knows what it was told to draw, not what is on the screen.
    return Veil(veil, is_watched=not environ.get("WAYLAND_DISPLAY"))
