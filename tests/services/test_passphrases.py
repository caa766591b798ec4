"""A passphrase that could be guessed is refused with the reason, and one that could not is proposed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.sealing.words import wordlist
from journal.services.door import Door
from journal.services.errors import PassphraseWeak, Weakness
from journal.services.passphrases import SHORTEST, below, check_passphrase, propose_passphrase
from tests.fakes import seeded
from tests.test_house import NEVER_SHOWN

NAMES = (
    "Hélène Leroux",
    "Delacroix",
    "NightOwl",
    "Daniel Marsh",
    "@night.owl_99",
    "the man at the gym",
    "Li",
    "",
)


def weakness(passphrase: str, names: tuple[str, ...] = NAMES) -> Weakness | None:
    try:
        check_passphrase(passphrase, names)
    except PassphraseWeak as weak:
        return weak.why
    return None


@pytest.mark.parametrize(
    "passphrase",
    [
        "Daniel Marsh 1984",
        "danielmarsh danielmarsh",
        "marsh-delacroix-leroux",
        "HELENE LEROUX 2026",
        "He\u0301le\u0300ne Leroux 26",
        "night owl 99 night owl",
        "the man at the gym",
        "the gym man Daniel!",
        "Daniel.Marsh@gym.example",
    ],
)
def test_names_alone_or_joined_with_little_beside_them_are_refused(passphrase: str) -> None:
    assert weakness(passphrase) is Weakness.NAMED


@pytest.mark.parametrize(
    "passphrase",
    [
        "six plain words nobody ever guesses",
        "Daniel Marsh never guesses these four",
        "marsh copper violin ladder",
        "лодка берег чайник окно",
        "湖の上に小さな舟が三つ浮かんでいる",
        "correct pony battery stapler",
    ],
)
def test_what_has_enough_beside_a_name_is_taken(passphrase: str) -> None:
    assert weakness(passphrase) is None


def test_a_passphrase_of_signs_is_not_mistaken_for_a_name() -> None:
    assert weakness("?#[ }{ ~~ ** ^^ §§ %&a") is None


def test_names_of_two_letters_and_no_names_at_all_refuse_nothing() -> None:
    assert weakness("Li li li copper violin") is None
    assert weakness("copper violin lad", ()) is None


@pytest.mark.parametrize(
    "passphrase",
    [
        "passwordpassword",
        "Password Password 2026",
        "correct horse battery staple",
        "1234567890123456",
        "123456789012345",
        "1q2w3e4r5t6y7u8i",
        "qwertyuiopasdfgh",
        "I love you, I love you",
        "The quick brown fox jumps",
        "....... password .......",
    ],
)
def test_what_everyone_would_try_first_is_refused(passphrase: str) -> None:
    assert weakness(passphrase) in (Weakness.COMMON, Weakness.REPEATED)


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("x" * (SHORTEST - 1), Weakness.SHORT),
        ("copper violin ", Weakness.SHORT),
        ("x" * SHORTEST, Weakness.REPEATED),
        ("abcdeabcdeabcde", Weakness.REPEATED),
        ("ababababababcdef", None),
        ("copper violin l", None),
    ],
)
def test_length_and_variety_have_their_exact_bounds(passphrase: str, why: Weakness | None) -> None:
    assert weakness(passphrase) is why


@given(st.text(min_size=0, max_size=60), st.lists(st.text(max_size=20), max_size=5))
def test_any_passphrase_and_any_names_are_judged(passphrase: str, names: list[str]) -> None:
    assert weakness(passphrase, tuple(names)) in (None, *Weakness)


def test_the_door_proposes_six_words_that_stand_up_to_every_name_and_give_nothing_away(door: Door) -> None:
    proposed = [door.suggest() for _ in range(400)]

    assert len(set(proposed)) == 400
    for passphrase in proposed:
        assert len(passphrase.split()) == 6
        assert set(passphrase.split()) <= set(wordlist())
        assert not NEVER_SHOWN.search(passphrase)
        assert weakness(passphrase, (*NAMES, *(f"a {word}" for word in wordlist()[:30]))) is None


def test_every_other_word_of_the_list_can_be_proposed() -> None:
    draw = seeded(3)

    drawn = {word for _ in range(4000) for word in propose_passphrase(wordlist(), draw).split()}

    assert 1990 < len(drawn) < 2048
    assert 6 * math.log2(len(drawn)) > 65


@given(st.integers(1, 1 << 32), st.binary(min_size=400, max_size=400))
def test_a_number_below_a_limit_is_below_it(limit: int, octets: bytes) -> None:
    at = iter(range(0, len(octets), 4))

    def draw(size: int) -> bytes:
        start = next(at, None)
        return octets[start : start + size] if start is not None else bytes(size)

    assert 0 <= below(limit, draw) < limit


def test_a_draw_that_would_favour_small_numbers_is_drawn_again() -> None:
    drawn = iter((b"\xff\xff\xff\xff", b"\x00\x00\x00\x05"))

    assert below(3, lambda _size: next(drawn)) == 2
