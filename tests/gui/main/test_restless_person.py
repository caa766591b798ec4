"""R-16: whatever is pressed, typed and clicked, in whatever order, nothing goes wrong and nothing piles up."""

import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from tests.gui.places import Guide

ACTIONS = 150
LONG_ACTIONS = 5_000
MOST_GROWN_MB = 50
# Without Escape: three of them within a second hide the window, and that is the end.
KEYS = (
    *(
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Space,
        Qt.Key.Key_F6,
    ),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F1),
)
WITH_CONTROL = (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_Z, Qt.Key.Key_A, Qt.Key.Key_Plus)
TYPED = ("a", "Night", "2026", "<b>&x", "99:99", " ", "x@example.net")
LEAVING = ("Lock", "Hide", "Quit", "Close Journal")


class Restless:
    """Does the next thing that comes to hand."""

    def __init__(self, window: QWidget, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)

    def act(self) -> str:
        above = QApplication.activeWindow()
        if above is not None and above is not self._window:
            # The toolkit's own, such as for a printer: what stands in it waits in a loop of its own.
            closed = f"closed {above!r}"
            above.close()
            return closed
        chance = self._chance.random()
        if chance < 0.45:
            return self._use(self._in_sight())
        # Through the window, as a keyboard does: what has the focus may be gone after the first key.
        target = self._window.windowHandle()
        if chance < 0.6:
            key = self._chance.choice(WITH_CONTROL)
            QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
            return f"Ctrl+{key.name}"
        if chance < 0.75:
            text = self._chance.choice(TYPED)
            for letter in text:
                QTest.keyClick(target, Qt.Key(ord(letter.upper())))
            return f"typed {text!r}"
        key = self._chance.choice(KEYS)
        QTest.keyClick(target, key)
        return key.name

    def _in_sight(self) -> list[QWidget]:
        kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit)
        everything = [widget for kind in kinds for widget in self._window.findChildren(kind)]
        return [widget for widget in everything if widget.isEnabled() and self._can_be_reached(widget)]

    def _can_be_reached(self, widget: QWidget) -> bool:
        if widget.window() is not self._window or not widget.isVisible() or widget.visibleRegion().isEmpty():
            return False
        if isinstance(widget, QPushButton | QToolButton) and widget.menu() is not None:
            return False  # an open menu waits for a choice, and so would the test
        return not (isinstance(widget, QAbstractButton) and any(word in widget.text() for word in LEAVING))

    def _use(self, there: list[QWidget]) -> str:
        if not there:
            return "nothing in sight"
        widget = self._chance.choice(there)
        place = widget.visibleRegion().boundingRect().center()
        if isinstance(widget, QAbstractItemView):
            widget = widget.viewport()
            place = QPoint(
                self._chance.randrange(1, widget.width() + 1), self._chance.randrange(1, widget.height() + 1)
            )
        clicked = f"clicked {widget!r}"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        return clicked


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def be_restless(qtbot: Any, guide: Guide, actions: int, seed: int) -> list[str]:
    restless = Restless(guide.session.window, seed)
    done = []
    for number in range(actions):
        done.append(restless.act())
        if number % 5 == 0:
            qtbot.wait(1)
    return done


@pytest.mark.timeout(300)
def test_R16_whatever_is_done_in_whatever_order_nothing_goes_wrong(
    qtbot: Any, guide: Guide, troubles: list[BaseException]
) -> None:
    guide.entry()

    done = be_restless(qtbot, guide, ACTIONS, seed=2)

    assert troubles == [], done[-5:]
    assert guide.session.window.isVisible()


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_R16_five_thousand_actions_go_well_and_leave_nothing_behind(
    qtbot: Any, guide: Guide, troubles: list[BaseException]
) -> None:
    guide.entry()
    be_restless(qtbot, guide, ACTIONS, seed=3)
    before = resident_mb()
    be_restless(qtbot, guide, LONG_ACTIONS, seed=4)

    grown = resident_mb() - before
    print(f"{LONG_ACTIONS} actions, {grown:.1f} MB more")
    assert troubles == []
    assert grown < MOST_GROWN_MB
