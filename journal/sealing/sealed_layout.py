"""The sealed-file format, version 1: one for captures in the inbox, for originals and derivatives, and for spill.

A file is a header of 128 bytes and frames; beyond 1023 frames it goes on in `<name>.2`, `<name>.3` …, with headers.

    at  size
     0     8  magic
     8     1  version, 1
     9     1  kind: 1 inbox, 2 media, 3 spill (what it was made as; filing a capture does not change it)
    10     2  part, from 1
    12     1  flags, none so far
    13    16  file id, random, the same in all parts
    29     7  nonce prefix, random, the same in all parts
    36     8  zeros
    44     4  first bytes of the SHA-256 of the 44 bytes before: tells damage from a newer version
    48    80  recipient block: ephemeral X25519 public key 32, wrapped file key 48; zeros when the key is kept elsewhere

Numbers are big-endian. The plain content is `note size 4 | note | payload | zeros | payload size 8`, its size a
multiple of 4 KiB up to 1 MiB and of 64 KiB above. It is cut into frames of 1 MiB, the last one shorter; each is
AES-256-GCM under the file key with nonce `prefix 7 | frame 4 | last 1` (STREAM) and the first 48 bytes of its part's
header as associated data; frames count from 0 through all parts, `last` is 1 in the very last one. On disk a frame is
its ciphertext and a tag of 16.
"""

import hashlib
import re
import struct
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Self

from journal.sealing.errors import SealedFileDamaged, SealedFileForeign, SealedFileNewer

MAGIC = b"\x8bJRNL\r\n\x1a"
VERSION = 1
BOUND_SIZE = 48
RECIPIENT_SIZE = 80
HEADER_SIZE = BOUND_SIZE + RECIPIENT_SIZE
BLANK_RECIPIENT = bytes(RECIPIENT_SIZE)
FILE_ID_SIZE = 16
PREFIX_SIZE = 7
TAG_SIZE = 16
NOTE_SIZE_FIELD = struct.Struct(">I")
PAYLOAD_SIZE_FIELD = struct.Struct(">Q")
MOST_NOTE = 256 * 1024

_BOUND = struct.Struct(">8sBBHB16s7s8s")
_CHECK_SIZE = 4
_NONCE = struct.Struct(">7sIB")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}\Z")
_LATER_PART = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9_-]{0,99})\.(?P<number>[1-9][0-9]{0,4})\Z")


class Kind(Enum):
    """What a sealed file was made as."""

    INBOX = 1
    MEDIA = 2
    SPILL = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of the format, in bytes; those of version 1 are frozen, tests use smaller ones."""

    frame: int = 1024 * 1024
    frames_per_part: int = 1023
    small_step: int = 4 * 1024
    large_step: int = 64 * 1024
    small_up_to: int = 1024 * 1024

    def padded(self, size: int) -> int:
        """Return the size of plain content that holds `size` bytes of note, payload and their two sizes."""
        step = self.small_step if size <= self.small_up_to else self.large_step
        return -(-size // step) * step

    def plain_size(self, note: int, payload: int) -> int:
        """Return the size of the plain content for a note and a payload of these sizes."""
        return self.padded(NOTE_SIZE_FIELD.size + note + payload + PAYLOAD_SIZE_FIELD.size)


V1 = Layout()


@dataclass(frozen=True, slots=True)
class Header:
    """The part of a header that is bound into every frame of its part."""

    kind: Kind
    part: int
    file_id: bytes
    prefix: bytes

    def to_bytes(self) -> bytes:
        """Return the 48 bytes."""
        start = _BOUND.pack(
            MAGIC, VERSION, self.kind.value, self.part, 0, self.file_id, self.prefix, bytes(8)
        )
        return start + _check(start)

    def nonce(self, frame: int, *, last: bool) -> bytes:
        """Return the nonce of a frame."""
        return _NONCE.pack(self.prefix, frame, last)

    def of_part(self, part: int) -> "Header":
        """Return the header of another part of the same file."""
        return Header(self.kind, part, self.file_id, self.prefix)

    @classmethod
    def parse(cls, untrusted: bytes, name: str) -> Self:
        """Read the 48 bytes back; `name` is for the errors only.

        Raises:
            SealedFileForeign: it is not a sealed file.
            SealedFileDamaged: it is a damaged one.
            SealedFileNewer: a newer program wrote it.
        """
        if untrusted[: len(MAGIC)] != MAGIC:
            raise SealedFileForeign(name)
        start, check = untrusted[: _BOUND.size], untrusted[_BOUND.size : BOUND_SIZE]
        if check != _check(start):
            raise SealedFileDamaged(name, "header")
        _, version, kind, part, flags, file_id, prefix, reserved = _BOUND.unpack(start)
        if version != VERSION or flags or any(reserved) or kind not in {known.value for known in Kind}:
            raise SealedFileNewer(name, version)
        return cls(Kind(kind), part, file_id, prefix)


def part_path(path: Path, part: int) -> Path:
    """Return where that part of a sealed file lies."""
    return path if part == 1 else path.with_name(f"{path.name}.{part}")


def temporary_path(path: Path) -> Path:
    """Return where a part lies until it is whole."""
    return path.with_name(f".{path.name}.part")


def is_sealed_name(name: str) -> bool:
    """Say whether a sealed file may have that name: letters, digits, `-` and `_`, at most 100."""
    return _NAME.match(name) is not None


def name_of_part(file_name: str) -> str | None:
    """Return the sealed file's name if this is the file name of its second or a later part."""
    found = _LATER_PART.match(file_name)
    return found["name"] if found and int(found["number"]) > 1 else None


def _check(start: bytes) -> bytes:
    return hashlib.sha256(start).digest()[:_CHECK_SIZE]
