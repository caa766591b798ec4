"""Where a line may end: by Unicode's rules (UAX #14), and by ICU's dictionaries where words have no spaces between."""

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from journal.report.characters import ZERO_WIDTH_SPACE

if TYPE_CHECKING:
    from icu4py.breakers import LineBreaker

Part: TypeAlias = tuple[str, str]
"""What is not parted, and the spaces after it, which are left out where a line ends; either may be empty."""

LINE_ENDS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line wherever text comes from; every other control character is shown as a box."""

GOOD_ENDS = frozenset("/?&=.:;,_-@#%+~|\\")
"""Where a word that is longer than a line, such as a link, is parted rather than anywhere."""

_SPACE = " "
_SURROGATES = re.compile("[\ud800-\udfff]")
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
_AMONG_HANGUL = re.compile(f"[{_HANGUL}](?=[{_HANGUL}])")

_REFERENCE = re.compile(r"(?<![\w/])[^\W\d_]{1,3}/(?=\d{1,5}(?![\w/]))")
"""The beginning of a reference such as ML/14, which is one word to its readers; the rules would part it."""

_LETTERS = "A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_WORD = (
    f"\\(?+[{_LETTERS}][{_LETTERS},.:;'’]*+"
    "(?:\u00a0[-+\u2212]?+[0-9][0-9:.,]*+)*+"  # how far a clock is from UTC
    "\\)?+[,.:;!?]*+…?+"
)
_PLAIN_PART = f"(?:[A-Za-z]{{1,3}}+/[0-9]{{1,5}}+[,.:;]?+(?= |\\Z)|{_WORD}|[·–])"
# Most of what is printed: words with one space between them, for which the rules have nothing else to say. Nothing is
# tried twice (the plus signs), or a long text that turns out not to be plain would never end.
_PLAIN = re.compile(f"(?:{_PLAIN_PART} )*+{_PLAIN_PART}")

_SOUTH_EAST = "\u0e01-\u0edf\u1000-\u109f\u1780-\u17dd"
_UNSEEN_BREAKS = re.compile(f"(?<=[{_SOUTH_EAST}]){ZERO_WIDTH_SPACE}(?=[{_SOUTH_EAST}])")


def parts(text: str) -> list[Part]:
    """A text without line ends in the parts between which a line may end; together they are the text.

    Korean is parted at its spaces, which its readers prefer to the ends of syllables that the rules allow too; and the
    reference of an exhibit stays whole.
    """
    if not text:
        return []
    if plain := plain_words(text):
        *words, last = plain
        return [*((word, _SPACE) for word in words), (last, "")]
    found: list[Part] = []
    start = 0
    for end in _ends(text):
        word = text[start:end].rstrip(_SPACE)
        found.append((word, text[start + len(word) : end]))
        start = end
    return found


def plain_words(text: str) -> list[str]:
    """The words of a text that has a single space wherever a line may end, and nowhere else; none of any other text."""
    return text.split(_SPACE) if _PLAIN.fullmatch(text) else []


def unseen_breaks(text: str) -> set[int]:
    """Where characters stand that Khmer, Thai or Burmese put between words only to let a line end there."""
    return {found.start() for found in _UNSEEN_BREAKS.finditer(text)} if ZERO_WIDTH_SPACE in text else set()


def rule_ends(text: str) -> list[int]:
    """Where a line may end by the rules alone, the end of the text included."""
    return list(accumulate(map(len, _breaker()(_SURROGATES.sub("\ufffd", text), "en"))))


def _ends(text: str) -> list[int]:
    ends = rule_ends(text)
    if whole := {found.end() for found in _REFERENCE.finditer(text)}:
        ends = [end for end in ends if end not in whole]
    if not _AMONG_HANGUL.search(text):
        return ends
    return [end for end in ends if not _AMONG_HANGUL.match(text, end - 1)]


@cache
def _breaker() -> "type[LineBreaker]":
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - a start must not wait for its library

    return LineBreaker
