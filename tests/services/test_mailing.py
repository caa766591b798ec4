"""One PDF for e-mail stays under its size, is reduced no further than it must be, and says what it did."""

import io
import os
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish, Reader
from journal.report.smaller_pictures import STEPS
from journal.report.verifier import paper_text
from journal.services.handing_over import HandedOver, PaperTooLarge
from journal.services.journal import Journal
from journal.services.mailing import _MARGIN
from journal.services.restoring import FolderTaken
from journal.services.wording import Wording
from tests.samples import at
from tests.services.looking import record_counts
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)
PICTURES = 4


def noise(number: int) -> bytes:
    """A picture that no packing makes much smaller."""
    out = io.BytesIO()
    Image.frombytes("RGB", (900, 700), os.urandom(900 * 700 * 3)).resize((1800, 1400)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def case(journal: Journal) -> Journal:
    for number in range(PICTURES):
        picture = journal.add_bytes(noise(number), f"{number}.png", Method.PASTE).result().evidence
        write(journal, occurred=at(f"2026-11-1{number}T08:00"), headline=f"No. {number}", evidence=picture)
    return journal


def mailed(journal: Journal, target: Path, most: int, password: str = "") -> HandedOver:
    parcel = Parcel(Form.MAIL, most_bytes=most, password=password)
    return journal.paperwork.hand_over(WISH, parcel, target, Wording(), on).result()


def pictures_of(path: Path, password: str = "") -> list[tuple[int, int]]:
    with pikepdf.open(path, password=password) as pdf:
        found = [
            (int(each.Width), int(each.Height))
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    return sorted(size for size in found if size[0] > 300)


def test_what_fits_as_it_is_is_not_made_smaller(case: Journal, tmp_path: Path) -> None:
    made = mailed(case, tmp_path / "it.pdf", 100_000_000)

    assert not made.reduced
    assert pictures_of(made.place) == [(1800, 1400)] * PICTURES
    assert "reduced copy" not in paper_text(made.place.read_bytes())


def test_pictures_become_smaller_only_as_far_as_it_takes(case: Journal, tmp_path: Path) -> None:
    sizes = {}
    for most in (12_000_000, 6_000_000, 3_000_000, 1_500_000):
        made = mailed(case, tmp_path / f"{most}.pdf", most)
        ((width, _height),) = set(pictures_of(made.place))
        sizes[most] = width
        assert made.size == made.place.stat().st_size <= most
        larger = [step.longest for step in STEPS if step.longest > width]
        assert made.reduced == (width < 1800 or bool(larger))

    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    assert sizes[1_500_000] < sizes[12_000_000]


def test_each_copy_says_that_it_is_one_and_names_the_whole(case: Journal, tmp_path: Path) -> None:
    made = mailed(case, tmp_path / "it.pdf", 3_000_000)

    text = " ".join(paper_text(made.place.read_bytes()).split())
    assert text.count("a reduced copy of") == PICTURES
    for exhibit in case.timeline(replace(WISH).wanted).result().keys:
        for piece in case.entry(exhibit.id).result().pieces:
            assert piece.evidence.original.sha256 in text.replace(" ", "")
    assert "1,800 × 1,400 pixels" in text


def test_the_record_names_the_very_file(case: Journal, tmp_path: Path) -> None:
    made = mailed(case, tmp_path / "it.pdf", 3_000_000)

    digest = sha256(made.place.read_bytes()).hexdigest()
    body = case._parts.reading.run(
        lambda: case._reader._all("SELECT text FROM kept_body ORDER BY seq DESC LIMIT 1")
    ).result()[0][0]
    assert digest in (body if isinstance(body, str) else bytes(body).decode())


def test_under_a_password_it_still_fits(case: Journal, tmp_path: Path) -> None:
    made = mailed(case, tmp_path / "it.pdf", 3_000_000, "lantern orbit 密碼")

    assert made.locked
    assert made.size == made.place.stat().st_size <= 3_000_000
    assert b"No. 1" not in made.place.read_bytes()
    assert len(pictures_of(made.place, "lantern orbit 密碼")) == PICTURES
    assert case.outputs.lying().result() == ()


def test_what_does_not_fit_at_all_is_said_and_leaves_neither_file_nor_record(
    case: Journal, tmp_path: Path
) -> None:
    before = record_counts(case)

    with pytest.raises(PaperTooLarge) as caught:
        mailed(case, tmp_path / "it.pdf", 100_000)

    assert caught.value.size > caught.value.most == 100_000
    assert record_counts(case) == before
    assert [path for path in tmp_path.iterdir() if "it" in path.name and path.is_file()] == []


def before(after: int, done: int, _of: int) -> bool:
    return done < after


def test_what_is_there_is_left_and_stopping_leaves_nothing(case: Journal, tmp_path: Path) -> None:
    (tmp_path / "it.pdf").write_text("mine")
    with pytest.raises(FolderTaken):
        mailed(case, tmp_path / "it.pdf", 3_000_000)
    assert (tmp_path / "it.pdf").read_text() == "mine"

    for after in (0, 300, 900):
        parcel = Parcel(Form.MAIL, most_bytes=3_000_000)
        with pytest.raises(Cancelled):
            case.paperwork.hand_over(
                WISH, parcel, tmp_path / "new.pdf", Wording(), partial(before, after)
            ).result()
    assert not (tmp_path / "new.pdf").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_the_margin_is_small_beside_what_mail_takes() -> None:
    assert _MARGIN < 100_000
