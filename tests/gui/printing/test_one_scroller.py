"""In large text the choices scroll, and nothing else beside them does."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from journal.domain.reading import Wanted
from journal.gui.look.theme import Shade, Theme
from journal.gui.printing.sheet import PrintSheet


@pytest.mark.parametrize("percent", [100, 150])
def test_beside_the_pages_only_the_choices_scroll(
    qtbot: Any, wear: Callable[..., Theme], kit: Any, journal: Any, percent: int
) -> None:
    wear(Shade.LIGHT, percent)
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 720)
    host.show()
    sheet = PrintSheet(kit, journal, host, journal.sidebar().result().people, Wanted(), "2024-03-13")
    sheet.begin()

    outer = [area for area in sheet.findChildren(QScrollArea) if area.isAncestorOf(sheet.preview)]

    assert len(outer) == 1
    qtbot.waitUntil(lambda: outer[0].verticalScrollBar().maximum() == 0)
    sheet.close_sheet()
