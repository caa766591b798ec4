"""The sheet with the words holds them, numbered and dated, on one page that gives nothing else away."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from journal.domain.moments import at_instant
from journal.domain.printing import PaperSize
from journal.report.word_sheet import write_word_sheet
from journal.sealing.roots import RootKey
from journal.sealing.words import root_of, wordlist, words_of
from journal.services.wording import Wording
from tests.fakes import NOON

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
ROOT = RootKey(bytes(range(32)))
WORDS = words_of(ROOT)
TELLING = re.compile(
    rb"journal|diary|vault|abus|stalk|evidence|police|harass|incident|victim|proof|seal", re.IGNORECASE
)


def sheet(size: PaperSize = PaperSize.A4, words: tuple[str, ...] = WORDS) -> bytes:
    out = io.BytesIO()
    made = write_word_sheet(words, at_instant(NOON, "Europe/Paris"), size, out, Wording(), FONTS)
    assert (made.pages, made.size) == (1, len(out.getvalue()))
    return out.getvalue()


def text_of(pdf: bytes, *options: str) -> str:
    found = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("option", ["-layout", "-raw"])
def test_the_words_typed_off_the_sheet_are_the_root(size: PaperSize, option: str) -> None:
    text = text_of(sheet(size), option)

    words = text[text.index("2026") + 4 : text.index("Keep this")]
    assert root_of(words) == ROOT


@pytest.mark.parametrize(("size", "points"), [(PaperSize.A4, (595, 842)), (PaperSize.LETTER, (612, 792))])
def test_it_is_one_page_of_the_size_asked_for(size: PaperSize, points: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(sheet(size))) as pdf:
        assert len(pdf.pages) == 1
        assert tuple(round(float(edge)) for edge in pdf.pages[0].mediabox[2:]) == points


def test_t4_7_it_says_nothing_of_the_program_or_of_what_the_words_open() -> None:
    data = sheet()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)

    shown = text_of(data)
    assert not TELLING.search(shown.encode())
    assert not TELLING.search(plain.getvalue().replace(b"FontFile", b""))
    assert not re.search(rb"JOURN|reportlab", data)
    assert "22 November 2026" in shown
    assert "Keep this where only you go" in shown


def test_the_same_words_on_the_same_day_give_the_same_sheet() -> None:
    assert sheet() == sheet()


def test_the_longest_words_have_room_in_their_column() -> None:
    longest = tuple(sorted(wordlist(), key=len)[-24:])

    text = text_of(sheet(words=longest), "-layout")

    assert all(re.search(rf"\b{number} +{word}\b", text) for number, word in enumerate(longest, start=1))
