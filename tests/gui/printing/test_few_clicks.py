"""From the main window to the printer it is three clicks: print, who will read it, print."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journal.domain.printing import Reader
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.gui.printing.sheet import PrintSheet
from tests.gui.places import Guide


def test_U03_the_log_is_three_clicks_from_the_main_window(qtbot: Any, guide: Guide) -> None:
    view = guide.open()

    QTest.mouseClick(view.toolbar.print, Qt.MouseButton.LeftButton)
    (sheet,) = guide.window().findChildren(PrintSheet)
    QTest.mouseClick(sheet.form.readers[Reader.POLICE], Qt.MouseButton.LeftButton)
    assert sheet.print.isEnabled()
    QTest.mouseClick(sheet.print, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: any(one.isVisible() for one in guide.window().findChildren(PrinterSheet)))
