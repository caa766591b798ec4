"""A copy of a folder as it lies there, byte for byte, for whoever wants to try something with a damaged journal."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from journal.domain.errors import Cancelled
from journal.domain.folder import JournalFolder
from journal.sealing.durable import OS_DISK, Disk, open_regular, read_at
from journal.sealing.errors import disk_error
from journal.sealing.whole_files import write_whole
from journal.services.backup_place import make_folder
from journal.services.restoring import FolderTaken, give_name, passing_folder, refuse_taken

Progress = Callable[[int, int], bool]
"""Told the bytes done and the bytes there are; False stops."""

Reading = Callable[[int, int, int], bytes]
"""Reads from a descriptor, at a place, so many bytes; raises OSError where the disk gives nothing."""

_MIB = 1024 * 1024
_BLOCK = 4096


@dataclass(frozen=True)
class FolderCopied:
    """What came along; `unread` names files of which the disk gave not every byte: those bytes are zeros."""

    folder: Path
    files: int
    size: int
    unread: tuple[str, ...]


def copy_folder(
    folder: Path,
    to: Path,
    progress: Progress,
    disk: Disk = OS_DISK,
    read: Reading = read_at,
) -> FolderCopied:
    """Copy every ordinary file below a folder, which is only read; the copy has its name once it is whole.

    Raises:
        FolderTaken: there is something at `to`, or it lies in the folder itself.
        Cancelled, DiskFull, DiskFailed: nothing was left.
    """
    refuse_taken(JournalFolder(to))
    if to.resolve().is_relative_to(folder.resolve()):
        raise FolderTaken
    building = passing_folder(to)
    shutil.rmtree(building, ignore_errors=True)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        copied = _Copying(folder, building, progress, disk, read).run(to)
        give_name(building, to, disk)
    except OSError as reason:
        shutil.rmtree(building, ignore_errors=True)
        raise disk_error(reason, "copy") from reason
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return copied


class _Copying:
    def __init__(self, folder: Path, building: Path, progress: Progress, disk: Disk, read: Reading) -> None:
        self._folder = folder
        self._building = building
        self._progress = progress
        self._disk = disk
        self._read = read
        self._done = 0
        self._total = 0
        self._unread: list[str] = []

    def run(self, to: Path) -> FolderCopied:
        paths = sorted(self._folder.rglob("*"))
        files = [path for path in paths if path.is_file() and not path.is_symlink()]
        self._total = sum(path.stat().st_size for path in files)
        make_folder(self._building)
        for path in paths:
            if path.is_dir() and not path.is_symlink():
                make_folder(self._building / path.relative_to(self._folder))
        for path in files:
            self._copy(path, self._building / path.relative_to(self._folder))
        return FolderCopied(to, len(files), self._total, tuple(self._unread))

    def _copy(self, path: Path, target: Path) -> None:
        try:
            file, size = open_regular(path)
        except OSError:
            self._unread.append(str(path.relative_to(self._folder)))
            return
        whole = True

        def pieces() -> Iterator[bytes]:
            nonlocal whole
            for at in range(0, size, _MIB):
                piece, complete = self._piece(file, at, min(_MIB, size - at))
                whole = whole and complete
                yield piece
                self._go_on(len(piece))

        try:
            write_whole(target, pieces(), self._disk)
        finally:
            os.close(file)
        if not whole:
            self._unread.append(str(path.relative_to(self._folder)))

    def _piece(self, file: int, at: int, size: int) -> tuple[bytes, bool]:
        """So many bytes, zeros in place of those the disk does not give, and whether it gave all."""
        try:
            piece = self._read(file, at, size)
        except OSError:
            if size > _BLOCK:
                parts = [
                    self._piece(file, at + skipped, min(_BLOCK, size - skipped))
                    for skipped in range(0, size, _BLOCK)
                ]
                return b"".join(part for part, _ in parts), False
            return bytes(size), False
        return piece.ljust(size, b"\0"), len(piece) == size

    def _go_on(self, octets: int) -> None:
        self._done += octets
        if not self._progress(self._done, self._total):
            raise Cancelled
