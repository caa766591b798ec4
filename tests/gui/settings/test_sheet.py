"""The settings are gone through from top to bottom, also where lines came later than those below them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journal.gui.look.walking import stops
from tests.gui.places import Guide
from tests.gui.seeing import says


def test_tab_goes_from_top_to_bottom_and_round_again(qtbot: Any, guide: Guide) -> None:
    sheet: Any = guide.lead("settings", 1280, 820)
    qtbot.waitUntil(lambda: says(sheet, "STICK"))
    window: Any = guide.window().windowHandle()
    in_order = list(stops(sheet.card))
    sheet.done.setFocus()

    gone_through = []
    for _ in in_order:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        gone_through.append(focused)

    assert gone_through == in_order
    assert gone_through[-1] is sheet.done
    names = [stop.accessibleName() for stop in gone_through]
    assert names.index("Open without the passphrase") < names.index("Forget this place: STICK")
    assert names.index("Forget this place: STICK") < names.index("Make a copy…")
    QTest.keyClick(window, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is in_order[-2]
