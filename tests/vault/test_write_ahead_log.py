"""A log that was cut short is no damage; one that would make a reader forget what had reached the disk is."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journal.domain import records as r
from journal.domain.folder import JournalFolder
from journal.sealing.database_pages import PageKey
from journal.vault.engine import PAGE_BYTES
from journal.vault.errors import JournalDamaged
from journal.vault.facts import newest_seal
from journal.vault.opening import open_for_writing
from journal.vault.write_ahead_log import Log, log_of
from tests.samples import incident
from tests.sealing.fakes import flipped
from tests.vault.conftest import KEY, Opened

pytestmark = pytest.mark.slow

HEAD, FRAME = 32, 24 + PAGE_BYTES


@pytest.fixture
def log(opened: Opened) -> bytes:
    """The log of a journal whose process was killed, with eight commits in it."""
    for number in range(7):
        opened.keep(r.IncidentCreated(incident(f"number {number}")))
    return log_of(opened.folder.database).read_bytes()


def commits(log: bytes) -> list[int]:
    """The places of the frames that end a commit."""
    return [at for at in range(HEAD, len(log), FRAME) if int.from_bytes(log[at + 4 : at + 8], "big")]


def test_a_whole_log_is_read_as_sqlite_reads_it(opened: Opened, log: bytes) -> None:
    frames = list(Log(log, PAGE_BYTES).frames())

    counted = opened.vault._connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1]
    assert len(frames) == sum(frame.counts for frame in frames) == counted
    assert not Log(log, PAGE_BYTES).is_broken()
    assert all(PageKey(KEY).is_whole(frame.page, Log(log, PAGE_BYTES).page_at(frame)) for frame in frames)


def test_no_cut_looks_like_damage_and_every_cut_leaves_whole_commits(log: bytes) -> None:
    ends = [HEAD, *(at + FRAME for at in commits(log))]

    for cut in (*range(40), *range(0, len(log), 60_013), *ends, *(end - 1 for end in ends)):
        short = Log(log[:cut], PAGE_BYTES)
        used = [frame for frame in short.frames() if frame.counts]
        assert not short.is_broken()
        assert len(used) * FRAME + HEAD == max([HEAD, *(end for end in ends if end <= cut)])


def test_c08_every_flip_before_the_last_commit_is_found(log: bytes) -> None:
    last = commits(log)[-2] + FRAME
    chance = random.Random(1)
    places = [*range(0, 33, 3), *range(HEAD, HEAD + 24, 3), *(chance.randrange(last) for _ in range(30))]

    missed = [place for place in places if not Log(flipped(log, place * 8 + 3), PAGE_BYTES).is_broken()]

    assert missed == []
    assert not Log(flipped(log, (last + 40) * 8), PAGE_BYTES).is_broken()


def test_what_a_power_cut_leaves_behind_the_end_is_no_damage(log: bytes) -> None:
    """A torn transaction is followed by a shorter one; what is left of the first stays behind it for good."""
    first = commits(log)[3] + FRAME
    torn = bytearray(log)
    torn[first + 100] ^= 1
    kept = torn[: commits(log)[-1] + FRAME]

    assert Log(bytes(kept), PAGE_BYTES).is_broken()
    assert not Log(bytes(kept[: commits(log)[4] + FRAME]), PAGE_BYTES).is_broken()


CRASHED = """
import os, sys
from pathlib import Path
from journal.domain import records as r
from journal.domain.folder import JournalFolder
from tests.fakes import FakeClock
from tests.samples import incident
from tests.vault.conftest import open_journal

opened = open_journal(JournalFolder(Path(sys.argv[1])), FakeClock())
for number in range(6):
    opened.keep(r.IncidentCreated(incident(f"number {number}")))
print(opened.vault.seal().hex, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def crashed(folder: JournalFolder) -> tuple[JournalFolder, str]:
    command = [sys.executable, "-c", CRASHED, str(folder.root)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    return folder, done.stdout.strip()


def test_a_journal_whose_process_was_killed_opens_with_everything(crashed: tuple[JournalFolder, str]) -> None:
    folder, seal = crashed

    connection = open_for_writing(folder, KEY)

    assert newest_seal(connection).hex == seal
    connection.close()


def test_r03_a_damaged_log_is_told_and_nothing_is_touched(
    crashed: tuple[JournalFolder, str], tmp_path: Path
) -> None:
    folder, _ = crashed
    log = log_of(folder.database)
    whole = log.read_bytes()
    log.write_bytes(flipped(whole, (commits(whole)[1] + 5000) * 8))
    shutil.copytree(folder.root, tmp_path / "before")

    with pytest.raises(JournalDamaged) as caught:
        open_for_writing(folder, KEY)

    assert caught.value.place == "log"
    for path in (tmp_path / "before").rglob("*"):
        if path.is_file():
            same = folder.root / path.relative_to(tmp_path / "before")
            assert same.read_bytes() == path.read_bytes()
