"""Every picture is decided about by one press, the answer is kept at once, and nothing is decided by leaving."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Piece
from journal.gui.covering.look_first import LookFirst
from journal.gui.covering.parts_sheet import PartsSheet
from journal.gui.covering.sheet import CoveringSheet, Showing
from journal.gui.sheet.question import Question
from journal.services.covering import Looked
from tests.gui.covering.places import PART, cut, looked

FIRST, SECOND, THIRD = (EvidenceId(letter * 26) for letter in "ABC")
Lead = Callable[..., CoveringSheet]


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def lead(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Lead:
    def begin(*pictures: EvidenceId, showing: Showing = Showing.PART) -> CoveringSheet:
        sheet = CoveringSheet(kit, journal, host, pieces(journal, *pictures), showing)
        sheet.begin()
        qtbot.waitUntil(sheet.done.isEnabled)
        return sheet

    return begin


def pieces(journal: Any, *pictures: EvidenceId) -> tuple[Piece, ...]:
    return tuple(journal.piece(picture).result() for picture in pictures)


def walk(host: QWidget) -> CoveringSheet:
    """The sheet that was opened over the host."""
    (found,) = host.findChildren(CoveringSheet)
    return found


def question(host: QWidget) -> Question:
    return next(each for each in host.findChildren(Question) if each.isVisible())


def test_one_picture_after_another_is_decided_about_and_then_it_closes(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    sheet = lead(FIRST, SECOND, THIRD)
    assert sheet.title.text().startswith("1 of 3 · ")

    sheet.done.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 3 · ") and sheet.done.isEnabled())
    sheet.leave_out.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("3 of 3 · ") and sheet.done.isEnabled())
    sheet.editor.add.click()
    assert sheet.done.shown_text() == "Cover 1 place"
    (box,) = sheet.editor.boxes()
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()

    assert journal.calls("cover") == [(FIRST, (), False), (THIRD, (box,), False)]
    assert journal.calls("leave_out") == [(SECOND,)]


def test_a_second_click_decides_nothing_about_the_next_picture(qtbot: Any, lead: Lead, journal: Any) -> None:
    sheet = lead(FIRST, SECOND)

    sheet.done.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 2 · ") and sheet.editor.is_ready)
    sheet.done.click()
    sheet.leave_out.click()
    qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Return)

    assert journal.calls("cover") == [(FIRST, (), False)]
    assert journal.calls("leave_out") == []
    qtbot.waitUntil(sheet.done.isEnabled)
    sheet.close_sheet()


def test_what_was_decided_is_said_when_going_back(qtbot: Any, lead: Lead) -> None:
    sheet = lead(FIRST, SECOND)
    assert not sheet.title.text().endswith("left out")

    sheet.leave_out.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 2 · ") and sheet.done.isEnabled())
    sheet.before.click()

    qtbot.waitUntil(lambda: sheet.title.text().endswith(" · left out"))
    sheet.close_sheet()


def test_any_picture_can_be_gone_to_and_the_list_says_what_was_decided(
    qtbot: Any, lead: Lead, host: QWidget
) -> None:
    sheet = lead(FIRST, SECOND, THIRD)
    assert [sheet.which.itemText(at).split(" · ")[1] for at in range(3)] == ["to look at"] * 3

    sheet.done.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 3") and sheet.done.isEnabled())
    sheet.leave_out.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("3 of 3") and sheet.done.isEnabled())
    assert sheet.which.currentIndex() == 2
    states = [sheet.which.itemText(at).split(" · ")[1] for at in range(3)]
    assert states == ["looked at", "left out", "to look at"]
    sheet.which.activated.emit(0)
    qtbot.waitUntil(lambda: sheet.title.text().startswith("1 of 3") and sheet.done.isEnabled())

    sheet.editor.add.click()
    sheet.which.activated.emit(1)
    question(host).no.click()
    assert sheet.title.text().startswith("1 of 3")
    assert sheet.which.currentIndex() == 0
    sheet._close()


def test_leaving_decides_nothing(qtbot: Any, lead: Lead, journal: Any) -> None:
    sheet = lead(FIRST, SECOND)

    sheet.next.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 2") and sheet.done.isEnabled())
    sheet.before.click()
    qtbot.waitUntil(lambda: sheet.title.text().startswith("1 of 2") and sheet.done.isEnabled())
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Escape)

    assert journal.calls("cover") == journal.calls("leave_out") == []


@pytest.mark.parametrize("leaving", ["next", "escape"])
def test_what_was_drawn_is_not_lost_without_a_question(
    qtbot: Any, lead: Lead, journal: Any, host: QWidget, leaving: str
) -> None:
    sheet = lead(FIRST, SECOND)
    leave = {
        "next": sheet.next.click,
        "escape": lambda: qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Escape),
    }[leaving]
    sheet.editor.add.click()

    leave()
    question(host).no.click()
    assert len(sheet.editor.boxes()) == 1
    assert sheet.title.text().startswith("1 of 2")

    leave()
    asked = question(host)
    if leaving == "next":
        asked.yes.click()
        qtbot.waitUntil(lambda: sheet.title.text().startswith("2 of 2"))
    else:
        with qtbot.waitSignal(sheet.closed):
            asked.yes.click()
    assert journal.calls("cover") == []


@pytest.fixture
def walking(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> CoveringSheet:
    """Three pictures that all wait, the first of them decided about."""
    sheet = CoveringSheet(kit, journal, host, pieces(journal, FIRST, SECOND, THIRD), undecided=True)
    sheet.begin()
    qtbot.waitUntil(sheet.done.isEnabled)
    sheet.done.click()
    qtbot.waitUntil(sheet.done.isEnabled)
    return sheet


def test_the_rest_can_be_left_out_at_once(
    qtbot: Any, walking: CoveringSheet, journal: Any, host: QWidget
) -> None:
    walking.rest.click()
    assert question(host).accessibleName() == "Leave out 2 pictures?"

    with qtbot.waitSignal(walking.closed):
        question(host).yes.click()

    assert journal.calls("leave_out") == [(SECOND, THIRD)]


def test_the_rest_stays_undecided_when_that_is_declined(
    walking: CoveringSheet, journal: Any, host: QWidget
) -> None:
    walking.rest.click()
    question(host).no.click()

    assert journal.calls("leave_out") == []
    assert walking.isVisible()
    walking.close_sheet()


def test_what_was_decided_before_is_never_left_out_at_once(lead: Lead) -> None:
    sheet = lead(FIRST, SECOND)

    assert sheet.rest.isHidden()
    sheet.close_sheet()


def test_enter_on_the_picture_decides(qtbot: Any, lead: Lead, journal: Any) -> None:
    sheet = lead(FIRST)

    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Return)

    assert journal.calls("cover") == [(FIRST, (), False)]


def test_nothing_is_decided_before_the_picture_is_there(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    journal.hold.add("picture")
    sheet = CoveringSheet(kit, journal, host, pieces(journal, FIRST))
    sheet.begin()

    qtbot.keyClick(sheet.editor.canvas, Qt.Key.Key_Return)
    sheet.done.click()

    assert journal.calls("cover") == []
    sheet.close_sheet()


def test_nothing_can_be_decided_twice_while_it_is_being_kept(qtbot: Any, lead: Lead, journal: Any) -> None:
    journal.hold.add("cover")
    sheet = lead(FIRST, SECOND)

    sheet.done.click()
    sheet.editor.add.click()
    for button in (sheet.done, sheet.leave_out, sheet.next, sheet.before):
        assert not button.isEnabled()
        button.click()

    assert (len(journal.calls("cover")), journal.calls("leave_out")) == (1, [])
    journal.release("cover")


def test_what_fails_is_told_and_can_be_tried_again(
    qtbot: Any, lead: Lead, journal: Any, troubles: list[BaseException]
) -> None:
    journal.fail.add("cover")
    sheet = lead(FIRST)

    sheet.done.click()
    qtbot.waitUntil(lambda: bool(troubles))
    assert sheet.done.isEnabled()
    journal.fail.clear()
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()


def test_a_picture_that_cannot_be_shown_can_only_be_left_out(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    journal.fail.add("picture")
    sheet = CoveringSheet(kit, journal, host, pieces(journal, FIRST))
    sheet.begin()
    qtbot.waitUntil(lambda: sheet.leave_out.isEnabled() and not sheet.editor.canvas.isVisible())

    assert not sheet.done.isEnabled()
    with qtbot.waitSignal(sheet.closed):
        sheet.leave_out.click()
    assert journal.calls("leave_out") == [(FIRST,)]


def test_what_was_covered_before_is_there_again(qtbot: Any, lead: Lead, journal: Any) -> None:
    made = Derivative(
        FIRST, Derived.COVERED, Original("0" * 64, 1, "image/png"), "f" * 32, covers=(Box(3, 4, 50, 60),)
    )
    plain = journal.piece
    journal.piece = lambda ident: journal._answer(
        "piece", replace(plain(ident).result(), derivatives=(made,))
    )

    sheet = lead(FIRST)

    assert sheet.editor.boxes() == (Box(3, 4, 50, 60),)
    assert not sheet.editor.is_changed
    sheet.close_sheet()


def test_a_picture_can_be_seen_pixel_by_pixel_while_it_is_covered(
    qtbot: Any, lead: Lead, host: QWidget
) -> None:
    sheet = lead(FIRST)
    canvas = sheet.editor.canvas
    image = canvas.image().size()
    host.resize(500, 500)
    sheet.editor.add.click()
    drawn = sheet.editor.boxes()

    sheet.editor.true_size.click()
    qtbot.waitUntil(lambda: canvas.width() >= image.width() and canvas.height() >= image.height())
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    for _ in range(200):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    held = canvas.places.in_hand
    assert held is not None
    assert canvas.visibleRegion().contains(canvas.on_widget(held).toRect().adjusted(2, 2, -2, -2))
    assert sheet.editor.boxes()[0] == drawn[0]

    sheet.editor.true_size.click()
    qtbot.waitUntil(lambda: canvas.width() < image.width())
    assert len(sheet.editor.boxes()) == 2
    sheet.editor.canvas.places.undo()
    sheet._close()


# Where a part was chosen


def asked_whole(journal: Any) -> list[bool]:
    wholes: list[bool] = []
    plain = journal.pictures.picture

    def ask(*what: Any, whole: bool = False) -> Any:
        wholes.append(whole)
        return plain(*what, whole=whole)

    journal.pictures.picture = ask
    return wholes


def test_of_a_chosen_part_only_that_is_shown_and_the_rest_on_wish(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    cut(journal)
    wholes = asked_whole(journal)
    sheet = lead(FIRST)
    sheet.editor.add.click()
    drawn = sheet.editor.boxes()

    sheet.editor.look.click()
    qtbot.waitUntil(lambda: not sheet.editor.add.isEnabled() and sheet.done.isEnabled())
    assert sheet.editor.canvas.places.boxes() == ()
    sheet.editor.look.click()
    qtbot.waitUntil(sheet.editor.add.isEnabled)

    assert wholes == [False, True, False]
    assert sheet.editor.boxes() == drawn
    qtbot.waitUntil(sheet.done.isEnabled)
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()
    assert journal.calls("cover") == [(FIRST, drawn, False)]


def test_deciding_while_looking_around_the_part_still_covers_the_part(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    cut(journal)
    sheet = lead(FIRST)
    sheet.editor.add.click()
    drawn = sheet.editor.boxes()
    sheet.editor.look.click()
    qtbot.waitUntil(lambda: not sheet.editor.add.isEnabled() and sheet.done.isEnabled())

    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()

    assert journal.calls("cover") == [(FIRST, drawn, False)]


def test_all_of_a_picture_is_handed_over_only_when_that_is_said(qtbot: Any, lead: Lead, journal: Any) -> None:
    cut(journal)
    sheet = lead(FIRST)

    sheet.editor.use.click()
    qtbot.waitUntil(sheet.done.isEnabled)
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()

    assert journal.calls("cover") == [(FIRST, (), True)]


def test_what_was_covered_in_the_part_stays_covered_in_all_of_it(
    qtbot: Any, lead: Lead, journal: Any
) -> None:
    cut(journal)
    sheet = lead(FIRST)
    sheet.editor.canvas.places.add(QRect(5, 6, 20, 10))
    assert PART.box is not None

    sheet.editor.use.click()
    qtbot.waitUntil(sheet.done.isEnabled)
    assert sheet.editor.boxes() == (Box(5 + PART.box.x, 6 + PART.box.y, 20, 10),)
    sheet.editor.use.click()
    qtbot.waitUntil(sheet.done.isEnabled)

    assert sheet.editor.boxes() == (Box(5, 6, 20, 10),)
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()


@pytest.mark.parametrize(
    ("showing", "wholes", "covered"),
    [(Showing.PART, [False], False), (Showing.AROUND, [True], False), (Showing.WHOLE, [True], True)],
)
def test_what_was_answered_for_all_is_done_for_each(
    qtbot: Any, lead: Lead, journal: Any, showing: Showing, wholes: list[bool], covered: bool
) -> None:
    cut(journal)
    asked = asked_whole(journal)

    sheet = lead(FIRST, showing=showing)
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()

    assert asked == wholes
    assert journal.calls("cover") == [(FIRST, (), covered)]


# On the sheet for printing


OTHER = PrintWish(Reader.OTHER)


def ask(qtbot: Any, look_first: LookFirst) -> None:
    look_first.ask(OTHER)
    qtbot.waitUntil(lambda: not look_first.isHidden())


@pytest.fixture
def look_first(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> LookFirst:
    made = LookFirst(kit, journal, host, host)
    journal.covering.now = looked(journal)
    return made


def test_it_says_how_many_wait_and_what_stays_out_and_why(qtbot: Any, look_first: LookFirst) -> None:
    ask(qtbot, look_first)

    assert look_first._said.text() == "2 pictures must be looked at first."
    out = look_first._out.text()
    assert "You left out 1 picture." in out
    assert "2 files cannot be covered and stay out: call from the landing, rather a long name.mp3" in out
    assert "(sound), letter <b>.doc (file)." in out


@pytest.mark.parametrize(
    "wish",
    [None, PrintWish(Reader.POLICE), PrintWish(Reader.LAWYER), PrintWish(Reader.OTHER, with_exhibits=False)],
)
def test_for_others_it_is_not_there(qtbot: Any, look_first: LookFirst, wish: PrintWish | None) -> None:
    ask(qtbot, look_first)
    assert not look_first.isHidden()

    look_first.ask(wish)

    assert look_first.isHidden()


def test_those_that_wait_are_walked_through_and_the_paper_is_asked_for_again(
    qtbot: Any, look_first: LookFirst, host: QWidget
) -> None:
    ask(qtbot, look_first)
    look_first.look.click()
    sheet = walk(host)
    qtbot.waitUntil(sheet.done.isEnabled)
    with qtbot.waitSignal(sheet.decided):
        sheet.done.click()
    qtbot.waitUntil(sheet.done.isEnabled)

    with qtbot.waitSignals([look_first.decided, sheet.closed]):
        sheet.done.click()


def test_where_nothing_was_decided_the_paper_stays(qtbot: Any, look_first: LookFirst, host: QWidget) -> None:
    ask(qtbot, look_first)
    look_first.look.click()
    sheet = walk(host)

    with qtbot.assertNotEmitted(look_first.decided):
        sheet.close_sheet()


@pytest.mark.parametrize(
    ("button", "showing"),
    [("part", Showing.PART), ("look", Showing.AROUND), ("cover", Showing.WHOLE)],
)
def test_where_parts_were_chosen_it_is_asked_about_the_rest_first(
    qtbot: Any, look_first: LookFirst, journal: Any, host: QWidget, button: str, showing: Showing
) -> None:
    cut_one = replace(journal.piece(FIRST).result(), derivatives=(PART,))
    journal.covering.now = Looked((cut_one,))
    ask(qtbot, look_first)

    look_first.look.click()
    (asking,) = host.findChildren(PartsSheet)
    assert host.findChild(CoveringSheet) is None
    assert asking.part.hasFocus()
    getattr(asking, button).click()

    sheet = walk(host)
    assert sheet._showing is showing
    sheet.close_sheet()


def test_closing_that_question_begins_nothing(
    qtbot: Any, look_first: LookFirst, journal: Any, host: QWidget
) -> None:
    journal.covering.now = Looked((replace(journal.piece(FIRST).result(), derivatives=(PART,)),))
    ask(qtbot, look_first)
    look_first.look.click()

    (asking,) = host.findChildren(PartsSheet)
    asking.close_sheet()

    assert host.findChild(CoveringSheet) is None


def test_when_all_were_looked_at_it_says_so_and_they_can_be_looked_at_again(
    qtbot: Any, look_first: LookFirst, journal: Any, host: QWidget
) -> None:
    before = looked(journal)
    journal.covering.now = Looked((), before.covered, before.left_out)

    ask(qtbot, look_first)

    assert look_first._said.text() == "Every picture was looked at. 1 is on this paper."
    assert look_first.look.isHidden()
    look_first.again.click()
    sheet = walk(host)
    assert sheet._pictures == tuple(piece.id for piece in (*before.covered, *before.left_out))
    sheet.close_sheet()
