"""What captures leave on disk: sealed files and nothing else, and on a full disk an answer that says no."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.desktop.channel import Answer, ask
from journal.desktop.foreground import Foreground, ForegroundReader
from journal.domain.folder import JournalFolder
from tests.commands import needed
from tests.durability.machine import needs_mounting, needs_tracing
from tests.fakes import NOON, FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.services.quick import quick_journal
from tests.system.displays import PATIENCE, Display, on_display, wait_until
from tests.system.pattern import BEHIND, pattern
from tests.system.program import CHECKOUT
from tests.system.test_no_network import network_calls

pytestmark = pytest.mark.slow

CAPTURES = 12
TITLE = "Zephyrine Quillfeather 7391"
PNG = b"\x89PNG\r\n\x1a\n"
WRITTEN = re.compile(r'\b(?:openat|open|creat)\((?:AT_FDCWD, )?"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)')
ON_A_SMALL_DISK = 'mount -t tmpfs -o size="$1",mode=700 none "$2"; shift 2; exec "$@"'


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    folder = JournalFolder(tmp_path / "Journal")
    quick_journal(folder, surroundings(FakeClock())).close()
    return folder


@contextmanager
def keeper(display: Display, folder: JournalFolder, *before: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A keeper without a window, started through another command; it answers."""
    command = (*before, sys.executable, "-m", "journal", "--journal", str(folder.root), "--quietly")
    # What Python compiles and keeps is nothing that the program writes.
    environ = {**display.environ(), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environ, start_new_session=True) as process:
        try:
            # Brings no window: there is none to hide.
            wait_until(lambda: ask(folder.root, "hide", PATIENCE) is Answer.OK, "the keeper answers")
            yield process
        finally:
            os.killpg(process.pid, 9)


@contextmanager
def shown(display: Display, title: str) -> Iterator[None]:
    with on_display(display, sys.executable, "-m", "tests.system.pattern", title) as painter:
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"
        yield


@needs_tracing
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("window_manager")
def test_c01_n01_a_burst_leaves_sealed_files_and_nothing_readable_and_asks_nobody_outside(
    xvfb: Display, folder: JournalFolder, home: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "calls"
    follow = ["-f", "-qq", "-e", "trace=%network,openat,open,creat,memfd_create", "-o", str(trace)]
    active = ForegroundReader(xvfb.environ(), seconds=20)
    with shown(xvfb, BEHIND), shown(xvfb, TITLE):
        wait_until(lambda: active.read() == Foreground(TITLE, "pattern"), "the window is active")
        with keeper(xvfb, folder, needed("strace"), *follow):
            answers = [ask(folder.root, "capture", PATIENCE) for _ in range(CAPTURES)]

    assert answers == [Answer.OK] * CAPTURES
    assert network_calls(trace) == []
    places = {Path(found) for found in WRITTEN.findall(trace.read_text(errors="replace"))}
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    allowed = (folder.root, runtime, Path("/dev"), Path("/proc"), Path("/memfd:"))
    assert [place for place in places if not any(place.is_relative_to(root) for root in allowed)] == []
    assert_nothing_readable((tmp_path, home, runtime), trace)
    assert len(list(folder.inbox.iterdir())) == CAPTURES
    assert {path.stat().st_mode & 0o777 for path in folder.inbox.iterdir()} == {0o600}
    assert titles_in(folder, tmp_path) == {TITLE}


def assert_nothing_readable(roots: tuple[Path, ...], but: Path) -> None:
    """No file holds the beginning of a picture, a row of pixels in any order, or the title of the window."""
    row = pattern(0, 500, 64, 1)
    rgb = b"".join(row[at + 2 : at - 1 if at else None : -1] for at in range(0, len(row), 4))
    needles = (PNG, row, rgb, TITLE.encode(), TITLE.encode("utf-16-le"), b"IHDR")
    for root in roots:
        for path in root.rglob("*"):
            if path.is_file() and path != but:
                held = path.read_bytes()
                assert [needle for needle in needles if needle in held] == [], path


def titles_in(folder: JournalFolder, tmp_path: Path) -> set[str]:
    """What the canary was: the title is there once the journal is open, or the scan has looked for nothing."""
    copy = JournalFolder(tmp_path / "copy")
    shutil.copytree(folder.root, copy.root)
    journal = quick_journal(copy, surroundings(FakeClock(NOON + 10**6), 10**6))
    try:
        found = journal.file_inbox().result(PATIENCE)
        assert found.unopened == ()
        pieces = [journal.piece(one).result() for one in found.evidence]
        assert all(kept_bytes(journal, piece.id).startswith(PNG) for piece in pieces)
        return {piece.evidence.provenance.window_title for piece in pieces}
    finally:
        journal.close()


@needs_mounting
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kib", [64, 300, 700, 1300])
def test_r05_a_full_disk_is_answered_with_no_at_once_and_what_was_kept_is_whole(
    xvfb: Display, folder: JournalFolder, tmp_path: Path, kib: int
) -> None:
    small = ("unshare", "-m", "sh", "-c", ON_A_SMALL_DISK, "sh", f"{kib}k", str(folder.inbox))
    with shown(xvfb, BEHIND), keeper(xvfb, folder, *small) as process:
        inside = Path(f"/proc/{process.pid}/root{folder.inbox}")
        answers = [ask(folder.root, "capture", PATIENCE) for _ in range(40)]
        refused = answers.count(Answer.NO)
        kept = sorted(path.name for path in inside.iterdir())
        there = ("nsenter", "-t", str(process.pid), "-m")
        subprocess.run([*there, "mount", "-o", "remount,size=20m", str(folder.inbox)], check=True)
        assert ask(folder.root, "capture", PATIENCE) is Answer.OK
        for path in inside.iterdir():
            shutil.copy(path, folder.inbox.with_name("brought out " + path.name))

    assert set(answers) <= {Answer.OK, Answer.NO}
    assert refused > 0
    assert len(kept) == answers.count(Answer.OK)
    assert [name for name in kept if name.startswith(".")] == []
    for path in folder.root.glob("brought out *"):
        path.rename(folder.inbox / path.name.removeprefix("brought out "))
    assert titles_in(folder, tmp_path)
    assert len(list(folder.inbox.iterdir())) == len(kept) + 1
