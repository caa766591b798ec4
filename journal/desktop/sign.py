"""The sign for a capture that no window speaks of: which way this desktop has to show a grey square for a moment."""

import logging
import sys
import threading
from collections.abc import Mapping
from functools import partial

from journal.desktop.hotkeys import is_wayland
from journal.desktop.square import Square

_log = logging.getLogger(__name__)

if sys.platform == "linux":
    from journal.desktop.wayland import WaylandUnavailable
    from journal.desktop.wayland_square import draw_on_wayland
    from journal.desktop.x11_square import draw_on_x11
    from journal.desktop.xcb import X11Unavailable

    def square_here(environ: Mapping[str, str]) -> Square | None:
        """How the keeper says that something was kept; None where only a window can."""
        return Square(partial(_draw, dict(environ)))

    def _draw(environ: Mapping[str, str], away: threading.Event) -> None:
        if is_wayland(environ):
            try:
                draw_on_wayland(environ, away)
            except WaylandUnavailable as error:
                # GNOME has no such layers. Windows of X11 that place themselves lie over everything there as well.
                _log.debug("no square on a layer: %s", error)
            else:
                return
        if environ.get("DISPLAY"):
            try:
                draw_on_x11(environ["DISPLAY"], away)
            except X11Unavailable:
                _log.debug("no square: the display did not answer")

elif sys.platform == "win32":
    from journal.desktop.windows_square import draw_on_windows

    def square_here(_environ: Mapping[str, str]) -> Square | None:
        """How the keeper says that something was kept; None where only a window can."""
        return Square(draw_on_windows)

else:

    def square_here(_environ: Mapping[str, str]) -> Square | None:
        """How the keeper says that something was kept; None where only a window can."""
        return None
