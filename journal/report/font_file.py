"""One font of a file as HarfBuzz reads it: its characters and glyphs, how a text is shaped, and how it is cut down.

The only module that loads HarfBuzz; it is imported when something is printed, because a start must not wait for it.
"""

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import uharfbuzz as hb

from journal.report.shaped import Shaped


class FontFile:
    """A font that is open. `scale` turns its own units into thousandths of the type size."""

    def __init__(self, path: Path, index: int) -> None:
        """Open the file's font of that index."""
        self._path, self._index = path, index
        self.face = hb.Face(_contents(path), index)
        self.font = hb.Font(self.face)
        self.characters: hb.Set = self.face.unicodes
        self.scale: float = 1000 / self.face.upem

    def glyph(self, character: str) -> int:
        """The glyph a character has by itself; 0 is the missing one."""
        number: int | None = self.font.get_nominal_glyph(ord(character))
        return number or 0

    def advance(self, glyph: int) -> float:
        """How far the next glyph is from this one, in thousandths of the type size."""
        wide: int = self.font.get_glyph_h_advance(glyph)
        return wide * self.scale

    def shape(self, text: str, language: str, *, leftwards: bool) -> list[Shaped]:
        """The glyphs of a text from left to right; 0 is the missing one."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.direction = "rtl" if leftwards else "ltr"
        if language:
            buffer.language = language
        buffer.guess_segment_properties()
        if language and buffer.script == "Zyyy":
            buffer.script = "Hani"  # marks of Chinese and Japanese have their forms too
        hb.shape(self.font, buffer)
        scale = self.scale
        return [
            Shaped(
                info.codepoint,
                info.cluster,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
            )
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    @property
    def name(self) -> str:
        """The name the font has in PostScript."""
        return self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME, "en") or ""

    @property
    def heights(self) -> tuple[float, float]:
        """How far letters reach above the baseline, and (negative) below, in thousandths of the type size."""
        extents = self.font.get_font_extents("ltr")
        return extents.ascender * self.scale, extents.descender * self.scale

    @property
    def tables(self) -> frozenset[str]:
        """Which tables the file has."""
        return frozenset(self.face.table_tags)

    def table(self, tag: str) -> bytes:
        """One of the tables of the file."""
        data: bytes = self.face.reference_table(tag).data
        return data

    def begins(self, tag: str, size: int) -> bytes:
        """The first bytes of one of the tables, without a copy of the rest, which may be most of the file."""
        with self._path.open("rb") as file:
            start = _numbers(file, 12 + 4 * self._index, ">I")[0] if file.read(4) == b"ttcf" else 0
            (count,) = _numbers(file, start + 4, ">H")
            for entry in range(start + 12, start + 12 + 16 * count, 16):
                file.seek(entry)
                if file.read(4) == tag.encode("ascii"):
                    file.seek(_numbers(file, entry + 8, ">I")[0])
                    return file.read(size)
        return b""

    def cut(self, glyphs: Iterable[int], tables: frozenset[str]) -> tuple[bytes, dict[int, int]]:
        """A font of these glyphs alone, with those of the tables that are there, and how it numbers the glyphs."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(glyphs))
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode("ascii"), "big") for tag in self.face.table_tags if tag not in tables
        )
        plan = hb.SubsetPlan(self.face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def _numbers(file: BinaryIO, at: int, form: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(form, file.read(struct.calcsize(form)))


@lru_cache(maxsize=8)
def _contents(file: Path) -> hb.Blob:
    return hb.Blob.from_file_path(str(file))
