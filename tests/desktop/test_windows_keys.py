"""Keys on Windows, with a stand-in for the system: nothing here has run on the real one."""

import queue
from collections.abc import Iterator

import pytest

from journal.desktop.key_ear import Told
from journal.desktop.windows_keys import WindowsKeyEar
from journal.domain.hotkeys import Chord, KeyState, KeyUse

F9, HIDE = Chord.parse("F9"), Chord.parse("Ctrl+Shift+F9")


class FakeUser32:
    """Has messages for one thread, and keys that others hold already."""

    def __init__(self) -> None:
        self.messages: queue.Queue[int] = queue.Queue()
        self.taken: set[int] = set()
        self.held: dict[int, tuple[int, int]] = {}

    def begin(self) -> None:
        assert self.messages.empty()

    def register(self, number: int, modifiers: int, key: int) -> bool:
        if key in self.taken:
            return False
        self.held[number] = (modifiers, key)
        return True

    def unregister(self, number: int) -> None:
        del self.held[number]

    def wait(self) -> int:
        return self.messages.get(timeout=60)

    def wake(self) -> None:
        self.messages.put(0)


@pytest.fixture
def user32() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def heard() -> "queue.Queue[KeyUse]":
    return queue.Queue()


@pytest.fixture
def ear(user32: FakeUser32, heard: "queue.Queue[KeyUse]") -> Iterator[WindowsKeyEar]:
    ear = WindowsKeyEar(Told(heard.put, lambda _keys: None, lambda: None), user32)
    yield ear
    ear.close()


def test_keys_are_held_without_repeats_and_heard(
    ear: WindowsKeyEar, user32: FakeUser32, heard: "queue.Queue[KeyUse]"
) -> None:
    keys = ear.hold({KeyUse.CAPTURE: F9, KeyUse.WINDOW: HIDE})

    assert [key.state for key in keys] == [KeyState.HELD, KeyState.HELD]
    assert sorted(user32.held.values()) == [(0x4000, 0x78), (0x4006, 0x78)]
    for number in user32.held:
        user32.messages.put(number)
    user32.messages.put(77)
    assert {heard.get(timeout=60), heard.get(timeout=60)} == {KeyUse.CAPTURE, KeyUse.WINDOW}


def test_a_key_somebody_else_has_is_told_as_taken(ear: WindowsKeyEar, user32: FakeUser32) -> None:
    user32.taken.add(0x78)

    assert [key.state for key in ear.hold({KeyUse.CAPTURE: F9})] == [KeyState.TAKEN]


def test_a_key_that_is_no_longer_wanted_is_let_go_and_all_of_them_at_the_end(
    ear: WindowsKeyEar, user32: FakeUser32
) -> None:
    ear.hold({KeyUse.CAPTURE: F9, KeyUse.WINDOW: HIDE})
    ear.hold({KeyUse.CAPTURE: Chord.parse("F8"), KeyUse.WINDOW: HIDE})
    assert sorted(key for _, key in user32.held.values()) == [0x77, 0x78]

    ear.close()

    assert user32.held == {}
