import errno
import os
import signal
import stat
import subprocess
import sys

import pytest

from journal.desktop.errors import AlreadyOpen, CannotLock
from journal.desktop.folder_lock import FolderLock

HOLD = """
import sys
from pathlib import Path
from journal.desktop.folder_lock import FolderLock
lock = FolderLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path, checkout):
    """Another process that holds the lock of `tmp_path`."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=checkout) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_kept_out_with_the_folder_named(tmp_path, other):
    with pytest.raises(AlreadyOpen) as raised:
        FolderLock.take(tmp_path)

    assert raised.value.folder == tmp_path


def test_a_killed_process_leaves_nothing_that_keeps_others_out(tmp_path, other):
    other.send_signal(signal.SIGKILL)
    other.wait()

    with FolderLock.take(tmp_path):
        assert (tmp_path / "journal.lock").exists()


def test_a_second_window_in_the_same_process_is_kept_out(tmp_path):
    with FolderLock.take(tmp_path), pytest.raises(AlreadyOpen):
        FolderLock.take(tmp_path)


def test_after_release_the_folder_can_be_taken_again(tmp_path):
    lock = FolderLock.take(tmp_path)
    lock.release()
    lock.release()

    with FolderLock.take(tmp_path):
        assert True


def test_a_program_that_was_started_meanwhile_does_not_hold_the_lock(tmp_path):
    with FolderLock.take(tmp_path):
        child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    with child, FolderLock.take(tmp_path):
        child.kill()


def test_the_lock_file_is_private_and_empty_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        with FolderLock.take(tmp_path):
            facts = (tmp_path / "journal.lock").stat()
    finally:
        os.umask(before)

    assert (stat.S_IMODE(facts.st_mode), facts.st_size) == (0o600, 0)


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path):
    with pytest.raises(CannotLock) as raised:
        FolderLock.take(tmp_path / "gone")

    assert raised.value.problem == errno.errorcode[errno.ENOENT]
    assert not (tmp_path / "gone").exists()


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "journal.lock").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CannotLock):
        FolderLock.take(tmp_path)

    assert not (tmp_path / "elsewhere").exists()
