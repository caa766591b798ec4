"""Another root for a journal: its key files lie beside the old ones until the database is its own, then take over.

`keys.change.json` says which salt the database had and which one it will have; both stand in the open at the head of
the database, so that after a crash it is known without any key whether the change is finished or taken back.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Self

from journal.domain import canonical
from journal.domain.errors import JournalError
from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk, read_at, reading
from journal.sealing.errors import KeyFileAltered, disk_error
from journal.sealing.fields import Fields
from journal.sealing.keyfile import MOST_BYTES, KeyFile
from journal.sealing.keyfolder import FIRST, SECOND, write_key_file
from journal.sealing.roots import DATABASE_SALT_SIZE, RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import (
    Argon2Cost,
    Derive,
    PassphraseParameters,
    Slot,
    SlotDoesNotOpen,
    derive_wrap_key,
    passphrase_slot,
    unwrap_root,
)
from journal.sealing.whole_files import passing_name, write_whole

NEXT_FIRST = "keys.next.json"
NEXT_SECOND = "keys.second.next.json"
MARKER = "keys.change.json"

_NEXT = ((NEXT_FIRST, FIRST), (NEXT_SECOND, SECOND))


class Outcome(Enum):
    """How an interrupted change of root was brought to its end."""

    NOTHING = "there was none"
    NEW = "finished"
    OLD = "taken back"
    UNCLEAR = "left as it is"


@dataclass(frozen=True, slots=True)
class _Marker:
    """The salt of the database before the change, and after it."""

    old: bytes
    new: bytes

    def to_bytes(self) -> bytes:
        return canonical.dumps({"new": self.new.hex(), "old": self.old.hex()})

    @classmethod
    def parse(cls, untrusted_data: bytes) -> Self:
        fields = Fields(canonical.loads(untrusted_data), MARKER)
        fields.exactly("new", "old")
        return cls(fields.octets("old", DATABASE_SALT_SIZE), fields.octets("new", DATABASE_SALT_SIZE))


def lay_beside(
    folder: Path,
    keyfile: KeyFile,
    old: RootKey,
    new: RootKey,
    passphrase: Passphrase,
    cost: Argon2Cost,
    randomness: Randomness,
    *,
    derive: Derive = derive_wrap_key,
    disk: Disk = OS_DISK,
) -> None:
    """Write the key files of the new root beside those of the old one, and last the marker that makes them count.

    What was written is opened from disk with the passphrase before the marker is. `keyfile` is the one in force.

    Raises:
        NotEnoughMemory, DiskFull, DiskFailed: the old root stays; `finish` clears away what was begun.
        KeyFileAltered: what was read back is not what was written; likewise.
    """
    slot = passphrase_slot(new, passphrase, cost, keyfile.journal, randomness, derive)
    fresh = KeyFile.issue(new, keyfile.journal, (slot,), keyfile.edition + 1)
    for name, _ in _NEXT:
        write_key_file(folder / name, fresh, disk)
    for name, _ in _NEXT:
        if _read_back(folder / name) != fresh:
            raise KeyFileAltered("contents")
    _refuse_unopened(slot, fresh.journal, passphrase, derive)
    marker = _Marker(old.database_salt, new.database_salt)
    write_whole(folder / MARKER, (marker.to_bytes(),), disk)


def is_under_way(folder: Path) -> bool:
    """Say whether a change of root was begun here and not brought to its end."""
    return any(path.exists() for path in _passing_files(folder))


def finish(folder: Path, database_salt: bytes, disk: Disk = OS_DISK) -> Outcome:
    """Bring a change to its end: forward where the database is the new root's already, back where it is the old one's.

    Needs no key and, but for names, no room on the disk; killed anywhere, it is called again. The caller is the only
    one who writes in this folder. Where the marker cannot be read or names neither, nothing is touched.

    Raises:
        DiskFull, DiskFailed: call it again.
    """
    if not is_under_way(folder):
        return Outcome.NOTHING
    outcome = _judged(folder, database_salt)
    try:
        if outcome is Outcome.NEW:
            _take_over(folder, disk)
        if outcome is not Outcome.UNCLEAR:
            _clear(folder, disk)
    except OSError as reason:
        raise disk_error(reason, "rename") from reason
    return outcome


def forget(folder: Path, disk: Disk = OS_DISK) -> None:
    """Clear away an unclear change, now that the journal has been opened and needs none of it.

    Raises:
        DiskFailed: call it again.
    """
    if not is_under_way(folder):
        return
    try:
        _clear(folder, disk)
    except OSError as reason:
        raise disk_error(reason, "remove") from reason


def _judged(folder: Path, database_salt: bytes) -> Outcome:
    if not (folder / MARKER).exists():
        return Outcome.OLD
    try:
        with reading(folder / MARKER) as (file, _):
            marker = _Marker.parse(read_at(file, 0, MOST_BYTES))
    except (OSError, JournalError):
        return Outcome.UNCLEAR
    return {marker.new: Outcome.NEW, marker.old: Outcome.OLD}.get(database_salt, Outcome.UNCLEAR)


def _take_over(folder: Path, disk: Disk) -> None:
    # The database's new name first, or a power cut could keep the key files' and lose that.
    disk.sync_folder(folder)
    for name, final in _NEXT:
        if (folder / name).exists():
            disk.rename(folder / name, folder / final)
    disk.sync_folder(folder)


def _clear(folder: Path, disk: Disk) -> None:
    """The marker last: without it, whatever else lies there means nothing."""
    for path in _passing_files(folder):
        if path.exists():
            disk.remove(path)
    disk.sync_folder(folder)


def _passing_files(folder: Path) -> tuple[Path, ...]:
    paths = [folder / name for name in (NEXT_FIRST, NEXT_SECOND, MARKER)]
    return (*(passing_name(path) for path in paths), *paths)


def _read_back(path: Path) -> KeyFile:
    try:
        with reading(path) as (file, _):
            return KeyFile.parse(read_at(file, 0, MOST_BYTES))
    except OSError as reason:
        raise disk_error(reason, "read back") from reason


def _refuse_unopened(slot: Slot, journal: str, passphrase: Passphrase, derive: Derive) -> None:
    if not isinstance(slot.parameters, PassphraseParameters):
        raise TypeError("this slot is not opened by a passphrase")
    try:
        unwrap_root(slot, derive(passphrase, slot.parameters), journal)
    except SlotDoesNotOpen as reason:
        raise KeyFileAltered("slots") from reason
