"""The few words of X11 that are needed to learn which window is active, spoken through libxcb."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from journal.desktop.x11_answers import ATOM, GEOMETRY, atom_of
from journal.desktop.xcb import (
    CARD8,
    CARD16,
    CARD32,
    HEAD,
    INT16,
    POINTER,
    Cookie,
    X11Unavailable,
    connected,
    free,
    library,
    root_of,
)

_ANY_TYPE = 0
_WINDOW_WORDS = 1
_TEXT_WORDS = 1024
_RESOURCE_WORDS = 16 * 1024
_BYTES = 8
_WORDS = 32
_FRAME_WORDS = 4
_WIDEST_FRAME = 200


@dataclass(frozen=True)
class ActiveWindow:
    """What a window says about itself; nothing of it is checked."""

    untrusted_title: bytes
    untrusted_class: bytes
    untrusted_pid: int
    untrusted_box: tuple[int, int, int, int] | None = None
    """Left, top, width and height on the desktop with its frame, in device pixels."""
    untrusted_resources: bytes = b""
    """Not of the window but of its display: lines of names and values, `Xft.dpi` among them."""


class _PropertyReply(ctypes.Structure):
    _fields_ = (
        ("response_type", CARD8),
        ("format", CARD8),
        ("sequence", CARD16),
        ("length", CARD32),
        ("type", CARD32),
        ("bytes_after", CARD32),
        ("value_len", CARD32),
        ("pad0", CARD8 * 12),
    )


class _PlaceReply(ctypes.Structure):
    _fields_ = (
        HEAD,
        ("child", CARD32),
        ("x", INT16),
        ("y", INT16),
    )


def active_window(display: str) -> ActiveWindow | None:
    """Ask the window manager of an X11 display which window is active; None where it names none.

    May take as long as the display likes: call it from a thread that can be left behind.

    Raises:
        X11Unavailable: no display, or no libxcb.
    """
    with _connection(display) as connection:
        window = connection.number(connection.root(), "_NET_ACTIVE_WINDOW")
        if not window:
            return None
        return ActiveWindow(
            untrusted_title=connection.text(window, "_NET_WM_NAME") or connection.text(window, "WM_NAME"),
            # The instance name, a zero byte, the class name, a zero byte.
            untrusted_class=connection.text(window, "WM_CLASS").rstrip(b"\0").rpartition(b"\0")[2],
            untrusted_pid=connection.number(window, "_NET_WM_PID"),
            untrusted_box=connection.box(window),
            untrusted_resources=connection.text(connection.root(), "RESOURCE_MANAGER", _RESOURCE_WORDS),
        )


class _Connection:
    """An open connection; an error of the display reads as an absent property, for windows come and go."""

    def __init__(self, xcb: ctypes.CDLL, handle: int) -> None:
        self._xcb = xcb
        self._handle = handle

    def root(self) -> int:
        return root_of(self._xcb, self._handle)

    def number(self, window: int, name: str) -> int:
        value, width = self._property(window, name, _WINDOW_WORDS)
        return (
            int.from_bytes(value[:4], sys.byteorder) if width == _WORDS and len(value) >= _WORDS // 8 else 0
        )

    def text(self, window: int, name: str, words: int = _TEXT_WORDS) -> bytes:
        value, width = self._property(window, name, words)
        return value if width == _BYTES else b""

    def box(self, window: int) -> tuple[int, int, int, int] | None:
        """Where the window lies, with the frame its window manager says it has."""
        asked = self._xcb.xcb_get_geometry(self._handle, window)
        placed = self._xcb.xcb_translate_coordinates(self._handle, window, self.root(), 0, 0)
        size = self._xcb.xcb_get_geometry_reply(self._handle, asked, None)
        place = self._xcb.xcb_translate_coordinates_reply(self._handle, placed, None)
        try:
            if not size or not place:
                return None
            left, right, top, bottom = self._frame(window)
            return (
                place.contents.x - left,
                place.contents.y - top,
                size.contents.width + left + right,
                size.contents.height + top + bottom,
            )
        finally:
            free(size)
            free(place)

    def _frame(self, window: int) -> tuple[int, int, int, int]:
        value, width = self._property(window, "_NET_FRAME_EXTENTS", _FRAME_WORDS)
        if width != _WORDS or len(value) != _FRAME_WORDS * _WORDS // 8:
            return 0, 0, 0, 0
        edges = [int.from_bytes(value[at : at + 4], sys.byteorder) for at in range(0, len(value), 4)]
        left, right, top, bottom = (edge if edge <= _WIDEST_FRAME else 0 for edge in edges)
        return left, right, top, bottom

    def _property(self, window: int, name: str, words: int) -> tuple[bytes, int]:
        asked = self._xcb.xcb_get_property(self._handle, 0, window, self._atom(name), _ANY_TYPE, 0, words)
        reply = self._xcb.xcb_get_property_reply(self._handle, asked, None)
        if not reply:
            return b"", 0
        try:
            start = self._xcb.xcb_get_property_value(reply)
            return ctypes.string_at(
                start, self._xcb.xcb_get_property_value_length(reply)
            ), reply.contents.format
        finally:
            free(reply)

    def _atom(self, name: str) -> int:
        try:
            return atom_of(self._xcb, self._handle, name.encode("ascii"), only_known=True)
        except X11Unavailable:
            return 0


@contextmanager
def _connection(display: str) -> Iterator[_Connection]:
    xcb = _xcb()
    with connected(xcb, display) as handle:
        yield _Connection(xcb, handle)


@cache
def _xcb() -> ctypes.CDLL:
    property_reply = ctypes.POINTER(_PropertyReply)
    return library(
        (
            *ATOM,
            *GEOMETRY,
            ("xcb_get_property", Cookie, (POINTER, CARD8, CARD32, CARD32, CARD32, CARD32, CARD32)),
            ("xcb_get_property_reply", property_reply, (POINTER, Cookie, POINTER)),
            ("xcb_get_property_value", POINTER, (property_reply,)),
            ("xcb_get_property_value_length", ctypes.c_int, (property_reply,)),
            ("xcb_translate_coordinates", Cookie, (POINTER, CARD32, CARD32, CARD16, CARD16)),
            ("xcb_translate_coordinates_reply", ctypes.POINTER(_PlaceReply), (POINTER, Cookie, POINTER)),
        )
    )
