"""A list without people says so, and what can be done about somebody who is not known."""

from dataclasses import replace
from typing import Any

SAID = "Nobody yet. Someone you do not know can be “Unknown 1”."


def test_without_people_it_says_so_until_there_is_one(guide: Any, journal: Any) -> None:
    people = guide.open().people
    sidebar = journal.sidebar().result()
    assert not people.nobody.isVisible()

    people.show_sidebar(replace(sidebar, people=()))
    assert people.nobody.isVisible()
    assert people.nobody.text() == SAID

    people.show_sidebar(sidebar)
    assert not people.nobody.isVisible()
