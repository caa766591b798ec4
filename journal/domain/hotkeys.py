"""Keys that are heard whatever program is in front: how they are written, what they do, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

CTRL, ALT, SHIFT, SUPER = "Ctrl", "Alt", "Shift", "Super"
MODIFIERS = (CTRL, ALT, SHIFT, SUPER)
"""In the order in which they are written; the last has a picture on it, or is Cmd."""

_FUNCTION_KEYS = frozenset(f"F{number}" for number in range(1, 25))
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_NAMED = frozenset(
    {"Insert", "Delete", "Home", "End", "PageUp", "PageDown", "Left", "Right", "Up", "Down", "Space"}
)
_BARE = _FUNCTION_KEYS | {"Print", "Pause"}
"""Nothing is written with these, so they may be pressed alone."""

KEYS = _BARE | _LETTERS | _NAMED

_SPOKEN_FOR = frozenset({"F1", "F6", "F10", "Alt+F4", "Ctrl+F4"})
"""What this window, or nearly every other, does by these: help, the next part, the menu, closing."""


class KeyUse(StrEnum):
    """What a key does."""

    CAPTURE = "capture"
    """Keep what is on the screen."""

    WINDOW = "window"
    """Hide the window, or bring it up."""

    WORDS = "words"
    """Open the line of the last capture; heard only while that line is there."""


class KeyState(StrEnum):
    """Whether a key is heard, or why not."""

    HELD = "held"
    OFF = "off"
    """None was chosen."""

    TAKEN = "taken"
    """Another program, or the desktop, has it."""

    OURS = "ours"
    """This program uses it already, for something else."""

    MISSING = "missing"
    """There is no such key on this keyboard."""

    ASKED = "asked"
    """The desktop was asked, and has not yet answered."""

    REFUSED = "refused"
    """The desktop, or whoever it asked, said no."""

    DEAF = "deaf"
    """Programs hear no keys on this desktop."""


class NoChord(ValueError):
    """This names no key, or none that can be heard everywhere."""


@dataclass(frozen=True)
class Chord:
    """A key and what is held down with it; written `Ctrl+Shift+F9`."""

    key: str
    modifiers: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes.

        Raises:
            NoChord: it is not that.
        """
        *modifiers, key = text.split("+")
        if key not in KEYS or not set(modifiers) <= set(MODIFIERS) or len(set(modifiers)) < len(modifiers):
            raise NoChord(text)
        return cls(key, frozenset(modifiers))

    def __str__(self) -> str:
        return "+".join([*(name for name in MODIFIERS if name in self.modifiers), self.key])

    def can_be_global(self) -> bool:
        """Whether nobody misses it in other programs: nothing is written with it and it is no usual shortcut."""
        if str(self) in _SPOKEN_FOR or (self.modifiers == {CTRL, ALT} and self.key in _FUNCTION_KEYS):
            return False  # the last are the system's way to another screen
        if self.key in _BARE:
            return True
        return SUPER in self.modifiers or len(self.modifiers) > 1

    def with_shift(self) -> "Chord | None":
        """The same with Shift; None where it has that already."""
        return None if SHIFT in self.modifiers else Chord(self.key, self.modifiers | {SHIFT})


@dataclass(frozen=True)
class HeardKey:
    """What became of a key. `name` is as the desktop calls it, where that chose it; empty where there is none."""

    use: KeyUse
    name: str
    state: KeyState


@dataclass(frozen=True)
class Hearing:
    """What the keeper hears and how long it goes on: all that a window has to know of it.

    `refused` is the key asked for last, where it cannot be had; `unkept` says that the disk did not take the change:
    with either, everything is as it was. `by_desktop`: keys are chosen in the desktop's own settings. `command` is what
    such a key has to start, where no other way is left; `desktop` is `gnome`, `kde` or nothing.
    """

    keys: tuple[HeardKey, ...] = ()
    refused: HeardKey | None = None
    unkept: bool = False
    by_desktop: bool = False
    stay: bool = False
    autostart: bool = False
    command: str = ""
    desktop: str = ""

    def key(self, use: KeyUse) -> HeardKey:
        """The key for that use."""
        return next((key for key in self.keys if key.use is use), HeardKey(use, "", KeyState.OFF))

    def name_of(self, use: KeyUse) -> str:
        """The key that can be pressed for that use now; nothing where none is heard."""
        key = self.key(use)
        return key.name if key.state is KeyState.HELD else ""
