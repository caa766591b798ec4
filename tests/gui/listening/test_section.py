"""The settings about keys: pressed to be chosen, tried at once, and told in words what came of it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.gui.keeper_link import KeeperLink
from journal.gui.listening.guide import Guide
from journal.gui.listening.hints import KeyHints
from journal.gui.listening.keys import GlobalKeys
from journal.gui.listening.section import CaptureSection
from journal.services.key_words import write_hearing
from tests.gui.fakes import FakeWords

F9 = HeardKey(KeyUse.CAPTURE, "F9", KeyState.HELD)
HIDE = HeardKey(KeyUse.WINDOW, "Ctrl+Shift+F9", KeyState.HELD)
USUAL = Hearing((F9, HIDE), command="journal capture")


class Keeper:
    """The other end: what it was asked, and what it says."""

    def __init__(self) -> None:
        self.heard = io.BytesIO()
        self.link = KeeperLink(io.BytesIO(), self.heard)
        self.keys = GlobalKeys(self.link)
        self.say(USUAL)

    def say(self, hearing: Hearing) -> None:
        self.link._obey(f"keys {write_hearing(hearing)}")

    def asked(self) -> list[str]:
        lines = self.heard.getvalue().decode().splitlines()
        self.heard.seek(0)
        self.heard.truncate()
        return lines


@pytest.fixture
def keeper(wear: Any) -> Iterator[Keeper]:
    wear()
    keeper = Keeper()
    yield keeper
    keeper.link.deleteLater()


@pytest.fixture
def section(qtbot: Any, kit: Any, words: FakeWords, keeper: Keeper) -> CaptureSection:
    section = CaptureSection(words, keeper.keys)
    qtbot.addWidget(section)
    section.show()
    qtbot.waitUntil(section.isActiveWindow)
    return section


def shown(section: CaptureSection) -> str:
    return " ".join(label.text() for label in section.findChildren(QLabel) if label.isVisible())


def begin(qtbot: Any, section: CaptureSection, use: KeyUse = KeyUse.CAPTURE) -> Any:
    field = section.fields[use]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.is_listening()
    return field


def test_the_keys_are_shown_as_they_are(section: CaptureSection) -> None:
    assert section.fields[KeyUse.CAPTURE].shown_text() == "F9"
    assert section.fields[KeyUse.WINDOW].shown_text() == "Ctrl+Shift+F9"
    assert not section.stay.isChecked()
    assert not section.autostart.isChecked()


def test_a_key_is_chosen_by_pressing_it(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    field = begin(qtbot, section)
    assert field.shown_text() == "Press a key…"

    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)

    assert keeper.asked() == ["choosing on", "choosing off", "choose capture Ctrl+Alt+K"]
    keeper.say(Hearing((replace(F9, name="Ctrl+Alt+K"), HIDE)))
    assert field.shown_text() == "Ctrl+Alt+K"
    assert "Nothing was changed" not in shown(section)


def test_modifiers_alone_are_waited_out(qtbot: Any, section: CaptureSection) -> None:
    field = begin(qtbot, section)

    for key in (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta):
        qtbot.keyClick(field, key)

    assert field.is_listening()


def test_a_key_that_is_taken_is_told_and_the_earlier_one_stays(
    qtbot: Any, section: CaptureSection, keeper: Keeper
) -> None:
    field = begin(qtbot, section)
    qtbot.keyClick(field, Qt.Key.Key_F8)
    keeper.say(USUAL)  # the answer to the end of choosing
    keeper.say(replace(USUAL, refused=HeardKey(KeyUse.CAPTURE, "F8", KeyState.TAKEN)))

    assert field.shown_text() == "F9"
    assert "F8 is used by another program" in shown(section)
    assert "Nothing was changed" in shown(section)


def test_a_change_the_disk_did_not_take_is_told(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    section.stay.click()
    assert keeper.asked() == ["stay on"]
    keeper.say(replace(USUAL, unkept=True))

    assert not section.stay.isChecked()
    assert "could not be kept" in shown(section)


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Eacute])
def test_a_key_others_need_is_declined_in_words(
    qtbot: Any, section: CaptureSection, keeper: Keeper, key: Qt.Key
) -> None:
    field = begin(qtbot, section)

    qtbot.keyClick(field, key)
    keeper.say(USUAL)

    assert keeper.asked() == ["choosing on", "choosing off"]
    assert field.shown_text() == "F9"
    assert "needed for other things" in shown(section)


def test_escape_leaves_it_as_it_is(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    field = begin(qtbot, section)

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert keeper.asked() == ["choosing on", "choosing off"]
    assert field.shown_text() == "F9"


def test_backspace_is_for_none(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    field = begin(qtbot, section, KeyUse.WINDOW)

    qtbot.keyClick(field, Qt.Key.Key_Backspace)

    assert keeper.asked()[-1] == "choose window"
    keeper.say(Hearing((F9,)))
    assert field.shown_text() == "None"


def test_leaving_it_ends_the_choosing(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    begin(qtbot, section)

    section.stay.setFocus()

    assert keeper.asked() == ["choosing on", "choosing off"]


def test_nobody_waits_for_ever_for_a_key(qtbot: Any, section: CaptureSection, keeper: Keeper) -> None:
    field = section.fields[KeyUse.CAPTURE]
    field._patience.setInterval(10)
    begin(qtbot, section)

    qtbot.waitUntil(lambda: not field.is_listening())

    assert keeper.asked() == ["choosing on", "choosing off"]


def test_a_key_only_the_keeper_hears_can_be_chosen_again(
    qtbot: Any, section: CaptureSection, keeper: Keeper
) -> None:
    begin(qtbot, section)

    keeper.link._obey("pressed capture")

    assert keeper.asked()[-1] == "choose capture F9"


def test_a_shortcut_of_the_window_does_nothing_else_while_a_key_is_chosen(
    qtbot: Any, section: CaptureSection, keeper: Keeper
) -> None:
    from journal.gui.main.keys import bind

    done: list[str] = []
    bind(section, {"Ctrl+Shift+N": lambda: done.append("new")})
    field = begin(qtbot, section)

    qtbot.keyClick(
        field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )

    assert done == []
    assert keeper.asked()[-1] == "choose capture Ctrl+Shift+N"


def test_staying_and_starting_are_asked_for(section: CaptureSection, keeper: Keeper) -> None:
    section.stay.click()
    section.autostart.click()
    section.autostart.click()

    assert keeper.asked() == ["stay on", "autostart on", "autostart off"]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (KeyState.TAKEN, "used by another program"),
        (KeyState.MISSING, "no F9 on this keyboard"),
        (KeyState.ASKED, "has not answered yet"),
        (KeyState.REFUSED, "given no key"),
        (KeyState.DEAF, "no program hear keys"),
    ],
)
def test_U12_a_key_that_is_not_heard_is_told_in_one_sentence(
    section: CaptureSection, keeper: Keeper, state: KeyState, sentence: str
) -> None:
    keeper.say(Hearing((replace(F9, state=state), HIDE)))

    assert sentence in shown(section)


@pytest.mark.parametrize(
    ("desktop", "sentence", "line"),
    [
        ("gnome", "Custom Shortcuts", "journal capture"),
        ("kde", "system settings", "journal capture"),
        ("sway", ".config/sway/config", "bindsym F9 exec journal capture"),
        ("", "add one", "journal capture"),
    ],
)
def test_U12_where_no_keys_are_heard_the_desktops_own_are_explained_with_the_command(
    qtbot: Any, words: FakeWords, desktop: str, sentence: str, line: str, keeper: Keeper
) -> None:
    keeper.say(Hearing((replace(F9, state=KeyState.DEAF),), desktop=desktop, command="journal capture"))
    section = CaptureSection(words, keeper.keys)
    qtbot.addWidget(section)
    section.show()
    guide = section.findChild(Guide)
    assert guide is not None

    guide.copy.click()

    assert not section.stay.isVisible()
    assert sentence in shown(section)
    assert line in shown(section)
    assert QGuiApplication.clipboard().text() == line
    QGuiApplication.clipboard().clear()


def test_where_the_desktop_decides_it_is_asked(qtbot: Any, words: FakeWords, keeper: Keeper) -> None:
    keeper.say(replace(USUAL, keys=(replace(F9, name="Meta+K"), HIDE), by_desktop=True))
    section = CaptureSection(words, keeper.keys)
    qtbot.addWidget(section)
    section.show()

    section.desktop.click()

    assert keeper.asked() == ["ask-desktop"]
    assert "Meta+K. In any program" in shown(section)
    assert section.fields == {}


def test_what_the_keeper_says_and_nobody_understands_changes_nothing(keeper: Keeper) -> None:
    keeper.link._obey("keys {")
    keeper.link._obey("pressed sing")

    assert keeper.keys.hearing == USUAL


class Window:
    """What shows the key, and what is worth knowing."""

    def __init__(self) -> None:
        self.key = ""
        self.told: list[str] = []

    def show_capture_key(self, key: str) -> None:
        self.key = key

    def tell(self, text: str, *verbs: Any) -> None:
        self.told.append(text)
        verbs[0][1]()


def test_the_key_stands_beside_its_verb_and_why_there_is_none_is_told_once(
    words: FakeWords, keeper: Keeper
) -> None:
    window, opened = Window(), list[str]()
    hints = KeyHints(words, keeper.keys, window, window, lambda: opened.append("settings"), keeper.link)
    assert (window.key, window.told) == ("F9", [])

    for _ in range(2):
        keeper.say(Hearing((replace(F9, state=KeyState.TAKEN),)))

    assert hints.parent() is keeper.link
    assert window.key == ""
    assert window.told == ["F9 is used by another program, so it does nothing here."]
    assert opened == ["settings"]
