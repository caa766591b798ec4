"""What was promised to be on the disk was really waited for."""

import errno
import os
from pathlib import Path

import pytest

from journal.sealing.durable import OS_DISK, private_folder, read_at, reading
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import write_key_files
from journal.sealing.recipient import blank_recipient
from journal.sealing.sealed_folder import move_sealed, remove_sealed
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import WrapKey
from journal.sealing.slots import KeyringParameters, wrap_root
from tests.sealing.fakes import JOURNAL, ROOT, SMALL, Known


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes that were waited for, in order."""
    inodes: list[int] = []

    def fsync(file: int) -> None:
        inodes.append(os.fstat(file).st_ino)

    monkeypatch.setattr(os, "fsync", fsync)
    return inodes


def _inode(path: Path) -> int:
    return path.stat().st_ino


def test_R04_key_files_are_waited_for_and_their_names_too(tmp_path: Path, waited: list[int]) -> None:
    slot = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 1), JOURNAL, Known())

    write_key_files(tmp_path, KeyFile.issue(ROOT, JOURNAL, (slot,)))

    first, second = _inode(tmp_path / "keys.json"), _inode(tmp_path / "keys.second.json")
    assert waited == [first, _inode(tmp_path), second, _inode(tmp_path)]


def test_R04_every_part_of_a_sealed_file_is_waited_for_and_the_first_ones_name_last(
    tmp_path: Path, waited: list[int]
) -> None:
    with SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), layout=SMALL) as writer:
        writer.write(bytes(300))
        writer.commit()

    parts = [_inode(tmp_path / "file"), _inode(tmp_path / "file.2")]
    assert waited == [*parts, _inode(tmp_path), _inode(tmp_path)]


def test_R04_a_blanked_header_is_waited_for(tmp_path: Path, waited: list[int]) -> None:
    with SealedWriter(tmp_path, "file", Kind.INBOX, Known(), recipient_public=ROOT.inbox_public) as writer:
        path = writer.commit()
    waited.clear()

    blank_recipient(path)

    assert waited == [_inode(path)]


def test_R04_a_move_is_waited_for_on_both_sides(tmp_path: Path, waited: list[int]) -> None:
    inbox, media = private_folder(tmp_path / "inbox"), private_folder(tmp_path / "media")
    assert waited == [_inode(tmp_path)] * 2
    with SealedWriter(inbox, "file", Kind.MEDIA, Known()) as writer:
        path = writer.commit()
    waited.clear()

    move_sealed(path, media)

    assert waited == [_inode(media), _inode(inbox)]


def test_R04_a_removal_is_waited_for(tmp_path: Path, waited: list[int]) -> None:
    with SealedWriter(tmp_path, "file", Kind.SPILL, Known()) as writer:
        path = writer.commit()
    waited.clear()

    remove_sealed(path)

    assert waited == [_inode(tmp_path)]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_wait_for_names_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fsync(file: int) -> None:
        raise OSError(code, "not here")

    monkeypatch.setattr(os, "fsync", fsync)

    OS_DISK.sync_folder(tmp_path)


def test_a_disk_that_fails_while_names_are_waited_for_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(file: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(OSError, match="broken"):
        OS_DISK.sync_folder(tmp_path)


def test_reading_goes_on_where_the_system_gave_less_than_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"0123456789")
    real = os.read
    monkeypatch.setattr(os, "read", lambda file, size: real(file, min(size, 3)))

    with reading(tmp_path / "file") as (file, size):
        assert size == 10
        assert read_at(file, 2, 7) == b"2345678"
        assert read_at(file, 8, 7) == b"89"


def test_writing_goes_on_where_the_system_took_less_than_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:3]))

    file = OS_DISK.create(tmp_path / "file")
    OS_DISK.write(file, b"0123456789")
    OS_DISK.close(file)

    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_no_descriptor_is_left_open_by_what_is_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    free = os.open(tmp_path, os.O_RDONLY)
    os.close(free)

    for _ in range(3):
        with pytest.raises(OSError, match="ordinary"), reading(tmp_path / "pipe"):
            pytest.fail("a pipe was opened")

    again = os.open(tmp_path, os.O_RDONLY)
    os.close(again)
    assert again == free
