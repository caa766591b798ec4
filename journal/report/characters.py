"""Characters that take no ink, and where they may stay unmarked because they do their work."""

import re
import unicodedata

VARIATION_TEXT, VARIATION_EMOJI, JOINER, NON_JOINER = "\ufe0e", "\ufe0f", "\u200d", "\u200c"
ZERO_WIDTH_SPACE = "\u200b"

_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# Characters that Unicode lets a program leave invisible, beyond those of the categories above.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# Format characters with a shape of their own, such as the Arabic number sign.
_DRAWN = frozenset(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))

BLACK_FLAG = "\U0001f3f4"
_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
_MONGOLIAN_FORMS = frozenset("\u180b\u180c\u180d\u180e\u180f")
_MOST_TAGS = 7


def is_hidden(character: str) -> bool:
    """Say whether a reader could not see that this character is there."""
    if unicodedata.category(character) in _HIDDEN_CATEGORIES:
        return character not in _DRAWN
    return _IGNORABLE.match(character) is not None


def is_mark(character: str) -> bool:
    """Say whether it is set upon, under or around the letter before it."""
    return unicodedata.category(character)[0] == "M"


def works(character: str, before: str, after: str, *, pictured: bool) -> bool:
    """Whether a hidden character does what it is for, so that a mark in its place would only disturb.

    `before` and `after` are what stands next to it within one cluster; `pictured` says whether that is an emoji.
    """
    if pictured:
        return character in (JOINER, VARIATION_EMOJI) or _flags(character, before)
    if character in (JOINER, NON_JOINER):
        return bool(before) and _is_letter(before[-1]) and ord(before[-1]) > _LAST_EUROPEAN
    if character in _MONGOLIAN_FORMS:
        return "\u1800" <= before[-1:] <= "\u18af"
    return character == VARIATION_TEXT and bool(before) and not after


_LAST_EUROPEAN = 0x058F


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _flags(character: str, before: str) -> bool:
    """Tags make the flag of a region out of a black one; anywhere else they would be a hidden text."""
    return character in _TAGS and before[:1] == BLACK_FLAG and len(before) <= _MOST_TAGS
