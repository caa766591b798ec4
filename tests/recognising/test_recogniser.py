"""What can be read in a screenshot is found in it, by an engine that has nothing but its pixels and can be killed."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.errors import Cancelled
from journal.domain.read_words import LookingAtWords, SeenTerm
from journal.pictures import wire
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.wire import Word
from journal.recognising import languages
from journal.recognising.recogniser import Recogniser, default_command
from tests.screens import BUBBLE, DARK, LIGHT, Colours, pixels_of, screen, write

pytestmark = pytest.mark.slow

ADDRESS = "14 Rosewood Gardens"


@pytest.fixture(scope="module")
def recogniser() -> Iterator[Recogniser]:
    with Recogniser(default_command(), timeout=100) as shared:
        yield shared


def on() -> bool:
    return True


def seen(recogniser: Recogniser, picture: Image.Image, *terms: str) -> tuple[SeenTerm, ...]:
    words = recogniser.words(pixels_of(picture), on)
    return LookingAtWords(terms).found(words, picture.width, picture.height)


def terms_in(recogniser: Recogniser, picture: Image.Image, *terms: str) -> set[str]:
    return {each.term for each in seen(recogniser, picture, *terms)}


def test_this_computer_can_read_words_in_pictures() -> None:
    assert languages.can_read()


@pytest.mark.parametrize("colours", [LIGHT, DARK, BUBBLE], ids=["light", "dark", "bubble"])
@pytest.mark.parametrize("size", [12, 15, 24])
@pytest.mark.parametrize(
    ("term", "line"),
    [
        (ADDRESS, "I know you moved to 14 Rosewood Gardens now"),
        ("René François", "and René François came along"),
        ("Müller", "Grüße an Jürgen Müller und die Kinder"),
        ("Hafenstraße 12", "Ich weiß, wo du wohnst: Hafenstraße 12, Hamburg"),
        ("0171 5550123", "call me on 0171 555 01 23 tonight"),
        ("+49 171 5550123", "or +49 (0) 171 / 555 01 23"),
        ("HH-AB 1234", "a red car, HH AB 1234, in the drive"),
        ("sara.leroux@example.org", "from sara.leroux@example.org at 9"),
        ("William Illingworth", "William Illingworth told me"),
        ("Lisa", "and Lisa said so too"),
    ],
)
def test_a_term_on_a_screen_is_found(
    recogniser: Recogniser, term: str, line: str, size: int, colours: Colours
) -> None:
    picture = screen("What do you want from me", line, "see you", size=size, colours=colours, width=900)

    assert terms_in(recogniser, picture, term) == {term}


def test_nothing_is_found_where_nothing_of_it_stands(recogniser: Recogniser) -> None:
    picture = screen(
        "The garden gate was open when I came home at seven.",
        "He called from 0160 222 33 44 and said he would wait at the station.",
        "Meeting moved to Tuesday, room 12, please bring the papers.",
    )

    assert not terms_in(recogniser, picture, ADDRESS, "0171 5550123", "HH-AB 1234", "Müller", "Lisa", "Jo")


def test_the_boxes_lie_over_the_words(recogniser: Recogniser) -> None:
    picture = screen("Nothing here", f"You live at {ADDRESS}")
    (hit,) = seen(recogniser, picture, ADDRESS)
    covered = picture.copy()
    for box in hit.boxes:
        covered.paste((128, 128, 128), (box.x, box.y, box.x + box.width, box.y + box.height))

    assert not terms_in(recogniser, covered, ADDRESS, "Rosewood")
    assert terms_in(recogniser, covered, "You live at") == {"You live at"}


def test_a_term_that_two_lines_share_is_found_beside_another_column(recogniser: Recogniser) -> None:
    picture = Image.new("RGB", (1000, 220), LIGHT.page)
    write(picture, ["They say you went to", "Rosewood", "Gardens and stayed there"], (30, 40))
    write(picture, ["Inbox", "Sent mail", "Drafts and others"], (600, 40))

    assert terms_in(recogniser, picture, "Rosewood Gardens") == {"Rosewood Gardens"}


def test_a_number_in_several_boxes_of_a_row_is_found(recogniser: Recogniser) -> None:
    picture = Image.new("RGB", (900, 120), LIGHT.page)
    for at, part in enumerate(("0171", "555", "01 23")):
        write(picture, [part], (40 + at * 220, 40))

    assert terms_in(recogniser, picture, "0171 5550123") == {"0171 5550123"}


def test_a_term_is_found_anywhere_in_a_long_page(recogniser: Recogniser) -> None:
    picture = screen("the top", width=1300, height=5200)
    places = range(180, 5100, 347)
    for number, top in enumerate(places):
        write(picture, [f"{number}: {ADDRESS}"], (60, top))

    assert len(seen(recogniser, picture, ADDRESS)) == len(places)


def test_an_empty_page_has_no_words(recogniser: Recogniser) -> None:
    assert recogniser.words(pixels_of(Image.new("RGB", (300, 200), "white")), on) == ()
    assert recogniser.words(pixels_of(Image.new("RGB", (1, 1), "white")), on) == ()


def test_reading_stops_between_two_pieces_where_the_person_wishes() -> None:
    tall = pixels_of(Image.new("RGB", (1300, 5200), "white"))
    asked: list[bool] = []

    def go_on() -> bool:
        asked.append(True)
        return len(asked) < 2

    with Recogniser(default_command(), timeout=100) as recogniser, pytest.raises(Cancelled):
        recogniser.words(tall, go_on)
    assert len(asked) == 2


def child(*lines: str) -> tuple[str, ...]:
    """A child that does something else instead of reading."""
    return (sys.executable, "-c", "\n".join(("import os, signal, sys, time", *lines)))


SMALL = pixels_of(Image.new("RGB", (40, 20), "white"))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (child("time.sleep(60)"), Refusal.TOO_SLOW),
        (child("while True: pass"), Refusal.TOO_SLOW),
        (child("os.kill(os.getpid(), signal.SIGKILL)"), Refusal.DECODER_DIED),
        (("/nowhere/reader",), Refusal.DECODER_DIED),
    ],
)
def test_a_child_that_hangs_or_dies_is_named_and_gone(command: tuple[str, ...], reason: Refusal) -> None:
    with Recogniser(command, timeout=0.3 if reason is Refusal.TOO_SLOW else 60) as recogniser:
        with pytest.raises(PictureRefused) as refused:
            recogniser.words(SMALL, on)

        assert refused.value.reason is reason
        assert recogniser.process_id is None


@pytest.mark.parametrize(
    "said",
    [
        b"1\t0\t0\t9\t9\n",
        b"1\t0\t0\t41\t9\tx\n",
        b"1\t0\t12\t9\t9\tx\n",
        b"1\t-1\t0\t9\t9\tx\n",
        b"1\t0\t0\t0\t9\tx\n",
        b"1\t0\t0\t9\t9\t\n",
        b"1\t0\t0\t9\t9\t" + b"x" * 1001 + b"\n",
        b"one\t0\t0\t9\t9\tx\n",
        b"\xff\xfe",
    ],
)
def test_what_a_child_claims_is_not_believed(said: bytes) -> None:
    head = wire._HEAD.pack(Word.DONE, *wire.NOTHING, len(said))
    liar = child(f"os.write(1, {head + said!r})", "time.sleep(60)")

    with Recogniser(liar, timeout=60) as recogniser:
        with pytest.raises(PictureRefused) as refused:
            recogniser.words(SMALL, on)

        assert refused.value.reason is Refusal.DECODER_DIED
        assert recogniser.process_id is None


def test_the_real_child_is_killed_at_work_and_the_next_one_works() -> None:
    picture = screen(f"You live at {ADDRESS}")
    with Recogniser(default_command(), timeout=100) as recogniser:
        recogniser.words(SMALL, on)
        pid = recogniser.process_id
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        killer = threading.Timer(0.05, os.kill, (pid, signal.SIGKILL))
        killer.start()
        with pytest.raises(PictureRefused):
            recogniser.words(pixels_of(picture), on)
        killer.join()

        assert terms_in(recogniser, picture, ADDRESS) == {ADDRESS}


def test_the_child_takes_no_file_and_has_none_open() -> None:
    with Recogniser(default_command(), timeout=100) as recogniser:
        recogniser.words(SMALL, on)
        pid = recogniser.process_id
        handles = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        limits = Path(f"/proc/{pid}/limits").read_text()

    assert all(each.startswith("pipe:") or each == "/dev/null" for each in handles)
    assert handles.count("/dev/null") == 3, "what it says, what it complains of, and what the engine says"
    assert environment == b""
    assert "Max open files            4" in limits or "Max open files            5" in limits


def test_c09_a_child_at_work_ends_with_its_parent_and_says_nothing_more() -> None:
    lines = [f"{number}: {ADDRESS} and all the other words of a page" * 3 for number in range(80)]
    page = screen(*lines, size=12, width=1900)
    question = io.BytesIO()
    wire.send(question, wire.Frame(wire.Verb.WORDS, (page.width, page.height, 2, 0), page.tobytes()))
    with subprocess.Popen(
        (*default_command(), "words"), bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(question.getvalue())
        reader.stdin.close()

        assert reader.stdout.read() == b""
        assert reader.wait(30) == 0


def test_without_an_engine_or_its_languages_nothing_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "find_spec", lambda _name: None)
    assert not languages.can_read()

    monkeypatch.undo()
    monkeypatch.setattr(languages, "LANGUAGES", ("eng", "tlh"))
    assert not languages.can_read()


def test_a_foreign_file_is_no_picture_to_the_child() -> None:
    with Recogniser(default_command(), timeout=100) as recogniser, pytest.raises(PictureRefused) as refused:
        recogniser._worker.ask(wire.Verb.WORDS, (2, 2, 2, 0), b"\x89PNG\r\n\x1a\n")

    assert refused.value.reason is Refusal.NOT_A_PICTURE
