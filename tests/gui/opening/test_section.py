"""What opens the journal is shown and changed only for one who types the passphrase again; Cancel changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from journal.domain.printing import Queue
from journal.gui.opening.again import AgainSheet
from journal.gui.opening.change_sheet import ChangeSheet
from journal.gui.opening.section import OpeningSection
from journal.gui.opening.words_sheet import WordsSheet
from journal.gui.opening.written import CHECKED, STATE, Step, read, shown
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.services.sending import PrintService
from tests.gui.example import NOW_MS
from tests.gui.fake_opening import ASKED, WORDS
from tests.gui.fakes import Refused
from tests.gui.opening.sheets import confirm, over
from tests.gui.seeing import says, texts

NEW = "seven boats below the stairs"


def state(journal: Any) -> Any:
    """Everything that could have been changed."""
    return (
        journal.what_opens.passphrase,
        journal.what_opens.kept_here,
        journal.is_ended,
        tuple(journal.what_opens.changed),
        dict(journal.states),
    )


ACTIONS: dict[str, Callable[[Any], QWidget]] = {
    "show the words": lambda section: section.show_words,
    "make everything new": lambda section: section.make_new,
    "keep the key here": lambda section: section.kept_key.switch,
}


@pytest.mark.parametrize("action", ACTIONS)
def test_L07_it_asks_for_the_passphrase_again_and_cancel_changes_nothing(
    qtbot: Any, section: Any, host: Any, journal: Any, action: str
) -> None:
    button: Any = ACTIONS[action](section)
    qtbot.waitUntil(button.isEnabled)
    before = state(journal)

    button.click()

    over(host, AgainSheet).cancel.click()
    assert state(journal) == before
    assert journal.calls("confirm") == []
    assert not set(WORDS) & set(texts(host))


@pytest.mark.parametrize("action", ACTIONS)
def test_L07_a_wrong_passphrase_leads_nowhere(
    qtbot: Any, section: Any, host: Any, journal: Any, action: str
) -> None:
    button: Any = ACTIONS[action](section)
    qtbot.waitUntil(button.isEnabled)
    before = state(journal)
    button.click()
    again = over(host, AgainSheet)

    again.field.line.setText("wrong")
    again.yes.click()

    qtbot.waitUntil(lambda: says(again, "It did not work"))
    assert state(journal) == before
    assert again.isVisible()


def test_L07_the_passphrase_is_changed_only_with_the_present_one(
    qtbot: Any, section: Any, host: Any, journal: Any
) -> None:
    before = state(journal)
    section.change.click()
    sheet = over(host, ChangeSheet)
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)
    assert not sheet.change.isEnabled()

    sheet.old.line.setText("wrong")
    sheet.change.click()

    qtbot.waitUntil(lambda: says(sheet, "It did not work"))
    sheet.cancel.click()
    assert state(journal) == before
    assert sheet.new.text() == ""


def test_the_passphrase_is_changed(qtbot: Any, section: Any, host: Any, journal: Any) -> None:
    old = journal.what_opens.passphrase
    section.change.click()
    sheet = over(host, ChangeSheet)
    sheet.old.line.setText(old)
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)

    sheet.change.click()

    qtbot.waitUntil(sheet.done.isVisible)
    assert journal.what_opens.changed == [("change_passphrase", old, NEW)]
    assert says(sheet, "Copies you made before still open with the old one.")
    assert sheet.old.text() == ""


def test_while_it_is_being_changed_the_sheet_stays(qtbot: Any, section: Any, host: Any, journal: Any) -> None:
    journal.hold.add("change_passphrase")
    section.change.click()
    sheet = over(host, ChangeSheet)
    sheet.old.line.setText(journal.what_opens.passphrase)
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)
    sheet.change.click()

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert sheet.isVisible()
    assert not sheet.cancel.isEnabled()
    journal.release("change_passphrase")
    qtbot.waitUntil(sheet.done.isVisible)


# The words


@pytest.fixture
def words_sheet(qtbot: Any, section: Any, host: Any, journal: Any) -> Any:
    section.show_words.click()
    confirm(qtbot, host, journal)
    sheet = over(host, WordsSheet)
    qtbot.waitUntil(sheet.next.isVisible)
    return sheet


def test_the_words_are_shown_with_their_numbers_and_cannot_be_selected(words_sheet: Any) -> None:
    assert set(WORDS) <= set(texts(words_sheet))
    assert {str(number) for number in range(1, 25)} <= set(texts(words_sheet))
    shown = words_sheet.shown.findChildren(QLabel)
    assert len(shown) == 48
    assert not any(
        label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse for label in shown
    )


def test_three_words_typed_back_are_remembered(
    qtbot: Any, words_sheet: Any, section: Any, journal: Any
) -> None:
    words_sheet.next.click()
    assert not set(WORDS) & set(texts(words_sheet))
    for box in words_sheet.back.boxes:
        qtbot.keyClicks(box, WORDS[box.number - 1])

    words_sheet.check.click()

    qtbot.waitUntil(words_sheet.done.isVisible)
    assert read(journal.states[STATE], NOW_MS) == CHECKED
    qtbot.waitUntil(lambda: says(section, "You have them on paper."))


def test_a_word_that_is_another_is_told_and_nothing_is_remembered(
    qtbot: Any, words_sheet: Any, journal: Any
) -> None:
    words_sheet.next.click()
    typed = ["zoo", *(WORDS[place - 1] for place in ASKED[1:])]
    for box, word in zip(words_sheet.back.boxes, typed, strict=True):
        box.put(word)

    words_sheet.check.click()

    assert says(words_sheet, "It did not work (WordsNotTypedBack).")
    assert words_sheet.back.boxes[0].is_marked()
    assert read(journal.states[STATE], NOW_MS).step is Step.SHOWN
    words_sheet.again.click()
    assert set(WORDS) <= set(texts(words_sheet))


def test_the_sheet_of_words_is_saved_where_the_person_wants(
    qtbot: Any, words_sheet: Any, journal: Any, tmp_path: Any
) -> None:
    words_sheet._paper._place_chosen([str(tmp_path / "2026-11-22.pdf")])

    qtbot.waitUntil(lambda: says(words_sheet, "Saved as 2026-11-22.pdf."))
    assert journal.what_opens.changed == [("word_sheet", WORDS)]
    assert journal.paperwork.printed[0].saved == [tmp_path / "2026-11-22.pdf"]
    words_sheet.close_sheet()
    qtbot.waitUntil(lambda: journal.paperwork.printed[0].discarded)


def test_the_sheet_of_words_goes_to_the_printer_as_it_is_with_what_printers_keep(
    qtbot: Any, words_sheet: Any, host: Any, journal: Any
) -> None:
    sent: list[Any] = []
    words_sheet._paper.service = PrintService(
        lambda: (Queue("Office", usual=True),), lambda paper, job, _progress: sent.append((paper, job))
    )
    words_sheet.print.click()
    (asking,) = [each for each in host.findChildren(PrinterSheet) if each.isVisible()]
    qtbot.waitUntil(asking.yes.isEnabled)
    assert says(asking, "This computer and the printer may keep what is printed for days")

    asking.yes.click()

    qtbot.waitUntil(lambda: says(words_sheet, "Sent to the printer. Take the sheet away at once."))
    ((paper, job),) = sent
    assert (paper, job.queue.name) == (journal.paperwork.printed[0], "Office")
    words_sheet.close_sheet()
    qtbot.waitUntil(lambda: journal.paperwork.printed[0].discarded)


def test_words_once_checked_stay_so_when_they_are_shown_again(
    qtbot: Any, section: Any, host: Any, journal: Any
) -> None:
    journal.states[STATE] = CHECKED.kept()
    section.show_words.click()
    confirm(qtbot, host, journal)
    qtbot.waitUntil(over(host, WordsSheet).next.isVisible)

    assert read(journal.states[STATE], NOW_MS) == CHECKED


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b"", "You have not written them down yet."),
        (shown(NOW_MS).kept(), "Do you have them on paper?"),
        (CHECKED.kept(), "You have them on paper."),
        (b"nonsense", "You have not written them down yet."),
    ],
)
def test_the_line_says_whether_they_were_written_down(
    qtbot: Any, kit: Any, journal: Any, host: Any, kept: bytes, said: str
) -> None:
    journal.states[STATE] = kept
    section = OpeningSection(kit, journal, host)
    section.setParent(host)
    section.show()

    qtbot.waitUntil(lambda: says(section, said))


# The key in the password store


def test_the_key_is_kept_here_only_when_asked_for_and_given_back_at_once(
    qtbot: Any, section: Any, host: Any, journal: Any
) -> None:
    switch = section.kept_key.switch
    qtbot.waitUntil(lambda: switch.isEnabled() and says(section, "Off."))
    assert says(section, "Anyone who can use this computer under your name could then open it.")

    switch.click()
    confirm(qtbot, host, journal)

    qtbot.waitUntil(lambda: says(section, "On. Once you typed"))
    assert switch.shown_text() == "Turn off"
    assert switch.hasFocus()
    switch.click()
    qtbot.waitUntil(lambda: says(section, "Off. Once you typed"))
    assert journal.what_opens.changed == [
        ("keep_key_here", journal.what_opens.passphrase),
        ("forget_key_here",),
    ]


def test_U12_where_there_is_no_store_it_is_greyed_out_with_the_reason(
    qtbot: Any, kit: Any, journal: Any, host: Any
) -> None:
    journal.what_opens.store_problem = Refused()
    section = OpeningSection(kit, journal, host)
    section.setParent(host)
    section.show()

    qtbot.waitUntil(lambda: says(section, "It did not work (Refused)."))
    assert not section.kept_key.switch.isEnabled()


def test_a_store_that_refuses_is_told_and_can_be_asked_again(
    qtbot: Any, section: Any, host: Any, journal: Any
) -> None:
    qtbot.waitUntil(section.kept_key.switch.isEnabled)
    section.kept_key.switch.click()
    journal.what_opens.store_problem = Refused()
    confirm(qtbot, host, journal)

    qtbot.waitUntil(lambda: says(section, "It did not work (Refused)."))
    assert section.kept_key.switch.isEnabled()
    assert not journal.what_opens.kept_here
