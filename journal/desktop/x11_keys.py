"""Hears keys on an X11 display: takes them from all other programs, in a thread with a connection of its own."""

import logging
import os
import queue
import select
import threading
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as NotInTime
from contextlib import ExitStack
from dataclasses import dataclass

from journal.desktop.key_ear import Keys, Told, Wanted, all_are
from journal.desktop.x11_keyboard import Keyboard, NewMapping, Place, Press, keyboard_of
from journal.desktop.xcb import X11Unavailable
from journal.domain.hotkeys import Chord, HeardKey, KeyState, KeyUse

ANSWER_SECONDS = 2.0
"""What a display gets to answer; another program may hold it all that time."""

_LOOKING_MS = 10
"""How often is looked whether a key of ours that went down came up again: nobody says so, who types on meanwhile."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Held:
    chord: Chord
    place: Place


class X11KeyEar:
    """Listens from now to `close`."""

    by_desktop = False

    def __init__(self, told: Told, display: str) -> None:
        """Connect and begin to listen.

        Raises:
            X11Unavailable: there is no such display, or no libxcb.
        """
        self._told = told
        self._asked: queue.Queue[tuple[Wanted, Future[Keys]]] = queue.Queue()
        self._closing = threading.Event()
        self._wanted: Wanted = {}
        self._held: dict[KeyUse, _Held] = {}
        self._keys: Keys = ()
        self._down: dict[int, int] = {}
        self._hear_wake, self._wake = os.pipe()
        self._end = ExitStack()
        try:
            self._keyboard: Keyboard = self._end.enter_context(keyboard_of(display))
        except X11Unavailable:
            self._close_pipe()
            raise
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)
        self._thread.start()

    def hold(self, wanted: Wanted) -> Keys:
        """As `KeyEar.hold`; a display that takes too long leaves them asked for, and `changed` tells the rest."""
        asked: Future[Keys] = Future()
        self._asked.put((dict(wanted), asked))
        if not self._thread.is_alive():
            return all_are(KeyState.DEAF, wanted)
        os.write(self._wake, b"!")
        try:
            return asked.result(ANSWER_SECONDS)
        except NotInTime:
            return all_are(KeyState.ASKED, wanted) if asked.cancel() else asked.result()

    def ask_desktop(self) -> None:
        """X11 knows no such question."""

    def close(self) -> None:
        """As `KeyEar.close`; a display that hangs is left behind."""
        if not self._closing.is_set():
            self._closing.set()
            os.write(self._wake, b"!")
            self._thread.join(ANSWER_SECONDS)
            if not self._thread.is_alive():
                self._close_pipe()

    def _listen(self) -> None:
        try:
            self._listen_until_closed()
        except X11Unavailable:
            _log.warning("the display is gone")
            self._told.lost()
        finally:
            self._end.close()

    def _listen_until_closed(self) -> None:
        waiting = select.poll()
        waiting.register(self._hear_wake, select.POLLIN)
        waiting.register(self._keyboard.descriptor, select.POLLIN)
        while not self._closing.is_set():
            self._obey_all()
            # An answer that was waited for may have brought events along: look before waiting.
            for event in self._keyboard.events():
                self._hear(event)
            ready = dict(waiting.poll(_LOOKING_MS if self._down else None))
            self._look_what_is_down()
            if self._hear_wake in ready:
                os.read(self._hear_wake, 64)

    def _obey_all(self) -> None:
        while not self._asked.empty():
            wanted, asked = self._asked.get()
            self._wanted = wanted
            self._keys = self._take_all()
            try:
                asked.set_result(self._keys)
            except InvalidStateError:
                # Whoever asked went on without an answer.
                self._told.changed(self._keys)

    def _take_all(self) -> Keys:
        places = {use: self._keyboard.place(chord) for use, chord in self._wanted.items()}
        for use, held in list(self._held.items()):
            if self._wanted.get(use) != held.chord or places[use] != held.place:
                self._keyboard.leave(held.place)
                del self._held[use]
        return tuple(
            HeardKey(use, str(chord), self._take(use, chord, places[use]))
            for use, chord in self._wanted.items()
        )

    def _take(self, use: KeyUse, chord: Chord, place: Place) -> KeyState:
        if use in self._held:
            return KeyState.HELD
        if not place.codes:
            return KeyState.MISSING
        if not self._keyboard.take(place):
            return KeyState.TAKEN
        self._held[use] = _Held(chord, place)
        return KeyState.HELD

    def _hear(self, event: Press | NewMapping) -> None:
        if isinstance(event, NewMapping):
            self._lie_anew()
            return
        # Until a key of ours comes up, all others would be ours as well, and what is typed on would be lost.
        self._keyboard.let_others_hear(event)
        if not self._is_repeat(event):
            for use, held in self._held.items():
                if event.code in held.place.codes and event.modifiers == held.place.modifiers:
                    self._told.pressed(use)

    def _is_repeat(self, press: Press) -> bool:
        """Whether the key is still held down; sooner than a display repeats, it was certainly pressed again."""
        since = self._down.get(press.code)
        if since is not None and press.time - since >= self._keyboard.milliseconds_to_repeat():
            return True
        self._down[press.code] = press.time
        return False

    def _look_what_is_down(self) -> None:
        self._down = {code: since for code, since in self._down.items() if self._keyboard.is_down(code)}

    def _lie_anew(self) -> None:
        """Other letters lie on the keys: take those that are ours now, and never let go of one that still is."""
        self._keyboard.look()
        keys = self._take_all()
        if keys != self._keys:
            self._keys = keys
            self._told.changed(keys)

    def _close_pipe(self) -> None:
        os.close(self._hear_wake)
        os.close(self._wake)
