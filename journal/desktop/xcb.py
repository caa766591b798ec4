"""libxcb as this house uses it: loaded when needed, each function with its types, a connection that is closed again."""

import ctypes
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

POINTER, CARD8, CARD16, CARD32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
INT16 = ctypes.c_int16
HEAD = ("head", CARD8 * 8)
"""How every answer begins."""

Signature: TypeAlias = tuple[str, Any, tuple[Any, ...]]
"""The name of a function, what it returns, and what it takes."""


class Part(StrEnum):
    """The libraries that libxcb is made of, by what they are about."""

    CORE = "libxcb.so.1"
    FIXES = "libxcb-xfixes.so.0"
    KEYBOARD = "libxcb-xkb.so.1"
    MONITORS = "libxcb-randr.so.0"
    SHAPE = "libxcb-shape.so.0"


class X11Unavailable(Exception):
    """The display or the library that speaks to it is not there, or did not answer."""


class Cookie(ctypes.Structure):
    """What a request leaves to ask for its answer."""

    _fields_ = (("sequence", ctypes.c_uint),)


class _Screen(ctypes.Structure):
    _fields_ = (("root", ctypes.c_uint32),)


class _ScreenIterator(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(_Screen)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


_CONNECTING: tuple[Signature, ...] = (
    ("xcb_connect", POINTER, (ctypes.c_char_p, POINTER)),
    ("xcb_connection_has_error", ctypes.c_int, (POINTER,)),
    ("xcb_disconnect", None, (POINTER,)),
    ("xcb_get_setup", POINTER, (POINTER,)),
    ("xcb_setup_roots_iterator", _ScreenIterator, (POINTER,)),
)


def library(signatures: Iterable[Signature], part: Part = Part.CORE) -> ctypes.CDLL:
    """Load a part of libxcb with the functions named; the core also with what is needed to connect.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load(part, (*_CONNECTING, *signatures) if part is Part.CORE else signatures)


def _load(name: str, signatures: Iterable[Signature]) -> ctypes.CDLL:
    try:
        loaded = ctypes.CDLL(name)
    except OSError as error:
        raise X11Unavailable from error
    for function_name, result, arguments in signatures:
        function = getattr(loaded, function_name)
        function.restype, function.argtypes = result, arguments
    return loaded


@contextmanager
def connected(xcb: ctypes.CDLL, display: str) -> Iterator[int]:
    """Connect to a display and yield the connection.

    Raises:
        X11Unavailable: there is no such display, or it lets nobody in.
    """
    handle = xcb.xcb_connect(os.fsencode(display), None)
    try:
        if xcb.xcb_connection_has_error(handle):
            raise X11Unavailable
        yield handle
    finally:
        xcb.xcb_disconnect(handle)


def root_of(xcb: ctypes.CDLL, handle: int) -> int:
    """The window that lies under all others.

    Raises:
        X11Unavailable: the display has no screen.
    """
    screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(handle))
    if screens.rem < 1:
        raise X11Unavailable
    return int(screens.data[0].root)


@contextmanager
def answered(reply: Any) -> Iterator[Any]:
    """Yield a pointer to an answer, and give its memory back.

    Raises:
        X11Unavailable: there is none.
    """
    if not reply:
        raise X11Unavailable
    try:
        yield reply
    finally:
        free(reply)


def free(reply: Any) -> None:
    """Give back the memory of an answer."""
    _libc().free(reply)


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None)
    libc.free.argtypes = (POINTER,)
    libc.free.restype = None
    return libc
