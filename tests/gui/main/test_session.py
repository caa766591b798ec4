"""From the way in to the end: opened, hidden, locked, closed, and nothing typed is lost."""

import io
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.domain.ids import EvidenceId
from journal.domain.reading import Shelf
from journal.gui.first_run.pane import FirstRunPane
from journal.gui.keeper_link import KeeperLink
from journal.gui.listening.section import CaptureSection
from journal.gui.main.help import HelpSheet
from journal.gui.main.session import Session
from journal.gui.picture.sheet import PictureSheet
from journal.gui.printing.sheet import PrintSheet
from journal.gui.recovery.pane import RecoveryPane
from journal.gui.settings.sheet import SettingsSheet
from journal.gui.unlock.pane import UnlockPane
from journal.services.key_words import write_hearing
from journal.services.pipe_words import HIDDEN_CODE, LOCKED_CODE, QUIT_CODE
from journal.services.what_lies_there import Found
from tests.gui.seeing import says

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def heard() -> io.BytesIO:
    """What the keeper heard."""
    return io.BytesIO()


@pytest.fixture
def link(heard: io.BytesIO) -> KeeperLink:
    return KeeperLink(io.BytesIO(), heard)


@pytest.fixture
def begin(qtbot: Any, kit: Any, door: Any, link: KeeperLink, qapp: QApplication, appearance: Any) -> Any:
    """Begin a session; it is taken away afterwards."""
    begun: list[Session] = []

    def start(found: Found = Found.JOURNAL) -> Session:
        door.found = found
        session = Session(kit, door, link, qapp, appearance)
        begun.append(session)
        session.begin()
        session.show()
        qtbot.waitUntil(session.window.isActiveWindow)
        return session

    yield start
    for session in begun:
        session.window.let_close()
        session.window.close()
        session.window.deleteLater()
        session.deleteLater()


@pytest.fixture
def session(qtbot: Any, begin: Any, door: Any) -> Any:
    """An open journal."""
    session = begin()
    session.window.centralWidget().open_with(door.right)
    qtbot.waitUntil(lambda: session.view is not None and session.view.timeline.model.entries() > 0)
    return session


def _settled(qtbot: Any, session: Any) -> None:
    qtbot.waitUntil(lambda: session.view.timeline.model.row_at(1) is not None)


# The way in


@pytest.mark.parametrize(
    ("found", "kind"),
    [(Found.NOTHING, FirstRunPane), (Found.JOURNAL, UnlockPane), (Found.FOREIGN, RecoveryPane)],
)
def test_what_is_found_decides_what_is_shown(begin: Any, found: Found, kind: type) -> None:
    assert isinstance(begin(found).window.centralWidget(), kind)


def test_looking_again_finds_what_was_put_back(begin: Any, door: Any) -> None:
    session = begin(Found.KEYS_MISSING)
    door.found = Found.JOURNAL

    session.window.centralWidget().again.click()

    assert isinstance(session.window.centralWidget(), UnlockPane)


def test_the_title_says_journal_and_nothing_more(session: Any) -> None:
    assert session.window.windowTitle() == "Journal"


def test_the_window_is_small_enough_for_a_small_screen(session: Any) -> None:
    # Less than 800 where the screen has no more beside a frame.
    assert session.window.minimumSize().width() <= 800
    assert session.window.minimumSize().height() == 560
    assert session.window.minimumSizeHint().width() <= 800


def test_first_run_takes_the_screen_before_there_is_a_journal_and_keeps_it_then(
    qtbot: Any, begin: Any, heard: io.BytesIO, link: KeeperLink
) -> None:
    session = begin(Found.NOTHING)
    pane = session.window.centralWidget()
    pane.first.keep_first.click()
    assert heard.getvalue().endswith(b"beginning\ncapture\n")
    link.held.emit()
    assert says(pane, "It is kept as soon as the journal is there, so please go on to the end.")
    pane.first.alone.click()
    pane.first.next.click()
    pane.second.new.suggest.click()
    with qtbot.waitSignal(pane.made):
        pane.second.make.click()
    pane.third.later.click()
    pane.last.done.click()

    qtbot.waitUntil(lambda: session.view is not None)
    assert heard.getvalue().startswith(b"beginning\ncapture\nopened\n")


# The end


def test_lock_ends_with_its_code_after_the_words_are_safe(qtbot: Any, session: Any, journal: Any) -> None:
    _settled(qtbot, session)
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    qtbot.keyClicks(session.view.entry.form.description, "last words ")

    with qtbot.waitSignal(session.ended) as ended:
        qtbot.keyClick(session.window, Qt.Key.Key_L, CTRL)

    assert ended.args == [LOCKED_CODE]
    assert "last words " in journal.told[entry].incident.description
    assert not session.window.isVisible()


def test_lock_does_not_wait_for_ever(qtbot: Any, session: Any, journal: Any) -> None:
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    journal.hold |= {"start_draft", "keep_draft"}
    qtbot.keyClicks(session.view.entry.form.description, "x")

    with qtbot.waitSignal(session.ended) as ended:
        session.lock()

    assert ended.args == [LOCKED_CODE]


def test_closing_the_window_saves_and_quits(qtbot: Any, session: Any) -> None:
    with qtbot.waitSignal(session.ended) as ended:
        session.window.close()

    assert ended.args == [QUIT_CODE]


def test_closing_waits_until_the_words_are_safe(qtbot: Any, session: Any, journal: Any) -> None:
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    journal.hold.add("keep_draft")
    qtbot.keyClicks(session.view.entry.form.description, "x")

    with qtbot.assertNotEmitted(session.ended, wait=50):
        session.window.close()
    assert session.window.isVisible()

    with qtbot.waitSignal(session.ended):
        journal.release("keep_draft")


def test_three_escapes_within_a_second_hide_at_once_and_lock(qtbot: Any, session: Any) -> None:
    session.view.toolbar.search.line.setFocus()
    gone: list[bool] = []
    session.ended.connect(lambda _code: gone.append(session.window.isVisible()))

    with qtbot.waitSignal(session.ended) as ended:
        for _ in range(3):
            qtbot.keyClick(session.view.toolbar.search.line, Qt.Key.Key_Escape)

    assert ended.args == [HIDDEN_CODE]
    assert gone == [False]


def test_two_escapes_and_slow_ones_do_nothing(qtbot: Any, session: Any) -> None:
    clock = iter([0, 400, 1_100, 2_200])
    session._escapes._milliseconds = lambda: next(clock)
    session.view.toolbar.search.line.setFocus()

    with qtbot.assertNotEmitted(session.ended, wait=20):
        for _ in range(4):
            qtbot.keyClick(session.view.toolbar.search.line, Qt.Key.Key_Escape)


def test_the_hide_button_and_the_keeper_hide_too(qtbot: Any, session: Any, link: KeeperLink) -> None:
    with qtbot.waitSignal(session.ended) as ended:
        session.view.toolbar.hide_all.click()
    assert ended.args == [HIDDEN_CODE]
    link.show_wanted.emit()
    assert not session.window.isVisible()


def test_a_locked_window_hides_without_a_journal(qtbot: Any, begin: Any) -> None:
    session = begin()

    with qtbot.waitSignal(session.ended):
        session.hide_and_lock()

    assert not session.window.isVisible()


def test_the_place_of_the_window_is_remembered_inside_the_journal(
    qtbot: Any, session: Any, journal: Any
) -> None:
    session.window.resize(1000, 700)

    with qtbot.waitSignal(session.ended):
        session.lock()

    assert journal.states["window"] == session.window.remember()


# Keys


def test_a_new_entry_is_one_key(qtbot: Any, session: Any, journal: Any) -> None:
    qtbot.keyClick(session.window, Qt.Key.Key_N, CTRL)

    qtbot.waitUntil(session.view.entry.has_entry)
    assert journal.calls("start_draft") == [(None, ())]


def test_searching_is_one_key_and_narrows_while_typing(qtbot: Any, session: Any) -> None:
    qtbot.keyClick(session.window, Qt.Key.Key_F, CTRL)
    assert session.window.focusWidget() is session.view.toolbar.search.line

    qtbot.keyClicks(session.view.toolbar.search.line, "painting")

    qtbot.waitUntil(lambda: session.view.timeline.model.entries() == 1)
    qtbot.keyClick(session.view.toolbar.search.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.view.timeline.model.entries() == 60)


def test_f6_goes_from_pane_to_pane(qtbot: Any, session: Any) -> None:
    session.view.timeline.setFocus()
    went: list[str] = []

    for _ in range(3):
        qtbot.keyClick(session.window, Qt.Key.Key_F6)
        focused = session.window.focusWidget()
        panes = {
            "people": session.view.people,
            "timeline": session.view.timeline,
            "entry": session.view.entry,
        }
        went += [name for name, pane in panes.items() if pane.isAncestorOf(focused)]

    assert went == ["entry", "people", "timeline"]


def test_shift_f6_goes_back_from_pane_to_pane(qtbot: Any, session: Any) -> None:
    session.view.timeline.setFocus()

    qtbot.keyClick(session.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)

    assert session.view.people.isAncestorOf(session.window.focusWidget())


@pytest.mark.parametrize("shift", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_f6_leaves_whoever_works_in_a_sheet_there(qtbot: Any, session: Any, shift: Any) -> None:
    session.view.timeline.setFocus()
    qtbot.keyClick(session.window, Qt.Key.Key_F1)
    sheet = session.window.findChild(HelpSheet)
    sheet.done.setFocus()

    qtbot.keyClick(session.window, Qt.Key.Key_F6, shift)

    assert session.window.focusWidget() is sheet.done


def test_help_is_one_key(qtbot: Any, session: Any) -> None:
    qtbot.keyClick(session.window, Qt.Key.Key_F1)

    assert session.window.findChild(HelpSheet).isVisible()


def test_what_was_taken_out_comes_back_with_undo(qtbot: Any, session: Any, journal: Any) -> None:
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    session.view.entry._take_out()
    qtbot.waitUntil(lambda: session.view.undo.said() == "Entry taken out.")
    assert session.view.undo._timer.interval() >= 10_000
    qtbot.waitUntil(lambda: session.view.timeline.model.entries() == 59)

    session.view.undo.undo.click()

    qtbot.waitUntil(lambda: session.view.timeline.model.entries() == 60)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    assert session.view.undo.said() == "Taken back."


def test_undo_with_nothing_to_take_back_says_so(qtbot: Any, session: Any) -> None:
    session.view.timeline.setFocus()

    qtbot.keyClick(session.view.timeline.view, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: session.view.undo.said() == "There is nothing to take back.")


# Saying what is saved


def test_saved_is_said_only_when_it_is(qtbot: Any, session: Any, journal: Any) -> None:
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    journal.hold.add("settle")
    qtbot.keyClicks(session.view.entry.form.description, "x")
    session.view.entry.settle()
    qtbot.waitUntil(lambda: session.view.status.said() == "Draft kept 09:30")

    journal.release("settle")

    qtbot.waitUntil(lambda: session.view.status.said() == "Saved 09:30")


def test_the_figures_stand_under_the_panes(session: Any) -> None:
    assert says(session.view.status, "60 entries · 6 Mar 2024 – 21 Nov 2026") or says(
        session.view.status, "60 entries ·"
    )


def test_trouble_is_told_in_the_window_and_closed(qtbot: Any, session: Any, kit: Any) -> None:
    kit.jobs.failed.emit(ValueError("canary in an exception"))

    assert says(session.view.trouble, "Something in the program went wrong.")
    assert not says(session.view.trouble, "canary")
    session.view.trouble._close()
    assert not session.view.trouble.isVisible()


# Shelves and people


def test_a_person_narrows_the_timeline(qtbot: Any, session: Any) -> None:
    qtbot.waitUntil(lambda: len(session.view.people.people()) == 3)
    marsh = session.view.people.people()[1]
    assert marsh.accessibleName() == "D. Marsh, suspected, 15 entries"

    marsh.click()

    qtbot.waitUntil(lambda: session.view.timeline.model.entries() == 15)
    assert marsh.isChecked()


def test_a_draft_that_waits_is_found_in_to_sort(qtbot: Any, session: Any, journal: Any) -> None:
    journal.start_draft(None)
    session.view.narrowing.narrow(shelf=Shelf.TO_SORT)
    qtbot.waitUntil(lambda: session.view.timeline.loose.model().rowCount() == 3)

    session.view.timeline.loose.setCurrentIndex(session.view.timeline.loose.model().index(2, 0))

    qtbot.waitUntil(session.view.entry.has_entry)


def test_a_loose_picture_joins_an_entry(qtbot: Any, session: Any, journal: Any) -> None:
    from journal.gui.timeline.join_sheet import JoinSheet

    entry = list(journal.told)[1]
    session.desk._ask_join((EvidenceId("L" * 26),))
    sheet = session.window.findChild(JoinSheet)
    qtbot.waitUntil(lambda: sheet.model.entries() == 60)
    assert not sheet.join.isEnabled()
    sheet.view.setCurrentIndex(sheet.model.index(sheet.model.line_of(entry)))

    with qtbot.waitSignal(sheet.joined):
        sheet.join.click()

    assert journal.told[entry].incident.evidence == (EvidenceId("L" * 26),)


def test_files_that_come_in_begin_an_entry_or_join_the_one_that_is_shown(
    qtbot: Any, session: Any, journal: Any
) -> None:
    session.taking.taken.emit((EvidenceId("F" * 26),), False)
    qtbot.waitUntil(session.view.entry.has_entry)
    assert journal.calls("start_draft") == [(None, ("F" * 26,))]

    session.taking.taken.emit((EvidenceId("G" * 26),), True)
    assert session.view.entry.form.incident().evidence == ("F" * 26, "G" * 26)


# Sheets over the window


def test_printing_settles_what_is_being_typed(qtbot: Any, session: Any, journal: Any) -> None:
    entry = next(iter(journal.told))
    session.view.entry.show_entry(entry)
    qtbot.waitUntil(lambda: session.view.entry.entry() == entry)
    qtbot.keyClicks(session.view.entry.form.description, "x")

    qtbot.keyClick(session.window, Qt.Key.Key_P, CTRL)

    sheet = session.window.findChild(PrintSheet)
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: bool(journal.calls("settle")))
    sheet.close_sheet()


def test_a_picture_is_seen_large_covered_first_and_escape_closes_it(
    qtbot: Any, session: Any, journal: Any
) -> None:
    session.desk.show_picture("L" * 26, True)
    sheet = session.window.findChild(PictureSheet)
    qtbot.waitUntil(lambda: sheet.canvas.accessibleName() == "Picture, covered")

    sheet.cover.click()
    qtbot.waitUntil(lambda: sheet.canvas.accessibleName() == "Picture")
    sheet.true_size.click()
    qtbot.waitUntil(lambda: sheet.canvas.width() == 1920)
    qtbot.keyClick(sheet, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: sheet.canvas.width() < sheet.width())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert [call[-1] for call in journal.calls("picture") if call[0] == "L" * 26][-3:] == [
        False,
        False,
        False,
    ]


def test_a_picture_that_cannot_be_shown_says_so(qtbot: Any, session: Any, journal: Any) -> None:
    journal.fail.add("picture")

    session.desk.show_picture("L" * 26, False)

    qtbot.waitUntil(lambda: says(session.window.findChild(PictureSheet), "Preview not available."))


def test_sheets_keep_tab_inside_and_give_the_focus_back(qtbot: Any, session: Any) -> None:
    session.view.toolbar.search.line.setFocus()
    session.desk.show_help()
    sheet = session.window.findChild(HelpSheet)

    for _ in range(6):
        qtbot.keyClick(session.window.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(session.window.focusWidget())
    sheet.done.click()

    assert session.window.focusWidget() is session.view.toolbar.search.line


# Catching the screen


def test_the_window_steps_aside_and_answers_and_comes_back(
    qtbot: Any, session: Any, link: KeeperLink, heard: io.BytesIO, journal: Any
) -> None:
    session.view.toolbar.capture.click()
    assert heard.getvalue().endswith(b"capture\n")
    link.aside_wanted.emit()
    assert not session.window.isVisible()
    assert heard.getvalue().endswith(b"hidden\n")
    journal.inbox = (EvidenceId("C" * 26),)

    link.kept.emit("name", "")

    qtbot.waitUntil(lambda: session.capturing._line is not None)
    assert session.window.isVisible()
    line = session.capturing._line
    assert says(line, "Kept 09:30")
    assert line.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    session.capturing.close_line()


def test_words_for_a_capture_make_an_entry_of_it(
    qtbot: Any, session: Any, link: KeeperLink, journal: Any
) -> None:
    journal.inbox = (EvidenceId("C" * 26),)
    link.kept.emit("name", "")
    qtbot.waitUntil(lambda: session.capturing._line is not None)
    line = session.capturing._line
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(line.words, "He posted again")
    qtbot.keyClicks(line.page, "https://example.net/x")
    qtbot.keyClicks(line.who, "D. Marsh")

    with qtbot.waitSignal(line.over):
        line.done.click()

    made = [told.incident for told in journal.told.values() if told.incident.headline == "He posted again"]
    assert made[0].evidence == ("C" * 26,)
    assert made[0].link == "https://example.net/x"
    assert len(made[0].actors) == 1


def test_not_this_puts_the_capture_aside(qtbot: Any, session: Any, link: KeeperLink, journal: Any) -> None:
    journal.inbox = (EvidenceId("C" * 26),)
    link.kept.emit("name", "one colour")
    qtbot.waitUntil(lambda: session.capturing._line is not None)
    line = session.capturing._line
    assert says(line, "· but it is all one colour")
    line.open_for_words()

    with qtbot.waitSignal(line.over):
        line.not_this.click()

    assert journal.calls("void_evidence") == [("C" * 26,)]


def test_a_capture_that_failed_says_what_to_do_instead(qtbot: Any, session: Any, link: KeeperLink) -> None:
    link.failed.emit("ScreenshotRefused missing")

    assert says(session.view.trouble, "then paste the picture here with Ctrl+V.")
    assert session.window.isVisible()


def test_locking_takes_the_line_away(qtbot: Any, session: Any, link: KeeperLink, journal: Any) -> None:
    journal.inbox = (EvidenceId("C" * 26),)
    link.kept.emit("name", "")
    qtbot.waitUntil(lambda: session.capturing._line is not None)

    with qtbot.waitSignal(session.ended):
        link.lock_wanted.emit()

    assert session.capturing._line is None


def test_a_key_somebody_else_has_is_told_with_the_way_to_another(
    qtbot: Any, session: Any, link: KeeperLink
) -> None:
    keys = (HeardKey(KeyUse.CAPTURE, "F9", KeyState.TAKEN),)
    link._obey(f"keys {write_hearing(Hearing(keys))}")

    assert "F9 is used by another program" in session.view.notice.said()
    session.view.notice.press("Choose another key…")

    sheet = session.window.findChild(SettingsSheet)
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: not sheet.findChild(CaptureSection).visibleRegion().isEmpty())
