"""Words read by machine are searched with the mistakes machines make, and with not many more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.evidence import Box
from journal.domain.read_words import LookingAtWords, ReadWord, SeenTerm

WIDTH, HEIGHT, STEP = 2_000, 1_000, 20


def words(*lines: str, left: int = 40, top: int = 40, first: int = 1) -> tuple[ReadWord, ...]:
    """As an engine gives them out that reads these lines below one another."""
    made = []
    for number, line in enumerate(lines):
        x = left
        for word in line.split():
            made.append(ReadWord(word, Box(x, top + number * STEP, 8 * len(word), 14), first + number))
            x += 8 * len(word) + 6
    return tuple(made)


def found(term: str, *lines: str) -> tuple[SeenTerm, ...]:
    return LookingAtWords((term,)).found(words(*lines), WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("term", "read"),
    [
        ("Marie Leroux", "Marie Leroux"),
        ("Marie Leroux", "Mar1e Ler0ux"),
        ("Marie Leroux", "Marle Leraux"),
        ("Marie Leroux", "MarieLeroux"),
        ("Marie Leroux", "Ma rie Leroux"),
        ("Marie Leroux", "Marie Lcroux"),
        ("Bernard Burns", "Bemard Bums"),
        ("Dr. Winter", "Dr. VVinter"),
        ("Zimmermann", "Zirnmermann"),
        ("Müller", "Muller"),
        ("Müller", "Mueller,"),
        ("Illingworth", "lllingw0rth"),
        ("Hafenstraße 12", "HafenstraBe 12"),
        ("Hafenstraße 12", "Hafenstrasse I2,"),
        ("0171 5550123", "O171 555O123"),
        ("+49 171 5550123", "0171/555 01 23"),
        ("+49 171 5550123", "17l 555 0I 23"),
        ("HH-AB 1234", "HH AB I234"),
        ("sara.leroux@example.org", "sara. leroux@examp1e.org"),
        ("sara.leroux@example.org", "saraleroux@cxample.org"),
        ("SW1A 2AA", "SWIA 2AA"),
        ("Lisa", "Llsa"),
        ("Jo", "Jo"),
    ],
)
def test_a_term_is_found_as_machines_misread_it(term: str, read: str) -> None:
    (seen,) = found(term, "This is", f"before {read} behind", "the end")

    assert seen.found == read
    assert seen.before == "This is before"
    assert seen.after == "behind the end"
    assert len(seen.boxes) == 1


@pytest.mark.parametrize(
    ("term", "read"),
    [
        ("Jo", "John joined us, enjoy"),
        ("Lisa", "alas, it is all I said"),
        ("0171 5550123", "0160 222 33 44"),
        ("Marie Leroux", "marry me, Louise"),
        ("14 Rosewood Gardens", "the gardens of 14 rosy woods"),
        ("12", "1234 and 112"),
        ("Müller", "the mill is near"),
    ],
)
def test_other_words_are_not_taken_for_it(term: str, read: str) -> None:
    assert found(term, read) == ()


def test_a_term_over_two_lines_is_found_though_another_column_stands_beside_it() -> None:
    both = (*words("went to Rosewood", "Gardens, then"), *words("Inbox", "Sent", left=900, first=7))

    (seen,) = LookingAtWords(("Rosewood Gardens",)).found(both, WIDTH, HEIGHT)

    assert seen.found == "Rosewood Gardens,"
    assert len(seen.boxes) == 2


def test_a_hyphen_at_the_end_of_a_line_parts_nothing() -> None:
    assert [seen.found for seen in found("Rosewood", "went to Rose-", "wood then")] == ["Rose- wood"]


def test_what_stands_in_one_row_belongs_together_whatever_is_between() -> None:
    parts = (*words("0171"), *words("555", left=600, first=2), *words("01 23", left=1200, first=3))

    (seen,) = LookingAtWords(("0171 5550123",)).found(parts, WIDTH, HEIGHT)

    assert seen.found == "0171 555 01 23"


def test_every_place_is_found_and_each_once() -> None:
    assert len(found("Rosewood", "Rosewood, rosewood", "Rosewo0d")) == 3


def test_boxes_have_a_rim_and_stay_inside_the_picture() -> None:
    edge = (ReadWord("Leroux", Box(0, 0, 60, 14), 1),)

    (seen,) = LookingAtWords(("Leroux",)).found(edge, 60, 15)

    assert seen.boxes == (Box(0, 0, 60, 15),)


def test_nothing_is_looked_for_without_terms() -> None:
    assert not LookingAtWords(("", "-")).has_terms
    assert LookingAtWords(()).found(words("Leroux"), WIDTH, HEIGHT) == ()


@given(
    st.lists(st.text(max_size=12).filter(str.strip), max_size=30),
    st.text(min_size=1, max_size=20),
    st.integers(0, 30),
)
def test_a_term_that_was_read_right_is_always_found(before: list[str], term: str, at: int) -> None:
    looking = LookingAtWords((term,))
    said = " ".join((*before[:at], "|", term, "|", *before[at:])).replace("\n", " ")
    exact = "".join(term.split()).isascii() and term.isalnum()

    seen = looking.found(words(said), 100_000, HEIGHT)

    assert not exact or not looking.has_terms or seen
    assert all(box.width > 0 for each in seen for box in each.boxes)
