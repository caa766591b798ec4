"""Sealing into the inbox, for the process that has no key and so can never open what it wrote."""

from collections.abc import Mapping
from pathlib import Path

from journal.domain.canonical import Json
from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk, Octets
from journal.sealing.sealed_layout import V1, Kind, Layout
from journal.sealing.sealed_writer import SealedWriter


def seal_to_inbox(
    folder: Path,
    name: str,
    payload: Octets,
    note: Mapping[str, Json],
    inbox_public: bytes,
    randomness: Randomness,
    *,
    layout: Layout = V1,
    disk: Disk = OS_DISK,
) -> Path:
    """Seal payload and note to the holder of the inbox key, and return the file's path once it has reached the disk.

    Raises:
        DiskFull, DiskFailed: nothing of the file remains.
        SealedNameTaken: there is such a file already; it was not touched.
        ValueError: the name, the note or the public key is not what the format allows.
    """
    with SealedWriter(
        folder,
        name,
        Kind.INBOX,
        randomness,
        note=note,
        recipient_public=inbox_public,
        layout=layout,
        disk=disk,
    ) as writer:
        writer.write(payload)
        return writer.commit()
