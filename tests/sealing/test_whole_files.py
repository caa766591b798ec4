"""A file is there whole or not at all, whatever the disk does and whenever the process ends."""

import contextlib
import errno
import hashlib
import os
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.sealing.errors import DiskFailed, DiskFull, SourceUnreadable
from journal.sealing.whole_files import copy_whole, passing_name, sha256_of, share_whole, write_whole
from tests.sealing.fakes import QUICK, DyingDisk, FailingDisk, Killed

CONTENT = os.urandom(2_500_000)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(CONTENT)
    return path


def test_a_copy_is_the_same_and_the_persons_alone(source: Path, tmp_path: Path) -> None:
    told: list[int] = []

    said = copy_whole(source, tmp_path / "copy", QUICK, told.append)

    assert said == hashlib.sha256(CONTENT).hexdigest() == sha256_of(tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    assert sum(told) == len(CONTENT)


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_at_any_step_the_old_or_the_new_is_there_whole(
    source: Path, tmp_path: Path, step: int
) -> None:
    (tmp_path / "copy").write_bytes(b"the old one")

    with contextlib.suppress(Killed):
        copy_whole(source, tmp_path / "copy", DyingDisk(step))

    assert (tmp_path / "copy").read_bytes() in (b"the old one", CONTENT)


@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_failing_disk_is_told_and_leaves_nothing_half_done(
    source: Path, tmp_path: Path, step: int, code: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        copy_whole(source, tmp_path / "copy", FailingDisk(step, code))

    assert not passing_name(tmp_path / "copy").exists()
    if (tmp_path / "copy").exists():
        assert (tmp_path / "copy").read_bytes() == CONTENT


def test_stopping_in_the_middle_leaves_nothing(source: Path, tmp_path: Path) -> None:
    def stop(_size: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        copy_whole(source, tmp_path / "copy", QUICK, stop)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


@pytest.mark.parametrize("name", ["missing", "folder", "pipe"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(SourceUnreadable):
        copy_whole(tmp_path / name, tmp_path / "copy", QUICK)

    assert not (tmp_path / "copy").exists()
    assert not passing_name(tmp_path / "copy").exists()


def test_a_shared_file_takes_no_second_room(source: Path, tmp_path: Path) -> None:
    share_whole(source, tmp_path / "second", QUICK)

    assert (tmp_path / "second").stat().st_ino == source.stat().st_ino


def test_where_nothing_can_be_shared_it_is_copied(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    share_whole(source, tmp_path / "second", QUICK)

    assert (tmp_path / "second").stat().st_ino != source.stat().st_ino
    assert (tmp_path / "second").read_bytes() == CONTENT


def test_pieces_are_written_one_after_the_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", [b"one ", b"two"], QUICK)

    assert (tmp_path / "file").read_bytes() == b"one two"
