"""Whoever has not written the words down is reminded now and then, and never once they were checked."""

from typing import Any

import pytest

from journal.gui.opening.again import AgainSheet
from journal.gui.opening.reminder import RemindOfWords
from journal.gui.opening.words_sheet import WordsSheet
from journal.gui.opening.written import CHECKED, STATE, Step, Written, read, shown
from tests.gui.example import NOW_MS
from tests.gui.fake_opening import WORDS
from tests.gui.opening.sheets import confirm, over

DAY_MS = 86_400_000


@pytest.fixture
def reminder(kit: Any, journal: Any, host: Any) -> Any:
    reminder = RemindOfWords(kit, journal, host)
    reminder.bar.setParent(host)
    return reminder


def test_a_journal_that_was_never_asked_is_asked_a_day_later(qtbot: Any, reminder: Any, journal: Any) -> None:
    reminder.begin()

    qtbot.waitUntil(lambda: STATE in journal.states)
    assert reminder.bar.said() == ""
    assert read(journal.states[STATE], NOW_MS) == Written(Step.LATER, NOW_MS + DAY_MS)


def test_it_leads_to_the_words_after_the_passphrase(
    qtbot: Any, reminder: Any, journal: Any, host: Any
) -> None:
    journal.states[STATE] = Written(Step.LATER, NOW_MS).kept()
    reminder.begin()
    qtbot.waitUntil(lambda: "Write them down once." in reminder.bar.said())

    reminder.bar.act.click()
    confirm(qtbot, host, journal)

    qtbot.waitUntil(over(host, WordsSheet).next.isVisible)
    qtbot.waitUntil(lambda: reminder.bar.said() == "")


def test_words_that_were_shown_a_week_ago_are_tried(
    qtbot: Any, reminder: Any, journal: Any, host: Any
) -> None:
    journal.states[STATE] = shown(NOW_MS - 7 * DAY_MS).kept()
    reminder.begin()
    qtbot.waitUntil(lambda: "Try three of them" in reminder.bar.said())
    reminder.bar.act.click()
    confirm(qtbot, host, journal)
    sheet = over(host, WordsSheet)
    qtbot.waitUntil(sheet.back.isVisible)
    assert not sheet.shown.isVisible()

    for box in sheet.back.boxes:
        box.put(WORDS[box.number - 1])
    sheet.check.click()

    qtbot.waitUntil(lambda: reminder.bar.said() == "")
    assert read(journal.states[STATE], NOW_MS) == CHECKED


def test_closed_it_comes_back_after_a_week(qtbot: Any, reminder: Any, journal: Any) -> None:
    journal.states[STATE] = Written(Step.LATER, NOW_MS).kept()
    reminder.begin()
    qtbot.waitUntil(lambda: reminder.bar.said() != "")

    reminder.bar.dismiss.click()

    assert reminder.bar.said() == ""
    put_off = Written(Step.LATER, NOW_MS + 7 * DAY_MS)
    qtbot.waitUntil(lambda: read(journal.states[STATE], NOW_MS) == put_off)


def test_closed_after_the_words_were_checked_elsewhere_it_never_comes_back(
    qtbot: Any, reminder: Any, journal: Any
) -> None:
    journal.states[STATE] = Written(Step.LATER, NOW_MS).kept()
    reminder.begin()
    qtbot.waitUntil(lambda: reminder.bar.said() != "")
    journal.states[STATE] = CHECKED.kept()

    reminder.bar.dismiss.click()
    qtbot.wait(5)

    assert read(journal.states[STATE], NOW_MS) == CHECKED


@pytest.mark.parametrize("kept", [CHECKED.kept(), shown(NOW_MS).kept()])
def test_it_is_silent_otherwise(qtbot: Any, reminder: Any, journal: Any, kept: bytes) -> None:
    journal.states[STATE] = kept
    reminder.begin()
    qtbot.wait(5)

    assert reminder.bar.said() == ""
    assert journal.states[STATE] == kept


def test_L07_declined_nothing_is_shown(qtbot: Any, reminder: Any, journal: Any, host: Any) -> None:
    journal.states[STATE] = Written(Step.LATER, NOW_MS).kept()
    reminder.begin()
    qtbot.waitUntil(lambda: reminder.bar.said() != "")
    reminder.bar.act.click()

    over(host, AgainSheet).cancel.click()

    assert host.findChildren(WordsSheet) == []
    assert journal.states[STATE] == Written(Step.LATER, NOW_MS).kept()
