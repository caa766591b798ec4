"""The few words of X11 that are needed to learn which window is active, spoken through libxcb."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

_ANY_TYPE = 0
_WINDOW_WORDS = 1
_TEXT_WORDS = 1024
_BYTES = 8
_WORDS = 32


class X11Unavailable(Exception):
    """The display or the library that speaks to it is not there, or did not answer."""


@dataclass(frozen=True)
class ActiveWindow:
    """What a window says about itself; nothing of it is checked."""

    untrusted_title: bytes
    untrusted_class: bytes
    untrusted_pid: int


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _AtomReply(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


class _PropertyReply(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("format", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("bytes_after", ctypes.c_uint32),
        ("value_len", ctypes.c_uint32),
        ("pad0", ctypes.c_uint8 * 12),
    )


class _Screen(ctypes.Structure):
    _fields_ = (("root", ctypes.c_uint32),)


class _ScreenIterator(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(_Screen)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


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
        )


class _Connection:
    """An open connection; an error of the display reads as an absent property, for windows come and go."""

    def __init__(self, xcb: ctypes.CDLL, handle: int) -> None:
        self._xcb = xcb
        self._handle = handle

    def root(self) -> int:
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._handle))
        if screens.rem < 1:
            raise X11Unavailable
        return int(screens.data[0].root)

    def number(self, window: int, name: str) -> int:
        value, width = self._property(window, name, _WINDOW_WORDS)
        return (
            int.from_bytes(value[:4], sys.byteorder) if width == _WORDS and len(value) >= _WORDS // 8 else 0
        )

    def text(self, window: int, name: str) -> bytes:
        value, width = self._property(window, name, _TEXT_WORDS)
        return value if width == _BYTES else b""

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
            _libc().free(reply)

    def _atom(self, name: str) -> int:
        word = name.encode("ascii")
        asked = self._xcb.xcb_intern_atom(self._handle, 1, len(word), word)
        reply = self._xcb.xcb_intern_atom_reply(self._handle, asked, None)
        if not reply:
            return 0
        try:
            return int(reply.contents.atom)
        finally:
            _libc().free(reply)


@contextmanager
def _connection(display: str) -> Iterator[_Connection]:
    xcb = _xcb()
    handle = xcb.xcb_connect(os.fsencode(display), None)
    try:
        if xcb.xcb_connection_has_error(handle):
            raise X11Unavailable
        yield _Connection(xcb, handle)
    finally:
        xcb.xcb_disconnect(handle)


@cache
def _xcb() -> ctypes.CDLL:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise X11Unavailable from error
    pointer, card8, card16, card32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    atom_reply, property_reply = ctypes.POINTER(_AtomReply), ctypes.POINTER(_PropertyReply)
    for name, result, arguments in (
        ("xcb_connect", pointer, (ctypes.c_char_p, pointer)),
        ("xcb_connection_has_error", ctypes.c_int, (pointer,)),
        ("xcb_disconnect", None, (pointer,)),
        ("xcb_get_setup", pointer, (pointer,)),
        ("xcb_setup_roots_iterator", _ScreenIterator, (pointer,)),
        ("xcb_intern_atom", _Cookie, (pointer, card8, card16, ctypes.c_char_p)),
        ("xcb_intern_atom_reply", atom_reply, (pointer, _Cookie, pointer)),
        ("xcb_get_property", _Cookie, (pointer, card8, card32, card32, card32, card32, card32)),
        ("xcb_get_property_reply", property_reply, (pointer, _Cookie, pointer)),
        ("xcb_get_property_value", pointer, (property_reply,)),
        ("xcb_get_property_value_length", ctypes.c_int, (property_reply,)),
    ):
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None)
    libc.free.argtypes = (ctypes.c_void_p,)
    libc.free.restype = None
    return libc
