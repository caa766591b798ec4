"""The focus of what was hidden goes to what comes next, never to what would close the sheet."""

from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.look.walking import walk_on
from journal.gui.text.button import Button


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.close_it, self.deed, self.onward = (Button(text) for text in ("Close", "Look", "Print"))
        box = QVBoxLayout(self)
        for button in (self.close_it, self.deed, self.onward):
            box.addWidget(button)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return walk_on(self, forwards)


@pytest.fixture
def page(qtbot: Any, wear: Any) -> _Page:
    made = _Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_what_is_hidden_hands_the_focus_on(qtbot: Any, page: _Page) -> None:
    page.deed.setFocus()
    qtbot.waitUntil(page.deed.hasFocus)

    page.deed.hide()

    qtbot.waitUntil(page.onward.hasFocus)


def test_what_is_switched_off_hands_the_focus_on(qtbot: Any, page: _Page) -> None:
    page.deed.setFocus()
    qtbot.waitUntil(page.deed.hasFocus)

    page.deed.setEnabled(False)

    qtbot.waitUntil(page.onward.hasFocus)


def test_the_last_one_hands_it_back(qtbot: Any, page: _Page) -> None:
    page.onward.setFocus()
    qtbot.waitUntil(page.onward.hasFocus)

    page.onward.hide()

    qtbot.waitUntil(page.deed.hasFocus)
