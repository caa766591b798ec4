"""Any text cut into lines of a given width: every character is set, and what no font has as a box with its number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journal.report.typefaces import INSIDE_EMOJI, VARIATION_EMOJI, Typeface, Typefaces

BOX_SCALE = 0.6
"""Type size of the number in a box, as a part of the text's own."""

BOX_PADDING = 70
"""Space between a box's frame and its number, and between frame and neighbour, in thousandths of the type size."""


@dataclass(frozen=True)
class Style:
    """Type size and leading in points, weight, and grey from 0 (black) to 1 (white)."""

    size: float
    leading: float
    bold: bool = False
    gray: float = 0.0


@dataclass(frozen=True)
class Span:
    """Characters of one font, or (None) the text of one box; width in thousandths of the type size."""

    face: Typeface | None
    text: str
    width: float


@dataclass(frozen=True)
class Line:
    """One line as it is set; width in points."""

    spans: tuple[Span, ...]
    style: Style
    width: float


@dataclass(frozen=True)
class _Unit:
    """What is never broken unless it is longer than a line; width in thousandths of the type size."""

    spans: tuple[Span, ...]
    width: float


_HAN = "\u2e80-\u2fff\u3001-\u30ff\u3100-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_OPENING = "（「『【〔《〈［｛"
_CLOSING = "、。，．・：；？！）」』】〕》〉…ー］｝々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
# Han and kana may be parted anywhere but before closing and after opening marks; other words after a hyphen.
_UNITS = re.compile(rf"[{_OPENING}“‘]*[{_HAN}][{_CLOSING}”’]*|-*[^{_HAN}-]+-*|-+")
_SPACES = " \u3000"
_WORDS = re.compile(rf"[{_SPACES}]+|[^{_SPACES}]+")
LINE_ENDS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line wherever text comes from; every other control character is shown as a box."""

# Where a word that is longer than a line, such as a link, is parted rather than anywhere.
_GOOD_ENDS = frozenset("/?&=.:;,_-@#%+~|\\")
_MOST_KNOWN, _LONGEST_KNOWN = 20_000, 24


class Typesetter:
    """Sets text in the given fonts; remembers the words it has measured."""

    def __init__(self, faces: Typefaces) -> None:
        """Measure nothing yet."""
        self._faces = faces
        self._known: dict[bool, dict[str, tuple[_Unit, ...]]] = {False: {}, True: {}}

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The text in lines of at most `width` points; at least one, empty for an empty text."""
        found: list[Line] = []
        for paragraph in LINE_ENDS.split(text):
            found.extend(self._paragraph(paragraph.replace("\t", "    "), style, width))
        return found

    def line(self, text: str, style: Style) -> Line:
        """The text in one line, however long; line ends in it become spaces."""
        units = [
            unit for word in _WORDS.findall(LINE_ENDS.sub(" ", text)) for unit in self._measured(word, style)
        ]
        return _line(units, style)

    def shortened(self, text: str, style: Style, width: float) -> Line:
        """The text in one line of at most `width` points, an ellipsis for what does not fit.

        Only for a repetition of what stands in full elsewhere.
        """
        whole = self.line(text, style)
        if whole.width <= width:
            return whole
        room = width - self.line("…", style).width
        first = next(iter(self.lines(LINE_ENDS.sub(" ", text), style, room)))
        return _line(
            [_Unit(first.spans, first.width * 1000 / style.size), *self._measured("…", style)], style
        )

    def _paragraph(self, text: str, style: Style, width: float) -> Iterator[Line]:
        filling = _Filling(width * 1000 / style.size)
        for word in _WORDS.findall(text):
            for unit in self._measured(word, style):
                if word[0] in _SPACES:
                    filling.leave(unit)
                else:
                    for full in filling.take(unit):
                        yield _line(full, style)
        yield _line(filling.taken, style)

    def _measured(self, word: str, style: Style) -> tuple[_Unit, ...]:
        known = self._known[style.bold]
        units = known.get(word)
        if units is None:
            units = tuple(map(self._bolder if style.bold else self._plainer, _units(word)))
            if len(known) >= _MOST_KNOWN:
                known.clear()
            if len(word) <= _LONGEST_KNOWN:
                known[word] = units
        return units

    def _plainer(self, text: str) -> _Unit:
        return self._unit(text, self._faces.plain)

    def _bolder(self, text: str) -> _Unit:
        return self._unit(text, self._faces.bold)

    def _unit(self, text: str, face: Typeface) -> _Unit:
        if face.visible.issuperset(text):
            width = face.width(text)
            return _Unit((Span(face, text, width),), width)
        spans = tuple(_joined(self._spans(text, face)))
        return _Unit(spans, sum(span.width for span in spans))

    def _spans(self, text: str, face: Typeface) -> Iterator[Span]:
        emoji = self._faces.emoji
        within_emoji = False
        for character, following in zip(text, text[1:] + " ", strict=True):
            if following == VARIATION_EMOJI and character in emoji.characters:
                chosen: Typeface | None = emoji
            elif within_emoji and character in INSIDE_EMOJI:
                chosen = emoji
            elif character in face.visible:
                chosen = face
            else:
                chosen = self._faces.fallback(character)
            within_emoji = chosen is emoji
            if chosen is None:
                yield self._box(character)
            else:
                yield Span(chosen, character, chosen.widths[character])

    def _box(self, character: str) -> Span:
        number = f"U+{ord(character):04X}"
        return Span(None, number, self._faces.plain.width(number) * BOX_SCALE + 4 * BOX_PADDING)


class _Filling:
    """A line being filled; spaces at its end are left out, those a text begins with are kept."""

    def __init__(self, room: float) -> None:
        self.taken: list[_Unit] = []
        self._room = room
        self._used = 0.0
        self._gap: _Unit | None = None

    def leave(self, gap: _Unit) -> None:
        """Space before whatever comes next, should it come in the same line."""
        self._gap = gap if gap.width < self._room else None

    def take(self, unit: _Unit) -> Iterator[list[_Unit]]:
        """Add the unit, or begin a new line with it; yields each line that became full."""
        if unit.width > self._room:
            yield from self._take_parted(unit)
            return
        if not self._fits(unit):
            yield self._full()
        self._add(unit)

    def _take_parted(self, unit: _Unit) -> Iterator[list[_Unit]]:
        if self._start > self._room / 2 and self.taken:
            yield self._full()
        for piece in _parted(unit, self._room - self._start, self._room):
            if not self._fits(piece):
                yield self._full()
            self._add(piece)

    @property
    def _start(self) -> float:
        return self._used + (self._gap.width if self._gap else 0.0)

    def _fits(self, unit: _Unit) -> bool:
        return self._start + unit.width <= self._room or not (self.taken or self._gap)

    def _add(self, unit: _Unit) -> None:
        if self._gap:
            self.taken.append(self._gap)
        self.taken.append(unit)
        self._used = self._start + unit.width
        self._gap = None

    def _full(self) -> list[_Unit]:
        full, self.taken = self.taken, []
        self._used, self._gap = 0.0, None
        return full


def _units(word: str) -> list[str]:
    if word.isascii() and "-" not in word:
        return [word]
    return _UNITS.findall(word)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one font as one span; boxes stay by themselves."""
    waiting: list[Span] = []
    for span in spans:
        if waiting and (span.face is None or span.face is not waiting[-1].face):
            yield _one(waiting)
            waiting = []
        waiting.append(span)
    if waiting:
        yield _one(waiting)


def _one(spans: list[Span]) -> Span:
    if len(spans) == 1:
        return spans[0]
    return Span(spans[0].face, "".join(span.text for span in spans), sum(span.width for span in spans))


def _parted(unit: _Unit, first_room: float, room: float) -> Iterator[_Unit]:
    """A unit longer than a line in pieces that fit, parted at a good place where there is one in the last third."""
    left, used = first_room, 0.0
    taken: list[Span] = []
    good: int | None = None
    for span in _by_character(unit.spans):
        if used + span.width > left and (taken or left < room):
            cut = good if good is not None and good > len(taken) * 2 // 3 else len(taken)
            if cut:
                yield _piece(taken[:cut])
            taken, left, good = taken[cut:], room, None
            used = sum(each.width for each in taken)
        taken.append(span)
        used += span.width
        if span.face is None or span.text in _GOOD_ENDS:
            good = len(taken)
    yield _piece(taken)


def _by_character(spans: Iterable[Span]) -> Iterator[Span]:
    """Each character with what takes no width after it; each box."""
    for span in spans:
        if span.face is None:
            yield span
            continue
        for cluster in re.findall(rf".[{''.join(INSIDE_EMOJI)}]*", span.text, re.DOTALL):
            yield Span(span.face, cluster, span.face.width(cluster))


def _piece(spans: list[Span]) -> _Unit:
    return _Unit(tuple(_joined(spans)), sum(span.width for span in spans))


def _line(units: list[_Unit], style: Style) -> Line:
    spans = tuple(_joined(span for unit in units for span in unit.spans))
    return Line(spans, style, sum(unit.width for unit in units) * style.size / 1000)
