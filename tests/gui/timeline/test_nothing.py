"""Where there is nothing to list it says why, what can be done next, and leads back to all entries."""

from typing import Any

import pytest

from journal.domain.actor import Standing
from journal.domain.ids import ActorId
from journal.domain.reading import ActorLine, Shelf, Wanted
from journal.gui.timeline.narrowing import Narrowing
from journal.gui.timeline.nothing import Nothing
from tests.gui.seeing import texts

NEW = ActorLine(ActorId("N" * 26), "Someone new", Standing.UNKNOWN, 0, "")


@pytest.fixture
def narrowing() -> Narrowing:
    return Narrowing()


@pytest.fixture
def nothing(qtbot: Any, kit: Any, narrowing: Narrowing) -> Nothing:
    nothing = Nothing(kit, narrowing)
    nothing.show_people((NEW,))
    narrowing.narrowed.connect(nothing.tell)
    nothing.tell()
    qtbot.addWidget(nothing)
    nothing.show()
    return nothing


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(words="zebra"), "Nothing found for “zebra”. The beginning of a word is enough."),
        (Wanted(Shelf.TO_SORT), "Nothing is waiting here."),
        (Wanted(Shelf.PASSED_ON), "Nothing was passed on yet."),
        (Wanted(Shelf.ONLY_FOR_ME), "No notes only for you yet."),
        (Wanted(actors=(NEW.id,)), "No entry is about Someone new yet."),
        (Wanted(actors=(NEW.id,), with_files=True), "No entry fits all of this."),
        (Wanted(Shelf.ONLY_FOR_ME, actors=(NEW.id,)), "No entry fits all of this."),
    ],
)
def test_it_says_why_nothing_is_there_and_leads_back_to_all(
    nothing: Nothing, narrowing: Narrowing, wanted: Wanted, said: str
) -> None:
    narrowing.want(wanted)

    assert any(text.startswith(said) for text in texts(nothing))
    for _press in range(2):
        if nothing.all.isVisible():
            nothing.all.click()
    assert narrowing.wanted == Wanted()


def test_in_a_new_journal_it_says_how_to_begin_and_there_is_nothing_to_lead_back_to(nothing: Nothing) -> None:
    assert any(text.startswith("No entry yet. Write down what happened") for text in texts(nothing))
    assert not nothing.all.isVisible()


def test_what_narrows_a_shelf_is_dropped_before_the_shelf_is_left(
    nothing: Nothing, narrowing: Narrowing
) -> None:
    narrowing.want(Wanted(Shelf.PASSED_ON, with_files=True))

    nothing.all.click()

    assert narrowing.wanted == Wanted(Shelf.PASSED_ON)
