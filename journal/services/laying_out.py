"""Writing what is handed over: file by file into a folder, or into one archive that has a password."""

import hashlib
import io
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from journal.domain.errors import Cancelled
from journal.domain.folder import FILE_MODE, FOLDER_MODE
from journal.report.verifier import Files
from journal.sealing.durable import OS_DISK
from journal.services.pieces import Piece

if TYPE_CHECKING:
    from typing_extensions import Buffer

Progress = Callable[[int, int], bool]
Digests = dict[str, tuple[str, int]]
"""SHA-256 and size of files, by their names."""

_NEW = os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A link somebody laid there is not followed; Windows changes line ends in files that were not opened as binary."""

_MOST_UNDER_WAY = 8
"""Files that are written and have not reached the disk."""

_WORTH_A_THREAD = 1 << 16
"""Bytes; fewer are hashed sooner than they are given to somebody else."""


class Out(Protocol):
    """Where files go, one after the other."""

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file; `name` has slashes between its parts."""
        ...

    def finish(self) -> tuple[str, int]:
        """Make sure that all of it is there; the SHA-256 and size of what became one file, empty for a folder."""
        ...

    def close(self) -> None:
        """Let go of it, finished or not."""
        ...


class FolderOut:
    """A new folder, closed to others."""

    def __init__(self, top: Path) -> None:
        """Make it.

        Raises:
            OSError: as the system says.
        """
        self._top = top
        self._folders = {top}
        self._syncing = ThreadPoolExecutor(1, "syncing")
        self._under_way: deque[Future[None]] = deque()
        top.mkdir(mode=FOLDER_MODE)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        path = self._top / name
        if path.parent not in self._folders:
            path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            self._folders.update((path.parent, *path.parent.parents))
        handle = os.open(path, _NEW | os.O_WRONLY, FILE_MODE)
        try:
            for chunk in chunks:
                OS_DISK.write(handle, chunk)
        except BaseException:
            os.close(handle)
            raise
        # While it reaches the disk the next one is decrypted already.
        self._under_way.append(self._syncing.submit(_sync_and_close, handle))
        while len(self._under_way) > _MOST_UNDER_WAY:
            self._under_way.popleft().result()

    def finish(self) -> tuple[str, int]:
        while self._under_way:
            self._under_way.popleft().result()
        for folder in sorted(each for each in self._folders if each.is_relative_to(self._top)):
            OS_DISK.sync_folder(folder)
        return "", 0

    def close(self) -> None:
        """Let go of it, finished or not."""
        self._syncing.shutdown(wait=True)


class ArchiveOut:
    """One archive that opens with a password alone."""

    def __init__(self, path: Path, inside: str, password: str) -> None:
        """Begin it.

        Raises:
            OSError: as the system says.
        """
        # Loaded when it is needed: it takes as long as a part of the start of the window.
        from journal.under_password.archive import LockedArchive  # noqa: PLC0415

        self._file = private_file(path)
        self._counted = _Counted(self._file)
        self._archive = LockedArchive(cast(BinaryIO, self._counted), inside, password)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        self._archive.add(name, self._going_on(chunks))
        self._counted.complain()

    def finish(self) -> tuple[str, int]:
        self._archive.close()
        self._counted.complain()
        reach_disk(self._file)
        self._file.close()
        return self._counted.sha256, self._counted.size

    def close(self) -> None:
        """Let go of it, finished or not."""
        if not self._file.closed:
            self._counted.drop()
            self._archive.close()
            self._file.close()

    def _going_on(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            yield chunk
            self._counted.complain()


class Given(Files):
    """What was written where it cannot be read again: the verifier is given the very pieces."""

    def __init__(self, pieces: Sequence[Piece], written: Mapping[str, tuple[str, int]]) -> None:
        super().__init__(Path())
        self._pieces = {piece.name: piece for piece in pieces}
        self._written = written

    def walk(self) -> Iterator[tuple[str, str]]:
        return ((name, "") for name in sorted(self._pieces))

    def has(self, name: str) -> bool:
        return name in self._pieces

    def size(self, name: str) -> int:
        known = self._written.get(name)
        return known[1] if known is not None else sum(map(len, self._pieces[name].chunks()))

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(b"".join(self._pieces[name].chunks()))


class Writing:
    """Writing every piece, and at last the list of their hashes."""

    def __init__(self, out: Out, pieces: Sequence[Piece], progress: Progress, of: int) -> None:
        """`progress` is told parts of `of`, from the half on."""
        self._out = out
        self._pieces = pieces
        self._progress = progress
        self._parts = of
        self._done = 0
        self._of = max(1, sum(piece.size for piece in pieces))
        self._hashing = ThreadPoolExecutor(1, "hashing")

    def run(self, checksums: str) -> tuple[Digests, Piece]:
        """Hash and size of every file that is listed, and the list, which is called `checksums`.

        Raises:
            Cancelled: some of it was written.
            OSError: as the system says.
        """
        with self._hashing:
            written = {piece.name: self._write(piece) for piece in self._pieces}
            lines = "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(written.items())).encode()
            listing = Piece(checksums, lambda: (lines,))
            self._write(listing)
        return written, listing

    def _write(self, piece: Piece) -> tuple[str, int]:
        passing = _Passing(piece, self._tell, self._hashing)
        self._out.add(piece.name, passing)
        return passing.sha256(), passing.size

    def _tell(self, more: int) -> None:
        self._done += more
        half = self._parts // 2
        if not self._progress(half + min(self._done, self._of) * half // self._of, self._parts):
            raise Cancelled


class _Passing:
    """The chunks of a piece on their way out, counted and hashed: read once, whatever is done with them.

    Hashing takes as long as decrypting and writing together, and goes on beside them, a chunk behind.
    """

    def __init__(self, piece: Piece, tell: Callable[[int], None], hashing: Executor) -> None:
        self._piece = piece
        self._tell = tell
        self._hashing = hashing
        self._hasher = hashlib.sha256()
        self._behind: Future[None] | None = None
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._piece.chunks():
            self._hash(chunk)
            self.size += len(chunk)
            self._tell(len(chunk) if self._piece.size else 0)
            yield chunk

    def sha256(self) -> str:
        """Of all that passed, as 64 hex digits."""
        self._catch_up()
        return self._hasher.hexdigest()

    def _hash(self, chunk: bytes) -> None:
        self._catch_up()
        if len(chunk) < _WORTH_A_THREAD:
            self._hasher.update(chunk)
        else:
            self._behind = self._hashing.submit(self._hasher.update, chunk)

    def _catch_up(self) -> None:
        if self._behind is not None:
            self._behind.result()
            self._behind = None


class _Counted(io.RawIOBase):
    """A file that is written from its beginning to its end, and hashed on the way.

    What the disk refuses is told by `complain`, because an archive that failed in the midst could not be closed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hasher = hashlib.sha256()
        self._trouble: OSError | None = None
        self._dropped = False
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._hasher.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer", /) -> int:
        octets = memoryview(data).cast("B")
        if not self._dropped:
            self._put(octets)
        self.size += len(octets)
        return len(octets)

    def tell(self) -> int:
        return self.size

    def drop(self) -> None:
        """Write nothing from now on."""
        self._dropped = True

    def complain(self) -> None:
        """Raise what the disk said, if it refused anything."""
        if self._trouble is not None:
            raise self._trouble

    def _put(self, octets: memoryview) -> None:
        self._hasher.update(octets)
        try:
            self._file.write(octets)
        except OSError as error:
            self._trouble = error
            self.drop()


def private_file(path: Path) -> BinaryIO:
    """A new file that others cannot read; a link somebody laid there is not followed.

    Raises:
        OSError: as the system says.
    """
    handle = os.open(path, _NEW | os.O_RDWR, FILE_MODE)
    return os.fdopen(handle, "w+b")


def tell_time(part: Path, seconds: int | None) -> None:
    """Let a file, or a folder with all that is in it, say it was written then: programs send that time along.

    Some disks refuse, and what lies there says the time at which it was written.
    """
    if seconds is None:
        return
    for each in (*(part.rglob("*") if part.is_dir() else ()), part):
        with suppress(OSError):
            os.utime(each, (seconds, seconds))


def _sync_and_close(handle: int) -> None:
    try:
        OS_DISK.sync(handle)
    finally:
        os.close(handle)


def reach_disk(file: BinaryIO) -> None:
    """Return when what was written has reached the disk."""
    file.flush()
    OS_DISK.sync(file.fileno())
