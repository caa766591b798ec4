"""Takes windows of ours out of sight on an X11 display for a moment, without taking them away.

A window that is hidden and shown again comes back over the others, on another desktop, at the end of the list of
windows, and for a moment the focus is somebody else's. One that has no shape and cannot be seen through keeps its place
and its focus, and nothing typed meanwhile is lost.
"""

import ctypes
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any

from journal.desktop.x11_redraw import Uncovered, Watching
from journal.desktop.xcb import Cookie, X11Unavailable, connected, free, library, root_of, shape_library

_SET = 0
_BOUNDING = 0
_NO_MASK = 0
_REPLACE = 0
_CARDINAL = 6
_WORD = 32
_DEEPEST = 8
"""So many windows of a window manager may lie around one of ours."""


@dataclass(frozen=True)
class _Veiled:
    """A window, the outermost one around it, and the parts of that one that were to be seen; None for all of it."""

    window: int
    frame: int
    parts: tuple[tuple[int, int, int, int], ...] | None


class X11Veil:
    """Over these windows from the moment it is made, until `lift`."""

    def __init__(self, display: str, windows: Iterable[int]) -> None:
        """When this returns, the display has heard of it; who draws the screen may need a moment more.

        Raises:
            X11Unavailable: the display, or what speaks to it, is not there; all windows are as they were.
        """
        self._display = display
        self._watching: Watching | None = None
        xcb, shape = _xcb(), _shape()
        with ExitStack() as open_now:
            handle = open_now.enter_context(connected(xcb, display))
            asking = _Asking(xcb, shape, handle)
            self._veiled = tuple(asking.look(window) for window in windows)
            self._uncovered = asking.uncovered_by(self._veiled)
            for one in self._veiled:
                asking.veil(one)
            if self._uncovered is not None:
                self._uncovered.begin()
            asking.wait()
            self._connection = open_now.pop_all()

    def when_drawn(self, told: Callable[[bool], None], seconds: float) -> None:
        """Have it told, from another thread, when all that lay behind them was drawn again; False while it was not.

        For so many seconds; where that cannot be known nothing is told. To be called once at most.
        """
        if self._uncovered is not None:
            connection, self._connection = self._connection, ExitStack()
            self._watching = Watching(self._uncovered, seconds, told, connection.close)

    def lift(self) -> None:
        """Let them be seen again.

        Raises:
            X11Unavailable: the display is gone.
        """
        if self._watching is not None:
            self._watching.end()
        self._connection.close()
        xcb, shape = _xcb(), _shape()
        with connected(xcb, self._display) as handle:
            asking = _Asking(xcb, shape, handle)
            for one in self._veiled:
                asking.unveil(one)
            asking.wait()


class _Asking:
    """Over one connection; what a window that is gone cannot do does no harm."""

    def __init__(self, xcb: ctypes.CDLL, shape: ctypes.CDLL, handle: int) -> None:
        self._xcb = xcb
        self._shape = shape
        self._handle = handle
        self._root = root_of(xcb, handle)
        self._opacity = self._atom(b"_NET_WM_WINDOW_OPACITY")

    def look(self, window: int) -> _Veiled:
        frame = self._frame_of(window)
        return _Veiled(window, frame, self._parts_of(frame))

    def uncovered_by(self, veiled: Iterable[_Veiled]) -> Uncovered | None:
        """What will have to be drawn again, where that can be known."""
        try:
            return Uncovered(self._handle, self._root, (one.frame for one in veiled))
        except X11Unavailable:
            return None

    def veil(self, one: _Veiled) -> None:
        # Who draws windows by itself may care for one of the two only: the shape of the frame, or how clear it is.
        none = (ctypes.c_uint32 * 1)(0)
        self._xcb.xcb_change_property(
            self._handle, _REPLACE, one.window, self._opacity, _CARDINAL, _WORD, 1, none
        )
        self._shape.xcb_shape_rectangles(self._handle, _SET, _BOUNDING, 0, one.frame, 0, 0, 0, None)

    def unveil(self, one: _Veiled) -> None:
        if one.parts is None:
            self._shape.xcb_shape_mask(self._handle, _SET, _BOUNDING, one.frame, 0, 0, _NO_MASK)
        else:
            parts = (_Rectangle * len(one.parts))(*(_Rectangle(*part) for part in one.parts))
            self._shape.xcb_shape_rectangles(
                self._handle, _SET, _BOUNDING, 0, one.frame, 0, 0, len(one.parts), parts
            )
        self._xcb.xcb_delete_property(self._handle, one.window, self._opacity)

    def wait(self) -> None:
        """Until the display has done everything."""
        free(self._tree(self._root))

    def _frame_of(self, window: int) -> int:
        """The window itself, or the outermost that a window manager has put around it."""
        for _ in range(_DEEPEST):
            reply = self._tree(window)
            parent = int(reply.contents.parent) if reply else self._root
            free(reply)
            if parent in (self._root, 0):
                return window
            window = parent
        return window

    def _tree(self, window: int) -> Any:
        asked = self._xcb.xcb_query_tree(self._handle, window)
        return self._xcb.xcb_query_tree_reply(self._handle, asked, None)

    def _parts_of(self, frame: int) -> tuple[tuple[int, int, int, int], ...] | None:
        shape, handle = self._shape, self._handle
        extents = shape.xcb_shape_query_extents_reply(
            handle, shape.xcb_shape_query_extents(handle, frame), None
        )
        is_shaped = bool(extents) and bool(extents.contents.bounding_shaped)
        free(extents)
        if not is_shaped:
            return None
        asked = shape.xcb_shape_get_rectangles(handle, frame, _BOUNDING)
        reply = shape.xcb_shape_get_rectangles_reply(handle, asked, None)
        if not reply:
            return None
        try:
            number = shape.xcb_shape_get_rectangles_rectangles_length(reply)
            parts = shape.xcb_shape_get_rectangles_rectangles(reply)[:number]
            return tuple((part.x, part.y, part.width, part.height) for part in parts)
        finally:
            free(reply)

    def _atom(self, name: bytes) -> int:
        asked = self._xcb.xcb_intern_atom(self._handle, 0, len(name), name)
        reply = self._xcb.xcb_intern_atom_reply(self._handle, asked, None)
        if not reply:
            raise X11Unavailable
        try:
            return int(reply.contents.atom)
        finally:
            free(reply)


class _Rectangle(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class _AtomReply(ctypes.Structure):
    _fields_ = (("head", ctypes.c_uint8 * 8), ("atom", ctypes.c_uint32))


class _TreeReply(ctypes.Structure):
    _fields_ = (("head", ctypes.c_uint8 * 8), ("root", ctypes.c_uint32), ("parent", ctypes.c_uint32))


class _ExtentsReply(ctypes.Structure):
    _fields_ = (("head", ctypes.c_uint8 * 8), ("bounding_shaped", ctypes.c_uint8))


_POINTER, _CARD8, _CARD16, _CARD32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
_INT16 = ctypes.c_int16


@cache
def _xcb() -> ctypes.CDLL:
    return library(
        (
            ("xcb_intern_atom", Cookie, (_POINTER, _CARD8, _CARD16, ctypes.c_char_p)),
            ("xcb_intern_atom_reply", ctypes.POINTER(_AtomReply), (_POINTER, Cookie, _POINTER)),
            ("xcb_query_tree", Cookie, (_POINTER, _CARD32)),
            ("xcb_query_tree_reply", ctypes.POINTER(_TreeReply), (_POINTER, Cookie, _POINTER)),
            (
                "xcb_change_property",
                Cookie,
                (_POINTER, _CARD8, _CARD32, _CARD32, _CARD32, _CARD8, _CARD32, _POINTER),
            ),
            ("xcb_delete_property", Cookie, (_POINTER, _CARD32, _CARD32)),
        )
    )


@cache
def _shape() -> ctypes.CDLL:
    part, reply = ctypes.POINTER(_Rectangle), _POINTER
    return shape_library(
        (
            ("xcb_shape_query_extents", Cookie, (_POINTER, _CARD32)),
            ("xcb_shape_query_extents_reply", ctypes.POINTER(_ExtentsReply), (_POINTER, Cookie, _POINTER)),
            ("xcb_shape_get_rectangles", Cookie, (_POINTER, _CARD32, _CARD8)),
            ("xcb_shape_get_rectangles_reply", reply, (_POINTER, Cookie, _POINTER)),
            ("xcb_shape_get_rectangles_rectangles", part, (reply,)),
            ("xcb_shape_get_rectangles_rectangles_length", ctypes.c_int, (reply,)),
            (
                "xcb_shape_rectangles",
                Cookie,
                (_POINTER, _CARD8, _CARD8, _CARD8, _CARD32, _INT16, _INT16, _CARD32, part),
            ),
            ("xcb_shape_mask", Cookie, (_POINTER, _CARD8, _CARD8, _CARD32, _INT16, _INT16, _CARD32)),
        )
    )
