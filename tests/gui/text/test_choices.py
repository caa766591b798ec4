"""A list to choose from is easy to hit, and keeps its size."""

from typing import Any

import pytest

from journal.gui.look import sizes
from journal.gui.text.choices import Pick


@pytest.fixture
def pick(qtbot: Any, wear: Any) -> Pick:
    made = Pick("Colours")
    for text in ("As the system has it", "Light", "Dark"):
        made.offer(text, text)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("percent", [100, 200])
def test_each_line_of_it_is_high_enough_to_hit(qtbot: Any, wear: Any, percent: int) -> None:
    wear(percent=percent)
    pick = Pick("Colours")
    pick.offer("Dark", "dark")
    qtbot.addWidget(pick)
    pick.show()

    assert pick.view().sizeHintForRow(0) >= sizes.scaled(sizes.TARGET)


def test_it_is_no_wider_while_it_is_chosen_from(qtbot: Any, pick: Pick) -> None:
    before = pick.sizeHint()

    pick.setFocus()
    qtbot.waitUntil(pick.hasFocus)
    pick.choose("Dark")

    assert pick.sizeHint() == before
