"""Whose forms of Han characters a text takes: Japanese, Korean, traditional or simplified Chinese."""

import re

SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN = "zh-hans", "zh-hant", "ja", "ko"

_ANY = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


def language_of(text: str, otherwise: str = SIMPLIFIED) -> str:
    """The language a text's Han characters are likeliest of; empty where it has none.

    Kana and Hangul tell at once. Else each character votes that only one of the old national character sets has.
    """
    if not _ANY.search(text):
        return ""
    if _KANA.search(text):
        return JAPANESE
    if _HANGUL.search(text):
        return KOREAN
    votes = dict.fromkeys((otherwise, SIMPLIFIED, TRADITIONAL, JAPANESE), 0)
    for character in _ANY.findall(text):
        simplified, traditional = _in(character, "gb2312"), _in(character, "big5")
        if simplified != traditional:
            votes[SIMPLIFIED if simplified else TRADITIONAL] += 1
        elif not simplified and _in(character, "shift_jis"):
            votes[JAPANESE] += 1
    return max(votes, key=votes.__getitem__)


def _in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
