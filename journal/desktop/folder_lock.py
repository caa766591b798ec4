"""The lock that lets one window at a time write a journal."""

from pathlib import Path
from typing import Self

from journal.desktop.errors import AlreadyOpen
from journal.desktop.file_lock import FileLock, try_lock

_NAME = "journal.lock"


class FolderLock:
    """Held from unlocking to locking. It ends with the process, so that nothing stale is ever left."""

    def __init__(self, lock: FileLock) -> None:
        """Use `take`."""
        self._lock = lock

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Become the only writer of the journal in `folder`.

        Raises:
            AlreadyOpen: another process writes it.
            CannotLock: the folder takes no lock file (read-only media, a missing folder).
        """
        lock = try_lock(folder / _NAME)
        if lock is None:
            raise AlreadyOpen(folder)
        return cls(lock)

    def release(self) -> None:
        """Let another write; twice is as good as once."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
