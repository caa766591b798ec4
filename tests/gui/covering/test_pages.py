"""A document is gone through page by page; what was not in sight never leaves, and every answer is kept at once."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box
from journal.domain.ids import EvidenceId
from journal.gui.covering.sheet import CoveringSheet
from journal.gui.sheet.question import Question
from journal.pictures.refusal import PictureRefused, Refusal
from journal.services.covered_pages import Document, PageAnswer
from tests.gui.covering.places import a_document

FIRST, SECOND = (EvidenceId(letter * 26) for letter in "AB")
BOX = Box(10, 20, 30, 40)
SHOWN = PageAnswer((), False, (120, 160))
Lead = Callable[..., CoveringSheet]


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def lead(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Lead:
    def begin(*, ready: bool = True, others: tuple[EvidenceId, ...] = ()) -> CoveringSheet:
        pieces = (a_document(journal), *(journal.piece(each).result() for each in others))
        sheet = CoveringSheet(kit, journal, host, pieces)
        sheet.begin()
        if ready:
            qtbot.waitUntil(sheet.done.isEnabled)
        return sheet

    return begin


def question(host: QWidget) -> Question:
    return next(each for each in host.findChildren(Question) if each.isVisible())


def on_page(sheet: CoveringSheet, page: int) -> Callable[[], bool]:
    return lambda: f"page {page} of " in sheet.title.text() and sheet.done.isEnabled()


def test_one_page_after_another_is_decided_about_and_then_the_copy_is_made(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    sheet = lead()
    assert sheet.title.text().endswith("page 1 of 3 · to look at")

    sheet.editor.canvas.places.add(QRect(10, 20, 30, 40))
    sheet.editor.canvas._changed()
    assert sheet.done.shown_text() == "Cover 1 place"
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))
    sheet.leave_out.click()
    qtbot.waitUntil(on_page(sheet, 3))
    with qtbot.waitSignals([sheet.decided, sheet.closed]):
        sheet.done.click()

    assert journal.calls("answer") == [(FIRST, 1, (BOX,)), (FIRST, 2, None), (FIRST, 3, ())]
    assert journal.calls("finish") == [(FIRST,)]
    assert journal.calls("cover") == journal.calls("leave_out") == []


def test_nothing_is_decided_about_a_page_before_it_is_in_sight(qtbot: Any, lead: Lead, journal: Any) -> None:
    sheet = lead()

    sheet.done.click()
    sheet.done.click()
    sheet.leave_out.click()
    qtbot.waitUntil(lambda: "page 2 of 3" in sheet.title.text() and sheet.editor.is_ready)
    sheet.done.click()
    qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Return)

    assert journal.calls("answer") == [(FIRST, 1, ())]
    qtbot.waitUntil(sheet.done.isEnabled)
    sheet.close_sheet()


def test_leaving_half_way_makes_no_copy_and_the_next_time_begins_where_it_ended(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    sheet = lead()
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))
    with qtbot.waitSignal(sheet.closed):
        sheet.close_sheet()

    again = lead()

    assert "page 2 of 3 · to look at" in again.title.text()
    assert journal.calls("finish") == []
    again.close_sheet()


@pytest.mark.parametrize("agreed", [True, False])
def test_the_other_pages_are_left_out_once_that_was_agreed_to(
    qtbot: Any, lead: Lead, journal: Any, host: QWidget, agreed: bool
) -> None:
    sheet = lead()
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))

    sheet.other_pages.click()
    asked = question(host)
    assert asked.accessibleName() == "Leave out 2 pages?"
    if agreed:
        with qtbot.waitSignal(sheet.closed):
            asked.yes.click()
    else:
        asked.no.click()
        sheet.close_sheet()

    assert journal.calls("finish") == ([(FIRST,)] if agreed else [])


def test_any_page_can_be_gone_to_and_the_list_says_what_was_decided(qtbot: Any, lead: Lead) -> None:
    sheet = lead()
    sheet.leave_out.click()
    qtbot.waitUntil(on_page(sheet, 2))

    sheet.pages.setCurrentIndex(2)
    sheet.pages.activated.emit(2)
    qtbot.waitUntil(on_page(sheet, 3))
    sheet.before.click()
    qtbot.waitUntil(on_page(sheet, 2))

    lines = [sheet.pages.itemText(at) for at in range(3)]
    assert lines == ["page 1 · left out", "page 2 · to look at", "page 3 · to look at"]
    sheet.close_sheet()


def test_a_box_that_was_drawn_is_asked_about_before_another_page_is_shown(
    qtbot: Any, lead: Lead, journal: Any, host: QWidget
) -> None:
    sheet = lead()
    sheet.editor.add.click()

    sheet.next.click()
    question(host).no.click()
    assert "page 1 of 3" in sheet.title.text()
    assert len(sheet.editor.boxes()) == 1
    sheet.next.click()
    question(host).yes.click()
    qtbot.waitUntil(on_page(sheet, 2))

    assert journal.calls("answer") == []
    sheet.close_sheet()


def test_what_is_changed_in_a_finished_document_is_in_a_new_copy_however_the_sheet_is_left(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    journal.covering.pages.now = Document((SHOWN, SHOWN, SHOWN), is_made=True)
    sheet = lead(others=(SECOND,))
    sheet.editor.add.click()
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))
    assert journal.calls("finish") == []

    with qtbot.waitSignal(sheet.closed):
        sheet.close_sheet()

    assert journal.calls("finish") == [(FIRST,)]


def test_looking_at_a_finished_document_alone_makes_no_new_copy(qtbot: Any, lead: Lead, journal: Any) -> None:
    journal.covering.pages.now = Document((SHOWN, SHOWN, SHOWN), is_made=True)
    sheet = lead()

    sheet.next.click()
    qtbot.waitUntil(on_page(sheet, 2))
    with qtbot.waitSignal(sheet.closed):
        sheet.close_sheet()

    assert journal.calls("finish") == journal.calls("answer") == []


def test_after_the_last_page_comes_the_next_picture(qtbot: Any, lead: Lead, journal: Any) -> None:
    journal.covering.pages.now = Document((None,))
    sheet = lead(others=(SECOND,))
    assert not sheet.pages.isVisible()

    sheet.done.click()

    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 2") and sheet.done.isEnabled())
    assert journal.calls("finish") == [(FIRST,)]
    sheet.done.click()
    qtbot.waitUntil(lambda: journal.calls("cover") == [(SECOND, (), False)])


@pytest.mark.parametrize("reason", [Refusal.NEEDS_PASSWORD, Refusal.DAMAGED])
def test_a_document_that_does_not_open_can_only_be_left_out(
    qtbot: Any, lead: Lead, journal: Any, reason: Refusal
) -> None:
    journal.covering.pages.error = PictureRefused(reason)
    sheet = lead(ready=False)
    qtbot.waitUntil(sheet.editor._refused.isVisible)

    assert ("password" in sheet.editor._refused.text()) is (reason is Refusal.NEEDS_PASSWORD)
    assert not sheet.done.isEnabled()
    with qtbot.waitSignal(sheet.closed):
        sheet.leave_out.click()

    assert journal.calls("leave_out") == [(FIRST,)]


def test_a_page_that_cannot_be_drawn_can_only_be_left_out(qtbot: Any, lead: Lead, journal: Any) -> None:
    journal.covering.pages.error_of_page = PictureRefused(Refusal.DAMAGED)
    sheet = lead(ready=False)
    qtbot.waitUntil(sheet.editor._refused.isVisible)

    assert not sheet.done.isEnabled()
    sheet.leave_out.click()

    qtbot.waitUntil(lambda: "page 2 of 3" in sheet.title.text())
    assert journal.calls("answer") == [(FIRST, 1, None)]
    sheet.close_sheet()


def test_a_page_that_is_read_at_full_size_begins_at_its_top(qtbot: Any, lead: Lead, journal: Any) -> None:
    journal.covering.pages.size = (1600, 2300)
    sheet = lead()
    sheet.editor.true_size.click()
    bar = sheet.editor._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum())

    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))

    assert sheet.editor.true_size.isChecked()
    assert bar.value() == 0
    sheet.close_sheet()


def test_nothing_is_decided_about_a_page_of_which_a_part_was_never_on_the_screen(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    journal.covering.pages.size = (1200, 2400)
    sheet = lead()
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 2))  # all of the first one was in sight at once
    journal.covering.pages.size = (1200, 2401)
    sheet.editor.true_size.click()
    sheet.done.click()
    qtbot.waitUntil(on_page(sheet, 3))
    assert sheet.done.shown_text() == "Show the rest of it"
    asked = len(journal.calls("answer"))

    parts = 0
    while sheet.done.shown_text() == "Show the rest of it":
        before = sheet.editor.canvas.unseen
        sheet.done.click()
        qtbot.waitUntil(lambda seen=before: sheet.editor.canvas.unseen != seen)
        qtbot.waitUntil(sheet.done.isEnabled)
        parts += 1

    assert parts > 2
    assert len(journal.calls("answer")) == asked
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()
    assert journal.calls("answer")[-1] == (FIRST, 3, ())
