"""What comes back from the services reaches who asked, on the window's thread, or is told."""

import threading
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from journal.domain.errors import Cancelled
from journal.gui.jobs import Jobs, Progress
from tests.gui.fakes import Refused, done, failed


def test_a_result_arrives_on_the_thread_of_the_window(qtbot: Any) -> None:
    jobs, owner = Jobs(), QObject()
    future: Future[int] = Future()
    came: list[tuple[int, int]] = []
    jobs.watch(future, owner, lambda number: came.append((number, threading.get_ident())))

    threading.Thread(target=future.set_result, args=(7,)).start()

    qtbot.waitUntil(lambda: bool(came))
    assert came == [(7, threading.get_ident())]


def test_a_result_for_someone_who_is_gone_is_dropped(qtbot: Any) -> None:
    jobs, owner, other = Jobs(), QObject(), QObject()
    came: list[object] = []
    jobs.watch(done(1), owner, came.append)
    del owner

    jobs.watch(done(2), other, came.append)

    qtbot.waitUntil(lambda: 2 in came)
    assert came == [2]


def test_what_is_asked_for_by_someone_who_was_just_taken_away_is_done_and_dropped(qtbot: Any) -> None:
    jobs, owner, other = Jobs(), QObject(), QObject()
    came: list[object] = []
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    jobs.watch(done(1), owner, came.append)
    jobs.watch(done(2), other, came.append)

    qtbot.waitUntil(lambda: 2 in came)
    assert came == [2]


def test_a_failure_nobody_takes_is_told(qtbot: Any) -> None:
    jobs, owner = Jobs(), QObject()
    told: list[object] = []
    jobs.failed.connect(told.append)

    jobs.watch(failed(Refused()), owner, told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Refused)


def test_a_failure_that_is_taken_is_not_told_twice(qtbot: Any) -> None:
    jobs, owner = Jobs(), QObject()
    told: list[object] = []
    taken: list[object] = []
    jobs.failed.connect(told.append)

    jobs.watch(failed(ValueError("x")), owner, told.append, taken.append)

    qtbot.waitUntil(lambda: bool(taken))
    assert told == []


def test_what_the_person_stopped_is_no_trouble(qtbot: Any) -> None:
    jobs, owner = Jobs(), QObject()
    told: list[object] = []
    jobs.failed.connect(told.append)
    came: list[object] = []

    jobs.watch(failed(Cancelled()), owner, came.append)
    jobs.watch(done("later"), owner, came.append)

    qtbot.waitUntil(lambda: came == ["later"])
    assert told == []


def test_progress_is_told_here_and_says_when_to_stop(qtbot: Any) -> None:
    progress = Progress()
    moved: list[tuple[int, int]] = []
    progress.moved.connect(lambda at, of: moved.append((at, of)))
    answers: list[bool] = []

    worker = threading.Thread(target=lambda: answers.append(progress(5_000_000_000, 9_000_000_000)))
    worker.start()
    worker.join()
    progress.stop()

    qtbot.waitUntil(lambda: moved == [(5_000_000_000, 9_000_000_000)])
    assert answers == [True]
    assert progress(6, 9) is False
