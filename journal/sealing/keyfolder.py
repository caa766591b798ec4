"""The two copies of the key file in a journal's folder: read, judged, written, opened and healed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from journal.domain.errors import JournalError
from journal.sealing.durable import OS_DISK, Disk, read_at, reading
from journal.sealing.errors import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileUnreadable,
    KeyParametersRefused,
    WrongKey,
    WrongPassphrase,
    disk_error,
)
from journal.sealing.keyfile import MOST_BYTES, KeyFile
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import (
    Derive,
    KeyringParameters,
    PassphraseParameters,
    Slot,
    SlotDoesNotOpen,
    derive_wrap_key,
    unwrap_root,
)

FIRST = "keys.json"
SECOND = "keys.second.json"


class CopyState(Enum):
    """What is known about one copy."""

    WHOLE = "whole"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    ALTERED = "altered"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """One copy: its name, its state, and what it says where it could be read; `what` names what is wrong with it."""

    name: str
    state: CopyState
    keyfile: KeyFile | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class KeyFilesFound:
    """Both copies as they lie there, before any key is known; at least one is whole."""

    copies: tuple[KeyCopy, KeyCopy]

    @property
    def keyfiles(self) -> tuple[KeyFile, ...]:
        """The different contents that are whole, the latest edition first; which one is right, the root key tells."""
        whole = [copy.keyfile for copy in self.copies if copy.keyfile is not None]
        distinct = whole[:1] if len(set(whole)) == 1 else whole
        return tuple(sorted(distinct, key=lambda keyfile: -keyfile.edition))

    @property
    def agree(self) -> bool:
        """Whether both copies are whole and the same."""
        return self.copies[0].keyfile is not None and self.copies[0].keyfile == self.copies[1].keyfile

    @property
    def inbox_public(self) -> bytes:
        """The key to seal captures to, for those who have no key to check it with."""
        return self.keyfiles[0].inbox_public


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open journal's root key, the authentic key file, the slot that opened it, and each copy's state."""

    root: RootKey
    keyfile: KeyFile
    slot: Slot
    copies: tuple[KeyCopy, KeyCopy]

    @property
    def in_order(self) -> bool:
        """Whether both copies are the authentic file, and it holds no slot of an interrupted change of passphrase."""
        whole = all(copy.state is CopyState.WHOLE for copy in self.copies)
        return whole and self.slots_to_keep == self.keyfile.slots

    @property
    def slots_to_keep(self) -> tuple[Slot, ...]:
        """All slots, but of the passphrase slots only one: the one that opened, if it was one of them."""
        passphrases = self.keyfile.slots_of(PassphraseParameters.KIND)
        kept = self.slot if self.slot in passphrases else None
        if kept is None or len(passphrases) == 1:
            return self.keyfile.slots
        return tuple(slot for slot in self.keyfile.slots if slot == kept or slot not in passphrases)


def read_key_files(folder: Path) -> KeyFilesFound:
    """Read both copies.

    Raises:
        KeyFileMissing: there is none.
        KeyFileNewer: one of them is of a newer program; nothing may be written then.
        KeyFileUnreadable, KeyParametersRefused, KeyFileDamaged: there is no whole one; the first one's reason.
    """
    copies = (_read_copy(folder / FIRST), _read_copy(folder / SECOND))
    found = KeyFilesFound((copies[0][0], copies[1][0]))
    faults = [fault for _, fault in copies if fault is not None]
    for fault in faults:
        if isinstance(fault, KeyFileNewer):
            raise fault
    if len(faults) == len(copies):
        raise next((fault for fault in faults if not isinstance(fault, KeyFileMissing)), faults[0])
    return found


def write_key_files(folder: Path, keyfile: KeyFile, disk: Disk = OS_DISK) -> None:
    """Write both copies, the first one first; at any moment at least one whole copy that was there before remains.

    Raises:
        DiskFull, DiskFailed: each copy is the old one or the new one, whole.
    """
    for name in (FIRST, SECOND):
        write_key_file(folder / name, keyfile, disk)


def write_key_file(path: Path, keyfile: KeyFile, disk: Disk = OS_DISK) -> None:
    """Write one copy under a name for the time being, and give it its name when it has reached the disk.

    Raises:
        DiskFull, DiskFailed: the file is the old one or the new one, whole.
    """
    temporary = path.with_name(f".{path.name}.part")
    step = "create"
    try:
        file = disk.create(temporary)
        try:
            step = "write"
            disk.write(file, keyfile.to_bytes())
            step = "sync"
            disk.sync(file)
        finally:
            disk.close(file)
        step = "rename"
        disk.rename(temporary, path)
        step = "sync folder"
        disk.sync_folder(path.parent)
    except OSError as reason:
        _remove_if_possible(temporary, disk)
        raise disk_error(reason, step) from reason


def unlock(folder: Path, passphrase: Passphrase, derive: Derive = derive_wrap_key) -> Unlocked:
    """Open the journal's root key with a passphrase; writes nothing.

    Takes one stretching of the passphrase, more only after an interrupted change. A copy that is not in order is told
    in the result, for `heal`.

    Raises:
        WrongPassphrase: no slot opens; also when only an earlier copy has such a slot.
        KeyFileAltered: the passphrase is right, and neither copy is what this program wrote.
        NotEnoughMemory: this computer cannot spare the memory the slot asks for.
        KeyFileMissing, KeyFileNewer, KeyFileUnreadable, KeyParametersRefused, KeyFileDamaged: as `read_key_files`.
    """

    def key_for(slot: Slot) -> WrapKey | None:
        if isinstance(slot.parameters, PassphraseParameters):
            return derive(passphrase, slot.parameters)
        return None

    return _opened(read_key_files(folder), key_for, WrongPassphrase())


def unlock_with_key(folder: Path, key: WrapKey, boot: str, boot_ms: int) -> Unlocked:
    """Open the journal's root key with the key that the operating system kept, if its slot still holds; writes nothing.

    Raises:
        WrongKey: no slot that holds in this run of the computer, at this time after its start, opens.
        KeyFileAltered and others: as `unlock`.
    """

    def key_for(slot: Slot) -> WrapKey | None:
        if isinstance(slot.parameters, KeyringParameters) and slot.parameters.holds(boot, boot_ms):
            return key
        return None

    return _opened(read_key_files(folder), key_for, WrongKey())


def unlock_slot(folder: Path, slot: Slot, key: WrapKey) -> Unlocked:
    """Open the journal's root key from disk through that slot and no other; writes nothing.

    Raises:
        KeyFileAltered: the slot is not there, does not open, or the file is not what this program wrote.
        KeyFileMissing and others: as `read_key_files`.
    """
    return _opened(
        read_key_files(folder), lambda other: key if other == slot else None, KeyFileAltered("slots")
    )


def heal(folder: Path, unlocked: Unlocked, disk: Disk = OS_DISK) -> Unlocked:
    """Bring both copies in order after unlocking: the authentic file twice, with the one passphrase slot that opened.

    The caller has recorded what `unlocked.copies` tells, and is the only one who writes in this folder.

    Raises:
        DiskFull, DiskFailed: each copy is the old one or the new one, whole.
    """
    if unlocked.in_order:
        return unlocked
    keyfile = unlocked.keyfile
    if unlocked.slots_to_keep != keyfile.slots:
        keyfile = keyfile.amended(unlocked.root, unlocked.slots_to_keep)
    write_key_files(folder, keyfile, disk)
    return Unlocked(unlocked.root, keyfile, unlocked.slot, both_whole(keyfile))


def judged(found: KeyFilesFound, root: RootKey) -> tuple[KeyFile, tuple[KeyCopy, KeyCopy]]:
    """Return the authentic key file, the latest edition if there are two, and what each copy is in its light.

    Raises:
        KeyFileAltered: neither copy was written by the holder of this root.
    """
    authentic = [keyfile for keyfile in found.keyfiles if _altered(keyfile, root) is None]
    if not authentic:
        raise KeyFileAltered(_altered(found.keyfiles[0], root) or "")
    right = authentic[0]
    return right, (_judged_copy(found.copies[0], right, root), _judged_copy(found.copies[1], right, root))


def both_whole(keyfile: KeyFile) -> tuple[KeyCopy, KeyCopy]:
    """Return the copies of a key file that was just written."""
    return KeyCopy(FIRST, CopyState.WHOLE, keyfile), KeyCopy(SECOND, CopyState.WHOLE, keyfile)


_KeyFor: TypeAlias = Callable[[Slot], WrapKey | None]
_Fault: TypeAlias = JournalError | None


def _opened(found: KeyFilesFound, key_for: _KeyFor, refusal: JournalError) -> Unlocked:
    for slot, root in _openings(found, key_for):
        keyfile, copies = judged(found, root)
        if slot in keyfile.slots:
            return Unlocked(root, keyfile, slot, copies)
    raise refusal


def _openings(found: KeyFilesFound, key_for: _KeyFor) -> Iterator[tuple[Slot, RootKey]]:
    tried: set[tuple[str, Slot]] = set()
    for keyfile in found.keyfiles:
        for slot in keyfile.slots:
            if (keyfile.journal, slot) in tried:
                continue
            tried.add((keyfile.journal, slot))
            key = key_for(slot)
            if key is None:
                continue
            try:
                root = unwrap_root(slot, key, keyfile.journal)
            except SlotDoesNotOpen:
                continue
            yield slot, root


def _judged_copy(copy: KeyCopy, right: KeyFile, root: RootKey) -> KeyCopy:
    if copy.keyfile is None or copy.keyfile == right:
        return copy
    what = _altered(copy.keyfile, root)
    if what is None:
        return KeyCopy(copy.name, CopyState.EARLIER, copy.keyfile)
    return KeyCopy(copy.name, CopyState.ALTERED, copy.keyfile, what)


def _altered(keyfile: KeyFile, root: RootKey) -> str | None:
    try:
        keyfile.check(root)
    except KeyFileAltered as reason:
        return reason.what
    return None


def _read_copy(path: Path) -> tuple[KeyCopy, _Fault]:
    try:
        return KeyCopy(path.name, CopyState.WHOLE, KeyFile.parse(_untrusted_bytes(path))), None
    except KeyFileMissing as fault:
        return KeyCopy(path.name, CopyState.MISSING), fault
    except KeyFileUnreadable as fault:
        return KeyCopy(path.name, CopyState.UNREADABLE), fault
    except KeyParametersRefused as fault:
        return KeyCopy(path.name, CopyState.ALTERED, what=fault.what), fault
    except KeyFileDamaged as fault:
        return KeyCopy(path.name, CopyState.DAMAGED, what=fault.what), fault
    except KeyFileNewer as fault:
        return KeyCopy(path.name, CopyState.UNREADABLE), fault


def _untrusted_bytes(path: Path) -> bytes:
    try:
        with reading(path) as (file, _):
            return read_at(file, 0, MOST_BYTES + 1)
    except FileNotFoundError as reason:
        raise KeyFileMissing from reason
    except OSError as reason:
        raise KeyFileUnreadable(reason.errno or 0) from reason


def _remove_if_possible(path: Path, disk: Disk) -> None:
    try:
        disk.remove(path)
    except OSError:
        return  # the disk that failed a moment ago fails again; the left-over is empty of secrets
