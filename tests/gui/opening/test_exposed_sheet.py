"""Making passphrase and words new: nothing changes until three words were typed back, and then the journal locks."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.gui.opening.again import AgainSheet
from journal.gui.opening.exposed_sheet import ExposedSheet
from journal.gui.opening.written import CHECKED, STATE, Step, read
from journal.services.keys import OpenedCopy
from tests.gui.example import NOW_MS
from tests.gui.fake_opening import NEW_WORDS
from tests.gui.fakes import Refused, failed
from tests.gui.opening.sheets import confirm, over
from tests.gui.seeing import says, texts

NEW = "seven boats below the stairs"
DAY_MS = 86_400_000


@pytest.fixture
def sheet(qtbot: Any, section: Any, host: Any, journal: Any) -> Any:
    """After the passphrase was typed once more."""
    journal.what_opens.old_copies = (
        OpenedCopy("/media/stick/Journal copy", NOW_MS - DAY_MS, at_hand=False),
        OpenedCopy("", NOW_MS - 2 * DAY_MS, at_hand=True),
        OpenedCopy("", NOW_MS - 9 * DAY_MS, at_hand=True),
    )
    section.make_new.click()
    assert says(over(host, AgainSheet), "the old ones open it no longer")
    confirm(qtbot, host, journal)
    return over(host, ExposedSheet)


@pytest.fixture
def written_down(qtbot: Any, sheet: Any) -> Any:
    """After the words were shown."""
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)
    sheet.next.click()
    qtbot.waitUntil(lambda: set(NEW_WORDS) <= set(texts(sheet)))
    sheet.next.click()
    return sheet


def type_back(sheet: Any, *wrong: int) -> None:
    for box in sheet.back.boxes:
        box.put("zoo" if box.number in wrong else NEW_WORDS[box.number - 1])


def test_it_goes_from_a_new_passphrase_to_new_words_and_locks(
    qtbot: Any, written_down: Any, section: Any, journal: Any
) -> None:
    type_back(written_down)
    assert journal.what_opens.changed == []

    written_down.make.click()

    qtbot.waitUntil(written_down.lock.isVisible)
    assert [call[0] for call in journal.what_opens.changed] == ["replace_root"]
    assert says(written_down, "Only the new passphrase and the new words open the journal now.")
    with qtbot.waitSignal(section.lock_wanted):
        written_down.lock.click()


def test_it_can_be_done_with_the_keyboard_alone(qtbot: Any, sheet: Any, journal: Any) -> None:
    qtbot.keyClicks(sheet.new.field.line, NEW)
    qtbot.keyClick(sheet.new.field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.new.again.line, NEW)
    qtbot.keyClick(sheet.new.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.shown.isVisible() and sheet.next.hasFocus())
    qtbot.keyClick(sheet.next, Qt.Key.Key_Return)
    for box in sheet.back.boxes:
        assert box.hasFocus()
        qtbot.keyClicks(box, NEW_WORDS[box.number - 1])
        qtbot.keyClick(box, Qt.Key.Key_Return)

    qtbot.waitUntil(sheet.lock.hasFocus)
    assert journal.is_ended


@pytest.mark.parametrize("page", ["choose", "write", "type back"])
def test_L07_cancel_on_any_page_changes_nothing(
    qtbot: Any, sheet: Any, section: Any, journal: Any, page: str
) -> None:
    if page != "choose":
        sheet.new.field.line.setText(NEW)
        sheet.new.again.line.setText(NEW)
        sheet.next.click()
        qtbot.waitUntil(sheet.shown.isVisible)
    if page == "type back":
        sheet.next.click()
        type_back(sheet)

    with qtbot.assertNotEmitted(section.lock_wanted):
        sheet.cancel.click()

    assert not journal.is_ended
    assert journal.what_opens.changed == []
    assert sheet.back.typed() == ("",) * len(sheet.back.boxes)


def test_words_that_were_not_written_down_stop_it(
    qtbot: Any, written_down: Any, section: Any, journal: Any
) -> None:
    type_back(written_down, 9)

    written_down.make.click()

    qtbot.waitUntil(lambda: says(written_down, "It did not work (WordsNotTypedBack)."))
    assert not journal.is_ended
    assert [box.number for box in written_down.back.boxes if box.is_marked()] == [9]
    written_down.again.click()
    assert set(NEW_WORDS) <= set(texts(written_down))


def test_the_copies_that_open_with_the_old_words_are_named(written_down: Any) -> None:
    assert says(written_down, "These copies will still open with the old words and passphrase:")
    assert says(written_down, "/media/stick/Journal copy: one copy, of Sat 21 Nov 2026")
    assert says(written_down, "In the journal’s own folder: 2 copies, the last of Fri 20 Nov 2026")


def test_where_there_are_no_copies_nothing_is_said_of_any(
    qtbot: Any, section: Any, host: Any, journal: Any
) -> None:
    section.make_new.click()
    confirm(qtbot, host, journal)
    sheet = over(host, ExposedSheet)
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)
    sheet.next.click()
    qtbot.waitUntil(sheet.shown.isVisible)
    sheet.next.click()

    assert not says(sheet, "copies")
    sheet.close_sheet()


def test_U11_while_it_works_it_can_only_be_stopped_and_then_locks(
    qtbot: Any, written_down: Any, section: Any, journal: Any
) -> None:
    asked: list[Any] = []

    def work(_new: Any, _typed: Any, progress: Any) -> Any:
        asked.append(progress)
        return journal._answer("it", None)

    journal.what_opens.replace_root = work
    journal.hold.add("it")
    type_back(written_down)
    written_down.make.click()
    written_down.strip._soon.timeout.emit()
    assert written_down.strip.isVisible()

    qtbot.keyClick(written_down, Qt.Key.Key_Escape)

    assert written_down.isVisible()
    assert asked[0](1, 4) is False
    journal.what_opens.is_ended = True
    journal.release("it")
    qtbot.waitUntil(written_down.lock.isVisible)
    with qtbot.waitSignal(section.lock_wanted):
        qtbot.keyClick(written_down, Qt.Key.Key_Escape)


def test_what_goes_wrong_after_the_journal_has_ended_is_told_and_then_it_locks(
    qtbot: Any, written_down: Any, section: Any, journal: Any
) -> None:
    journal.what_opens.new_root_problem = Refused()
    type_back(written_down)

    written_down.make.click()

    qtbot.waitUntil(lambda: says(written_down, "It did not work (Refused)."))
    assert says(written_down, "These copies will still open with the old words and passphrase:")
    with qtbot.waitSignal(section.lock_wanted):
        written_down.close_sheet()


def test_what_goes_wrong_before_anything_was_changed_can_be_tried_again(
    qtbot: Any, written_down: Any, journal: Any
) -> None:
    real = journal.what_opens.replace_root
    journal.what_opens.replace_root = lambda *_all: failed(Refused())
    type_back(written_down)
    written_down.make.click()
    qtbot.waitUntil(lambda: says(written_down, "It did not work (Refused)."))

    journal.what_opens.replace_root = real
    written_down.make.click()

    qtbot.waitUntil(written_down.lock.isVisible)
    assert journal.is_ended


def test_a_new_passphrase_that_is_refused_can_be_changed(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.fail.add("prepare_root")
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)

    sheet.next.click()

    qtbot.waitUntil(lambda: says(sheet, "It did not work (Refused)."))
    assert sheet.next.isEnabled()
    assert sheet.new.field.isEnabled()


def test_new_words_are_not_taken_for_written_down_before_it_is_done(
    qtbot: Any, written_down: Any, journal: Any
) -> None:
    assert read(journal.states[STATE], NOW_MS).step is Step.SHOWN


def test_words_that_were_checked_once_stay_so(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.states[STATE] = CHECKED.kept()
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)
    sheet.next.click()
    qtbot.waitUntil(sheet.shown.isVisible)

    assert read(journal.states[STATE], NOW_MS) == CHECKED
