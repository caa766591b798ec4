"""Room is set aside where there is plenty, and given up when there is none."""

import errno
from pathlib import Path

import pytest

from journal.sealing.ballast import AMPLE_BYTES, BALLAST_BYTES, drop_ballast, free_bytes, lay_ballast
from tests.fakes import seeded
from tests.sealing.fakes import QUICK, FailingDisk

SIZE = 3 * 1024 * 1024 + 5


def lay(path: Path, free: int = AMPLE_BYTES, size: int = SIZE) -> bool:
    return lay_ballast(path, seeded(1), size=size, free=lambda _: free, disk=QUICK)


def test_room_is_set_aside_once_and_given_back_once(tmp_path: Path) -> None:
    path = tmp_path / "ballast"

    assert lay(path)
    made = path.stat()
    assert made.st_size == SIZE
    assert made.st_mode & 0o777 == 0o600
    assert lay(path)
    assert path.stat().st_ino == made.st_ino

    assert drop_ballast(path)
    assert not path.exists()
    assert not drop_ballast(path)


def test_it_takes_real_room_on_the_disk(tmp_path: Path) -> None:
    lay_ballast(tmp_path / "ballast", seeded(1), free=lambda _: AMPLE_BYTES)

    assert (tmp_path / "ballast").stat().st_blocks * 512 >= BALLAST_BYTES
    assert free_bytes(tmp_path) > 0


def test_nothing_is_set_aside_where_room_is_short(tmp_path: Path) -> None:
    assert not lay(tmp_path / "ballast", free=AMPLE_BYTES - 1)
    assert not lay(tmp_path / "ballast", size=0)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_refuses_it_is_no_trouble(tmp_path: Path, code: int) -> None:
    for step in range(1, 9):
        disk = FailingDisk(step, code, for_good=True)

        assert (
            not lay_ballast(tmp_path / "ballast", seeded(1), size=SIZE, free=lambda _: AMPLE_BYTES, disk=disk)
            or (tmp_path / "ballast").stat().st_size == SIZE
        )
        (tmp_path / "ballast").unlink(missing_ok=True)


def test_a_disk_that_does_not_answer_is_no_trouble(tmp_path: Path) -> None:
    def broken(_folder: Path) -> int:
        raise OSError(errno.EIO, "broken")

    assert not lay_ballast(tmp_path / "ballast", seeded(1), free=broken)


def test_a_disk_that_keeps_it_is_told_as_no_room(tmp_path: Path) -> None:
    lay(tmp_path / "ballast")

    assert not drop_ballast(tmp_path / "ballast", FailingDisk(1))
    assert (tmp_path / "ballast").exists()
