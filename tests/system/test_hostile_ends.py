"""R-01, R-02, E-10: whatever moment the program is killed at, what it said was kept is there, whole and unreadable."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.reading import Wanted
from journal.services.journal import Journal
from journal.services.verifying import Verdict
from tests.fakes import NOON, FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal

TYPED = b"typed "


def killed_after(folder: JournalFolder, seed: int, seconds: float) -> list[list[str]]:
    """Have it written to for so long, kill the writer, and return what was acknowledged."""
    command = [sys.executable, "-m", "tests.system.killed_writer", str(folder.root), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        time.sleep(seconds)
        writer.kill()
        said = writer.stdout.read()
    # A line that was cut was not said.
    return [line.split(" ", 2) for line in said.decode().split("\n")[:-1]]


def assert_kept(journal: Journal, acknowledged: list[list[str]]) -> None:
    journal.file_inbox().result()
    held = {}
    for loose in journal.loose().result():
        if loose.evidence:
            evidence = journal.piece(loose.evidence).result().evidence
            held[evidence.file] = evidence.original.sha256
    for what, which, said in acknowledged:
        if what == "added":
            assert journal.piece(EvidenceId(which)).result().evidence.original.sha256 == said
        elif what == "typed":
            settled = [line for line in acknowledged if line[0] == "settled" and line[2] == said]
            if not settled:
                assert said in everything_typed(journal)
        elif what == "settled":
            assert journal.entry(IncidentId(which)).result().incident.headline == said
        else:
            assert held[which] == said


def everything_typed(journal: Journal) -> set[str]:
    """The headlines of drafts and of records."""
    drafts = {
        journal.draft(loose.draft).result().incident.headline
        for loose in journal.loose().result()
        if loose.draft
    }
    keys = journal.timeline(Wanted()).result().keys
    return drafts | {row.headline for row in journal.rows([key.id for key in keys]).result()}


def kill_and_look(folder: JournalFolder, times: int) -> int:
    chance = random.Random(times)
    acknowledged: list[list[str]] = []
    for seed in range(times):
        acknowledged += killed_after(folder, seed, chance.uniform(0.0, 0.6))
        if seed % 5 == 4 or seed == times - 1:
            journal = quick_journal(folder, surroundings(FakeClock(NOON + 10**6 + seed), 10**6 + seed))
            assert_kept(journal, acknowledged)
            findings = verified(journal)
            assert findings.verdict is Verdict.NOT_ANCHORED, findings.faults
            journal.close()
            assert [
                path for path in folder.root.rglob("*") if path.is_file() and TYPED in path.read_bytes()
            ] == []
    return len(acknowledged)


@pytest.mark.timeout(300)
def test_r01_r02_e10_what_was_acknowledged_outlives_six_kills(folder: JournalFolder) -> None:
    assert kill_and_look(folder, 6) > 6


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r01_r02_e10_what_was_acknowledged_outlives_fifty_kills(folder: JournalFolder) -> None:
    assert kill_and_look(folder, 50) > 50


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    folder = JournalFolder(tmp_path / "Journal")
    quick_journal(folder, surroundings(FakeClock())).close()
    return folder
