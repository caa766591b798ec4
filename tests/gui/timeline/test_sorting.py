"""To sort, worked through by keyboard: make an entry, join, merge, put aside, answer; then the next one comes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.domain.evidence import Mark
from journal.domain.ids import EvidenceId
from journal.domain.reading import Loose, Shelf
from journal.gui.main.session import Session
from journal.gui.timeline.join_sheet import JoinSheet
from tests.gui.example import NOW_MS
from tests.gui.seeing import says

SHIFT = Qt.KeyboardModifier.ShiftModifier
NEWEST, LOCKED, OLDEST = (EvidenceId(letter * 26) for letter in "NLK")


@pytest.fixture
def session(qtbot: Any, kit: Any, door: Any, qapp: Any, appearance: Any, journal: Any) -> Iterator[Any]:
    """An open journal in which three captures wait, the second of them taken while it was locked."""
    journal.loose_things.insert(0, Loose(NEWEST, None, "screen.png", NOW_MS, True, mark=Mark.BLACK))
    made: Any = Session(kit, door, None, qapp, appearance)
    made.begin()
    made.show()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.centralWidget().open_with(door.right)
    qtbot.waitUntil(lambda: made.view is not None and made.view.timeline.model.entries() > 0)
    made.view.narrowing.narrow(shelf=Shelf.TO_SORT)
    qtbot.waitUntil(lambda: rows(made) == 3)
    yield made
    made.window.let_close()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()


def rows(session: Any) -> int:
    count: int = session.view.timeline.loose.model().rowCount()
    return count


def choose(session: Any, row: int) -> None:
    session.view.timeline.loose.setCurrentIndex(session.view.timeline.loose.model().index(row, 0))


def press(qtbot: Any, session: Any, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(session.view.timeline.loose, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_what_is_wrong_with_a_capture_stands_in_the_list_and_beside_it(session: Any) -> None:
    choose(session, 0)

    assert session.view.timeline.loose.model().index(0, 0).data().endswith(" · all black")
    assert says(session.view.entry.loose, "Found when it was kept: all black.")


def test_delete_puts_aside_and_the_next_one_comes(qtbot: Any, session: Any, journal: Any) -> None:
    choose(session, 0)

    press(qtbot, session, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: rows(session) == 2)
    assert journal.calls("void_evidence") == [(NEWEST,)]
    qtbot.waitUntil(lambda: session.view.entry.loose.evidence() == (LOCKED,))
    assert says(session.view.undo, "Put aside.")


def test_when_nothing_waits_any_more_nothing_is_shown(qtbot: Any, session: Any, journal: Any) -> None:
    choose(session, 0)
    for left in (2, 1, 0):
        press(qtbot, session, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: len(journal.loose_things) == left)
        qtbot.waitUntil(lambda left=left: rows(session) == left)

    assert not session.view.entry.is_sorting()


def test_e_makes_an_entry(qtbot: Any, session: Any, journal: Any) -> None:
    choose(session, 2)

    press(qtbot, session, Qt.Key.Key_E)

    qtbot.waitUntil(lambda: journal.calls("start_draft") == [(None, (OLDEST,))])
    qtbot.waitUntil(session.view.entry.has_entry)


def test_several_are_chosen_with_shift_and_become_one_entry_the_oldest_first(
    qtbot: Any, session: Any, journal: Any
) -> None:
    choose(session, 0)
    press(qtbot, session, Qt.Key.Key_Down, SHIFT)
    press(qtbot, session, Qt.Key.Key_Down, SHIFT)
    assert says(session.view.entry.loose, "3 things chosen")

    press(qtbot, session, Qt.Key.Key_E)

    qtbot.waitUntil(lambda: journal.calls("start_draft") == [(None, (OLDEST, LOCKED, NEWEST))])


def test_several_are_put_aside_together(qtbot: Any, session: Any, journal: Any) -> None:
    choose(session, 1)
    press(qtbot, session, Qt.Key.Key_Down, SHIFT)

    press(qtbot, session, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: rows(session) == 1)
    assert journal.calls("void_evidence") == [(OLDEST, LOCKED)]


def test_j_joins_them_to_an_entry_and_goes_on_sorting(qtbot: Any, session: Any, journal: Any) -> None:
    choose(session, 0)
    press(qtbot, session, Qt.Key.Key_Down, SHIFT)
    press(qtbot, session, Qt.Key.Key_J)
    sheet = session.window.findChild(JoinSheet)
    qtbot.waitUntil(lambda: sheet.model.entries() > 0)
    entry = next(iter(journal.told))
    qtbot.waitUntil(lambda: sheet.model.line_of(entry) is not None)
    sheet.view.setCurrentIndex(sheet.model.index(sheet.model.line_of(entry)))

    with qtbot.waitSignal(sheet.joined):
        sheet.join.click()

    assert journal.calls("start_draft") == [(entry, (LOCKED, NEWEST))]
    assert session.view.narrowing.wanted.shelf is Shelf.TO_SORT
    qtbot.waitUntil(lambda: session.view.entry.loose.evidence() == (OLDEST,))


@pytest.mark.parametrize(
    ("button", "remark"),
    [
        ("yes", "I took this picture myself, while the journal was locked."),
        ("unknown", "I do not know who took this picture, while the journal was locked."),
    ],
)
def test_was_it_you_is_answered_once_and_recorded(
    qtbot: Any, session: Any, journal: Any, button: str, remark: str
) -> None:
    choose(session, 1)
    card = session.view.entry.loose
    assert card.yes.isVisible()

    getattr(card, button).click()

    qtbot.waitUntil(lambda: not card.yes.isVisible())
    ((evidence, note),) = journal.calls("amend_evidence")
    assert (evidence, note.note) == (LOCKED, remark)
    qtbot.waitUntil(lambda: "was it you" not in session.view.timeline.loose.model().index(1, 0).data())
    assert session.view.timeline.loose.currentIndex().row() == 1


def test_what_was_said_before_stays_in_front_of_the_answer(qtbot: Any, session: Any, journal: Any) -> None:
    piece = journal.piece(LOCKED).result()
    journal.piece = lambda _ident: journal._answer(
        "piece", replace(piece, note=replace(piece.note, note="Seen in the evening."))
    )
    choose(session, 1)

    session.view.entry.loose.yes.click()

    qtbot.waitUntil(lambda: len(journal.calls("amend_evidence")) == 1)
    ((_, note),) = journal.calls("amend_evidence")
    assert note.note.splitlines()[0] == "Seen in the evening."


def test_an_answer_that_fails_can_be_given_again(
    qtbot: Any, session: Any, journal: Any, troubles: list[BaseException]
) -> None:
    journal.fail.add("amend_evidence")
    choose(session, 1)
    card = session.view.entry.loose

    card.yes.click()

    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert card.yes.isVisible()
    assert card.yes.isEnabled()


def test_captures_taken_in_an_open_journal_ask_nothing(session: Any) -> None:
    choose(session, 2)

    assert not session.view.entry.loose.yes.isVisible()


def test_what_cannot_be_opened_is_shown_as_such_and_nothing_can_be_made_of_it(
    qtbot: Any, session: Any, journal: Any
) -> None:
    journal.loose_things.append(Loose(None, None, "0" * 32, NOW_MS - 90_000_000, False, unopened=True))
    session.desk.refresh()
    qtbot.waitUntil(lambda: rows(session) == 4)

    choose(session, 3)

    line = session.view.timeline.loose.model().index(3, 0).data()
    assert line.startswith("This cannot be opened, Came ")
    assert "000" not in line
    card = session.view.entry.loose
    assert says(card, "This cannot be opened")
    assert not card.make.isVisible()
    press(qtbot, session, Qt.Key.Key_Delete)
    press(qtbot, session, Qt.Key.Key_E)
    assert journal.calls("void_evidence") == []
    assert journal.calls("start_draft") == []
