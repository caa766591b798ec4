"""Two people found to be one are joined with a reason, and can be taken apart where they are changed."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from journal.gui.people.person_sheet import PersonSheet
from journal.gui.people.same_person import SamePersonSheet
from tests.gui import example
from tests.gui.seeing import says


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


def _asked(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> SamePersonSheet:
    sheet = SamePersonSheet(kit, journal.casework, host, example.UNKNOWN, "Unknown 1")
    sheet.begin()
    qtbot.waitUntil(lambda: sheet.other.count() > 0)
    return sheet


def test_who_it_is_has_to_be_chosen_before_two_become_one(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    sheet = _asked(qtbot, kit, journal, host)
    assert not sheet.keep.isEnabled()
    assert example.UNKNOWN not in [sheet.other.itemData(at) for at in range(sheet.other.count())]

    sheet.other.setCurrentIndex(sheet.other.findData(example.MARSH))
    qtbot.keyClicks(sheet.reason, "the same number")
    with qtbot.waitSignal(sheet.joined) as told:
        sheet.keep.click()

    assert told.args == [example.MARSH, example.UNKNOWN]
    assert journal.calls("join_actors") == [(example.MARSH, example.UNKNOWN, "the same number")]


def test_cancel_joins_nobody(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> None:
    sheet = _asked(qtbot, kit, journal, host)
    sheet.other.setCurrentIndex(1)

    sheet.cancel.click()

    assert journal.calls("join_actors") == []


def test_where_there_is_nobody_else_it_says_so(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> None:
    journal.casework.actors_known = {example.UNKNOWN: journal.casework.actors_known[example.UNKNOWN]}
    sheet = SamePersonSheet(kit, journal.casework, host, example.UNKNOWN, "Unknown 1")
    sheet.begin()

    qtbot.waitUntil(sheet.refused.isVisible)
    assert not sheet.keep.isEnabled()


def test_whoever_was_joined_is_named_with_the_reason_and_taken_apart_with_one_press(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    journal.casework.join_actors(example.MARSH, example.UNKNOWN, "the same number")
    sheet = PersonSheet(kit, journal.casework, host, example.MARSH)
    sheet.begin()
    qtbot.waitUntil(lambda: says(sheet, "The same person: Unknown 1 (the same number)"))
    (part,) = [each for each in sheet.findChildren(QPushButton) if each.text() == "Take Unknown 1 apart"]

    with qtbot.waitSignal(sheet.parted):
        part.click()

    assert journal.calls("part_actors") == [(example.MARSH, example.UNKNOWN)]
    assert not says(sheet, "The same person: Unknown 1")
    sheet.cancel.click()


def test_the_list_shows_whom_two_became(qtbot: Any, guide: Any) -> None:
    view = guide.open()
    before = len(view.people.people())
    guide.session.desk._ask_same(example.UNKNOWN, "Unknown 1")
    sheet = guide.sheet()
    qtbot.waitUntil(lambda: sheet.other.count() > 0)
    sheet.other.setCurrentIndex(sheet.other.findData(example.MARSH))

    sheet.keep.click()

    qtbot.waitUntil(lambda: len(view.people.people()) == before - 1)
    assert says(guide.window(), "Now one person.")
