"""No pixel below a cover, and nothing a file says about itself, reaches what the other person gets."""

import io
import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from journal.domain.evidence import COVER, Box
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish, Reader
from journal.report import verifier
from journal.services.composing import Originals
from journal.services.errors import CoveredCopiesNeeded
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.report.reading_back import as_text, pictures
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal
from tests.services.test_covering import CANARY, SECRET, a_picture, entry, jpeg, png, scene

pytestmark = pytest.mark.slow

OTHER, POLICE = PrintWish(Reader.OTHER), PrintWish(Reader.POLICE)


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def on(_done: int, _total: int) -> bool:
    return True


def ready(journal: Journal) -> Journal:
    """Nothing in words has to stay private: these tests are about pictures."""
    journal.private_terms.write(()).result()
    return journal


def paper(journal: Journal, wish: PrintWish = OTHER) -> bytes:
    made = journal.paperwork.print_log(wish, Wording(), on).result()
    data = b"".join(made.chunks())
    made.discard()
    return data


def inflated(pdf: bytes) -> bytes:
    """Every stream as it is once the filters are taken away, and the file itself."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [thing for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
        return b"\n".join((pdf, *(_decoded(stream) for stream in streams)))


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def rows_below(picture: Image.Image, box: Box) -> list[bytes]:
    """What lies below a box, row by row, with its columns as they follow each other in a file."""
    cut = picture.crop((box.x, box.y, box.x + box.width, box.y + box.height)).tobytes()
    return [cut[at : at + box.width * 3] for at in range(0, len(cut), box.width * 3)]


def noise(seed: int) -> Image.Image:
    return Image.frombytes("RGB", (160, 120), random.Random(seed).randbytes(160 * 120 * 3))


def test_x02_no_pixel_below_a_cover_reaches_the_paper(quick: Journal) -> None:
    ready(quick)
    whole = noise(1)
    evidence = a_picture(quick, png(whole))
    quick.covering.cover(evidence, (SECRET,)).result()

    pdf = paper(quick)

    expected = whole.copy()
    expected.paste(COVER, (30, 20, 70, 30))
    assert expected.tobytes() in pictures(pdf)
    everything = inflated(pdf)
    assert (
        rows_below(whole, Box(0, 60, 40, 1))[0] in everything
    )  # so would be what lies below, if it were there
    for row in rows_below(whole, SECRET):
        for at in range(0, len(row) - 12, 3):
            assert row[at : at + 12] not in everything


def test_x02_a_program_that_takes_pictures_out_of_a_paper_finds_the_cover_and_nothing_below(
    quick: Journal, tmp_path: Path
) -> None:
    ready(quick)
    evidence = a_picture(quick, png(noise(2)))
    quick.covering.cover(evidence, (SECRET,)).result()
    (tmp_path / "paper.pdf").write_bytes(paper(quick))

    subprocess.run(["pdfimages", "-png", "paper.pdf", "found"], check=True, cwd=tmp_path)

    found = [Image.open(path).convert("RGB") for path in sorted(tmp_path.glob("found-*.png"))]
    (picture,) = [each for each in found if each.size == (160, 120)]
    assert picture.crop((30, 20, 70, 30)).getcolors() == [(400, COVER)]


def test_x03_nothing_the_file_says_about_itself_reaches_the_paper(quick: Journal) -> None:
    ready(quick)
    _, (one, two) = entry(quick, (jpeg(scene(), 6), CANARY.decode() + ".jpg"), (png(scene()), "b.png"))
    for evidence in (one, two):
        quick.covering.cover(evidence, ()).result()

    pdf = paper(quick)

    everything = inflated(pdf)
    for spelled in (CANARY, CANARY.decode().encode("utf-16-be"), CANARY.hex().upper().encode()):
        assert spelled not in everything
    assert CANARY.decode() not in as_text(pdf)
    for original in (one, two):
        assert quick.piece(original).result().evidence.original.sha256 not in as_text(pdf)


def made_with(
    folder: Path, pictures_of: Callable[[Journal], None], clock: FakeClock
) -> tuple[bytes, JournalFolder]:
    place = JournalFolder(folder / "Journal")
    journal = quick_journal(place, surroundings(clock))
    try:
        ready(journal)
        pictures_of(journal)
        return paper(journal), place
    finally:
        journal.close()


def test_x02_two_journals_that_differ_only_below_a_cover_give_the_same_paper(tmp_path: Path) -> None:
    """What makes no difference cannot be found out."""

    def case(below: int, said: bytes) -> Callable[[Journal], None]:
        def fill(journal: Journal) -> None:
            picture = noise(3)
            picture.paste(noise(below).crop((0, 0, 40, 10)), (30, 20))
            _, (evidence,) = entry(journal, (png(picture) + said, said.decode()))
            journal.covering.cover(evidence, (SECRET,)).result()

        return fill

    one, _ = made_with(tmp_path / "one", case(4, b"one"), FakeClock())
    other, _ = made_with(tmp_path / "other", case(5, b"another, longer"), FakeClock())

    assert one == other


def test_x06_what_was_left_out_makes_no_difference_to_the_paper(tmp_path: Path) -> None:
    def case(*more: tuple[bytes, str]) -> Callable[[Journal], None]:
        def fill(journal: Journal) -> None:
            _, (kept, *out) = entry(journal, (png(scene()), "a.png"), *more)
            journal.covering.cover(kept, (SECRET,)).result()
            if out:
                journal.covering.leave_out(out[0]).result()

        return fill

    one, _ = made_with(tmp_path / "one", case(), FakeClock())
    other, _ = made_with(
        tmp_path / "other", case((png(noise(11)), "b.png"), (b"ID3\x04" + bytes(99), "c.mp3")), FakeClock()
    )

    assert one == other


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.PAPER])
def test_x02_two_journals_that_differ_only_below_a_cover_hand_over_the_same_files(
    tmp_path: Path, form: Form
) -> None:
    most = 110_000 if form is Form.MAIL else 0  # so that the pictures have to be made smaller
    files = []
    for seed in (4, 5):
        place = tmp_path / str(seed)
        journal = ready(quick_journal(JournalFolder(place / "Journal"), surroundings(FakeClock())))
        try:
            picture = noise(3)
            picture.paste(noise(seed).crop((0, 0, 40, 10)), (30, 20))
            evidence = a_picture(journal, png(picture), f"{seed}.png")
            journal.covering.cover(evidence, (SECRET,)).result()
            journal.paperwork.hand_over(
                OTHER, Parcel(form=form, most_bytes=most), place / "out", Wording(), on
            ).result()
        finally:
            journal.close()
        out = place / "out"
        files.append(files_in(out) if out.is_dir() else {"": out.read_bytes()})

    assert files[0]
    assert files[0] == files[1]


def test_x02_what_lies_around_the_chosen_part_does_not_reach_the_paper(quick: Journal) -> None:
    ready(quick)
    whole = noise(6)
    evidence = a_picture(quick, png(whole))
    quick.pictures.choose_part(evidence, Box(10, 10, 60, 60)).result()
    quick.covering.cover(evidence, ()).result()

    pdf = paper(quick)

    assert whole.crop((10, 10, 70, 70)).tobytes() in pictures(pdf)
    assert {len(each) for each in pictures(pdf)} == {60 * 60 * 3}
    for row in rows_below(whole, Box(80, 0, 80, 120)):
        assert row[:12] not in inflated(pdf)


def test_what_was_left_out_or_cannot_be_covered_is_not_on_the_paper(quick: Journal) -> None:
    ready(quick)
    whole = noise(7)
    _, (kept, out, _sound) = entry(
        quick, (png(scene()), "a.png"), (png(whole), "b.png"), (b"ID3\x04" + CANARY * 9, "c.mp3")
    )
    quick.covering.cover(kept, ()).result()
    quick.covering.leave_out(out).result()

    pdf = paper(quick)

    assert pictures(pdf) == [scene().tobytes()]
    assert CANARY not in inflated(pdf)
    assert whole.tobytes()[:12] not in inflated(pdf)


def test_the_paper_is_refused_while_one_picture_waits_and_nothing_is_recorded(quick: Journal) -> None:
    ready(quick)
    _, (one, _two) = entry(quick, (png(scene()), "a.png"), (png(noise(8)), "b.png"))
    quick.covering.cover(one, ()).result()
    seal = quick.seal().result()

    with pytest.raises(CoveredCopiesNeeded) as refused:
        quick.paperwork.print_log(OTHER, Wording(), on).result()

    assert refused.value.number == 1
    assert quick.seal().result() == seal


def test_no_original_is_ever_opened_for_it(quick: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(quick)
    evidence = a_picture(quick)
    quick.pictures.choose_part(evidence, Box(0, 0, 90, 60)).result()
    made = quick.covering.cover(evidence, (SECRET,)).result()
    opened: list[str] = []
    plain = Originals.open

    def watch(self: Originals, asked: Any) -> Any:
        opened.append(asked.file)
        return plain(self, asked)

    monkeypatch.setattr(Originals, "open", watch)

    paper(quick)

    assert set(opened) == {made.file}


# Folders


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_folder_for_the_other_person_holds_the_covered_copy_and_no_record(
    quick: Journal, tmp_path: Path
) -> None:
    ready(quick)
    whole = noise(9)
    evidence = a_picture(quick, png(whole), CANARY.decode() + ".png")
    made = quick.covering.cover(evidence, (SECRET,)).result()

    quick.paperwork.hand_over(OTHER, Parcel(), tmp_path / "out", Wording(), on).result()

    files = files_in(tmp_path / "out")
    (copy,) = [data for name, data in files.items() if name.endswith(".png")]
    assert Image.open(io.BytesIO(copy)).convert("RGB").crop((30, 20, 70, 30)).getcolors() == [(400, COVER)]
    assert len(copy) == made.made.size
    for name, data in files.items():
        assert CANARY not in data
        assert CANARY.decode() not in name
        assert not name.endswith(".jsonl")
        assert b'"covers"' not in data
        for row in rows_below(whole, SECRET):
            assert row[:12] not in data
            if name.endswith(".png"):
                assert row[:12] not in Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def test_a_folder_for_the_police_is_the_same_whatever_was_covered_and_still_verifies(
    quick: Journal, tmp_path: Path
) -> None:
    evidence = a_picture(quick)
    quick.pictures.choose_part(evidence, Box(0, 0, 90, 60)).result()
    quick.covering.cover(evidence, (SECRET,)).result()
    other = a_picture(quick, png(noise(10)))
    quick.covering.cover(other, ()).result()
    quick.covering.leave_out(other).result()

    for history in (False, True):
        place = tmp_path / f"out {history}"
        parcel = Parcel()
        parcel = replace(parcel, along=replace(parcel.along, history=history))
        quick.paperwork.hand_over(POLICE, parcel, place, Wording(), on).result()

        assert verifier.check(place).faults == []
        files = files_in(place)
        assert b'"covered copy"' not in b"".join(files.values())
        assert b'"chosen part"' in b"".join(files.values())
        shown = [data for name, data in files.items() if name.endswith(".png")]
        copies = {quick.piece(one).result().covered for one in (evidence, other)}
        assert not {len(data) for data in shown} & {made.made.size for made in copies if made is not None}
