"""A paper before it is saved or printed: sealed in the journal's work folder, read and written like any file."""

import hashlib
import io
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journal.domain.ids import Randomness
from journal.sealing.sealed_folder import remove_sealed
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey

if TYPE_CHECKING:
    from typing_extensions import Buffer

_NAME_BYTES = 16

_TOGETHER = 2**18
"""Bytes that are gathered before they are hashed, sealed and written, all of which other threads need not wait for."""

_MOST_WAITING = 3
"""Such pieces in memory at most, the one in work included."""


@dataclass(frozen=True)
class SealedFile:
    """A sealed file in the work folder that only this process can open."""

    path: Path
    key: FileKey

    def open(self) -> "SealedStream":
        """Read it like any file."""
        return SealedStream(SealedReader(self.path, self.key))

    def discard(self) -> None:
        """Remove it."""
        remove_sealed(self.path)


class SealedOutput(io.RawIOBase):
    """A new sealed file in the work folder, written like any file; a thread of its own does so behind the writer.

    What fails there is raised by a later `write`, or by `finish`.
    """

    def __init__(self, folder: Path, randomness: Randomness) -> None:
        self._writer = SealedWriter(folder, randomness(_NAME_BYTES).hex(), Kind.SPILL, randomness)
        self._hasher = hashlib.sha256()
        self._behind = ThreadPoolExecutor(1, "paper")
        self._waiting: deque[Future[None]] = deque()
        self._gathered: list[bytes] = []
        self._gathered_size = self._size = 0

    @property
    def sha256(self) -> str:
        """Of what was written, as 64 hex digits, once it is finished."""
        return self._hasher.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer", /) -> int:
        octets = data if isinstance(data, bytes) else bytes(data)
        self._gathered.append(octets)
        self._gathered_size += len(octets)
        self._size += len(octets)
        if self._gathered_size >= _TOGETHER:
            self._pass_on()
        return len(octets)

    def tell(self) -> int:
        return self._size

    def finish(self) -> SealedFile:
        """Seal what was written."""
        self._pass_on()
        while self._waiting:
            self._waiting.popleft().result()
        self._behind.shutdown()
        self._writer.commit()
        return SealedFile(self._writer.path, self._writer.key)

    def discard(self) -> None:
        """Leave nothing of it."""
        self._behind.shutdown(cancel_futures=True)
        self._writer.discard()

    def _pass_on(self) -> None:
        gathered, self._gathered, self._gathered_size = self._gathered, [], 0
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._behind.submit(self._take, gathered))

    def _take(self, gathered: list[bytes]) -> None:
        octets = b"".join(gathered)
        gathered.clear()
        self._hasher.update(octets)
        self._writer.write(octets)


class SealedStream(io.RawIOBase):
    """A sealed file, read like any file."""

    def __init__(self, reader: SealedReader) -> None:
        self._reader = reader
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._reader.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        data = self._reader.read_range(self._at, self._reader.size if size < 0 else size)
        self._at += len(data)
        return data

    def readinto(self, buffer: "Buffer", /) -> int:
        octets = memoryview(buffer).cast("B")
        data = self.read(len(octets))
        octets[: len(data)] = data
        return len(data)

    def chunks(self) -> Iterator[bytes]:
        """The whole from its beginning, a frame at a time as it is decrypted: nothing is copied or read twice."""
        return self._reader.chunks()

    def close(self) -> None:
        self._reader.close()
        super().close()
