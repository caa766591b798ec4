"""Files that say where they were made are told before they are handed over, and stay at home if that is wished."""

import io
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.evidence import Box, Method
from journal.domain.handing_over import Form, Parcel
from journal.domain.ids import EvidenceId
from journal.domain.printing import Along, PrintWish, Reader
from journal.report import verifier
from journal.report.verifier import CHECKING, EXHIBITS, LEFT_OUT, NOT_ANCHORED
from journal.services import places_told
from journal.services.journal import Journal
from journal.services.places_told import PlaceTold
from tests.samples import at
from tests.services.handed_over import files_of
from tests.services.test_handing_over import hand_over, shell
from tests.services.test_journal import png, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)
PLACE = b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+48.8582+002.2945/"


def photo() -> bytes:
    said, out = Image.Exif(), io.BytesIO()
    said[0x8825] = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG", exif=said.tobytes())
    return out.getvalue()


def added(journal: Journal, data: bytes, name: str, method: Method = Method.FILE) -> EvidenceId:
    (evidence,) = journal.add_bytes(data, name, method).result().evidence
    write(journal, occurred=at("2026-11-20T20:58"), headline=name, evidence=(evidence,))
    return evidence


def told(journal: Journal, parcel: Parcel | None = None, wish: PrintWish = WISH) -> tuple[PlaceTold, ...]:
    return journal.paperwork.places_told(wish, parcel or Parcel()).result()


def test_only_what_would_go_along_and_says_it_is_told_once(journal: Journal) -> None:
    picture = added(journal, photo(), "IMG_2041.jpg")
    added(journal, png(size=(30, 20)), "plain.png")
    added(journal, b"exif:GPSLatitude stands in a letter", "letter.txt")
    film = added(journal, b"\0\0\0\x18ftypmp42" + bytes(64) + PLACE, "film.mp4")
    write(journal, occurred=at("2026-11-21T08:00"), headline="again", evidence=(picture,))

    assert told(journal) == (PlaceTold(picture, "IMG_2041.jpg", 1), PlaceTold(film, "film.mp4", 4))
    assert told(journal, Parcel(Form.MAIL)) == ()
    assert told(journal, wish=PrintWish(Reader.OTHER)) == ()


def test_the_end_of_a_long_film_is_looked_at_too(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_told, "_LOOKED", 5_000)
    film = added(journal, b"\0\0\0\x18ftypmp42" + bytes(20_000) + PLACE + bytes(100), "film.mp4")
    added(journal, b"\0\0\0\x18ftypmp42" + bytes(9_000) + bytes(100), "silent.mp4")

    assert [each.evidence for each in told(journal)] == [film]


def test_a_part_of_a_picture_says_nothing_and_the_whole_does(journal: Journal) -> None:
    picture = added(journal, photo(), "IMG_2041.jpg")
    journal.pictures.choose_part(picture, Box(10, 10, 80, 60)).result()

    assert told(journal) == ()
    assert [each.evidence for each in told(journal, Parcel(along=Along(whole_pictures=True)))] == [picture]


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT])
def test_without_them_the_rest_is_whole_and_says_what_is_missing(
    journal: Journal, tmp_path: Path, form: Form
) -> None:
    data = photo()
    picture = added(journal, data, "IMG_2041.jpg")
    added(journal, png(size=(30, 20)), "plain.png")

    handed = hand_over(journal, tmp_path / "out", parcel=Parcel(form, without=frozenset((picture,))))

    everything = [path.read_bytes() for path in files_of(handed)]
    assert data not in everything
    result = verifier.check(handed)
    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert any("The files of 1 exhibits are not here" in note for note in result.notes)
    if form is Form.FOLDER:
        assert [path.name[:6] for path in files_of(handed / EXHIBITS)] == ["EX-002"]
        assert "EX-001" in (handed / CHECKING / LEFT_OUT).read_text("utf-8")
        checked = shell(handed)
        assert checked.returncode == NOT_ANCHORED, checked.stdout
        assert "1 files were left out" in checked.stdout


def test_with_them_they_go_along_as_they_are(journal: Journal, tmp_path: Path) -> None:
    data = photo()
    added(journal, data, "IMG_2041.jpg")

    handed = hand_over(journal, tmp_path / "out")

    assert data in [path.read_bytes() for path in files_of(handed / EXHIBITS)]
