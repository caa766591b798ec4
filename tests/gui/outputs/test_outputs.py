"""What still lies somewhere readable is said once and quietly, and dealt with one by one."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.gui.outputs.section import OutputsSection
from journal.gui.outputs.sheet import OutputsSheet
from journal.gui.sheet.question import Question
from journal.services.outputs import Removed
from journal.services.removing_outputs import Left
from tests.gui.fake_outputs import SAVED
from tests.gui.seeing import says


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 800)
    host.show()
    journal.outputs.there = SAVED
    sheet = OutputsSheet(kit, journal.outputs, host)
    sheet.begin()
    qtbot.waitUntil(lambda: len(sheet.rows()) == 3)
    return sheet


def asked(sheet: Any, row: int) -> Any:
    sheet.rows()[row].remove.click()
    return next(each for each in sheet._host.findChildren(Question) if each.isVisible())


def test_each_says_what_it_is_and_where_and_when(sheet: Any) -> None:
    assert says(sheet, "a PDF · in /home/mina/Documents · Thursday 19 November 2026")
    assert says(sheet, "a folder of 12 files · in /media/mina/STICK")


def test_what_was_changed_since_is_left_to_the_person(sheet: Any) -> None:
    paper, _folder, changed = sheet.rows()

    assert paper.remove.isVisible()
    assert not changed.remove.isVisible()
    assert changed.changed.isVisible()


def test_removing_is_asked_first_and_declining_removes_nothing(sheet: Any, journal: Any) -> None:
    question = asked(sheet, 0)
    assert says(question, "can sometimes be found again")
    question.no.click()

    assert journal.calls("remove_output") == []
    assert len(sheet.rows()) == 3


def test_what_was_removed_is_told_and_not_listed_any_more(qtbot: Any, sheet: Any, journal: Any) -> None:
    asked(sheet, 0).yes.click()
    qtbot.waitUntil(lambda: len(sheet.rows()) == 2)

    assert journal.calls("remove_output") == [("2026-11-19.pdf",)]
    assert says(sheet, "2026-11-19.pdf was removed.")


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        (Removed(0, (Left("2026-11-18"),)), "was left, because it is not what you saved any more"),
        (
            Removed(11, (Left("notes.txt"),)),
            "one file in it was left, because it is not the one you saved: notes.txt",
        ),
    ],
)
def test_what_is_not_what_was_saved_is_left_and_said(
    qtbot: Any, sheet: Any, journal: Any, removed: Removed, told: str
) -> None:
    journal.outputs.removed = removed
    asked(sheet, 1).yes.click()

    qtbot.waitUntil(lambda: says(sheet, told))


def test_a_disk_that_refuses_is_said_and_everything_can_be_tried_again(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    journal.fail.add("remove_output")
    asked(sheet, 0).yes.click()

    qtbot.waitUntil(lambda: says(sheet, "It did not work"))
    assert all(row.isEnabled() for row in sheet.rows())


def test_what_lies_safe_is_not_listed_any_more(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.rows()[1].leave.click()
    qtbot.waitUntil(lambda: len(sheet.rows()) == 2)

    assert journal.calls("leave_outputs") == [(("2026-11-18",),)]


def test_when_none_is_left_it_is_said(qtbot: Any, sheet: Any) -> None:
    for _ in range(3):
        number = len(sheet.rows())
        sheet.rows()[0].leave.click()
        qtbot.waitUntil(lambda number=number: len(sheet.rows()) == number - 1)

    assert says(sheet, "None that anyone could read")


# After opening.


def told(guide: Any) -> str:
    return str(guide.session.view.notice.said())


def test_after_opening_it_is_said_once_how_many_can_be_read(guide: Any) -> None:
    guide.journal.outputs.there = SAVED
    guide.open()
    guide.qtbot.waitUntil(lambda: told(guide) == "3 papers can still be read by anyone who finds them.")

    guide.session.view.notice.press("Show…")
    assert len(guide.window().findChildren(OutputsSheet)) == 1


def test_they_can_be_called_safe_all_at_once(guide: Any) -> None:
    guide.journal.outputs.there = SAVED[:1]
    guide.open()
    guide.qtbot.waitUntil(lambda: told(guide) == "One paper can still be read by anyone who finds it.")

    guide.session.view.notice.press("It is safe there")
    assert guide.journal.calls("leave_outputs") == [(("2026-11-19.pdf",),)]


def test_where_nothing_lies_readable_nothing_is_said(guide: Any) -> None:
    guide.open()
    guide.qtbot.wait(20)

    assert told(guide) == ""


def test_a_trouble_with_looking_is_no_trouble_for_the_person(guide: Any) -> None:
    guide.journal.fail.add("lying")
    guide.open()
    guide.qtbot.wait(20)

    assert told(guide) == ""
    assert guide.session.view.trouble.isHidden()


def test_the_settings_lead_to_them(guide: Any) -> None:
    guide.journal.outputs.there = SAVED
    guide.open()
    guide.session.desk.settings.show()
    (section,) = guide.window().findChildren(OutputsSection)
    guide.qtbot.waitUntil(section.show_them.isEnabled)
    section.show_them.click()
    (sheet,) = guide.window().findChildren(OutputsSheet)
    guide.qtbot.waitUntil(lambda: len(sheet.rows()) == 3)
    guide.journal.outputs.there = ()
    sheet.done.click()

    guide.qtbot.waitUntil(lambda: not section.show_them.isEnabled())
    assert says(section, "None that anyone could read")
