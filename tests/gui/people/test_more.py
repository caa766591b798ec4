"""What can be done with a person is reached by a button on their line, as well as by a right click."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.gui import example


def _chosen_of(people: Any, text: str) -> None:
    next(action for action in people.menu.actions() if action.text() == text).trigger()
    people.menu.close()


@pytest.fixture
def people(guide: Any) -> Any:
    return guide.open().people


def test_each_person_has_a_button_that_says_whom_it_is_about_and_the_shelves_have_none(people: Any) -> None:
    names = [line.more.accessibleName() for line in people.people()]

    assert names == ["More to do with NightOwl", "More to do with D. Marsh", "More to do with Unknown 1"]
    assert all(line.more.isVisible() for line in people.people())
    assert not any(line.more.isVisible() for line in [*people.shelves.values(), people.overview])


@pytest.mark.parametrize("backwards", [False, True])
def test_the_button_lies_on_the_line_and_over_no_word_of_it(people: Any, backwards: bool) -> None:
    line = people.people()[0]
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    line.follow_text_size()

    words = line._mirrored(line._first_line())
    assert line.rect().contains(line.more.geometry())
    assert not words.intersects(line.more.geometry())


def test_pressing_it_leads_to_the_same_person_without_choosing_the_line(qtbot: Any, people: Any) -> None:
    line = people.people()[2]
    line.more.click()

    with qtbot.waitSignal(people.same_wanted) as asked:
        _chosen_of(people, "The same person as…")

    assert asked.args == [example.UNKNOWN, "Unknown 1"]
    assert not line.isChecked()


def test_pressing_it_leads_to_a_change(qtbot: Any, people: Any) -> None:
    people.people()[1].more.click()

    with qtbot.waitSignal(people.person_wanted) as asked:
        _chosen_of(people, "Change…")

    assert asked.args == [example.MARSH]
