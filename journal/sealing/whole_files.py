"""Files that are there whole or not at all: written or copied under a passing name, named once they are on the disk."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from journal.sealing.durable import OS_DISK, Disk, Octets, open_regular
from journal.sealing.errors import SourceUnreadable, disk_error

_CHUNK = 1024 * 1024

GoingOn = Callable[[int], None]
"""Told how many bytes were written just now; may raise to stop."""


def passing_name(path: Path) -> Path:
    """Where a file lies until it is whole."""
    return path.with_name(f".{path.name}.part")


def write_whole(path: Path, pieces: Iterable[Octets], disk: Disk = OS_DISK) -> None:
    """Write a file; one of that name is replaced at once.

    Raises:
        DiskFull, DiskFailed: the file is the old one or the new one, whole.
    """
    passing = passing_name(path)
    step = "create"
    try:
        file = disk.create(passing)
        try:
            step = "write"
            for piece in pieces:
                disk.write(file, piece)
            step = "sync"
            disk.sync(file)
        finally:
            disk.close(file)
        step = "rename"
        disk.rename(passing, path)
        step = "sync folder"
        disk.sync_folder(path.parent)
    except OSError as reason:
        _forget(passing, disk)
        raise disk_error(reason, step) from reason
    except Exception:
        _forget(passing, disk)
        raise


def copy_whole(source: Path, target: Path, disk: Disk = OS_DISK, going_on: GoingOn = lambda _: None) -> str:
    """Copy a file and return the SHA-256 of what was copied, as 64 hex digits.

    Raises:
        SourceUnreadable: it could not be read to its end; the target is as it was.
        DiskFull, DiskFailed: the target is as it was, or whole.
    """
    hasher = hashlib.sha256()

    def read() -> Iterator[bytes]:
        for chunk in chunks_of(source):
            hasher.update(chunk)
            going_on(len(chunk))
            yield chunk

    write_whole(target, read(), disk)
    return hasher.hexdigest()


def share_whole(source: Path, target: Path, disk: Disk = OS_DISK, going_on: GoingOn = lambda _: None) -> None:
    """Give an unchanging file a second name on the same disk; where that cannot be, copy it.

    Raises:
        SourceUnreadable, DiskFull, DiskFailed: as `copy_whole`.
    """
    passing = passing_name(target)
    try:
        passing.unlink(missing_ok=True)
        os.link(source, passing)
        disk.rename(passing, target)
        disk.sync_folder(target.parent)
    except (OSError, NotImplementedError):
        copy_whole(source, target, disk, going_on)
    else:
        going_on(target.stat().st_size)


def chunks_of(path: Path) -> Iterator[bytes]:
    """Hand out a file's content, a MiB at a time.

    Raises:
        SourceUnreadable: it cannot be read.
    """
    try:
        file, _ = open_regular(path)
    except OSError as reason:
        raise SourceUnreadable(reason.errno or 0) from reason
    try:
        while chunk := _read(file):
            yield chunk
    finally:
        os.close(file)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as 64 hex digits.

    Raises:
        SourceUnreadable: it cannot be read.
    """
    hasher = hashlib.sha256()
    for chunk in chunks_of(path):
        hasher.update(chunk)
    return hasher.hexdigest()


def _read(file: int) -> bytes:
    try:
        return os.read(file, _CHUNK)
    except OSError as reason:
        raise SourceUnreadable(reason.errno or 0) from reason


def _forget(path: Path, disk: Disk) -> None:
    with contextlib.suppress(OSError):  # the disk that failed a moment ago; what is left has no name of ours
        disk.remove(path)
