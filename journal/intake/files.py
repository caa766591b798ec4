"""A file on disk as a reader with one item, and bytes that were pasted as another."""

import io
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
        return self.path.name

    def open(self) -> AbstractContextManager[BinaryIO]:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise _unreadable(self.path, error) from error


@dataclass(frozen=True)
class FileReader:
    """Reads one file; a link is followed, a folder, a pipe or a device is refused."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def items(self) -> Iterator[Item]:
        try:
            facts = self.path.stat()
        except OSError as error:
            raise _unreadable(self.path, error) from error
        if stat.S_ISDIR(facts.st_mode):
            raise Unreadable(self.path.name, "folder")
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(self.path.name, "not a file")
        modified = datetime.fromtimestamp(facts.st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield FileItem(self.path, facts.st_size, modified)


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


def _unreadable(path: Path, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(path.name, "missing")
    if isinstance(error, PermissionError):
        return Unreadable(path.name, "no permission")
    return Unreadable(path.name, "failed")
