"""The bundled fonts: which characters they have, how wide those are, and which glyphs a text takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from journal.report.characters import is_hidden, is_mark
from journal.report.shaped import Shaped

if TYPE_CHECKING:
    from journal.report.font_file import FontFile

_FIRST_EMOJI_PLANE = 0x1F000
_DEVANAGARI = range(0x900, 0x980)
_EAST_ASIAN = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))


class Typeface:
    """One font of a file, read when it is first needed. `key` is its short name inside a PDF."""

    def __init__(self, key: str, file: Path, index: int = 0) -> None:
        """Read nothing yet."""
        self.key = key
        self._file = file
        self._index = index

    @cached_property
    def opened(self) -> "FontFile":
        """The file, opened when it is first asked for."""
        from journal.report.font_file import FontFile  # noqa: PLC0415 - a start must not wait for HarfBuzz

        return FontFile(self._file, self._index)

    def has(self, character: str) -> bool:
        """Say whether the font has a glyph of that character."""
        return ord(character) in self.opened.characters

    @cached_property
    def simple(self) -> frozenset[str]:
        """What it has that can be seen and needs no shaping: one glyph each, side by side."""
        return frozenset(
            character
            for character in map(chr, self.opened.characters)
            if not is_hidden(character) and not is_mark(character) and ord(character) not in _DEVANAGARI
        )

    @cached_property
    def widths(self) -> dict[str, float]:
        """Advance of each simple character, in thousandths of the type size."""
        return {character: self.advance(self.glyph(character)) for character in self.simple}

    def glyph(self, character: str) -> int:
        """The glyph a character has by itself."""
        return self.opened.glyph(character)

    def advance(self, glyph: int) -> float:
        """How far the next glyph is from this one, in thousandths of the type size."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = self.opened.advance(glyph)
        return known

    @cached_property
    def _advances(self) -> dict[int, float]:
        return {}

    def width(self, text: str) -> float:
        """Advance of a text of simple characters, in thousandths of the type size."""
        return sum(map(self.widths.__getitem__, text))

    def shape(self, text: str, language: str, *, leftwards: bool) -> list[Shaped]:
        """The glyphs of a text from left to right; 0 is the missing one."""
        return self.opened.shape(text, language, leftwards=leftwards)


@dataclass(frozen=True)
class Typefaces:
    """The fonts in the order they are asked: the plain or bold one, the other scripts', Han, emoji, what is left."""

    plain: Typeface
    bold: Typeface
    scripts: tuple[Typeface, ...]
    han: Typeface
    emoji: Typeface
    rest: tuple[Typeface, ...]
    _known: dict[str, Typeface | None] = field(default_factory=dict, repr=False)

    @property
    def all(self) -> tuple[Typeface, ...]:
        """Every one of them."""
        return self.plain, self.bold, *self.scripts, self.han, self.emoji, *self.rest

    def fallback(self, character: str) -> Typeface | None:
        """Which font has a character that may be seen; None where none has, or nobody could see it."""
        if character not in self._known:
            hidden = is_hidden(character)
            self._known[character] = None if hidden else next(self.having(character), None)
        return self._known[character]

    def having(self, text: str) -> Iterator[Typeface]:
        """The fonts that have all of a text, in the order they are asked."""
        code = ord(text[0])
        first = (self.emoji,) if code >= _FIRST_EMOJI_PLANE else ()
        if any(code in each for each in _EAST_ASIAN):
            first = (self.han,)
        for face in (self.plain, *first, *self.scripts, self.han, self.emoji, *self.rest):
            if all(map(face.has, text)):
                yield face


def _collection(key: str, file: Path) -> tuple[Typeface, ...]:
    """The fonts of one file that holds several."""
    with file.open("rb") as opened:
        count = int.from_bytes(opened.read(12)[8:], "big")
    return tuple(Typeface(f"{key}{index}", file, index) for index in range(count))


@lru_cache(maxsize=2)
def load(folder: Path) -> Typefaces:
    """The fonts in that folder, none of them read before it is needed; kept, because reading again takes time."""
    return Typefaces(
        plain=Typeface("Plain", folder / "NotoSans-Regular.ttf"),
        bold=Typeface("Bold", folder / "NotoSans-Bold.ttf"),
        scripts=_collection("Script", folder / "NotoSans-Scripts.ttc"),
        han=Typeface("Han", folder / "NotoSansCJK-Regular.otf"),
        emoji=Typeface("Emoji", folder / "NotoEmoji-Regular.ttf"),
        rest=_collection("Rest", folder / "Unifont-Rest.ttc"),
    )
