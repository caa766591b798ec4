"""A chosen part is what is shown and handed over; the whole stays byte for byte as it was kept."""

import io
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.evidence import Box, Derived, EvidenceNote, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.printing import PrintWish, Reader
from journal.pictures.refusal import PictureRefused
from journal.services.errors import PartOutside
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.report.reading_back import as_text, pictures, without_space
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes, verified
from tests.services.quick import quick_journal

pytestmark = pytest.mark.slow


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def scene() -> Image.Image:
    """A picture in which no two pixels are alike."""
    picture = Image.new("RGB", (120, 80))
    picture.putdata([(at % 256, at // 256, 200) for at in range(120 * 80)])
    return picture


def kept(journal: Journal, picture: Image.Image) -> tuple[EvidenceId, bytes]:
    file = io.BytesIO()
    picture.save(file, "PNG")
    (evidence,) = journal.add_bytes(file.getvalue(), "screen.png", Method.PASTE).result().evidence
    return evidence, file.getvalue()


def seen(journal: Journal, evidence: EvidenceId, *, whole: bool = False, side: int = 1000) -> Image.Image:
    pixels = journal.pictures.picture(evidence, side, side, covered=False, whole=whole).result()
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


def test_a_chosen_part_is_shown_pixel_by_pixel_and_the_whole_stays_as_it_was(quick: Journal) -> None:
    evidence, data = kept(quick, scene())

    made = quick.pictures.choose_part(evidence, Box(10, 20, 30, 40)).result()

    assert seen(quick, evidence).tobytes() == scene().crop((10, 20, 40, 60)).tobytes()
    assert seen(quick, evidence, whole=True).tobytes() == scene().tobytes()
    assert kept_bytes(quick, evidence) == data
    piece = quick.piece(evidence).result()
    assert piece.part == made
    assert (made.of, made.kind, made.box) == (evidence, Derived.PART, Box(10, 20, 30, 40))
    assert piece.evidence.original.sha256 == sha256(data).hexdigest()
    assert verified(quick).faults == ()


def test_the_small_picture_shows_the_part_as_soon_as_it_is_chosen(quick: Journal) -> None:
    evidence, _ = kept(quick, scene())
    assert seen(quick, evidence, side=100).size == (100, 67)

    quick.pictures.choose_part(evidence, Box(0, 0, 10, 40)).result()

    assert seen(quick, evidence, side=100).size == (10, 40)
    assert seen(quick, evidence, side=100, whole=True).size == (100, 67)


def test_the_part_that_was_chosen_last_is_the_one_and_all_of_it_is_no_part(quick: Journal) -> None:
    evidence, _ = kept(quick, scene())

    quick.pictures.choose_part(evidence, Box(0, 0, 10, 10)).result()
    quick.pictures.choose_part(evidence, Box(5, 5, 20, 20)).result()
    assert seen(quick, evidence).size == (20, 20)
    quick.pictures.choose_part(evidence, Box(0, 0, 120, 80)).result()

    assert seen(quick, evidence).tobytes() == scene().tobytes()


@pytest.mark.parametrize("box", [Box(0, 0, 0, 5), Box(-1, 0, 5, 5), Box(100, 0, 21, 5), Box(0, 79, 5, 2)])
def test_a_part_that_is_not_inside_is_refused_and_nothing_is_left_of_it(
    quick: Journal, folder: JournalFolder, box: Box
) -> None:
    evidence, _ = kept(quick, scene())
    files = sorted(path.name for path in folder.media.rglob("*") if path.is_file())

    with pytest.raises(PartOutside):
        quick.pictures.choose_part(evidence, box).result()

    assert sorted(path.name for path in folder.media.rglob("*") if path.is_file()) == files
    assert quick.piece(evidence).result().part is None


def test_nothing_can_be_cut_out_of_what_is_no_picture(quick: Journal) -> None:
    (evidence,) = quick.add_bytes(b"only text", "a.txt", Method.PASTE).result().evidence

    with pytest.raises(PictureRefused):
        quick.pictures.choose_part(evidence, Box(0, 0, 1, 1)).result()


def test_removing_a_picture_for_good_removes_the_parts_of_it(quick: Journal, folder: JournalFolder) -> None:
    evidence, _ = kept(quick, scene())
    quick.pictures.choose_part(evidence, Box(10, 20, 30, 40)).result()
    assert len([path for path in folder.media.rglob("*") if path.is_file()]) == 2

    quick.removal.remove((), (evidence,)).result()

    assert [path for path in folder.media.rglob("*") if path.is_file()] == []
    assert verified(quick).faults == ()


def test_a_part_is_there_after_the_journal_was_opened_again(
    folder: JournalFolder, clock: FakeClock, quick: Journal
) -> None:
    evidence, _ = kept(quick, scene())
    made = quick.pictures.choose_part(evidence, Box(10, 20, 30, 40)).result()
    quick.close()

    again = quick_journal(folder, surroundings(clock))
    try:
        assert again.piece(evidence).result().part == made
        assert seen(again, evidence).size == (30, 40)
    finally:
        again.close()


def write(journal: Journal, evidence: EvidenceId) -> IncidentId:
    draft = journal.start_draft(None, (evidence,)).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, headline="He posted again"))).result()
    settled = journal.settle(draft.id).result()
    assert settled.incident is not None
    return settled.incident


def test_only_the_part_is_kept_in_the_place_of_the_whole_and_then_the_whole_removed(
    quick: Journal, folder: JournalFolder
) -> None:
    evidence, data = kept(quick, scene())
    quick.amend_evidence(evidence, EvidenceNote(note="Seen in the evening.")).result()
    entry, waiting = write(quick, evidence), quick.start_draft(None, (evidence,)).result()
    quick.pictures.choose_part(evidence, Box(10, 20, 30, 40)).result()

    part = quick.pictures.keep_only_part(evidence).result()

    assert quick.entry(entry).result().incident.evidence == (part,)
    assert quick.draft(waiting.id).result().incident.evidence == (part,)
    assert seen(quick, part).tobytes() == scene().crop((10, 20, 40, 60)).tobytes()
    piece = quick.piece(part).result()
    assert piece.evidence.acquired_ms == quick.piece(evidence).result().evidence.acquired_ms
    assert piece.evidence.provenance.backend == "only this part of a picture was kept: 30x40 at 10,20"
    assert piece.note.note == "Seen in the evening."
    assert kept_bytes(quick, evidence) == data
    quick.removal.remove((), (evidence,)).result()
    assert seen(quick, part).size == (30, 40)
    assert len([path for path in folder.media.rglob("*") if path.is_file()]) == 1
    assert verified(quick).faults == ()


def test_without_a_chosen_part_there_is_nothing_to_keep_alone(quick: Journal) -> None:
    evidence, _ = kept(quick, scene())

    with pytest.raises(PartOutside):
        quick.pictures.keep_only_part(evidence).result()

    assert [loose.evidence for loose in quick.loose().result()] == [evidence]


def test_the_chosen_part_is_what_is_printed(quick: Journal, tmp_path: Path) -> None:
    evidence, data = kept(quick, scene())
    write(quick, evidence)
    quick.pictures.choose_part(evidence, Box(10, 20, 30, 40)).result()

    printed = quick.paperwork.print_log(
        PrintWish(Reader.POLICE), Wording(), lambda _done, _all: True
    ).result()
    printed.save(tmp_path / "log.pdf")

    pdf = (tmp_path / "log.pdf").read_bytes()
    assert scene().crop((10, 20, 40, 60)).tobytes() in pictures(pdf)
    assert scene().tobytes() not in pictures(pdf)
    assert sha256(data).hexdigest() in without_space(as_text(pdf))
