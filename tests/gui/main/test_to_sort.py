"""The figure beside To sort is right also while something is being written."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.domain.evidence import Method
from journal.domain.ids import EvidenceId
from journal.domain.reading import Shelf
from journal.gui.timeline.join_sheet import JoinSheet
from journal.services.errors import EvidenceInUse
from tests.gui.fakes import failed
from tests.gui.places import Guide
from tests.gui.seeing import says


def _waiting(guide: Guide) -> str:
    said: str = guide.session.view.people.shelves[Shelf.TO_SORT].said().number
    return said


def test_a_picture_pasted_into_an_entry_waits_nowhere_once_the_draft_has_it(
    guide: Guide, journal: Any, qtbot: Any
) -> None:
    guide.entry()
    before = _waiting(guide)
    added = journal.add_bytes(b"picture", "pasted.png", Method.PASTE).result()

    guide.session.desk.take_evidence(added.evidence, True)

    qtbot.waitUntil(lambda: bool(journal.calls("keep_draft")))
    qtbot.waitUntil(lambda: _waiting(guide) == before)


def _an_unfinished_entry_chosen(guide: Guide, qtbot: Any) -> Any:
    """A picture is made into an entry from To sort, and the row of that draft is chosen."""
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose = view.timeline.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    loose.setCurrentIndex(loose.model().index(0))
    qtbot.keyClick(loose, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: len(loose.model().things) == 2 and bool(loose.model().things[1].draft))
    loose.setCurrentIndex(loose.model().index(1))
    qtbot.waitUntil(view.entry.has_entry)
    return loose


def test_was_it_you_is_answered_by_a_key_for_all_that_are_chosen(
    guide: Guide, journal: Any, qtbot: Any
) -> None:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose, card = view.timeline.loose, view.entry.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    loose.selectAll()
    qtbot.waitUntil(lambda: says(card, "1 of these was taken while the journal was locked. Was it you?"))

    qtbot.keyClick(loose, Qt.Key.Key_Y)

    qtbot.waitUntil(lambda: len(journal.calls("amend_evidence")) == 1)
    ((_, note),) = journal.calls("amend_evidence")
    assert note.note.endswith("I took this picture myself, while the journal was locked.")


def test_the_key_that_answers_does_nothing_where_nobody_asks(guide: Guide, journal: Any, qtbot: Any) -> None:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose = view.timeline.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    loose.setCurrentIndex(loose.model().index(1))
    assert loose.model().things[1].state == "open"

    qtbot.keyClick(loose, Qt.Key.Key_Y)

    qtbot.waitUntil(lambda: says(view.entry.loose, "Not in an entry yet"))
    assert journal.calls("amend_evidence") == []


def test_after_several_were_put_aside_the_next_is_what_stood_behind_them(
    guide: Guide, journal: Any, qtbot: Any
) -> None:
    first = journal.loose_things[0]
    more = [replace(first, evidence=EvidenceId(letter * 26), state="open") for letter in "PQR"]
    journal.loose_things[:0] = [first, *more]
    del journal.loose_things[4]
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose = view.timeline.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 5)
    loose.setCurrentIndex(loose.model().index(0))
    for _ in range(2):
        qtbot.keyClick(loose, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(loose, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    qtbot.waitUntil(lambda: view.entry.loose.evidence() == ("R" * 26,))


def test_all_that_are_chosen_are_asked_about_as_all(guide: Guide, journal: Any, qtbot: Any) -> None:
    journal.loose_things[1] = replace(journal.loose_things[1], state="locked")
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose = view.timeline.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)

    loose.selectAll()

    asked = "These were taken while the journal was locked. Was it you?"
    qtbot.waitUntil(lambda: says(view.entry.loose, asked))


def test_what_can_be_done_stays_in_sight_over_the_pictures(guide: Guide, qtbot: Any) -> None:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose, card = view.timeline.loose, view.entry.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    loose.selectAll()
    qtbot.waitUntil(lambda: len(card._cards) == 2)

    def lowest() -> int:
        return int(card.remove.mapTo(card, card.remove.rect().bottomLeft()).y())

    qtbot.waitUntil(lambda: all(lowest() < shown.y() for shown in card._cards))


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_J])
def test_keys_for_files_leave_an_unfinished_entry_alone(
    guide: Guide, journal: Any, qtbot: Any, key: Qt.Key
) -> None:
    loose = _an_unfinished_entry_chosen(guide, qtbot)

    qtbot.keyClick(loose, key)
    qtbot.wait(20)

    assert journal.calls("void_evidence") == []
    assert guide.session.window.findChild(JoinSheet) is None
    assert not says(guide.session.view.undo, "Put aside.")


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Return])
def test_an_unfinished_entry_is_opened_by_the_keys_that_make_one(
    guide: Guide, journal: Any, qtbot: Any, key: Qt.Key
) -> None:
    loose = _an_unfinished_entry_chosen(guide, qtbot)

    with qtbot.waitSignal(loose.loose_chosen) as chosen:
        qtbot.keyClick(loose, key)

    assert chosen.args[0].draft in journal.drafts
    assert len(journal.calls("start_draft")) == 1


def test_delete_with_a_file_and_an_unfinished_entry_chosen_takes_the_file_alone(
    guide: Guide, journal: Any, qtbot: Any
) -> None:
    loose = _an_unfinished_entry_chosen(guide, qtbot)
    file = loose.model().things[0].evidence

    qtbot.keyClick(loose, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(loose, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: journal.calls("void_evidence") == [(file,)])


def test_what_is_refused_because_an_entry_has_it_is_told_and_nothing_is_said_to_be_put_aside(
    guide: Guide, journal: Any, qtbot: Any, troubles: list[BaseException]
) -> None:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    loose = view.timeline.loose
    qtbot.waitUntil(lambda: loose.model().rowCount() == 2)
    loose.setCurrentIndex(loose.model().index(0))
    journal.void_evidence = lambda *idents: failed(EvidenceInUse(idents))

    qtbot.keyClick(loose, Qt.Key.Key_Delete)

    qtbot.waitUntil(view.trouble.isVisible)
    assert [type(error) for error in troubles] == [EvidenceInUse]
    assert not says(view.undo, "Put aside.")
