"""The keyless half of a capture: what is looked at, what is kept, and what is said of it."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest
from PIL import Image

from journal.capture.screens import Frame, HandedOver, Taken
from journal.desktop.foreground import Foreground
from journal.domain.capture_wish import CaptureWish, What
from journal.domain.evidence import Box, Mark, Screen
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.domain.reading import Piece
from journal.sealing.errors import DiskFull
from journal.services.catching import Catcher, Caught
from journal.services.in_hand import Held, InHand
from journal.services.journal import Journal
from tests.fakes import FakeClock, seeded
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes, verified
from tests.services.quick import quick_journal

LEFT, RIGHT = Screen("LEFT", 0, 0, 40, 30), Screen("RIGHT", 40, 0, 40, 30)


class Eyes:
    """A source that shows what the test puts before it."""

    def __init__(self) -> None:
        self.next: Taken = picture(1)
        self.rests = 0

    def grab(self) -> Taken:
        return self.next

    def rest(self) -> None:
        self.rests += 1


def picture(number: int) -> Frame:
    """Two screens beside each other, with something on them that only this number has."""
    pixels = b"".join(bytes((at % 251, at // 80, number % 256, number // 256)) for at in range(80 * 30))
    return Frame(80, 30, pixels, 0, 0, (LEFT, RIGHT), "eyes 1")


def plain(*colour: int) -> Frame:
    return Frame(80, 30, bytes((*reversed(colour), 0)) * 2400, 0, 0, (LEFT, RIGHT), "eyes 1")


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


def catcher(
    folder: JournalFolder, eyes: Eyes, clock: FakeClock, window: Box | None = None, seed: int = 7
) -> Catcher:
    return Catcher(
        folder,
        find_source=lambda: eyes,
        foreground=lambda: Foreground("A page", "browser", window),
        clock=clock,
        randomness=seeded(seed),
        program="Journal 1",
        system="test",
    )


def filed(journal: Journal) -> list[Piece]:
    ids = journal.file_inbox().result(60).evidence
    return [journal.piece(one).result() for one in ids]


def size_of(journal: Journal, piece: Piece) -> tuple[int, int]:
    return Image.open(io.BytesIO(kept_bytes(journal, piece.id)), formats=["PNG"]).size


@pytest.mark.parametrize(
    ("shown", "mark"), [(plain(0, 0, 0), Mark.BLACK), (plain(9, 9, 9), Mark.ONE_COLOUR), (picture(3), "")]
)
def test_a_capture_that_shows_nothing_is_kept_and_marked_wherever_it_is_read(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes, shown: Frame, mark: str
) -> None:
    eyes.next = shown

    caught = catcher(folder, eyes, clock).catch("open")

    (piece,) = filed(quick)
    (loose,) = quick.loose().result()
    assert (caught.note, piece.evidence.provenance.note, loose.mark) == (mark, mark, mark)


def test_a_capture_that_equals_the_one_before_is_kept_and_marked(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes
) -> None:
    house = catcher(folder, eyes, clock)

    notes = [house.catch("open").note]
    notes.append(house.catch("open").note)
    eyes.next = picture(2)
    notes.append(house.catch("open").note)
    eyes.next = picture(1)
    notes.append(house.catch("open").note)

    assert notes == ["", Mark.REPEATED, "", ""]
    assert len(filed(quick)) == 4


def test_in_a_burst_each_picture_is_marked_by_the_one_pressed_before_it(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes
) -> None:
    house = catcher(folder, eyes, clock)
    shown = [picture(1), picture(1), plain(0, 0, 0), picture(1), picture(2), picture(2), plain(7, 7, 7)]
    told: list[Caught | Held | Exception] = []
    in_hand = InHand(house, lambda: None)
    for frame in shown * 4:
        eyes.next = frame
        clock.pass_ms(100)
        in_hand.add(house.grab(), "open", told.append)
    in_hand.close()

    once = ["", Mark.REPEATED, Mark.BLACK, "", "", Mark.REPEATED, Mark.ONE_COLOUR]
    assert [one.note for one in told if isinstance(one, Caught)] == once * 4
    assert [piece.evidence.provenance.note for piece in filed(quick)] == once * 4


@pytest.mark.parametrize(
    ("shown", "mark"), [(picture(3), Mark.LATE), (picture(1), Mark.LATE), (plain(0, 0, 0), Mark.BLACK)]
)
def test_a_picture_that_was_taken_late_is_marked_unless_it_shows_nothing(
    folder: JournalFolder, quick: Journal, clock: FakeClock, eyes: Eyes, shown: Frame, mark: str
) -> None:
    house = catcher(folder, eyes, clock)
    house.catch("open")
    eyes.next = shown
    grabbed = house.grab()

    late = replace(grabbed, known=replace(grabbed.known, late=True))

    assert house.seal(house.develop(late), "open").note == mark


def test_what_follows_a_picture_that_was_not_kept_is_not_said_to_be_the_same(
    folder: JournalFolder, quick: Journal, clock: FakeClock, eyes: Eyes, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = catcher(folder, eyes, clock)

    def refuse(*_args: object) -> None:
        raise DiskFull("write")

    with monkeypatch.context() as full:
        full.setattr("journal.services.catching.seal_to_inbox", refuse)
        with pytest.raises(DiskFull):
            house.catch("open")

    assert house.catch("open").note == ""


def test_black_twice_is_said_to_be_black(
    folder: JournalFolder, quick: Journal, clock: FakeClock, eyes: Eyes
) -> None:
    eyes.next = plain(0, 0, 0)
    house = catcher(folder, eyes, clock)

    assert [house.catch("open").note, house.catch("open").note] == [Mark.BLACK, Mark.BLACK]


@pytest.mark.parametrize(
    ("what", "window", "size", "said"),
    [
        (What.ALL, Box(50, 5, 10, 8), (80, 30), ""),
        (What.WINDOW, Box(50, 5, 10, 8), (10, 8), "active window only, 10x8 at 50,5"),
        (What.WINDOW, Box(70, 20, 50, 50), (10, 10), "active window only, 10x10 at 70,20"),
        (What.WINDOW, None, (80, 30), ""),
        (What.SCREEN, Box(50, 5, 10, 8), (40, 30), "one screen only, 40x30 at 40,0"),
        (What.SCREEN, None, (40, 30), "one screen only, 40x30 at 0,0"),
    ],
)
def test_what_was_wished_for_is_kept_and_that_it_is_a_part_is_kept_with_it(
    quick: Journal,
    folder: JournalFolder,
    clock: FakeClock,
    eyes: Eyes,
    what: What,
    window: Box | None,
    size: tuple[int, int],
    said: str,
) -> None:
    catcher(folder, eyes, clock, window).catch("open", CaptureWish(what))

    (piece,) = filed(quick)
    assert size_of(quick, piece) == size
    assert piece.evidence.provenance.backend == ", ".join(part for part in ("eyes 1", said) if part)


def test_what_a_desktop_hands_over_is_kept_as_it_came(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes
) -> None:
    file = io.BytesIO()
    Image.new("RGB", (50, 20), (1, 2, 3)).save(file, "PNG")
    eyes.next = HandedOver(file.getvalue(), "a desktop")

    caught = catcher(folder, eyes, clock).catch("locked", CaptureWish(What.WINDOW))

    (piece,) = filed(quick)
    assert kept_bytes(quick, piece.id) == file.getvalue()
    assert (caught.note, piece.evidence.provenance.backend) == (Mark.ONE_COLOUR, "a desktop")


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_r02_a_hundred_captures_while_others_are_being_filed_are_all_there_once(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes
) -> None:
    house = catcher(folder, eyes, clock)
    told: list[Caught | Held | Exception] = []
    over = threading.Event()

    def take() -> None:
        in_hand = InHand(house, lambda: None)
        try:
            for number in range(100):
                clock.pass_ms(100)
                in_hand.add(house.grab(), "open", told.append)
                eyes.next = picture(number + 2)
        finally:
            in_hand.close()
            over.set()

    thread = threading.Thread(target=take)
    thread.start()
    found: list[EvidenceId] = []
    while not over.is_set():
        found += quick.file_inbox().result(60).evidence
    thread.join()
    found += quick.file_inbox().result(60).evidence

    kept = [one.name for one in told if isinstance(one, Caught)]
    pieces = sorted(
        (quick.piece(one).result() for one in found), key=lambda piece: piece.evidence.acquired_ms
    )
    assert len(kept) == len(set(kept)) == 100
    assert [piece.evidence.file for piece in pieces] == kept
    for piece in pieces:
        assert sha256(kept_bytes(quick, piece.id)).hexdigest() == piece.evidence.original.sha256
    assert list(folder.inbox.iterdir()) == []
    assert verified(quick).faults == ()


def test_captures_that_waited_are_recorded_in_the_order_they_were_taken_in(
    quick: Journal, folder: JournalFolder, clock: FakeClock, eyes: Eyes
) -> None:
    house = catcher(folder, eyes, clock)
    names = []
    for number in range(12):
        clock.pass_ms(100)
        eyes.next = picture(number)
        names.append(house.catch("locked").name)

    pieces = filed(quick)

    assert [piece.evidence.file for piece in pieces] == names
    assert sorted(names) != names
