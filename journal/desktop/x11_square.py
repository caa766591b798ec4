"""The grey square on an X11 display, in the corner of the monitor that the pointer is on."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from journal.desktop.square import EDGE, GREY, SHOWN_SECONDS, SIDE
from journal.desktop.xcb import Cookie, X11Unavailable, connected, free, library, randr_library, root_of

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
        with _pointer(xcb, handle):
            return  # by then it is gone


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
    with _pointer(xcb, handle) as pointer:
        x, y = pointer.contents.x, pointer.contents.y
    for left, top, width, height in _monitors(handle, root_of(xcb, handle)):
        if 0 <= x - left < width and 0 <= y - top < height:
            return left + width, top + height
    reply = xcb.xcb_get_geometry_reply(handle, xcb.xcb_get_geometry(handle, root_of(xcb, handle)), None)
    if not reply:
        raise X11Unavailable
    size = reply.contents.width, reply.contents.height
    free(reply)
    return size


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


@contextmanager
def _pointer(xcb: ctypes.CDLL, handle: int) -> Iterator[Any]:
    """Where the pointer is; all that was asked of the display before is done by then."""
    asked = xcb.xcb_query_pointer(handle, root_of(xcb, handle))
    reply = xcb.xcb_query_pointer_reply(handle, asked, None)
    if not reply:
        raise X11Unavailable
    try:
        yield reply
    finally:
        free(reply)


class _Geometry(ctypes.Structure):
    _fields_ = (
        ("head", ctypes.c_uint8 * 8),
        ("root", ctypes.c_uint32),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class _Pointer(ctypes.Structure):
    _fields_ = (
        ("head", ctypes.c_uint8 * 8),
        ("root", ctypes.c_uint32),
        ("child", ctypes.c_uint32),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
    )


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_uint32),
        ("primary", ctypes.c_uint8),
        ("automatic", ctypes.c_uint8),
        ("outputs", ctypes.c_uint16),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class _Monitors(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(_Monitor)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


@cache
def _xcb() -> ctypes.CDLL:
    pointer, card8, card16, card32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    place = ctypes.c_int16
    return library(
        (
            ("xcb_generate_id", card32, (pointer,)),
            ("xcb_get_geometry", Cookie, (pointer, card32)),
            ("xcb_get_geometry_reply", ctypes.POINTER(_Geometry), (pointer, Cookie, pointer)),
            ("xcb_query_pointer", Cookie, (pointer, card32)),
            ("xcb_query_pointer_reply", ctypes.POINTER(_Pointer), (pointer, Cookie, pointer)),
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


@cache
def _randr() -> ctypes.CDLL:
    pointer = ctypes.c_void_p
    return randr_library(
        (
            ("xcb_randr_get_monitors", Cookie, (pointer, ctypes.c_uint32, ctypes.c_uint8)),
            ("xcb_randr_get_monitors_reply", pointer, (pointer, Cookie, pointer)),
            ("xcb_randr_get_monitors_monitors_iterator", _Monitors, (pointer,)),
            ("xcb_randr_monitor_info_next", None, (ctypes.POINTER(_Monitors),)),
        )
    )
