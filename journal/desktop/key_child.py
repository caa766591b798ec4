"""The process that takes keys from all others on an X11 display: small, and never busy with anything else.

While a key of ours is down the display holds back what is typed, until we let go. A keeper that is stopped, or waits
for its disk, would hold the whole keyboard; this lets go at once, whatever the keeper does. It hears one line per wish
on its input and ends with it.
"""

import os
import signal
import sys
from collections.abc import Iterator

from journal.desktop.hardening import die_with_parent
from journal.desktop.key_ear import Keys, Told, Wanted
from journal.desktop.x11_keys import X11KeyEar
from journal.desktop.xcb import X11Unavailable
from journal.domain.hotkeys import Chord, HeardKey, KeyState, KeyUse

DEAF, GONE, HELD, CHANGED, PRESSED = "deaf", "gone", "held", "changed", "pressed"
"""What it says: there is no display; it went away; what became of a wish; what became of it later; a key."""


def main() -> None:
    """Serve the process that started this one; the last arguments are its id and the display."""
    parent, display = int(sys.argv[-2]), sys.argv[-1]
    die_with_parent(parent, signal.SIGKILL)
    try:
        ear = X11KeyEar(Told(_pressed, _changed, _lost), display)
    except X11Unavailable:
        _say(DEAF)
        return
    for line in sys.stdin:
        number, _, wishes = line.strip().partition(" ")
        _say(f"{HELD} {number} {write_keys(ear.hold(read_wanted(wishes)))}")
    ear.close()


def write_wanted(wanted: Wanted) -> str:
    """Wishes in one line."""
    return " ".join(f"{use}={chord}" for use, chord in wanted.items())


def read_wanted(line: str) -> dict[KeyUse, Chord]:
    """What `write_wanted` wrote."""
    parts = (part.partition("=") for part in line.split())
    return {KeyUse(use): Chord.parse(chord) for use, _, chord in parts}


def write_keys(keys: Keys) -> str:
    """What became of wishes, in one line."""
    return " ".join(f"{key.use}={key.name}={key.state}" for key in keys)


def read_keys(line: str) -> Keys:
    """What `write_keys` wrote."""
    return tuple(_keys_in(line))


def _keys_in(line: str) -> Iterator[HeardKey]:
    for part in line.split():
        use, name, state = part.split("=")
        yield HeardKey(KeyUse(use), name, KeyState(state))


def _pressed(use: KeyUse) -> None:
    _say(f"{PRESSED} {use}")


def _changed(keys: Keys) -> None:
    _say(f"{CHANGED} {write_keys(keys)}")


def _lost() -> None:
    _say(GONE)


def _say(line: str) -> None:
    # One write: two threads speak, and a line is shorter than what a pipe takes whole.
    os.write(sys.stdout.fileno(), f"{line}\n".encode())
