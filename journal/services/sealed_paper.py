"""A paper before it is saved or printed: sealed in the journal's work folder, read and written like any file."""

import hashlib
import io
from collections.abc import Iterator
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
    """A new sealed file in the work folder, written like any file."""

    def __init__(self, folder: Path, randomness: Randomness) -> None:
        self._writer = SealedWriter(folder, randomness(_NAME_BYTES).hex(), Kind.SPILL, randomness)
        self._hasher = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Of what was written so far, as 64 hex digits."""
        return self._hasher.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer", /) -> int:
        octets = memoryview(data).cast("B")
        self._hasher.update(octets)
        self._writer.write(octets)
        return len(octets)

    def tell(self) -> int:
        return self._writer.size

    def finish(self) -> SealedFile:
        """Seal what was written."""
        self._writer.commit()
        return SealedFile(self._writer.path, self._writer.key)

    def discard(self) -> None:
        """Leave nothing of it."""
        self._writer.discard()


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

    def readinto(self, buffer: "Buffer", /) -> int:
        octets = memoryview(buffer).cast("B")
        data = self._reader.read_range(self._at, len(octets))
        octets[: len(data)] = data
        self._at += len(data)
        return len(data)

    def chunks(self) -> Iterator[bytes]:
        """The whole from its beginning, a frame at a time as it is decrypted: nothing is copied or read twice."""
        return self._reader.chunks()

    def close(self) -> None:
        self._reader.close()
        super().close()
