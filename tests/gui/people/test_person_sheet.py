"""A person is changed only once what is known of them has come."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.gui.people.person_sheet import PersonSheet
from tests.gui import example


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


def test_nothing_is_written_over_before_what_is_known_has_come(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    known = journal.casework.actors_known[example.MARSH]
    journal.hold.add("actors")
    sheet = PersonSheet(kit, journal.casework, host, example.MARSH)
    sheet.begin()

    assert not sheet.label.isEnabled()
    sheet.keep.click()
    assert journal.calls("amend_actor") == []

    journal.release("actors")
    qtbot.waitUntil(sheet.keep.isEnabled)
    assert sheet.label.text() == known.label
    assert sheet.label.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        sheet.keep.click()
    assert journal.casework.actors_known[example.MARSH] == known


def test_a_new_person_can_be_written_at_once(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> None:
    sheet = PersonSheet(kit, journal.casework, host, "")
    sheet.begin()
    qtbot.keyClicks(sheet.label, "Unknown 4")

    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    assert [actor.label for (actor,) in journal.calls("add_actor")] == ["Unknown 4"]


def test_someone_who_is_not_there_any_more_cannot_be_changed(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    sheet = PersonSheet(kit, journal.casework, host, "Z" * 26)
    sheet.begin()

    qtbot.waitUntil(sheet.refused.isVisible)
    assert not sheet.keep.isEnabled()
