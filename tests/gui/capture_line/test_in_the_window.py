"""The line as part of the program: opened by its key, kept when locking, one entry for a long page."""

import io
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.domain.capture_wish import CaptureWish, What
from journal.domain.ids import EvidenceId
from journal.domain.reading import Loose
from journal.gui.capture_line.line import CaptureLine
from journal.gui.keeper_link import KeeperLink
from journal.gui.main.session import Session
from tests.gui.fakes import Filed, Refusal, Refused
from tests.gui.seeing import says

FIRST, SECOND, THIRD = (EvidenceId(letter * 26) for letter in "CDE")


@pytest.fixture
def heard() -> io.BytesIO:
    """What the keeper heard."""
    return io.BytesIO()


@pytest.fixture
def link(heard: io.BytesIO) -> KeeperLink:
    return KeeperLink(io.BytesIO(), heard)


@pytest.fixture
def session(qtbot: Any, kit: Any, door: Any, link: KeeperLink, qapp: Any, appearance: Any) -> Any:
    """An open journal."""
    made: Any = Session(kit, door, link, qapp, appearance)
    made.begin()
    made.show()
    made.window.centralWidget().open_with(door.right)
    qtbot.waitUntil(lambda: made.view is not None and made.view.timeline.model.entries() > 0)
    yield made
    made.capturing.close_line()
    made.window.let_close()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()


def keep(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, evidence: EvidenceId, mark: str = ""
) -> None:
    """A capture, from the window's stepping aside to its having been filed."""
    link.aside_wanted.emit()
    journal.inbox = (evidence,)
    before = len(journal.calls("file_inbox"))
    link.kept.emit("name", mark)
    qtbot.waitUntil(lambda: len(journal.calls("file_inbox")) == before + 1)
    qtbot.wait(5)


def test_the_key_that_is_heard_everywhere_opens_the_line(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, heard: io.BytesIO
) -> None:
    keep(qtbot, session, journal, link, FIRST)

    link.words_wanted.emit()

    line = session.capturing._line
    assert line.is_opened()
    assert b"line-over" not in heard.getvalue()
    line._leave()
    assert heard.getvalue().endswith(b"line-over\n")


def test_the_next_capture_takes_the_place_of_a_line_nobody_opened(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, heard: io.BytesIO
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    before = session.capturing._line
    keep(qtbot, session, journal, link, SECOND, "same as before")

    line = session.capturing._line
    assert line is not before
    assert says(line, "· but it is the same as the one before")
    assert b"line-over" not in heard.getvalue()


@pytest.mark.parametrize("aside", [True, False])
def test_keys_in_a_row_make_one_line_with_a_count_about_all_of_them(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, heard: io.BytesIO, aside: bool
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    if aside:
        keep(qtbot, session, journal, link, SECOND)
    else:
        journal.inbox = (SECOND,)
        link.kept.emit("name", "")
        qtbot.waitUntil(lambda: session.capturing._line.just_kept() == (FIRST, SECOND))
    journal.inbox = (THIRD,)
    link.kept.emit("name", "")
    qtbot.waitUntil(lambda: session.capturing._line.just_kept() == (FIRST, SECOND, THIRD))

    line = session.capturing._line
    assert says(line, "3 pictures kept 09:30")
    assert b"line-over" not in heard.getvalue()
    line.open_for_words()
    qtbot.waitUntil(lambda: len(journal.drafts) == 1)
    lines = [one for one in QApplication.topLevelWidgets() if isinstance(one, CaptureLine)]
    assert [one for one in lines if one.isVisible()] == [line]


def test_a_capture_while_somebody_writes_in_the_line_leaves_the_words_alone(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    line.open_for_words()
    qtbot.keyClicks(line.words, "He posted ag")

    link.aside_wanted.emit()
    assert not line.isVisible()
    journal.inbox = (SECOND,)
    link.kept.emit("name", "")

    qtbot.waitUntil(lambda: says(line, "One more kept 09:30. It waits in To sort."))
    assert line.isVisible()
    assert line.words.text() == "He posted ag"


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("used", [False, True])
def test_the_line_goes_once_its_picture_is_used_or_put_aside_elsewhere(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, opened: bool, used: bool
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    if opened:
        session.capturing._line.open_for_words()
        qtbot.waitUntil(lambda: len(journal.drafts) == 1)
        qtbot.wait(5)
        (draft,) = journal.drafts
        (journal.settle if used else journal.drop_draft)(draft)
    elif used:
        journal.start_draft(None, (FIRST,))
    else:
        journal.void_evidence(FIRST)

    session.desk.refresh_soon()

    qtbot.waitUntil(lambda: session.capturing._line is None)


def test_words_that_are_not_kept_yet_stay_when_their_draft_is_gone(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    line.open_for_words()
    qtbot.waitUntil(lambda: len(journal.drafts) == 1)
    qtbot.wait(5)
    (draft,) = journal.drafts
    journal.settle(draft)
    qtbot.keyClicks(line.words, "He posted ag")

    session.desk.refresh()

    qtbot.waitUntil(lambda: says(line, "Your words are kept without it."))
    qtbot.waitUntil(lambda: [one.incident.headline for one in journal.drafts.values()] == ["He posted ag"])
    assert line.words.text() == "He posted ag"


def test_the_line_stays_while_its_picture_waits(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    session.desk.refresh()
    qtbot.wait(20)
    line.open_for_words()
    session.desk.refresh()
    qtbot.wait(20)

    assert session.capturing._line is line


def test_locking_keeps_what_was_being_written_in_the_line(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    line.open_for_words()
    qtbot.waitUntil(lambda: len(journal.drafts) == 1)
    qtbot.wait(5)
    qtbot.keyClicks(line.words, "He posted ag")

    with qtbot.waitSignal(session.ended):
        link.lock_wanted.emit()

    (draft,) = journal.drafts.values()
    assert (draft.incident.headline, draft.incident.evidence) == ("He posted ag", (FIRST,))


def test_whoever_goes_on_with_the_draft_in_the_window_has_the_words_of_the_line(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    line.open_for_words()
    qtbot.waitUntil(lambda: len(journal.drafts) == 1)
    qtbot.wait(5)
    qtbot.keyClicks(line.words, "He posted ag")
    (draft,) = journal.drafts

    session.desk._show_loose(Loose(FIRST, draft, "", 0, has_picture=False))

    qtbot.waitUntil(session.view.entry.has_entry)
    assert session.capturing._line is None
    assert session.view.entry.form.incident().headline == "He posted ag"
    assert list(journal.drafts) == [draft]


def test_locking_an_opened_line_without_words_leaves_no_empty_draft(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)
    session.capturing._line.open_for_words()
    qtbot.waitUntil(lambda: len(journal.drafts) == 1)
    qtbot.wait(5)

    with qtbot.waitSignal(session.ended):
        link.lock_wanted.emit()

    assert journal.drafts == {}


def test_a_long_page_becomes_one_entry_with_its_pieces_in_order(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, heard: io.BytesIO
) -> None:
    session.capturing.keep_long_page()
    assert heard.getvalue().endswith(b"capture\n")
    for piece in (FIRST, SECOND, THIRD):
        keep(qtbot, session, journal, link, piece)
    page = session.capturing._page
    assert says(page, "Piece 3 kept 09:30")
    assert page.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus

    page.done.click()
    line = session.capturing._line
    qtbot.keyClicks(line.words, "The whole thread")
    with qtbot.waitSignal(line.over):
        line.done.click()

    (made,) = [
        told.incident for told in journal.told.values() if told.incident.headline == "The whole thread"
    ]
    assert made.evidence == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize("done", [True, False])
def test_a_long_page_without_words_stays_together(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink, done: bool
) -> None:
    session.capturing.keep_long_page()
    for piece in (FIRST, SECOND):
        keep(qtbot, session, journal, link, piece)
    session.capturing._page.done.click()
    line = session.capturing._line

    with qtbot.waitSignal(line.over):
        if done:
            line.done.click()
        else:
            qtbot.keyClick(line.words, Qt.Key.Key_Escape)

    kept = [draft.incident.evidence for draft in journal.drafts.values()]
    filed = [told.incident.evidence for told in journal.told.values() if FIRST in told.incident.evidence]
    assert (FIRST, SECOND) in (filed if done else kept)


def test_pieces_of_a_long_page_stay_one_draft_when_the_journal_locks(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    session.capturing.keep_long_page()
    for piece in (FIRST, SECOND):
        keep(qtbot, session, journal, link, piece)

    with qtbot.waitSignal(session.ended):
        link.lock_wanted.emit()

    (draft,) = journal.drafts.values()
    assert draft.incident.evidence == (FIRST, SECOND)


def test_a_long_page_whose_first_piece_fails_is_over(qtbot: Any, session: Any, link: KeeperLink) -> None:
    session.capturing.keep_long_page()
    link.aside_wanted.emit()

    link.failed.emit("CaptureUnavailable refused")

    assert session.capturing._page is None


def test_the_time_that_is_left_is_shown_and_gone_before_the_picture(
    qtbot: Any, session: Any, link: KeeperLink
) -> None:
    link.soon.emit(3)
    countdown = session.capturing._countdown
    assert says(countdown, "The screen is kept in 3 seconds")
    countdown.count_down()
    countdown.count_down()
    assert says(countdown, "The screen is kept in 1 second")
    assert countdown.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus

    link.aside_wanted.emit()

    assert not countdown.isVisible()


def test_a_countdown_that_ran_out_is_gone_and_another_may_come(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    for _ in range(2):
        link.soon.emit(1)
        countdown = session.capturing._countdown
        with qtbot.waitSignal(countdown.destroyed):
            countdown.count_down()
        keep(qtbot, session, journal, link, FIRST)

    assert session.capturing._countdown is None
    assert session.capturing._line is not None


def test_nothing_is_counted_down_in_a_locked_window(qtbot: Any, session: Any, link: KeeperLink) -> None:
    session.capturing.close_journal()

    link.soon.emit(3)

    assert session.capturing._countdown is None


def test_a_part_is_chosen_right_after_the_capture(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    from journal.gui.capture_line.part_sheet import PartSheet

    session.capturing.capture_part()
    keep(qtbot, session, journal, link, FIRST)

    line = session.capturing._line
    sheet = line.findChild(PartSheet)
    qtbot.waitUntil(sheet.use.isEnabled)
    assert line.geometry() == line.screen().geometry()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.chooser, Qt.Key.Key_Escape)
    assert line.width() < line.screen().geometry().width()
    assert line.isVisible()
    assert journal.calls("choose_part") == []


def test_what_was_typed_before_a_part_was_chosen_is_not_replaced_by_the_next_letter(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    from journal.gui.capture_line.part_sheet import PartSheet

    keep(qtbot, session, journal, link, FIRST)
    line = session.capturing._line
    line.open_for_words()
    qtbot.keyClicks(line.words, "Again")
    line.choose_part()
    sheet = line.findChild(PartSheet)
    line.words.selectAll()  # as Qt does where a sheet that goes hands the focus on

    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.chooser, Qt.Key.Key_Escape)
    qtbot.keyClicks(line.words, " today")

    assert line.words.text() == "Again today"


def test_a_minimised_window_stays_where_it_is(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    session.window.showMinimized()

    keep(qtbot, session, journal, link, FIRST)

    assert session.window.isMinimized()
    assert session.window.isVisible()
    assert session.capturing._line is not None


def test_what_cannot_be_opened_is_told_once(qtbot: Any, session: Any, journal: Any, link: KeeperLink) -> None:
    told: list[str] = []
    session.capturing.told.connect(told.append)
    filed = Filed((), (Refusal("aa", Refused()), Refusal("bb", Refused())))

    session.capturing._filed_waiting(filed)
    session.capturing._filed_waiting(filed)

    assert told == ["2 files that waited here cannot be opened. They are kept as they are."]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("The window in front only", CaptureWish(What.WINDOW)),
        ("In 3 seconds", CaptureWish(delay=3)),
        ("In 10 seconds", CaptureWish(delay=10)),
    ],
)
def test_other_ways_to_capture_are_asked_of_the_keeper(
    session: Any, heard: io.BytesIO, text: str, wish: CaptureWish
) -> None:
    from journal.gui.capture_line.ways import CaptureWays

    menu = session.view.toolbar.capture_ways.findChild(CaptureWays).offer()

    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()

    assert heard.getvalue().endswith(wish.word().encode() + b"\n")


def test_pixels_of_all_our_windows_are_out_of_the_picture(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    keep(qtbot, session, journal, link, FIRST)

    link.aside_wanted.emit()

    assert all(
        window.windowOpacity() == 0 or not window.isVisible() for window in QApplication.topLevelWidgets()
    )


def test_removing_for_good_is_asked_in_the_window_with_the_passphrase(
    qtbot: Any, session: Any, journal: Any, link: KeeperLink
) -> None:
    from journal.gui.removing.sheet import RemoveSheet

    keep(qtbot, session, journal, link, FIRST)
    session.capturing._line.open_for_words()

    session.capturing._line._ask_removal()

    qtbot.waitUntil(lambda: session.window.findChild(RemoveSheet) is not None)
    assert session.window.findChild(RemoveSheet)._evidence == (FIRST,)
    assert session.capturing._line is None


def test_what_the_desktop_does_not_tell_is_not_offered(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QGuiApplication

    from journal.gui.capture_line.ways import CaptureWays

    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")

    menu = session.view.toolbar.capture_ways.findChild(CaptureWays).offer()

    offered = [action.text() for action in menu.actions()]
    menu.close()
    assert "The window in front only" not in offered
    assert "A part of the screen…" in offered
