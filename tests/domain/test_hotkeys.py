"""How keys that are heard everywhere are written, and which of them nobody misses elsewhere."""

import pytest

from journal.domain.hotkeys import KEYS, Chord, HeardKey, Hearing, KeyState, KeyUse, NoChord
from journal.settings import Settings


@pytest.mark.parametrize("text", ["F9", "Ctrl+Shift+F9", "Ctrl+Alt+Shift+Super+Space", "Print", "Super+Left"])
def test_what_is_written_is_read_again(text: str) -> None:
    assert str(Chord.parse(text)) == text


def test_modifiers_stand_in_one_order() -> None:
    assert str(Chord.parse("Shift+Ctrl+A")) == "Ctrl+Shift+A"


@pytest.mark.parametrize(
    "text", ["", "+", "f9", "Ctrl+", "Ctrl+Ctrl+A", "Hyper+A", "Ctrl+Escape", "F25", "A+Ctrl"]
)
def test_what_names_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoChord):
        Chord.parse(text)


@pytest.mark.parametrize(
    "text", ["F9", "Shift+F9", "Print", "Pause", "Ctrl+Alt+S", "Ctrl+Shift+1", "Super+J", "Alt+Shift+Home"]
)
def test_keys_nobody_writes_with_can_be_heard_everywhere(text: str) -> None:
    assert Chord.parse(text).can_be_global()


@pytest.mark.parametrize(
    "text",
    ["A", "Shift+A", "Ctrl+C", "Alt+F4", "Delete", "Space", "F1", "F6", "Ctrl+Alt+F2", "Left", "Ctrl+F4"],
)
def test_keys_others_need_cannot(text: str) -> None:
    assert not Chord.parse(text).can_be_global()


def test_the_usual_keys_can() -> None:
    assert Chord.parse(Settings().capture_key).can_be_global()
    assert Chord.parse(Settings().window_key).can_be_global()


def test_the_key_for_words_is_the_same_with_shift_if_that_is_another() -> None:
    assert str(Chord.parse("F9").with_shift()) == "Shift+F9"
    assert Chord.parse("Ctrl+Shift+F9").with_shift() is None


def test_every_key_can_be_written_with_others() -> None:
    assert all(Chord.parse(f"Ctrl+Alt+{key}").key == key for key in KEYS)


def test_a_key_is_named_only_while_it_is_heard() -> None:
    hearing = Hearing(
        (HeardKey(KeyUse.CAPTURE, "F9", KeyState.HELD), HeardKey(KeyUse.WINDOW, "F8", KeyState.TAKEN))
    )

    assert hearing.name_of(KeyUse.CAPTURE) == "F9"
    assert hearing.name_of(KeyUse.WINDOW) == ""
    assert hearing.key(KeyUse.WORDS).state is KeyState.OFF
