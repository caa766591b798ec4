"""Changing what opens a journal, in steps; killed between any two of them, the old or the new way in opens."""

from pathlib import Path

from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import KeyFileAltered
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import Unlocked, both_whole, unlock_slot, write_key_files
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import (
    Argon2Cost,
    Derive,
    PassphraseParameters,
    Slot,
    derive_wrap_key,
    passphrase_slot,
)


def create_keys(
    folder: Path,
    journal: str,
    root: RootKey,
    passphrase: Passphrase,
    cost: Argon2Cost,
    randomness: Randomness,
    *,
    derive: Derive = derive_wrap_key,
    disk: Disk = OS_DISK,
) -> Unlocked:
    """Write the first key files of a new journal.

    Raises:
        NotEnoughMemory: this computer cannot spare the memory.
        DiskFull, DiskFailed: they could not be written.
    """
    slot = passphrase_slot(root, passphrase, cost, journal, randomness, derive)
    keyfile = KeyFile.issue(root, journal, (slot,))
    write_key_files(folder, keyfile, disk)
    return Unlocked(root, keyfile, slot, both_whole(keyfile))


def change_passphrase(
    folder: Path,
    unlocked: Unlocked,
    passphrase: Passphrase,
    cost: Argon2Cost,
    randomness: Randomness,
    *,
    derive: Derive = derive_wrap_key,
    disk: Disk = OS_DISK,
) -> Unlocked:
    """Make the passphrase the only way in, besides the recovery words: slots of the password store go as well.

    The root key stays, so that earlier copies of the journal still open with what opened them.

    Raises:
        NotEnoughMemory: this computer cannot spare the memory; nothing was changed.
        DiskFull, DiskFailed: the old or the new passphrase opens; ask which by unlocking.
        KeyFileAltered: what was read back is not what was written; the old passphrase still opens.
    """
    keyfile = unlocked.keyfile
    slot = passphrase_slot(unlocked.root, passphrase, cost, keyfile.journal, randomness, derive)
    add_slot(folder, unlocked, slot, disk)
    reopened = reopen(folder, unlocked.root, passphrase, slot, derive)
    return keep_only(folder, reopened, (slot,), disk)


def add_slot(folder: Path, unlocked: Unlocked, slot: Slot, disk: Disk = OS_DISK) -> Unlocked:
    """Write both copies with one more slot.

    Raises:
        DiskFull, DiskFailed: the old slots open in any case.
    """
    return _rewrite(folder, unlocked, (*unlocked.keyfile.slots, slot), disk)


def reopen(
    folder: Path, root: RootKey, passphrase: Passphrase, slot: Slot, derive: Derive = derive_wrap_key
) -> Unlocked:
    """Open the journal from disk with the new slot alone, before the old ones go.

    Raises:
        KeyFileAltered and others: what lies on disk does not open as it should; nothing was changed.
    """
    if not isinstance(slot.parameters, PassphraseParameters):
        raise TypeError("this slot is not opened by a passphrase")
    reopened = unlock_slot(folder, slot, derive(passphrase, slot.parameters))
    if reopened.root != root:
        raise KeyFileAltered("slots")
    return reopened


def keep_only(folder: Path, unlocked: Unlocked, slots: tuple[Slot, ...], disk: Disk = OS_DISK) -> Unlocked:
    """Write both copies with nothing but these slots, of which one must be the one that opened.

    Raises:
        DiskFull, DiskFailed: the slot that opened opens in any case.
    """
    if unlocked.slot not in slots:
        raise ValueError("the slot that opened is kept, or nobody knows whether the others open")
    return _rewrite(folder, unlocked, slots, disk)


def _rewrite(folder: Path, unlocked: Unlocked, slots: tuple[Slot, ...], disk: Disk) -> Unlocked:
    keyfile = unlocked.keyfile.amended(unlocked.root, slots)
    write_key_files(folder, keyfile, disk)
    return Unlocked(unlocked.root, keyfile, unlocked.slot, both_whole(keyfile))
