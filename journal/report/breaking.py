"""Where a line may end: at spaces, and within what is written without them."""

import re

from journal.report.characters import ZERO_WIDTH_SPACE
from journal.report.han import HAN

SPACES = " \u3000"
WORDS = re.compile(rf"[{SPACES}]+|[^{SPACES}]+")
LINE_ENDS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line wherever text comes from; every other control character is shown as a box."""

GOOD_ENDS = frozenset("/?&=.:;,_-@#%+~|\\")
"""Where a word that is longer than a line, such as a link, is parted rather than anywhere."""

_OPENING = "（「『【〔《〈［｛"
_CLOSING = "、。，．・：；？！）」』】〕》〉…ー］｝々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_SET_ON_HAN = "\u0300-\u036f\u200d\u20dd-\u20e4\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Han and kana may be parted anywhere but before closing and after opening marks; other words after a hyphen.
_UNITS = re.compile(rf"[{_OPENING}“‘]*[{HAN}][{_SET_ON_HAN}{_CLOSING}”’]*|-*[^{HAN}-]+-*|-+")

# Thai and Lao: before a vowel that is written first, which begins a syllable, and after a sign that ends one. Burmese:
# before a letter that neither ends a syllable nor is stacked under another. Khmer: before one that has a vowel or
# another letter under it. Tibetan: after the mark between syllables. Ethiopic: likewise.
_SYLLABLES = re.compile(
    "(?<=[\u0e01-\u0e5b])(?=[\u0e40-\u0e44])|(?<=[\u0e81-\u0edf])(?=[\u0ec0-\u0ec4])"
    "|(?<=[\u0e30\u0e33\u0e46\u0e4c])(?=[\u0e01-\u0e2e])|(?<=[\u0eb0\u0eb3\u0ec6\u0ecc])(?=[\u0e81-\u0eae])"
    "|(?<=[\u1000-\u109f])(?<!\u1039)(?=[\u1000-\u102a\u103f](?![\u1039\u103a]))"
    "|(?<=[\u1780-\u17dd])(?<!\u17d2)(?=[\u1780-\u17b3][\u17b6-\u17c5\u17d2])"
    "|(?<=[\u0f0b\u0f0d\u1361-\u1368])(?=[^\u0f0b-\u0f14\u1361-\u1368])"
)
_WITHOUT_SPACES = re.compile("[\u0e01-\u0edf\u0f00-\u109f\u1361-\u1368\u1780-\u17dd]")
_SOUTH_EAST = "\u0e01-\u0edf\u1000-\u109f\u1780-\u17dd"
_UNSEEN_BREAKS = re.compile(f"(?<=[{_SOUTH_EAST}]){ZERO_WIDTH_SPACE}(?=[{_SOUTH_EAST}])")


def units(word: str) -> list[str]:
    """A word in the parts between which a line may end."""
    if word.isascii() and "-" not in word:
        return [word]
    found: list[str] = _UNITS.findall(word)
    if _WITHOUT_SPACES.search(word):
        return [syllable for unit in found for syllable in _SYLLABLES.split(unit)]
    return found


def without_unseen_breaks(text: str) -> str:
    """The text without what Khmer, Thai or Burmese put between words only to let a line end there."""
    return _UNSEEN_BREAKS.sub("", text) if ZERO_WIDTH_SPACE in text else text
