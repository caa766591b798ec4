"""libxcb as this house uses it: loaded when needed, each function with its types, a connection that is closed again."""

import ctypes
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias

Signature: TypeAlias = tuple[str, Any, tuple[Any, ...]]
"""The name of a function, what it returns, and what it takes."""


class X11Unavailable(Exception):
    """The display or the library that speaks to it is not there, or did not answer."""


class Cookie(ctypes.Structure):
    """What a request leaves to ask for its answer."""

    _fields_ = (("sequence", ctypes.c_uint),)


class _Screen(ctypes.Structure):
    _fields_ = (("root", ctypes.c_uint32),)


class _ScreenIterator(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(_Screen)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


_POINTER = ctypes.c_void_p

_CONNECTING: tuple[Signature, ...] = (
    ("xcb_connect", _POINTER, (ctypes.c_char_p, _POINTER)),
    ("xcb_connection_has_error", ctypes.c_int, (_POINTER,)),
    ("xcb_disconnect", None, (_POINTER,)),
    ("xcb_get_setup", _POINTER, (_POINTER,)),
    ("xcb_setup_roots_iterator", _ScreenIterator, (_POINTER,)),
)


def library(signatures: Iterable[Signature]) -> ctypes.CDLL:
    """Load libxcb with what is needed to connect and the functions named.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load("libxcb.so.1", (*_CONNECTING, *signatures))


def shape_library(signatures: Iterable[Signature]) -> ctypes.CDLL:
    """Load the part of libxcb that is about the shapes of windows, with the functions named.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load("libxcb-shape.so.0", signatures)


def randr_library(signatures: Iterable[Signature]) -> ctypes.CDLL:
    """Load the part of libxcb that is about monitors, with the functions named.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load("libxcb-randr.so.0", signatures)


def fixes_library(signatures: Iterable[Signature]) -> ctypes.CDLL:
    """Load the part of libxcb that is about regions, with the functions named.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load("libxcb-xfixes.so.0", signatures)


def xkb_library(signatures: Iterable[Signature]) -> ctypes.CDLL:
    """Load the part of libxcb that is about keyboards, with the functions named.

    Raises:
        X11Unavailable: it is not installed.
    """
    return _load("libxcb-xkb.so.1", signatures)


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


def free(reply: Any) -> None:
    """Give back the memory of an answer."""
    _libc().free(reply)


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None)
    libc.free.argtypes = (_POINTER,)
    libc.free.restype = None
    return libc
