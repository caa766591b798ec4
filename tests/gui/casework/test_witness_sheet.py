"""How a witness can be reached is written apart from every entry, and found from the list of those who are named."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.casework import WitnessContact
from journal.gui.casework.witness_sheet import WitnessSheet
from tests.gui.places import Guide

HANA = WitnessContact("Hana K.", "1 Quay", "555 0102", "hana@example.org", "mornings")


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    sheet: Any = WitnessSheet(kit, journal.casework, host, HANA)
    sheet.begin()
    return sheet


def test_it_shows_what_is_known(sheet: Any) -> None:
    assert (sheet.phone.text(), sheet.email.text()) == ("555 0102", "hana@example.org")
    assert (sheet.address.toPlainText(), sheet.note.toPlainText()) == ("1 Quay", "mornings")


def test_a_change_is_recorded_under_the_name_entries_use(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.phone.clear()
    qtbot.keyClicks(sheet.phone, "555 0199 ")

    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    assert journal.calls("write_witness") == [
        (WitnessContact("Hana K.", "1 Quay", "555 0199", "hana@example.org", "mornings"),)
    ]


def test_looking_leaves_no_trace(qtbot: Any, sheet: Any, journal: Any) -> None:
    with qtbot.waitSignal(sheet.closed):
        sheet.keep.click()

    assert journal.calls("write_witness") == []


def test_those_who_are_named_are_listed_at_the_side(guide: Guide, qtbot: Any) -> None:
    pane = guide.open().people
    pane.witnesses.click()
    qtbot.waitUntil(lambda: hasattr(pane, "menu") and pane.menu.isVisible())

    (line,) = pane.menu.actions()
    line.trigger()
    pane.menu.close()

    (shown,) = guide.session.window.findChildren(WitnessSheet)
    assert shown.phone.text() == "555 0102"


def test_where_nobody_is_named_it_is_said_how_to(guide: Guide, qtbot: Any) -> None:
    guide.journal.casework.seen_by = ()
    pane = guide.open().people
    pane.witnesses.click()
    qtbot.waitUntil(lambda: hasattr(pane, "menu") and pane.menu.isVisible())

    (line,) = pane.menu.actions()

    assert not line.isEnabled()
    assert "Also saw it" in line.text()
    pane.menu.close()
