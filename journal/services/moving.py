"""Moving a closed journal to another folder: the old place ends only once the new one is whole, and then at once.

While a move is under way a small file `<folder>.moved` beside the old folder names the new one. As long as the old
folder is there, that one lives; once it is gone, the new one does. `<folder>.ended` is what is left to be removed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.folder_lock import FolderLock
from journal.domain.errors import Cancelled, IntegrityFault
from journal.domain.folder import JournalFolder
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import disk_error
from journal.sealing.roots import RootKey
from journal.sealing.sealed_folder import sealed_files, sealed_parts
from journal.sealing.whole_files import copy_whole, sha256_of, share_whole, write_whole
from journal.services.backup_place import make_folder
from journal.services.restoring import FolderTaken, give_name, passing_folder, refuse_taken
from journal.vault.copying import check_copy
from journal.vault.opening import open_for_writing
from journal.vault.swap import settle

Progress = Callable[[int, int], bool]
"""Told the bytes done and the bytes there are; False stops."""

ARRIVING = "arriving"
"""A file in the new folder until the old one has ended."""


class MoveNotTrue(IntegrityFault):
    """What was read back in the new place is not what lies in the old one, which stays; `what` is the file's name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Moved:
    """Where the journal lives now; `left` says whether something could not be removed in the old place."""

    folder: JournalFolder
    left: bool


def move(
    folder: JournalFolder,
    to: Path,
    root: RootKey,
    lock: FolderLock,
    point_to: Callable[[Path], None],
    progress: Progress,
    disk: Disk = OS_DISK,
) -> Moved:
    """Move a journal that is closed and whose lock the caller holds; the lock is let go.

    `point_to` is told the new folder once it is the one that lives, so that the program finds it at the next start.

    Raises:
        FolderTaken: there is something at `to`.
        Cancelled, DiskFull, DiskFailed, SourceUnreadable, MoveNotTrue, JournalDamaged and others: the journal lives
            where it did, and nothing was left at `to`.
    """
    _settle(folder, root)
    if _is_left_over(folder, JournalFolder(to), root):
        shutil.rmtree(to, ignore_errors=True)
    if to.resolve().is_relative_to(folder.root.resolve()):
        raise FolderTaken
    refuse_taken(JournalFolder(to))
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        if not _same_device(folder.root, to.parent):
            _Copying(folder, to, root, progress, disk).run()
        write_whole(_pointer(folder.root), [_to_json(to)], disk)
        _end_old(folder.root, to, lock, disk)
    except OSError as reason:
        _take_back(folder.root, to)
        raise disk_error(reason, "move") from reason
    except BaseException:
        _take_back(folder.root, to)
        raise
    return Moved(JournalFolder(to), not _finish(folder.root, to, point_to, disk))


def finish_move(old: Path, point_to: Callable[[Path], None], disk: Disk = OS_DISK) -> Path | None:
    """Finish a move that was cut short, and return where the journal lives now; None where it lives in `old`.

    Raises:
        DiskFull, DiskFailed: call it again.
    """
    try:
        to = Path(json.loads(_pointer(old).read_text("utf-8"))["to"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if old.exists():
        _pointer(old).unlink(missing_ok=True)
        return None
    if not JournalFolder(to).database.exists():
        return None
    _finish(old, to, point_to, disk)
    return to


def is_under_way(old: Path) -> bool:
    """Whether a move out of that folder was begun and is not finished."""
    return _pointer(old).exists()


class _Copying:
    """The way to another disk: everything copied, read back, opened, and given its name."""

    def __init__(
        self, folder: JournalFolder, to: Path, root: RootKey, progress: Progress, disk: Disk
    ) -> None:
        self._folder = folder
        self._to = to
        self._root = root
        self._progress = progress
        self._disk = disk
        self._copied: dict[tuple[int, int], Path] = {}
        self._done = 0
        self._total = 0

    def run(self) -> None:
        building = passing_folder(self._to)
        shutil.rmtree(building, ignore_errors=True)
        self._total = 2 * sum(path.stat().st_size for path in _files(self._folder))
        make_folder(building)
        for path in _files(self._folder):
            self._copy(path, building / path.relative_to(self._folder.root))
        for made in JournalFolder(building).folders:
            make_folder(made)
        key = self._root.database_key()
        if check_copy(JournalFolder(building).database, key) != check_copy(self._folder.database, key):
            raise MoveNotTrue(self._folder.database.name)
        write_whole(building / ARRIVING, [_to_json(self._folder.root)], self._disk)
        give_name(building, self._to, self._disk)

    def _copy(self, path: Path, target: Path) -> None:
        for above in reversed(target.relative_to(passing_folder(self._to)).parents):
            make_folder(passing_folder(self._to) / above)
        facts = path.stat()
        known = self._copied.get((facts.st_dev, facts.st_ino))
        if known is not None:
            # A copy inside the journal shares its sealed files with it.
            share_whole(known, target, self._disk, self._go_on)
            self._go_on(facts.st_size)
            return
        if copy_whole(path, target, self._disk, self._go_on) != sha256_of(target):
            raise MoveNotTrue(path.name)
        self._go_on(facts.st_size)
        self._copied[facts.st_dev, facts.st_ino] = target

    def _go_on(self, octets: int) -> None:
        self._done += octets
        if not self._progress(self._done, self._total):
            raise Cancelled


def _settle(folder: JournalFolder, root: RootKey) -> None:
    """Leave the database without a log, and know that it opens."""
    connection = open_for_writing(folder, root.database_key())
    try:
        settle(connection)
    finally:
        connection.close()


def _end_old(old: Path, to: Path, lock: FolderLock, disk: Disk) -> None:
    """From the rename on the new place is the one that lives."""
    if sys.platform == "win32":
        lock.release()  # a folder with an open file in it cannot be renamed there
    arrived = (to / ARRIVING).exists()
    if not arrived and to.is_dir():
        to.rmdir()
    disk.rename(old, _ended(old) if arrived else to)
    disk.sync_folder(old.parent)
    lock.release()


def _finish(old: Path, to: Path, point_to: Callable[[Path], None], disk: Disk) -> bool:
    """Bring over what was caught meanwhile, tell the program, remove the rest; says whether nothing is left."""
    ended = _ended(old)
    if ended.exists():
        _bring_inbox(JournalFolder(ended), JournalFolder(to), disk)
    (to / ARRIVING).unlink(missing_ok=True)
    point_to(to)
    shutil.rmtree(ended, ignore_errors=True)
    _pointer(old).unlink(missing_ok=True)
    return not ended.exists()


def _bring_inbox(ended: JournalFolder, living: JournalFolder, disk: Disk) -> None:
    """What was caught while everything else was being copied."""
    if not ended.inbox.is_dir():
        return
    for path in sealed_files(ended.inbox):
        filed = living.media_file(path.name).exists() or (living.inbox / path.name).exists()
        for part in reversed(sealed_parts(path)) if not filed else ():
            copy_whole(part, living.inbox / part.name, disk)


def _take_back(old: Path, to: Path) -> None:
    """Leave nothing in the new place, unless the old one has ended already."""
    if not old.exists():
        return
    shutil.rmtree(passing_folder(to), ignore_errors=True)
    if (to / ARRIVING).exists():
        shutil.rmtree(to, ignore_errors=True)
    _pointer(old).unlink(missing_ok=True)


def _is_left_over(folder: JournalFolder, there: JournalFolder, root: RootKey) -> bool:
    """Whether an interrupted move of this journal brought what lies there, and nothing was added to it since."""
    if not (there.root / ARRIVING).exists():
        return False
    caught = {path.name for path in sealed_files(there.inbox)}
    if not caught <= {path.name for path in sealed_files(folder.inbox)}:
        return False
    key = root.database_key()
    return check_copy(there.database, key) == check_copy(folder.database, key)


def _files(folder: JournalFolder) -> Iterator[Path]:
    """Everything that belongs to the journal and not to this place."""
    for path in sorted(folder.root.rglob("*")):
        passing = path.is_relative_to(folder.work) or path in (folder.lock, folder.ballast)
        if not passing and path.is_file() and not path.is_symlink():
            yield path


def _same_device(old: Path, parent: Path) -> bool:
    return old.stat().st_dev == parent.stat().st_dev and not os.path.ismount(old)


def _pointer(old: Path) -> Path:
    return old.with_name(f"{old.name}.moved")


def _ended(old: Path) -> Path:
    return old.with_name(f"{old.name}.ended")


def _to_json(path: Path) -> bytes:
    return json.dumps({"to": str(path)}).encode()
