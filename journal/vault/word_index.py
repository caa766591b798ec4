"""Text made ready for full-text search in any script: what has no spaces between words is split by grapheme."""

import re
import unicodedata

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Kana
    "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"  # symbols and emoji
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"  # Thai, Lao
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u109a-\u109d"
    "\u17b4-\u17d3\u17dd\u302a-\u302f\u3099\u309a\u0300-\u036f"  # Khmer, kana, general
    "\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"  # what belongs to an emoji
)
_GRAPHEME = re.compile(f"[{_UNSPACED}](?:[{_MARKS}]|(?<=\u200d)[{_UNSPACED}])*")
_LETTER = re.compile(f"[{_UNSPACED}]")


def spread(text: str) -> str:
    """Put spaces around each grapheme of the scripts that are written without them."""
    if text.isascii():
        return text
    return _GRAPHEME.sub(r" \g<0> ", unicodedata.normalize("NFC", text))


def query(words: str) -> str:
    """Return what FTS5 is asked for: every word must be there, the beginning of a word is enough.

    Empty when there is nothing to look for. Whatever the person types is quoted and so never read as syntax.
    """
    return " AND ".join(part for word in words.split() for part in _terms(word))


def _terms(word: str) -> list[str]:
    cleaned = word.replace('"', " ").replace("\0", " ")
    if not any(letter.isalnum() or unicodedata.category(letter) in ("So", "Co") for letter in cleaned):
        return []
    phrase = f'"{spread(cleaned).strip()}"'
    ends_unspaced = bool(_LETTER.match(cleaned.rstrip()[-1:]))
    return [phrase if ends_unspaced else phrase + " *"]
