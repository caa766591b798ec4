"""Judges that had no part in making the example's originals find them to be what they are called."""

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from journal.domain.evidence import Method
from journal.domain.media_types import sniff
from journal.services.example.case import example_case
from journal.services.example.told import ExampleEntry, ExampleOriginal
from journal.services.example.voicemail import voicemail

pytestmark = pytest.mark.slow

RESOURCES = Path(__file__).parents[2] / "resources"
MPEG_FRAME = re.compile(rb"\xff\xfb[\x10\x12]\xc4")
LOG_LINE = re.compile(
    r'(?P<ip>[\d.]+) - - \[(?P<at>[^\]]+)\] "(?:GET|POST) /\S* HTTP/1\.1" (?:200|401) \d+ "-" "[^"]+"'
)

Pair = tuple[ExampleEntry, ExampleOriginal]


@pytest.fixture(scope="module")
def originals() -> dict[str, list[Pair]]:
    """Every original with its entry, by the ending of its name."""
    found: dict[str, list[Pair]] = {}
    for entry in example_case(resources=RESOURCES).entries:
        for original in entry.originals:
            found.setdefault(original.name.rpartition(".")[2], []).append((entry, original))
    return found


def mails(originals: dict[str, list[Pair]]) -> Iterator[tuple[ExampleEntry, EmailMessage]]:
    for entry, original in originals["eml"]:
        yield entry, message_from_bytes(original.data(), policy=default)


def test_there_are_originals_of_six_kinds(originals: dict[str, list[Pair]]) -> None:
    counted = {ending: len(found) for ending, found in originals.items()}

    assert counted.keys() == {"png", "jpg", "eml", "log", "mp3", "pdf"}
    assert counted["png"] > 60
    assert all(counted[ending] >= 4 for ending in ("jpg", "eml", "log", "mp3"))


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("pdf", "application/pdf"),
        ("mp3", "audio/mpeg"),
        ("eml", "message/rfc822"),
        ("log", "text/plain"),
    ],
)
def test_the_journal_sees_what_each_of_them_is(
    originals: dict[str, list[Pair]], ending: str, media_type: str
) -> None:
    for _, original in originals[ending][:2]:
        assert sniff(original.data()[:4096]) == media_type


def test_captures_are_pictures_of_one_screen_with_something_on_them(originals: dict[str, list[Pair]]) -> None:
    sorts: dict[str, ExampleOriginal] = {}
    for _, original in originals["png"]:
        sorts[original.window_title.rpartition(" – Browser")[0].rpartition(" – ")[2]] = original
    for original in sorts.values():
        picture = Image.open(io.BytesIO(original.data()))
        picture.load()
        assert picture.size == (1280, 800) if original.method is Method.CAPTURE else (540, 1080)
        assert picture.mode == "RGB"
        assert len(picture.getcolors(1 << 24) or ()) > 100


def test_photos_say_when_they_were_taken(originals: dict[str, list[Pair]]) -> None:
    for entry, original in originals["jpg"][:4]:
        photo = Image.open(io.BytesIO(original.data()))
        photo.load()
        date, time = photo.getexif().get_ifd(0x8769)[0x9003].split(" ")
        assert f"IMG_{date.replace(':', '')}_{time.replace(':', '')[:4]}.jpg" == original.name
        assert photo.size == (1200, 900)
        assert entry.latest.evidence


def test_mails_are_whole_and_hold_the_words_of_their_entry(originals: dict[str, list[Pair]]) -> None:
    for entry, mail in mails(originals):
        assert mail.defects == []
        assert entry.latest.account.shown in mail["From"]
        assert entry.latest.exact_words in plain(mail).replace("\r\n", "\n")
        assert len(mail.get_all("Received", [])) == 2
        assert re.fullmatch(r"<[^@\s]+@example\.(org|net)>", mail["Message-ID"])
        assert mail["Date"].datetime.tzinfo is not None


def test_mails_come_in_several_languages(originals: dict[str, list[Pair]]) -> None:
    letters = {letter for _, mail in mails(originals) for letter in plain(mail)}

    assert {unicodedata.name(letter, "").split(" ")[0] for letter in letters} >= {
        "LATIN",
        "CYRILLIC",
        "HEBREW",
        "THAI",
    }
    assert letters & set("äöüß")


def test_some_mails_would_report_that_they_were_opened(originals: dict[str, list[Pair]]) -> None:
    parts = [mail.get_body(("html",)) for _, mail in mails(originals)]
    formatted = [part.get_content() for part in parts if part is not None]

    assert 0 < len(formatted) < len(parts)
    assert all('<img src="https://t.owlnews.example/open/' in text for text in formatted)


def plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_letter_is_one_page_that_says_what_was_copied_from_it(originals: dict[str, list[Pair]]) -> None:
    ((entry, original),) = originals["pdf"]
    with pikepdf.open(io.BytesIO(original.data())) as letter:
        (page,) = letter.pages
        shown = page.Contents.read_bytes().decode("cp1252")
    lines = re.findall(r"\((.*)\) Tj", shown)

    assert entry.latest.exact_words in " ".join(lines)
    assert lines[-1] == "D."


def test_voicemails_are_frames_of_sound_from_end_to_end() -> None:
    recording = voicemail(13, "Voicemail")
    tag = 10 + int.from_bytes(recording[6:10], "big")
    frames = [frame.start() for frame in MPEG_FRAME.finditer(recording)]

    assert recording.startswith(b"ID3\x04")
    assert frames[0] == tag
    assert {after - before for before, after in pairwise([*frames, len(recording)])} == {104, 105}
    assert len(frames) * 1152 / 44_100 == pytest.approx(13, abs=0.05)
    assert (len(recording) - tag) * 8 / 13 == pytest.approx(32_000, rel=0.01)


def test_server_logs_hold_as_many_visits_as_the_entry_counts(originals: dict[str, list[Pair]]) -> None:
    for entry, original in originals["log"]:
        lines = [LOG_LINE.fullmatch(line) for line in original.data().decode("ascii").splitlines()]
        assert all(lines)
        visits = [line for line in lines if line and line["ip"] == "203.0.113.9"]
        assert len(visits) == entry.latest.how_many.number
        times = [datetime.strptime(line["at"], "%d/%b/%Y:%H:%M:%S %z") for line in lines if line]
        assert times == sorted(times)
        start = entry.latest.occurred.from_
        assert start
        assert datetime.strptime(visits[0]["at"], "%d/%b/%Y:%H:%M:%S %z").timestamp() * 1000 == start.utc_ms
