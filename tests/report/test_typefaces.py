"""The bundled fonts: the very files that were checked, free to be passed on, and what they cover."""

import hashlib
import subprocess
import sys

import pytest
import regex
import uharfbuzz as hb

from journal.report import characters, typefaces
from journal.report.embedding import EmbeddedFont
from journal.report.shaping import Shaper
from tests.report.logs import FONTS

FACES = typefaces.load(FONTS)
LICENCES = {
    "NotoSansCJK": "OFL-NotoSansCJK.txt",
    "NotoEmoji": "OFL-NotoEmoji.txt",
    "Unifont": "OFL-Unifont.txt",
}


def test_every_font_is_the_file_its_checksum_names_and_has_its_licence() -> None:
    listed = dict(line.split("  ")[::-1] for line in (FONTS / "SHA256SUMS").read_text().splitlines())

    assert {path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttc", ".ttf"}} == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
        licence = FONTS / LICENCES.get(name.split("-")[0], "OFL-NotoSans.txt")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text()


def test_together_they_weigh_little_enough_to_be_bundled() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 26_000_000


@pytest.mark.parametrize("face", FACES.all, ids=lambda face: face.key)
def test_every_font_may_be_embedded(face: typefaces.Typeface) -> None:
    kind = int.from_bytes(face.opened.table("OS/2")[8:10], "big")

    assert kind == 0


@pytest.mark.parametrize(
    "text",
    [
        "Çà et là", "Привет", "Ελληνικά", "Tiếng Việt", "€ £ ₽ № ™ − … “”‘’ «»", "你好，ひらがなカタカナ",
        "𠮷𩸽", "안녕하세요", "★→✓", "🔪❤👁", "العربية ٠١٢ فارسی اردو", "עברית", "हिन्दी", "বাংলা", "ਪੰਜਾਬੀ",
        "ગુજરાતી", "ଓଡ଼ିଆ", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ไทย", "ລາວ", "မြန်မာ", "ខ្មែរ", "བོད་",
        "አማርኛ", "ქართული", "Հայերեն", "ᠮᠣᠩᠭᠣᠯ", "ދިވެހި", "ܣܘܪܝܝܐ", "ߒߞߏ", "ᏣᎳᎩ", "ᐃᓄᒃᑎᑐᑦ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "ꦗꦮ", "ᬩᬮᬶ",
        "𝓯𝓪𝓷𝓬𝔂", "ⓐ🄰①㊙", "♔♟⚀", "𓀀", "𝄞",
    ],
)  # fmt: skip
def test_they_cover_what_people_write(text: str) -> None:
    assert all(
        FACES.fallback(character) or characters.is_hidden(character) for character in text.replace(" ", "")
    )


def test_they_cover_every_script_but_rare_ideographs() -> None:
    covered = set().union(*(face.opened.characters for face in FACES.all))

    assert len(covered) > 74_000


def test_everything_that_unicode_lets_be_ignored_counts_as_hidden() -> None:
    ignorable = regex.compile(r"\p{Default_Ignorable_Code_Point}")

    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        if ignorable.match(chr(code)):
            assert characters.is_hidden(chr(code)), hex(code)


@pytest.mark.parametrize(
    "code", [0x00, 0x1B, 0xAD, 0x200B, 0x200E, 0x202E, 0x2066, 0x2060, 0xFEFF, 0x3164, 0xFE0F, 0xE0041]
)
def test_nothing_invisible_counts_as_covered(code: int) -> None:
    assert characters.is_hidden(chr(code))
    assert chr(code) not in FACES.plain.simple
    assert FACES.fallback(chr(code)) is None


def test_the_fonts_are_read_once_and_only_when_they_are_needed() -> None:
    assert typefaces.load(FONTS) is FACES

    program = (
        "import sys, pathlib\n"
        "from journal.report import typefaces\n"
        "from journal.report.typesetting import Style, Typesetter\n"
        "faces = typefaces.load(pathlib.Path(sys.argv[1]))\n"
        "assert not any('opened' in vars(each) for each in faces.all)\n"
        "Typesetter(faces).lines('Plain words only, ça va.', Style(10, 14), 200)\n"
        "assert [each.key for each in faces.all if 'opened' in vars(each)] == ['Plain']\n"
    )
    subprocess.run([sys.executable, "-c", program, str(FONTS)], check=True, timeout=60)


@pytest.mark.slow
def test_a_start_of_the_program_waits_for_no_font_and_no_shaper() -> None:
    program = "import sys, journal.app\nassert not {'reportlab', 'uharfbuzz', 'regex', 'icu4py'} & set(sys.modules)\n"

    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_bold_covers_what_plain_covers() -> None:
    assert FACES.bold.simple == FACES.plain.simple


@pytest.mark.parametrize("face", FACES.all, ids=lambda face: face.key)
def test_each_code_of_an_embedded_font_draws_the_glyph_it_was_given_for(face: typefaces.Typeface) -> None:
    font = EmbeddedFont(face)
    wanted = list(range(1, face.opened.face.glyph_count, max(face.opened.face.glyph_count // 60, 1)))[::-1]
    for glyph in wanted:
        font.code(glyph, "x")

    cut = hb.Font(hb.Face(hb.Blob(font._cut()[0])))
    numbers = font._cut()[1]
    places = font._glyph_numbers()
    for glyph, place in zip(wanted, places, strict=True):
        assert _outline(cut, numbers[glyph]) == _outline(face.opened.font, glyph)
        assert place == numbers[glyph] or font.compact


def test_text_comes_out_of_an_embedded_font_as_it_went_in() -> None:
    font = EmbeddedFont(FACES.plain)

    assert font.encoded("ab€a") == "0001000200030001"
    assert b"<0003> <20AC>" in font.to_unicode()


def test_one_glyph_that_stands_for_two_texts_has_two_codes() -> None:
    font = EmbeddedFont(FACES.han)
    one, other = (font.code(FACES.han.glyph(character), character) for character in "⼀一")

    assert FACES.han.glyph("⼀") == FACES.han.glyph("一")
    assert one != other


def test_a_ligature_stands_for_all_its_letters() -> None:
    font = EmbeddedFont(FACES.scripts[0])
    (span,) = Shaper(FACES).spans("لا", FACES.plain, levels=(1, 1))
    codes = [code for cluster in span.clusters for code in font.codes(cluster, leftwards=True)]

    assert codes == [("0001", True)]
    assert b"<0001> <06270644>" in font.to_unicode()  # in the order of the eye, which readers turn around


class _Recorder:
    """Remembers what is drawn with it."""

    def __init__(self) -> None:
        self.steps: list[object] = []

    def __getattr__(self, name: str) -> object:
        return lambda *points: self.steps.append((name, *points))


def _outline(font: hb.Font, glyph: int) -> list[object]:
    pen = _Recorder()
    font.draw_glyph_with_pen(glyph, pen)
    return pen.steps
