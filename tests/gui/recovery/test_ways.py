"""The way back says what is wrong, offers what makes sense, does what was asked, and says what came of it."""

from pathlib import Path
from typing import Any

import pytest

from journal.domain.errors import Cancelled
from journal.gui.look.theme import Shade
from journal.gui.recovery.losses_sheet import LossesSheet
from journal.gui.sheet.sheet import Sheet
from journal.sealing.errors import DiskFull, WordsOfAnotherJournal
from journal.services.errors import PassphraseWeak, Weakness
from journal.services.pipe_words import MOVED_CODE
from journal.services.ways_back import Way, Wrong, ways_back
from journal.services.what_lies_there import Found
from tests.gui.fake_opening import WORDS
from tests.gui.fake_recovery import HOME, RIGHT, STICK, copy_of, losses
from tests.gui.seeing import says

NEW = "seven boats below the stairs"


@pytest.fixture
def pane(guide: Any) -> Any:
    """A damaged journal with copies in its folder."""
    guide.door.rescue.own = (copy_of(1), copy_of(3))
    guide.begin(Found.FOREIGN)
    guide.session.ways.show(Wrong.DAMAGED)
    pane = guide.session.window.centralWidget()
    guide.qtbot.waitUntil(lambda: bool(pane._newest))
    return pane


@pytest.fixture
def go(guide: Any, pane: Any) -> Any:
    """Choose a way; its sheet."""

    def choose(way: Way, wrong: Wrong = Wrong.DAMAGED) -> Any:
        if wrong is not pane.wrong:
            guide.session.ways.show(wrong)
        guide.session.window.centralWidget().buttons[way].click()
        return guide.sheet()

    return choose


def type_words(key: Any) -> None:
    key.other.click()
    for box, word in zip(key.words.boxes, WORDS, strict=True):
        box.setText(word)
    key.new.field.fill(NEW)


@pytest.mark.parametrize("wrong", Wrong)
def test_what_is_wrong_is_said_and_that_nothing_was_changed(guide: Any, wrong: Wrong) -> None:
    guide.begin(Found.FOREIGN)

    guide.session.ways.show(wrong)

    pane = guide.session.window.centralWidget()
    assert says(pane, "Nothing was changed" if wrong is not Wrong.ASKED else "Nothing is changed until")
    assert says(pane, str(HOME))
    assert tuple(pane.buttons) == ways_back(wrong, has_copies=False)
    with guide.qtbot.waitSignal(pane.look_again):
        pane.again.click()


def test_the_keys_of_a_copy_come_first_where_there_is_one(guide: Any) -> None:
    guide.door.rescue.own = (copy_of(1),)
    guide.begin(Found.KEYS_MISSING)
    pane = guide.session.window.centralWidget()

    guide.qtbot.waitUntil(lambda: next(iter(pane.buttons)) is Way.KEYS_OF_A_COPY)
    assert pane.wrong is Wrong.KEYS_MISSING


def test_a_copy_is_put_back_and_the_journal_lives_there_from_then_on(guide: Any, go: Any) -> None:
    sheet = go(Way.RESTORE)
    guide.qtbot.waitUntil(lambda: len(sheet.copies.choices()) == 2)
    sheet.copies.choices()[1].click()
    sheet.key.field.line.setText(RIGHT)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    ((copy, into, opening),) = guide.door.rescue.calls("restore")
    assert (copy, into, opening.passphrase) == (copy_of(3), HOME.with_name("Journal 2"), RIGHT)
    assert says(sheet, "Your journal is back.")
    assert says(sheet, "It holds 57 entries and 45 files.")
    assert sheet.key.field.text() == ""
    with guide.qtbot.waitSignal(guide.session.ended) as ended:
        sheet.open.click()
    assert ended.args == [MOVED_CODE]
    assert guide.door.lives == [HOME.with_name("Journal 2")]


def test_a_copy_on_a_stick_is_found_and_a_folder_without_one_says_so(guide: Any, go: Any) -> None:
    sheet = go(Way.RESTORE)
    guide.qtbot.waitUntil(lambda: len(sheet.copies.choices()) == 2)

    sheet.copies.take(Path("/nothing/here"))
    guide.qtbot.waitUntil(sheet.copies.trouble.isVisible)
    assert len(sheet.copies.choices()) == 2
    sheet.copies.take(STICK)
    guide.qtbot.waitUntil(lambda: says(sheet, str(STICK)))

    assert sheet.copies.copy() == copy_of(4, STICK)
    assert not sheet.copies.trouble.isVisible()


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(guide: Any, go: Any) -> None:
    sheet = go(Way.RESTORE)
    guide.qtbot.waitUntil(lambda: bool(sheet.copies.choices()))
    sheet.key.field.line.setText("not it")

    sheet.go.click()

    guide.qtbot.waitUntil(lambda: "WrongPassphrase" in sheet.work.said())
    assert sheet.go.isEnabled()
    assert sheet.key.field.line.hasFocus()
    assert not sheet.verdict.isVisible()


def test_with_the_words_a_new_passphrase_is_set_for_what_came(guide: Any, go: Any) -> None:
    sheet = go(Way.SALVAGE)
    type_words(sheet.key)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    assert guide.door.passphrases == [(HOME.with_name("Journal 2"), " ".join(WORDS), NEW)]
    assert sheet.key.words.text() == ""


def test_a_new_passphrase_that_is_refused_is_asked_for_again_without_doing_the_work_twice(
    guide: Any, go: Any
) -> None:
    guide.door.not_set = PassphraseWeak(Weakness.NAMED)
    sheet = go(Way.SALVAGE)
    type_words(sheet.key)
    sheet.go.click()
    guide.qtbot.waitUntil(lambda: "PassphraseWeak" in sheet.work.said())
    assert not sheet.verdict.isVisible()

    sheet.key.new.field.fill("nine other boats under the bridge")
    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    assert len(guide.door.rescue.calls("salvage")) == 1
    assert len(guide.door.passphrases) == 2


def test_wrong_words_are_told(guide: Any, go: Any) -> None:
    guide.door.rescue.wrong = WordsOfAnotherJournal()
    sheet = go(Way.RESTORE)
    guide.qtbot.waitUntil(lambda: bool(sheet.copies.choices()))
    type_words(sheet.key)

    sheet.go.click()

    guide.qtbot.waitUntil(lambda: "WordsOfAnotherJournal" in sheet.work.said())
    assert sheet.key.words.text() == " ".join(WORDS)


def test_what_could_not_be_saved_is_listed_thing_by_thing(guide: Any, go: Any) -> None:
    sheet = go(Way.SALVAGE)
    sheet.take_copies(STICK)
    guide.qtbot.waitUntil(lambda: says(sheet, "2 copies in"))
    sheet.key.field.line.setText(RIGHT)
    sheet.go.click()
    guide.qtbot.waitUntil(sheet.details.isVisible)

    sheet.details.click()

    (call,) = guide.door.rescue.calls("salvage")
    assert call[0] == HOME
    assert len(call[3]) == 2
    told = guide.window().findChild(LossesSheet)
    assert says(told, "Entry 31, written Fri 13 Nov 2026, ")
    assert says(told, "Six calls <b>, no one spoke")
    assert says(told, "an earlier text is there")
    assert says(told, "screen 2026-11-21 2114.png")
    assert says(told, "1,048,576 bytes")
    assert says(told, "The newest line anything speaks of is 217.")


def test_what_could_be_saved_whole_has_no_list(guide: Any, go: Any) -> None:
    guide.door.rescue.losses = losses(complete=True)
    sheet = go(Way.SALVAGE)
    sheet.key.field.line.setText(RIGHT)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    assert says(sheet, "Everything could be saved.")
    assert not sheet.details.isVisible()


def test_an_exact_copy_says_what_the_disk_did_not_give(guide: Any, go: Any) -> None:
    guide.door.rescue.unread = ("media/ab/cd",)
    sheet = go(Way.FOLDER_COPY)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    ((folder, to),) = guide.door.rescue.calls("copy_folder")
    assert folder == HOME
    assert to.name.startswith("Journal 2026-11-2")
    assert says(sheet, "media/ab/cd")
    assert not sheet.open.isVisible()


@pytest.mark.parametrize("way", [Way.RESTORE, Way.SALVAGE, Way.FOLDER_COPY])
def test_closing_the_sheet_stops_the_work(guide: Any, go: Any, way: Way) -> None:
    rescue = guide.door.rescue
    rescue.hold = True
    sheet = go(way)
    if way is not Way.FOLDER_COPY:
        guide.qtbot.waitUntil(lambda: way is Way.SALVAGE or bool(sheet.copies.choices()))
        sheet.key.field.line.setText(RIGHT)
    sheet.go.click()
    guide.qtbot.waitUntil(lambda: bool(rescue.progresses))
    assert rescue.progresses[0](1, 3)
    assert not sheet.go.isEnabled()

    sheet.cancel.click()

    assert not rescue.progresses[0](2, 3)


def test_what_was_stopped_or_failed_can_be_tried_again(guide: Any, go: Any) -> None:
    rescue = guide.door.rescue
    sheet = go(Way.FOLDER_COPY)
    rescue.wrong = Cancelled()
    sheet.go.click()
    guide.qtbot.waitUntil(lambda: "Stopped" in sheet.work.said())
    rescue.wrong = DiskFull("write")
    sheet.go.click()
    guide.qtbot.waitUntil(lambda: "DiskFull" in sheet.work.said())

    sheet.go.click()

    guide.qtbot.waitUntil(sheet.verdict.isVisible)
    assert len(rescue.calls("copy_folder")) == 3


def test_another_place_is_a_new_folder_in_the_one_that_was_chosen(guide: Any, go: Any) -> None:
    sheet = go(Way.SALVAGE)
    assert sheet.place.folder == HOME.with_name("Journal 2")

    sheet.place.take(Path("/home/someone/Safe"))

    assert sheet.place.folder == Path("/home/someone/Safe/Journal")
    assert says(sheet, "/home/someone/Safe/Journal")


def test_settings_that_cannot_be_kept_are_told_with_the_place_and_tried_again(guide: Any, go: Any) -> None:
    guide.door.not_named = DiskFull("settings")
    sheet = go(Way.SALVAGE)
    sheet.key.field.line.setText(RIGHT)
    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)
    sheet.open.click()
    guide.qtbot.waitUntil(lambda: any(one.isVisible() for one in guide.window().findChildren(Sheet)))
    told: Any = guide.sheet()
    assert says(told, str(HOME.with_name("Journal 2")))

    with guide.qtbot.waitSignal(guide.session.ended) as ended:
        told.findChildren(type(sheet.go))[-1].click()

    assert ended.args == [MOVED_CODE]


def test_the_keys_of_a_copy_open_the_journal(guide: Any, go: Any) -> None:
    sheet = go(Way.KEYS_OF_A_COPY, Wrong.KEYS_MISSING)
    guide.qtbot.waitUntil(lambda: bool(sheet.copies.choices()))
    sheet.field.line.setText("not it")
    sheet.yes.click()
    guide.qtbot.waitUntil(lambda: says(sheet, "WrongPassphrase"))
    sheet.field.line.setText(RIGHT)
    sheet.yes.click()

    guide.qtbot.waitUntil(lambda: guide.session.view is not None)
    assert guide.door.keys_taken[-1] == (copy_of(1), RIGHT)


def test_a_journal_in_a_bad_place_is_moved(guide: Any, go: Any) -> None:
    sheet = go(Way.MOVE, Wrong.NETWORK)
    sheet.key.field.line.setText(RIGHT)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    assert says(sheet, "Please remove it yourself.")
    assert not sheet.key.other.isVisible()


def test_one_on_a_disk_that_cannot_be_written_is_copied_from_there(guide: Any, go: Any) -> None:
    sheet = go(Way.BRING_HERE, Wrong.READ_ONLY)
    assert not sheet.copies.isVisible()
    sheet.key.field.line.setText(RIGHT)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    ((copy, _, _),) = guide.door.rescue.calls("restore")
    assert copy.files.root == HOME


def test_the_first_run_has_a_way_for_those_who_have_a_copy(guide: Any) -> None:
    guide.door.rescue.taken = set()
    pane = guide.begin(Found.NOTHING)
    pane.first.have_copy.click()
    sheet = guide.sheet()
    assert not sheet.go.isEnabled()
    sheet.copies.take(STICK)
    guide.qtbot.waitUntil(lambda: bool(sheet.copies.choices()))
    sheet.key.field.line.setText(RIGHT)

    sheet.go.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)

    ((copy, into, _),) = guide.door.rescue.calls("restore")
    assert (copy, into) == (copy_of(4, STICK), HOME)


def test_the_keeper_may_ask_for_the_ways_back_at_once(guide: Any) -> None:
    guide.begin(Found.JOURNAL)

    guide.session._link.rescue_wanted.emit()

    pane = guide.session.window.centralWidget()
    assert pane.wrong is Wrong.SPOILT
    assert says(pane, "It still opens.")
    pane.again.click()
    assert guide.session.window.centralWidget() is not pane


def test_closing_the_window_stops_the_work(guide: Any, go: Any) -> None:
    rescue = guide.door.rescue
    rescue.hold = True
    sheet = go(Way.SALVAGE)
    sheet.key.field.line.setText(RIGHT)
    sheet.go.click()
    guide.qtbot.waitUntil(lambda: bool(rescue.progresses))

    with guide.qtbot.waitSignal(guide.session.ended):
        guide.session.window.close()

    assert not rescue.progresses[0](2, 3)


def test_the_field_to_type_in_is_in_sight_with_large_text_in_a_small_window(
    wear: Any, guide: Any, go: Any
) -> None:
    wear(Shade.LIGHT, 150)
    guide.window().resize(800, 560)

    sheet = go(Way.RESTORE)
    guide.qtbot.waitUntil(sheet.key.field.line.hasFocus)

    line = sheet.key.field.line
    guide.qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())
