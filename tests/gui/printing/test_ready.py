"""A long log is composed while the person rests, so that its first page need not be waited for."""

from typing import Any

from journal.gui.printing import ready
from tests.gui.places import Guide


def test_a_long_log_is_got_ready_once_a_journal_was_open_for_a_while(
    guide: Guide, qtbot: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(ready, "REST_MS", 1)

    guide.open()

    qtbot.waitUntil(lambda: ("get_whole_log_ready",) in guide.journal.asked)


def test_a_long_log_is_got_ready_anew_after_something_was_written(
    guide: Guide, qtbot: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(ready, "REST_MS", 1)
    guide.open()
    qtbot.waitUntil(lambda: ("get_whole_log_ready",) in guide.journal.asked)
    guide.journal.asked.clear()

    guide.session.desk.refresh_soon()

    qtbot.waitUntil(lambda: ("get_whole_log_ready",) in guide.journal.asked)


def test_nobody_is_told_that_a_log_could_not_be_got_ready(guide: Guide, qtbot: Any, monkeypatch: Any) -> None:
    told: list[object] = []
    heard: list[object] = []
    over = ready.GettingReady._over

    def hear(getting: ready.GettingReady, what: object) -> None:
        over(getting, what)
        heard.append(what)

    guide.journal.fail.add("get_whole_log_ready")
    monkeypatch.setattr(ready, "REST_MS", 1)
    monkeypatch.setattr(ready.GettingReady, "_over", hear)
    guide.open()
    guide.session.desk._kit.jobs.failed.connect(told.append)

    qtbot.waitUntil(lambda: len(heard) > 0)

    assert isinstance(heard[0], Exception)
    assert told == []
