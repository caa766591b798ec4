"""The bundled fonts: which characters they have and how wide those are."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

VARIATION_TEXT, VARIATION_EMOJI, JOINER = "\ufe0e", "\ufe0f", "\u200d"
INSIDE_EMOJI = frozenset((VARIATION_TEXT, VARIATION_EMOJI, JOINER))
"""What may stand inside an emoji without hiding anything."""

_FIRST_EMOJI_PLANE = 0x1F000
_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# Characters that Unicode lets a program leave invisible, beyond those of the categories above.
_IGNORABLE = (
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
)  # fmt: skip


def is_hidden(character: str) -> bool:
    """Say whether a reader could not see that this character is there."""
    if unicodedata.category(character) in _HIDDEN_CATEGORIES:
        return True
    return any(first <= ord(character) <= last for first, last in _IGNORABLE)


class Typeface:
    """One font file, read when it is first needed. `key` is its short name inside a PDF."""

    def __init__(self, key: str, file: Path) -> None:
        """Read nothing yet."""
        self.key = key
        self._file = file

    @cached_property
    def parsed(self) -> TTFontFace:
        """The font as ReportLab reads it: tables, metrics, and how to cut a subset."""
        return TTFontFace(BytesIO(self._file.read_bytes()))

    @cached_property
    def characters(self) -> frozenset[str]:
        """What the font's own character map lists."""
        return frozenset(map(chr, self.parsed.charToGlyph))

    @cached_property
    def visible(self) -> frozenset[str]:
        """What it lists, less what nobody could see."""
        return frozenset(character for character in self.characters if not is_hidden(character))

    @cached_property
    def widths(self) -> dict[str, float]:
        """Advance of each character, in thousandths of the type size."""
        return {chr(code): width for code, width in self.parsed.charWidths.items()}

    def width(self, text: str) -> float:
        """Advance of a text it covers, in thousandths of the type size."""
        return sum(map(self.widths.__getitem__, text))


@dataclass(frozen=True)
class Typefaces:
    """The fonts in the order they are asked: the plain or bold one, then emoji where one was meant, then Han."""

    plain: Typeface
    bold: Typeface
    han: Typeface
    emoji: Typeface
    _known: dict[str, Typeface | None] = field(default_factory=dict, repr=False)

    @property
    def all(self) -> tuple[Typeface, ...]:
        """Every one of them."""
        return self.plain, self.bold, self.han, self.emoji

    def fallback(self, character: str) -> Typeface | None:
        """Which other font has a character that the plain one lacks; None where none has, or nobody could see it."""
        if character not in self._known:
            others = (self.han, self.emoji) if ord(character) < _FIRST_EMOJI_PLANE else (self.emoji, self.han)
            fitting = (face for face in (self.plain, *others) if character in face.characters)
            self._known[character] = None if is_hidden(character) else next(fitting, None)
        return self._known[character]


@lru_cache(maxsize=2)
def load(folder: Path) -> Typefaces:
    """The fonts in that folder; kept, because reading them again takes longer than printing a page."""
    return Typefaces(
        plain=Typeface("Plain", folder / "NotoSans-Regular.ttf"),
        bold=Typeface("Bold", folder / "NotoSans-Bold.ttf"),
        han=Typeface("Han", folder / "NotoSansSC-Regular.ttf"),
        emoji=Typeface("Emoji", folder / "NotoEmoji-Regular.ttf"),
    )
