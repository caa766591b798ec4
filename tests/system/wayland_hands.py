"""A keyboard on a Wayland desktop, there from its making to its end: what is pressed arrives as from a real one."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from journal.desktop.wayland import Wayland, connected_to, numbers

_MAP = b"""xkb_keymap {
xkb_keycodes { include "evdev+aliases(qwerty)" };
xkb_types { include "complete" };
xkb_compat { include "complete" };
xkb_symbols { include "pc+us+inet(evdev)" };
};
\0"""
_LONG = 3600.0
_CREATE, _KEYMAP, _KEY, _MODIFIERS = 0, 0, 1, 2
_XKB_V1 = 1
_ROWS = {2: "1234567890", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm", 57: " "}
_CODES = {letter: first + at for first, row in _ROWS.items() for at, letter in enumerate(row)}
_NAMED = {"Escape": 1, "Tab": 15, "Return": 28, "F9": 67, "L": 38, "Q": 16}
_HELD = {"ctrl": (29, 4), "shift": (42, 1)}
_BREATH = 0.01


class Hands:
    """Lies on the keys of one keyboard."""

    def __init__(self, wayland: Wayland) -> None:
        self._wayland = wayland
        manager, seat = wayland.bind("zwp_virtual_keyboard_manager_v1"), wayland.bind("wl_seat")
        self._keyboard = wayland.new()
        wayland.ask(manager, _CREATE, numbers(seat, self._keyboard))
        memory = os.memfd_create("keys")
        os.write(memory, _MAP)
        wayland.ask(self._keyboard, _KEYMAP, numbers(_XKB_V1, len(_MAP)), memory)
        os.close(memory)
        wayland.wait()

    def type(self, text: str) -> None:
        """Type small letters, digits and blanks."""
        for letter in text:
            self._strike(_CODES[letter])

    def press(self, key: str) -> None:
        """Press a key, such as Return or ctrl+L."""
        *held, name = key.split("+")
        for one in held:
            self._put(_HELD[one][0], down=True)
        self._hold(sum(_HELD[one][1] for one in held))
        self._strike(_NAMED[name])
        for one in held:
            self._put(_HELD[one][0], down=False)
        self._hold(0)

    def _strike(self, code: int) -> None:
        self._put(code, down=True)
        self._put(code, down=False)

    def _put(self, code: int, *, down: bool) -> None:
        moment = int(time.monotonic() * 1000) & 0xFFFFFFFF
        self._wayland.ask(self._keyboard, _KEY, numbers(moment, code, int(down)))
        self._wayland.wait()
        time.sleep(_BREATH)  # as fast as nobody types

    def _hold(self, modifiers: int) -> None:
        self._wayland.ask(self._keyboard, _MODIFIERS, numbers(modifiers, 0, 0, 0))


@contextmanager
def hands(environ: Mapping[str, str]) -> Iterator[Hands]:
    """Have a keyboard on the desktop of this environment."""
    with connected_to(environ, _LONG) as wayland:
        yield Hands(wayland)
