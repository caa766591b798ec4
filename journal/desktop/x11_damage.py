"""What an X11 display tells of who draws where: its DAMAGE, of which the library is on few systems."""

import ctypes
import struct
from functools import cache

from journal.desktop.xcb import CARD8, CARD16, HEAD, POINTER, Cookie, X11Unavailable, answered, library

_QUERY_VERSION, _CREATE, _SUBTRACT = 0, 1, 3
_VERSION = (1, 1)
_WHEN_ANY = 3
_CHECKED = 1


class Damages:
    """The few words of it that are needed."""

    def __init__(self, handle: int) -> None:
        """Speak of it over that connection.

        Raises:
            X11Unavailable: this display does not tell of damage.
        """
        xcb = self._xcb = _xcb()
        self._handle = handle
        name = b"DAMAGE"
        asked = xcb.xcb_query_extension(handle, len(name), name)
        with answered(xcb.xcb_query_extension_reply(handle, asked, None)) as answer:
            extension = answer.contents
            if not extension.present:
                raise X11Unavailable
            self._major = int(extension.major_opcode)
            self.event = int(extension.first_event)
        spoken = self._send(_QUERY_VERSION, *_VERSION, is_answered=True)
        with answered(xcb.xcb_wait_for_reply(handle, spoken, None)):
            return

    def create(self, damage: int, window: int) -> None:
        """Collect what is drawn in a window, and tell when there is something."""
        self._send(_CREATE, damage, window, _WHEN_ANY)

    def subtract(self, damage: int, parts: int) -> None:
        """Empty it into a region, or into nothing."""
        self._send(_SUBTRACT, damage, 0, parts)

    def _send(self, what: int, *words: int, is_answered: bool = False) -> int:
        request = struct.pack(f"=BBH{len(words)}I", self._major, what, 0, *words)
        held = ctypes.create_string_buffer(request, len(request))
        # libxcb wants two places before the first that it may use itself.
        parts = (_Piece * 3)()
        parts[2] = _Piece(ctypes.addressof(held), len(request))
        protocol = _Protocol(1, None, self._major, not is_answered)
        first = ctypes.byref(parts, 2 * ctypes.sizeof(_Piece))
        sent: int = self._xcb.xcb_send_request(self._handle, _CHECKED if is_answered else 0, first, protocol)
        return sent


class _Piece(ctypes.Structure):
    _fields_ = (("start", POINTER), ("length", ctypes.c_size_t))


class _Protocol(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_size_t),
        ("extension", POINTER),
        ("opcode", CARD8),
        ("is_void", CARD8),
    )


class _Extension(ctypes.Structure):
    _fields_ = (
        HEAD,
        ("present", CARD8),
        ("major_opcode", CARD8),
        ("first_event", CARD8),
    )


@cache
def _xcb() -> ctypes.CDLL:
    return library(
        (
            ("xcb_send_request", ctypes.c_uint, (POINTER, ctypes.c_int, POINTER, ctypes.POINTER(_Protocol))),
            ("xcb_wait_for_reply", POINTER, (POINTER, ctypes.c_uint, POINTER)),
            ("xcb_query_extension", Cookie, (POINTER, CARD16, ctypes.c_char_p)),
            ("xcb_query_extension_reply", ctypes.POINTER(_Extension), (POINTER, Cookie, POINTER)),
        )
    )
