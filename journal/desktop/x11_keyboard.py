"""The keyboard of an X11 display, spoken to through libxcb: what lies on its keys, and which of them are ours."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from journal.desktop.xcb import Cookie, Part, X11Unavailable, answered, connected, free, library, root_of
from journal.domain.hotkeys import ALT, CTRL, SHIFT, SUPER, Chord

_PRESS, _MAPPING = 2, 34
_KIND = 0x7F
"""Without the bit that says that another program sent it: such ones are not believed."""

_SYNC, _ASYNC = 0, 1
_SHIFT, _LOCK, _CONTROL = 1, 2, 4
_USUAL_ALT, _USUAL_SUPER = 8, 64
_ALT_SYMBOLS, _SUPER_SYMBOLS = {0xFFE9, 0xFFEA}, {0xFFEB, 0xFFEC}
_SWITCHES = ({0xFF7F}, {0xFF14})
"""NumLock and ScrollLock, which must not make a difference."""

_CORE_KEYBOARD = 0x100
_USUAL_REPEAT_MS = 500

_SYMBOLS = {
    **{f"F{number}": 0xFFBD + number for number in range(1, 25)},
    **{letter: ord(letter.lower()) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
    "Print": 0xFF61,
    "Pause": 0xFF13,
    "Insert": 0xFF63,
    "Delete": 0xFFFF,
    "Home": 0xFF50,
    "End": 0xFF57,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "PageUp": 0xFF55,
    "PageDown": 0xFF56,
    "Space": 0x20,
}


@dataclass(frozen=True)
class Press:
    """A key of ours went down: which, with what, and when in the milliseconds of the display."""

    code: int
    modifiers: int
    time: int


@dataclass(frozen=True)
class NewMapping:
    """Other letters lie on the keys now."""


@dataclass(frozen=True)
class Place:
    """Where a chord lies on this keyboard: its key codes, and the bits of what is held with them.

    `states` are those bits with any that must make no difference.
    """

    codes: tuple[int, ...]
    modifiers: int
    states: tuple[int, ...]


class _KeyEvent(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("detail", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
        ("windows", ctypes.c_uint32 * 3),
        ("places", ctypes.c_int16 * 4),
        ("state", ctypes.c_uint16),
        ("same_screen", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
    )


class _Error(ctypes.Structure):
    _fields_ = (("response_type", ctypes.c_uint8), ("code", ctypes.c_uint8))


class _Setup(ctypes.Structure):
    # Of the answer to connecting only the two that say which key codes there are are wanted.
    _fields_ = (
        ("before", ctypes.c_uint8 * 34),
        ("least_code", ctypes.c_uint8),
        ("most_code", ctypes.c_uint8),
    )


class _Controls(ctypes.Structure):
    _fields_ = (("before", ctypes.c_uint8 * 20), ("delay", ctypes.c_uint16))


class _Keys(ctypes.Structure):
    _fields_ = (("head", ctypes.c_uint8 * 8), ("keys", ctypes.c_uint8 * 32))


class _Table(ctypes.Structure):
    _fields_ = (("response_type", ctypes.c_uint8), ("width", ctypes.c_uint8))


class Keyboard:
    """Use `keyboard_of`; for one thread. A connection that breaks raises X11Unavailable from `events`."""

    def __init__(self, xcb: ctypes.CDLL, handle: int, display: str) -> None:
        self._xcb = xcb
        self._display = display
        self._handle = handle
        self._root = root_of(xcb, handle)
        self._symbols: dict[int, tuple[int, ...]] = {}
        self._bits: dict[str, int] = {}
        self._ignored: tuple[int, ...] = (0,)
        self.look()

    @property
    def descriptor(self) -> int:
        """What can be waited for; events may also have come already."""
        return int(self._xcb.xcb_get_file_descriptor(self._handle))

    def look(self) -> None:
        """Learn what lies on the keys now.

        Raises:
            X11Unavailable: the display did not say.
        """
        self._symbols = self._read_symbols()
        bits = self._read_modifiers()
        self._bits = {
            CTRL: _CONTROL,
            SHIFT: _SHIFT,
            ALT: _bit_of(_ALT_SYMBOLS, bits) or _USUAL_ALT,
            SUPER: _bit_of(_SUPER_SYMBOLS, bits) or _USUAL_SUPER,
        }
        switches = {_LOCK, *(_bit_of(symbols, bits) for symbols in _SWITCHES)} - {0, *self._bits.values()}
        self._ignored = tuple(
            sum(some)
            for number in range(len(switches) + 1)
            for some in combinations(sorted(switches), number)
        )

    def place(self, chord: Chord) -> Place:
        """Where a chord lies; on no key where this keyboard has none for it."""
        symbol = _SYMBOLS[chord.key]
        level = min(
            (row.index(symbol) for row in self._symbols.values() if symbol in row),
            default=None,
        )
        codes = tuple(
            code for code, row in self._symbols.items() if level is not None and row[level] == symbol
        )
        modifiers = sum(self._bits[name] for name in chord.modifiers)
        return Place(codes, modifiers, tuple(modifiers | ignored for ignored in self._ignored))

    def take(self, place: Place) -> bool:
        """Have these keys, whatever NumLock says; False, and none of them, where another program has one."""
        for code in place.codes:
            for state in place.states:
                if not self._take_one(code, state):
                    self.leave(place)
                    return False
        return True

    def leave(self, place: Place) -> None:
        """Have these keys no longer."""
        for code in place.codes:
            for state in place.states:
                self._xcb.xcb_ungrab_key(self._handle, code, self._root, state)
        self._xcb.xcb_flush(self._handle)

    def let_others_hear(self, press: Press) -> None:
        """Have what is pressed from now on arrive where it is meant, though that key of ours is still down."""
        self._xcb.xcb_ungrab_keyboard(self._handle, press.time)
        self._xcb.xcb_flush(self._handle)

    def is_down(self, code: int) -> bool:
        """Whether the key is down now.

        Raises:
            X11Unavailable: the display did not say.
        """
        xcb = self._xcb
        asked = xcb.xcb_query_keymap(self._handle)
        with answered(xcb.xcb_query_keymap_reply(self._handle, asked, None)) as table:
            return bool(table.contents.keys[code // 8] >> code % 8 & 1)

    def milliseconds_to_repeat(self) -> int:
        """How long a key has to be held until the display says again that it went down, as it is set now."""
        try:
            # Of a connection that has asked this once, a display no longer tells that other letters lie on the keys.
            with connected(self._xcb, self._display) as handle:
                return _repeat_delay(handle)
        except X11Unavailable:
            return _USUAL_REPEAT_MS

    def events(self) -> Iterator[Press | NewMapping]:
        """What has come by now.

        Raises:
            X11Unavailable: the display is gone.
        """
        while event := self._xcb.xcb_poll_for_event(self._handle):
            try:
                read = self._read_event(event.contents)
            finally:
                free(event)
            if read is not None:
                yield read
        if self._xcb.xcb_connection_has_error(self._handle):
            raise X11Unavailable

    def _take_one(self, code: int, state: int) -> bool:
        # The display holds back what is typed after the key until we let go: we may be late to hear of it.
        asked = self._xcb.xcb_grab_key_checked(self._handle, 0, self._root, state, code, _ASYNC, _SYNC)
        error = self._xcb.xcb_request_check(self._handle, asked)
        if not error:
            return True
        free(error)
        return False

    def _read_event(self, event: _KeyEvent) -> Press | NewMapping | None:
        if event.response_type == _PRESS:
            wanted = sum(set(self._bits.values()))
            return Press(event.detail, event.state & wanted, event.time)
        return NewMapping() if event.response_type & _KIND == _MAPPING else None

    def _read_symbols(self) -> dict[int, tuple[int, ...]]:
        setup = ctypes.cast(self._xcb.xcb_get_setup(self._handle), ctypes.POINTER(_Setup)).contents
        first, number = setup.least_code, setup.most_code - setup.least_code + 1
        xcb = self._xcb
        asked = xcb.xcb_get_keyboard_mapping(self._handle, first, number)
        with answered(xcb.xcb_get_keyboard_mapping_reply(self._handle, asked, None)) as table:
            width = table.contents.width
            start = xcb.xcb_get_keyboard_mapping_keysyms(table)
            return {first + at: tuple(start[at * width : (at + 1) * width]) for at in range(number)}

    def _read_modifiers(self) -> dict[int, frozenset[int]]:
        """What lies on the keys that set each of the eight bits."""
        xcb = self._xcb
        asked = xcb.xcb_get_modifier_mapping(self._handle)
        with answered(xcb.xcb_get_modifier_mapping_reply(self._handle, asked, None)) as table:
            width = table.contents.width
            start = xcb.xcb_get_modifier_mapping_keycodes(table)
            return {
                1 << bit: frozenset(
                    symbol
                    for code in start[bit * width : (bit + 1) * width]
                    for symbol in self._symbols.get(code, ())
                )
                for bit in range(8)
            }


@contextmanager
def keyboard_of(display: str) -> Iterator[Keyboard]:
    """Connect to a display for its keyboard; everything taken is left with the connection.

    Raises:
        X11Unavailable: there is no such display, or no libxcb.
    """
    xcb = _xcb()
    with connected(xcb, display) as handle:
        yield Keyboard(xcb, handle, display)


def _bit_of(symbols: set[int], bits: dict[int, frozenset[int]]) -> int:
    return next((bit for bit, there in bits.items() if there & symbols), 0)


def _repeat_delay(handle: int) -> int:
    xkb = _xkb()
    with answered(xkb.xcb_xkb_use_extension_reply(handle, xkb.xcb_xkb_use_extension(handle, 1, 0), None)):
        asked = xkb.xcb_xkb_get_controls(handle, _CORE_KEYBOARD)
    with answered(xkb.xcb_xkb_get_controls_reply(handle, asked, None)) as told:
        return int(told.contents.delay)


@cache
def _xcb() -> ctypes.CDLL:
    pointer, card8, card16, card32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    table = ctypes.POINTER(_Table)
    return library(
        (
            ("xcb_get_file_descriptor", ctypes.c_int, (pointer,)),
            ("xcb_flush", ctypes.c_int, (pointer,)),
            ("xcb_poll_for_event", ctypes.POINTER(_KeyEvent), (pointer,)),
            ("xcb_request_check", ctypes.POINTER(_Error), (pointer, Cookie)),
            ("xcb_grab_key_checked", Cookie, (pointer, card8, card32, card16, card8, card8, card8)),
            ("xcb_ungrab_key", Cookie, (pointer, card8, card32, card16)),
            ("xcb_ungrab_keyboard", Cookie, (pointer, card32)),
            ("xcb_query_keymap", Cookie, (pointer,)),
            ("xcb_query_keymap_reply", ctypes.POINTER(_Keys), (pointer, Cookie, pointer)),
            ("xcb_get_keyboard_mapping", Cookie, (pointer, card8, card8)),
            ("xcb_get_keyboard_mapping_reply", table, (pointer, Cookie, pointer)),
            ("xcb_get_keyboard_mapping_keysyms", ctypes.POINTER(card32), (table,)),
            ("xcb_get_modifier_mapping", Cookie, (pointer,)),
            ("xcb_get_modifier_mapping_reply", table, (pointer, Cookie, pointer)),
            ("xcb_get_modifier_mapping_keycodes", ctypes.POINTER(card8), (table,)),
        )
    )


@cache
def _xkb() -> ctypes.CDLL:
    pointer, card16 = ctypes.c_void_p, ctypes.c_uint16
    return library(
        (
            ("xcb_xkb_use_extension", Cookie, (pointer, card16, card16)),
            ("xcb_xkb_use_extension_reply", pointer, (pointer, Cookie, pointer)),
            ("xcb_xkb_get_controls", Cookie, (pointer, card16)),
            ("xcb_xkb_get_controls_reply", ctypes.POINTER(_Controls), (pointer, Cookie, pointer)),
        ),
        Part.KEYBOARD,
    )
