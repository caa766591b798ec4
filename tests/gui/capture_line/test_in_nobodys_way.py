"""The small line lies on nothing that somebody may need at once: Lock, the way to undo, what ends a sheet."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from journal.domain.ids import EvidenceId
from journal.gui.sheet.sheet import Sheet
from tests.gui.places import Guide

SIZES = [(1280, 820), (800, 560)]


def on_desktop(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def kept(guide: Guide, size: tuple[int, int]) -> Any:
    """A capture just made, with a window of that size in the corner the line comes to."""
    guide.session.window.resize(*size)
    guide.open()
    window = guide.session.window
    screen = QApplication.primaryScreen().availableGeometry()
    window.move(screen.right() - window.width(), screen.bottom() - window.height())
    guide.journal.inbox = (EvidenceId("C" * 26),)
    guide.session.capturing._kept("name", "")
    guide.qtbot.waitUntil(lambda: guide.session.capturing._line is not None)
    return guide.session.capturing._line


@pytest.mark.parametrize("size", SIZES)
def test_the_line_never_lies_on_the_lock(guide: Guide, size: tuple[int, int]) -> None:
    line = kept(guide, size)

    assert not line.geometry().intersects(on_desktop(guide.session.view.status.lock))


@pytest.mark.parametrize("size", SIZES)
def test_the_line_goes_out_of_the_way_of_the_way_to_undo(guide: Guide, size: tuple[int, int]) -> None:
    line = kept(guide, size)
    bar = guide.session.view.undo

    bar.tell("Done")
    guide.qtbot.waitUntil(lambda: bar.height() > 0 and bar.isVisible())

    guide.qtbot.waitUntil(lambda: not line.geometry().intersects(on_desktop(bar)))
    assert not line.geometry().intersects(on_desktop(guide.session.view.status.lock))


@pytest.mark.parametrize("size", SIZES)
def test_the_line_goes_out_of_the_way_of_what_ends_a_sheet(guide: Guide, size: tuple[int, int]) -> None:
    line = kept(guide, size)
    guide.session.view.status.copies.click()
    sheet: Any = guide.sheet()
    assert isinstance(sheet, Sheet)
    last = QPushButton()
    last.setText("Done")
    sheet.foot.addWidget(last)
    guide.qtbot.waitUntil(lambda: last.isVisible() and last.height() > 0)

    guide.qtbot.waitUntil(lambda: not line.geometry().intersects(on_desktop(last)))
    assert not line.geometry().intersects(on_desktop(guide.session.view.status.lock))
