"""Words a computer read in pictures are shown where they stand, and covered, shown or left out by one press."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import Choice
from journal.gui.covering.sheet import CoveringSheet
from journal.gui.private_terms.pictures_read import PicturesRead
from journal.gui.private_terms.walk_sheet import PrivateWalkSheet
from journal.recognising.languages import KNOWN
from journal.services.in_pictures import Places, Seen
from tests.gui.private_terms.places import PICTURE_HITS, UNREAD_HIT

OTHER = PrintWish(Reader.OTHER)
FIRST = EvidenceId("B" * 26)
FOUND = Seen(3, PICTURE_HITS, can_read=True, languages=KNOWN)
MISSES = (
    "Words in pictures were looked for by the computer. It knows English and German, and misses some:"
    " look at each picture yourself."
)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def line(kit: Any, journal: Any, host: QWidget) -> PicturesRead:
    journal.private_terms.listed = ("12 Hidden Lane",)
    return PicturesRead(kit, journal, host, host)


@pytest.fixture
def walk(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> PrivateWalkSheet:
    sheet = PrivateWalkSheet(kit, journal, host, PICTURE_HITS)
    sheet.begin()
    qtbot.waitUntil(sheet.cover.isEnabled)
    return sheet


def said(line: PicturesRead) -> str:
    return line._said.text()


def covering(host: QWidget) -> CoveringSheet:
    return next(each for each in host.findChildren(CoveringSheet) if each.isVisible())


@pytest.mark.parametrize(
    "wish",
    [None, PrintWish(Reader.POLICE), replace(OTHER, with_exhibits=False)],
    ids=["nobody", "another reader", "no pictures"],
)
def test_nothing_is_looked_for_where_no_picture_goes_to_them(
    line: PicturesRead, journal: Any, wish: PrintWish | None
) -> None:
    line.ask(wish)

    assert line.isHidden()
    assert journal.calls("find_in_pictures") == []


def test_nothing_is_looked_for_where_nothing_has_to_stay_private(
    qtbot: Any, line: PicturesRead, journal: Any
) -> None:
    journal.private_terms.listed = ()

    line.ask(OTHER)

    qtbot.waitUntil(line.isHidden)
    assert journal.calls("find_in_pictures") == []


def test_it_says_that_the_computer_misses_some_even_where_it_found_nothing(
    qtbot: Any, line: PicturesRead, journal: Any
) -> None:
    journal.in_pictures.seen = Seen(3, (), can_read=True, languages=KNOWN)

    line.ask(OTHER)

    qtbot.waitUntil(lambda: said(line) == MISSES)
    assert not line.go_through.isVisible()


def test_it_says_how_many_pictures_name_something_and_how_many_could_not_be_read(
    qtbot: Any, line: PicturesRead, journal: Any
) -> None:
    journal.in_pictures.seen = replace(FOUND, hits=(*PICTURE_HITS, UNREAD_HIT))

    line.ask(OTHER)

    qtbot.waitUntil(lambda: "In 2 pictures the computer read what you keep private." in said(line))
    assert "1 picture could not be read by the computer: look at it yourself." in said(line)
    assert MISSES in said(line)
    assert line.go_through.isVisible()


def test_u12_where_nothing_can_be_read_it_says_so(qtbot: Any, line: PicturesRead, journal: Any) -> None:
    journal.in_pictures.seen = Seen(3, (), can_read=False)

    line.ask(OTHER)

    expected = "This computer cannot read words in pictures: look at each one yourself."
    qtbot.waitUntil(lambda: said(line) == expected)


def test_a_paper_without_pictures_says_nothing(qtbot: Any, line: PicturesRead, journal: Any) -> None:
    journal.in_pictures.seen = Seen(0, (), can_read=True)

    line.ask(OTHER)

    qtbot.waitUntil(lambda: journal.calls("find_in_pictures") != [])
    qtbot.waitUntil(line.isHidden)


class Slow:
    """Answers when it is told to."""

    def __init__(self, journal: Any) -> None:
        self.futures: list[Future[Any]] = []
        self.progress: list[Any] = []
        journal.in_pictures.find = self.find

    def find(self, _wish: PrintWish, progress: Any) -> "Future[Any]":
        self.progress.append(progress)
        self.futures.append(Future())
        return self.futures[-1]


def test_u11_it_can_be_stopped_and_begun_again(qtbot: Any, line: PicturesRead, journal: Any) -> None:
    slow = Slow(journal)
    line.ask(OTHER)
    qtbot.waitUntil(line.strip.isVisible)

    line.strip.cancel.click()
    assert slow.progress[0](1, 3) is False
    slow.futures[0].set_exception(Cancelled())
    qtbot.waitUntil(line.look.isVisible)
    assert said(line).startswith("Stopped.")
    line.look.click()
    slow.futures[1].set_result(FOUND)

    qtbot.waitUntil(line.go_through.isVisible)
    assert not line.look.isVisible()
    assert not line.strip.isVisible()


def test_what_was_found_for_an_earlier_wish_is_not_told(qtbot: Any, line: PicturesRead, journal: Any) -> None:
    slow = Slow(journal)
    line.ask(OTHER)
    qtbot.waitUntil(lambda: len(slow.futures) == 1)
    line.ask(replace(OTHER, language="de"))
    qtbot.waitUntil(lambda: len(slow.futures) == 2)

    assert slow.progress[0](0, 3) is False
    slow.futures[0].set_result(FOUND)
    slow.futures[1].set_result(Seen(3, (), can_read=True, languages=KNOWN))

    qtbot.waitUntil(lambda: said(line) == MISSES)


def test_after_something_was_decided_it_is_asked_again(
    qtbot: Any, line: PicturesRead, journal: Any, host: QWidget
) -> None:
    journal.in_pictures.seen = FOUND
    line.ask(OTHER)
    qtbot.waitUntil(line.go_through.isVisible)
    line.go_through.click()
    (sheet,) = host.findChildren(PrivateWalkSheet)
    qtbot.waitUntil(sheet.show_it.isEnabled)

    sheet.show_it.click()
    qtbot.waitUntil(lambda: sheet._title.text().startswith("2 of 3"))
    with qtbot.waitSignal(line.decided):
        sheet.close_sheet()

    assert journal.calls("decide_private") == [({PICTURE_HITS[0].key: Choice.SHOW},)]


def test_leaving_a_picture_out_decides_about_every_word_in_it(
    qtbot: Any, walk: PrivateWalkSheet, journal: Any
) -> None:
    walk.leave_out.click()

    qtbot.waitUntil(lambda: journal.calls("leave_out") == [(FIRST,)])
    qtbot.waitUntil(lambda: walk._title.text().startswith("3 of 3"))
    assert journal.calls("decide_private") == []


def test_cover_opens_the_picture_with_boxes_over_the_words(
    qtbot: Any, walk: PrivateWalkSheet, journal: Any, host: QWidget
) -> None:
    box = Box(2, 3, 9, 4)
    journal.in_pictures.there = Places((box,), ("12 Hidden Lane", "Leroux"))

    walk.cover.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in host.findChildren(CoveringSheet)))
    sheet = covering(host)
    qtbot.waitUntil(lambda: sheet.done.isEnabled() and sheet.editor.boxes() == (box,))
    sheet.done.click()

    qtbot.waitUntil(lambda: journal.calls("cover") == [(FIRST, (box,), False)])
    qtbot.waitUntil(lambda: walk._title.text().startswith("3 of 3"))


def test_closing_the_picture_decides_nothing(
    qtbot: Any, walk: PrivateWalkSheet, journal: Any, host: QWidget
) -> None:
    walk.cover.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in host.findChildren(CoveringSheet)))
    covering(host).close_sheet()

    qtbot.waitUntil(walk.cover.isEnabled)
    assert walk._title.text().startswith("1 of 3")
    assert journal.calls("cover") == []


def test_boxes_over_what_was_read_go_with_one_step_back(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    journal.in_pictures.there = Places((Box(1, 1, 5, 2), Box(8, 1, 4, 2)), ("Leroux",))
    sheet = CoveringSheet(kit, journal, host, (journal.piece(FIRST).result(),))
    sheet.begin()
    qtbot.waitUntil(lambda: sheet.done.isEnabled() and len(sheet.editor.boxes()) == 2)
    assert "Leroux" in sheet.editor.found.text()

    sheet.editor.undo.click()

    assert sheet.editor.boxes() == ()


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (Places(was_looked_for=False), ""),
        (Places(was_read=False), "The computer could not read words in this picture. Look at it yourself."),
        (Places(), "The computer read nothing here that you keep private. It misses some: look yourself."),
    ],
)
def test_what_was_read_in_a_picture_is_said_beside_it(
    qtbot: Any, kit: Any, journal: Any, host: QWidget, there: Places, told: str
) -> None:
    journal.in_pictures.there = there
    sheet = CoveringSheet(kit, journal, host, (journal.piece(FIRST).result(),))
    sheet.begin()

    qtbot.waitUntil(lambda: sheet.done.isEnabled() and sheet.editor.found.text() == told)
    assert sheet.editor.boxes() == ()
    assert sheet.editor.found.isVisible() is bool(told)


def test_a_picture_that_could_not_be_read_is_opened_and_the_answer_there_counts(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    sheet = PrivateWalkSheet(kit, journal, host, (UNREAD_HIT,))
    sheet.begin()
    qtbot.waitUntil(sheet.cover.isEnabled)
    assert "could not read" in sheet._title.text()
    assert not sheet.show_it.isVisible()  # nobody can say that it may go without opening it
    assert sheet.cover.hasFocus()

    sheet.cover.click()
    qtbot.waitUntil(lambda: any(each.done.isEnabled() for each in host.findChildren(CoveringSheet)))
    covering(host).done.click()

    qtbot.waitUntil(lambda: journal.calls("looked_at") != [])
    assert journal.calls("looked_at") == [(UNREAD_HIT.picture,)]
    assert journal.calls("decide") == []


def test_a_picture_that_could_not_be_read_is_left_out_by_one_press(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    sheet = PrivateWalkSheet(kit, journal, host, (UNREAD_HIT,))
    sheet.begin()
    qtbot.waitUntil(sheet.leave_out.isEnabled)

    sheet.leave_out.click()

    qtbot.waitUntil(lambda: journal.calls("leave_out") != [])
    assert journal.calls("leave_out") == [(UNREAD_HIT.picture,)]
    assert journal.calls("looked_at") == []
