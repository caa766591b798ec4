"""A font as it goes into a PDF: only the characters that were used, each of which comes out again as text."""

import zlib
from collections.abc import Iterable
from itertools import islice

from reportlab.pdfbase.ttfonts import TTFontFace

from journal.report.typefaces import Typeface

_MOST_IN_A_BLOCK = 100
_SYMBOLIC = 4


class EmbeddedFont:
    """The part of a font that one PDF needs. Characters are numbered as they are first used."""

    def __init__(self, typeface: Typeface) -> None:
        """Nothing used yet."""
        self.typeface = typeface
        self._codes = _Codes()

    def encoded(self, text: str) -> str:
        """The text as hexadecimal character codes; the font must have all of it."""
        return "".join(map(self._codes.__getitem__, text))

    @property
    def used(self) -> tuple[int, ...]:
        """The code points used, in the order of their codes, which begin at 1."""
        return tuple(map(ord, self._codes))

    @property
    def base_name(self) -> str:
        """The font's own name, marked as a subset."""
        own: str = self.typeface.parsed.name.decode("ascii")
        return f"AAAAAA+{own}"

    def program(self) -> bytes:
        """The font file cut down to the glyphs of what was used."""
        cut: bytes = self.typeface.parsed.makeSubset(list(self.used))
        return cut

    def glyphs(self) -> bytes:
        """For each code the number of its glyph in `program`, 16 bits each; code 0 is the missing glyph."""
        numbers = _numbers_in_subset(self.typeface.parsed, self.used)
        return b"".join(number.to_bytes(2, "big") for number in (0, *numbers))

    def widths(self) -> str:
        """The advances in the form of a PDF width array."""
        each = " ".join(f"{self.typeface.widths[chr(code)]:.6g}" for code in self.used)
        return f"[1 [{each}]]"

    def to_unicode(self) -> bytes:
        """The map by which a reader gets characters back from codes."""
        codes = enumerate(self.used, start=1)
        blocks = []
        while block := list(islice(codes, _MOST_IN_A_BLOCK)):
            lines = (
                f"<{code:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in block
            )
            blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n")
        return (_TO_UNICODE_HEAD + "".join(blocks) + _TO_UNICODE_TAIL).encode("ascii")

    def descriptor(self) -> str:
        """The entries of its font descriptor but for the font file."""
        face = self.typeface.parsed
        box = " ".join(f"{edge:.4g}" for edge in face.bbox)
        return (
            f"/Type/FontDescriptor/FontName/{self.base_name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {face.ascent:.4g}/Descent {face.descent:.4g}/CapHeight {face.capHeight:.4g}"
            f"/StemV {face.stemV:.4g}"
        )


class _Codes(dict[str, str]):
    def __missing__(self, character: str) -> str:
        code = self[character] = f"{len(self) + 1:04X}"
        return code


def _numbers_in_subset(face: TTFontFace, code_points: Iterable[int]) -> list[int]:
    """How `makeSubset` numbers glyphs: 0 is the missing one, the others in the order they are first asked for."""
    numbers = {0: 0}
    return [numbers.setdefault(face.charToGlyph[code], len(numbers)) for code in code_points]


_TO_UNICODE_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TO_UNICODE_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def compressed(entries: str, data: bytes) -> bytes:
    """A PDF stream object of the data, deflated; `entries` are further entries of its dictionary."""
    deflated = zlib.compress(data)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(deflated)}>>\nstream\n".encode("ascii")
    return head + deflated + b"\nendstream"
