"""What lies in a folder of sealed files: whole ones and leftovers; moving and removing a file with all its parts."""

import os
from pathlib import Path

from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import SealedFileMissing, SealedNameTaken, disk_error
from journal.sealing.sealed_layout import is_sealed_name, name_of_part, part_path


def sealed_files(folder: Path) -> tuple[Path, ...]:
    """Return the first parts in the folder, by name; each one stands for a file that was written to its end.

    Raises:
        OSError: the folder cannot be read.
    """
    return tuple(sorted(path for path in folder.iterdir() if is_sealed_name(path.name)))


def leftovers(folder: Path, moving_from: Path | None = None) -> tuple[Path, ...]:
    """Return what an interrupted step left: files without their name, and later parts without a first one.

    Parts whose first part still lies in `moving_from` are on their way and no leftovers. `remove_sealed` removes one.

    Raises:
        OSError: the folder cannot be read.
    """
    # A whole file's name has no dot. Opening a journal looks at all of them, so most cost no more than their name.
    with os.scandir(folder) as entries:
        suspects = [folder / entry.name for entry in entries if "." in entry.name]
    return tuple(sorted(path for path in suspects if _is_leftover(path, moving_from)))


def sealed_parts(path: Path) -> tuple[Path, ...]:
    """Return where all parts of a sealed file lie, the first one first."""
    return (path, *_later_parts(path))


def move_sealed(path: Path, folder: Path, disk: Disk = OS_DISK) -> Path:
    """Move a sealed file into another folder of the same disk, the first part last, and return its new path.

    Called again after it was interrupted, it goes on where it stopped.

    Raises:
        SealedFileMissing: there is no such file.
        SealedNameTaken: a file of that name is there already; nothing was moved.
        DiskFull, DiskFailed: call it again.
    """
    target = folder / path.name
    if not path.exists():
        raise SealedFileMissing(path.name)
    if target.exists():
        raise SealedNameTaken(path.name)
    later = _later_parts(path, target)
    step = "rename"
    try:
        for part in reversed(later):
            if part.exists():
                disk.rename(part, folder / part.name)
        if later:
            disk.sync_folder(folder)
        disk.rename(path, target)
        step = "sync folder"
        disk.sync_folder(folder)
        disk.sync_folder(path.parent)
    except OSError as reason:
        raise disk_error(reason, step) from reason
    return target


def remove_sealed(path: Path, disk: Disk = OS_DISK) -> None:
    """Remove a sealed file with all its parts, the first part first; it is no error if it is gone.

    Raises:
        DiskFailed: call it again; what is left of it is a leftover.
    """
    later = _later_parts(path)
    try:
        disk.remove(path)
        for part in later:
            disk.remove(part)
        disk.sync_folder(path.parent)
    except OSError as reason:
        raise disk_error(reason, "remove") from reason


def _later_parts(path: Path, target: Path | None = None) -> tuple[Path, ...]:
    """Where the second and all later parts lie, or lay before an interrupted move took some of them to the target."""
    parts: list[Path] = []
    while _lies_there(path, len(parts) + 2) or (target and _lies_there(target, len(parts) + 2)):
        parts.append(part_path(path, len(parts) + 2))
    return tuple(parts)


def _lies_there(path: Path, part: int) -> bool:
    return part_path(path, part).exists()


def _is_leftover(path: Path, moving_from: Path | None) -> bool:
    if path.name.startswith(".") and path.name.endswith(".part"):
        return True
    name = name_of_part(path.name)
    if name is None or path.with_name(name).exists():
        return False
    return moving_from is None or not (moving_from / name).exists()
