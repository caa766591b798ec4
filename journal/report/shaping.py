"""From characters to glyphs: how letters join and marks sit, and what is shown as a box with its number."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journal.report.characters import is_mark
from journal.report.shaped import Shaped
from journal.report.typefaces import Typeface, Typefaces

BOX_SCALE = 0.6
"""Type size of the number in a box, as a part of the text's own."""

BOX_PADDING = 70
"""Space between a box's frame and its number, and between frame and neighbour, in thousandths of the type size."""

_PILE = 4
"""With so many marks on one letter they reach into other lines."""


class Cluster(NamedTuple):
    """Glyphs, from left to right, that stand for some characters together; width in thousandths of the type size."""

    text: str
    glyphs: tuple[Shaped, ...]
    width: float


class Span(NamedTuple):
    """Characters of one font and level, or (None) the text of one box; width in thousandths of the type size.

    Without clusters each character is one glyph; with them they are in the order of the text.
    """

    face: Typeface | None
    text: str
    width: float
    level: int = 0
    clusters: tuple[Cluster, ...] = ()

    @property
    def piled(self) -> bool:
        """Whether so many marks stand on one letter that they would run into other lines."""
        return any(
            len(cluster.text) > _PILE and sum(map(is_mark, cluster.text)) >= _PILE
            for cluster in self.clusters
        )


class Shaper:
    """Sets what is more than simple characters of one font beside each other."""

    def __init__(self, faces: Typefaces) -> None:
        """Nothing set yet."""
        self._plain = faces.plain
        from journal.report.font_choice import FontChoice  # noqa: PLC0415 - a start must not wait for its library

        self._choice = FontChoice(faces)

    def spans(
        self, text: str, face: Typeface, language: str = "", levels: Sequence[int] = ()
    ) -> Iterator[Span]:
        """The text in spans, in its own order; `face` is asked first. A level for each character, or 0 for all."""
        for level, part in _by_level(text, levels) if levels else ((0, text),):
            for chosen, run in self._choice.runs(part, face):
                if chosen is None:
                    yield self._box(run, level)
                elif level % 2 == 0 and chosen is face and face.simple.issuperset(run):
                    yield Span(face, run, face.width(run), level)
                else:
                    yield from self._shaped(chosen, run, level, language)

    def _box(self, character: str, level: int) -> Span:
        number = f"U+{ord(character):04X}"
        return Span(None, number, self._plain.width(number) * BOX_SCALE + 4 * BOX_PADDING, level)

    def _shaped(self, face: Typeface, text: str, level: int, language: str) -> Iterator[Span]:
        taken: list[Cluster] = []
        for cluster in _clusters(face.shape(text, language, leftwards=level % 2 == 1), text):
            if cluster.glyphs and all(glyph.glyph for glyph in cluster.glyphs):
                taken.append(cluster)
                continue
            if taken:
                yield of_clusters(face, taken, level)
                taken = []
            for character in cluster.text:
                yield self._box(character, level)
        if taken:
            yield of_clusters(face, taken, level)


def of_clusters(face: Typeface | None, clusters: Sequence[Cluster], level: int) -> Span:
    """One span of clusters that are in the order of the text."""
    text = "".join(cluster.text for cluster in clusters)
    return Span(face, text, sum(cluster.width for cluster in clusters), level, tuple(clusters))


def _by_level(text: str, levels: Sequence[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield levels[start], text[start:end]
            start = end


def _clusters(glyphs: Sequence[Shaped], text: str) -> Iterator[Cluster]:
    """Glyphs from left to right as clusters in the order of the text."""
    found: dict[int, list[Shaped]] = {}
    for glyph in glyphs:
        found.setdefault(glyph.place, []).append(glyph)
    starts = sorted({0, *found})
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        mine = found.get(start, [])
        yield Cluster(text[start:end], tuple(mine), sum(glyph.advance for glyph in mine))
