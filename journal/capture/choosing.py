"""Which way to the screen this desktop offers."""

import sys
from collections.abc import Callable, Mapping

from journal.capture.asked_source import AskedSource
from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.mss_source import of_this_desktop, of_x11
from journal.capture.screens import ScreenSource


def source_for(
    environ: Mapping[str, str], ask: Callable[[], bytes], platform: str = sys.platform
) -> ScreenSource:
    """Return the source that gives true pixels here; `ask` asks the desktop for a picture where it has to be (Wayland).

    Raises:
        CaptureUnavailable: there is no desktop.
    """
    if platform != "linux":
        return of_this_desktop()
    # Before DISPLAY: under Wayland that one names a server which hands out black pictures without an error.
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        return AskedSource(ask)
    if not environ.get("DISPLAY"):
        raise CaptureUnavailable(Reason.NO_DISPLAY)
    return of_x11(environ["DISPLAY"])
