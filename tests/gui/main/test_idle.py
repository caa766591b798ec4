"""A journal that is left alone locks by itself, also over a sleep, and says beforehand how long it stays open."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.ids import IncidentId
from journal.gui.main.idle import IdleWatch
from journal.gui.main.status import StatusLine
from journal.services.pipe_words import LOCKED_CODE
from tests.fakes import FakeClock
from tests.gui.places import Guide

MINUTE = 60_000


@pytest.fixture
def clock(kit: Any) -> FakeClock:
    clock: FakeClock = kit.clock
    return clock


class _Painted(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paints += 1


def test_five_minutes_alone_lock_it_and_what_was_typed_is_safe(
    qtbot: Any, guide: Guide, clock: FakeClock, journal: Any
) -> None:
    view = guide.entry()
    qtbot.keyClicks(view.entry.form.description, "last words ")
    clock.pass_ms(5 * MINUTE)

    with qtbot.waitSignal(guide.session.ended) as ended:
        guide.session.idle.judge()

    assert ended.args == [LOCKED_CODE]
    assert "last words " in journal.told[IncidentId(next(iter(journal.told)))].incident.description


def test_a_moment_before_nothing_happens(qtbot: Any, guide: Guide, clock: FakeClock) -> None:
    guide.open()
    clock.pass_ms(5 * MINUTE - 1)

    with qtbot.assertNotEmitted(guide.session.ended, wait=20):
        guide.session.idle.judge()


@pytest.mark.parametrize("by", ["key", "press", "move"])
def test_whatever_the_person_does_counts_anew(qtbot: Any, guide: Guide, clock: FakeClock, by: str) -> None:
    view = guide.open()
    clock.pass_ms(4 * MINUTE)
    if by == "key":
        qtbot.keyClick(view.toolbar.search.line, Qt.Key.Key_A)
    elif by == "press":
        qtbot.mouseClick(view.status, Qt.MouseButton.LeftButton)
    else:
        qtbot.mouseMove(view.status, QPoint(5, 5))
        qtbot.wait(20)
    clock.pass_ms(4 * MINUTE)

    assert not guide.session.idle.judge()


def test_after_a_sleep_nothing_is_painted_and_no_key_arrives(
    qtbot: Any, qapp: QApplication, clock: FakeClock
) -> None:
    owner, shown = QObject(), _Painted()
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.paints > 0)
    watch = IdleWatch(clock, owner)
    watch._timer.stop()
    qapp.installEventFilter(watch)
    before = shown.paints
    clock.pass_ms(8 * 60 * MINUTE)

    with qtbot.waitSignal(watch.over):
        shown.repaint()
    qtbot.keyClick(shown, Qt.Key.Key_A)

    assert shown.paints == before
    assert watch.judge()
    owner.deleteLater()


def test_it_tells_once_that_it_is_over(qtbot: Any, clock: FakeClock) -> None:
    owner = QObject()
    watch = IdleWatch(clock, owner)
    told: list[bool] = []
    watch.over.connect(lambda: told.append(True))
    clock.pass_ms(5 * MINUTE)

    for _ in range(3):
        watch.judge()
        watch.eventFilter(owner, QEvent(QEvent.Type.Paint))
    qtbot.wait(5)

    assert told == [True]
    owner.deleteLater()


def test_a_journal_that_was_just_made_locks_too(qtbot: Any, guide: Guide, clock: FakeClock) -> None:
    guide.lead("first run, name")
    clock.pass_ms(5 * MINUTE)

    with qtbot.waitSignal(guide.session.ended) as ended:
        guide.session.idle.judge()

    assert ended.args == [LOCKED_CODE]


def test_the_status_line_says_how_long_it_stays_open(guide: Guide, clock: FakeClock) -> None:
    view = guide.open()
    clock.pass_ms(MINUTE + 1_000)

    guide.session.idle.judge()

    assert view.status.remaining() == "Locks in 4 min"


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (5 * MINUTE, "Locks in 5 min"),
        (MINUTE + 1, "Locks in 2 min"),
        (MINUTE, "Locks in 60 s"),
        (41_000, "Locks in 50 s"),
        (1, "Locks in 10 s"),
    ],
)
def test_it_counts_in_minutes_and_at_last_in_steps_of_ten_seconds(
    qtbot: Any, kit: Any, milliseconds: int, said: str
) -> None:
    line = StatusLine(kit)
    qtbot.addWidget(line)

    line.show_remaining(milliseconds)

    assert line.remaining() == said


def test_only_the_last_minute_is_announced_and_only_once(qtbot: Any, kit: Any) -> None:
    line = StatusLine(kit)
    qtbot.addWidget(line)
    announced: list[str] = []
    line.announced.connect(announced.append)

    for milliseconds in (5 * MINUTE, 2 * MINUTE, 59_000, 58_000, 40_000):
        line.show_remaining(milliseconds)

    assert announced == ["Locks in less than a minute. Any key keeps it open."]
