"""Hears keys on Windows: RegisterHotKey, in a thread of its own, which is sent their messages. Never run so far."""

import queue
import sys
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from typing import Protocol

from journal.desktop.key_ear import Keys, Told, Wanted, all_are
from journal.domain.hotkeys import ALT, CTRL, SHIFT, SUPER, Chord, HeardKey, KeyState, KeyUse

ANSWER_SECONDS = 2.0

_MODIFIERS = {ALT: 0x1, CTRL: 0x2, SHIFT: 0x4, SUPER: 0x8}
_NO_REPEAT = 0x4000
_KEYS = {
    **{f"F{number}": 0x6F + number for number in range(1, 25)},
    **{letter: ord(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
    "Print": 0x2C,
    "Pause": 0x13,
    "Insert": 0x2D,
    "Delete": 0x2E,
    "Home": 0x24,
    "End": 0x23,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "PageUp": 0x21,
    "PageDown": 0x22,
    "Space": 0x20,
}
_NUMBERS = {use: number for number, use in enumerate(KeyUse, start=1)}
_USES = {number: use for use, number in _NUMBERS.items()}


class HotKeys(Protocol):
    """What Windows offers a thread; all but `wake` are called in the one that began."""

    def begin(self) -> None:
        """Let this thread have messages."""
        ...

    def register(self, number: int, modifiers: int, key: int) -> bool:
        """Have a key; False where another program has it."""
        ...

    def unregister(self, number: int) -> None:
        """Have it no longer."""
        ...

    def wait(self) -> int:
        """Wait for a key and return its number; 0 after `wake`."""
        ...

    def wake(self) -> None:
        """End the wait; called from other threads, after `begin`."""
        ...


class WindowsKeyEar:
    """Listens from now to `close`."""

    by_desktop = False

    def __init__(self, told: Told, system: HotKeys) -> None:
        """Begin to listen."""
        self._told = told
        self._system = system
        self._asked: queue.Queue[tuple[Wanted, Future[Keys]]] = queue.Queue()
        self._closing = threading.Event()
        self._begun = threading.Event()
        self._held: dict[KeyUse, Chord] = {}
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)
        self._thread.start()
        self._begun.wait(ANSWER_SECONDS)

    def hold(self, wanted: Wanted) -> Keys:
        """As `KeyEar.hold`."""
        asked: Future[Keys] = Future()
        self._asked.put((dict(wanted), asked))
        self._system.wake()
        try:
            return asked.result(ANSWER_SECONDS)
        except NotInTime:
            return all_are(KeyState.DEAF, wanted)

    def ask_desktop(self) -> None:
        """Windows knows no such question."""

    def close(self) -> None:
        """As `KeyEar.close`."""
        self._closing.set()
        self._system.wake()
        self._thread.join(ANSWER_SECONDS)

    def _listen(self) -> None:
        self._system.begin()
        self._begun.set()
        while not self._closing.is_set():
            while not self._asked.empty():
                wanted, asked = self._asked.get()
                asked.set_result(self._take_all(wanted))
            number = self._system.wait()
            if number in _USES:
                self._told.pressed(_USES[number])
        self._take_all({})

    def _take_all(self, wanted: Wanted) -> Keys:
        for use, chord in list(self._held.items()):
            if wanted.get(use) != chord:
                self._system.unregister(_NUMBERS[use])
                del self._held[use]
        return tuple(HeardKey(use, str(chord), self._take(use, chord)) for use, chord in wanted.items())

    def _take(self, use: KeyUse, chord: Chord) -> KeyState:
        if use in self._held:
            return KeyState.HELD
        modifiers = sum(_MODIFIERS[name] for name in chord.modifiers) | _NO_REPEAT
        if not self._system.register(_NUMBERS[use], modifiers, _KEYS[chord.key]):
            return KeyState.TAKEN
        self._held[use] = chord
        return KeyState.HELD


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _WM_APP, _WM_HOTKEY, _WM_USER = 0x8000, 0x0312, 0x0400

    class _User32:
        def __init__(self) -> None:
            self._thread = 0

        def begin(self) -> None:
            # A thread gets its list of messages when it first looks for one.
            ctypes.windll.user32.PeekMessageW(ctypes.byref(wintypes.MSG()), None, _WM_USER, _WM_USER, 0)
            self._thread = ctypes.windll.kernel32.GetCurrentThreadId()

        def register(self, number: int, modifiers: int, key: int) -> bool:
            return bool(ctypes.windll.user32.RegisterHotKey(None, number, modifiers, key))

        def unregister(self, number: int) -> None:
            ctypes.windll.user32.UnregisterHotKey(None, number)

        def wait(self) -> int:
            message = wintypes.MSG()
            ctypes.windll.user32.GetMessageW(ctypes.byref(message), None, 0, 0)
            return int(message.wParam) if message.message == _WM_HOTKEY else 0

        def wake(self) -> None:
            ctypes.windll.user32.PostThreadMessageW(self._thread, _WM_APP, 0, 0)

    def windows_ear(told: Told) -> WindowsKeyEar:
        """Begin to listen on this system."""
        return WindowsKeyEar(told, _User32())
