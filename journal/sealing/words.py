"""The 24 words that are the root key (BIP-39, English list), and 256 bits of a seal said in the same words."""

import difflib
import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations, takewhile
from typing import TypeAlias

from mnemonic import Mnemonic

from journal.sealing.errors import (
    Correction,
    Slip,
    WordCount,
    WordsOfAnotherJournal,
    WordsWrong,
    WordUnknown,
)
from journal.sealing.roots import RootKey

COUNT = 24
TELLING_LETTERS = 4
"""So many letters are enough to tell each word of the list from all others."""

_BITS = 11
_MASK = (1 << _BITS) - 1
_CHECK_BITS = 8
_RAW = 32
_MOST_LIKELY = 3
_LEAST_ALIKE = 0.7
_DIGITS = re.compile(r"[0-9a-f]{64}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")

Fits: TypeAlias = Callable[[RootKey], bool]
"""Whether a root is the one that is looked for, such as the one whose id a key file names."""


def wordlist() -> tuple[str, ...]:
    """Return the 2,048 words in their order, which is the alphabet's."""
    return _words()


def words_of(root: RootKey) -> tuple[str, ...]:
    """Return the 24 words that are this root; whoever has them has everything."""
    return _said(root.expose())


def spoken(seal: str) -> tuple[str, ...]:
    """Return the 64 hexadecimal digits of a seal as 24 words with a checksum, to be read aloud; they open nothing.

    Raises:
        ValueError: it is no seal.
    """
    raw = bytes.fromhex(seal)
    if len(raw) != _RAW:
        raise ValueError("a seal has 64 digits")
    return _said(raw)


def heard(typed: str) -> str:
    """Return the seal that was written down, as its 64 digits or as its 24 words, in small hexadecimal digits.

    Raises:
        WordCount, WordUnknown, WordsWrong: it is neither.
    """
    digits = "".join(typed.split()).lower()
    if _DIGITS.fullmatch(digits):
        return digits
    return root_of(typed).expose().hex()


def root_of(typed: str | Sequence[str], fits: Fits | None = None) -> RootKey:
    """Return the root that these words are, whatever their spacing, capitals, commas, and numbers in front.

    A word may be cut after its fourth letter. `fits` lets a slip be named, and words of another journal be told.

    Raises:
        WordCount: there are not 24 of them.
        WordUnknown: a word is not on the list.
        WordsWrong: one word is wrong or two changed places, or more than that.
        WordsOfAnotherJournal: they belong together, and do not fit.
    """
    words = split(typed if isinstance(typed, str) else "\n".join(typed))
    if len(words) != COUNT:
        raise WordCount(len(words))
    number = _number(words, fits)
    if _holds_together(number):
        root = _root(number)
        if fits is None or fits(root):
            return root
    likely = _correction(number, fits) if fits is not None else None
    if likely is None and _holds_together(number):
        raise WordsOfAnotherJournal
    raise WordsWrong(likely)


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; numbered from 1 to 24 they come in the order of their numbers."""
    words: list[str] = []
    numbers: list[str] = []
    number = ""
    for token in _TOKEN.findall(_plain(text)):
        if token[0].isdigit():
            number = token.lstrip("0")
        else:
            words.append(token)
            numbers.append(number)
            number = ""
    if sorted(numbers) == sorted(str(place) for place in range(1, COUNT + 1)):
        return tuple(word for _, word in sorted(zip(map(int, numbers), words, strict=True)))
    return tuple(words)


def completions(prefix: str) -> tuple[str, ...]:
    """Return the words that begin so, in the order of the alphabet; none for no letter at all."""
    plain = "".join(letter for letter in _plain(prefix) if letter.isalpha())
    if not plain:
        return ()
    following = _words()[bisect_left(_words(), plain) :]
    return tuple(takewhile(lambda word: word.startswith(plain), following))


def is_word(typed: str, word: str) -> bool:
    """Say whether what was typed is that word of the list, or at least its first four letters."""
    words = split(typed)
    return len(words) == 1 and _place_of(words[0]) == _places()[word]


@cache
def _list() -> Mnemonic:
    return Mnemonic("english")


@cache
def _words() -> tuple[str, ...]:
    return tuple(_list().wordlist)


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(_words())}


def _said(raw: bytes) -> tuple[str, ...]:
    return tuple(_list().to_mnemonic(raw).split(" "))


def _plain(text: str) -> str:
    """Small letters without accents and without what nobody sees, as other keyboards and copied text bring them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))


def _number(words: tuple[str, ...], fits: Fits | None) -> int:
    """The words as one number of 264 bits, the last 8 of which are the checksum."""
    places = [_place_of(word) for word in words]
    unknown = [at for at, place in enumerate(places) if place is None]
    number = _joined([place or 0 for place in places])
    if unknown:
        at = unknown[0]
        fitting = _fitting(_with_another_word(number, at), fits) if fits and len(unknown) == 1 else None
        likely = _resembling(words[at]) if fitting is None else (_word_at(fitting, at),)
        raise WordUnknown(at + 1, words[at], likely)
    return number


def _place_of(word: str) -> int | None:
    place = _places().get(word)
    if place is not None or len(word) < TELLING_LETTERS:
        return place
    begun = completions(word)
    return _places()[begun[0]] if begun else None


def _resembling(word: str) -> tuple[str, ...]:
    same_start = completions(word[:TELLING_LETTERS])
    alike = difflib.get_close_matches(word, _words(), _MOST_LIKELY, _LEAST_ALIKE)
    return tuple(dict.fromkeys((*same_start, *alike)))[:_MOST_LIKELY]


def _correction(number: int, fits: Fits) -> Correction | None:
    """The one slip that leads from the right words to these, or None where it takes more."""
    for at, other in combinations(range(COUNT), 2):
        fitting = _fitting(iter((_swapped(number, at, other),)), fits)
        if fitting is not None:
            changed = _word_at(fitting, at), _word_at(fitting, other)
            return Correction(Slip.SWAPPED, (at + 1, other + 1), changed)
    for at in range(COUNT):
        fitting = _fitting(_with_another_word(number, at), fits)
        if fitting is not None:
            return Correction(Slip.REPLACED, (at + 1,), (_word_at(fitting, at),))
    return None


def _fitting(numbers: Iterator[int], fits: Fits) -> int | None:
    return next((number for number in numbers if _holds_together(number) and fits(_root(number))), None)


def _with_another_word(number: int, at: int) -> Iterator[int]:
    shift = _shift(at)
    without = number & ~(_MASK << shift)
    return (without | place << shift for place in range(len(_words())))


def _swapped(number: int, at: int, other: int) -> int:
    difference = (number >> _shift(at) ^ number >> _shift(other)) & _MASK
    return number ^ difference << _shift(at) ^ difference << _shift(other)


def _holds_together(number: int) -> bool:
    raw, check = divmod(number, 1 << _CHECK_BITS)
    return hashlib.sha256(raw.to_bytes(_RAW, "big")).digest()[0] == check


def _root(number: int) -> RootKey:
    return RootKey((number >> _CHECK_BITS).to_bytes(_RAW, "big"))


def _joined(places: list[int]) -> int:
    number = 0
    for place in places:
        number = number << _BITS | place
    return number


def _word_at(number: int, at: int) -> str:
    return _words()[number >> _shift(at) & _MASK]


def _shift(at: int) -> int:
    return _BITS * (COUNT - 1 - at)
