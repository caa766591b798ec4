"""The 24 words are the root key: read back however they were written down, and a slip is named."""

import hashlib
import string
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.sealing.errors import (
    Slip,
    WordCount,
    WordsOfAnotherJournal,
    WordsWrong,
    WordUnknown,
)
from journal.sealing.roots import RootKey
from journal.sealing.words import (
    COUNT,
    Fits,
    completions,
    heard,
    is_word,
    root_of,
    split,
    spoken,
    wordlist,
    words_of,
)

ROOT = RootKey(hashlib.sha256(b"root").digest())
WORDS = words_of(ROOT)
OTHER = RootKey(hashlib.sha256(b"other").digest())

# The reference vectors of BIP-39 for 256 bits.
VECTORS = {
    "00" * 32: "abandon " * 23 + "art",
    "7f" * 32: "legal winner thank year wave sausage worth useful " * 2
    + "legal winner thank year wave sausage worth title",
    "80" * 32: "letter advice cage absurd amount doctor acoustic avoid " * 2
    + "letter advice cage absurd amount doctor acoustic bless",
    "ff" * 32: "zoo " * 23 + "vote",
    "68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c": (
        "hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel"
        " tennis maple dilemma loan word shrug inflict delay length"
    ),
}

roots = st.binary(min_size=32, max_size=32).map(RootKey)
places = st.integers(0, COUNT - 1)


def is_root(root: RootKey) -> Fits:
    return lambda other: other.root_id == root.root_id


def with_word(words: Sequence[str], place: int, word: str) -> list[str]:
    return [*words[:place], word, *words[place + 1 :]]


def swapped(words: Sequence[str], at: int, other: int) -> list[str]:
    changed = list(words)
    changed[at], changed[other] = changed[other], changed[at]
    return changed


@pytest.mark.parametrize("entropy", VECTORS)
def test_the_words_are_those_of_the_standard(entropy: str) -> None:
    root = RootKey(bytes.fromhex(entropy))

    assert " ".join(words_of(root)) == VECTORS[entropy]
    assert root_of(VECTORS[entropy]) == root


def test_the_list_is_the_one_of_the_standard_and_four_letters_tell_its_words_apart() -> None:
    listed = "".join(f"{word}\n" for word in wordlist())

    assert hashlib.sha256(listed.encode()).hexdigest() == (
        "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    )
    assert len({word[:4] for word in wordlist()}) == 2048


@given(roots)
def test_every_root_comes_back_from_its_words(root: RootKey) -> None:
    words = words_of(root)

    assert len(words) == COUNT
    assert root_of(words) == root
    assert root_of(" ".join(words), is_root(root)) == root


def holds_together(words: Sequence[str]) -> bool:
    try:
        root_of(words)
    except WordsWrong:
        return False
    return True


# How people write


@given(st.data())
def test_spacing_capitals_commas_numbers_and_line_breaks_do_not_matter(data: st.DataObject) -> None:
    gaps = st.text(" \t\n\r,;.:|-–•·_\u00a0\u3000", min_size=1, max_size=4)
    numbered = data.draw(st.sampled_from(("", "{}. ", "{})", "{} ", "0{}-", "#{}\t")))
    written = ""
    for number, word in enumerate(WORDS, start=1):
        capitals = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
        letters = (letter.upper() if up else letter for letter, up in zip(word, capitals, strict=True))
        written += data.draw(gaps) + numbered.format(number) + "".join(letters)

    assert root_of(written + data.draw(gaps)) == ROOT


@given(st.permutations(range(COUNT)))
def test_numbered_words_may_be_typed_in_any_order(order: list[int]) -> None:
    assert root_of(", ".join(f"{place + 1}. {WORDS[place]}" for place in order)) == ROOT


def test_numbers_that_are_not_one_to_24_put_nothing_in_order() -> None:
    assert split("2 zebra 1 apple") == ("zebra", "apple")
    assert root_of("".join(f"{number} {word} " for number, word in enumerate(WORDS))) == ROOT
    assert root_of(WORDS[0] + "".join(f" 99999 {word}" for word in WORDS[1:])) == ROOT


def test_a_sheet_read_across_its_columns_comes_back_in_order() -> None:
    lines = (
        f"{at + 1} {WORDS[at]}    {at + COUNT // 2 + 1} {WORDS[at + COUNT // 2]}" for at in range(COUNT // 2)
    )

    assert root_of("\n".join(lines)) == ROOT


@pytest.mark.parametrize(
    "odd", ["ａｂａｎｄｏｎ", "a\u0301bandon", "aban\u00addon", "ÁBANDON", "\ufeffabandon"]
)
def test_letters_of_other_keyboards_and_hidden_marks_are_read_as_what_they_look_like(odd: str) -> None:
    assert split(odd) == ("abandon",)


@given(roots, places, st.integers(4, 8))
def test_a_word_may_be_cut_after_its_fourth_letter(root: RootKey, place: int, letters: int) -> None:
    words = words_of(root)

    assert root_of(with_word(words, place, words[place][:letters]), is_root(root)) == root


@given(st.text(max_size=300))
def test_any_text_gives_a_root_or_an_error_that_says_why(text: str) -> None:
    with pytest.raises((WordCount, WordUnknown, WordsWrong)):
        root_of(text, is_root(ROOT))


@pytest.mark.slow
@given(st.lists(st.sampled_from(wordlist()), min_size=COUNT, max_size=COUNT))
@settings(max_examples=20)
def test_words_at_random_never_open_anything(words: list[str]) -> None:
    with pytest.raises((WordsWrong, WordsOfAnotherJournal)):
        root_of(words, is_root(ROOT))


# What is wrong


@pytest.mark.parametrize("count", [0, 1, 12, 23, 25, 48])
def test_another_number_of_words_is_said(count: int) -> None:
    with pytest.raises(WordCount) as caught:
        root_of((WORDS * 2)[:count])

    assert caught.value.found == count


@given(places)
def test_a_word_that_is_not_on_the_list_is_named_by_its_place(place: int) -> None:
    with pytest.raises(WordUnknown) as caught:
        root_of(with_word(WORDS, place, "xylophon"))

    assert (caught.value.position, caught.value.word) == (place + 1, "xylophon")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("appel", "apple"), ("abandonn", "abandon"), ("zebar", "zebra"), ("ocaen", "ocean"), ("aplpe", "apple")],
)
def test_a_word_mistyped_is_offered_as_the_one_it_resembles(typed: str, meant: str) -> None:
    with pytest.raises(WordUnknown) as caught:
        root_of(with_word(WORDS, 3, typed))

    assert meant in caught.value.likely
    assert len(caught.value.likely) <= 3


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("appel", ("appear", "apple")),
        ("abandoon", ("abandon",)),
        ("ap", ("apart", "apology", "appear")),
        ("zebar", ("zebra", "bar", "embark")),
    ],
)
def test_words_with_the_same_beginning_are_offered_first_and_three_at_most(
    typed: str, offered: tuple[str, ...]
) -> None:
    with pytest.raises(WordUnknown) as caught:
        root_of(with_word(WORDS, 3, typed))

    assert caught.value.likely == offered


def test_a_word_that_resembles_none_is_offered_nothing() -> None:
    with pytest.raises(WordUnknown) as caught:
        root_of(with_word(WORDS, 3, "ж"))

    assert caught.value.likely == ()


@given(places)
@settings(max_examples=20)
def test_the_one_unreadable_word_is_found_where_the_root_is_known(place: int) -> None:
    with pytest.raises(WordUnknown) as caught:
        root_of(with_word(WORDS, place, "xylophon"), is_root(ROOT))

    assert caught.value.likely == (WORDS[place],)


def test_two_unreadable_words_are_told_one_after_the_other() -> None:
    typed = with_word(with_word(WORDS, 2, "appel"), 9, "xylophon")

    with pytest.raises(WordUnknown) as caught:
        root_of(typed, is_root(ROOT))

    assert caught.value.position == 3
    assert "apple" in caught.value.likely


@given(roots, places, st.sampled_from(wordlist()))
@settings(max_examples=25)
def test_one_wrong_word_is_found_and_the_right_one_named(root: RootKey, place: int, word: str) -> None:
    words = words_of(root)
    typed = with_word(words, place, word)
    if word == words[place]:
        assert root_of(typed, is_root(root)) == root
        return

    with pytest.raises(WordsWrong) as caught:
        root_of(typed, is_root(root))

    likely = caught.value.likely
    assert likely is not None
    assert (likely.slip, likely.positions, likely.words) == (Slip.REPLACED, (place + 1,), (words[place],))


@given(roots, places, places)
@settings(max_examples=25)
def test_two_words_that_changed_places_are_found(root: RootKey, at: int, other: int) -> None:
    words = words_of(root)
    at, other = sorted((at, other))
    if words[at] == words[other]:
        return

    with pytest.raises(WordsWrong) as caught:
        root_of(swapped(words, at, other), is_root(root))

    likely = caught.value.likely
    assert likely is not None
    assert (likely.slip, likely.positions) == (Slip.SWAPPED, (at + 1, other + 1))
    assert likely.words == (words[at], words[other])


def test_more_than_one_slip_is_not_guessed_at() -> None:
    typed = with_word(swapped(WORDS, 0, 5), 9, "zoo")

    with pytest.raises(WordsWrong) as caught:
        root_of(typed, is_root(ROOT))

    assert caught.value.likely is None


def test_without_anything_to_hold_them_against_wrong_words_are_only_refused() -> None:
    with pytest.raises(WordsWrong) as caught:
        root_of(swapped(WORDS, 0, 5))

    assert caught.value.likely is None


def test_words_of_another_journal_are_told_apart() -> None:
    with pytest.raises(WordsOfAnotherJournal):
        root_of(words_of(OTHER), is_root(ROOT))


def test_a_slip_that_happens_to_hold_together_is_still_found() -> None:
    """One wrong word in 256 passes the checksum; without a second look it would be another journal's."""
    others = (with_word(WORDS, 7, word) for word in wordlist() if word != WORDS[7])
    typed = next(words for words in others if holds_together(words))

    with pytest.raises(WordsWrong) as caught:
        root_of(typed, is_root(ROOT))

    assert caught.value.likely is not None
    assert caught.value.likely.words == (WORDS[7],)


def test_no_error_says_a_word_by_itself() -> None:
    errors: list[Exception] = []
    for typed in (with_word(WORDS, 3, WORDS[3] + "x"), swapped(WORDS, 1, 2), with_word(WORDS, 3, "zoo")):
        with pytest.raises((WordUnknown, WordsWrong)) as caught:
            root_of(typed, is_root(ROOT))
        errors.append(caught.value)

    for error in errors:
        said = f"{error} {error!r} {error.args}".casefold()
        assert not [word for word in {*WORDS, "zoo"} if f"'{word}" in said]


@pytest.mark.parametrize("typed", ["abandon", " ABANDON ", "aban", "1. abandon,", "abando"])
def test_a_word_typed_back_may_be_careless(typed: str) -> None:
    assert is_word(typed, "abandon") is True


@pytest.mark.parametrize(
    "typed", ["", "aba", "abandonn", "ability", "abandon abandon", "abandon ability", "7", "ж"]
)
def test_another_word_or_none_is_not_the_word(typed: str) -> None:
    assert is_word(typed, "abandon") is False


# Completing


def test_four_letters_are_enough_to_complete_every_word() -> None:
    assert all(completions(word[:4])[0] == word for word in wordlist())
    assert all(completions(word[:4]) == (word,) for word in wordlist() if len(word) > 3)


@given(st.text(string.ascii_letters, min_size=1, max_size=5))
def test_completions_are_all_words_that_begin_so(prefix: str) -> None:
    assert completions(prefix) == tuple(word for word in wordlist() if word.startswith(prefix.lower()))


@pytest.mark.parametrize("typed", ["", " ", "7.", "7. "])
def test_nothing_is_completed_to_everything(typed: str) -> None:
    assert completions(typed) == ()


def test_a_number_in_front_does_not_disturb_completing() -> None:
    assert completions("7. ABAN") == ("abandon",)


@given(st.binary(min_size=32, max_size=32))
def test_a_seal_read_aloud_is_the_same_when_it_is_written_down(raw: bytes) -> None:
    words = spoken(raw.hex())

    assert len(words) == COUNT
    assert heard(" ".join(words).upper()) == raw.hex()
    assert heard(f"{raw.hex()[:32].upper()}\n{raw.hex()[32:]}") == raw.hex()


@pytest.mark.parametrize("typed", ["", "ab" * 31, "zoo " * 24, "not a word"])
def test_what_is_no_seal_is_heard_as_none(typed: str) -> None:
    with pytest.raises((WordCount, WordUnknown, WordsWrong)):
        heard(typed)


def test_nothing_but_a_seal_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="64"):
        spoken("ab")
