"""Which file system a folder lies on, read from Linux's table of mounts."""

from dataclasses import dataclass
from pathlib import Path

_NETWORK = frozenset(
    (
        *("9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "ftp", "gfs", "gfs2"),
        *("glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "orangefs", "prl_fs"),
        *("pvfs2", "smb", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav"),
    )
)
"""On another machine, or outside this virtual one: none keeps the memory that SQLite shares honest."""

_LOCAL_FUSE = frozenset(
    (
        *("bindfs", "btfs", "cryfs", "ecryptfs", "encfs", "exfat", "fuse-overlayfs", "gocryptfs", "mergerfs"),
        *("ntfs", "ntfs-3g", "overlayfs", "securefs", "unionfs", "veracrypt"),
    )
)
"""What is known to run through FUSE on a local disk; all else that does counts as a network."""


@dataclass(frozen=True)
class Mount:
    """One line of the table."""

    point: Path
    kind: str


def mounts(mountinfo: str) -> tuple[Mount, ...]:
    """Read the text of /proc/self/mountinfo; lines that are not of its form are passed over."""
    return tuple(mount for line in mountinfo.splitlines() if (mount := _mount(line)) is not None)


def mount_of(folder: Path, table: tuple[Mount, ...]) -> Mount | None:
    """Return the mount a resolved folder lies on: the deepest, and of those at one point the last."""
    around = [mount for mount in table if folder.is_relative_to(mount.point)]
    return max(reversed(around), key=lambda mount: len(mount.point.parts), default=None)


def is_network(kind: str) -> bool:
    """Say whether a file system of this kind, as the table names it, lies on another machine."""
    family, _, sub = kind.lower().partition(".")
    if family == "fuse":
        return sub not in _LOCAL_FUSE
    return family in _NETWORK


def _mount(line: str) -> Mount | None:
    before, dash, after = line.partition(" - ")
    left, right = before.split(" "), after.split(" ")
    if not dash or len(left) < 6 or not right[0]:
        return None
    return Mount(Path(_unescaped(left[4])), right[0])


def _unescaped(text: str) -> str:
    for octal, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(octal, letter)
    return text
