"""What kind of place a folder is for a journal: on a network, copied elsewhere, read only, how full."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.mounts import is_network, mount_of, mounts
from journal.desktop.synced import synced_by

_MOUNTINFO = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4
_MNT_LOCAL = 0x1000


@dataclass(frozen=True)
class Place:
    """`synced` names the program that copies the folder elsewhere, or is None; `free_bytes` is for this user."""

    network: bool
    synced: str | None
    read_only: bool
    free_bytes: int


def judge(folder: Path, mountinfo: Path = _MOUNTINFO) -> Place:
    """Say what kind of place a folder is; one that does not exist yet is judged by where it would lie.

    Raises:
        OSError: the disk does not answer.
    """
    resolved = folder.resolve()
    ground = next(above for above in (resolved, *resolved.parents) if above.exists())
    return Place(
        network=_on_network(ground, mountinfo),
        synced=synced_by(resolved),
        read_only=_is_read_only(ground),
        free_bytes=shutil.disk_usage(ground).free,
    )


if sys.platform == "win32":
    import ctypes

    def _on_network(ground: Path, _mountinfo: Path) -> bool:
        drive = ground.drive
        kind = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")
        return drive.startswith("\\\\") or kind == _DRIVE_REMOTE

    def _is_read_only(ground: Path) -> bool:
        return not os.access(ground, os.W_OK)

else:

    def _is_read_only(ground: Path) -> bool:
        on_read_only_disk = bool(os.statvfs(ground).f_flag & os.ST_RDONLY)
        return on_read_only_disk or not os.access(ground, os.W_OK)


if sys.platform == "darwin":
    import ctypes

    def _on_network(ground: Path, _mountinfo: Path) -> bool:
        # struct statfs with 64-bit inodes: f_flags is the 17th word of 32 bits.
        answer = (ctypes.c_uint32 * 1024)()
        libc = ctypes.CDLL(None, use_errno=True)
        statfs = getattr(libc, "statfs$INODE64", None) or libc.statfs
        if statfs(os.fsencode(ground), ctypes.byref(answer)) != 0:
            raise OSError(ctypes.get_errno(), "statfs")
        return not answer[16] & _MNT_LOCAL

elif sys.platform == "linux":

    def _on_network(ground: Path, mountinfo: Path) -> bool:
        table = mounts(mountinfo.read_text("utf-8", "surrogateescape"))
        mount = mount_of(ground, table)
        return mount is not None and is_network(mount.kind)
