"""The grey square on an X11 display, in the corner of the monitor that the pointer is on."""

import ctypes
import threading
from functools import cache

from journal.desktop.square import EDGE, GREY, SHOWN_SECONDS, SIDE
from journal.desktop.x11_answers import GEOMETRY
from journal.desktop.xcb import (
    CARD8,
    CARD16,
    CARD32,
    HEAD,
    INT16,
    POINTER,
    Cookie,
    Part,
    answered,
    connected,
    free,
    library,
    root_of,
)

_INPUT_OUTPUT = 1
_BACK_PIXEL, _OVERRIDE_REDIRECT = 0x2, 0x200


def draw_on_x11(display: str, away: threading.Event) -> None:
    """Show it until `away`, at most for a moment.

    Raises:
        X11Unavailable: the display did not answer.
    """
    xcb = _xcb()
    with connected(xcb, display) as handle:
        window = _map(xcb, handle)
        away.wait(SHOWN_SECONDS)
        xcb.xcb_destroy_window(handle, window)
        _pointer(xcb, handle)  # by then it is gone


def _map(xcb: ctypes.CDLL, handle: int) -> int:
    right, bottom = _corner(xcb, handle)
    window: int = xcb.xcb_generate_id(handle)
    # No window manager has a say in it, so it takes no focus and has no frame.
    values = (ctypes.c_uint32 * 2)(GREY, 1)
    mask = _BACK_PIXEL | _OVERRIDE_REDIRECT
    place = (right - SIDE - EDGE, bottom - SIDE - EDGE, SIDE, SIDE)
    xcb.xcb_create_window(handle, 0, window, root_of(xcb, handle), *place, 0, _INPUT_OUTPUT, 0, mask, values)
    xcb.xcb_map_window(handle, window)
    xcb.xcb_flush(handle)
    return window


def _corner(xcb: ctypes.CDLL, handle: int) -> tuple[int, int]:
    """The lower right corner of the monitor that the pointer is on: that of the whole display may lie on none."""
    x, y = _pointer(xcb, handle)
    for left, top, width, height in _monitors(handle, root_of(xcb, handle)):
        if 0 <= x - left < width and 0 <= y - top < height:
            return left + width, top + height
    asked = xcb.xcb_get_geometry(handle, root_of(xcb, handle))
    with answered(xcb.xcb_get_geometry_reply(handle, asked, None)) as reply:
        return reply.contents.width, reply.contents.height


def _monitors(handle: int, root: int) -> tuple[tuple[int, int, int, int], ...]:
    randr = _randr()
    reply = randr.xcb_randr_get_monitors_reply(handle, randr.xcb_randr_get_monitors(handle, root, 1), None)
    if not reply:
        return ()
    found: list[tuple[int, int, int, int]] = []
    one = randr.xcb_randr_get_monitors_monitors_iterator(reply)
    while one.rem > 0:
        monitor = one.data.contents
        found.append((monitor.x, monitor.y, monitor.width, monitor.height))
        randr.xcb_randr_monitor_info_next(ctypes.byref(one))
    free(reply)
    return tuple(found)


def _pointer(xcb: ctypes.CDLL, handle: int) -> tuple[int, int]:
    """Where the pointer is; all that was asked of the display before is done by then."""
    asked = xcb.xcb_query_pointer(handle, root_of(xcb, handle))
    with answered(xcb.xcb_query_pointer_reply(handle, asked, None)) as reply:
        return reply.contents.x, reply.contents.y


class _Pointer(ctypes.Structure):
    _fields_ = (
        HEAD,
        ("root", CARD32),
        ("child", CARD32),
        ("x", INT16),
        ("y", INT16),
    )


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", CARD32),
        ("primary", CARD8),
        ("automatic", CARD8),
        ("outputs", CARD16),
        ("x", INT16),
        ("y", INT16),
        ("width", CARD16),
        ("height", CARD16),
    )


class _Monitors(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(_Monitor)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


@cache
def _xcb() -> ctypes.CDLL:
    return library(
        (
            ("xcb_generate_id", CARD32, (POINTER,)),
            *GEOMETRY,
            ("xcb_query_pointer", Cookie, (POINTER, CARD32)),
            ("xcb_query_pointer_reply", ctypes.POINTER(_Pointer), (POINTER, Cookie, POINTER)),
            (
                "xcb_create_window",
                Cookie,
                (
                    *(POINTER, CARD8, CARD32, CARD32, INT16, INT16),
                    *(CARD16, CARD16, CARD16, CARD16, CARD32, CARD32, POINTER),
                ),
            ),
            ("xcb_map_window", Cookie, (POINTER, CARD32)),
            ("xcb_destroy_window", Cookie, (POINTER, CARD32)),
            ("xcb_flush", ctypes.c_int, (POINTER,)),
        )
    )


@cache
def _randr() -> ctypes.CDLL:
    return library(
        (
            ("xcb_randr_get_monitors", Cookie, (POINTER, CARD32, CARD8)),
            ("xcb_randr_get_monitors_reply", POINTER, (POINTER, Cookie, POINTER)),
            ("xcb_randr_get_monitors_monitors_iterator", _Monitors, (POINTER,)),
            ("xcb_randr_monitor_info_next", None, (ctypes.POINTER(_Monitors),)),
        ),
        Part.MONITORS,
    )
