"""A journal opens as it is, is brought up to date by a swap, and is never created over."""

import errno
import hashlib
import os
import random
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.domain import records as r
from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.vault import engine
from journal.vault.engine import Access, Connection, connect
from journal.vault.errors import (
    CipherMissing,
    JournalDamaged,
    JournalEmpty,
    JournalForeign,
    JournalMissing,
    JournalNewer,
    JournalUnreadable,
)
from journal.vault.facts import newest_seal, record_count, version_of
from journal.vault.migrations import Migration
from journal.vault.opening import AlreadyThere, create, make_folders, open_for_reading, open_for_writing
from journal.vault.swap import swap
from tests.fakes import FakeClock
from tests.samples import incident
from tests.vault.conftest import KEY, Opened, open_journal

OTHER_KEY = bytes(48)


def add_a_table(connection: Connection) -> None:
    connection.execute("CREATE TABLE own_later (one INTEGER)")


LATER = (Migration(2, add_a_table),)


def fingerprint(folder: JournalFolder) -> tuple[str, list[str]]:
    """What the database holds, and every name in the folder."""
    return hashlib.sha256(folder.database.read_bytes()).hexdigest(), sorted(
        path.name for path in folder.root.iterdir()
    )


def test_c03_everything_is_the_persons_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = JournalFolder(tmp_path / "Journal")
        make_folders(folder)
        create(folder, KEY)
        journal = open_journal(folder, FakeClock())
        journal.keep(r.IncidentCreated(incident()))
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [folder.root, *folder.root.rglob("*")]}
        journal.close()
    finally:
        os.umask(before)

    assert all(
        mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items() if path.exists()
    ), modes


def test_nothing_in_the_database_file_can_be_read(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("the canary sings", description="canary" * 100)))

    for path in opened.folder.root.rglob("*"):
        if path.is_file():
            assert b"canary" not in path.read_bytes()
            assert not path.read_bytes().startswith(b"SQLite")


def test_a_new_journal_is_never_made_over_what_is_there(folder: JournalFolder) -> None:
    before = fingerprint(folder)

    with pytest.raises(AlreadyThere):
        create(folder, KEY)

    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", JournalEmpty),
        (b"SQLite format 3\0" + bytes(5000), JournalForeign),
        (b"just some text", JournalUnreadable),
        (os.urandom(65536), JournalUnreadable),
    ],
)
def test_r08_what_is_no_journal_is_told_apart_and_left_alone(
    folder: JournalFolder, content: bytes, error: type[Exception]
) -> None:
    folder.database.write_bytes(content)
    before = fingerprint(folder)

    with pytest.raises(error):
        open_for_writing(folder, KEY)
    with pytest.raises(error):
        open_for_reading(folder, KEY)

    assert fingerprint(folder) == before


def test_r08_a_missing_database_is_not_made(folder: JournalFolder) -> None:
    folder.database.unlink()

    with pytest.raises(JournalMissing):
        open_for_writing(folder, KEY)

    assert not folder.database.exists()


def test_r08_another_key_opens_nothing_and_changes_nothing(folder: JournalFolder) -> None:
    before = fingerprint(folder)

    with pytest.raises(JournalUnreadable):
        open_for_writing(folder, OTHER_KEY)

    assert fingerprint(folder) == before


def test_r08_a_newer_journal_is_left_as_it_is(folder: JournalFolder) -> None:
    connection = open_for_writing(folder, KEY, LATER)
    connection.close()
    before = fingerprint(folder)

    with pytest.raises(JournalNewer) as caught:
        open_for_writing(folder, KEY)

    assert caught.value.version == 2
    assert fingerprint(folder) == before


def test_a_truncated_journal_is_damaged_or_unreadable_and_left_alone(opened: Opened) -> None:
    for number in range(50):
        opened.keep(r.IncidentCreated(incident(f"number {number}", description="words " * 200)))
    opened.close()
    whole = opened.folder.database.read_bytes()
    opened.folder.database.write_bytes(whole[: len(whole) * 3 // 4])
    before = fingerprint(opened.folder)

    def read_everything() -> None:
        connection = open_for_writing(opened.folder, KEY)
        try:
            with engine.telling_apart():
                connection.execute("SELECT sum(length(text)) FROM kept_body").fetchone()
        finally:
            connection.close()

    with pytest.raises((JournalDamaged, JournalUnreadable)):
        read_everything()

    assert fingerprint(opened.folder)[0] == before[0]


def test_an_older_journal_is_brought_up_to_date_and_holds_the_same(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("from before")))
    seal = opened.vault.seal()
    opened.close()

    connection = open_for_writing(opened.folder, KEY, LATER)

    assert version_of(connection) == 2
    assert newest_seal(connection) == seal
    connection.execute("INSERT INTO own_later (one) VALUES (1)")
    connection.close()


def test_projections_of_another_program_are_made_anew_at_the_next_start(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("still here")))
    opened.close()
    connection = connect(opened.folder.database, KEY, Access.WRITE)
    connection.execute("UPDATE own_projection SET made_by = 'another'")
    connection.execute("DROP TABLE seen_type")
    connection.execute("DELETE FROM seen_incident")
    connection.close()

    again = open_journal(opened.folder, FakeClock())

    (key,) = again.reader.timeline(Wanted()).keys
    assert again.reader.rows([key.id])[0].headline == "still here"
    again.close()


STEPS = (
    "copy",
    "change",
    "check the copy",
    "settle the old file",
    "write the marker",
    "rename",
    "remove the marker",
)

KILLED_THERE = """
import os, sys
from pathlib import Path
from journal.domain.folder import JournalFolder
from journal.vault.engine import transaction
from journal.vault.swap import swap

def change(connection):
    with transaction(connection):
        connection.execute("PRAGMA user_version=2")
        connection.execute("CREATE TABLE own_later (one INTEGER)")

def step(name):
    if name == sys.argv[2]:
        os.kill(os.getpid(), 9)

key = bytes(range(48))
swap(JournalFolder(Path(sys.argv[1])), key, key, change, step)
"""


@pytest.mark.parametrize("step", STEPS)
def test_r10_killed_between_any_two_steps_the_old_or_the_new_opens_whole(opened: Opened, step: str) -> None:
    opened.keep(r.IncidentCreated(incident("must not be lost")))
    seal = opened.vault.seal()
    opened.close()

    died = subprocess.run([sys.executable, "-c", KILLED_THERE, str(opened.folder.root), step], cwd=Path.cwd())

    assert died.returncode == -9
    connection = open_for_writing(opened.folder, KEY, LATER)
    assert newest_seal(connection) == seal
    assert version_of(connection) == 2
    connection.close()
    assert not opened.folder.swap_marker.exists()
    assert list(opened.folder.work.iterdir()) == []


def test_a_journal_swapped_to_another_key_opens_only_with_it(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident()))
    seal = opened.vault.seal()
    opened.close()

    swap(opened.folder, KEY, OTHER_KEY, lambda connection: None)

    with pytest.raises(JournalUnreadable):
        open_for_reading(opened.folder, KEY)
    connection = open_for_writing(opened.folder, OTHER_KEY)
    assert newest_seal(connection) == seal
    connection.close()


def test_a_failed_change_leaves_the_old_journal(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident()))
    seal = opened.vault.seal()
    opened.close()

    def lose_a_record(connection: Connection) -> None:
        connection.execute("DROP TRIGGER kept_record_stays")
        connection.execute("DELETE FROM kept_record WHERE seq = 2")

    with pytest.raises(JournalDamaged):
        swap(opened.folder, KEY, KEY, lose_a_record)

    connection = open_for_writing(opened.folder, KEY)
    assert newest_seal(connection) == seal
    connection.close()


def test_the_first_page_is_kept_beside_the_journal_still_encrypted(folder: JournalFolder) -> None:
    connection = open_for_writing(folder, KEY)
    connection.close()

    assert folder.first_page.read_bytes() == folder.database.read_bytes()[:16384]
    assert b"SQLite" not in folder.first_page.read_bytes()


class WithoutCipher:
    """A library that opens databases and silently ignores keys."""

    def connect(self, *_args: object, **_more: object) -> "WithoutCipher":
        return self

    def execute(self, _statement: str) -> "WithoutCipher":
        return self

    def fetchone(self) -> None:
        return None

    def close(self) -> None:
        self.closed = True


def test_c07_a_library_that_does_not_encrypt_is_refused(
    folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = WithoutCipher()
    monkeypatch.setattr(library, "Error", Exception, raising=False)
    monkeypatch.setattr(engine, "dbapi2", library)

    with pytest.raises(CipherMissing):
        connect(folder.database, KEY, Access.WRITE)

    assert library.closed


def test_r05_a_full_disk_keeps_nobody_out_of_the_journal(
    folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_for_writing(folder, KEY).close()
    folder.first_page.write_bytes(b"an earlier one")

    def full(handle: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("journal.vault.swap.os.write", full)

    open_for_writing(folder, KEY).close()

    assert folder.first_page.read_bytes() == b"an earlier one"
    assert not folder.first_page.with_suffix(".new").exists()


def test_r05_a_first_page_that_is_written_in_parts_is_kept_whole(
    folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.first_page.unlink(missing_ok=True)
    write = os.write
    monkeypatch.setattr("journal.vault.swap.os.write", lambda handle, data: write(handle, data[:1000]))

    open_for_writing(folder, KEY).close()

    assert folder.first_page.read_bytes() == folder.database.read_bytes()[: engine.PAGE_BYTES]


DIES_WRITING = """
import os, sys
from pathlib import Path
from journal.domain import records as r
from journal.domain.folder import JournalFolder
from tests.fakes import FakeClock
from tests.samples import incident
from tests.vault.conftest import open_journal

opened = open_journal(JournalFolder(Path(sys.argv[1])), FakeClock())
for number in range(40):
    opened.keep(r.IncidentCreated(incident(f"Message {number}")))
os.kill(os.getpid(), 9)
"""
MIGRATES = """
import sys
from pathlib import Path
from journal.domain.folder import JournalFolder
from journal.vault.opening import open_for_writing
from tests.vault.conftest import KEY
from tests.vault.test_opening import LATER

print("begins", flush=True)
open_for_writing(JournalFolder(Path(sys.argv[1])), KEY, LATER).close()
print("done", flush=True)
"""


def brought_up_to_date_and_killed(folder: JournalFolder, place: Path, times: int) -> int:
    """Kill the bringing up to date of a journal with a log at random moments; return how often it was not over yet."""
    died = subprocess.run([sys.executable, "-c", DIES_WRITING, str(folder.root)], cwd=Path.cwd())
    assert died.returncode == -9
    assert folder.database.with_name("journal.db-wal").stat().st_size > 0
    chance, killed = random.Random(10), 0
    for number in range(times):
        copy = JournalFolder(place / str(number))
        shutil.copytree(folder.root, copy.root)
        command = [sys.executable, "-c", MIGRATES, str(copy.root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begins\n"
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            killed += process.stdout.read() == ""
        connection = open_for_writing(copy, KEY, LATER)
        assert (version_of(connection), record_count(connection)) == (2, 41)
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        connection.close()
        assert list(copy.work.iterdir()) == []
    return killed


@pytest.mark.slow
def test_r10_an_older_journal_with_a_log_killed_at_random_opens_whole(
    folder: JournalFolder, tmp_path: Path
) -> None:
    brought_up_to_date_and_killed(folder, tmp_path, 4)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_r10_an_older_journal_with_a_log_killed_at_thirty_moments_opens_whole(
    folder: JournalFolder, tmp_path: Path
) -> None:
    assert brought_up_to_date_and_killed(folder, tmp_path, 30) > 5
