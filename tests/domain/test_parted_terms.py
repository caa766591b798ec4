"""A term that goes over the end of a text is found in all its parts, and nothing else is."""

import pytest

from journal.domain.parted_terms import parted
from journal.domain.private_terms import Looking

HOME = "Flat 4, Cedar Road"


def parts(term: str, *texts: str) -> list[list[str]]:
    found = parted(Looking((term,)), texts)
    return [[text[each.start : each.end] for each in there] for text, there in zip(texts, found, strict=True)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("He wrote: Flat 4", "Cedar Road, tonight"), [["Flat 4"], ["Cedar Road"]]),
        (("at flat", "4", "CEDAR road"), [["flat"], ["4"], ["CEDAR road"]]),
        (("Flat 4, Cedar", "", "Road"), [["Flat 4, Cedar"], [], ["Road"]]),
        (("f-l-a-t 4 c.e.d.a.r.", "r-o-a-d"), [["f-l-a-t 4 c.e.d.a.r."], ["r-o-a-d"]]),
    ],
)
def test_every_part_is_found_where_it_stands(texts: tuple[str, ...], expected: list[list[str]]) -> None:
    assert parts(HOME, *texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ("Flat 4, Cedar Road", "is where"),  # whole: that is found without this
        ("is where", "Flat 4, Cedar Road"),
        ("Flat 4", "and then Cedar Road"),
        ("Cedar Road", "Flat 4"),
        ("Flat 4 Cedar Road",),
        (),
    ],
)
def test_what_stands_whole_or_is_no_term_is_not(texts: tuple[str, ...]) -> None:
    assert not any(parts(HOME, *texts))


def test_a_short_name_is_not_put_together_of_the_ends_of_two_texts() -> None:
    assert not any(parts("Anna", "Han", "na"))
    assert not any(parts("Joe", "the letter Jo", "e-mail"))


def test_a_name_in_single_letters_is_found_as_it_is_in_one_text() -> None:
    assert Looking(("Jo",)).found("the letter J\no clock")
    assert parts("Jo", "the letter J", "o clock") == [["J"], ["o"]]


def test_a_name_of_two_words_is_found_over_an_end() -> None:
    assert parts("Jo Li", "asked Jo", "Li said") == [["Jo"], ["Li"]]


def test_it_is_found_far_from_the_ends_of_long_texts_alone() -> None:
    long = "word " * 20_000
    assert parts(HOME, f"{long}Flat 4", f"Cedar Road {long}") == [["Flat 4"], ["Cedar Road"]]
