"""Several things of a list are ticked with the mouse, keys or a screen reader, and the list stays open meanwhile."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from journal.gui.text.several import Several


@pytest.fixture
def several(qtbot: Any, kit: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(500, 400)
    several = Several(kit.words, "Which people", "Every person", host)
    for letter in "abcd":
        several.offer(f"Person {letter}", letter)
    host.show()
    yield several
    several.hidePopup()


@pytest.fixture
def heard(several: Any) -> list[Any]:
    heard: list[Any] = []
    several.changed.connect(lambda: heard.append(several.chosen()))
    return heard


def _line(several: Any, text: str) -> Any:
    return next(action for action in several.menu.actions() if action.text() == text)


def _click(qtbot: Any, several: Any, text: str) -> None:
    place = several.menu.actionGeometry(_line(several, text)).center()
    qtbot.mouseClick(several.menu, Qt.MouseButton.LeftButton, pos=QPoint(place))


def _ticked(several: Any) -> list[str]:
    return [action.text() for action in several.menu.actions() if action.isChecked()]


def test_every_one_is_meant_until_one_is_ticked(several: Any) -> None:
    several.showPopup()

    assert several.chosen() == ()
    assert several.currentText() == "Every person"
    assert _ticked(several) == ["Every person"]


def test_the_list_stays_open_while_several_are_ticked(qtbot: Any, several: Any, heard: Any) -> None:
    several.showPopup()

    _click(qtbot, several, "Person c")
    _click(qtbot, several, "Person a")

    assert several.menu.isVisible()
    assert heard == [("c",), ("a", "c")]
    assert several.currentText() == "Person a, Person c"
    assert _ticked(several) == ["Person a", "Person c"]


def test_taking_the_last_tick_away_means_every_one_again(qtbot: Any, several: Any, heard: Any) -> None:
    several.choose("b")
    several.showPopup()

    _click(qtbot, several, "Person b")

    assert heard == [()]
    assert several.currentText() == "Every person"
    assert _ticked(several) == ["Every person"]


def test_every_one_takes_all_ticks_away_and_can_itself_not_be_taken_away(
    qtbot: Any, several: Any, heard: Any
) -> None:
    several.choose_all_of(("a", "b", "c"))
    several.showPopup()

    _click(qtbot, several, "Every person")
    _click(qtbot, several, "Every person")

    assert heard == [()], "told once, and not again when nothing came of it"
    assert _ticked(several) == ["Every person"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_keys_open_it_tick_and_leave(qtbot: Any, several: Any, key: Qt.Key) -> None:
    qtbot.keyClick(several, key)
    for pressed in (Qt.Key.Key_Down, key, Qt.Key.Key_Down, key):
        qtbot.keyClick(several.menu, pressed)

    assert several.chosen() == ("a", "b")
    qtbot.keyClick(several.menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: several.menu is None)
    assert several.chosen() == ("a", "b")


def test_done_closes_it_and_keeps_the_ticks(qtbot: Any, several: Any) -> None:
    several.showPopup()
    _click(qtbot, several, "Person d")

    _click(qtbot, several, "Done")

    qtbot.waitUntil(lambda: several.menu is None)
    assert several.chosen() == ("d",)


def test_of_many_it_says_the_first_and_how_many_more(several: Any) -> None:
    several.choose_all_of(("d", "b", "a"))

    assert several.currentText() == "Person a and 2 more"


def test_what_is_not_offered_is_not_chosen(several: Any, heard: Any) -> None:
    several.choose_all_of(("b", "someone who is gone"))
    assert several.chosen() == ("b",)

    several.choose(None)
    assert several.chosen() == ()
    assert heard == [], "what the program chooses is told to nobody"
