"""Copies are made by themselves when it is quiet, one at a time, and what goes wrong is told once."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from journal.domain.copies import CopyPace
from journal.gui.copies.copying import LOOKED_EVERY, Copying
from journal.services.backing_up import NoRoomForBackup
from journal.services.backup_place import BackupPlaceGone
from journal.services.errors import ReadOnlyBecause
from journal.services.known_backups import OWN
from tests.gui.fake_copies import STICK
from tests.gui.fakes import FakeJournal

PACE = CopyPace(quiet_ms=1_000, most_ms=10_000, rests=20)


@pytest.fixture
def owner() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def copying(kit: Any, journal: FakeJournal, owner: QObject) -> Copying:
    """Looks after copies, but is judged only when a test says so."""
    made = Copying(kit, journal, owner, PACE)  # type: ignore[arg-type]  # a stand-in
    made.begin()
    made._timer.stop()
    return made


@pytest.fixture
def quiet(kit: Any, copying: Copying) -> Any:
    """Lets it be quiet for long enough, and judges."""

    def wait(milliseconds: int = PACE.quiet_ms) -> None:
        kit.clock.pass_ms(milliseconds)
        copying.judge()

    return wait


@pytest.fixture
def troubles_told(copying: Copying) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    copying.troubled.connect(lambda path, error: told.append((path, type(error).__name__)))
    return told


def test_what_was_written_before_the_last_end_is_copied_when_it_is_quiet(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    copying.judge()
    assert journal.calls("keep_up") == []

    with qtbot.waitSignal(copying.known_changed):
        quiet()

    assert len(journal.calls("keep_up")) == 1


def test_nothing_is_copied_again_when_nothing_was_written(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    with qtbot.waitSignal(copying.known_changed):
        quiet()

    quiet(1_000_000)

    assert len(journal.calls("keep_up")) == 1


def test_one_is_made_at_a_time(copying: Copying, journal: FakeJournal, quiet: Any) -> None:
    journal.hold.add("keep_up")
    quiet()
    copying.touched()

    quiet(1_000_000)

    assert len(journal.calls("keep_up")) == 1


def test_it_stands_aside_for_the_person_and_comes_back(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    journal.hold.add("keep_up")
    quiet()
    going_on = journal.backups.progresses[-1]

    with qtbot.waitSignal(copying.known_changed):
        copying.by_hand(journal.backups.make(None, lambda _done, _of: True))

    assert not going_on(2, 3)


def test_a_stick_that_is_plugged_in_gets_its_copy(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    journal.backups.unreachable = {STICK}
    with qtbot.waitSignal(copying.known_changed):
        quiet()
    for _ in range(LOOKED_EVERY):
        quiet()
    qtbot.waitUntil(lambda: not copying._looking)
    quiet()
    qtbot.waitUntil(lambda: copying._running is None)
    before = len(journal.calls("keep_up"))

    journal.backups.unreachable = set()
    for _ in range(LOOKED_EVERY):
        quiet()
    qtbot.waitUntil(lambda: STICK in copying._there)
    quiet()

    assert len(journal.calls("keep_up")) == before + 1


def test_a_trouble_is_told_once_until_it_has_worked_in_between(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any, troubles_told: list[tuple[str, str]]
) -> None:
    def again(error: Exception | None) -> None:
        journal.backups.wrong = {} if error is None else {OWN: error}  # type: ignore[dict-item]  # a JournalError
        copying.touched()
        with qtbot.waitSignal(copying.known_changed):
            quiet(PACE.most_ms * 2)

    no_room = NoRoomForBackup(2, 1)
    again(no_room)
    again(no_room)
    assert troubles_told == [(OWN, "NoRoomForBackup")]

    again(None)
    again(no_room)

    assert troubles_told == [(OWN, "NoRoomForBackup")] * 2


def test_a_trouble_that_was_told_is_not_told_again_after_the_next_start(
    qtbot: Any, kit: Any, owner: QObject, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    journal.backups.wrong = {STICK: BackupPlaceGone()}
    with qtbot.waitSignal(copying.troubled):
        quiet()

    second = Copying(kit, journal, owner, PACE)  # type: ignore[arg-type]  # a stand-in
    told: list[str] = []
    second.troubled.connect(lambda path, _error: told.append(path))
    second.begin()
    second._timer.stop()
    qtbot.waitUntil(lambda: bool(second._told.places))
    kit.clock.pass_ms(PACE.quiet_ms)
    with qtbot.waitSignal(second.known_changed):
        second.judge()

    assert told == []


def test_what_cannot_be_foreseen_is_told_like_everything_else(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any, troubles: list[BaseException]
) -> None:
    journal.fail.add("keep_up")

    quiet()

    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert copying._due.is_owed


def test_the_end_waits_for_what_is_owed(qtbot: Any, copying: Copying, journal: FakeJournal) -> None:
    journal.hold.add("keep_up")
    ended: list[bool] = []
    copying.finish(lambda: ended.append(True))
    assert ended == []

    journal.release("keep_up")

    qtbot.waitUntil(lambda: ended == [True])


def test_the_end_waits_for_nothing_where_nothing_is_owed(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    with qtbot.waitSignal(copying.known_changed):
        quiet()
    ended: list[bool] = []

    copying.finish(lambda: ended.append(True))

    assert ended == [True]
    assert len(journal.calls("keep_up")) == 1


def test_a_journal_that_is_only_read_gets_no_copy_by_itself(
    kit: Any, journal: FakeJournal, owner: QObject
) -> None:
    journal.read_only = ReadOnlyBecause.MEDIA
    only_read = Copying(kit, journal, owner, PACE)  # type: ignore[arg-type]  # a stand-in
    only_read.touched()
    ended: list[bool] = []

    only_read.finish(lambda: ended.append(True))

    assert ended == [True]
    assert journal.calls("keep_up") == []


def test_the_end_comes_though_a_copy_takes_too_long(
    qtbot: Any, copying: Copying, journal: FakeJournal
) -> None:
    journal.hold.add("keep_up")
    copying._last_moment.setInterval(1)
    ended: list[bool] = []

    copying.finish(lambda: ended.append(True))

    qtbot.waitUntil(lambda: ended == [True])
    assert not journal.backups.progresses[-1](2, 3)


def test_what_was_written_during_the_last_copy_is_copied_too(
    qtbot: Any, copying: Copying, journal: FakeJournal, quiet: Any
) -> None:
    journal.hold.add("keep_up")
    quiet()
    copying.touched()
    ended: list[bool] = []
    copying.finish(lambda: ended.append(True))

    journal.release("keep_up")

    qtbot.waitUntil(lambda: ended == [True])
    assert len(journal.calls("keep_up")) == 2
