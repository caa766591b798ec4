"""Which way to the screen this desktop offers."""

import sys
from collections.abc import Mapping

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.mss_source import of_this_desktop, of_x11
from journal.capture.screens import ScreenSource


def source_for(environ: Mapping[str, str], platform: str = sys.platform) -> ScreenSource:
    """Return the source that gives true pixels here.

    Raises:
        CaptureUnavailable: there is no desktop, or one that has to be asked (Wayland).
    """
    if platform != "linux":
        return of_this_desktop()
    # Before DISPLAY: under Wayland that one names a server which hands out black pictures without an error.
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        raise CaptureUnavailable(Reason.WAYLAND)
    if not environ.get("DISPLAY"):
        raise CaptureUnavailable(Reason.NO_DISPLAY)
    return of_x11(environ["DISPLAY"])
