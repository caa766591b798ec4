"""A file on disk as a reader with one item, and bytes that were pasted as another."""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from journal.intake.reader import Item, Unreadable


@dataclass(frozen=True)
class FileItem:
    """A file as it lay on disk."""

    path: Path
    size: int
    modified: str

    @property
    def untrusted_name(self) -> str:
        """The name as text; bytes of it that are no UTF-8, as in names from older systems, are written \\xff."""
        return os.fsencode(self.path.name).decode("utf-8", "backslashreplace")

    def open(self) -> AbstractContextManager[BinaryIO]:
        try:
            file = os.open(self.path, _READ)
        except (OSError, ValueError) as error:
            raise _unreadable(self.path, error) from error
        try:
            # Asked again of what was opened: another may have taken its place since it was looked at.
            _refuse_special(self.path, os.fstat(file))
            return os.fdopen(file, "rb")
        except BaseException:
            os.close(file)
            raise


@dataclass(frozen=True)
class FileReader:
    """Reads one file; a link is followed, a folder, a pipe or a device is refused.

    So is what lies in `journal`: it is kept already, and nobody must be offered to remove it as a copy.
    """

    path: Path
    journal: Path | None = None

    @property
    def name(self) -> str:
        return self.path.name

    def items(self) -> Iterator[Item]:
        try:
            facts = self.path.stat()
            inside = self.journal is not None and self.path.resolve().is_relative_to(self.journal.resolve())
        except (OSError, ValueError, RuntimeError) as error:
            raise _unreadable(self.path, error) from error
        _refuse_special(self.path, facts)
        if inside:
            raise Unreadable(self.path.name, "kept already")
        yield FileItem(self.path, facts.st_size, _written(facts.st_mtime))


@dataclass(frozen=True)
class BytesItem:
    """Bytes that another program handed over."""

    untrusted_name: str
    data: bytes
    modified: str = ""

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> AbstractContextManager[BinaryIO]:
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class BytesReader:
    """Reads what was pasted or dropped as bytes."""

    name: str
    data: bytes

    def items(self) -> Iterator[Item]:
        yield BytesItem(self.name, self.data)


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without O_NONBLOCK, a pipe that nobody writes to is waited for without end."""


def _refuse_special(path: Path, facts: os.stat_result) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise Unreadable(path.name, "folder")
    if not stat.S_ISREG(facts.st_mode):
        raise Unreadable(path.name, "not a file")


def _written(mtime: float) -> str:
    """The time a file carries, to the second; empty where it is none that a calendar has."""
    try:
        return datetime.fromtimestamp(mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (OSError, OverflowError, ValueError):
        return ""


def _unreadable(path: Path, error: Exception) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(path.name, "missing")
    if isinstance(error, PermissionError):
        return Unreadable(path.name, "no permission")
    return Unreadable(path.name, "failed")
