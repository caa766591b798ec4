"""Keys on macOS, with a stand-in for the system: nothing here has run on the real one."""

from collections.abc import Callable

from journal.desktop.key_ear import Told
from journal.desktop.mac_keys import MacKeyEar
from journal.domain.hotkeys import Chord, KeyState, KeyUse


class FakeCarbon:
    """Holds keys, except those that others hold already."""

    def __init__(self) -> None:
        self.taken: set[int] = set()
        self.held: list[tuple[int, int, int]] = []
        self.press: Callable[[int], None] = lambda _number: None

    def begin(self, pressed: Callable[[int], None]) -> None:
        self.press = pressed

    def register(self, number: int, modifiers: int, key: int) -> object | None:
        if key in self.taken:
            return None
        self.held.append((number, modifiers, key))
        return self.held[-1]

    def unregister(self, given: object) -> None:
        self.held.remove(given)  # type: ignore[arg-type]  # what was given above


def test_keys_are_held_heard_and_let_go() -> None:
    heard: list[KeyUse] = []
    carbon = FakeCarbon()
    ear = MacKeyEar(Told(heard.append, lambda _keys: None, lambda: None), carbon)

    keys = ear.hold({KeyUse.CAPTURE: Chord.parse("F9"), KeyUse.WINDOW: Chord.parse("Ctrl+Alt+Super+K")})

    assert [key.state for key in keys] == [KeyState.HELD, KeyState.HELD]
    assert [(modifiers, key) for _, modifiers, key in carbon.held] == [(0, 101), (0x1900, 40)]
    for number, _, _ in carbon.held:
        carbon.press(number)
    carbon.press(77)
    assert heard == [KeyUse.CAPTURE, KeyUse.WINDOW]
    ear.close()
    assert carbon.held == []


def test_a_key_that_is_taken_or_not_on_the_keyboard_is_told() -> None:
    carbon = FakeCarbon()
    carbon.taken.add(101)
    ear = MacKeyEar(Told(lambda _use: None, lambda _keys: None, lambda: None), carbon)

    keys = ear.hold({KeyUse.CAPTURE: Chord.parse("F9"), KeyUse.WINDOW: Chord.parse("Pause")})

    assert [key.state for key in keys] == [KeyState.TAKEN, KeyState.MISSING]


def test_a_key_that_stays_is_not_let_go_meanwhile() -> None:
    carbon = FakeCarbon()
    ear = MacKeyEar(Told(lambda _use: None, lambda _keys: None, lambda: None), carbon)
    ear.hold({KeyUse.CAPTURE: Chord.parse("F9")})
    first = carbon.held[0]

    ear.hold({KeyUse.CAPTURE: Chord.parse("F9"), KeyUse.WINDOW: Chord.parse("F8")})

    assert carbon.held[0] is first
