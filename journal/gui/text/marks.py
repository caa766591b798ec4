"""Characters nobody can see, made visible, so that a name that came from someone else cannot pretend to be another."""

import unicodedata

_LINE_ENDS = "\n\r\t\u2028\u2029\x0b\x0c\x85"
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
_VISIBLE_FORMATS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
"""Characters Unicode counts as formatting though they are drawn (the signs before Arabic numbers)."""


def visible(text: str) -> str:
    """The text with every hidden character written out as ‹U+202E›; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"‹U+{ord(letter):04X}›" if _hides(text, at) else letter for at, letter in enumerate(text))


def hidden_in(text: str) -> tuple[str, ...]:
    """The code points of the hidden characters in a text, each once, in order: ("U+202E",)."""
    return tuple(dict.fromkeys(f"U+{ord(letter):04X}" for at, letter in enumerate(text) if _hides(text, at)))


def one_line(text: str) -> str:
    """The text on one line, hidden characters visible, runs of white space as one blank."""
    return visible(" ".join(text.split()))


def literal(text: str) -> str:
    """The text for a control that reads & as the mark of a shortcut."""
    return visible(text).replace("&", "&&")


def isolated(text: str) -> str:
    """The text so that its writing direction does not reach what stands beside it on the line."""
    return f"\u2068{text}\u2069" if text else ""


def _hides(text: str, at: int) -> bool:
    letter = text[at]
    if letter in _LINE_ENDS or letter in _VISIBLE_FORMATS:
        return False
    if letter in _JOINERS:
        return not (0 < at < len(text) - 1 and not text[at - 1].isascii() and not text[at + 1].isascii())
    if "\U000e0000" <= letter <= "\U000e007f":
        return _BLACK_FLAG not in text[max(0, at - 8) : at]
    return (
        unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"} or letter in "\u034f\u115f\u1160\u3164\uffa0"
    )
