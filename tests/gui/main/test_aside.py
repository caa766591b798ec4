"""Our windows out of the picture: gone while it is taken, and after it as they were, with the focus where it was."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow

from journal.gui.main import aside
from journal.gui.main.aside import Aside


@pytest.fixture
def window(qtbot: Any) -> Any:
    made = QMainWindow()
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    made.setCentralWidget(QLineEdit("He posted again"))
    made.resize(200, 80)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


class Keeper:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def hidden(self, *, was_seen: bool) -> None:
        self.heard.append("seen" if was_seen else "not seen")

    def drawn(self, is_done: bool, /) -> None:
        self.heard.append("drawn" if is_done else "drawing")


def clearness(window: QMainWindow) -> set[int]:
    """How much of what lies behind is seen, everywhere in the window: 0 is all of it."""
    seen = window.grab().toImage()
    return {seen.pixelColor(x, y).alpha() for x in range(seen.width()) for y in range(seen.height())}


def test_where_nothing_better_is_known_a_window_is_hidden_and_shown_again(window: Any) -> None:
    stepping, keeper = Aside(), Keeper()

    stepping.step(keeper)
    assert not window.isVisible()
    stepping.step(keeper)
    assert keeper.heard == ["seen", "seen"], "asked twice, it is still out of sight"
    stepping.come_back()

    assert window.isVisible()


def test_a_window_nobody_sees_has_nothing_to_hide(window: Any) -> None:
    window.showMinimized()
    stepping, keeper = Aside(), Keeper()

    stepping.step(keeper)
    stepping.come_back()

    assert keeper.heard == ["not seen"]
    assert window.isMinimized()


def test_what_goes_for_good_is_gone_before_that_is_said(window: Any) -> None:
    window.showMinimized()
    keeper = Keeper()

    def close() -> bool:
        keeper.heard.append("closed")
        return True

    Aside().step(keeper, close)

    assert keeper.heard == ["closed", "seen"]


def test_under_wayland_a_window_is_painted_clear_and_keeps_focus_and_place(qtbot: Any, window: Any) -> None:
    field = window.centralWidget()
    field.setFocus()
    before = window.grab().toImage()

    backs = aside._on_wayland([window])

    assert window.isVisible()
    assert clearness(window) == {0}
    qtbot.keyClicks(field, ", and again")
    assert clearness(window) == {0}
    for back in backs:
        back()
    assert field.text() == "He posted again, and again"
    field.setText("He posted again")
    assert clearness(window) != {0}
    assert window.grab().toImage().size() == before.size()
    assert window.focusWidget() is field


def test_an_open_menu_goes_for_good(qtbot: Any, window: Any) -> None:
    from PySide6.QtWidgets import QMenu

    menu = QMenu(window)
    menu.addAction("Copy")
    menu.popup(window.mapToGlobal(window.rect().center()))
    stepping = Aside()

    stepping.step(Keeper())
    stepping.come_back()

    assert not menu.isVisible()
