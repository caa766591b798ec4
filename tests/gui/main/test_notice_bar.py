"""Wrong passphrases are told of after unlocking, quietly, until the person has seen it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.domain.moments import local_time
from journal.gui.main.notice_bar import NoticeBar
from tests.gui.fakes import FakeJournal
from tests.gui.places import Guide

LAST = local_time("2026-11-12T21:14:37", "Europe/Paris").utc_ms


@pytest.fixture
def bar(qtbot: Any, kit: Any) -> NoticeBar:
    bar = NoticeBar(kit)
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize(
    ("tries", "said"),
    [
        ((), ""),
        ((LAST,), "A wrong passphrase was typed once, on Thu 12 Nov 2026, 21:14."),
        (
            (LAST - 90_000, LAST - 60_000, LAST),
            "A wrong passphrase was typed 3 times, last on Thu 12 Nov 2026, 21:14.",
        ),
    ],
)
def test_it_says_how_often_and_when_last(bar: NoticeBar, tries: tuple[int, ...], said: str) -> None:
    bar.tell_tries(tries)

    assert bar.said() == said


def test_it_stands_until_it_is_closed(qtbot: Any, bar: NoticeBar) -> None:
    bar.tell_tries((LAST,))
    close = bar.dismiss
    assert close.accessibleName() == "Close this message"

    qtbot.keyClick(close, Qt.Key.Key_Space)

    assert not bar.isVisible()


def test_unlocking_tells_of_wrong_tries(qtbot: Any, guide: Guide, journal: FakeJournal) -> None:
    journal.tries = (LAST,)

    view = guide.open()

    qtbot.waitUntil(lambda: view.notice.said() != "")


def test_unlocking_says_nothing_when_nobody_tried(guide: Guide) -> None:
    assert guide.open().notice.said() == ""
