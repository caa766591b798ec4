"""A blank grey square in the corner of the screen for a moment: the sign for a capture where there is no window."""

import ctypes
import logging
import threading
import time
from collections.abc import Mapping
from functools import cache

from journal.desktop.hotkeys import is_wayland
from journal.desktop.xcb import Cookie, X11Unavailable, connected, free, library, root_of

SHOWN_SECONDS = 0.4
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


def show_square(environ: Mapping[str, str]) -> None:
    """Show it and return at once; where the display is not X11's, or does not answer, nothing is shown."""
    if environ.get("DISPLAY") and not is_wayland(environ):
        threading.Thread(target=_show, args=(environ["DISPLAY"],), name="square", daemon=True).start()


def _show(display: str) -> None:
    try:
        xcb = _xcb()
        with connected(xcb, display) as handle:
            _map(xcb, handle)
            time.sleep(SHOWN_SECONDS)  # it goes with the connection
    except X11Unavailable:
        _log.debug("no square: the display did not answer")


def _map(xcb: ctypes.CDLL, handle: int) -> None:
    root = root_of(xcb, handle)
    reply = xcb.xcb_get_geometry_reply(handle, xcb.xcb_get_geometry(handle, root), None)
    if not reply:
        raise X11Unavailable
    left, top = reply.contents.width - SIDE - EDGE, reply.contents.height - SIDE - EDGE
    free(reply)
    window = xcb.xcb_generate_id(handle)
    # No window manager has a say in it, so it takes no focus and has no frame.
    values = (ctypes.c_uint32 * 2)(GREY, 1)
    mask = _BACK_PIXEL | _OVERRIDE_REDIRECT
    xcb.xcb_create_window(handle, 0, window, root, left, top, SIDE, SIDE, 0, _INPUT_OUTPUT, 0, mask, values)
    xcb.xcb_map_window(handle, window)
    xcb.xcb_flush(handle)


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
            ("xcb_flush", ctypes.c_int, (pointer,)),
        )
    )
