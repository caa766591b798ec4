"""The shelves and people have the room their words need, also in a language of long words."""

import pytest
from PySide6.QtWidgets import QScrollArea

from tests.gui.fakes import FakeWords
from tests.gui.places import Guide


@pytest.mark.parametrize("longer", [False, True])
def test_U09_no_word_at_the_side_reaches_over_its_edge_in_the_smallest_window(
    guide: Guide, words: FakeWords, longer: bool
) -> None:
    words.longer = longer

    guide.lead("timeline", 800, 560)

    people = guide.session.view.people
    (scroll,) = people.findChildren(QScrollArea)
    assert people.isVisible()
    assert scroll.widget().width() <= scroll.viewport().width()
    assert people.width() <= 280
