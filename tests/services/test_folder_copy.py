"""A folder is copied as it lies there, never over something, and what the disk does not give is named."""

import errno
import os
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.sealing.durable import read_at
from journal.services.folder_copy import copy_folder
from journal.services.rescue import Rescue
from journal.services.restoring import FolderTaken
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.test_journal import on


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    folder = tmp_path / "Journal"
    (folder / "media" / "ab").mkdir(parents=True)
    (folder / "work").mkdir()
    (folder / "journal.db").write_bytes(b"")
    (folder / "journal.db-wal").write_bytes(os.urandom(70_000))
    (folder / "media" / "ab" / "abc").write_bytes(os.urandom(3_000_000))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"/"
        for path in folder.rglob("*")
    }


def test_every_byte_comes_along_and_the_folder_stays_as_it_is(damaged: Path, tmp_path: Path) -> None:
    before = content(damaged)

    copied = copy_folder(damaged, tmp_path / "Copy", on)

    assert content(tmp_path / "Copy") == before == content(damaged)
    assert (copied.files, copied.size, copied.unread) == (3, 3_070_000, ())


def test_nothing_is_ever_copied_over(damaged: Path, tmp_path: Path) -> None:
    (tmp_path / "Full").mkdir()
    (tmp_path / "Full" / "letter.txt").write_text("mine")

    for target in (tmp_path / "Full", damaged, damaged / "Copy"):
        with pytest.raises(FolderTaken):
            copy_folder(damaged, target, on)

    assert content(tmp_path / "Full") == {"letter.txt": b"mine"}
    assert not (damaged / "Copy").exists()


def test_a_copy_that_is_stopped_leaves_nothing(damaged: Path, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())

    with pytest.raises(Cancelled):
        copy_folder(damaged, tmp_path / "Copy", lambda done, _all: done < 2_000_000)

    assert set(tmp_path.iterdir()) == before


def test_of_a_failing_disk_everything_it_gives_is_copied_and_the_rest_named(
    damaged: Path, tmp_path: Path
) -> None:
    def read(file: int, at: int, size: int) -> bytes:
        if os.fstat(file).st_size == 3_000_000 and at <= 1_500_000 < at + size:
            raise OSError(errno.EIO, "read")
        return read_at(file, at, size)

    copied = copy_folder(damaged, tmp_path / "Copy", on, read=read)

    was, came = ((one / "media" / "ab" / "abc").read_bytes() for one in (damaged, tmp_path / "Copy"))
    assert copied.unread == ("media/ab/abc",)
    assert len(came) == len(was)
    differing = [at for at in range(0, len(was), 4096) if came[at : at + 4096] != was[at : at + 4096]]
    assert len(differing) == 2 or differing == [1_500_000 // 4096 * 4096]


def test_a_folder_is_proposed_that_nothing_lies_in(tmp_path: Path) -> None:
    rescue = Rescue(surroundings(FakeClock()))
    (tmp_path / "Journal").mkdir()
    assert rescue.propose(tmp_path / "Journal") == tmp_path / "Journal"
    for name in ("Journal", "Journal 2", "Journal 3"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "file").touch()

    assert rescue.propose(tmp_path / "Journal") == tmp_path / "Journal 4"
    assert rescue.propose(tmp_path / "Journal 2") == tmp_path / "Journal 4"
    assert rescue.propose(tmp_path / "Mine") == tmp_path / "Mine"
    rescue.close()
