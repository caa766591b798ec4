"""The sheets around printing, each as a person gets there."""

from typing import Any

from PySide6.QtWidgets import QWidget

from journal.domain.printing import Layout, Reader
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.gui.printing.ticking import TickSheet
from journal.services.numbering import Numbered
from journal.services.papers import Shorter


def _sheet(guide: Any) -> Any:
    guide.open()
    guide.session.desk.show_printing()
    sheet = guide.sheet()
    sheet._soon.setInterval(1)
    sheet.form.readers[Reader.POLICE].click()
    guide.qtbot.waitUntil(lambda: sheet.preview.page() == 1)
    return sheet


def _long(guide: Any) -> QWidget:
    guide.journal.paperwork.shorter = Shorter(Layout.OVERVIEW, 5)
    sheet = _sheet(guide)
    guide.qtbot.waitUntil(sheet.longer.isVisible)
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _put_back(guide: Any) -> QWidget:
    guide.journal.paperwork.numbering.asked_about = Numbered("ML/12")
    sheet = _sheet(guide)
    guide.qtbot.waitUntil(sheet.number_first.isVisible)
    sheet.number_first._not_decided(ValueError())
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _reached(guide: Any) -> QWidget:
    sheet = _sheet(guide)
    sheet.form.take(Layout.CONTACT)
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _ticking(guide: Any) -> QWidget:
    sheet = _sheet(guide)
    sheet.form.tick.click()
    found = next(each for each in guide.window().findChildren(TickSheet) if each.isVisible())
    guide.qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    found.model.data(found.model.index(0))
    guide.qtbot.waitUntil(lambda: found.model.data(found.model.index(0)) != "…")
    return found  # type: ignore[no-any-return]  # a TickSheet


def _printer(guide: Any) -> QWidget:
    sheet = _sheet(guide)
    sheet.print.click()
    found = next(each for each in guide.window().findChildren(PrinterSheet) if each.isVisible())
    guide.qtbot.waitUntil(found.yes.isEnabled)
    return found  # type: ignore[no-any-return]  # a PrinterSheet


PLACES = {
    "printing, a long paper": _long,
    "printing, which number is next": _put_back,
    "printing, how to be reached": _reached,
    "printing, ticking entries": _ticking,
    "printing, which printer": _printer,
}
