"""Hears keys on an X11 display through a process of its own, which lets go of the keyboard whatever this one does."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from journal.desktop.key_child import (
    CHANGED,
    DEAF,
    GONE,
    HELD,
    PRESSED,
    read_keys,
    write_wanted,
)
from journal.desktop.key_ear import Keys, Told, Wanted, all_are
from journal.domain.hotkeys import KeyState, KeyUse

ANSWER_SECONDS = 8.0
"""A process has to start first; it answers after two seconds, whatever its display does."""

SHORT_LIFE_SECONDS = 5.0
MOST_SHORT_LIVES = 3

_log = logging.getLogger(__name__)


def default_command() -> tuple[str, ...]:
    """How the process that hears the keys is started from here; our id and the display are added."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--key-child")
    start = (
        "import sys; sys.path.insert(0, sys.argv[1]); from journal.desktop import key_child as c; c.main()"
    )
    return (sys.executable, "-P", "-c", start, str(Path(__file__).resolve().parents[2]))


class KeptEar:
    """Listens from now to `close`. One that ends for no reason is started again, with what is wanted by then."""

    by_desktop = False

    def __init__(self, told: Told, display: str, command: Sequence[str] | None = None) -> None:
        """Begin to listen; `command` starts a `key_child`, and gets our id and the display as its last arguments."""
        self._told = told
        self._command = (*(default_command() if command is None else command), str(os.getpid()), display)
        self._turn = threading.Condition()
        self._child: subprocess.Popen[bytes] | None = None
        self._wanted: Wanted = {}
        self._keys: Keys = ()
        self._asked = 0
        self._answered = 0
        self._waiting = 0
        self._over = False
        # The system ends the child with the thread that started it: this one lives as long as we listen.
        self._thread = threading.Thread(target=self._listen, name="keys", daemon=True)
        self._thread.start()

    def hold(self, wanted: Wanted) -> Keys:
        """As `KeyEar.hold`; where no answer comes in time they are asked for, and `changed` tells the rest."""
        with self._turn:
            self._asked += 1
            self._waiting = number = self._asked
            self._wanted = dict(wanted)
            self._say()
            self._turn.wait_for(lambda: self._over or self._answered >= number, ANSWER_SECONDS)
            self._waiting = 0
            if self._over:
                return all_are(KeyState.DEAF, wanted)
            if self._answered >= number:
                return self._keys
            if self._child is not None:
                self._child.kill()  # it is held up itself, and may hold up the keyboard: another one takes its place
            return all_are(KeyState.ASKED, wanted)

    def ask_desktop(self) -> None:
        """X11 knows no such question."""

    def close(self) -> None:
        """As `KeyEar.close`."""
        with self._turn:
            self._over = True
            child = self._child
            self._turn.notify_all()
        if child is not None:
            child.kill()
        if self._thread is not threading.current_thread():
            self._thread.join(ANSWER_SECONDS)

    def _listen(self) -> None:
        short_lives = 0
        while short_lives < MOST_SHORT_LIVES and (child := self._next()) is not None:
            begun = time.monotonic()
            self._hear_all(child)
            short_lives = short_lives + 1 if time.monotonic() - begun < SHORT_LIFE_SECONDS else 0
        self._end()

    def _next(self) -> "subprocess.Popen[bytes] | None":
        """Start one and tell it what is wanted; None where nobody listens any more, or none can be started."""
        with self._turn:
            self._child = None if self._over else self._start()
            if self._asked:
                self._say()
            return self._child

    def _start(self) -> "subprocess.Popen[bytes] | None":
        pipe = subprocess.PIPE
        try:
            # A group of its own: what a terminal stops in front of it does not stop this.
            return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, process_group=0)
        except OSError:
            _log.warning("nothing hears the keys")
            return None

    def _hear_all(self, child: "subprocess.Popen[bytes]") -> None:
        for line in child.stdout or ():
            self._hear(line.decode("ascii", "replace").strip())
        child.wait()
        for end in (child.stdin, child.stdout):
            if end is not None:
                end.close()

    def _hear(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        if verb == PRESSED:
            self._told.pressed(KeyUse(rest))
        elif verb == HELD:
            number, _, became = rest.partition(" ")
            self._know(int(number), read_keys(became))
        elif verb == CHANGED:
            with self._turn:
                self._keys = keys = read_keys(rest)
            self._told.changed(keys)
        elif verb in {DEAF, GONE}:
            with self._turn:
                was_closed, self._over = self._over, True
                self._turn.notify_all()
            if verb == GONE and not was_closed:
                self._told.lost()

    def _know(self, number: int, keys: Keys) -> None:
        with self._turn:
            is_awaited = self._waiting == number
            is_new = keys != self._keys
            self._answered, self._keys = number, keys
            self._turn.notify_all()
        if not is_awaited and is_new and number == self._asked:
            self._told.changed(keys)

    def _say(self) -> None:
        """Say what is wanted; one that cannot hear it any more has a successor, which is told."""
        pipe = self._child.stdin if self._child is not None else None
        if pipe is None:
            return
        try:
            pipe.write(f"{self._asked} {write_wanted(self._wanted)}\n".encode())
            pipe.flush()
        except (OSError, ValueError):
            _log.info("it is told when there is another one")

    def _end(self) -> None:
        """Nothing is heard any more: say so, unless nobody wants to hear it."""
        with self._turn:
            was_closed, self._over = self._over, True
            keys = all_are(KeyState.DEAF, self._wanted)
            self._turn.notify_all()
        if not was_closed:
            self._told.changed(keys)
