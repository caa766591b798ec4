"""R-01: whatever was said to be kept is there after the process was killed, at whatever moment."""

import random
import time
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from tests.durability.acknowledged import Said, check_kept, read, started, writer
from tests.durability.writer import made

pytestmark = pytest.mark.slow

IN_CI, IN_FULL = 20, 200
"""A tenth of the kills is enough for every change; all of them are one flag away."""

MOST_BEFORE = 9
"""Entries and captures that a writer keeps before the one at which it is killed."""


def killed(folder: JournalFolder, seed: int) -> Said:
    """Let a writer write for a while, kill it, and return what it had said."""
    chance = random.Random(seed)
    process = started(writer(folder.root, seed))
    assert process.stdout is not None
    # When is drawn: after so many, and then at any moment of the next. However slow the machine, so many were written.
    before = [process.stdout.readline() for _ in range(chance.randrange(MOST_BEFORE + 1))]
    time.sleep(chance.uniform(0, 0.03))
    process.kill()
    output, _ = process.communicate()
    assert process.returncode == -9
    return read(b"".join(before) + output)


def rounds(folder: JournalFolder, seeds: range) -> Said:
    """Kill one writer after the other in the same journal, and look after each."""
    incidents: dict[int, str] = {}
    captures: dict[str, str] = {}
    for seed in seeds:
        said = killed(folder, seed)
        assert not said.others
        incidents |= said.incidents
        captures |= said.captures
        check_kept(folder, said)
    everything = Said(incidents, captures, ())
    check_kept(folder, everything)
    return everything


def test_r01_no_acknowledged_entry_or_capture_is_lost_by_a_kill(tmp_path: Path) -> None:
    said = rounds(made(tmp_path / "Journal"), range(IN_CI))

    assert len(said.incidents) > IN_CI
    assert len(said.captures) > IN_CI // 2


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r01_no_acknowledged_entry_or_capture_is_lost_by_two_hundred_kills(tmp_path: Path) -> None:
    said = rounds(made(tmp_path / "Journal"), range(1000, 1000 + IN_FULL))

    print(f"{IN_FULL} kills: {len(said.incidents)} entries, {len(said.captures)} captures, none lost")
    assert len(said.incidents) > IN_FULL
