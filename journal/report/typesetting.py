"""Any text cut into lines of a given width: every character is set, and what no font has as a box with its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journal.report import bidi, breaking, han
from journal.report.line_filling import Filling, Unit, joined
from journal.report.shaping import Shaper, Span
from journal.report.typefaces import Typeface, Typefaces


@dataclass(frozen=True)
class Style:
    """Type size and leading in points, weight, and grey from 0 (black) to 1 (white)."""

    size: float
    leading: float
    bold: bool = False
    gray: float = 0.0


@dataclass(frozen=True)
class Line:
    """One line as it is set, its spans from left to right; `start` (before it, in its column) and width in points."""

    spans: tuple[Span, ...]
    style: Style
    width: float
    start: float = 0.0


# Something in it may run from right to left: a letter that does, or a character that says so.
_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# An override would print what was written backwards. It is shown by its mark, and embeds but does not turn around.
_OBEYED = {"RLO": "RLE", "LRO": "LRE"}
_MOST_KNOWN, _LONGEST_KNOWN = 20_000, 24
_Levels = Sequence[int]


class Typesetter:
    """Sets text in the given fonts; remembers the words it has measured."""

    def __init__(self, faces: Typefaces, language: str = "") -> None:
        """Measure nothing yet. `language` is the paper's own: a text that could be of several is taken to be of it."""
        self._faces = faces
        self._shaper = Shaper(faces)
        self._known: dict[tuple[bool, str], dict[str, tuple[Unit, ...]]] = {}
        self._own = _han_language(language)

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The text in lines of at most `width` points; at least one, empty for an empty text."""
        found: list[Line] = []
        language = self._language(text)
        for paragraph in breaking.LINE_ENDS.split(text):
            found.extend(self._paragraph(_clean(paragraph), style, width, language))
        return found

    def line(self, text: str, style: Style) -> Line:
        """The text in one line, however long; line ends in it become spaces."""
        clean = _clean(breaking.LINE_ENDS.sub(" ", text))
        units = [unit for _gap, unit in self._units(clean, style, self._language(text), _levels(clean))]
        return _line(units, style)

    def shortened(self, text: str, style: Style, width: float) -> Line:
        """The text in one line of at most `width` points, an ellipsis for what does not fit.

        Only for a repetition of what stands in full elsewhere.
        """
        whole = self.line(text, style)
        if whole.width <= width:
            return whole
        dots = self.line("…", style)
        first = next(iter(self.lines(breaking.LINE_ENDS.sub(" ", text), style, width - dots.width)))
        return Line((*first.spans, *dots.spans), style, first.width + dots.width)

    def _language(self, text: str) -> str:
        return "" if text.isascii() else han.language_of(text, self._own)

    def _paragraph(self, text: str, style: Style, width: float, language: str) -> Iterator[Line]:
        levels = _levels(text)
        rightmost = width if levels and levels[-1] % 2 else None
        filling = Filling(width * 1000 / style.size)
        for gap, unit in self._units(text, style, language, levels):
            if gap:
                filling.leave(unit)
            else:
                for full in filling.take(unit):
                    yield _line(full, style, rightmost)
        yield _line(filling.taken, style, rightmost)

    def _units(self, text: str, style: Style, language: str, levels: _Levels) -> Iterator[tuple[bool, Unit]]:
        """What is never broken, and (True) the gaps between."""
        at = 0
        for word in breaking.WORDS.findall(text):
            gap = word[0] in breaking.SPACES
            if levels:
                of = levels[at : at + len(word)]
                at += len(word)
                for unit in self._turned(word, style, language, of):
                    yield gap, unit
            else:
                for unit in self._measured(word, style, language):
                    yield gap, unit

    def _measured(self, word: str, style: Style, language: str) -> tuple[Unit, ...]:
        known = self._known.setdefault((style.bold, language), {})
        units = known.get(word)
        if units is None:
            face = self._face(style)
            units = tuple(self._unit(part, face, language, known) for part in breaking.units(word))
            if len(known) >= _MOST_KNOWN:
                known.clear()
            if len(word) <= _LONGEST_KNOWN:
                known[word] = units
        return units

    def _unit(self, text: str, face: Typeface, language: str, known: dict[str, tuple[Unit, ...]]) -> Unit:
        if face.simple.issuperset(text):
            width = face.width(text)
            return Unit((Span(face, text, width),), width)
        if text in known and len(known[text]) == 1:
            return known[text][0]
        unit = _unit_of(self._shaper.spans(text, face, language))
        if len(text) <= _LONGEST_KNOWN:
            known[text] = (unit,)
        return unit

    def _turned(self, word: str, style: Style, language: str, levels: _Levels) -> Iterator[Unit]:
        """The units of a word some of which runs from right to left."""
        at = 0
        for part in breaking.units(word):
            of = levels[at : at + len(part)]
            at += len(part)
            yield _unit_of(self._shaper.spans(part, self._face(style), language, of))

    def _face(self, style: Style) -> Typeface:
        return self._faces.bold if style.bold else self._faces.plain


def _clean(paragraph: str) -> str:
    return breaking.without_unseen_breaks(paragraph.replace("\t", "    "))


def _levels(text: str) -> _Levels:
    """The level of each character, with the paragraph's own at the end; none where all runs from left to right.

    A paragraph runs as most of its letters do, so that one name does not turn around a sentence of ours.
    """
    if not _LEFTWARDS.search(text):
        return ()
    classes = [bidi.bidi_class(character) for character in text]
    classes = [_OBEYED.get(each, each) for each in classes]
    leftwards = sum(each in {"R", "AL"} for each in classes)
    rightwards = classes.count("L")
    base = int(leftwards > rightwards)
    if leftwards == rightwards:
        base = bidi.first_strong(classes) or 0
    return (*bidi.levels(classes, base, text), base)


def _unit_of(spans: Iterator[Span]) -> Unit:
    found = tuple(joined(spans))
    return Unit(found, sum(span.width for span in found))


def _line(units: Sequence[Unit], style: Style, rightmost: float | None = None) -> Line:
    spans = list(joined(span for unit in units for span in unit.spans))
    if any(span.level for span in spans):
        spans = bidi.visual_order(spans, [span.level for span in spans])
    width = sum(unit.width for unit in units) * style.size / 1000
    start = max(rightmost - width, 0.0) if rightmost is not None else 0.0
    return Line(tuple(spans), style, width, start)


def _han_language(language: str) -> str:
    """Whose forms a paper in that language takes where a text does not tell."""
    known = {"ja": han.JAPANESE, "ko": han.KOREAN, "zh_tw": han.TRADITIONAL, "zh_hk": han.TRADITIONAL}
    lower = language.lower().replace("-", "_")
    return known.get(lower, han.TRADITIONAL if "hant" in lower else known.get(lower[:2], han.SIMPLIFIED))
