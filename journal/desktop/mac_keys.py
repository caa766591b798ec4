"""Hears keys on macOS: RegisterEventHotKey of Carbon, which needs no permission. Never run so far.

Carbon tells them only on the main thread while that runs its event loop; the keeper lends it (`on_main_thread`).
"""

import sys
from collections.abc import Callable
from typing import Protocol

from journal.desktop.key_ear import Keys, Told, Wanted
from journal.domain.hotkeys import ALT, CTRL, SHIFT, SUPER, Chord, HeardKey, KeyState, KeyUse

_MODIFIERS = {SUPER: 0x100, SHIFT: 0x200, ALT: 0x800, CTRL: 0x1000}
_F_KEYS = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111, 105, 107, 113, 106, 64, 79, 80, 90)
_LETTER_KEYS = dict(
    zip(
        "ASDFHGZXCVBQWERYT123465978O0UIPLJKNM",
        (
            *(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 28),
            *(31, 29, 32, 34, 35, 37, 38, 40, 45, 46),
        ),
        strict=True,
    )
)
_KEYS = {
    **{f"F{number}": code for number, code in enumerate(_F_KEYS, start=1)},
    **_LETTER_KEYS,
    "Insert": 114, "Delete": 117, "Home": 115, "End": 119, "Left": 123, "Up": 126, "Right": 124, "Down": 125,
    "PageUp": 116, "PageDown": 121, "Space": 49,
}  # fmt: skip
"""Places on the keyboard, whatever letters lie there; Apple's keyboards have no Print and no Pause."""

_NUMBERS = {use: number for number, use in enumerate(KeyUse, start=1)}
_USES = {number: use for use, number in _NUMBERS.items()}


class Carbon(Protocol):
    """What the system offers."""

    def begin(self, pressed: Callable[[int], None]) -> None:
        """Have the number of each key that is pressed told."""
        ...

    def register(self, number: int, modifiers: int, key: int) -> object | None:
        """Have a key; None where another program has it, else what is needed to let it go."""
        ...

    def unregister(self, given: object) -> None:
        """Have it no longer."""
        ...


class MacKeyEar:
    """Listens from now to `close`, as far as the main thread is lent."""

    by_desktop = False

    def __init__(self, told: Told, system: Carbon) -> None:
        """Begin to listen."""
        self._told = told
        self._system = system
        self._held: dict[KeyUse, tuple[Chord, object]] = {}
        self._system.begin(self._pressed)

    def hold(self, wanted: Wanted) -> Keys:
        """As `KeyEar.hold`."""
        for use, (chord, given) in list(self._held.items()):
            if wanted.get(use) != chord:
                self._system.unregister(given)
                del self._held[use]
        return tuple(HeardKey(use, str(chord), self._take(use, chord)) for use, chord in wanted.items())

    def ask_desktop(self) -> None:
        """The system knows no such question."""

    def close(self) -> None:
        """As `KeyEar.close`."""
        self.hold({})

    def _take(self, use: KeyUse, chord: Chord) -> KeyState:
        if use in self._held:
            return KeyState.HELD
        if chord.key not in _KEYS:
            return KeyState.MISSING
        modifiers = sum(_MODIFIERS[name] for name in chord.modifiers)
        given = self._system.register(_NUMBERS[use], modifiers, _KEYS[chord.key])
        if given is None:
            return KeyState.TAKEN
        self._held[use] = (chord, given)
        return KeyState.HELD

    def _pressed(self, number: int) -> None:
        if number in _USES:
            self._told.pressed(_USES[number])


if sys.platform == "darwin":
    import ctypes
    import threading

    _CARBON = "/System/Library/Frameworks/Carbon.framework/Carbon"
    _SIGNATURE = int.from_bytes(b"jour", "big")
    _KEYBOARD, _PRESSED = int.from_bytes(b"keyb", "big"), 5
    _DIRECT, _HOT_KEY = int.from_bytes(b"----", "big"), int.from_bytes(b"hkid", "big")

    class _EventKind(ctypes.Structure):
        _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))

    class _HotKeyId(ctypes.Structure):
        _fields_ = (("signature", ctypes.c_uint32), ("id", ctypes.c_uint32))

    _HANDLER = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)

    class _Carbon:
        def __init__(self) -> None:
            self._carbon = ctypes.CDLL(_CARBON)
            self._carbon.GetApplicationEventTarget.restype = ctypes.c_void_p
            self._handler: object = None

        def begin(self, pressed: Callable[[int], None]) -> None:
            def handle(_call: int | None, event: int | None, _given: int | None) -> int:
                ident = _HotKeyId()
                self._carbon.GetEventParameter(
                    ctypes.c_void_p(event),
                    _DIRECT,
                    _HOT_KEY,
                    None,
                    ctypes.sizeof(ident),
                    None,
                    ctypes.byref(ident),
                )
                pressed(int(ident.id))
                return 0

            # Kept, for the system calls it as long as this process lives.
            self._handler = _HANDLER(handle)
            kind = _EventKind(_KEYBOARD, _PRESSED)
            target = ctypes.c_void_p(self._carbon.GetApplicationEventTarget())
            self._carbon.InstallEventHandler(target, self._handler, 1, ctypes.byref(kind), None, None)

        def register(self, number: int, modifiers: int, key: int) -> object | None:
            given = ctypes.c_void_p()
            target = ctypes.c_void_p(self._carbon.GetApplicationEventTarget())
            failed = self._carbon.RegisterEventHotKey(
                key, modifiers, _HotKeyId(_SIGNATURE, number), target, 0, ctypes.byref(given)
            )
            return None if failed else given

        def unregister(self, given: object) -> None:
            self._carbon.UnregisterEventHotKey(given)

    def mac_ear(told: Told) -> MacKeyEar:
        """Begin to listen on this system."""
        return MacKeyEar(told, _Carbon())

    def on_main_thread(work: Callable[[], int]) -> int:
        """Do the work in another thread, and run the system's event loop here until it is done."""
        carbon = ctypes.CDLL(_CARBON)
        codes: list[int] = []

        def do() -> None:
            try:
                codes.append(work())
            finally:
                carbon.QuitEventLoop(ctypes.c_void_p(main_loop))

        carbon.GetMainEventLoop.restype = ctypes.c_void_p
        main_loop = carbon.GetMainEventLoop()
        threading.Thread(target=do, name="keeper").start()
        carbon.RunApplicationEventLoop()
        return codes[0] if codes else 1
