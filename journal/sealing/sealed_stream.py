"""Hashing a file and sealing it in one pass: the same bytes go to both, at the speed of the slower, in flat memory."""

import hashlib
import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from journal.domain.errors import Cancelled
from journal.sealing.errors import SourceUnreadable
from journal.sealing.sealed_writer import SealedWriter

_CHUNK = 1024 * 1024
_CHUNKS = 4


class Source(Protocol):
    """What bytes are read from: any binary file object."""

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:
        """Fill the buffer from its beginning and return how much there was; 0 at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Hashed:
    """What went through: its size in bytes, and the SHA-256 of it as 64 hex digits."""

    size: int
    sha256: str


def seal_stream(
    source: Source,
    writer: SealedWriter,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Hashed:
    """Append the whole source to the writer and hash it; `commit` remains the caller's.

    `progress` is told the bytes so far after each MiB, `cancelled` is asked before each; both in this thread.

    Raises:
        Cancelled: `cancelled` said so; nothing of the file remains.
        SourceUnreadable: the source failed; nothing of the file remains.
        DiskFull, DiskFailed: the target failed; nothing of the file remains.
    """
    size = 0
    hasher = hashlib.sha256()
    turns = [_Turn(bytearray(_CHUNK)) for _ in range(_CHUNKS)]
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashing") as pool:
        for turn in itertools.cycle(turns):
            if cancelled is not None and cancelled():
                writer.discard()
                raise Cancelled
            turn.wait()
            octets = _read(source, turn.buffer, writer)
            if not octets:
                break
            # The hash goes on in its thread while this one seals; both let go of the interpreter.
            turn.hashed = pool.submit(hasher.update, octets)
            writer.write(octets)
            size += len(octets)
            if progress is not None:
                progress(size)
    return Hashed(size, hasher.hexdigest())


@dataclass(slots=True)
class _Turn:
    buffer: bytearray
    hashed: Future[None] | None = None

    def wait(self) -> None:
        """Return when the buffer may be filled again."""
        if self.hashed is not None:
            self.hashed.result()


def _read(source: Source, buffer: bytearray, writer: SealedWriter) -> memoryview:
    try:
        filled = source.readinto(buffer)
    except OSError as reason:
        writer.discard()
        raise SourceUnreadable(reason.errno or 0) from reason
    return memoryview(buffer)[: filled or 0]
