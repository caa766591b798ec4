"""In a narrow window the line under the panes says whole what matters most."""

from typing import Any

import pytest

from journal.domain.reading import Sidebar
from journal.gui.main.status import StatusLine


@pytest.fixture
def line(qtbot: Any, wear: Any, kit: Any) -> StatusLine:
    made = StatusLine(kit)
    qtbot.addWidget(made)
    made.show_copies("Copies on this disk only")
    made.show_remaining(300_000)
    made.say_saved()
    made.show()
    return made


def _sidebar(first_ms: int, last_ms: int) -> Sidebar:
    return Sidebar(214, 0, 0, 0, first_ms, last_ms, (), ())


def test_how_much_there_is_goes_before_anything_is_cut(qtbot: Any, line: StatusLine) -> None:
    line.show_sidebar(_sidebar(1_700_000_000_000, 1_780_000_000_000))
    line.resize(1200, line.sizeHint().height())
    qtbot.waitUntil(line._range.isVisible)

    line.resize(line._range.sizeHint().width() + line.lock.sizeHint().width(), line.height())

    qtbot.waitUntil(lambda: not line._range.isVisible())


def test_entries_of_one_day_name_it_once(line: StatusLine) -> None:
    line.show_sidebar(_sidebar(1_700_000_000_000, 1_700_000_000_000))

    assert line._range.text().count("2023") == 1
