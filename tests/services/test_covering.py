"""What the other person may see is a copy of a picture in which what was covered is gone, and nothing else is said."""

import io
import json
import random
import struct
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from journal.domain.canonical import dumps
from journal.domain.chain import read_body
from journal.domain.evidence import COVER, Box, Derived, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Piece, Wanted
from journal.domain.records import EvidenceDerived
from journal.pictures.raster import _UPRIGHT
from journal.pictures.refusal import PictureRefused
from journal.services import covering
from journal.services.composing import Originals
from journal.services.errors import CoveredCopiesNeeded, CoverOutside
from journal.services.journal import Journal
from journal.vault.errors import DatabaseFull
from tests.commands import needed
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import covered_copy, verified
from tests.services.quick import quick_journal

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.OTHER)
SECRET = Box(30, 20, 40, 10)
CANARY = b"CANARY-9f3a"


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def scene(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture in which no two pixels are alike."""
    picture = Image.new("RGB", size)
    picture.putdata([(at % 256, at // 256 % 256, 200) for at in range(size[0] * size[1])])
    return picture


def png(picture: Image.Image) -> bytes:
    """A PNG that says a lot: text chunks, EXIF, a profile, and something after its end."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", CANARY.decode())
    said.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY.decode()}</x>")
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=said, exif=exif(), icc_profile=b"\0" * 128 + CANARY)
    return out.getvalue() + CANARY


def exif() -> bytes:
    said = Image.Exif()
    said[0x010E], said[0x0112] = CANARY.decode(), 1
    said.get_ifd(0x8825)[1] = "N"
    return said.tobytes()


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))


def jpeg(picture: Image.Image, orientation: int = 1, quality: int = 95) -> bytes:
    said = Image.Exif()
    said[0x010E], said[0x0112] = CANARY.decode(), orientation
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=said, comment=CANARY, icc_profile=b"\0" * 128 + CANARY)
    return out.getvalue() + CANARY


def entry(journal: Journal, *files: tuple[bytes, str]) -> tuple[IncidentId, tuple[EvidenceId, ...]]:
    """An entry with these files."""
    evidence = tuple(journal.add_bytes(data, name, Method.PASTE).result().evidence[0] for data, name in files)
    draft = journal.start_draft(None, evidence).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, headline="He posted again"))).result()
    settled = journal.settle(draft.id).result()
    assert settled.incident is not None
    return settled.incident, evidence


def a_picture(journal: Journal, data: bytes | None = None, name: str = "Flat 3, Mill Lane.png") -> EvidenceId:
    return entry(journal, (data or png(scene()), name))[1][0]


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=["PNG"]).convert("RGB")


def chunks(data: bytes) -> list[str]:
    """The kinds of a PNG's chunks; every byte of it belongs to one."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, kinds = 8, []
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kinds.append(data[place + 4 : place + 8].decode())
        place += 12 + length
    assert place == len(data)
    return kinds


def media(folder: JournalFolder) -> list[str]:
    return sorted(path.name for path in folder.media.rglob("*") if path.is_file())


# The copy


def test_x02_covered_pixels_are_one_colour_and_all_others_are_as_they_were(
    quick: Journal, folder: JournalFolder
) -> None:
    evidence = a_picture(quick)

    quick.covering.cover(evidence, (SECRET, Box(0, 0, 1, 1))).result()

    expected = scene()
    expected.paste(COVER, (30, 20, 70, 30))
    expected.paste(COVER, (0, 0, 1, 1))
    assert decoded(covered_copy(quick, evidence)).tobytes() == expected.tobytes()


def test_x02_what_lay_below_makes_no_difference_to_a_single_byte_of_the_copy(
    quick: Journal, folder: JournalFolder
) -> None:
    other = scene()
    other.paste((255, 0, 0), (30, 20, 70, 30))
    one, two = a_picture(quick), a_picture(quick, png(other))

    for evidence in (one, two):
        quick.covering.cover(evidence, (SECRET,)).result()

    assert covered_copy(quick, one) == covered_copy(quick, two)


@pytest.mark.parametrize(
    "data", [png(scene()), jpeg(scene()), jpeg(scene(), 6)], ids=["png", "jpeg", "lying"]
)
@pytest.mark.parametrize("boxes", [(), (SECRET,)], ids=["nothing to cover", "covered"])
def test_x03_a_copy_says_nothing_but_its_pixels(
    quick: Journal, folder: JournalFolder, data: bytes, boxes: tuple[Box, ...], tmp_path: Path
) -> None:
    evidence = a_picture(quick, data)

    quick.covering.cover(evidence, boxes).result()

    copy = covered_copy(quick, evidence)
    kinds = chunks(copy)
    assert kinds == ["IHDR", *["IDAT"] * (len(kinds) - 2), "IEND"]
    assert CANARY not in copy
    assert CANARY not in zlib.decompress(b"".join(bodies(copy, "IDAT")))


def bodies(data: bytes, kind: str) -> Iterator[bytes]:
    place = 8
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        if data[place + 4 : place + 8] == kind.encode():
            yield data[place + 8 : place + 8 + length]
        place += 12 + length


def test_x03_a_program_that_reads_what_pictures_say_finds_nothing(
    quick: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    evidence = a_picture(quick, jpeg(scene(), 6))
    quick.covering.cover(evidence, (SECRET,)).result()
    (tmp_path / "copy.png").write_bytes(covered_copy(quick, evidence))

    told = subprocess.run(
        [needed("exiftool"), "-a", "-G", "-j", "-u", str(tmp_path / "copy.png")],
        check=True,
        capture_output=True,
    ).stdout

    groups = {name.split(":")[0] for name in json.loads(told)[0]} - {"SourceFile"}
    assert groups == {"ExifTool", "File", "PNG", "Composite"}
    named = {name.split(":")[1] for name in json.loads(told)[0] if name.startswith("PNG:")}
    assert named == {
        "ImageWidth",
        "ImageHeight",
        "BitDepth",
        "ColorType",
        "Compression",
        "Filter",
        "Interlace",
    }


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("part", [None, Box(11, 7, 90, 60)], ids=["whole", "part"])
def test_x02_in_a_photo_no_trace_is_left_in_the_squares_around_a_cover(
    quick: Journal, folder: JournalFolder, orientation: int, part: Box | None
) -> None:
    """Two photos that differed only there before they were compressed become one picture."""
    lying = orientation > 4
    box, copies = Box(29, 21, 19, 13), []
    left, top = (part.x, part.y) if part else (0, 0)
    for seed in (1, 2):
        upright = noise((107, 101), 0)
        upright.paste(noise((box.width, box.height), seed), (box.x + left, box.y + top))
        back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
        turned = (
            upright.transpose(back.get(orientation, _UPRIGHT[orientation])) if orientation > 1 else upright
        )
        assert (turned.size == upright.size) is not lying
        evidence = a_picture(quick, jpeg(turned, orientation, quality=40), "photo.jpg")
        if part is not None:
            quick.pictures.choose_part(evidence, part).result()
        quick.covering.cover(evidence, (box,)).result()
        copies.append(covered_copy(quick, evidence))

    assert copies[0] == copies[1]
    covered = decoded(copies[0]).crop((box.x, box.y, box.x + box.width, box.y + box.height))
    assert covered.getcolors() == [(box.width * box.height, COVER)]


def test_x02_in_a_picture_that_is_made_smaller_no_trace_is_left_around_a_cover(
    quick: Journal, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those are that are larger than anything here can show; let them be so from a small size on."""
    monkeypatch.setattr(covering, "MAX_SIDE", 80)
    copies = []
    for seed in (1, 2):
        picture = noise((120, 120), 0)
        picture.paste(noise((30, 30), seed), (45, 45))  # seen at 30 to 50 when it is smaller
        evidence = a_picture(quick, png(picture))
        quick.covering.cover(evidence, (Box(30, 30, 20, 20),)).result()
        copies.append(covered_copy(quick, evidence))

    assert decoded(copies[0]).size == (80, 80)
    assert copies[0] == copies[1]


def test_a_cover_that_is_kept_does_not_grow_each_time(quick: Journal) -> None:
    evidence = a_picture(quick, jpeg(scene()), "photo.jpg")
    first = quick.covering.cover(evidence, (Box(29, 21, 19, 13),)).result()

    again = quick.covering.cover(evidence, (*first.covers, Box(90, 60, 8, 8))).result()

    assert again.covers[0] == first.covers[0] == Box(14, 14, 36, 36)


def test_a_picture_that_lies_is_covered_as_it_is_seen(quick: Journal, folder: JournalFolder) -> None:
    evidence = a_picture(quick, jpeg(scene(), 6))

    quick.covering.cover(evidence, (Box(0, 0, 80, 20),)).result()

    copy = decoded(covered_copy(quick, evidence))
    assert copy.size == (80, 120)
    assert copy.crop((0, 0, 80, 20)).getcolors() == [(1600, COVER)]
    assert copy.crop((0, 34, 80, 120)).getcolors(1) is None


def test_the_copy_is_made_of_the_chosen_part_and_of_the_whole_only_where_that_is_asked_for(
    quick: Journal, folder: JournalFolder
) -> None:
    evidence = a_picture(quick)
    quick.pictures.choose_part(evidence, Box(10, 10, 50, 40)).result()

    made = quick.covering.cover(evidence, (Box(0, 0, 5, 5),)).result()
    part = decoded(covered_copy(quick, evidence))
    assert (made.kind, made.box, made.covers) == (Derived.COVERED, Box(10, 10, 50, 40), (Box(0, 0, 5, 5),))
    assert part.size == (50, 40)
    assert part.crop((0, 5, 50, 40)).tobytes() == scene().crop((10, 15, 60, 50)).tobytes()

    whole = quick.covering.cover(evidence, (), whole=True).result()
    assert whole.box is None
    assert decoded(covered_copy(quick, evidence)).tobytes() == scene().tobytes()


def test_the_latest_copy_is_the_one_and_the_earlier_ones_stay_in_the_chain(
    quick: Journal, folder: JournalFolder
) -> None:
    evidence = a_picture(quick)

    first = quick.covering.cover(evidence, (SECRET,)).result()
    second = quick.covering.cover(evidence, (SECRET, Box(0, 0, 9, 9))).result()

    piece = quick.piece(evidence).result()
    assert piece.covered == second
    assert [made for made in piece.derivatives if made.kind is Derived.COVERED] == [first, second]
    assert decoded(covered_copy(quick, evidence)).getpixel((3, 3)) == COVER
    assert verified(quick).faults == ()


def test_the_copy_is_there_after_the_journal_was_opened_again(
    folder: JournalFolder, clock: FakeClock, quick: Journal
) -> None:
    evidence = a_picture(quick)
    made = quick.covering.cover(evidence, (SECRET,)).result()
    quick.close()

    again = quick_journal(folder, surroundings(clock))
    try:
        assert again.piece(evidence).result().covered == made
        assert decoded(covered_copy(again, evidence)).width == 120
        assert verified(again).faults == ()
    finally:
        again.close()


def test_the_picture_in_the_window_is_never_the_covered_copy(quick: Journal) -> None:
    evidence = a_picture(quick)

    quick.covering.cover(evidence, (Box(0, 0, 120, 80),)).result()

    pixels = quick.pictures.picture(evidence, 1000, 1000, covered=False).result()
    assert pixels.rgb == scene().tobytes()


@pytest.mark.parametrize("box", [Box(0, 0, 0, 5), Box(-1, 0, 5, 5), Box(100, 0, 21, 5)])
def test_a_place_that_is_not_inside_is_refused_and_nothing_is_left_of_it(
    quick: Journal, folder: JournalFolder, box: Box
) -> None:
    evidence = a_picture(quick)
    before, seal = media(folder), quick.seal().result()

    with pytest.raises(CoverOutside):
        quick.covering.cover(evidence, (SECRET, box)).result()

    assert (media(folder), quick.seal().result()) == (before, seal)


def test_a_copy_that_cannot_be_recorded_leaves_nothing(
    quick: Journal, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = a_picture(quick)
    quick.covering.leave_out(evidence).result()
    before, seal = media(folder), quick.seal().result()

    def full(*_what: object) -> None:
        raise DatabaseFull

    monkeypatch.setattr(quick._vault, "keep_window", full)
    with pytest.raises(DatabaseFull):
        quick.covering.cover(evidence, (SECRET,)).result()

    assert (media(folder), quick.seal().result()) == (before, seal)
    assert len(quick.covering.looked(WISH).result().left_out) == 1


def test_what_is_no_picture_cannot_be_covered(quick: Journal) -> None:
    _, (text,) = entry(quick, (b"only text", "a.txt"))

    with pytest.raises(PictureRefused):
        quick.covering.cover(text, ()).result()


def test_removing_a_picture_for_good_removes_its_copies(quick: Journal, folder: JournalFolder) -> None:
    evidence = a_picture(quick)
    quick.covering.cover(evidence, (SECRET,)).result()
    assert len(media(folder)) == 2

    quick.removal.remove((), (evidence,)).result()

    assert media(folder) == []
    assert verified(quick).faults == ()


# What has to be looked at


def ids(pieces: tuple[Piece, ...]) -> list[EvidenceId]:
    return [piece.id for piece in pieces]


def test_every_picture_of_a_paper_waits_until_something_was_decided_about_it(quick: Journal) -> None:
    _, (first, second, third, sound, text) = entry(
        quick,
        (png(scene()), "1.png"),
        (jpeg(scene()), "2.jpg"),
        (png(scene((50, 50))), "3.png"),
        (b"ID3\x04" + bytes(99), "call.mp3"),
        (b"a short text", "note.txt"),
    )
    looked = quick.covering.looked(WISH).result()
    assert ids(looked.undecided) == [first, second, third]
    assert ids(looked.cannot) == [sound]
    assert ids(looked.texts) == [text]

    quick.covering.cover(first, (SECRET,)).result()
    quick.covering.cover(second, ()).result()
    quick.covering.leave_out(third).result()

    looked = quick.covering.looked(WISH).result()
    assert ids(looked.undecided) == []
    assert ids(looked.covered) == [first, second]
    assert ids(looked.left_out) == [third]
    assert ids(looked.cannot) == [sound]


def test_what_was_decided_stays_decided_after_a_lock(
    folder: JournalFolder, clock: FakeClock, quick: Journal
) -> None:
    _, (first, second) = entry(quick, (png(scene()), "1.png"), (png(scene((9, 9))), "2.png"))
    quick.covering.cover(first, ()).result()
    quick.covering.leave_out(second).result()
    quick.close()

    again = quick_journal(folder, surroundings(clock))
    try:
        assert again.covering.looked(WISH).result().undecided == ()
    finally:
        again.close()


def test_covering_what_was_left_out_takes_it_in_again_and_the_other_way_round(quick: Journal) -> None:
    evidence = a_picture(quick)
    quick.covering.leave_out(evidence).result()
    quick.covering.cover(evidence, ()).result()
    assert len(quick.covering.looked(WISH).result().covered) == 1

    quick.covering.leave_out(evidence).result()

    assert len(quick.covering.looked(WISH).result().left_out) == 1


def test_choosing_another_part_means_that_the_picture_has_to_be_looked_at_again(quick: Journal) -> None:
    evidence = a_picture(quick)
    quick.pictures.choose_part(evidence, Box(0, 0, 20, 20)).result()
    quick.covering.cover(evidence, ()).result()
    assert quick.covering.looked(WISH).result().undecided == ()

    quick.pictures.choose_part(evidence, Box(0, 0, 120, 80)).result()

    assert [piece.id for piece in quick.covering.looked(WISH).result().undecided] == [evidence]
    assert quick.piece(evidence).result().covered is None


def test_only_the_pictures_of_that_paper_are_asked_about(quick: Journal) -> None:
    a_picture(quick)

    assert (
        quick.covering.looked(PrintWish(Reader.OTHER, Wanted(words="nothing like it"))).result().undecided
        == ()
    )


# What the paper is given


def test_a_paper_for_the_other_person_is_refused_while_a_picture_waits_and_says_how_many(
    quick: Journal,
) -> None:
    subject, _ = entry(quick, (png(scene()), "1.png"), (jpeg(scene()), "2.jpg"))
    entries = (quick.entry(subject).result(),)

    with pytest.raises(CoveredCopiesNeeded) as refused:
        covering.shown_to_the_other(entries, frozenset())

    assert refused.value.number == 2
    (without,) = covering.shown_to_the_other(entries, frozenset(), with_pictures=False)
    assert (without.pieces, without.incident.evidence) == ((), ())


def test_what_a_paper_for_the_other_person_knows_of_a_picture_is_its_copy_alone(
    quick: Journal, folder: JournalFolder
) -> None:
    subject, (covered, left_out, text) = entry(
        quick, (png(scene()), CANARY.decode()), (jpeg(scene()), CANARY.decode()), (CANARY, "letter.txt")
    )
    made = quick.covering.cover(covered, (SECRET,)).result()
    quick.covering.leave_out(left_out).result()
    entry_before = quick.entry(subject).result()

    (shown,) = covering.shown_to_the_other((entry_before,), frozenset((left_out,)))

    (piece,) = shown.pieces
    assert piece.evidence.original == made.made
    assert piece.evidence.file == made.file
    assert shown.incident.evidence == (covered,)
    told = repr(shown)
    for piece_before in entry_before.pieces:
        assert piece_before.evidence.original.sha256 not in told
        assert piece_before.evidence.file not in told
    assert CANARY.decode() not in told
    assert left_out not in told
    assert text not in told
    files = Originals(folder, quick.pictures._key_of)
    with files.open(piece.evidence) as file:
        assert file.read() == covered_copy(quick, covered)


# Records


def test_a_derivative_recorded_before_places_could_be_covered_is_read_as_one_without(quick: Journal) -> None:
    evidence = a_picture(quick)
    made = quick.pictures.choose_part(evidence, Box(0, 0, 5, 5)).result()
    body = quick._parts.writing.run(quick._vault.body, quick.seal().result().seq).result()
    assert isinstance(body.record, EvidenceDerived)
    text = quick._parts.writing.run(
        lambda: quick._vault._connection.execute(
            "SELECT text FROM kept_body WHERE seq = ?", (quick._vault.seal().seq,)
        ).fetchone()[0]
    ).result()
    older = json.loads(text)
    for version, unsaid in ((2, "pages"), (1, "covers")):
        del older["data"]["derivative"][unsaid]

        read = read_body(dumps({**older, "v": version})).record

        assert isinstance(read, EvidenceDerived)
        assert read.derivative == made
    assert (made.covers, made.pages) == ((), ())
