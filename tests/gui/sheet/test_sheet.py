"""A sheet gives the focus back to what had it, if that is still there."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from journal.gui.sheet.sheet import Sheet
from journal.gui.text.fields import Line


@pytest.mark.parametrize("stays", [True, False])
def test_the_focus_goes_back_to_a_field_that_is_still_there(qtbot: Any, kit: Any, stays: bool) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    rows = QVBoxLayout(host)
    field, other = Line("One"), Line("Another")
    rows.addWidget(field)
    rows.addWidget(other)
    host.show()
    qtbot.waitUntil(host.isActiveWindow)
    field.setFocus()
    sheet = Sheet(kit.words, host, "A sheet")
    sheet.open_over(other)
    if not stays:
        field.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    sheet.close_sheet()

    assert QApplication.focusWidget() is (field if stays else other)
