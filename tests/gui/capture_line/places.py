"""The places about what was captured."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Mark
from journal.domain.ids import EvidenceId
from journal.domain.reading import Shelf
from journal.gui.capture_line.part_sheet import PartSheet

CAPTURE = EvidenceId("C" * 26)


def _kept(guide: Any, mark: str = "") -> Any:
    guide.open()
    guide.journal.inbox = (CAPTURE,)
    guide.session.capturing._kept("name", mark)
    guide.qtbot.waitUntil(lambda: guide.session.capturing._line is not None)
    return guide.session.capturing._line


def _opened(mark: str) -> Callable[[Any], QWidget]:
    def lead(guide: Any) -> QWidget:
        line: QWidget = _kept(guide, mark)
        line.open_for_words()  # type: ignore[attr-defined]  # a CaptureLine
        return line

    return lead


def _part(guide: Any) -> QWidget:
    line = _kept(guide)
    line.choose_part()
    sheet: PartSheet = line.findChild(PartSheet)
    line.resize(guide.window().size())
    guide.qtbot.waitUntil(sheet.use.isEnabled)
    return sheet


def _long_page(guide: Any) -> QWidget:
    guide.open()
    guide.session.capturing.keep_long_page()
    guide.journal.inbox = (CAPTURE,)
    guide.session.capturing._kept("name", Mark.REPEATED)
    page: QWidget = guide.session.capturing._page
    guide.qtbot.waitUntil(page.isVisible)
    return page


def _several(guide: Any) -> QWidget:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    guide.qtbot.waitUntil(lambda: view.timeline.loose.model().rowCount() > 1)
    view.timeline.loose.setCurrentIndex(view.timeline.loose.model().index(0, 0))
    guide.qtbot.keyClick(view.timeline.loose, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    guide.qtbot.waitUntil(lambda: len(view.entry.loose._cards) > 1)
    window: QWidget = guide.window()
    return window


PLACES: dict[str, Callable[[Any], QWidget]] = {
    "capture line": _opened(""),
    **{f"capture line, {mark}": _opened(mark) for mark in Mark},
    "chosen part": _part,
    "long page": _long_page,
    "to sort, several": _several,
}
