"""Calls and letters are added, changed and taken out; what is not touched stays as it was."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.casework import Contact
from journal.domain.moments import Precision
from journal.gui.casework.contact_sheet import ContactSheet
from journal.gui.sheet.question import Question
from tests.gui import example
from tests.gui.places import Guide
from tests.gui.seeing import says

KNOWN, HOLM = example.CONTACTS[0]


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


@pytest.fixture
def ask(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Any:
    """Open the sheet for a call or letter, or for a new one."""

    def open_sheet(contact: str = "") -> Any:
        sheet = ContactSheet(kit, journal.casework, host, contact)
        sheet.begin()
        qtbot.waitUntil(sheet.keep.isEnabled)
        return sheet

    return open_sheet


def test_a_new_one_is_recorded_with_what_was_said_and_promised(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask()
    qtbot.keyClicks(sheet.who, "Ms Ito")
    qtbot.keyClicks(sheet.organisation, "PictureBox")
    qtbot.keyClicks(sheet.what_was_said, "They look at it.")
    qtbot.keyClicks(sheet.promised, "an answer")
    assert not sheet.promised_by.isVisible()
    sheet.has_day.click()
    sheet.promised_by.show_day("2026-11-30")

    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    ((made,),) = journal.calls("add_contact")
    assert made.when.precision is Precision.DAY
    assert made.when.from_.local[:10] == "2026-11-22"
    assert (made.who, made.organisation, made.said) == ("Ms Ito", "PictureBox", "They look at it.")
    assert (made.promised, made.promised_by, made.done) == ("an answer", "2026-11-30", False)


def test_a_change_keeps_what_was_not_touched(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask(KNOWN)

    sheet.done.click()
    with qtbot.waitSignal(sheet.kept):
        sheet.keep.click()

    assert journal.calls("amend_contact") == [(KNOWN, replace(HOLM, done=True))]


def test_looking_without_changing_leaves_no_trace(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask(KNOWN)

    with qtbot.waitSignal(sheet.closed):
        sheet.keep.click()

    assert journal.calls("amend_contact") == []


def test_it_cannot_be_kept_before_what_is_known_has_come(
    qtbot: Any, kit: Any, journal: Any, host: Any
) -> None:
    journal.hold.add("contacts")
    sheet = ContactSheet(kit, journal.casework, host, KNOWN)
    sheet.begin()

    sheet.keep.click()
    assert not sheet.who.isEnabled()
    assert journal.calls("amend_contact") == []

    journal.release("contacts")
    qtbot.waitUntil(sheet.keep.isEnabled)
    assert sheet.who.text() == "PC Holm"


def test_nothing_said_of_nobody_is_not_recorded(ask: Any, journal: Any) -> None:
    sheet = ask()

    sheet.keep.click()

    assert says(sheet, "Say with whom it was, or what was said.")
    assert journal.calls("add_contact") == []


def test_without_a_day_it_is_not_recorded(qtbot: Any, ask: Any, journal: Any) -> None:
    sheet = ask()
    qtbot.keyClicks(sheet.who, "Ms Ito")
    sheet._take_when(None)

    sheet.keep.click()

    assert says(sheet, "A day is needed")
    assert journal.calls("add_contact") == []


@pytest.mark.parametrize("agreed", [True, False])
def test_taking_one_out_is_asked_about(
    qtbot: Any, ask: Any, journal: Any, host: QWidget, agreed: bool
) -> None:
    sheet = ask(KNOWN)
    sheet.remove.click()
    question: Any = host.findChild(Question)

    (question.yes if agreed else question.no).click()

    assert journal.calls("void_contact") == ([(KNOWN,)] if agreed else [])


def test_what_fails_is_told_and_can_be_tried_again(
    qtbot: Any, ask: Any, journal: Any, troubles: list[BaseException]
) -> None:
    sheet = ask()
    journal.fail.add("add_contact")
    qtbot.keyClicks(sheet.who, "Ms Ito")

    sheet.keep.click()

    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert sheet.isVisible()
    assert sheet.keep.isEnabled()


def test_the_list_beside_the_timeline_leads_to_each_newest_first_and_to_a_new_one(
    guide: Guide, qtbot: Any
) -> None:
    view = guide.open()
    view.people.contacts.click()
    qtbot.waitUntil(lambda: hasattr(view.people, "menu"))
    shown = [action.text() for action in view.people.menu.actions()]
    assert shown == ["Add call or letter…", "18 Nov 2026, PC Holm (promised, not done yet)"]

    view.people.menu.actions()[1].trigger()

    sheet = guide.session.window.findChild(ContactSheet)
    qtbot.waitUntil(sheet.keep.isEnabled)
    assert sheet.organisation.text() == "Northside station"


def test_a_letter_nobody_signed_is_listed_by_where_it_came_from_or_what_it_said(kit: Any) -> None:
    from journal.gui import terms

    letter = Contact(HOLM.when, organisation="Northside station")
    said = Contact(HOLM.when, said="They will look at it.\nAnd more")

    assert terms.contact(kit.words, letter) == "18 Nov 2026, Northside station"
    assert terms.contact(kit.words, said) == "18 Nov 2026, They will look at it."
