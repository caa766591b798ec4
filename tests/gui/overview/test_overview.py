"""The overview in the window: figures for each person, and ways to the entries behind them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journal.domain.reading import Shelf, Wanted
from journal.gui.overview.sheet import OverviewSheet
from journal.gui.printing.sheet import PrintSheet
from journal.gui.text.label import Label
from journal.gui.timeline.period import months
from tests.gui import example
from tests.gui.places import Guide


def _said(sheet: Any) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(Label))


def test_each_person_is_told_apart_with_how_often_and_since_when(guide: Guide) -> None:
    sheet: Any = guide.lead("overview")

    assert [block.name.text() for block in sheet.blocks] == ["NightOwl", "Unknown 1"]
    said = _said(sheet.blocks[0])
    for figure in ("120", "about 1,148", "984", "41", "45", "Threat", "12", "no type given"):
        assert figure in said
    assert "9 entries after it" in said
    assert "longest pause" not in _said(sheet.blocks[1])


def test_what_is_counted_for_nobody_or_more_than_once_is_said(guide: Guide) -> None:
    said = _said(guide.lead("overview"))

    assert "3 entries name nobody." in said
    assert "One entry names more than one person, and counts for each of them." in said


def test_the_entries_of_a_person_are_one_press_away(guide: Guide, qtbot: Any) -> None:
    sheet: Any = guide.lead("overview")
    guide.session.desk._view.narrowing.narrow(shelf=Shelf.PASSED_ON, words="painting")

    sheet.blocks[0].show_entries.click()

    qtbot.waitUntil(lambda: not guide.session.window.findChildren(OverviewSheet))
    assert guide.session.desk._view.narrowing.wanted == Wanted(actors=(example.NIGHTOWL,))


def test_a_month_in_the_bars_leads_to_its_entries(guide: Guide) -> None:
    sheet: Any = guide.lead("overview")
    strip = sheet.blocks[0].strip

    QTest.keyClick(strip, Qt.Key.Key_End)
    QTest.keyClick(strip, Qt.Key.Key_Return)

    wanted = guide.session.desk._view.narrowing.wanted
    start, end = months("2026-11", "2026-11").instants(guide.kit.clock.zone())
    assert (wanted.actors, wanted.from_ms, wanted.until_ms) == ((example.NIGHTOWL,), start, end)


def test_who_was_taken_out_has_figures_but_no_list(guide: Guide) -> None:
    sheet: Any = guide.lead("overview")

    assert not sheet.blocks[1].show_entries.isVisible()
    assert not sheet.blocks[1].strip.isEnabled()


def test_printing_is_offered_where_there_is_something_to_print(guide: Guide) -> None:
    sheet: Any = guide.lead("overview")

    sheet.print.click()

    assert guide.session.window.findChildren(PrintSheet)


def test_an_empty_journal_says_so(guide: Guide, qtbot: Any) -> None:
    guide.journal.paperwork.counted = None
    guide.open()

    guide.session.desk.show_overview()

    sheet: Any = guide.sheet()
    qtbot.waitUntil(lambda: "no entries yet" in sheet.told.text())
    assert not sheet.print.isEnabled()


def test_what_was_counted_is_forgotten_when_it_is_closed(guide: Guide) -> None:
    sheet: Any = guide.lead("overview")

    sheet.done.click()

    assert ("forget_papers",) in guide.journal.asked


def test_the_line_beside_the_timeline_opens_it_by_keyboard(guide: Guide) -> None:
    guide.open()
    line = guide.session.desk._view.people.overview
    line.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert guide.session.window.findChildren(OverviewSheet)
