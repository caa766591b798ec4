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

from journal.desktop.x11_answers import ATOM, TREE, atom_of
from journal.desktop.x11_redraw import Uncovered, Watching
from journal.desktop.xcb import (
    CARD8,
    CARD16,
    CARD32,
    HEAD,
    INT16,
    POINTER,
    Cookie,
    Part,
    X11Unavailable,
    connected,
    free,
    library,
    root_of,
)

_SET = 0
_BOUNDING = 0
_NO_MASK = 0
_REPLACE = 0
CARDINAL = 6
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
        self._opacity = atom_of(xcb, handle, b"_NET_WM_WINDOW_OPACITY")

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
            self._handle, _REPLACE, one.window, self._opacity, CARDINAL, _WORD, 1, none
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


class _Rectangle(ctypes.Structure):
    _fields_ = (
        ("x", INT16),
        ("y", INT16),
        ("width", CARD16),
        ("height", CARD16),
    )


class _ExtentsReply(ctypes.Structure):
    _fields_ = (HEAD, ("bounding_shaped", CARD8))


@cache
def _xcb() -> ctypes.CDLL:
    return library(
        (
            *ATOM,
            *TREE,
            (
                "xcb_change_property",
                Cookie,
                (POINTER, CARD8, CARD32, CARD32, CARD32, CARD8, CARD32, POINTER),
            ),
            ("xcb_delete_property", Cookie, (POINTER, CARD32, CARD32)),
        )
    )


@cache
def _shape() -> ctypes.CDLL:
    part, reply = ctypes.POINTER(_Rectangle), POINTER
    return library(
        (
            ("xcb_shape_query_extents", Cookie, (POINTER, CARD32)),
            ("xcb_shape_query_extents_reply", ctypes.POINTER(_ExtentsReply), (POINTER, Cookie, POINTER)),
            ("xcb_shape_get_rectangles", Cookie, (POINTER, CARD32, CARD8)),
            ("xcb_shape_get_rectangles_reply", reply, (POINTER, Cookie, POINTER)),
            ("xcb_shape_get_rectangles_rectangles", part, (reply,)),
            ("xcb_shape_get_rectangles_rectangles_length", ctypes.c_int, (reply,)),
            (
                "xcb_shape_rectangles",
                Cookie,
                (POINTER, CARD8, CARD8, CARD8, CARD32, INT16, INT16, CARD32, part),
            ),
            ("xcb_shape_mask", Cookie, (POINTER, CARD8, CARD8, CARD32, INT16, INT16, CARD32)),
        ),
        Part.SHAPE,
    )
