"""Stand-ins for what hears keys, and for what starts a program with the session."""

from collections.abc import Sequence
from pathlib import Path

from journal.desktop.key_ear import Keys, Told, Wanted
from journal.domain.hotkeys import HeardKey, KeyState, KeyUse
from journal.services.listening import Listening
from journal.settings import Paths

NOWHERE = Paths(*[Path("/dev/null/nowhere")] * 3)  # where not even root can make a folder


class FakeEar:
    """Holds what is wanted, except keys that somebody else has."""

    def __init__(self) -> None:
        self.by_desktop = False
        self.taken: set[str] = set()
        self.told: Told | None = None
        self.held: dict[KeyUse, str] = {}
        self.asked_desktop = 0
        self.closed = False

    def listen(self, told: Told) -> "FakeEar":
        self.told = told
        return self

    def hold(self, wanted: Wanted) -> Keys:
        self.held = {use: str(chord) for use, chord in wanted.items() if str(chord) not in self.taken}
        return tuple(
            HeardKey(use, str(chord), KeyState.HELD if use in self.held else KeyState.TAKEN)
            for use, chord in wanted.items()
        )

    def ask_desktop(self) -> None:
        self.asked_desktop += 1

    def close(self) -> None:
        self.closed = True

    def press(self, use: KeyUse = KeyUse.CAPTURE) -> None:
        assert self.told is not None
        assert use in self.held
        self.told.pressed(use)


class FakeAutostart:
    """Remembers the command; with `fails` the disk takes nothing."""

    def __init__(self) -> None:
        self.command: tuple[str, ...] | None = None
        self.fails = False

    def is_on(self) -> bool:
        return self.command is not None

    def turn_on(self, command: Sequence[str]) -> None:
        if self.fails:
            raise PermissionError
        self.command = tuple(command)

    def turn_off(self) -> None:
        if self.fails:
            raise PermissionError
        self.command = None


def listening(ear: FakeEar, autostart: FakeAutostart | None = None, paths: Paths = NOWHERE) -> Listening:
    """What hears with that ear, and keeps its settings there."""
    return Listening(paths, ear.listen, autostart or FakeAutostart(), "gnome")
