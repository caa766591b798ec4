"""The line after a capture: no focus until asked, nothing typed lost, names only where they are typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from journal.domain.evidence import Mark
from journal.domain.ids import EvidenceId
from journal.domain.incident import Basis
from journal.domain.reading import Loose
from journal.gui.capture_line.address import LONGEST, address_in
from journal.gui.capture_line.line import SHOWN_MS, CaptureLine
from journal.gui.capture_line.noting import Noting
from tests.gui.example import MARSH, NOW_MS
from tests.gui.fakes import Refused, failed
from tests.gui.seeing import says

CAPTURE = EvidenceId("C" * 26)
CTRL = Qt.KeyboardModifier.ControlModifier


class Lines:
    """Lines after captures, and how they ended."""

    def __init__(self, kit: Any, journal: Any) -> None:
        self.kit = kit
        self.journal = journal
        self.owner = QObject()
        self.over: list[bool] = []

    def come(self, mark: str = "") -> CaptureLine:
        people = self.journal.sidebar().result().people
        noting = Noting(self.kit, self.journal, (CAPTURE,), self.owner)
        line = CaptureLine(self.kit, self.journal, noting, people, mark)
        line.over.connect(lambda: self.over.append(True))
        line.show_kept()
        return line


@pytest.fixture
def lines(kit: Any, journal: Any) -> Iterator[Lines]:
    made = Lines(kit, journal)
    QGuiApplication.clipboard().clear()
    yield made
    made.owner.deleteLater()


@pytest.fixture
def line(lines: Lines) -> Iterator[CaptureLine]:
    made = lines.come()
    yield made
    if not lines.over:
        made.let_go()


def made_of(journal: Any) -> Any:
    (made,) = [told.incident for told in journal.told.values() if CAPTURE in told.incident.evidence]
    return made


def test_it_says_kept_takes_no_focus_and_goes_after_a_minute_alone(lines: Lines, line: CaptureLine) -> None:
    assert says(line, "Kept 09:30")
    assert says(line, "· click, or Shift+F9, to add words")
    assert line.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert line.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert (line._timer.interval(), SHOWN_MS) == (60_000, 60_000)

    line._timer.timeout.emit()

    assert lines.over == [True]
    assert lines.journal.calls("start_draft") == []


def test_a_click_opens_it_and_puts_the_focus_into_the_words(qtbot: Any, line: CaptureLine) -> None:
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)

    assert line.focusWidget() is line.words
    assert not line.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not line._timer.isActive()


@pytest.mark.parametrize("mark", Mark)
def test_what_is_wrong_with_a_capture_is_said_at_once_with_what_to_try(lines: Lines, mark: Mark) -> None:
    line = lines.come(mark)

    assert "but it is" in line._hint.text()
    assert line._try.isVisible()
    assert line._try.text().endswith(".")
    line.let_go()


def test_enter_files_words_page_and_who(qtbot: Any, lines: Lines, line: CaptureLine) -> None:
    line.open_for_words()
    qtbot.keyClicks(line.words, "He posted again")
    qtbot.keyClicks(line.page, "https://example.net/x")
    qtbot.keyClicks(line.who, "d. marsh")

    qtbot.keyClick(line.who, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: lines.over == [True])
    made = made_of(lines.journal)
    assert (made.headline, made.link) == ("He posted again", "https://example.net/x")
    assert [(one.actor, one.basis) for one in made.actors] == [(MARSH, Basis.BELIEF)]


def test_a_name_nobody_has_yet_becomes_one_of_the_people(qtbot: Any, lines: Lines, line: CaptureLine) -> None:
    line.open_for_words()
    qtbot.keyClicks(line.who, "the man from the market")

    qtbot.keyClick(line.who, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: lines.over == [True])
    ((actor,),) = lines.journal.calls("add_actor")
    assert actor.label == "the man from the market"
    (link,) = made_of(lines.journal).actors
    assert lines.journal.casework.actors_known[link.actor] == actor


def test_enter_chooses_the_offered_name_that_begins_so_and_the_next_one_files(
    qtbot: Any, lines: Lines, line: CaptureLine
) -> None:
    line.open_for_words()
    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusIn))
    qtbot.keyClicks(line.who, "d. ma")

    qtbot.keyClick(line.who, Qt.Key.Key_Return)
    assert (line.who.known(), line.who.new_name(), lines.over) == (MARSH, "", [])
    qtbot.keyClick(line.who, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: lines.over == [True])
    assert lines.journal.calls("add_actor") == []
    assert [one.actor for one in made_of(lines.journal).actors] == [MARSH]


def test_somebody_new_whose_name_begins_like_another_is_said_to_be_new(
    qtbot: Any, lines: Lines, line: CaptureLine
) -> None:
    line.open_for_words()
    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusIn))
    qtbot.keyClicks(line.who, "d. ma")
    shown = line.who.completer().completionModel()
    line.who.completer().setCompletionPrefix("d. ma")
    last = shown.index(shown.rowCount() - 1, 0)
    assert last.data() == "New person: d. ma"

    line.who.completer().activated.emit("d. ma")
    qtbot.keyClick(line.who, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: lines.over == [True])
    ((actor,),) = lines.journal.calls("add_actor")
    assert actor.label == "d. ma"


def test_leaving_the_line_shows_who_was_meant(qtbot: Any, line: CaptureLine) -> None:
    line.open_for_words()
    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusIn))
    qtbot.keyClicks(line.who, "marsh")
    line.who._offering.close()  # as Tab does, before the line is left

    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))

    assert line.who.text() == "D. Marsh"
    assert line.who.known() == MARSH


def test_names_are_there_only_while_who_has_the_focus(line: CaptureLine) -> None:
    line.open_for_words()
    before = line.who.offered()

    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusIn))
    during = line.who.offered()
    QApplication.sendEvent(line.who, QFocusEvent(QEvent.Type.FocusOut))

    assert (before, line.who.offered()) == ([], [])
    assert "NightOwl" in during


def test_without_words_the_capture_waits_in_to_sort(qtbot: Any, lines: Lines, line: CaptureLine) -> None:
    line.open_for_words()

    qtbot.keyClick(line.words, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: len(lines.journal.calls("drop_draft")) == 1)
    assert lines.over == [True]
    assert lines.journal.drafts == {}
    assert lines.journal.calls("settle") == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_what_was_typed_stays_a_draft_when_the_line_is_left_or_the_journal_locks(
    qtbot: Any, lines: Lines, line: CaptureLine, key: Qt.Key | None
) -> None:
    line.open_for_words()
    qtbot.waitUntil(lambda: len(lines.journal.drafts) == 1)
    qtbot.wait(1)
    qtbot.keyClicks(line.words, "He posted ag")

    if key is None:
        line.let_go()
    else:
        qtbot.keyClick(line.words, key)

    qtbot.waitUntil(lambda: lines.over == [True])
    (draft,) = lines.journal.drafts.values()
    assert (draft.incident.headline, draft.incident.evidence) == ("He posted ag", (CAPTURE,))


def test_when_filing_fails_it_is_told_and_the_words_stay(
    qtbot: Any, lines: Lines, line: CaptureLine, troubles: list[BaseException]
) -> None:
    lines.journal.fail.add("keep_draft")
    line.open_for_words()
    qtbot.keyClicks(line.words, "He posted again")

    line.done.click()

    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert line.isVisible()
    assert line.words.text() == "He posted again"
    lines.journal.fail.clear()
    line.done.click()
    qtbot.waitUntil(lambda: lines.over == [True])
    assert made_of(lines.journal).headline == "He posted again"


def _put_aside_elsewhere(journal: Any) -> None:
    """From now on no draft can be begun with the capture, as it is with one that was put aside."""
    begin = journal.start_draft

    def start(ident: Any, evidence: Any = ()) -> Any:
        return failed(Refused()) if CAPTURE in evidence else begin(ident, evidence)

    journal.start_draft = start


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_words_are_kept_without_a_capture_that_was_put_aside_elsewhere(
    qtbot: Any, lines: Lines, line: CaptureLine, key: Qt.Key
) -> None:
    _put_aside_elsewhere(lines.journal)
    line.open_for_words()
    qtbot.keyClicks(line.words, "He posted again")
    qtbot.waitUntil(lambda: says(line, "Your words are kept without it."))
    assert not line.part.isVisible()
    assert not line.not_this.isVisible()

    qtbot.keyClick(line.words, key)

    qtbot.waitUntil(lambda: lines.over == [True])
    written = [draft.incident for draft in lines.journal.drafts.values()]
    written += [told.incident for told in lines.journal.told.values()]
    (kept,) = [incident for incident in written if incident.headline == "He posted again"]
    assert kept.evidence == ()


def test_an_opened_line_without_words_leaves_nothing_of_a_capture_that_was_put_aside_elsewhere(
    qtbot: Any, lines: Lines, line: CaptureLine
) -> None:
    _put_aside_elsewhere(lines.journal)
    line.open_for_words()
    qtbot.waitUntil(lambda: says(line, "Your words are kept without it."))

    qtbot.keyClick(line.words, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: lines.over == [True])
    qtbot.waitUntil(lambda: lines.journal.drafts == {})


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_words_stay_on_the_screen_until_they_can_be_kept(
    qtbot: Any, lines: Lines, line: CaptureLine, troubles: list[BaseException], key: Qt.Key
) -> None:
    lines.journal.loose_things.append(Loose(CAPTURE, None, "screen.png", NOW_MS, True))
    lines.journal.start_draft, begin = lambda *_asked: failed(Refused()), lines.journal.start_draft
    line.open_for_words()
    qtbot.waitUntil(lambda: len(troubles) == 1)
    qtbot.keyClicks(line.words, "He posted again")
    qtbot.keyClick(line.words, key)
    qtbot.waitUntil(lambda: len(troubles) == 2)
    assert line.isVisible()
    assert line.words.text() == "He posted again"
    assert line.done.isEnabled()

    lines.journal.start_draft = begin
    qtbot.keyClick(line.words, key)

    qtbot.waitUntil(lambda: lines.over == [True])
    written = [draft.incident for draft in lines.journal.drafts.values()]
    written += [told.incident for told in lines.journal.told.values()]
    (kept,) = [incident for incident in written if incident.headline == "He posted again"]
    assert kept.evidence == (CAPTURE,)


def test_letters_that_cannot_be_kept_are_told_once_and_not_each(
    qtbot: Any, lines: Lines, line: CaptureLine, troubles: list[BaseException]
) -> None:
    lines.journal.loose_things.append(Loose(CAPTURE, None, "screen.png", NOW_MS, True))
    lines.journal.start_draft = lambda *_asked: failed(Refused())
    line.open_for_words()
    qtbot.waitUntil(lambda: len(troubles) == 1)

    qtbot.keyClicks(line.words, "He posted again")

    assert len(troubles) == 1
    qtbot.waitUntil(lambda: len(troubles) == 2)


def test_words_that_cannot_be_kept_do_not_leave_with_escape(
    qtbot: Any, lines: Lines, line: CaptureLine, troubles: list[BaseException]
) -> None:
    line.open_for_words()
    qtbot.waitUntil(lambda: len(lines.journal.drafts) == 1)
    qtbot.wait(1)
    lines.journal.fail.add("keep_draft")
    qtbot.keyClicks(line.words, "He posted again")

    qtbot.keyClick(line.words, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert lines.over == []
    assert line.words.text() == "He posted again"
    lines.journal.fail.clear()


def test_an_address_that_was_copied_is_offered_and_taken_only_when_wanted(qtbot: Any, lines: Lines) -> None:
    QGuiApplication.clipboard().setText("https://example.net/post/1")
    line = lines.come()
    line.open_for_words()
    assert line.use_copied.isVisible()
    assert line.page.text() == ""

    line.use_copied.click()

    assert line.page.text() == "https://example.net/post/1"
    assert not line.use_copied.isVisible()
    line.let_go()


def test_other_things_that_were_copied_are_not_offered(lines: Lines) -> None:
    QGuiApplication.clipboard().setText("my password is not an address")
    line = lines.come()

    line.open_for_words()

    assert not line.use_copied.isVisible()
    line.let_go()


def test_ctrl_v_puts_an_address_where_addresses_go_and_words_where_the_words_are(
    qtbot: Any, lines: Lines
) -> None:
    line = lines.come()
    line.open_for_words()
    QGuiApplication.clipboard().setText("https://example.net/post/1")

    qtbot.keyClick(line.words, Qt.Key.Key_V, CTRL)
    QGuiApplication.clipboard().setText("some words")
    qtbot.keyClick(line.words, Qt.Key.Key_V, CTRL)

    assert (line.page.text(), line.words.text()) == ("https://example.net/post/1", "some words")
    line.let_go()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.net/a?b=c#d", True),
        ("  HTTP://example.net\n", True),
        ("https:///x", False),
        ("see https://example.net", False),
        ("https://a\nhttps://b", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://" + "x" * LONGEST, False),
        ("", False),
    ],
)
def test_only_the_address_of_a_page_is_one(text: str, is_one: bool) -> None:
    assert address_in(text) == (text.strip() if is_one else "")


def test_not_this_puts_the_capture_aside_and_forgets_the_words(
    qtbot: Any, lines: Lines, line: CaptureLine
) -> None:
    line.open_for_words()
    qtbot.keyClicks(line.words, "wrong window")

    line.not_this.click()

    qtbot.waitUntil(lambda: lines.over == [True])
    assert lines.journal.calls("void_evidence") == [(CAPTURE,)]
    assert lines.journal.drafts == {}


def test_removing_for_good_is_asked_for_and_done_elsewhere(qtbot: Any, line: CaptureLine) -> None:
    line.open_for_words()

    with qtbot.waitSignal(line.removal_wanted) as asked:
        line._ask_removal()

    assert asked.args == [(CAPTURE,)]
