"""What hears keys while any program is in front: the one face of all ways to do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from journal.domain.hotkeys import Chord, HeardKey, KeyState, KeyUse

Wanted: TypeAlias = Mapping[KeyUse, Chord]
Keys: TypeAlias = tuple[HeardKey, ...]


@dataclass(frozen=True)
class Told:
    """Whom an ear tells what; all three are called in its own thread, and return at once.

    `pressed`: this key was. `changed`: something else became of the keys than was said before. `lost`: the desktop is
    gone, and with it all keys.
    """

    pressed: Callable[[KeyUse], None]
    changed: Callable[[Keys], None]
    lost: Callable[[], None]


class KeyEar(Protocol):
    """Hears the keys that are wanted, and no others."""

    by_desktop: bool
    """Keys are chosen in the desktop's own settings; what is wanted is only proposed to it."""

    def hold(self, wanted: Wanted) -> Keys:
        """Hear these from now on, and let go what was held before. Says what became of each."""
        ...

    def ask_desktop(self) -> None:
        """Have the desktop ask the person which keys they want, where it can."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class NoEar:
    """Stands where a desktop lets programs hear no keys."""

    by_desktop = False

    def hold(self, wanted: Wanted) -> Keys:
        """All of them deaf."""
        return all_are(KeyState.DEAF, wanted)

    def ask_desktop(self) -> None:
        """There is nobody to ask."""

    def close(self) -> None:
        """There is nothing to let go."""


def all_are(state: KeyState, wanted: Wanted) -> Keys:
    """The same became of all."""
    return tuple(HeardKey(use, str(chord), state) for use, chord in wanted.items())
