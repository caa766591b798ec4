"""R-05: on a disk that fills up at any moment nothing acknowledged is lost, and the journal goes on with room."""

import subprocess
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from tests.durability.acknowledged import CHECKOUT, check_kept, read, writer
from tests.durability.machine import needs_mounting
from tests.durability.writer import made

pytestmark = [pytest.mark.slow, needs_mounting]

IN_CI, IN_FULL = (3, 9, 16, 24), range(1, 41)
STEP_KIB = 128
LEAST_KIB = 1200

# The disk goes with the process that has it: what it held is brought out before.
ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=$1k none "$2"
cp -r "$3/." "$2"
shift 3
"$@" || echo "died $?"
"""
BRING_OUT = 'cp -r "{disk}/." "{out}"'


def on_small_disk(tmp_path: Path, step: int, ballast: int = 0) -> tuple[JournalFolder, bytes]:
    """Let a writer fill a small disk; return what the disk held, copied to a large one, and what was said."""
    empty, disk, out = tmp_path / f"empty {step}", tmp_path / f"disk {step}", tmp_path / f"out {step}"
    folder = made(empty)
    if ballast:
        folder.ballast.write_bytes(b"x" * ballast)
    for path in (disk, out):
        path.mkdir()
    size = LEAST_KIB + STEP_KIB * step + ballast // 1024
    script = ON_A_SMALL_DISK + BRING_OUT.format(disk=disk, out=out)
    arguments = [str(size), str(disk), str(empty), *writer(disk, step, "60")]
    command = ["unshare", "-m", "sh", "-c", script, "sh", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, timeout=100)
    assert done.returncode == 0, done.stderr.decode()
    return JournalFolder(out), done.stdout


def fill(tmp_path: Path, step: int) -> int:
    """How often the disk was full."""
    folder, output = on_small_disk(tmp_path, step)
    said = read(output)
    full = [line for line in said.others if line.startswith("full")]
    assert not [line for line in said.others if line.startswith(("failed", "died"))]
    check_kept(folder, said)
    check_goes_on(folder, step)
    return len(full)


def check_goes_on(folder: JournalFolder, seed: int) -> None:
    """With room again, everything is kept as before."""
    done = subprocess.run(writer(folder.root, seed, "3"), cwd=CHECKOUT, capture_output=True)
    assert len(done.stdout.splitlines()) == len(("ready", 1, 2, 3, "closed"))
    assert b"full" not in done.stdout


def test_r05_whenever_the_disk_fills_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert sum(fill(tmp_path, step) for step in IN_CI) > 0


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r05_at_forty_sizes_of_the_disk_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    full = [fill(tmp_path, step) for step in IN_FULL]

    print(f"{len(full)} disks, {sum(map(bool, full))} of them filled up, {sum(full)} refusals, nothing lost")
    assert sum(full) > 0


def test_r05_room_that_was_set_aside_is_given_up_and_something_more_is_kept(tmp_path: Path) -> None:
    folder, output = on_small_disk(tmp_path, 6, ballast=2 * 1024 * 1024)

    lines = output.decode().splitlines()
    given = lines.index("full True")
    assert not folder.ballast.exists()
    assert [line for line in lines[given:] if line.startswith(("incident", "capture"))]
    check_kept(folder, read(output))
