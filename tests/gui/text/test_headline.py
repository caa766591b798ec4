"""What is proposed for a headline is one line, and ends in … where there is more of it."""

from typing import Any

import pytest

from journal.gui.text.fields import Headline


@pytest.fixture
def headline(qtbot: Any, wear: Any) -> Headline:
    made = Headline("Headline", hint="Headline, in a few words", longest=120)
    qtbot.addWidget(made)
    made.resize(260, 40)
    made.show()
    return made


def test_a_long_proposal_ends_in_dots(headline: Headline) -> None:
    headline.propose("Note under my door, no name on it, and I know the handwriting well")

    shown = headline.placeholderText()
    assert shown.startswith("Note under")
    assert shown.endswith("…")
    assert headline.fontMetrics().horizontalAdvance(shown) <= headline.viewport().width()


def test_with_more_room_more_of_it_is_shown(qtbot: Any, headline: Headline) -> None:
    headline.propose("Note under my door, no name on it")
    before = headline.placeholderText()

    headline.resize(900, 40)

    qtbot.waitUntil(lambda: headline.placeholderText() == "Note under my door, no name on it")
    assert before.endswith("…")


def test_a_short_one_stands_whole(headline: Headline) -> None:
    headline.propose("A note")

    assert headline.placeholderText() == "A note"
