"""A font as it goes into a PDF: only the glyphs that were used, each of which comes out again as text."""

import struct
import zlib
from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from journal.report.shaping import Cluster
from journal.report.typefaces import Typeface

MOST_CODES = 65_000
"""A font that has given out so many codes is full; what is set next needs another."""

_MOST_IN_A_BLOCK = 100
_LONGEST_TEXT = 12
_SYMBOLIC = 4
_CFF_HEAD = 200
_NOTHING = "\u200b"
"""What a glyph stands for whose text another one has; pages say too that it is to be passed over."""
_NEEDED = frozenset(("CFF ", "glyf", "head", "hhea", "hmtx", "loca", "maxp"))


class EmbeddedFont:
    """The part of a font that one PDF needs. What is set is numbered as it is first used, from 1."""

    def __init__(self, typeface: Typeface, name: str = "") -> None:
        """Nothing used yet. `name` is how pages call it."""
        self.typeface = typeface
        self.name = name or typeface.key
        self._numbers: dict[tuple[int, str], int] = {}
        self._codes = _Codes(self)

    def encoded(self, text: str) -> str:
        """Simple characters as hexadecimal codes; the font must have all of them."""
        return "".join(map(self._codes.__getitem__, text))

    def codes(self, cluster: Cluster, *, leftwards: bool = False) -> list[tuple[str, bool]]:
        """The hexadecimal codes of a cluster's glyphs; together they stand for its text in the order of the eye.

        With each whether it stands for any of it.
        """
        if len(cluster.glyphs) == 1:
            text = cluster.text[::-1] if leftwards else cluster.text
            return [(self.code(cluster.glyphs[0].glyph, text), True)]
        shares = _shared_leftwards(cluster) if leftwards else _shared(cluster)
        return [
            (self.code(glyph.glyph, share), bool(share))
            for glyph, share in zip(cluster.glyphs, shares, strict=True)
        ]

    def code(self, glyph: int, text: str) -> str:
        """The code of a glyph that stands for a text; the same glyph has another code for another text."""
        return f"{self._numbers.setdefault((glyph, text), len(self._numbers) + 1):04X}"

    @property
    def full(self) -> bool:
        """Whether hardly any codes are left."""
        return len(self._numbers) >= MOST_CODES

    @property
    def used(self) -> tuple[tuple[int, str], ...]:
        """The glyphs used and what they stand for, in the order of their codes."""
        return tuple(self._numbers)

    @property
    def base_name(self) -> str:
        """The font's own name, marked as a subset."""
        own = self.typeface.opened.name or self.typeface.key
        return f"AAAAAA+{''.join(each for each in own if each.isalnum() or each == '-')}"

    @cached_property
    def compact(self) -> bool:
        """Whether its outlines are in Adobe's compact form, which PDF embeds by themselves."""
        return "CFF " in self.typeface.opened.tables

    def program(self) -> bytes:
        """The font file cut down to the glyphs that were used; of a compact one only the outlines."""
        font, _numbers = self._cut()
        return _table(font, b"CFF ") if self.compact else font

    def glyphs(self) -> bytes:
        """For each code the number of its glyph in `program`, 16 bits each; code 0 is the missing glyph."""
        return b"".join(number.to_bytes(2, "big") for number in (0, *self._glyph_numbers()))

    def encoding(self) -> bytes:
        """The same as a map of characters, which is what fonts in the compact form need."""
        numbers = enumerate(self._glyph_numbers(), start=1)
        lines = [f"<{code:04X}> {number}" for code, number in numbers]
        return _character_map(_ENCODING_NAME, _blocks(lines, "cidchar"))

    def widths(self) -> str:
        """The advances in the form of a PDF width array, which counts by the numbers of a character map."""
        advances = [f"{self.typeface.advance(glyph):.6g}" for glyph, _text in self._numbers]
        if not self.compact:
            return f"[1 [{' '.join(advances)}]]"
        by_number = dict(zip(self._glyph_numbers(), advances, strict=True))
        return f"[{' '.join(f'{number} [{by_number[number]}]' for number in sorted(by_number))}]"

    def to_unicode(self) -> bytes:
        """The map by which a reader gets characters back from codes."""
        texts = ((code, text or _NOTHING) for code, (_glyph, text) in enumerate(self._numbers, start=1))
        lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts]
        return _character_map(_TO_UNICODE_NAME, _blocks(lines, "bfchar"))

    def descriptor(self) -> str:
        """The entries of its font descriptor but for the font file."""
        file = self.typeface.opened
        box = " ".join(f"{edge * file.scale:.4g}" for edge in struct.unpack(">4h", file.table("head")[36:44]))
        ascent, descent = file.heights
        return (
            f"/Type/FontDescriptor/FontName/{self.base_name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {ascent:.4g}/Descent {descent:.4g}/CapHeight 714/StemV 80"
        )

    def _cut(self) -> tuple[bytes, dict[int, int]]:
        return self.typeface.opened.cut((glyph for glyph, _text in self._numbers), _NEEDED)

    def _glyph_numbers(self) -> list[int]:
        """How the glyphs used are called in `program`, in the order of their codes.

        An outline font in compact form that names its glyphs by number keeps those numbers when it is cut.
        """
        if self.compact and _names_by_number(self.typeface.opened.begins("CFF ", _CFF_HEAD)):
            return [glyph for glyph, _text in self._numbers]
        numbers = self._cut()[1]
        return [numbers[glyph] for glyph, _text in self._numbers]


class _Codes(dict[str, str]):
    """The codes of simple characters."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> str:
        code = self[character] = self._font.code(self._font.typeface.glyph(character), character)
        return code


def _shared(cluster: Cluster) -> list[str]:
    """A cluster's text shared out in order: to all its glyphs where they are as many, else to those that take room."""
    text, glyphs = cluster.text, cluster.glyphs
    if len(text) == len(glyphs):
        return list(text)
    widest = sorted(range(len(glyphs)), key=lambda at: -glyphs[at].advance)
    room = sum(glyph.advance > 0 for glyph in glyphs) or 1
    chosen = sorted(widest[: min(room, len(text))])
    shares = [""] * len(glyphs)
    for number, at in enumerate(chosen):
        shares[at] = text[len(text) * number // len(chosen) : len(text) * (number + 1) // len(chosen)]
    return shares


def _shared_leftwards(cluster: Cluster) -> list[str]:
    """All of it to the widest glyph, turned as readers turn it back; a pile of marks each to its own."""
    text, glyphs = cluster.text[::-1], cluster.glyphs
    if len(text) > _LONGEST_TEXT and len(text) == len(glyphs):
        return list(text)
    widest = max(range(len(glyphs)), key=lambda at: glyphs[at].advance)
    return [text if at == widest else "" for at in range(len(glyphs))]


def _table(font: bytes, tag: bytes) -> bytes:
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[at : at + 4] == tag:
            offset, length = struct.unpack(">II", font[at + 8 : at + 16])
            return font[offset : offset + length]
    return b""


def _names_by_number(data: bytes) -> bool:
    """Whether a compact font is keyed by numbers: its top dictionary then begins with operator 12 30 (ROS)."""
    return b"\x0c\x1e" in data[data[2] :]


def _blocks(lines: Iterable[str], kind: str) -> str:
    left = iter(lines)
    found = []
    while block := list(islice(left, _MOST_IN_A_BLOCK)):
        found.append(f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}\n")
    return "".join(found)


_TO_UNICODE_NAME = ("Adobe", "UCS", "Adobe-Identity-UCS", 2)
_ENCODING_NAME = ("Adobe", "Identity", "Codes", 1)


def _character_map(name: tuple[str, str, str, int], blocks: str) -> bytes:
    registry, ordering, own, kind = name
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({registry}) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{own} def
/CMapType {kind} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode("ascii")


def compressed(entries: str, data: bytes, effort: int = zlib.Z_DEFAULT_COMPRESSION) -> bytes:
    """A PDF stream object of the data, deflated; `entries` are further entries of its dictionary."""
    deflated = zlib.compress(data, effort)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(deflated)}>>\nstream\n".encode("ascii")
    return head + deflated + b"\nendstream"
