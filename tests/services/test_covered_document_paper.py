"""A document on a paper for the other person: pages as pictures, in the log and beside it, nothing hidden in them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.evidence import COVER, Box
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.ids import EvidenceId
from journal.domain.printing import PrintWish, Reader
from journal.report import verifier
from journal.services.errors import CoveredCopiesNeeded, PicturesNameWords
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.report.reading_back import as_text
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal
from tests.services.test_covered_pages import PLACE, SECRET, a_document, letter, pictures_in, seen

pytestmark = pytest.mark.slow

OTHER = PrintWish(Reader.OTHER)


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def on(_done: int, _total: int) -> bool:
    return True


def answered(journal: Journal, subject: EvidenceId, *answers: tuple[Box, ...] | None) -> None:
    for number, boxes in enumerate(answers, 1):
        seen(journal).answer(subject, number, boxes).result()
    journal.covering.pages.finish(subject).result()


def handed(journal: Journal, target: Path, form: Form = Form.FOLDER) -> dict[str, bytes]:
    journal.paperwork.hand_over(OTHER, Parcel(form), target, Wording(), on).result()
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }


def test_no_paper_is_made_before_a_document_was_looked_at(quick: Journal) -> None:
    subject = a_document(quick)
    quick.private_terms.write(()).result()
    seen(quick).answer(subject, 1, ()).result()

    with pytest.raises(CoveredCopiesNeeded):
        quick.paperwork.print_log(OTHER, Wording(), on).result()


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT])
def test_t6_3_its_pages_go_out_on_the_paper_and_as_one_file(
    quick: Journal, tmp_path: Path, form: Form
) -> None:
    quick.private_terms.write((SECRET,)).result()
    subject = a_document(quick, letter(SECRET, "Page two", "For nobody"), "letter.pdf")
    answered(quick, subject, (PLACE,), (), None)

    files = handed(quick, tmp_path / "out", form)

    (name,) = (each for each in files if each.endswith(("E1.pdf", "e1.pdf")))
    first, second = pictures_in(files[name])
    assert first.getpixel((PLACE.x, PLACE.y)) == COVER
    assert second.getextrema() != ((255, 255),) * 3
    paper = next(data for each, data in files.items() if "START" in each)
    text = as_text(paper)
    assert "page 1 of 2 of the document" in text
    assert "page 2 of 2 of the document" in text
    assert hashlib.sha256(files[name]).hexdigest() in text
    assert SECRET not in text
    for data in files.values():
        assert SECRET.encode() not in data
        assert b"letter.pdf" not in data
    assert verifier.check(tmp_path / "out").faults == []


def test_x06_what_was_left_out_of_a_document_changes_no_byte(tmp_path: Path) -> None:
    """Another address below the cover, another name of the file, and a page more that stays at home."""
    found = []
    for number, (data, name, answers) in enumerate(
        (
            (letter("12 Hidden Lane", "Page two"), "a.pdf", ((PLACE,), ())),
            (letter("7 Elsewhere Rd", "Not this", "Page two"), "other.pdf", ((PLACE,), None, ())),
        )
    ):
        home = tmp_path / str(number)
        home.mkdir()
        journal = quick_journal(JournalFolder(home / "Journal"), surroundings(FakeClock()))
        try:
            journal.private_terms.write(()).result()
            answered(journal, a_document(journal, data, name), *answers)
            found.append(handed(journal, home / "out"))
        finally:
            journal.close()

    assert found[0] == found[1]


def test_a_page_that_was_changed_again_stays_at_home_until_the_copy_is_made_anew(
    quick: Journal, tmp_path: Path
) -> None:
    quick.private_terms.write(()).result()
    subject = a_document(quick)
    answered(quick, subject, (), (), ())
    seen(quick).answer(subject, 1, (PLACE,)).result()

    assert not [name for name in handed(quick, tmp_path / "half") if name.endswith("E1.pdf")]

    quick.covering.pages.finish(subject).result()
    files = handed(quick, tmp_path / "whole")
    (name,) = (each for each in files if each.endswith("E1.pdf"))
    assert pictures_in(files[name])[0].getpixel((PLACE.x, PLACE.y)) == COVER


def test_t6_2_words_in_a_page_that_are_to_stay_private_are_found(quick: Journal) -> None:
    quick.private_terms.write((SECRET,)).result()
    subject = a_document(quick, letter("Page one", SECRET), "letter.pdf")
    answered(quick, subject, (), ())

    (hit,) = quick.in_pictures.find(OTHER, on).result().hits
    assert (hit.term, hit.picture) == (SECRET, subject)
    with pytest.raises(PicturesNameWords):
        quick.paperwork.print_log(OTHER, Wording(), on).result()

    seen(quick).answer(subject, 2, (PLACE,)).result()
    quick.covering.pages.finish(subject).result()
    assert quick.in_pictures.find(OTHER, on).result().hits == ()
    quick.paperwork.print_log(OTHER, Wording(), on).result().discard()
