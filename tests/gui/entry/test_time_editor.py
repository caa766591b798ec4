"""Times are asked as exactly as they are known; what was twice is asked about, what never was is refused."""

from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QDateEdit

from journal.domain.moments import DayPart, Precision, TimeSource, When, exact, local_time, on_or_before
from journal.gui.entry.time_editor import Known, TimeEditor
from tests.gui.seeing import says

PARIS = "Europe/Paris"
BASE = exact(local_time("2026-11-21T20:58:03", PARIS), TimeSource.SHOWN)


@pytest.fixture
def editor(qtbot: Any, kit: Any) -> Any:
    editor: Any = TimeEditor(kit, "Happened")
    qtbot.addWidget(editor)
    editor.show_value(BASE)
    editor.show()
    editor.heard = []
    editor.edited.connect(editor.heard.append)
    return editor


def _choose(pick: Any, value: object) -> None:
    pick.choose(value)
    pick.activated.emit(pick.currentIndex())


def test_opening_it_changes_nothing(editor: Any) -> None:
    assert editor.heard == []


def test_seconds_that_were_known_stay_while_the_time_does(editor: Any) -> None:
    _choose(editor.source, TimeSource.MEMORY)

    assert editor.heard[-1] == exact(local_time("2026-11-21T20:58:03", PARIS), TimeSource.MEMORY)


def test_another_time_is_taken_to_the_minute(editor: Any) -> None:
    editor.clock.setTime(QTime(21, 5))

    assert editor.heard[-1].from_.local == "2026-11-21T21:05"


def test_a_day_typed_figure_by_figure_is_the_day_that_was_typed(editor: Any, qtbot: Any) -> None:
    editor.day.setFocus()
    editor.day.setSelectedSection(QDateEdit.Section.DaySection)
    qtbot.keyClicks(editor.day, "12")

    assert editor.heard[-1].from_.local.startswith("2026-11-12")


@pytest.mark.parametrize(
    ("known", "precision"),
    [
        (Known.ABOUT, Precision.ABOUT),
        (Known.DAY, Precision.DAY),
        (Known.MONTH, Precision.MONTH),
        (Known.PART, Precision.PART),
    ],
)
def test_each_exactness_is_kept_as_such(editor: Any, known: Known, precision: Precision) -> None:
    _choose(editor.how, known)

    assert editor.heard[-1].precision is precision
    assert editor.heard[-1].from_.local.startswith("2026-11-21")


def test_a_part_of_the_day_is_asked_for(editor: Any) -> None:
    _choose(editor.how, Known.PART)
    _choose(editor.part, DayPart.NIGHT)

    assert editor.heard[-1].part is DayPart.NIGHT
    assert not editor.clock.isVisible()


def test_not_known_is_an_answer(editor: Any) -> None:
    _choose(editor.how, Known.UNKNOWN)

    assert editor.heard[-1] == When(None, None, Precision.UNKNOWN, None, TimeSource.SHOWN)
    assert not editor.day.isVisible()


def test_then_or_before_is_what_a_capture_knows(editor: Any) -> None:
    moment = local_time("2026-11-21T21:14:03", PARIS)

    editor.show_value(on_or_before(moment))
    assert editor.how.currentData() == Known.BEFORE
    _choose(editor.how, Known.BEFORE)

    assert editor.heard[-1].from_ is None
    assert editor.heard[-1].to == moment


def test_a_time_that_was_twice_is_asked_about(editor: Any) -> None:
    editor.day.setDate(QDate(2026, 10, 25))
    editor.heard.clear()
    editor.clock.setTime(QTime(2, 30))
    assert editor.heard == []
    assert says(editor, "The clocks were put back that night, so 02:30 was there twice. Which one was it?")

    editor.second_one.click()

    assert (editor.heard[-1].from_.fold, editor.heard[-1].from_.off_min) == (1, 60)
    assert not editor.second_one.isVisible()


def test_a_time_that_never_was_is_refused_in_words(editor: Any) -> None:
    editor.day.setDate(QDate(2026, 3, 29))
    editor.heard.clear()

    editor.clock.setTime(QTime(2, 30))
    assert editor.heard == []
    assert says(editor, "02:30 was skipped that day")

    editor.clock.setTime(QTime(3, 30))
    assert editor.heard[-1].from_.off_min == 120
    assert not editor.trouble.isVisible()


def test_an_end_is_added_and_dropped(editor: Any) -> None:
    editor._span.click()
    editor.to_clock.setTime(QTime(22, 0))
    assert editor.heard[-1].to.local == "2026-11-21T22:00"

    editor._no_span.click()
    assert editor.heard[-1].to is None


def test_an_end_before_the_beginning_is_refused(editor: Any) -> None:
    editor._span.click()
    editor.heard.clear()

    editor.to_clock.setTime(QTime(19, 0))

    assert editor.heard == []
    assert says(editor, "The end lies before the beginning.")


def test_the_zone_is_the_one_it_was_seen_in_until_another_is_chosen(editor: Any) -> None:
    assert says(editor, "Paris time, change")
    editor._other_zone.click()

    _choose(editor.zone, "America/New_York")

    assert editor.heard[-1].from_.tz == "America/New_York"
    assert says(editor, "New York time, change")


def test_a_day_beside_the_calendar_is_one_press(editor: Any) -> None:
    editor._yesterday.click()

    assert editor.heard[-1].from_.local.startswith("2026-11-21")
    editor._today.click()
    assert editor.heard[-1].from_.local.startswith("2026-11-22")


@pytest.mark.parametrize("typed", ["2000", "20:00", "20.00", "8 pm", "8pm", "20", "8:00 p.m."])
@pytest.mark.parametrize("leaving", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_what_is_typed_over_the_whole_time_is_what_is_meant(
    editor: Any, qtbot: Any, typed: str, leaving: Any
) -> None:
    editor.clock.setFocus()
    qtbot.keyClick(editor.clock, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor.clock, typed)
    qtbot.keyClick(editor.clock, leaving)

    assert editor.heard[-1].from_.local == "2026-11-21T20:00"
    assert editor.clock.text() == "20:00"
    assert not editor.trouble.isVisible()


def test_a_press_into_the_time_has_the_whole_of_it_typed_over(editor: Any, qtbot: Any) -> None:
    editor.activateWindow()
    qtbot.mouseClick(editor.clock, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.clock, "0815")

    assert editor.heard[-1].from_.local == "2026-11-21T08:15"


def test_a_time_is_taken_without_leaving_once_nothing_more_comes(editor: Any, qtbot: Any) -> None:
    editor.clock.selectAll()
    qtbot.keyClicks(editor.clock, "20")

    qtbot.waitUntil(lambda: len(editor.heard) == 1)
    assert editor.heard[-1].from_.local == "2026-11-21T20:00"


@pytest.mark.parametrize("typed", ["25:00", "20:75", "soon", "20 pm", "20:5", "20:00:30", ""])
def test_what_cannot_be_read_as_a_time_is_said_and_changes_nothing(
    editor: Any, qtbot: Any, typed: str
) -> None:
    editor.clock.selectAll()
    qtbot.keyClick(editor.clock, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor.clock, typed)
    qtbot.keyClick(editor.clock, Qt.Key.Key_Return)

    assert all(value.from_.local == "2026-11-21T20:00" for value in editor.heard)
    assert editor.trouble.isVisible()
    assert says(editor, f"“{typed}” cannot be read as a time, so it stays at {editor.clock.clock()}.")
    assert editor.clock.accessibleDescription() == editor.trouble.text()

    editor.clock.selectAll()
    qtbot.keyClicks(editor.clock, "20:58")
    assert not editor.trouble.isVisible()


def test_up_and_down_step_the_hour_and_the_minute(editor: Any, qtbot: Any) -> None:
    editor.clock.selectAll()
    qtbot.keyClick(editor.clock, Qt.Key.Key_Up)
    assert editor.clock.clock() == "21:58"
    editor.clock.setCursorPosition(5)
    qtbot.keyClick(editor.clock, Qt.Key.Key_Down)

    assert editor.heard[-1].from_.local == "2026-11-21T21:57"


@pytest.mark.parametrize("typed", ["12 Oct 2025", "12 october 2025", "2025-10-12", "12.10.2025"])
def test_a_whole_day_typed_over_the_other_is_the_day_that_is_meant(
    editor: Any, qtbot: Any, typed: str
) -> None:
    editor.day.selectAll()
    qtbot.keyClick(editor.day, typed[0])
    qtbot.keyClicks(editor.day._over, typed[1:])
    qtbot.keyClick(editor.day._over, Qt.Key.Key_Return)

    assert {value.from_.local for value in editor.heard} == {"2025-10-12T20:58"}
    assert editor.day._over.isHidden()


@pytest.mark.parametrize("typed", ["32 Oct 2025", "soon", "12102025", "03/04/2025"])
def test_what_cannot_be_read_as_a_day_is_said_and_changes_nothing(
    editor: Any, qtbot: Any, typed: str
) -> None:
    editor.day.selectAll()
    qtbot.keyClick(editor.day, typed[0])
    qtbot.keyClicks(editor.day._over, typed[1:])
    qtbot.keyClick(editor.day._over, Qt.Key.Key_Return)

    assert editor.heard == []
    assert editor.day.day() == "2026-11-21"
    assert says(editor, f"“{typed}” cannot be read as a day, so it stays as it was.")
