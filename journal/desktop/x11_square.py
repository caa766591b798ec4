"""A blank grey square in the corner of the screen for a moment: the sign for a capture where there is no window."""

import ctypes
import logging
import threading
from collections.abc import Mapping
from functools import cache

from journal.desktop.hotkeys import is_wayland
from journal.desktop.xcb import Cookie, X11Unavailable, connected, free, library, root_of

SHOWN_SECONDS = 0.4
GONE_SECONDS = 0.2
SIDE = 28
EDGE = 24
GREY = 0x8A8A85

_INPUT_OUTPUT = 1
_BACK_PIXEL, _OVERRIDE_REDIRECT = 0x2, 0x200

_log = logging.getLogger(__name__)


class _Geometry(ctypes.Structure):
    _fields_ = (
        ("head", ctypes.c_uint8 * 8),
        ("root", ctypes.c_uint32),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class X11Square:
    """The square of one display; one at a time is to be seen."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Where the display is not X11's, or does not answer, nothing is ever shown."""
        is_x11 = environ.get("DISPLAY") and not is_wayland(environ)
        self._display = environ["DISPLAY"] if is_x11 else ""
        self._away = threading.Event()
        self._thread: threading.Thread | None = None

    def show(self) -> None:
        """Show it, and return at once."""
        if self._display and not self._is_seen():
            self._away = threading.Event()
            self._thread = threading.Thread(target=self._show, args=(self._away,), name="square", daemon=True)
            self._thread.start()

    def take_away(self) -> bool:
        """Have it gone when this returns, and say whether it was to be seen; a display that hangs is not waited for."""
        if not self._is_seen() or self._thread is None:
            return False
        self._away.set()
        self._thread.join(GONE_SECONDS)
        return True

    def _is_seen(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _show(self, away: threading.Event) -> None:
        try:
            xcb = _xcb()
            with connected(xcb, self._display) as handle:
                window = _map(xcb, handle)
                away.wait(SHOWN_SECONDS)
                xcb.xcb_destroy_window(handle, window)
                _answered(xcb, handle)
        except X11Unavailable:
            _log.debug("no square: the display did not answer")


def _map(xcb: ctypes.CDLL, handle: int) -> int:
    width, height = _answered(xcb, handle)
    root, left, top = root_of(xcb, handle), width - SIDE - EDGE, height - SIDE - EDGE
    window: int = xcb.xcb_generate_id(handle)
    # No window manager has a say in it, so it takes no focus and has no frame.
    values = (ctypes.c_uint32 * 2)(GREY, 1)
    mask = _BACK_PIXEL | _OVERRIDE_REDIRECT
    xcb.xcb_create_window(handle, 0, window, root, left, top, SIDE, SIDE, 0, _INPUT_OUTPUT, 0, mask, values)
    xcb.xcb_map_window(handle, window)
    xcb.xcb_flush(handle)
    return window


def _answered(xcb: ctypes.CDLL, handle: int) -> tuple[int, int]:
    """The size of the display; all that was asked of it before is done by then."""
    reply = xcb.xcb_get_geometry_reply(handle, xcb.xcb_get_geometry(handle, root_of(xcb, handle)), None)
    if not reply:
        raise X11Unavailable
    size = reply.contents.width, reply.contents.height
    free(reply)
    return size


@cache
def _xcb() -> ctypes.CDLL:
    pointer, card8, card16, card32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    place = ctypes.c_int16
    return library(
        (
            ("xcb_generate_id", card32, (pointer,)),
            ("xcb_get_geometry", Cookie, (pointer, card32)),
            ("xcb_get_geometry_reply", ctypes.POINTER(_Geometry), (pointer, Cookie, pointer)),
            (
                "xcb_create_window",
                Cookie,
                (
                    *(pointer, card8, card32, card32, place, place),
                    *(card16, card16, card16, card16, card32, card32, pointer),
                ),
            ),
            ("xcb_map_window", Cookie, (pointer, card32)),
            ("xcb_destroy_window", Cookie, (pointer, card32)),
            ("xcb_flush", ctypes.c_int, (pointer,)),
        )
    )
