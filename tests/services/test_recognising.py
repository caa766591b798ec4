"""A file that somebody has is known again when not a byte of it differs, and never when one does."""

import os
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.handing_over import Parcel
from journal.domain.moments import at_instant
from journal.domain.printing import Layout, PrintWish, Reader
from journal.domain.recognised import Likeness, Recognised
from journal.services.journal import Journal
from journal.services.recognised_words import recognised_words
from journal.services.recognising import FileNotRead
from journal.services.wording import Wording
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)
PASSWORD = "seven boats below the stairwell"


def recognised(journal: Journal, file: Path) -> Recognised:
    return journal.paperwork.recognise(file, on).result()


def saved(journal: Journal, target: Path, wish: PrintWish = WISH, password: str = "") -> Path:
    paper = journal.paperwork.print_log(wish, Wording(), on).result()
    journal.paperwork.save_paper(paper, target, password).result()
    paper.discard()
    return target


@pytest.fixture
def case(journal: Journal) -> Journal:
    write(journal, headline="The canary sings")
    return journal


def test_a_paper_is_known_by_its_bytes_whatever_it_is_called(case: Journal, tmp_path: Path) -> None:
    file = saved(case, tmp_path / "2026-11-22.pdf").rename(tmp_path / "scan (1).pdf.bin")

    found = recognised(case, file)

    assert found.likeness is Likeness.PAPER
    assert found.sha256 == sha256(file.read_bytes()).hexdigest()
    assert found.pages == len(pikepdf.open(file).pages)
    assert found.record > 0


@pytest.mark.parametrize(
    "layout", [Layout.LOG, Layout.SHORT, Layout.OVERVIEW, Layout.STATEMENT, Layout.REGISTER]
)
def test_a_paper_that_was_changed_still_bears_its_seal_and_is_told_apart(
    case: Journal, tmp_path: Path, layout: Layout
) -> None:
    saved(case, tmp_path / "first.pdf")
    file = saved(case, tmp_path / "2026-11-22.pdf", PrintWish(Reader.POLICE, layout=layout))
    record = recognised(case, file).record
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(file) as pdf:
        pdf.docinfo["/Title"] = "another"
        pdf.save(changed)

    found = recognised(case, changed)

    assert found.likeness is Likeness.BEARS_SEAL
    assert 0 < found.record < record, "the record that was sealed is before that of the finished paper"
    assert found.record > recognised(case, tmp_path / "first.pdf").record


def test_a_paper_without_its_first_pages_is_known_by_the_foot_of_the_others(
    case: Journal, tmp_path: Path
) -> None:
    file, rest = saved(case, tmp_path / "2026-11-22.pdf"), tmp_path / "rest.pdf"
    with pikepdf.open(file) as pdf:
        del pdf.pages[0]
        pdf.save(rest)

    assert recognised(case, rest).likeness is Likeness.BEARS_SEAL


def test_a_copy_under_a_password_is_known_without_the_password_and_after_it_was_moved(
    case: Journal, tmp_path: Path
) -> None:
    file = saved(case, tmp_path / "2026-11-22.pdf", password=PASSWORD)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = file.rename(elsewhere / "x.pdf")
    case.outputs.lying().result()  # which forgets what is not there any more

    found = recognised(case, moved)

    assert (found.likeness, found.pages > 0) == (Likeness.LOCKED, True)
    moved.write_bytes(moved.read_bytes() + b"\n")
    assert recognised(case, moved).likeness is Likeness.NONE


def test_an_archive_under_a_password_is_known_too(case: Journal, tmp_path: Path) -> None:
    top = tmp_path / "2026-11-22.zip"
    made = case.paperwork.hand_over(WISH, Parcel(password=PASSWORD), top, Wording(), on).result()

    found = recognised(case, made.place)

    assert (found.likeness, found.pages) == (Likeness.LOCKED, made.pages)


def test_what_was_handed_over_is_known_file_by_file(case: Journal, tmp_path: Path) -> None:
    original = b"From: a\r\n\r\nthe very bytes \xff"
    source = tmp_path / "mail.eml"
    source.write_bytes(original)
    evidence = case.add_files([source], Method.FILE, on).result().evidence
    write(case, headline="With a mail", evidence=evidence)
    top = tmp_path / "2026-11-22"
    case.paperwork.hand_over(WISH, Parcel(), top, Wording(), on).result()
    files = {path: recognised(case, path).likeness for path in top.rglob("*") if path.is_file()}

    assert files[top / "1 START HERE.pdf"] is Likeness.PAPER
    given = [path for path, likeness in files.items() if likeness is Likeness.ORIGINAL]
    assert [path.read_bytes() for path in given] == [original]
    assert recognised(case, given[0]).name == "mail.eml"
    assert recognised(case, given[0]).reference.endswith("/1")
    given[0].write_bytes(original + b" ")
    assert recognised(case, given[0]).likeness is Likeness.NONE


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + os.urandom(20_000), b"words", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_paper_is_not_known_and_does_no_harm(case: Journal, tmp_path: Path, data: bytes) -> None:
    saved(case, tmp_path / "2026-11-22.pdf")
    (tmp_path / "x.pdf").write_bytes(data)

    assert recognised(case, tmp_path / "x.pdf").likeness is Likeness.NONE


def test_what_cannot_be_read_is_said(case: Journal, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "none.pdf", tmp_path / "pipe"):
        with pytest.raises(FileNotRead):
            recognised(case, place)


def test_a_long_file_can_be_given_up(case: Journal, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(bytes(3 << 20))
    with pytest.raises(Cancelled):
        case.paperwork.recognise(tmp_path / "film.mp4", lambda done, of: done < of // 2).result()


@pytest.mark.parametrize("likeness", list(Likeness))
def test_every_answer_has_words_of_its_own(likeness: Likeness) -> None:
    words = Wording()
    at = at_instant(1_795_000_000_000, "Europe/Berlin")

    said = {
        each: recognised_words(words, Recognised(each, "ab" * 32, 41, 0, 2, "a.png", "ML/7"), at)
        for each in Likeness
    }

    assert list(said.values()).count(said[likeness]) == 1
    assert ("Not a byte of it was changed." in said[likeness]) is likeness.is_same
