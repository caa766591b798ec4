"""R-02: keeper and window are killed at any moment after the key was pressed; what was in its place stays whole."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.desktop.channel import Answer, ask
from journal.domain.folder import JournalFolder
from tests.commands import needed
from tests.fakes import NOON, FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.services.quick import quick_journal
from tests.system.displays import PATIENCE, Display, on_display, wait_until
from tests.system.pattern import BEHIND
from tests.system.program import running

LONGEST = 0.5
"""Seconds after the press within which somebody is killed; most captures are in their place by then."""


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    folder = JournalFolder(tmp_path / "Journal")
    quick_journal(folder, surroundings(FakeClock())).close()
    return folder


def in_place(folder: JournalFolder) -> dict[str, str]:
    """The captures that lie in the inbox under their names, and the SHA-256 of the sealed file."""
    files = (path for path in folder.inbox.iterdir() if not path.name.startswith("."))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def press_and_kill(display: Display, folder: JournalFolder, times: int) -> dict[str, str]:
    """Return what had been in its place when the kill came."""
    chance = random.Random(times)
    acknowledged: dict[str, str] = {}
    for turn in range(times):
        with running(display, folder.root) as program:
            # What answers has taken its keys before.
            assert ask(folder.root, "show", PATIENCE) is Answer.OK
            window = program.wait_for_window()
            with subprocess.Popen(["xdotool", "key", "F9"], env=display.environ()):
                time.sleep(chance.uniform(0.0, LONGEST))
                os.kill(program.keeper.pid if turn % 2 else window, signal.SIGKILL)
            acknowledged |= in_place(folder)
            if turn % 2 == 0:
                # The window's end costs no capture: the keeper goes on.
                wait_until(lambda turn=turn: len(in_place(folder)) >= turn // 2 + 1, "the capture is kept")  # type: ignore[misc]  # bound now
                acknowledged |= in_place(folder)
    return acknowledged


def assert_all_there(folder: JournalFolder, acknowledged: dict[str, str]) -> None:
    there = in_place(folder)
    assert {name: there.get(name) for name in acknowledged} == acknowledged
    journal = quick_journal(folder, surroundings(FakeClock(NOON + 10**6), 10**6))
    try:
        filed = journal.file_inbox().result()
        assert filed.unopened == ()
        held = {}
        for loose in journal.loose().result():
            if loose.evidence:
                evidence = journal.piece(loose.evidence).result().evidence
                original = kept_bytes(journal, loose.evidence)
                assert hashlib.sha256(original).hexdigest() == evidence.original.sha256
                held[evidence.file] = evidence
        assert set(acknowledged) <= set(held)
        print(
            f"{len(acknowledged)} captures were in their place when something was killed, {len(held)} are there"
        )
    finally:
        journal.close()


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_r02_what_was_in_its_place_outlives_six_kills(xvfb: Display, folder: JournalFolder) -> None:
    needed("xdotool")
    with on_display(xvfb, sys.executable, "-m", "tests.system.pattern", BEHIND) as painter:
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"

        acknowledged = press_and_kill(xvfb, folder, 6)

    assert len(acknowledged) >= 3
    assert_all_there(folder, acknowledged)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("window_manager")
def test_r02_what_was_in_its_place_outlives_a_hundred_kills(xvfb: Display, folder: JournalFolder) -> None:
    acknowledged = press_and_kill(xvfb, folder, 100)

    assert len(acknowledged) >= 50
    assert_all_there(folder, acknowledged)
