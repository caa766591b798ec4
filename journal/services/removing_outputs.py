"""Removing what was written once, as long as it is still the same: nothing else is touched, and no link followed."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journal.domain.errors import Cancelled

Progress = Callable[[int, int], bool]

_CHUNK = 1 << 20
_MOST_LIST = 1 << 28
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)


@dataclass(frozen=True)
class Left:
    """A file that was left where it is, because it is not what was written."""

    name: str


def same_place(place: Path, folder: Path) -> bool:
    """Whether `place` is that folder, or lies within it, whatever it is called."""
    for above in (place, *place.parents):
        with suppress(OSError):
            if above.samefile(folder):
                return True
    return False


def remove_same(path: Path, sha256: str, progress: Progress) -> tuple[int, tuple[Left, ...]]:
    """Remove a file whose SHA-256 is that; returns how many were removed, and what was left.

    Raises:
        Cancelled: it is still there.
        OSError: as the system says.
    """
    if not os.path.lexists(path):
        return 0, ()
    facts = path.lstat()
    if digest_of(path, progress) != sha256 or not os.path.samestat(facts, path.lstat()):
        return 0, (Left(path.name),)
    path.unlink()
    return 1, ()


def remove_listed(
    folder: Path, lists: Sequence[str], sha256: str, progress: Progress
) -> tuple[int, tuple[Left, ...]]:
    """Remove the files of a folder that its list names, as long as both are what they were; then what is empty.

    The list goes last, so that what was stopped can be gone on with.

    Raises:
        Cancelled: some are gone.
        OSError: as the system says.
    """
    name = next((each for each in lists if digest_of(folder / each) == sha256), None)
    if name is None:
        return 0, (Left(folder.name),)
    listed = list(_listed(folder / name))
    removed, left = 0, []
    for at, (digest, each) in enumerate(listed):
        if not progress(at, len(listed) + 1):
            raise Cancelled
        path = folder / each
        if not os.path.lexists(path):
            continue
        if (
            not _is_within(path, folder)
            or digest_of(path, _going_on(progress, at, len(listed) + 1)) != digest
        ):
            left.append(Left(each))
            continue
        path.unlink()
        removed += 1
    (folder / name).unlink()
    _remove_empty(folder)
    if folder.is_dir():
        left += [Left(each) for each in _remaining(folder) if Left(each) not in left]
    return removed + 1, tuple(left)


def digest_of(path: Path, progress: Progress | None = None) -> str:
    """The SHA-256 of a plain file; empty for a link, for what is no file, and for what cannot be read."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return ""
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        # Where the system has no such flag, a link is told by being another thing than what was opened.
        if not stat.S_ISREG(facts.st_mode) or path.is_symlink():
            return ""
        hasher, done = hashlib.sha256(), 0
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
            done += len(chunk)
            if progress is not None and not progress(done, max(done, facts.st_size)):
                raise Cancelled
    return hasher.hexdigest()


def _going_on(progress: Progress, at: int, of: int) -> Progress:
    return lambda _done, _of: progress(at, of)


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    if path.stat().st_size > _MOST_LIST:
        return
    for line in path.read_bytes().split(b"\n"):
        digest, _, name = line.decode("utf-8", "surrogateescape").partition("  ")
        parts = name.split("/")
        if name and "\\" not in name and all(part not in ("", ".", "..") for part in parts):
            yield digest, name


def _is_within(path: Path, folder: Path) -> bool:
    """Whether no link on the way leads elsewhere."""
    return path.parent.resolve() == folder.resolve() / path.parent.relative_to(folder)


def _remove_empty(folder: Path) -> None:
    inside = sorted(
        (path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()), reverse=True
    )
    for path in (*inside, folder):
        with suppress(OSError):
            path.rmdir()


def _remaining(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()
