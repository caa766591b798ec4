"""The few disk operations that keys and sealed files need: private at once, and there after a power cut."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeAlias

if sys.platform == "darwin":
    import fcntl

Octets: TypeAlias = bytes | bytearray | memoryview

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_NOT_SUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_EXTRA_FLAGS: int = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ_FLAGS: int = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class Disk(Protocol):
    """What is asked of the disk, one step each, so that tests can make any step fail or be the last."""

    def create(self, path: Path) -> int:
        """Open a new file of mode 0600 for writing; a left-over of that name is removed first."""
        ...

    def write(self, file: int, data: Octets) -> None:
        """Write all of it."""
        ...

    def sync(self, file: int) -> None:
        """Return when what was written has reached the medium."""
        ...

    def close(self, file: int) -> None:
        """Give the file back."""
        ...

    def rename(self, source: Path, target: Path) -> None:
        """Give the file its other name at once; a file of that name is replaced."""
        ...

    def size(self, path: Path) -> int:
        """Return how many bytes the file has."""
        ...

    def remove(self, path: Path) -> None:
        """Remove the file; it is no error if it is gone."""
        ...

    def overwrite(self, path: Path, at: int, data: Octets) -> None:
        """Write over part of an existing file and wait until it has reached the medium."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in the folder have reached the medium, where the system can tell."""
        ...


class OsDisk:
    """The real disk; every method raises OSError as the system does."""

    def create(self, path: Path) -> int:
        path.unlink(missing_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _EXTRA_FLAGS, PRIVATE_FILE)
        if sys.platform != "win32":
            # The umask may have taken bits away; sticks formatted for every system know no persons.
            with contextlib.suppress(PermissionError):
                os.fchmod(file, PRIVATE_FILE)
        return file

    def write(self, file: int, data: Octets) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def sync(self, file: int) -> None:
        if sys.platform == "darwin":
            # fsync on macOS only reaches the drive's cache.
            with contextlib.suppress(OSError):
                fcntl.fcntl(file, fcntl.F_FULLFSYNC)
                return
        os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def size(self, path: Path) -> int:
        return path.stat().st_size

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def overwrite(self, path: Path, at: int, data: Octets) -> None:
        file = os.open(path, os.O_WRONLY | _EXTRA_FLAGS)
        try:
            os.lseek(file, at, os.SEEK_SET)
            self.write(file, data)
            self.sync(file)
        finally:
            os.close(file)

    def sync_folder(self, folder: Path) -> None:
        if sys.platform == "win32":
            return  # Windows has no such call; NTFS journals names itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as reason:
            if reason.errno not in _NOT_SUPPORTED:
                raise
        finally:
            os.close(handle)


OS_DISK = OsDisk()


def private_folder(path: Path, disk: Disk = OS_DISK) -> Path:
    """Make the folder if it is not there, close it to others whatever the umask, and return it.

    Raises:
        OSError: as the system says.
    """
    if not path.is_dir():
        path.mkdir(PRIVATE_FOLDER)
        disk.sync_folder(path.parent)
    path.chmod(PRIVATE_FOLDER)
    return path


def open_regular(path: Path) -> tuple[int, int]:
    """Open a file for reading and return its descriptor and its size; never waits on a pipe or a device.

    Raises:
        OSError: as the system says; EINVAL when it is not an ordinary file.
    """
    file = os.open(path, _READ_FLAGS)
    facts = os.fstat(file)
    if not stat.S_ISREG(facts.st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "not an ordinary file")
    return file, facts.st_size


@contextlib.contextmanager
def reading(path: Path) -> Iterator[tuple[int, int]]:
    """Hand out a descriptor for reading and the size, and take the descriptor back.

    Raises:
        OSError: as `open_regular`.
    """
    file, size = open_regular(path)
    try:
        yield file, size
    finally:
        os.close(file)


def read_at(file: int, at: int, size: int) -> bytes:
    """Return up to `size` bytes from there on; fewer only where the file ends."""
    os.lseek(file, at, os.SEEK_SET)
    parts: list[bytes] = []
    while size > 0 and (part := os.read(file, size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
