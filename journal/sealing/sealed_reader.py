"""Reading a sealed file: from its beginning or at any place, every byte authenticated before it is handed out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.domain import canonical
from journal.domain.canonical import Json
from journal.domain.errors import NotCanonical
from journal.sealing.durable import read_at, reading
from journal.sealing.errors import SealedFileDamaged, SealedFileMissing, SealedFileUnreadable
from journal.sealing.sealed_layout import (
    BLANK_RECIPIENT,
    BOUND_SIZE,
    HEADER_SIZE,
    MOST_NOTE,
    NOTE_SIZE_FIELD,
    PAYLOAD_SIZE_FIELD,
    TAG_SIZE,
    V1,
    Header,
    Kind,
    Layout,
    part_path,
)
from journal.sealing.secret import FileKey


class SealedReader:
    """A sealed file opened with its key; needs three frames of memory (3 MiB), whatever the size.

    Opening reads the headers of all parts, the first frame and the last one, and so knows that nothing is cut off;
    every other frame is authenticated when it is read.
    """

    def __init__(self, path: Path, key: FileKey, layout: Layout = V1) -> None:
        """Open the file.

        Raises:
            SealedFileMissing, SealedFileUnreadable: it cannot be read.
            SealedFileForeign, SealedFileNewer: it is none of ours, or of a newer program.
            SealedFileDamaged: it is cut, changed, mixed up, or not of this key.
        """
        self.path = path
        self._layout = layout
        self._cipher = AESGCM(key.expose())
        self._parts = _survey(path, layout)
        self._frames = sum(part.frames for part in self._parts)
        self._plain_size = sum(part.plain_size for part in self._parts)
        self._kept: tuple[int, bytes] | None = None
        self.size = self._payload_size()
        note_size = self._note_size()
        self._payload_at = NOTE_SIZE_FIELD.size + note_size
        if layout.plain_size(note_size, self.size) != self._plain_size:
            raise SealedFileDamaged(path.name, "sizes")
        self.note: Mapping[str, Json] = self._read_note(note_size)

    @property
    def kind(self) -> Kind:
        """What the file was made as."""
        return self._parts[0].header.kind

    def chunks(self) -> Iterator[bytes]:
        """Hand out the payload from beginning to end, at most a frame at a time.

        Raises:
            SealedFileDamaged, SealedFileMissing, SealedFileUnreadable: what was handed out before is right.
        """
        return self._payload(0, self.size)

    def read_range(self, offset: int, length: int) -> bytes:
        """Return that part of the payload, less where the payload ends.

        Raises:
            SealedFileDamaged, SealedFileMissing, SealedFileUnreadable: one of the frames it lies in cannot be had.
        """
        if offset < 0 or length < 0:
            raise ValueError("a range begins and ends within the file")
        return b"".join(self._payload(offset, length))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the frame that was read last go."""
        self._kept = None

    def _payload(self, offset: int, length: int) -> Iterator[bytes]:
        start = min(offset, self.size)
        end = min(offset + length, self.size)
        return self._plain(self._payload_at + start, self._payload_at + end)

    def _plain(self, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            frame, skipped = divmod(start, self._layout.frame)
            content = self._content_of(frame)[skipped : skipped + end - start]
            yield content
            start += len(content)

    def _content_of(self, frame: int) -> bytes:
        if self._kept is None or self._kept[0] != frame:
            self._kept = None
            self._kept = (frame, self._opened_frame(frame))
        return self._kept[1]

    def _opened_frame(self, frame: int) -> bytes:
        number, place = divmod(frame, self._layout.frames_per_part)
        part = self._parts[number]
        sealed = _read(
            part.path, HEADER_SIZE + place * (self._layout.frame + TAG_SIZE), self._layout.frame + TAG_SIZE
        )
        nonce = part.header.nonce(frame, last=frame == self._frames - 1)
        try:
            return self._cipher.decrypt(nonce, sealed, part.header.to_bytes())
        except InvalidTag as reason:
            raise SealedFileDamaged(part.path.name, "frame", frame) from reason

    def _payload_size(self) -> int:
        content = self._content_of(self._frames - 1)
        (size,) = PAYLOAD_SIZE_FIELD.unpack(content[-PAYLOAD_SIZE_FIELD.size :])
        return int(size)

    def _note_size(self) -> int:
        (size,) = NOTE_SIZE_FIELD.unpack(b"".join(self._plain(0, NOTE_SIZE_FIELD.size)))
        if size > MOST_NOTE:
            raise SealedFileDamaged(self.path.name, "note")
        return int(size)

    def _read_note(self, size: int) -> Mapping[str, Json]:
        if size == 0:
            return {}
        try:
            return canonical.loads(b"".join(self._plain(NOTE_SIZE_FIELD.size, NOTE_SIZE_FIELD.size + size)))
        except NotCanonical as reason:
            raise SealedFileDamaged(self.path.name, "note") from reason


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    header: Header
    frames: int
    plain_size: int


def _survey(path: Path, layout: Layout) -> tuple[_Part, ...]:
    parts = [_read_part(path, None, layout)]
    while (following := part_path(path, len(parts) + 1)).exists():
        if parts[-1].plain_size != layout.frame * layout.frames_per_part:
            raise SealedFileDamaged(parts[-1].path.name, "cut")
        parts.append(_read_part(following, parts[-1].header, layout))
    return tuple(parts)


def _read_part(path: Path, before: Header | None, layout: Layout) -> _Part:
    untrusted, size = _read_with_size(path, 0, HEADER_SIZE)
    header = Header.parse(untrusted[:BOUND_SIZE], path.name)
    expected = header.of_part(1) if before is None else before.of_part(before.part + 1)
    has_recipient = header.kind is Kind.INBOX and header.part == 1
    if header != expected or not (has_recipient or untrusted[BOUND_SIZE:] == BLANK_RECIPIENT):
        raise SealedFileDamaged(path.name, "header")
    sealed = size - HEADER_SIZE
    frames = -(-sealed // (layout.frame + TAG_SIZE))
    plain_size = sealed - frames * TAG_SIZE
    if not 1 <= frames <= layout.frames_per_part or plain_size % layout.small_step or plain_size <= 0:
        raise SealedFileDamaged(path.name, "cut")
    return _Part(path, header, frames, plain_size)


def _read(path: Path, at: int, size: int) -> bytes:
    return _read_with_size(path, at, size)[0]


def _read_with_size(path: Path, at: int, size: int) -> tuple[bytes, int]:
    try:
        with reading(path) as (file, whole):
            return read_at(file, at, size), whole
    except FileNotFoundError as reason:
        raise SealedFileMissing(path.name) from reason
    except OSError as reason:
        raise SealedFileUnreadable(path.name, reason.errno or 0) from reason
