"""A card in an empty window stays where it is."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from journal.gui.look.card import Card, Desktop


def _shown(qtbot: Any, height: int) -> tuple[Desktop, Card]:
    card = Card(300)
    card.box.addWidget(QLabel("A question"))
    desktop = Desktop(card)
    qtbot.addWidget(desktop)
    desktop.resize(600, height)
    desktop.show()
    return desktop, card


def _top(desktop: Desktop, card: Card) -> int:
    return int(card.mapTo(desktop, card.rect().topLeft()).y())


def test_a_line_that_comes_moves_nothing_that_was_there(qtbot: Any, wear: Any) -> None:
    desktop, card = _shown(qtbot, 560)
    before, height = _top(desktop, card), card.height()

    advice = QLabel("What follows\nfrom the answer")
    card.box.addWidget(advice)

    qtbot.waitUntil(lambda: card.height() > height)
    assert _top(desktop, card) == before


@pytest.mark.parametrize("lines", [18, 60])
def test_a_card_that_needs_the_room_takes_what_was_free_above_it(qtbot: Any, wear: Any, lines: int) -> None:
    desktop, card = _shown(qtbot, 400)
    before = _top(desktop, card)

    card.box.addWidget(QLabel("\n".join(["line"] * lines)))

    qtbot.waitUntil(lambda: _top(desktop, card) == 24)
    assert before > 24
    assert card.height() >= card.sizeHint().height()
