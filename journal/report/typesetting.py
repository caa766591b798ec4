"""Any text cut into lines of a given width: every character is set, and what no font has as a box with its number."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from journal.report import bidi, breaking, han
from journal.report.direction import Levels, levels
from journal.report.line_filling import Filling, Unit, filled_with_words, joined
from journal.report.shaping import Shaper, Span
from journal.report.typefaces import Typeface, Typefaces


@dataclass(frozen=True)
class Style:
    """Type size and leading in points, weight, and grey from 0 (black) to 1 (white).

    `free` is for what people wrote: a paragraph that runs from right to left begins at the right then.
    """

    size: float
    leading: float
    bold: bool = False
    gray: float = 0.0
    free: bool = False


class Line(NamedTuple):
    """One line as it is set, its spans from left to right; `start` (before it, in its column) and width in points.

    `piled` says that marks stand upon each other so high that they would run into other lines.
    """

    spans: tuple[Span, ...]
    style: Style
    width: float
    start: float = 0.0
    piled: bool = False


# Letters of Telugu, Kannada, Tibetan, Burmese, Khmer, Balinese and Javanese stand below each other: lines would touch.
_TALL = re.compile(
    "[\u0c00-\u0cff\u0f00-\u109f\u1780-\u17ff\u1b00-\u1b7f\ua980-\ua9df\ua9e0-\ua9ff\uaa60-\uaa7f]"
)
_TALL_LEADING = 1.25

_MOST_WORDS, _MOST_LINES, _LONGEST_KNOWN = 4_000, 1_000, 24
_Measured: TypeAlias = tuple[Unit | None, Unit | None]


class Typesetter:
    """Sets text in the given fonts; remembers the words it has measured, and short texts as they were set."""

    def __init__(self, faces: Typefaces, language: str = "") -> None:
        """Measure nothing yet. `language` is the paper's own: a text that could be of several is taken to be of it."""
        self._faces = faces
        self._shaper = Shaper(faces)
        self._known: dict[tuple[bool, str, int], dict[str, Unit]] = {}
        self._widths = {face: _Widths(face) for face in (faces.plain, faces.bold)}
        self._known_lines: dict[tuple[str, Style, float], list[Line]] = {}
        self._own = _han_language(language)

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The text in lines of at most `width` points; at least one, empty for an empty text.

        Scripts that stack letters have more leading than `style` says; the lines' own style has it.
        """
        if len(text) > _LONGEST_KNOWN:
            return self._lines(text, style, width)
        wanted = (text, style, width)
        known = self._known_lines.get(wanted)
        if known is None:
            if len(self._known_lines) >= _MOST_LINES:
                self._known_lines.clear()
            known = self._known_lines[wanted] = self._lines(text, style, width)
        return list(known)

    def _lines(self, text: str, style: Style, width: float) -> list[Line]:
        found: list[Line] = []
        if not text.isascii() and _TALL.search(text):
            style = replace(style, leading=style.leading * _TALL_LEADING)
        language = self._language(text)
        for paragraph in breaking.LINE_ENDS.split(text):
            found.extend(self._paragraph(_clean(paragraph), style, width, language))
        return found

    def line(self, text: str, style: Style) -> Line:
        """The text in one line, however long; line ends in it become spaces."""
        clean = _clean(breaking.LINE_ENDS.sub(" ", text))
        parts = self._parts(clean, style, self._language(text), levels(clean, free=style.free))
        return _line([unit for part in parts for unit in part if unit], style)

    def shortened(self, text: str, style: Style, width: float) -> Line:
        """The text in one line of at most `width` points, an ellipsis for what does not fit.

        Only for a repetition of what stands in full elsewhere.
        """
        whole = self.line(text, style)
        if whole.width <= width:
            return whole
        dots = self.line("…", style)
        first = next(iter(self.lines(breaking.LINE_ENDS.sub(" ", text), style, width - dots.width)))
        turned = levels(_clean(text), free=style.free)
        leftwards = bool(turned) and turned[-1] % 2 == 1
        spans = (*dots.spans, *first.spans) if leftwards else (*first.spans, *dots.spans)
        return Line(spans, style, first.width + dots.width)

    def _language(self, text: str) -> str:
        return "" if text.isascii() else han.language_of(text, self._own)

    def _paragraph(self, text: str, style: Style, width: float, language: str) -> Iterable[Line]:
        turned = levels(text, free=style.free)
        plain = [] if turned else self._plain_lines(text, style, width)
        return plain or self._filled_lines(text, style, width, language, turned)

    def _plain_lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The lines of simple words of one font, which nearly all texts are; none where it takes more than that."""
        face, scale = self._face(style), style.size / 1000
        filled = filled_with_words(breaking.plain_words(text), self._widths[face], width / scale)
        return [Line((Span(face, said, wide),), style, wide * scale) for said, wide in filled]

    def _filled_lines(
        self, text: str, style: Style, width: float, language: str, turned: Levels
    ) -> Iterator[Line]:
        rightmost = width if style.free and turned and turned[-1] % 2 else None
        filling = Filling(width * 1000 / style.size)
        for word, gap in self._parts(text, style, language, turned):
            if word:
                for full in filling.take(word):
                    yield _line(full, style, rightmost)
            if gap:
                filling.leave(gap)
        yield _line(filling.taken, style, rightmost)

    def _parts(self, text: str, style: Style, language: str, turned: Levels) -> Iterator[_Measured]:
        """The parts between which a line may end, each with the space after it."""
        if turned:
            yield from self._turned_parts(text, style, language, turned)
            return
        known = self._known_for(style, language)
        for word, gap in _seen_parts(text):
            yield (
                (known.get(word) or self._measured(word, style, language)) if word else None,
                (known.get(gap) or self._measured(gap, style, language)) if gap else None,
            )

    def _turned_parts(self, text: str, style: Style, language: str, turned: Levels) -> Iterator[_Measured]:
        unseen = breaking.unseen_breaks(text)
        of = [level for at, level in enumerate(turned) if at not in unseen] if unseen else turned
        at = 0
        for word, gap in _seen_parts(text):
            end = at + len(word)
            yield (
                self._levelled(word, style, language, of[at:end]) if word else None,
                self._levelled(gap, style, language, of[end : end + len(gap)]) if gap else None,
            )
            at = end + len(gap)

    def _levelled(self, word: str, style: Style, language: str, turned: Levels) -> Unit:
        if turned.count(turned[0]) == len(turned):
            known = self._known_for(style, language, turned[0])
            return known.get(word) or self._measured(word, style, language, turned[0])
        return _unit_of(self._shaper.spans(word, self._face(style), language, turned))

    def _known_for(self, style: Style, language: str, level: int = 0) -> dict[str, Unit]:
        return self._known.setdefault((style.bold, language, level), {})

    def _measured(self, word: str, style: Style, language: str, level: int = 0) -> Unit:
        """A word all of which runs one way, which is remembered."""
        known = self._known_for(style, language, level)
        if len(known) >= _MOST_WORDS:
            known.clear()
        unit = self._unit(word, style, language, level)
        if len(word) <= _LONGEST_KNOWN:
            known[word] = unit
        return unit

    def _unit(self, text: str, style: Style, language: str, level: int) -> Unit:
        face = self._face(style)
        if level % 2 == 0 and face.simple.issuperset(text):
            width = face.width(text)
            return Unit((Span(face, text, width, level),), width)
        return _unit_of(self._shaper.spans(text, face, language, (level,) * len(text) if level else ()))

    def _face(self, style: Style) -> Typeface:
        return self._faces.bold if style.bold else self._faces.plain


class _Widths(dict[str, float]):
    """How wide words are in a font, in thousandths of the type size; one that has to be shaped is as wide as can be."""

    def __init__(self, face: Typeface) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, word: str) -> float:
        width = self._face.width(word) if self._face.simple.issuperset(word) else math.inf
        if len(self) >= _MOST_WORDS:
            self.clear()
        if len(word) <= _LONGEST_KNOWN:
            self[word] = width
        return width


def _clean(paragraph: str) -> str:
    return paragraph.replace("\t", "    ")


def _seen_parts(text: str) -> Iterable[breaking.Part]:
    """The parts of a text, without what only lets a line end between them."""
    found = breaking.parts(text)
    unseen = breaking.unseen_breaks(text)
    return _without(found, unseen) if unseen else found


def _without(found: Iterable[breaking.Part], unseen: set[int]) -> Iterator[breaking.Part]:
    at = 0
    for word, gap in found:
        kept = "".join(each for place, each in enumerate(word, at) if place not in unseen)
        at += len(word) + len(gap)
        yield kept, gap


def _unit_of(spans: Iterator[Span]) -> Unit:
    found = tuple(joined(spans))
    return Unit(found, sum(span.width for span in found))


def _line(units: Sequence[Unit], style: Style, rightmost: float | None = None) -> Line:
    width = sum([unit.width for unit in units])
    size = width * style.size / 1000
    start = 0.0 if rightmost is None else max(rightmost - size, 0.0)
    spans = [span for unit in units for span in unit.spans]
    face = spans[0].face if spans else None
    texts = [span.text for span in spans if span.face is face and not (span.clusters or span.level)]
    if face and len(texts) == len(spans):  # nearly every line: simple characters of one font
        return Line((Span(face, "".join(texts), width),), style, size, start)
    spans = list(joined(spans))
    if any(span.level for span in spans):
        spans = bidi.visual_order(spans, [span.level for span in spans])
    return Line(tuple(spans), style, size, start, any(span.piled for span in spans))


def _han_language(language: str) -> str:
    """Whose forms a paper in that language takes where a text does not tell."""
    known = {"ja": han.JAPANESE, "ko": han.KOREAN, "zh_tw": han.TRADITIONAL, "zh_hk": han.TRADITIONAL}
    lower = language.lower().replace("-", "_")
    return known.get(lower, han.TRADITIONAL if "hant" in lower else known.get(lower[:2], han.SIMPLIFIED))
