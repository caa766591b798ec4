"""Turning points are added, changed and taken out, by mouse and by keyboard; what is not touched stays as it was."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.casework import MilestoneKind
from journal.domain.ids import ActorId
from journal.domain.moments import Precision
from journal.gui.casework.turning_point_sheet import TurningPointSheet
from journal.gui.sheet.question import Question
from journal.gui.timeline.lines import LineKind
from tests.gui import example
from tests.gui.places import Guide
from tests.gui.seeing import reachable, says

WARNED = example.MILESTONES[0][0]


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


@pytest.fixture
def ask(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Any:
    """Open the sheet for a turning point, or for a new one."""

    def open_sheet(milestone: str = "") -> Any:
        sheet = TurningPointSheet(kit, journal.casework, host, milestone)
        sheet.begin()
        qtbot.waitUntil(lambda: len(sheet.people) == 3 and sheet.keep.isEnabled())
        qtbot.waitUntil(lambda: all(tick.isVisible() for tick in sheet.people.values()))
        return sheet

    return open_sheet


def test_a_new_one_is_recorded_with_its_day_and_the_people_it_concerns(
    qtbot: Any, ask: Any, journal: Any
) -> None:
    sheet = ask()
    sheet.kind.setCurrentIndex(sheet.kind.findData(MilestoneKind.BLOCKED))
    sheet.when.day.setFocus()
    sheet.when._set_day(1)
    sheet.people[example.MARSH].click()
    qtbot.keyClicks(sheet.told_how, "in the app")
    qtbot.keyClicks(sheet.reference, "K 12/26")

    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    ((made,),) = journal.calls("add_milestone")
    assert made.kind is MilestoneKind.BLOCKED
    assert made.date.precision is Precision.DAY
    assert made.date.from_.local[:10] == "2026-11-21"
    assert made.actors == (example.MARSH,)
    assert (made.told_how, made.reference) == ("in the app", "K 12/26")


def test_an_order_has_a_court_terms_and_an_end(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask()
    assert not sheet.court.isVisible()

    sheet.kind.setCurrentIndex(sheet.kind.findData(MilestoneKind.ORDER))
    qtbot.keyClicks(sheet.court, "District court")
    qtbot.keyClicks(sheet.order_terms, "no contact")
    assert not sheet.ends.isVisible()
    sheet.has_end.click()
    sheet.ends.show_day("2027-11-30")
    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    ((made,),) = journal.calls("add_milestone")
    assert (made.court, made.terms, made.ends) == ("District court", "no contact", "2027-11-30")


def test_cancelling_changes_nothing(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask()
    qtbot.keyClicks(sheet.told_how, "x")

    with qtbot.waitSignal(sheet.closed):
        sheet.cancel.click()

    assert journal.calls("add_milestone") == []


def test_a_change_leaves_alone_what_was_not_touched(qtbot: Any, ask: Any, journal: Any) -> None:
    gone = ActorId("G" * 26)
    journal.casework.milestones_known[WARNED] = replace(
        journal.casework.milestones_known[WARNED],
        actors=(example.NIGHTOWL, gone),
        court="kept",
        note="kept too",
    )
    before = journal.casework.milestones_known[WARNED]
    sheet = ask(WARNED)
    assert sheet.people[example.NIGHTOWL].isChecked()
    qtbot.keyClicks(sheet.reference, "7")

    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    assert journal.calls("amend_milestone") == [(WARNED, replace(before, reference="7"))]


def test_without_a_day_it_is_refused_in_words(ask: Any, journal: Any) -> None:
    sheet = ask()
    sheet.when.how.setCurrentIndex(sheet.when.how.findData("unknown"))
    sheet.when.how.activated.emit(0)

    sheet.keep.click()

    assert says(sheet, "A day is needed")
    assert journal.calls("add_milestone") == []


def test_what_could_not_be_recorded_can_be_tried_again(
    qtbot: Any, ask: Any, journal: Any, troubles: list[BaseException]
) -> None:
    journal.fail.add("add_milestone")
    sheet = ask()

    sheet.keep.click()
    qtbot.waitUntil(lambda: bool(troubles))

    assert sheet.isVisible()
    assert sheet.keep.isEnabled()


@pytest.mark.parametrize("sure", [True, False])
def test_it_is_taken_out_only_after_a_yes(
    qtbot: Any, ask: Any, host: QWidget, journal: Any, sure: bool
) -> None:
    sheet = ask(WARNED)
    sheet.remove.click()
    question = next(one for one in host.findChildren(Question) if one.isVisible())

    if sure:
        with qtbot.waitSignal(sheet.taken_out):
            question.yes.click()
    else:
        question.no.click()

    assert journal.calls("void_milestone") == ([(WARNED,)] if sure else [])


def test_one_that_does_not_exist_yet_cannot_be_taken_out(ask: Any) -> None:
    assert not ask().remove.isVisible()


def test_the_people_are_reached_after_the_day_and_before_what_follows(ask: Any, host: QWidget) -> None:
    sheet = ask()
    order = reachable(host)

    assert order.index(sheet.when.day) < order.index(sheet.people[example.MARSH])
    assert order.index(sheet.people[example.MARSH]) < order.index(sheet.told_how)


def test_a_click_on_its_line_opens_it(qtbot: Any, guide: Guide) -> None:
    view = guide.open().timeline.view
    lines = guide.session.view.timeline.model.lines()
    at = next(at for at, line in enumerate(lines) if line.kind is LineKind.MILESTONE)
    index = view.model().index(at, 0)
    view.scrollTo(index)

    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(at, 0)).center()
    )

    sheet: Any = guide.sheet()
    assert isinstance(sheet, TurningPointSheet)
    qtbot.waitUntil(lambda: bool(sheet.people) and sheet.people[example.NIGHTOWL].isChecked())


def test_the_keyboard_reaches_each_from_the_list_of_people(qtbot: Any, guide: Guide) -> None:
    people = guide.open().people
    qtbot.keyClick(people.turning, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    said = [action.text() for action in people.menu.actions()]
    people.menu.actions()[1].trigger()
    people.menu.close()

    assert said == [
        "Add turning point…",
        "NightOwl warned by police, 17 Nov 2026",
        "NightOwl asked to stop, 3 Feb 2026",
    ]
    assert isinstance(guide.sheet(), TurningPointSheet)


def test_taking_it_out_offers_to_take_that_back(qtbot: Any, guide: Guide, journal: Any) -> None:
    view = guide.open()
    guide.session.desk._ask_milestone(WARNED)
    sheet: Any = guide.sheet()
    sheet.taking_out_agreed.emit()

    qtbot.waitUntil(lambda: view.undo.said() == "Turning point taken out.")
    view.undo.undo.click()

    assert journal.calls("undo") == [()]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
