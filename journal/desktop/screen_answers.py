"""Whether the screen the surroundings name can be reached; Qt would end the process without a word of ours."""

import socket
from collections.abc import Mapping
from pathlib import Path

from journal.desktop.xcb import X11Unavailable, connected, library

ANSWER_SECONDS = 2.0


def screen_answers(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window could be shown; True also where that cannot be found out beforehand."""
    if platform in ("win32", "darwin") or environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in _SCREENS:
        return True
    wayland, x11 = environ.get("WAYLAND_DISPLAY", ""), environ.get("DISPLAY", "")
    if wayland and _compositor_answers(Path(environ.get("XDG_RUNTIME_DIR", "")) / wayland):
        return True
    return bool(x11) and _server_answers(x11)


_SCREENS = ("", "xcb", "wayland", "wayland-egl")
"""What Qt shows windows with that needs one; it knows others that need none."""


def _compositor_answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as plug:
        plug.settimeout(ANSWER_SECONDS)
        try:
            plug.connect(str(path))
        except OSError:
            return False
    return True


def _server_answers(display: str) -> bool:
    if not display.startswith((":", "unix:")):
        return True  # on another computer; asking would need the network
    try:
        xcb = library(())
    except X11Unavailable:
        return True  # nobody to ask with
    try:
        with connected(xcb, display):
            return True
    except X11Unavailable:
        return False
