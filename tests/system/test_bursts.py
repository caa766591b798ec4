"""The key pressed ten times a second: each picture shows its own moment, none is lost, and all are in order."""

import contextlib
import hashlib
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.desktop.channel import Answer, ask
from journal.desktop.errors import KeeperSilent
from journal.domain.folder import JournalFolder
from journal.domain.reading import Piece
from journal.services.journal import Journal
from tests.commands import needed
from tests.fakes import NOON, FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.services.quick import quick_journal
from tests.system.displays import PATIENCE, Display, on_display, wait_until
from tests.system.program import running
from tests.system.test_hotkeys import seen
from tests.system.test_killed_by_hotkey import in_place
from tests.system.ticking import number_in

EVERY_SECONDS = 0.1
LATE_SECONDS = 2.5
"""A busy machine may take that long to hear a key and look; pictures that wait for those before are later than this."""


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    folder = JournalFolder(tmp_path / "Journal")
    quick_journal(folder, surroundings(FakeClock())).close()
    return folder


@contextmanager
def ticking(display: Display) -> Iterator[list[tuple[int, float]]]:
    """A screen that tells the time; which number was there from when on is known at the end."""
    shown: list[tuple[int, float]] = []
    with on_display(display, sys.executable, "-m", "tests.system.ticking") as painter:
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"
        try:
            yield shown
        finally:
            told, _ = painter.communicate(timeout=PATIENCE)
            for line in told.splitlines():
                number, at = line.split()
                shown.append((int(number), float(at)))


def press_often(display: Display, times: int) -> list[float]:
    """Press the key so many times, ten times a second, and return when."""
    presses = []
    begun = time.monotonic()
    for turn in range(times):
        time.sleep(max(0.0, begun + turn * EVERY_SECONDS - time.monotonic()))
        presses.append(time.monotonic())
        subprocess.run(["xdotool", "key", "F9"], env=display.environ(), check=True)
    return presses


def ask_often(journal: Path, times: int, answered: list[float]) -> list[threading.Thread]:
    """Ask for a picture ten times a second without waiting for the one before; note when one was said to be kept."""

    def ask_once() -> None:
        with contextlib.suppress(KeeperSilent):  # it was killed with the answer on its lips
            if ask(journal, "capture", PATIENCE) is Answer.OK:
                answered.append(time.monotonic())

    threads = [threading.Thread(target=ask_once) for _ in range(times)]
    for thread in threads:
        thread.start()
        time.sleep(EVERY_SECONDS)
    return threads


def filed(journal: Journal) -> list[Piece]:
    """What was caught, as it is in the journal."""
    found = journal.file_inbox().result(PATIENCE)
    assert found.unopened == ()
    return [journal.piece(one).result() for one in found.evidence]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_r02_a_hundred_captures_at_ten_a_second_show_each_its_own_moment(
    xvfb: Display, folder: JournalFolder
) -> None:
    needed("xdotool")
    with ticking(xvfb) as shown, running(xvfb, folder.root):
        wait_until(lambda: len(seen(xvfb)) == 1, "the window is there")
        assert ask(folder.root, "show", PATIENCE) is Answer.OK
        presses = press_often(xvfb, 100)
        wait_until(lambda: len(in_place(folder)) == 100, "all are in their place")

    journal = quick_journal(folder, surroundings(FakeClock(NOON + 10**6), 10**6))
    try:
        pieces = filed(journal)
        numbers = [number_in(kept_bytes(journal, piece.id)) for piece in pieces]
    finally:
        journal.close()

    assert len(pieces) == 100
    assert None not in numbers, "something lay over the number"
    since = dict(shown)
    taken = [since[number] for number in numbers if number is not None]
    assert taken == sorted(taken)
    assert [piece.evidence.acquired_ms for piece in pieces] == sorted(
        piece.evidence.acquired_ms for piece in pieces
    )
    late = [at - press for at, press in zip(taken, presses, strict=True)]
    # A number is there before the moment it is told.
    assert min(late) > -EVERY_SECONDS
    assert max(late) < LATE_SECONDS
    print(f"taken {min(late):.3f} to {max(late):.3f} s after the press, in the middle {sorted(late)[50]:.3f}")


def kill_in_bursts(display: Display, folder: JournalFolder, times: int) -> None:
    """Kill the keeper again and again while pictures are taken, encoded, sealed and answered for."""
    chance = random.Random(times)
    said = 0
    for _ in range(times):
        with running(display, folder.root) as program:
            wait_until(lambda: len(seen(display)) == 1, "the window is there")
            before, answered = len(in_place(folder)), list[float]()
            last = threading.Timer(chance.uniform(0.2, 1.3), program.keeper.kill)
            last.start()
            threads = ask_often(folder.root, 12, answered)
            program.keeper.wait(PATIENCE)
            for thread in threads:
                thread.join(PATIENCE)
            there = in_place(folder)
        assert len(there) - before >= len(answered), "what was said to be kept is there"
        said += len(answered)
    assert said >= times

    journal = quick_journal(folder, surroundings(FakeClock(NOON + 10**6), 10**6))
    try:
        pieces = filed(journal)
        assert len(pieces) >= said
        for piece in pieces:
            original = kept_bytes(journal, piece.id)
            assert hashlib.sha256(original).hexdigest() == piece.evidence.original.sha256
    finally:
        journal.close()
    print(f"{times} kills, {said} captures said to be kept, {len(pieces)} there, none lost")


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_r02_e10_what_was_said_to_be_kept_outlives_four_kills_in_the_middle_of_bursts(
    xvfb: Display, folder: JournalFolder
) -> None:
    with ticking(xvfb):
        kill_in_bursts(xvfb, folder, 4)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("window_manager")
def test_r02_e10_what_was_said_to_be_kept_outlives_a_hundred_kills_in_the_middle_of_bursts(
    xvfb: Display, folder: JournalFolder
) -> None:
    with ticking(xvfb):
        kill_in_bursts(xvfb, folder, 100)
