"""The settings are gone through from top to bottom, also where lines came later than those below them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from journal.gui.look.walking import stops
from journal.gui.settings.section import Line, Section
from journal.gui.settings.sheet import SettingsSheet
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


def _opened_at_the_second(qtbot: Any, kit: Any) -> tuple[Any, Section, QScrollArea, Line]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 560)
    host.show()
    first, second = Section("First"), Section("Second")
    told = first.add_line("What comes in a moment", "")
    for _ in range(4):
        first.add_line("Something else", "With a sentence")
    for _ in range(20):
        second.add_line("A line", "With a sentence")
    sheet = SettingsSheet(kit.words, host, (first, second))
    sheet.open_at(second)
    (area,) = sheet.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() == second.y() > 0)
    return sheet, second, area, told


def test_the_section_asked_for_stays_in_sight_while_those_above_it_grow(qtbot: Any, kit: Any) -> None:
    _sheet, second, area, told = _opened_at_the_second(qtbot, kit)
    before = second.y()

    told.tell("one line\nand another\nand a third")

    qtbot.waitUntil(lambda: second.y() > before)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() == second.y())


def test_who_scrolls_is_not_pulled_back(qtbot: Any, kit: Any) -> None:
    _sheet, second, area, told = _opened_at_the_second(qtbot, kit)
    before = second.y()
    area.verticalScrollBar().setValue(3)

    told.tell("one line\nand another\nand a third")

    qtbot.waitUntil(lambda: second.y() > before)
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == 3
