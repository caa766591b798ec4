"""R-11: copies made while the journal is written are whole, and a killed one leaves nothing with the name of a copy."""

import random
import sys
import threading
import time
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import write_key_files
from journal.sealing.secret import WrapKey
from journal.sealing.slots import KeyringParameters, wrap_root
from journal.services.backup_place import BackupPlace
from journal.services.checking_backups import check_backup
from journal.services.copies_found import copies_in
from tests.durability.acknowledged import started
from tests.durability.writer import ROOT, made
from tests.fakes import FakeClock
from tests.sealing.fakes import JOURNAL, Known
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal, quick_root
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow


def copy_while_writing(folder: JournalFolder, place: Path, times: int) -> int:
    """Make copies while a thread writes without a pause; how many entries were written meanwhile."""
    clock = FakeClock()
    journal = quick_journal(folder, surroundings(clock, seed=2))
    ended, written = threading.Event(), []

    def keep_writing() -> None:
        while not ended.is_set():
            written.append(write(journal, headline="one more", description="words " * 200))

    thread = threading.Thread(target=keep_writing)
    thread.start()
    try:
        seen = []
        for _ in range(times):
            clock.pass_ms(2000)
            copied = journal.backups.make(place, on).result()
            (copy,) = [found for found in copies_in(place) if found.files.root.name == copied.name]
            findings = check_backup(copy, quick_root(), on)
            assert findings.in_order, findings
            assert copied.facts is not None
            assert findings.findings.seal == copied.facts.seal
            seen.append(copied.facts.records)
    finally:
        ended.set()
        thread.join()
        journal.close()
    assert seen == sorted(seen)
    return len(written)


def test_r11_copies_made_during_continuous_writing_are_whole(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()

    assert copy_while_writing(JournalFolder(tmp_path / "Journal"), tmp_path / "stick", 5) > 5


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r11_fifty_copies_made_during_continuous_writing_are_whole(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()

    written = copy_while_writing(JournalFolder(tmp_path / "Journal"), tmp_path / "stick", 50)

    print(f"50 copies whole, {written} entries written meanwhile")


def with_keys(folder: JournalFolder) -> JournalFolder:
    """The same with key files, of a slot that takes no stretching."""
    slot = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 1), JOURNAL, Known())
    write_key_files(folder.root, KeyFile.issue(ROOT, JOURNAL, (slot,)))
    return folder


def kill_copiers(folder: JournalFolder, place: Path, seeds: range) -> int:
    """Kill a process that makes copies, again and again; how many copies it had said it made."""
    said = 0
    for seed in seeds:
        command = [
            sys.executable, "-m", "tests.durability.copier", str(folder.root), str(place), str(seed)
        ]  # fmt: skip
        process = started(command)
        assert process.stdout is not None
        before = [process.stdout.readline() for _ in range(seed % 3)]  # and then at any moment of the next
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.kill()
        output, errors = process.communicate()
        assert process.returncode == -9, errors.decode()
        lines = (b"".join(before) + output).decode().split("\n")[:-1]
        names = [line.split(" ", 1)[1] for line in lines]
        said += len(names)
        there = {found.name for found in BackupPlace(place).generations()}
        assert set(names[-1:]) <= there
        assert {path.name for path in place.glob("[0-9]*")} == there
        for copy in copies_in(place) if there else ():
            assert check_backup(copy, ROOT, on).in_order
    return said


def test_r11_a_killed_copy_leaves_nothing_with_the_name_of_one(tmp_path: Path) -> None:
    folder = with_keys(made(tmp_path / "Journal"))

    assert kill_copiers(folder, tmp_path / "place", range(1, 5)) > 0


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r11_fifty_killed_copies_leave_nothing_with_the_name_of_one(tmp_path: Path) -> None:
    folder = with_keys(made(tmp_path / "Journal"))

    said = kill_copiers(folder, tmp_path / "place", range(100, 150))

    print(f"50 kills, {said} copies made, all whole")
