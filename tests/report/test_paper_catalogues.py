"""What stands on a paper in other languages than English."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from journal.report.layouts import write_blank_sheet
from journal.services.languages import PaperLanguages
from tests.report.logs import FONTS, a_log, a_row
from tests.report.paper_messages import ROOT, messages
from tests.report.reading_back import page_texts

FOLDER = ROOT / "resources" / "i18n" / "paper"
CATALOGUES = sorted(FOLDER.glob("*.po"))
named = pytest.mark.parametrize("path", CATALOGUES, ids=[path.stem for path in CATALOGUES])


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def test_there_is_german() -> None:
    assert [path.stem for path in CATALOGUES] == ["de"]


@named
def test_a_catalogue_has_every_sentence_that_can_stand_on_a_paper_and_no_other(path: Path) -> None:
    known = {(entry.id[0] if isinstance(entry.id, tuple) else entry.id) for entry in read(path) if entry.id}
    every = set(messages())

    assert sorted(every - known) == [], "not translated"
    assert sorted(known - every) == [], "no longer said"


@named
def test_a_catalogue_says_everything_with_the_same_places_to_fill(path: Path) -> None:
    plurals = messages()
    for entry in read(path):
        if not entry.id:
            continue
        one, *many = entry.id if isinstance(entry.id, tuple) else (str(entry.id),)
        said = entry.string if isinstance(entry.string, (tuple, list)) else (str(entry.string),)
        assert all(said), one
        assert plurals[one] == (many[0] if many else ""), one
        for each, of in zip(said, (one, *many), strict=True):
            assert _fields(each) == _fields(of), of
            assert each.count("\n") == of.count("\n"), of


def _fields(sentence: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", sentence))


@named
def test_the_diary_sheet_is_two_pages_with_what_to_do_below_its_rows(path: Path) -> None:
    words, out = PaperLanguages(FOLDER).words(path.stem), io.BytesIO()

    write_blank_sheet(a_log(a_row()), out, words, FONTS)

    pages = page_texts(out.getvalue())
    assert len(pages) == 2
    assert all(words.say("Diary sheet") in page for page in pages)
