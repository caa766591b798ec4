"""Which way a paragraph on paper runs, and each character in it: as UAX #9 says, addresses and numbers kept whole.

The algorithm lets whoever sets a text isolate parts of it (HL4). Without that, a telephone number in an Arabic sentence
is printed with its groups in the opposite order, and nobody who reads the paper could dial it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from journal.report import bidi

Levels: TypeAlias = Sequence[int]

# Something in it may run from right to left: a letter that does, or a character that says so.
_RUNNING_LEFT = (
    "\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_LEFTWARDS = re.compile(f"[{_RUNNING_LEFT}]")
# An override would print backwards what was written. It is shown by its mark and turns nothing around; nor does an
# embedding, which would turn around the words of ours that follow.
_DISOBEYED = frozenset(("RLO", "LRO", "RLE", "LRE", "PDF"))
_LETTERS = frozenset(("R", "AL", "NSM", "BN"))
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
# What is read from left to right wherever it stands: page addresses, e-mail addresses, handles, addresses of machines,
# numbers in groups that are long enough to be a telephone number or a date, and file names that begin with one.
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_WHOLE = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.)[^\s\u200e\u200f\u202a-\u202e\u2066-\u2069«»“”]*(?u:[^\W_])/?"
    r"|\b[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+"
    r"|[@#][a-z0-9_](?:[a-z0-9_.@]*[a-z0-9_])?"
    r"|\b[0-9a-f]{1,4}(?:::?[0-9a-f]{1,4}){2,7}\b"
    rf"|(?<!{_DIGIT})[$€£₪]?(?:(?:\+?\(\+?{_DIGIT}{{1,5}}\)|\+?{_DIGIT})"
    rf"(?:[ \u00a0\u2011:/.-]{{0,2}}{_DIGIT}|[ \u00a0]?\({_DIGIT}{{1,4}}\)[ \u00a0-]?{_DIGIT}){{5,}}"
    rf"|{_DIGIT}{{1,4}}(?:-{_DIGIT}{{1,4}}){{2,}})(?:[:._-]{{0,2}}[a-z0-9])*[$€£₪%]?",
    re.IGNORECASE | re.ASCII,
)
# Between what stands in a list of ours, and between a label and what it labels: each of them is turned by itself.
_LIST = re.compile(
    rf"(^[^:{_RUNNING_LEFT}]{{1,60}}: | · |(?<=/[0-9]), |(?<=/[0-9]{{2}}), |(?<=/[0-9]{{3}}), |(?<=/[0-9]{{4}}), )"
)
# A count behind what it counts, which our lists join to it with a space that ends no line.
_COUNTED = re.compile(r"(\u00a0(?=[0-9][0-9.,\u00a0\u202f]*$))")
_MOSTLY = 4
"""So many times as many letters must run leftwards before a paragraph of ours does, which may hold a name or two."""


def levels(text: str, *, free: bool) -> Levels:
    """The level of each character, with the paragraph's own at the end; none where all runs from left to right.

    A paragraph runs as most of its letters do, so that one name does not turn around a sentence of ours (`free`: of
    the writer's own); what stands in a list of ours is turned by itself, and a count stays behind what it counts.
    """
    if text.isascii() or not _LEFTWARDS.search(text):
        return ()
    if free:
        return _turned(text, 1)
    items = _LIST.split(text)
    if len(items) == 1:
        whole = _turned(text, _MOSTLY)
        if whole[-1]:
            return whole
    found: list[int] = []
    for at, item in enumerate(items):
        for place, part in enumerate([item] if at % 2 else _COUNTED.split(item)):
            found += [0] * len(part) if at % 2 or place % 2 else _turned(part, _MOSTLY)[:-1]
    return (*found, 0)


def listed(parts: Iterable[str]) -> str:
    """What there is of the parts, with commas between; where one runs leftwards, with dots, which part them better."""
    there = [part for part in parts if part]
    return (" · " if any(_LEFTWARDS.search(part) for part in there) else ", ").join(there)


def _turned(text: str, most: int) -> Levels:
    """The levels of one paragraph, in which what is whole is an isolate of its own, each part of it in its place."""
    classes = _classes(text)
    wholes = [each.span() for each in _WHOLE.finditer(text)]
    base = _base(_outside(classes, wholes), most)
    given, spelt, at = list[str](), list[str](), 0
    places: list[int] = []
    for start, end in [*wholes, (len(text), len(text))]:
        places += range(len(given), len(given) + start - at)
        given += [*classes[at:start], "LRI"]
        places += range(len(given), len(given) + end - start)
        given += [*(each if each in _LETTERS else "L" for each in classes[start:end]), "PDI"]
        spelt += [text[at:start], "\u2066", text[start:end], "\u2069"]
        at = end
    found = bidi.levels(given, base, "".join(spelt))
    return (*(found[place] for place in places), base)


def _outside(classes: Sequence[str], wholes: Sequence[tuple[int, int]]) -> list[str]:
    """What says which way a paragraph runs: an address in Latin letters does not, unless there is nothing else."""
    inside = {place for start, end in wholes for place in range(start, end)}
    outside = [each for place, each in enumerate(classes) if place not in inside]
    return outside if any(each in {"L", "R", "AL"} for each in outside) else list(classes)


def _classes(text: str) -> list[str]:
    found = [bidi.bidi_class(character) for character in text]
    closed = bidi.matches(found)
    for place, given in enumerate(found):
        if given in _DISOBEYED or (given in _ISOLATES and place not in closed):
            found[place] = "ON"
    return found


def _base(classes: Sequence[str], most: int) -> int:
    leftwards = sum(each in {"R", "AL"} for each in classes)
    rightwards = classes.count("L") * most
    if leftwards == rightwards:
        return bidi.first_strong(classes) or 0
    return int(leftwards > rightwards)
