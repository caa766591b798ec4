"""What is typed is kept soon, recorded on leaving, and called saved only when it is."""

from dataclasses import replace
from typing import Any

import pytest

from journal.domain.ids import IncidentId
from journal.gui.entry.keeping import Writing
from journal.gui.entry.writings import Writings
from tests.gui.fakes import Refused


class Told:
    """What a writing told, in order."""

    def __init__(self, writing: Any) -> None:
        self.heard: list[str] = []
        for name in ("drafted", "settled", "left", "failed"):
            getattr(writing, name).connect(self._hear(name))

    def _hear(self, name: str) -> Any:
        return lambda *_what: self.heard.append(name)


@pytest.fixture
def first(journal: Any) -> IncidentId:
    return IncidentId(next(iter(journal.told)))


@pytest.fixture
def writing(kit: Any, journal: Any, first: IncidentId) -> Writing:
    writing = Writing(kit, journal, first, (journal.told[first].incident, ""))
    writing._soon.setInterval(5)
    return writing


def _typed(writing: Writing, text: str) -> None:
    incident, note = writing._now
    writing.change(replace(incident, description=text), note)


def test_a_key_is_kept_within_two_seconds(qtbot: Any, kit: Any, journal: Any, first: IncidentId) -> None:
    writing = Writing(kit, journal, first, (journal.told[first].incident, ""))

    assert writing._soon.interval() < 2_000
    _typed(writing, "a")
    waited = writing._soon.remainingTime()
    _typed(writing, "ab")

    assert 0 < writing._soon.remainingTime() <= waited
    writing.abandon()


def test_typing_begins_a_draft_once_and_keeps_the_latest(qtbot: Any, writing: Writing, journal: Any) -> None:
    with qtbot.waitSignal(writing.drafted):
        for text in ("H", "He", "He posted"):
            _typed(writing, text)

    assert len(journal.calls("start_draft")) == 1
    (draft,) = journal.calls("keep_draft")[-1]
    assert draft.incident.description == "He posted"
    assert writing.is_written()


def test_nothing_is_called_kept_before_it_is(qtbot: Any, writing: Writing, journal: Any) -> None:
    journal.hold.add("keep_draft")
    told = Told(writing)

    _typed(writing, "He posted")
    qtbot.waitUntil(lambda: bool(journal.calls("keep_draft")))

    assert told.heard == []
    assert not writing.is_written()
    with qtbot.waitSignal(writing.drafted):
        journal.release("keep_draft")
    assert writing.is_written()


def test_what_is_typed_while_a_draft_is_on_its_way_is_kept_too(
    qtbot: Any, writing: Writing, journal: Any
) -> None:
    journal.hold.add("keep_draft")
    _typed(writing, "one")
    qtbot.waitUntil(lambda: bool(journal.calls("keep_draft")))
    _typed(writing, "one two")

    journal.release("keep_draft")

    qtbot.waitUntil(writing.is_written)
    assert journal.calls("keep_draft")[-1][0].incident.description == "one two"


def test_leaving_keeps_then_records_then_is_over(
    qtbot: Any, writing: Writing, journal: Any, first: IncidentId
) -> None:
    told = Told(writing)
    _typed(writing, "He posted again")

    with qtbot.waitSignal(writing.left):
        writing.leave()

    assert told.heard == ["drafted", "settled", "left"]
    assert journal.told[first].incident.description == "He posted again"
    assert journal.drafts == {}


def test_leaving_what_was_only_read_asks_for_nothing(qtbot: Any, writing: Writing, journal: Any) -> None:
    with qtbot.waitSignal(writing.left):
        writing.leave()

    assert journal.asked == []


def test_leaving_before_the_draft_has_begun_loses_nothing(
    qtbot: Any, writing: Writing, journal: Any, first: IncidentId
) -> None:
    journal.hold.add("start_draft")
    _typed(writing, "fast")
    writing.leave()

    with qtbot.waitSignal(writing.left):
        journal.release("start_draft")

    assert journal.told[first].incident.description == "fast"


def test_a_new_entry_that_stayed_empty_is_dropped(qtbot: Any, kit: Any, journal: Any) -> None:
    draft = journal.start_draft(None).result()
    writing = Writing(kit, journal, None, (draft.incident, ""), draft)

    with qtbot.waitSignal(writing.left):
        writing.leave()

    assert journal.drafts == {}
    assert journal.calls("settle") == []


def test_a_minute_without_a_key_records_and_typing_goes_on(
    qtbot: Any, writing: Writing, journal: Any, first: IncidentId
) -> None:
    assert writing._idle.interval() == 60_000
    _typed(writing, "first")
    with qtbot.waitSignal(writing.settled):
        writing._idle.timeout.emit()

    _typed(writing, "first and second")
    with qtbot.waitSignal(writing.left):
        writing.leave()

    assert len(journal.calls("start_draft")) == 2
    assert journal.told[first].incident.description == "first and second"


def test_a_failure_is_told_and_tried_again(
    qtbot: Any, writing: Writing, journal: Any, first: IncidentId
) -> None:
    journal.fail.add("keep_draft")
    writing._again.setInterval(10)
    with qtbot.waitSignal(writing.failed) as failed:
        _typed(writing, "not lost")
    assert isinstance(failed.args[0], Refused)
    assert not writing.is_written()

    journal.fail.clear()

    with qtbot.waitSignal(writing.drafted):
        writing.leave()
    qtbot.waitUntil(lambda: journal.told[first].incident.description == "not lost")


def test_r05_after_the_first_refusal_it_is_tried_again_at_once_because_room_may_have_been_given_up(
    qtbot: Any, writing: Writing, journal: Any
) -> None:
    journal.fail.add("keep_draft")
    told = Told(writing)
    writing._again.setInterval(10**8)
    writing.failed.connect(journal.fail.clear)

    with qtbot.waitSignal(writing.drafted):
        _typed(writing, "typed on a full disk")

    assert told.heard == ["failed", "drafted"]
    assert writing.is_written()
    writing.abandon()


def test_r05_what_goes_on_being_refused_is_not_tried_without_a_pause(
    qtbot: Any, writing: Writing, journal: Any
) -> None:
    journal.fail.add("keep_draft")
    writing._again.setInterval(10**8)

    _typed(writing, "typed on a full disk")
    qtbot.waitUntil(writing._again.isActive)

    assert len(journal.calls("keep_draft")) == 2
    assert not writing.is_written()
    writing.abandon()


def test_everything_left_behind_is_waited_for_at_the_end(
    qtbot: Any, kit: Any, journal: Any, first: IncidentId
) -> None:
    from PySide6.QtCore import QObject

    holder = QObject()
    writings = Writings(kit, journal, holder)
    journal.hold.add("keep_draft")
    for entry in list(journal.told)[:2]:
        writings.begin(entry, (journal.told[entry].incident, ""), None)
        assert writings.current is not None
        _typed(writings.current, f"changed {entry}")
    over: list[bool] = []

    writings.finish(lambda: over.append(True))
    qtbot.waitUntil(lambda: len(journal.held) == 2)
    assert over == []
    journal.release("keep_draft")

    qtbot.waitUntil(lambda: bool(over))
    assert all(
        journal.told[entry].incident.description.startswith("changed") for entry in list(journal.told)[:2]
    )
