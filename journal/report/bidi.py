"""Which way text runs: the Unicode Bidirectional Algorithm (UAX #9), from characters to levels to visual order.

Even levels run from left to right, odd ones from right to left. The libraries there are give back a reordered
string; setting type needs to know where each character went, so the rules stand here, held to Unicode's own tests.
"""

import unicodedata
from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

DEEPEST = 125
_MOST_OPEN_BRACKETS = 63
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS = {"RLE": 1, "LRE": 0, "RLO": 1, "LRO": 0}
_REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"))
_SPACES = frozenset(("WS", "FSI", "LRI", "RLI", "PDI", *_REMOVED))
_RIGHT = frozenset(("R", "EN", "AN"))
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}

# What characters that are not assigned yet are taken for.
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "AL"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "AL"),
    (0x20A0, 0x20CF, "ET"),
    (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "AL"), (0xFDF0, 0xFDFF, "AL"), (0xFE70, 0xFEFF, "AL"),
    (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "AL"), (0x10D40, 0x10EBF, "R"), (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "AL"), (0x10F70, 0x10FFF, "R"), (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"), (0x1ECC0, 0x1ECFF, "R"), (0x1ED00, 0x1ED4F, "AL"), (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"), (0x1EF00, 0x1EFFF, "R"),
)  # fmt: skip

_T = TypeVar("_T")


class _Status(NamedTuple):
    level: int
    override: str
    isolate: bool


def bidi_class(character: str) -> str:
    """The Bidi_Class of a character, also of one that is not assigned."""
    known = unicodedata.bidirectional(character)
    if known:
        return known
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE0FFF:
        return "BN"
    return next((given for first, last, given in _UNASSIGNED if first <= code <= last), "L")


def first_strong(classes: Sequence[str]) -> int | None:
    """The level a paragraph has by its first strong character (rules P2, P3); None where there is none."""
    return _first_strong(classes, range(len(classes)), matches(classes))


def levels(classes: Sequence[str], base: int, text: str = "") -> list[int]:
    """The level of each character of one paragraph that is set in one line (rules X1 to L1).

    `text` is needed for pairs of brackets only. What the algorithm removes has the level of what stands before it.
    """
    pairs = matches(classes)
    kinds = list(classes)
    found = _explicit(classes, kinds, base, pairs)
    kept = [place for place, given in enumerate(classes) if given not in _REMOVED]
    for sequence, start, end in _sequences(classes, found, kept, pairs, base):
        _resolve(kinds, found, sequence, start, end, text)
    for place in kept:
        kind, level = kinds[place], found[place]
        if level % 2 == 0:
            found[place] += 1 if kind == "R" else 2 if kind in {"AN", "EN"} else 0
        elif kind in {"L", "AN", "EN"}:
            found[place] += 1
    _follow(classes, found, base)
    _reset_spaces(classes, found, base)
    return found


def visual_order(items: Sequence[_T], of: Sequence[int]) -> list[_T]:
    """Items of the given levels in the order they stand from left to right (rule L2)."""
    ordered = list(range(len(items)))
    odd = [level for level in of if level % 2]
    for level in range(max(of, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and of[ordered[end]] >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = max(end, start + 1)
    return [items[place] for place in ordered]


def matches(classes: Sequence[str]) -> dict[int, int]:
    """Which isolate's end belongs to which beginning, both ways (BD9)."""
    found: dict[int, int] = {}
    open_ones: list[int] = []
    for place, given in enumerate(classes):
        if given in _ISOLATES:
            open_ones.append(place)
        elif given == "PDI" and open_ones:
            begun = open_ones.pop()
            found[begun], found[place] = place, begun
    return found


def _first_strong(classes: Sequence[str], places: Iterable[int], pairs: dict[int, int]) -> int | None:
    beyond = -1
    for place in places:
        if place < beyond:
            continue
        given = classes[place]
        if given in {"L", "R", "AL"}:
            return 0 if given == "L" else 1
        if given in _ISOLATES:
            if place not in pairs:
                return None
            beyond = pairs[place]
    return None


def _explicit(classes: Sequence[str], kinds: list[str], base: int, pairs: dict[int, int]) -> list[int]:
    """Levels by embeddings, overrides and isolates (X1 to X8)."""
    stack = [_Status(base, "", False)]
    too_many_isolates = too_many_embeddings = valid_isolates = 0
    found: list[int] = []
    for place, given in enumerate(classes):
        last = stack[-1]
        if given in _EMBEDDINGS:
            found.append(last.level)
            level = _next(last.level, _EMBEDDINGS[given])
            if level <= DEEPEST and not (too_many_isolates or too_many_embeddings):
                stack.append(_Status(level, {"RLO": "R", "LRO": "L"}.get(given, ""), False))
            elif not too_many_isolates:
                too_many_embeddings += 1
        elif given in _ISOLATES:
            found.append(last.level)
            kinds[place] = last.override or given
            odd = given == "RLI"
            if given == "FSI":
                end = pairs.get(place, len(classes))
                odd = _first_strong(classes, range(place + 1, end), pairs) == 1
            level = _next(last.level, int(odd))
            if level <= DEEPEST and not (too_many_isolates or too_many_embeddings):
                valid_isolates += 1
                stack.append(_Status(level, "", True))
            else:
                too_many_isolates += 1
        elif given == "PDI":
            if too_many_isolates:
                too_many_isolates -= 1
            elif valid_isolates:
                too_many_embeddings = 0
                while not stack.pop().isolate:
                    continue
                valid_isolates -= 1
            found.append(stack[-1].level)
            kinds[place] = stack[-1].override or given
        elif given == "PDF":
            if not too_many_isolates:
                if too_many_embeddings:
                    too_many_embeddings -= 1
                elif not last.isolate and len(stack) > 1:
                    stack.pop()
            found.append(stack[-1].level)
        elif given == "B":
            found.append(base)
        else:
            found.append(last.level)
            if given != "BN" and last.override:
                kinds[place] = last.override
    return found


def _next(level: int, odd: int) -> int:
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _sequences(
    classes: Sequence[str], found: Sequence[int], kept: Sequence[int], pairs: dict[int, int], base: int
) -> Iterable[tuple[list[int], str, str]]:
    """The isolating run sequences (BD13, X10), each with the direction at its start and at its end."""
    runs: list[list[int]] = []
    for place in kept:
        if runs and found[runs[-1][-1]] == found[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    by_start = {run[0]: run for run in runs}
    order = {place: at for at, place in enumerate(kept)}
    for run in runs:
        first = run[0]
        if classes[first] == "PDI" and first in pairs:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _ISOLATES and sequence[-1] in pairs:
            sequence += by_start[pairs[sequence[-1]]]
        level, at = found[first], order[first]
        before = found[kept[at - 1]] if at else base
        last = sequence[-1]
        at = order[last]
        open_end = classes[last] in _ISOLATES or at + 1 == len(kept)
        after = base if open_end else found[kept[at + 1]]
        yield sequence, _direction(max(level, before)), _direction(max(found[last], after))


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve(
    kinds: list[str], found: Sequence[int], sequence: list[int], start: str, end: str, text: str
) -> None:
    """Weak and neutral types of one sequence (W1 to N2)."""
    _resolve_weak(kinds, sequence, start)
    embedding = _direction(found[sequence[0]])
    if text:
        _resolve_brackets(kinds, sequence, start, embedding, text)
    at = 0
    while at < len(sequence):
        if kinds[sequence[at]] not in _NEUTRAL:
            at += 1
            continue
        begun = at
        while at < len(sequence) and kinds[sequence[at]] in _NEUTRAL:
            at += 1
        before = _strong(kinds[sequence[begun - 1]]) if begun else start
        after = _strong(kinds[sequence[at]]) if at < len(sequence) else end
        for place in sequence[begun:at]:
            kinds[place] = before if before == after else embedding


def _strong(kind: str) -> str:
    return "R" if kind in _RIGHT else "L"


def _resolve_weak(kinds: list[str], sequence: list[int], start: str) -> None:
    previous = strong = start
    originals: list[str] = []
    for place in sequence:  # W1 to W3
        kind = kinds[place]
        if kind == "NSM":
            kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        elif kind in {"L", "R", "AL"}:
            strong = kind
        originals.append("R" if kind == "AL" else kind)
    for at in range(1, len(originals) - 1):  # W4
        around = originals[at - 1]
        if around == originals[at + 1] and (
            (originals[at] in {"ES", "CS"} and around == "EN") or (originals[at] == "CS" and around == "AN")
        ):
            originals[at] = around
    _resolve_terminators(originals)
    strong = start
    for at, kind in enumerate(originals):  # W6, W7
        if kind in {"ET", "ES", "CS"}:
            originals[at] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            originals[at] = "L"
    for place, kind in zip(sequence, originals, strict=True):
        kinds[place] = kind


def _resolve_terminators(kinds: list[str]) -> None:
    """Signs of currency and the like belong to the number they stand at (W5)."""
    at = 0
    while at < len(kinds):
        if kinds[at] != "ET":
            at += 1
            continue
        begun = at
        while at < len(kinds) and kinds[at] == "ET":
            at += 1
        if (begun and kinds[begun - 1] == "EN") or (at < len(kinds) and kinds[at] == "EN"):
            kinds[begun:at] = ["EN"] * (at - begun)


def _resolve_brackets(kinds: list[str], sequence: list[int], start: str, embedding: str, text: str) -> None:
    """Both brackets of a pair get the direction of what stands in it (N0)."""
    for opened, closed in _pairs(kinds, sequence, text):
        inside = {
            _strong(kinds[place]) for place in sequence[opened + 1 : closed] if _is_strong(kinds[place])
        }
        if embedding in inside:
            chosen = embedding
        elif inside:
            before = (
                _strong(kinds[place]) for place in reversed(sequence[:opened]) if _is_strong(kinds[place])
            )
            chosen = next(before, start)
        else:
            continue
        for at in (opened, closed):
            kinds[sequence[at]] = chosen
            for place in sequence[at + 1 :]:
                if unicodedata.bidirectional(text[place]) != "NSM":
                    break
                kinds[place] = chosen


def _is_strong(kind: str) -> bool:
    return kind == "L" or kind in _RIGHT


def _pairs(kinds: Sequence[str], sequence: list[int], text: str) -> list[tuple[int, int]]:
    """Pairs of brackets by their places in the sequence, by the place of the opening one (BD16)."""
    found: list[tuple[int, int]] = []
    open_ones: list[tuple[str, int]] = []
    for at, place in enumerate(sequence):
        character = text[place]
        if kinds[place] != "ON" or not unicodedata.mirrored(character):
            continue
        character = _CANONICAL.get(character, character)
        if character in CLOSING:
            if len(open_ones) == _MOST_OPEN_BRACKETS:
                return []
            open_ones.append((CLOSING[character], at))
            continue
        for depth in range(len(open_ones) - 1, -1, -1):
            if open_ones[depth][0] == character:
                insort(found, (open_ones[depth][1], at))
                del open_ones[depth:]
                break
    return found


_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒"
    "⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Which bracket closes which."""


def _follow(classes: Sequence[str], found: list[int], base: int) -> None:
    """What the algorithm removes stands where the character before it does."""
    for place, given in enumerate(classes):
        if given in _REMOVED:
            found[place] = found[place - 1] if place else base


def _reset_spaces(classes: Sequence[str], found: list[int], base: int) -> None:
    """Spaces before a separator and at the end belong to the paragraph (L1)."""
    at_end = True
    for place in range(len(classes) - 1, -1, -1):
        given = classes[place]
        if given in {"B", "S"}:
            found[place], at_end = base, True
        elif given in _SPACES:
            if at_end:
                found[place] = base
        else:
            at_end = False
