"""H-01, H-03, H-04, E-05: whatever a file is, it is kept byte for byte or refused with words, and never obeyed."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.intake.reader import Unreadable
from journal.services.filing import Added
from journal.services.journal import Journal
from journal.services.troubles import trouble_of
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.hostile_files import hostile_files
from tests.services.looking import kept_bytes, verified
from tests.services.quick import quick_journal

pytestmark = pytest.mark.slow

MOST_KIB = 600_000
MIB = 1024 * 1024
CANARIES = ("canary-of-journal", "canary.invalid")


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Journal:
    """A journal that opens at once; its test closes it."""
    return quick_journal(folder, surroundings(clock))


def add(journal: Journal, *paths: Path, told: Callable[[int], None] = lambda _done: None) -> Added:
    def going_on(done: int, _total: int) -> bool:
        told(done)
        return True

    return journal.add_files(paths, Method.FILE, going_on).result(60)


def originals(folder: JournalFolder) -> list[Path]:
    return [path for path in folder.media.rglob("*") if path.is_file()]


def written(place: Path) -> dict[str, bytes]:
    """The hostile files, on a disk."""
    place.mkdir()
    files = hostile_files()
    for name, data in files.items():
        (place / name).write_bytes(data)
    return files


@pytest.mark.timeout(300)
def test_h03_h04_e05_hostile_files_are_kept_shown_and_printed_without_being_obeyed(tmp_path: Path) -> None:
    files = written(tmp_path / "files")
    assert len(files) >= 80
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=%file,socket", "-s", "4096", "-o", str(trace)]
    asked = [sys.executable, "-m", "tests.services.hostile_files"]
    strace = watched if shutil.which("strace") else []

    done = subprocess.run(
        [*strace, *asked, str(tmp_path / "Journal"), str(tmp_path / "files")], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["refused"] == []
    assert told["hashes"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert told["verdict"] == "NOT_ANCHORED"
    assert told["decoded_here"] == []
    assert max(told["own_kib"], told["children_kib"]) < MOST_KIB
    assert {name for name in told["shown"] if told["shown"][name] == "shown"} < set(files)
    assert all(told["shown"][name] != "shown" for name in ("svg.png", "page.png", "program.jpg", "bomb.png"))
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == told["pages"]
    if strace:
        traced = trace.read_text("utf-8", "replace")
        assert "openat" in traced
        assert [line for line in traced.splitlines() if any(canary in line for canary in CANARIES)] == []
        assert "AF_INET" not in traced


def special(place: Path, folder: JournalFolder) -> dict[str, tuple[Path, str]]:
    """What is no ordinary file, and why each is refused."""
    os.mkfifo(place / "pipe")
    (place / "to the pipe").symlink_to(place / "pipe")
    (place / "loop").symlink_to(place / "loop")
    (place / "one").symlink_to(place / "two")
    (place / "two").symlink_to(place / "one")
    (place / "nowhere").symlink_to(place / "not there")
    (place / "to a device").symlink_to("/dev/zero")
    (place / "to ours").symlink_to(folder.database)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(os.path.relpath(place / "socket"))
    return {
        "a pipe": (place / "pipe", "not a file"),
        "a link to a pipe": (place / "to the pipe", "not a file"),
        "a link to itself": (place / "loop", "failed"),
        "links in a ring": (place / "one", "failed"),
        "a link to nothing": (place / "nowhere", "missing"),
        "a link to a device": (place / "to a device", "not a file"),
        "a device": (Path("/dev/null"), "not a file"),
        "an endless device": (Path("/dev/urandom"), "not a file"),
        "a socket": (place / "socket", "not a file"),
        "a folder": (place, "folder"),
        "no name": (Path(), "folder"),
        "nothing there": (place / "not there", "missing"),
        "a name with a NUL": (place / "a\0b", "failed"),
        "a name too long": (place / ("x" * 300), "failed"),
        "a path too long": (place / ("x/" * 3000), "failed"),
        "below a file": (folder.database / "x", "failed"),
        "the journal's own file": (folder.database, "kept already"),
        "a link to it": (place / "to ours", "kept already"),
    }


def test_h01_what_is_no_ordinary_file_is_refused_with_words_and_holds_nobody_up(
    quick: Journal, folder: JournalFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "special"
    place.mkdir()
    monkeypatch.chdir(tmp_path)
    cases = special(place, folder)
    (tmp_path / "sound.txt").write_bytes(b"sound")

    added = add(quick, *(path for path, _ in cases.values()), tmp_path / "sound.txt")

    whys = [one.error.why for one in added.refused if isinstance(one.error, Unreadable)]
    assert dict(zip(cases, whys, strict=True)) == {name: why for name, (_, why) in cases.items()}
    assert len(added.evidence) == 1
    assert len(originals(folder)) == 1
    assert folder.database.exists()
    for one in added.refused:
        trouble = trouble_of(one.error, Wording())
        assert trouble.what
        assert trouble.next_step
    quick.close()


def test_h01_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(quick: Journal, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(bytes(MIB))
    second.write_bytes(b"x")

    def swap(_done: int) -> None:
        if second.is_file():
            second.unlink()
            os.mkfifo(second)

    added = add(quick, first, second, told=swap)

    assert [one.error for one in added.refused] == [Unreadable("second", "not a file")]
    assert len(added.evidence) == 1
    quick.close()


def test_e05_a_name_that_is_no_text_is_no_reason_to_refuse_a_file(quick: Journal, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xff.png"))
    try:
        path.write_bytes(b"from an older system")
    except OSError:
        pytest.skip("this disk holds names in UTF-8 only")

    (subject,) = add(quick, path).evidence

    evidence = quick.piece(subject).result().evidence
    assert evidence.name == r"caf\xe9 \xff.png"
    assert kept_bytes(quick, subject) == b"from an older system"
    quick.close()


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


CHANGES: dict[str, Callable[[Path], object]] = {
    "grows": _grow,
    "is emptied": lambda path: os.truncate(path, 0),
    "is removed": lambda path: path.unlink(missing_ok=True),
    "is replaced": lambda path: (path.with_name("other").write_bytes(b"x"), path.with_name("other").replace(path)),
    "is closed to us": lambda path: path.chmod(0) if path.exists() else None,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_e05_a_file_that_changes_while_it_is_read_is_kept_as_it_was_read(
    quick: Journal, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "moving"
    path.write_bytes(bytes(range(256)) * (3 * MIB // 256))
    told = []

    def act(done: int) -> None:
        told.append(done)
        if done == MIB:
            CHANGES[change](path)

    (subject,) = add(quick, path, told=act).evidence

    kept = quick.piece(subject).result().evidence.original
    data = kept_bytes(quick, subject)
    assert MIB <= len(data) == kept.size
    assert hashlib.sha256(data).hexdigest() == kept.sha256
    assert verified(quick).faults == ()
    quick.close()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_h04_five_gigabytes_are_kept_in_flat_memory(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with (tmp_path / "files" / "sparse").open("wb") as file:
        file.truncate(5 * 2**30)
    if shutil.disk_usage(tmp_path).free < 8 * 2**30:
        pytest.skip("needs 8 GB of room")

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.services.hostile_files",
            str(tmp_path / "Journal"),
            str(tmp_path / "files"),
        ],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["verdict"] == "NOT_ANCHORED"
    assert max(told["own_kib"], told["children_kib"]) < 300_000
