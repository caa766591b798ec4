"""A file that holds nothing but room: on a full disk it is given up, so that what matters most can still be kept."""

import shutil
from collections.abc import Callable
from pathlib import Path

from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import DiskFailed, DiskFull
from journal.sealing.whole_files import write_whole

BALLAST_BYTES = 16 * 1024 * 1024
AMPLE_BYTES = 256 * 1024 * 1024
"""Only where so much is free is any of it set aside."""

_PIECE = 1024 * 1024


def free_bytes(folder: Path) -> int:
    """Return how much more this user can write there.

    Raises:
        OSError: the disk does not answer.
    """
    return shutil.disk_usage(folder).free


def lay_ballast(
    path: Path,
    randomness: Randomness,
    *,
    size: int = BALLAST_BYTES,
    ample: int = AMPLE_BYTES,
    free: Callable[[Path], int] = free_bytes,
    disk: Disk = OS_DISK,
) -> bool:
    """Set room aside where there is plenty, and say whether it is there; never a reason not to go on.

    It is filled with random bytes, because some disks keep zeros for nothing.
    """
    if path.exists() or size == 0:
        return path.exists()
    try:
        if free(path.parent) < ample:
            return False
        write_whole(path, (randomness(min(_PIECE, size - at)) for at in range(0, size, _PIECE)), disk)
    except (DiskFull, DiskFailed, OSError):
        return False
    return True


def drop_ballast(path: Path, disk: Disk = OS_DISK) -> bool:
    """Give the room back and say whether there was any."""
    if not path.exists():
        return False
    try:
        disk.remove(path)
        disk.sync_folder(path.parent)
    except OSError:
        return False
    return True
