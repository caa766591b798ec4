"""Windows out of sight for the moment in which the screen is taken, where they may keep their place and their focus."""

import os
from collections.abc import Callable, Iterable, Mapping

from journal.desktop.x11_veil import X11Veil
from journal.desktop.xcb import X11Unavailable


def veil_on_x11(windows: Iterable[int], environ: Mapping[str, str] = os.environ) -> Callable[[], None] | None:
    """Put these windows of an X11 display out of sight, and return what brings them back; None where that failed."""
    try:
        veil = X11Veil(environ.get("DISPLAY", ""), windows)
    except X11Unavailable:
        return None

    def lift() -> None:
        try:
            veil.lift()
        except X11Unavailable:
            return  # with the display, the windows are gone as well

    return lift
