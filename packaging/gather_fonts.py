"""Make the fonts in resources/fonts that print every script, from the files of three Debian packages.

A developer's tool, run once per release of those fonts in an environment that has uharfbuzz:

    apt-get download fonts-noto-core fonts-noto-cjk fonts-unifont
    for package in fonts-*.deb; do dpkg -x "$package" unpacked; done
    python packaging/gather_fonts.py unpacked

Hints for screens and what other fonts here have already are left out; the shapes are untouched. NotoSans-Regular,
NotoSans-Bold and NotoEmoji-Regular are kept as they were published.
"""

import hashlib
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import uharfbuzz as hb

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

_NOTO = Path("usr/share/fonts/truetype/noto")
_CJK = Path("usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_SIMPLIFIED = 2
_UNIFONT = [Path("usr/share/fonts/opentype/unifont") / name for name in ("unifont.otf", "unifont_upper.otf")]

_EVERYDAY = (
    "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada",
    "Malayalam", "Sinhala", "Thai", "Lao", "Myanmar", "Khmer", "Ethiopic", "Georgian", "Armenian", "Mongolian", "Math",
    "Symbols", "Symbols2",
)  # fmt: skip
"""What is asked first, in this order; the rest by name, faces with serifs last."""

_OTHER_STYLES = ("Mono", "Display", "Nastaliq", "Kufi", "Naskh", "Looped", "Rashi", "NotoSans-", "NotoSerif-")
_HEAVY = ("SignWriting", "Tangut")
"""Eight megabytes for what hardly anybody writes; the last resort has them too."""

_HELPERS = {0x20, 0xA0, 0x200C, 0x200D, 0x25CC}
"""What shaping needs beside a script's own characters."""

_TABLE = struct.Struct(">4sIII")


def main(unpacked: Path) -> int:
    """Write the three collections and the list of checksums."""
    known = _characters(_face(FONTS / "NotoSans-Regular.ttf"))
    cjk = _face(unpacked / _CJK, _SIMPLIFIED)
    scripts = []
    for path in _script_files(unpacked / _NOTO):
        face = _face(path)
        if _characters(face) - known - _characters(cjk):
            scripts.append(_cut(face, _own(face, _characters(_face(FONTS / "NotoSans-Regular.ttf")))))
            known |= _characters(face)
    known |= _characters(cjk) | _characters(_face(FONTS / "NotoEmoji-Regular.ttf"))
    rest = [
        _cut(face, _characters(face) - known) for face in map(_face, (unpacked / each for each in _UNIFONT))
    ]
    (FONTS / "NotoSans-Scripts.ttc").write_bytes(_collection(scripts))
    (FONTS / "NotoSansCJK-Regular.otf").write_bytes(_cut(cjk, None))
    (FONTS / "Unifont-Rest.ttc").write_bytes(_collection(rest))
    _list_checksums()
    return 0


def _script_files(folder: Path) -> Iterator[Path]:
    first = [folder / f"NotoSans{script}-Regular.ttf" for script in _EVERYDAY]
    yield from first
    others = (path for path in folder.glob("*-Regular.ttf") if path not in first)
    for path in sorted(others, key=lambda path: ("Serif" in path.name, path.name)):
        if not any(part in path.name for part in (*_OTHER_STYLES, *_HEAVY)):
            yield path


def _face(path: Path, index: int = 0) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(path)), index)


def _characters(face: hb.Face) -> set[int]:
    return set(face.unicodes)


def _own(face: hb.Face, plain: set[int]) -> set[int]:
    """What a script's font has that the plain one lacks; marks always, because they must fit their letters."""
    mine = _characters(face)
    return {code for code in mine if code not in plain or unicodedata.category(chr(code))[0] == "M"} | (
        _HELPERS & mine
    )


def _cut(face: hb.Face, characters: Iterable[int] | None) -> bytes:
    """The font without hints, with those characters only, or (None) with all of its glyphs under their numbers."""
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    if characters is not None:
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).clear()
        codes = wanted.sets(hb.SubsetInputSets.UNICODE)
        codes.clear()
        codes.update(characters)
    data: bytes = hb.SubsetPlan(face, wanted).execute().blob.data
    return data


def _collection(fonts: list[bytes]) -> bytes:
    """Several fonts in one file; tables that are the same in some stand there once."""
    heads = [12 + 4 * len(fonts)]
    for font in fonts:
        heads.append(heads[-1] + 12 + 16 * _count(font))
    out = bytearray(struct.pack(f">4sII{len(fonts)}I", b"ttcf", 0x10000, len(fonts), *heads[:-1]))
    body, places = bytearray(), dict[bytes, int]()
    for font in fonts:
        out += font[:12]
        for tag, check, offset, length in _TABLE.iter_unpack(font[12 : 12 + 16 * _count(font)]):
            table = font[offset : offset + length]
            if table not in places:
                places[table] = heads[-1] + len(body)
                body += table + b"\0" * (-length % 4)
            out += _TABLE.pack(tag, check, places[table], length)
    return bytes(out + body)


def _count(font: bytes) -> int:
    return int.from_bytes(font[4:6], "big")


def _list_checksums() -> None:
    files = sorted(path for path in FONTS.iterdir() if path.suffix in {".otf", ".ttc", ".ttf"})
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (FONTS / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
