"""Whoever forgot the passphrase types the 24 words, then a new passphrase; nothing is changed before that."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.gui.opening.written import STATE, Step, read
from journal.gui.unlock.forgotten_sheet import ForgottenSheet
from journal.gui.unlock.pane import UnlockPane
from journal.services.errors import WordsNotTypedBack
from tests.gui.example import NOW_MS
from tests.gui.fake_opening import WORDS
from tests.gui.fakes import Refused
from tests.gui.seeing import says

NEW = "seven boats below the stairs"


@pytest.fixture
def pane(qtbot: Any, kit: Any, door: Any) -> Any:
    pane = UnlockPane(kit, door)
    qtbot.addWidget(pane)
    pane.resize(800, 560)
    pane.show()
    return pane


@pytest.fixture
def sheet(pane: Any) -> Any:
    """As it is reached: Help, then the button in it."""
    pane.help.click()
    (help_sheet,) = (one for one in pane.findChildren(QWidget) if hasattr(one, "words_wanted"))
    help_sheet.words.click()
    return pane.findChild(ForgottenSheet)


def fill(sheet: Any, words: tuple[str, ...] = WORDS) -> None:
    for box, word in zip(sheet.words.boxes, words, strict=True):
        box.put(word)


def choose(sheet: Any) -> None:
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)


def test_the_words_and_a_new_passphrase_open_it(
    qtbot: Any, pane: Any, sheet: Any, door: Any, journal: Any
) -> None:
    fill(sheet)
    sheet.next.click()
    qtbot.waitUntil(sheet.new.isVisible)
    choose(sheet)

    with qtbot.waitSignal(pane.opened) as opened:
        sheet.open.click()

    assert opened.args == [journal]
    assert door.opened_with_words == [(" ".join(WORDS), NEW)]
    assert sheet.words.text() == ""
    assert sheet.new.text() == ""
    assert read(journal.states[STATE], NOW_MS).step is Step.CHECKED


def test_it_can_be_done_with_the_keyboard_alone(qtbot: Any, pane: Any, sheet: Any, door: Any) -> None:
    for box, word in zip(sheet.words.boxes, WORDS, strict=True):
        qtbot.keyClicks(box, word)
    qtbot.keyClick(sheet.words.boxes[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.new.isVisible)
    qtbot.keyClicks(sheet.new.field.line, NEW)
    qtbot.keyClick(sheet.new.field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.new.again.line, NEW)

    with qtbot.waitSignal(pane.opened):
        qtbot.keyClick(sheet.new.again.line, Qt.Key.Key_Return)


def test_until_every_word_is_there_it_does_not_go_on(sheet: Any) -> None:
    fill(sheet)
    sheet.words.boxes[7].clear()

    assert not sheet.next.isEnabled()


def test_a_wrong_word_is_told_and_shown_and_can_be_typed_anew(qtbot: Any, sheet: Any, door: Any) -> None:
    door.error = WordsNotTypedBack((4,))
    fill(sheet)

    sheet.next.click()

    qtbot.waitUntil(lambda: says(sheet, "It did not work (WordsNotTypedBack)."))
    assert sheet.words.boxes[3].is_marked()
    assert sheet.words.boxes[3].hasFocus()
    assert door.opened_with_words == []
    door.error = None
    sheet.next.click()
    qtbot.waitUntil(sheet.new.isVisible)


def test_a_passphrase_that_is_refused_is_told_and_the_words_are_kept(
    qtbot: Any, pane: Any, sheet: Any, door: Any
) -> None:
    fill(sheet)
    sheet.next.click()
    qtbot.waitUntil(sheet.new.isVisible)
    choose(sheet)
    door.error = Refused()

    sheet.open.click()

    qtbot.waitUntil(lambda: says(sheet, "It did not work (Refused)."))
    sheet.back.click()
    assert sheet.words.text() == " ".join(WORDS)


def test_while_it_opens_the_sheet_stays_for_the_journal_must_not_stand_open_for_nobody(
    qtbot: Any, pane: Any, sheet: Any, door: Any, journal: Any
) -> None:
    fill(sheet)
    sheet.next.click()
    qtbot.waitUntil(sheet.new.isVisible)
    choose(sheet)
    door.hold = True
    sheet.open.click()

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert sheet.isVisible()
    with qtbot.waitSignal(pane.opened):
        door.held[0].set_result(journal)


def test_cancel_opens_nothing_and_forgets_the_words(sheet: Any, door: Any) -> None:
    fill(sheet)

    sheet.cancel.click()

    assert door.tried == []
    assert door.opened_with_words == []
    assert sheet.words.text() == ""
