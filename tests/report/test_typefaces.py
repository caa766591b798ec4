"""The bundled fonts: the very files that were checked, free to be passed on, and what they cover."""

import hashlib
from itertools import pairwise

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from journal.report import typefaces
from journal.report.embedding import EmbeddedFont
from tests.report.logs import FONTS

FACES = typefaces.load(FONTS)


def test_every_font_is_the_file_its_checksum_names_and_has_its_licence() -> None:
    listed = dict(line.split("  ")[::-1] for line in (FONTS / "SHA256SUMS").read_text().splitlines())

    assert {path.name for path in FONTS.glob("*.ttf")} == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
        licence = FONTS / f"OFL-{name.split('-')[0]}.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text()


def test_together_they_weigh_little_enough_to_be_bundled() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 13_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Çà et là",
        "Привет",
        "Ελληνικά",
        "Tiếng Việt",
        "€ £ ₽ № ™ − … “”‘’ «»",
        "你好，ひらがなカタカナ",
        "★→✓",
        "🔪❤👁",
    ],
)
def test_they_cover_what_people_write_most(text: str) -> None:
    assert all(character in FACES.plain.visible or FACES.fallback(character) for character in text)


@pytest.mark.parametrize(
    "code", [0x00, 0x1B, 0xAD, 0x200B, 0x200E, 0x202E, 0x2066, 0x2060, 0xFEFF, 0x3164, 0xFE0F, 0xE0041]
)
def test_nothing_invisible_counts_as_covered(code: int) -> None:
    assert typefaces.is_hidden(chr(code))
    assert chr(code) not in FACES.plain.visible
    assert FACES.fallback(chr(code)) is None


def test_the_fonts_are_read_once() -> None:
    assert typefaces.load(FONTS) is FACES


def test_bold_covers_what_plain_covers() -> None:
    assert FACES.bold.visible == FACES.plain.visible


@pytest.mark.parametrize("face", FACES.all, ids=lambda face: face.key)
def test_each_code_of_an_embedded_font_draws_the_glyph_of_its_character(face: typefaces.Typeface) -> None:
    text = "".join(sorted(face.characters)[40:400:3])
    font = EmbeddedFont(face)
    codes = font.encoded(text)

    cut = _glyphs(font.program())
    numbers = font.glyphs()
    for place, character in enumerate(text):
        code = int(codes[4 * place : 4 * place + 4], 16)
        number = int.from_bytes(numbers[2 * code : 2 * code + 2], "big")
        whole = face.parsed.charToGlyph[ord(character)]
        assert _simple(cut[number]) == _simple(_outline(face.parsed, whole)), character


def test_text_comes_out_of_an_embedded_font_as_it_went_in() -> None:
    font = EmbeddedFont(FACES.emoji)

    assert font.encoded("🔪❤🔪") == "000100020001"
    assert b"<0001> <D83DDD2A>" in font.to_unicode()


def _glyphs(program: bytes) -> list[bytes]:
    """The outlines in a cut-down font file, by the loca table."""
    tables = {
        program[at : at + 4]: (
            int.from_bytes(program[at + 8 : at + 12], "big"),
            int.from_bytes(program[at + 12 : at + 16], "big"),
        )
        for at in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16)
    }
    head, loca, glyf = (
        program[start : start + size]
        for start, size in (tables[name] for name in (b"head", b"loca", b"glyf"))
    )
    width, factor = (4, 1) if head[51] else (2, 2)
    places = [int.from_bytes(loca[at : at + width], "big") * factor for at in range(0, len(loca), width)]
    return [glyf[start:end] for start, end in pairwise(places)]


def _outline(font: TTFontFace, glyph: int) -> bytes:
    start, end = font.glyphPos[glyph : glyph + 2]
    outline: bytes = font.get_table("glyf")[start:end]
    return outline


def _simple(outline: bytes) -> bytes:
    """An outline as far as it does not depend on how glyphs are numbered: of a composite one only its box."""
    composite = int.from_bytes(outline[:2], "big", signed=True) < 0 if outline else False
    return outline[:10] if composite else outline.rstrip(b"\0")
