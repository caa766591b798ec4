"""Four short pages with at most nine inputs; a weak passphrase is refused with a reason."""

import io
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.gui.first_run.pane import FirstRunPane
from journal.gui.keeper_link import KeeperLink
from journal.gui.listening.keys import GlobalKeys
from journal.gui.opening.strength import strength
from journal.gui.opening.written import STATE, Step, Written, read
from journal.services.key_words import write_hearing
from tests.gui.example import NOW_MS
from tests.gui.fake_opening import WORDS
from tests.gui.fakes import FakeWords, Refused
from tests.gui.seeing import says, texts

GOOD = "seven boats below the stairs"


@pytest.fixture
def pane(qtbot: Any, kit: Any, door: Any) -> Any:
    pane = FirstRunPane(kit, door, can_capture=True)
    qtbot.addWidget(pane)
    pane.resize(800, 560)
    pane.show()
    return pane


def test_U01_the_shortest_way_has_six_inputs_and_makes_the_journal(
    qtbot: Any, pane: Any, door: Any, journal: Any
) -> None:
    pane.first.alone.click()
    pane.first.next.click()
    pane.second.new.suggest.click()
    with qtbot.waitSignal(pane.made) as made:
        pane.second.make.click()
    pane.third.later.click()
    with qtbot.waitSignal(pane.finished):
        pane.last.done.click()

    assert made.args == [journal]
    assert door.made == [("river candle orbit maple tunnel sugar", None)]
    assert journal.calls("write_person") == []
    assert pane.second.new.field.text() == ""


def test_it_goes_on_only_when_the_question_is_answered(pane: Any) -> None:
    assert not pane.first.next.isEnabled()

    pane.first.shared.click()

    assert pane.first.next.isEnabled()
    assert says(pane, "Esc three times hides everything at once.")


def test_enter_goes_on_once_the_question_is_answered_and_keeps_the_screen_on_that_button(
    qtbot: Any, pane: Any
) -> None:
    qtbot.keyClick(pane.first.alone, Qt.Key.Key_Return)
    assert pane.first.isVisible()

    qtbot.keyClick(pane.first.shared, Qt.Key.Key_Space)
    with qtbot.waitSignal(pane.capture_wanted):
        qtbot.keyClick(pane.first.keep_first, Qt.Key.Key_Return)
    assert pane.first.isVisible()
    qtbot.keyClick(pane.first.shared, Qt.Key.Key_Return)

    assert pane.second.isVisible()


def test_enter_stays_at_a_passphrase_that_is_refused(qtbot: Any, pane: Any) -> None:
    pane.first.alone.click()
    pane.first.next.click()
    new = pane.second.new
    qtbot.keyClicks(new.field.line, "short")
    qtbot.keyClick(new.field.line, Qt.Key.Key_Return)
    assert new.field.line.hasFocus()

    new.field.line.setText(GOOD)
    qtbot.keyClick(new.field.line, Qt.Key.Key_Return)

    assert new.again.line.hasFocus()


def test_U01_no_page_has_more_than_eighty_words(qtbot: Any, pane: Any) -> None:
    pages = []
    pane.first.shared.click()
    pane.tell_taken()
    pages.append(texts(pane))
    pane.first.next.click()
    pages.append(texts(pane))
    pane.second.new.suggest.click()
    with qtbot.waitSignal(pane.made):
        pane.second.make.click()
    pages.append(texts(pane))
    pane.third.show_them.click()
    qtbot.waitUntil(pane.third.written.isVisible)
    pages.append(texts(pane))
    pane.third.written.click()
    pages.append(texts(pane))

    assert len(pages) == 5
    assert max(len(" ".join(page).split()) for page in pages) <= 80


def test_typed_twice_or_readable(pane: Any) -> None:
    second = pane.second
    pane.first.alone.click()
    pane.first.next.click()

    second.new.field.line.setText(GOOD)
    assert not second.make.isEnabled()
    second.new.again.line.setText(GOOD + "x")
    assert not second.make.isEnabled()
    assert says(pane, "The two are not the same yet.")
    second.new.again.line.setText(GOOD)
    assert second.make.isEnabled()

    second.new.field.show_link.click()
    second.new.field.line.setText(GOOD + " and more")
    assert not second.new.again.isVisible()
    assert second.make.isEnabled()


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaaaaaa", "passwordpassword", "abcabcabcabcabcabc"])
def test_a_weak_passphrase_is_refused_with_a_reason(weak: str) -> None:
    judged = strength(FakeWords(), weak)

    assert judged.level == 0
    assert judged.said


def test_the_meter_counts_what_is_missing_and_praises_length() -> None:
    words = FakeWords()

    assert strength(words, "").said == ""
    assert strength(words, "twelve chars").said == "3 more characters are needed."
    assert strength(words, "blue stairs go up").level == 1
    assert strength(words, GOOD).level == 2


def test_what_the_services_refuse_is_told_and_can_be_changed(qtbot: Any, pane: Any, door: Any) -> None:
    pane.first.alone.click()
    pane.first.next.click()
    pane.second.new.suggest.click()
    door.error = Refused()

    pane.second.make.click()

    qtbot.waitUntil(lambda: says(pane, "It did not work (Refused). Try it once more."))
    assert pane.second.make.isEnabled()


def test_the_screen_is_taken_at_once_and_that_it_waits_is_said_until_the_journal_is_there(
    qtbot: Any, pane: Any
) -> None:
    with qtbot.waitSignal(pane.capture_wanted):
        pane.first.keep_first.click()
    pane.tell_taken()
    assert says(pane, "It is kept as soon as the journal is there, so please go on to the end.")
    pane.first.shared.click()
    pane.first.next.click()
    assert says(pane, "It is kept as soon as the journal is there, so please go on to the end.")


def test_why_nothing_was_taken_is_said(pane: Any) -> None:
    pane.tell("The screen gave no picture, so nothing was kept.")

    assert says(pane, "The screen gave no picture, so nothing was kept.")


def test_a_name_is_written_where_one_is_given(qtbot: Any, pane: Any, journal: Any) -> None:
    pane.first.alone.click()
    pane.first.next.click()
    pane.second.new.suggest.click()
    with qtbot.waitSignal(pane.made):
        pane.second.make.click()
    pane.third.later.click()
    qtbot.keyClicks(pane.last.name, "M. Leroux")

    with qtbot.waitSignal(pane.finished):
        pane.last.done.click()

    assert journal.casework.owner.name == "M. Leroux"


def test_without_a_keeper_nothing_is_offered_that_cannot_be_done(qtbot: Any, kit: Any, door: Any) -> None:
    pane = FirstRunPane(kit, door, can_capture=False)
    qtbot.addWidget(pane)
    pane.show()

    assert not pane.first.keep_first.isVisible()


@pytest.fixture
def offered(qtbot: Any, pane: Any) -> Any:
    """The page with the words, after four inputs."""
    pane.first.alone.click()
    pane.first.next.click()
    pane.second.new.suggest.click()
    with qtbot.waitSignal(pane.made):
        pane.second.make.click()
    return pane.third


def test_U01_with_the_words_written_down_and_a_name_it_takes_eight_inputs(
    qtbot: Any, pane: Any, offered: Any, journal: Any
) -> None:
    offered.show_them.click()
    qtbot.waitUntil(offered.written.isVisible)

    assert set(WORDS) <= set(texts(offered))
    offered.written.click()
    qtbot.keyClicks(pane.last.name, "M. Leroux")
    with qtbot.waitSignal(pane.finished):
        pane.last.done.click()
    assert written(journal).step is Step.SHOWN


def test_put_off_they_are_asked_about_a_day_later(pane: Any, offered: Any, journal: Any) -> None:
    offered.later.click()

    assert pane.last.isVisible()
    assert written(journal).step is Step.LATER
    assert not written(journal).is_due(NOW_MS)
    assert written(journal).is_due(NOW_MS + 86_400_000)


def test_a_key_pressed_once_too_often_does_not_say_that_the_words_were_written_down(
    qtbot: Any, pane: Any, offered: Any, journal: Any
) -> None:
    qtbot.keyClick(offered.show_them, Qt.Key.Key_Return)
    qtbot.waitUntil(offered.written.isVisible)

    assert offered.later.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert pane.last.isVisible()
    assert written(journal).step is Step.LATER


def test_the_words_are_shown_only_when_asked_for(qtbot: Any, offered: Any) -> None:
    assert not set(WORDS) & set(texts(offered))
    assert offered.show_them.hasFocus()


def test_words_that_cannot_be_had_do_not_hold_anybody_up(
    qtbot: Any, pane: Any, offered: Any, journal: Any
) -> None:
    journal.fail.add("recovery_words")

    offered.show_them.click()

    qtbot.waitUntil(lambda: says(pane, "It did not work (Refused). Try it once more."))
    offered.later.click()
    assert pane.last.isVisible()


def written(journal: Any) -> Written:
    return read(journal.states[STATE], NOW_MS)


def test_the_key_that_keeps_the_screen_is_told_as_soon_as_it_is_known(
    qtbot: Any, kit: Any, door: Any
) -> None:
    link = KeeperLink(io.BytesIO(), io.BytesIO())
    pane = FirstRunPane(kit, door, can_capture=True, keys=GlobalKeys(link))
    qtbot.addWidget(pane)
    assert pane.last._key.isHidden()

    keys = (HeardKey(KeyUse.CAPTURE, "F9", KeyState.HELD),)
    link._obey(f"keys {write_hearing(Hearing(keys))}")

    assert pane.last._key.text().startswith("From now on F9 keeps")
    assert not pane.last._key.isHidden()
    link.deleteLater()
