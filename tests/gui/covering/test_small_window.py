"""In the smallest window, and with letters twice as large, what is needed to cover something is all in sight."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from journal.gui.look.theme import Shade


@pytest.mark.parametrize("place", ["covering", "covering a document"])
@pytest.mark.parametrize("percent", [100, 200])
def test_U07_the_tools_and_the_whole_picture_are_in_sight(
    wear: Any, guide: Any, place: str, percent: int
) -> None:
    wear(Shade.LIGHT, percent)

    sheet = guide.lead(place, 800, 560)
    editor = sheet.editor
    tools = (editor.add, editor.remove, editor.undo, editor.redo, editor.true_size)
    answers = (sheet.before, sheet.next, sheet.leave_out, sheet.done)

    for needed in (*tools, editor._scroll, *answers):
        assert needed.visibleRegion().boundingRect() == needed.rect(), needed.accessibleName()


@pytest.mark.parametrize("place", ["covering", "covering a document"])
def test_U05_tab_brings_everything_else_into_sight(wear: Any, guide: Any, place: str) -> None:
    wear(Shade.LIGHT, 200)
    sheet = guide.lead(place, 800, 560)
    waiting = {sheet.which, sheet.rest, sheet.editor.canvas, sheet.editor.add, sheet.done}
    waiting |= {sheet.pages, sheet.other_pages} if sheet.pages.isVisible() else set()

    for _ in range(40):
        sheet.focusNextPrevChild(True)
        QApplication.sendPostedEvents()
        focused = QApplication.focusWidget()
        if focused is not None and focused in waiting and not focused.visibleRegion().isEmpty():
            waiting.discard(focused)

    assert waiting == set()
