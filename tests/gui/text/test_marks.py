"""Hidden characters are made visible, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.gui.text.marks import hidden_in, literal, one_line, visible


def test_a_name_that_turns_its_ending_around_shows_it() -> None:
    assert visible("holiday\u202egpj.exe") == "holiday‹U+202E›gpj.exe"


@pytest.mark.parametrize(
    "text", ["plain", "Лена", "رسالة على إنستغرام", "می‌خواهم", "👩‍🎨 new", "ไทย", "a\nb\tc", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
)
def test_what_people_really_write_stays_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert hidden_in(text) == ()


@pytest.mark.parametrize(
    "letter", ["\u200b", "\u200e", "\u2066", "\ufeff", "\u00ad", "\x00", "\x1b", "\u3164"]
)
def test_every_kind_of_hidden_character_is_named(letter: str) -> None:
    assert hidden_in(f"a{letter}b{letter}") == (f"U+{ord(letter):04X}",)


@given(st.text())
def test_making_visible_leaves_nothing_hidden(text: str) -> None:
    assert hidden_in(visible(text)) == ()


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_an_ampersand_is_shown_and_not_obeyed() -> None:
    assert literal("I <3 you & <b>") == "I <3 you && <b>"
