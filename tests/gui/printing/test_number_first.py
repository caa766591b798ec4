"""Where the journal went on from a copy, it is asked once which numbers other papers have already."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.printing import Reader
from journal.domain.reading import Wanted
from journal.gui.printing.sheet import PrintSheet
from journal.services.numbering import Numbered
from tests.gui.fakes import Refused, failed
from tests.gui.seeing import says


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    journal.paperwork.numbering.asked_about = Numbered("ML/12")
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 800)
    host.show()
    sheet = PrintSheet(kit, journal, host, (), Wanted(), "2024-03-13")
    sheet._soon.setInterval(1)
    sheet.begin()
    pool = sheet._pool
    qtbot.waitUntil(sheet.number_first.isVisible)
    yield sheet
    if host.findChild(PrintSheet) is not None:
        sheet._forget()
    pool.shutdown(wait=True)


def test_nothing_can_be_printed_before_it_is_answered(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()
    assert sheet.number_first.highest.text() == "ML/12"
    assert not sheet.print.isEnabled()
    assert not sheet.save.isEnabled()

    sheet.number_first.highest.setText("ML/40")
    sheet.number_first.keep.click()

    qtbot.waitUntil(sheet.print.isEnabled)
    assert not sheet.number_first.isVisible()
    assert journal.paperwork.numbering.decided == ["ML/40"]


def test_there_may_be_no_such_paper(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.number_first.none.click()

    qtbot.waitUntil(lambda: not sheet.number_first.isVisible())
    assert journal.paperwork.numbering.decided == [""]


def test_what_is_no_number_is_asked_for_again(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.paperwork.numbering.decide = lambda _highest: failed(Refused())
    sheet.number_first.highest.setText("forty")
    sheet.number_first.keep.click()

    qtbot.waitUntil(lambda: says(sheet, "such as ML/14."))
    assert sheet.number_first.isVisible()
