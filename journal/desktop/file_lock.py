"""One file that at most one process holds; the system lets go of it however that process ends."""

import errno
import os
import sys
from pathlib import Path
from typing import Self

from journal.desktop.errors import CannotLock

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class FileLock:
    """A held lock. A child made by a plain fork would hold it too; one that executes a program does not."""

    def __init__(self, descriptor: int) -> None:
        """`descriptor` is open and locked; use `try_lock`."""
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go; the file stays, because removing it would let two hold files of the same name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def try_lock(path: Path) -> FileLock | None:
    """Take the lock without waiting; None where another holds it. The file is made with mode 0600.

    Raises:
        CannotLock: the file cannot be made or locked here.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise CannotLock(path, errno.errorcode.get(error.errno or 0, "")) from error
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _TAKEN:
            return None
        raise CannotLock(path, errno.errorcode.get(error.errno or 0, "")) from error
    return FileLock(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        # Of the open file, not of the process: a second window in the same process is kept out as well.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
