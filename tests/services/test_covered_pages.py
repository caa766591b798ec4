"""A document leaves as pictures of pages that somebody has seen, with what is private covered, and as nothing else."""

import io
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from journal.domain.errors import Cancelled
from journal.domain.evidence import COVER, Box, CoveredPage, Derived
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.printing import PrintWish, Reader
from journal.pictures.refusal import PictureRefused, Refusal
from journal.services import covered_pages
from journal.services.errors import CoverOutside, PageNotSeen, TooManyPages
from journal.services.journal import Journal
from tests.commands import needed
from tests.fakes import FakeClock
from tests.pictures import samples
from tests.services.conftest import surroundings
from tests.services.looking import covered_copy
from tests.services.quick import quick_journal
from tests.services.test_covering import entry, jpeg, media, noise

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.OTHER)
SECRET = "12 Hidden Lane"
PLACE = Box(180, 200, 500, 80)
"""Where the secret stands on a drawn page: 72 points from the left, 92 from the top, at 200 dots per inch."""

A4 = (1654, 2339)


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def letter(*pages: str, picture: bytes | None = None) -> bytes:
    """A document that says a lot: a text on each page, a title, a link, an author, a bookmark."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=True)
    canvas.setTitle(SECRET)
    canvas.setAuthor(SECRET)
    for text in pages:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 750, text)
        canvas.drawString(72, 400, "Dear Sir or Madam")
        canvas.linkURL(f"https://example.org/{SECRET}", (72, 700, 200, 720))
        canvas.bookmarkPage(text)
        canvas.addOutlineEntry(text, text)
        if picture is not None:
            canvas.drawImage(ImageReader(io.BytesIO(picture)), 100, 100, 200, 300)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_document(journal: Journal, data: bytes | None = None, name: str = f"{SECRET}.pdf") -> EvidenceId:
    return entry(journal, (data or letter(SECRET, "Page two", "Page three"), name))[1][0]


class Seen:
    """Answers only what was looked at before, as the window does."""

    def __init__(self, journal: Journal) -> None:
        self._pages = journal.covering.pages

    def answer(
        self, subject: EvidenceId, number: int, boxes: tuple[Box, ...] | None
    ) -> "Future[covered_pages.Document]":
        """Look at that page, if it is to go along, and answer."""
        if boxes is not None:
            self._pages.page(subject, number).exception()
        return self._pages.answer(subject, number, boxes)


def seen(journal: Journal) -> Seen:
    return Seen(journal)


def picture_of(page: Pixels) -> Image.Image:
    return Image.frombytes("RGB", (page.width, page.height), page.rgb)


def pictures_in(data: bytes) -> list[Image.Image]:
    """The pictures of a PDF's pages, as another program takes them out."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as whole:
        for page in whole.pages:
            picture = page.obj["/Resources"]["/XObject"]["/P"]
            assert isinstance(picture, pikepdf.Stream)
            found.append(pikepdf.PdfImage(picture).as_pil_image().convert("RGB"))
    return found


# Looking


def test_a_document_waits_to_be_looked_at_page_by_page(quick: Journal) -> None:
    subject = a_document(quick)

    looked = quick.covering.looked(WISH).result()
    document = quick.covering.pages.document(subject).result()

    assert ([piece.id for piece in looked.undecided], looked.cannot) == ([subject], ())
    assert (document.answers, document.is_made) == ((None, None, None), False)


def test_a_page_is_shown_as_fine_as_print_needs_it(quick: Journal) -> None:
    subject = a_document(quick)

    page = quick.covering.pages.page(subject, 1).result()

    assert (page.width, page.height) == A4
    black = picture_of(page).crop((PLACE.x, PLACE.y, PLACE.x + PLACE.width, PLACE.y + PLACE.height))
    assert min(black.convert("L").tobytes()) < 60


def test_every_answer_is_kept_at_once_and_still_there_the_next_evening(
    folder: JournalFolder, clock: FakeClock
) -> None:
    journal = quick_journal(folder, surroundings(clock))
    subject = a_document(journal)
    seen(journal).answer(subject, 1, (PLACE,)).result()
    seen(journal).answer(subject, 3, None).result()
    journal.close()

    again = quick_journal(folder, surroundings(clock, seed=9))
    try:
        first, second, third = again.covering.pages.document(subject).result().answers
    finally:
        again.close()

    assert first is not None
    assert (first.covers, first.left_out) == ((PLACE,), False)
    assert second is None
    assert third is not None
    assert third.left_out


# The copy


def test_x02_the_copy_is_made_of_pictures_of_pages_alone(
    quick: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    subject = a_document(quick)
    shown = [quick.covering.pages.page(subject, number).result() for number in (1, 2, 3)]
    seen(quick).answer(subject, 1, (PLACE,)).result()
    seen(quick).answer(subject, 2, ()).result()
    seen(quick).answer(subject, 3, ()).result()
    made = quick.covering.pages.finish(subject).result()

    data = covered_copy(quick, subject)
    first, second, third = pictures_in(data)

    assert made is not None
    assert made.kind is Derived.COVERED
    assert made.pages == (
        CoveredPage(1, *A4, (PLACE,)),
        CoveredPage(2, *A4),
        CoveredPage(3, *A4),
    )
    corner = (PLACE.x, PLACE.y, PLACE.x + PLACE.width, PLACE.y + PLACE.height)
    assert first.crop(corner).getcolors() == [(PLACE.width * PLACE.height, COVER)]
    uncovered = picture_of(shown[0])
    uncovered.paste(COVER, corner)
    assert first.tobytes() == uncovered.tobytes()
    assert [second.tobytes(), third.tobytes()] == [shown[1].rgb, shown[2].rgb]


def test_x03_nothing_but_pixels_is_in_the_copy(quick: Journal, folder: JournalFolder, tmp_path: Path) -> None:
    subject = a_document(quick)
    for number in (1, 2, 3):
        seen(quick).answer(subject, number, ()).result()
    quick.covering.pages.finish(subject).result()

    path = tmp_path / "copy.pdf"
    path.write_bytes(covered_copy(quick, subject))

    text = subprocess.run([needed("pdftotext"), path, "-"], check=True, capture_output=True).stdout
    assert text.strip() == b""
    subprocess.run([needed("qpdf"), "--check", path], check=True, capture_output=True)
    with pikepdf.open(path) as whole:
        assert set(whole.trailer.keys()) == {"/Size", "/Root"}
        assert set(whole.Root.keys()) == {"/Type", "/Pages"}
        assert {key for page in whole.pages for key in page.obj.keys()} == {  # noqa: SIM118 - not a dict
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Contents",
            "/Resources",
        }
        assert len(whole.objects) == 2 + 3 * 3  # a page, what it draws, and its picture
    assert SECRET.encode() not in path.read_bytes()


def test_x06_documents_that_differ_only_in_what_is_covered_give_the_same_bytes(
    quick: Journal, folder: JournalFolder
) -> None:
    """One has another address, and a page more that is left out."""
    first = a_document(quick, letter("12 Hidden Lane", "Page two"))
    second = a_document(quick, letter("7 Elsewhere Rd", "Nothing for you", "Page two"), "other.pdf")
    answers: tuple[tuple[EvidenceId, tuple[tuple[Box, ...] | None, ...]], ...] = (
        (first, ((PLACE,), ())),
        (second, ((PLACE,), None, ())),
    )
    for subject, said in answers:
        for number, boxes in enumerate(said, 1):
            seen(quick).answer(subject, number, boxes).result()
        quick.covering.pages.finish(subject).result()

    assert covered_copy(quick, first) == covered_copy(quick, second)


def test_in_a_scan_a_box_grows_to_all_that_holds_traces_of_it(quick: Journal, folder: JournalFolder) -> None:
    """A photo of 200 x 300 pixels is 200 x 300 points large here: a pixel of it is 2.8 of the page."""
    left, top = 278 + 250, 1228 + 400  # of the box, on the page
    box = Box(left, top, 30, 20)
    copies: list[bytes] = []
    places: list[Box] = []
    for seed in (1, 2):
        picture = noise((200, 300), 7)
        at = (round(250 / 2.78), round(400 / 2.78))
        picture.paste(noise((8, 5), seed), (at[0] + 1, at[1] + 1))
        subject = a_document(quick, letter("Scan", picture=jpeg(picture)), f"{seed}.pdf")
        seen(quick).answer(subject, 1, (box,)).result()
        made = quick.covering.pages.finish(subject).result()
        assert made is not None
        copies.append(covered_copy(quick, subject))
        places += made.pages[0].covers

    assert [(grown.x, grown.y) for grown in places] == [(left - 53, top - 53)] * 2
    assert copies[0] == copies[1]


def test_a_box_beside_the_pictures_of_a_page_stays_as_it_was_drawn(quick: Journal) -> None:
    subject = a_document(quick, letter("Scan", picture=jpeg(noise((200, 300), 7))))

    answers = seen(quick).answer(subject, 1, (PLACE,)).result().answers

    assert answers[0] is not None
    assert answers[0].covers == (PLACE,)


def test_what_has_grown_does_not_grow_again(quick: Journal) -> None:
    subject = a_document(quick, letter("Scan", picture=jpeg(noise((200, 300), 7))))
    (first,) = seen(quick).answer(subject, 1, (Box(500, 1500, 40, 40),)).result().answers
    assert first is not None

    (second,) = seen(quick).answer(subject, 1, (*first.covers, PLACE)).result().answers

    assert second is not None
    assert second.covers == (*first.covers, PLACE)


def test_a_page_that_nobody_has_looked_at_does_not_go_out(
    quick: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    subject = a_document(quick)
    shown = quick.covering.pages.page(subject, 2).result()
    seen(quick).answer(subject, 2, ()).result()

    made = quick.covering.pages.finish(subject).result()

    assert made is not None
    assert [page.number for page in made.pages] == [2]
    (only,) = pictures_in(covered_copy(quick, subject))
    assert only.tobytes() == shown.rgb


def test_a_document_of_which_no_page_is_shown_is_left_out(quick: Journal, folder: JournalFolder) -> None:
    subject = a_document(quick)
    kept = media(folder)

    assert quick.covering.pages.finish(subject).result() is None

    looked = quick.covering.looked(WISH).result()
    assert [piece.id for piece in looked.left_out] == [subject]
    assert media(folder) == kept


def test_a_finished_document_is_looked_at_again_with_its_answers(quick: Journal) -> None:
    subject = a_document(quick)
    seen(quick).answer(subject, 1, (PLACE,)).result()
    seen(quick).answer(subject, 2, ()).result()
    quick.covering.pages.finish(subject).result()

    document = quick.covering.pages.document(subject).result()
    first, second, third = document.answers

    assert document.is_made
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.covers, second.covers, third.left_out) == ((PLACE,), (), True)
    assert [piece.id for piece in quick.covering.looked(WISH).result().covered] == [subject]


def test_changing_one_answer_makes_a_new_copy_with_the_other_pages_as_they_were(quick: Journal) -> None:
    subject = a_document(quick)
    for number in (1, 2, 3):
        seen(quick).answer(subject, number, (PLACE,)).result()
    first = quick.covering.pages.finish(subject).result()

    assert not seen(quick).answer(subject, 2, None).result().is_made
    second = quick.covering.pages.finish(subject).result()

    assert first is not None
    assert second is not None
    assert [page.number for page in second.pages] == [1, 3]
    assert quick.piece(subject).result().covered == second


def test_a_page_that_was_never_shown_cannot_be_let_out(quick: Journal) -> None:
    subject = a_document(quick)
    quick.covering.pages.page(subject, 1).result()

    with pytest.raises(PageNotSeen) as refused:
        quick.covering.pages.answer(subject, 2, ()).result()

    assert refused.value.number == 2
    assert quick.covering.pages.document(subject).result().answers == (None, None, None)


# What goes wrong


@pytest.mark.parametrize("box", [Box(0, 0, 0, 5), Box(1650, 0, 20, 20), Box(-1, 0, 5, 5)])
def test_a_box_outside_the_page_is_refused_and_nothing_is_kept(quick: Journal, box: Box) -> None:
    subject = a_document(quick)

    with pytest.raises(CoverOutside):
        seen(quick).answer(subject, 1, (box,)).result()

    assert quick.covering.pages.document(subject).result().answers == (None, None, None)


def test_a_page_that_is_drawn_in_another_size_than_was_seen_does_not_go_out(
    quick: Journal, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = a_document(quick)
    for number in (1, 2):
        seen(quick).answer(subject, number, (PLACE,)).result()
    kept = media(folder)
    monkeypatch.setattr(covered_pages, "DOTS_PER_INCH", 100)

    with pytest.raises(CoverOutside):
        quick.covering.pages.finish(subject).result()

    assert media(folder) == kept
    first, second, _third = quick.covering.pages.document(subject).result().answers
    assert first is None
    assert second is not None


def test_giving_up_half_way_leaves_no_copy_and_no_answer_is_lost(
    quick: Journal, folder: JournalFolder
) -> None:
    subject = a_document(quick)
    for number in (1, 2, 3):
        seen(quick).answer(subject, number, ()).result()
    kept = media(folder)

    with pytest.raises(Cancelled):
        quick.covering.pages.finish(subject, lambda done, _all: done < 2).result()

    assert media(folder) == kept
    assert quick.piece(subject).result().covered is None
    assert None not in quick.covering.pages.document(subject).result().answers


def test_more_pages_than_a_paper_holds_are_refused(quick: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covered_pages, "MOST_PAGES", 2)
    subject = a_document(quick)
    for number in (1, 2, 3):
        seen(quick).answer(subject, number, ()).result()

    with pytest.raises(TooManyPages) as refused:
        quick.covering.pages.finish(subject).result()

    assert (refused.value.count, refused.value.most) == (3, 2)
    seen(quick).answer(subject, 3, None).result()
    assert quick.covering.pages.finish(subject).result() is not None


def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as whole:
        whole.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: encrypted(letter("One")), Refusal.NEEDS_PASSWORD),
        (lambda: letter("One")[:400], Refusal.DAMAGED),
        (lambda: b"%PDF-1.7\nnothing of the kind", Refusal.DAMAGED),
    ],
    ids=["locked", "cut short", "none at all"],
)
def test_what_does_not_open_is_refused_and_can_be_left_out(
    quick: Journal, data: Callable[[], bytes], reason: Refusal
) -> None:
    subject = a_document(quick, data())

    for asked in (
        quick.covering.pages.document(subject),
        quick.covering.pages.page(subject, 1),
        seen(quick).answer(subject, 1, ()),
        quick.covering.pages.finish(subject),
    ):
        with pytest.raises(PictureRefused) as refused:
            asked.result()
        assert refused.value.reason is reason
    quick.covering.leave_out(subject).result()

    assert [piece.id for piece in quick.covering.looked(WISH).result().left_out] == [subject]


def test_a_page_that_cannot_be_drawn_can_only_be_left_out(quick: Journal, folder: JournalFolder) -> None:
    broken = samples.pdf_pages(b"0 0 9 9 re f", b"0 0 9 9 re f").replace(
        b"6 0 R/Resources<<>>>>", b"6 0 R/Resources<<>>/UserUnit 0/Rotate 5>>", 1
    )
    broken = broken.replace(
        b"5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]",
        b"5 0 obj\n[/Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]",
    )
    subject = a_document(quick, broken)
    assert len(quick.covering.pages.document(subject).result().answers) == 2

    with pytest.raises(PictureRefused):
        quick.covering.pages.page(subject, 2).result()
    with pytest.raises(PageNotSeen):
        seen(quick).answer(subject, 2, ()).result()
    seen(quick).answer(subject, 2, None).result()
    seen(quick).answer(subject, 1, ()).result()
    made = quick.covering.pages.finish(subject).result()

    assert made is not None
    assert [page.number for page in made.pages] == [1]


@pytest.mark.parametrize("box", [b"[0 0 14400 14400]", b"[0 0 14400 9]", b"[0 0 1 1]"])
def test_a_page_of_any_size_is_drawn_within_bounds(
    quick: Journal, folder: JournalFolder, tmp_path: Path, box: bytes
) -> None:
    subject = a_document(quick, samples.pdf_pages(b"0 0 9 9 re f", box=box))

    page = quick.covering.pages.page(subject, 1).result()
    seen(quick).answer(subject, 1, (Box(0, 0, 1, 1),)).result()
    quick.covering.pages.finish(subject).result()

    assert 1 <= page.width <= covered_pages.MOST_DOTS
    assert 1 <= page.height <= covered_pages.MOST_DOTS
    (only,) = pictures_in(covered_copy(quick, subject))
    assert only.size == (page.width, page.height)
    assert only.getpixel((0, 0)) == COVER


def test_of_five_thousand_pages_some_can_be_shown(quick: Journal) -> None:
    subject = a_document(quick, samples.pdf_pages(*[b"0 0 9 9 re f"] * 5_000))
    seen(quick).answer(subject, 4_321, ()).result()

    assert len(quick.covering.pages.document(subject).result().answers) == 5_000
    made = quick.covering.pages.finish(subject).result()

    assert made is not None
    assert [page.number for page in made.pages] == [4_321]


def test_a_picture_has_no_pages_and_a_document_is_no_picture(quick: Journal) -> None:
    document = a_document(quick)
    picture = entry(quick, (jpeg(noise((40, 40), 1)), "a.jpg"))[1][0]

    with pytest.raises(PictureRefused):
        quick.covering.pages.page(picture, 1).result()
    with pytest.raises(PictureRefused):
        quick.covering.cover(document, ()).result()
    with pytest.raises(ValueError, match="no such page"):
        seen(quick).answer(document, 4, ()).result()
