"""The recipient block: a sealed file's key, sealed in its header to the journal's public inbox key.

`ephemeral public 32 | AES-256-GCM of the file key 48`: the wrapping key is HKDF-SHA256 of the X25519 agreement with
info `label | ephemeral public | recipient's public`; it is used once, so the nonce is zero. The associated data is the
bound header.
"""

from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk, read_at, reading
from journal.sealing.errors import (
    RecipientRefused,
    SealedFileDamaged,
    SealedFileMissing,
    SealedFileUnreadable,
    disk_error,
)
from journal.sealing.roots import InboxKey
from journal.sealing.sealed_layout import BLANK_RECIPIENT, BOUND_SIZE, HEADER_SIZE, Header
from journal.sealing.secret import FileKey

# Part of the format, as the labels of the root key are.
_LABEL = b"journal/1/recipient"
_NONCE = bytes(12)
_PUBLIC = 32


def seal_file_key(
    key: FileKey, recipient_public: bytes, bound_header: bytes, randomness: Randomness
) -> bytes:
    """Return the 80 bytes that only the holder of the private inbox key can open.

    Raises:
        ValueError: `recipient_public` is not a key anyone can own.
    """
    ephemeral = InboxKey.new(randomness)
    wrapping = _wrapping_key(ephemeral.agree(recipient_public), ephemeral.public, recipient_public)
    return ephemeral.public + wrapping.encrypt(_NONCE, key.expose(), bound_header)


def open_recipient(path: Path, inbox_key: InboxKey) -> FileKey:
    """Return the key of the sealed file at `path` (its first part).

    Raises:
        RecipientRefused: the block is blank, damaged, or sealed for another key.
        SealedFileMissing, SealedFileUnreadable, SealedFileForeign, SealedFileDamaged, SealedFileNewer: no such file.
    """
    bound_header, block = _read_header(path)
    ephemeral_public, wrapped = block[:_PUBLIC], block[_PUBLIC:]
    try:
        wrapping = _wrapping_key(inbox_key.agree(ephemeral_public), ephemeral_public, inbox_key.public)
        return FileKey(wrapping.decrypt(_NONCE, wrapped, bound_header))
    except (InvalidTag, ValueError) as reason:
        raise RecipientRefused(path.name) from reason


def is_blank(path: Path) -> bool:
    """Say whether the sealed file's header holds no key.

    Raises:
        SealedFileMissing, SealedFileUnreadable, SealedFileForeign, SealedFileDamaged, SealedFileNewer: no such file.
    """
    return _read_header(path)[1] == BLANK_RECIPIENT


def blank_recipient(path: Path, disk: Disk = OS_DISK) -> None:
    """Write zeros over the key in the header, so that no inbox key, present or replaced, opens the file any more.

    Only when the file key is safely kept elsewhere, that is after the commit of the row that holds it.

    Raises:
        SealedFileMissing, SealedFileUnreadable, SealedFileForeign, SealedFileDamaged, SealedFileNewer: untouched.
        DiskFull, DiskFailed: the block is as it was, or blank.
    """
    if is_blank(path):
        return
    try:
        disk.overwrite(path, BOUND_SIZE, BLANK_RECIPIENT)
    except OSError as reason:
        raise disk_error(reason, "overwrite") from reason


def _read_header(path: Path) -> tuple[bytes, bytes]:
    try:
        with reading(path) as (file, _):
            untrusted = read_at(file, 0, HEADER_SIZE)
    except FileNotFoundError as reason:
        raise SealedFileMissing(path.name) from reason
    except OSError as reason:
        raise SealedFileUnreadable(path.name, reason.errno or 0) from reason
    Header.parse(untrusted[:BOUND_SIZE], path.name)
    if len(untrusted) < HEADER_SIZE:
        raise SealedFileDamaged(path.name, "header")
    return untrusted[:BOUND_SIZE], untrusted[BOUND_SIZE:]


def _wrapping_key(shared: bytes, ephemeral_public: bytes, recipient_public: bytes) -> AESGCM:
    info = _LABEL + ephemeral_public + recipient_public
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared))
