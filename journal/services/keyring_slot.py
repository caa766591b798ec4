"""The slot whose key the operating system's password store holds: off until asked for, for 12 hours, never needed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journal.domain.clock import Clock
from journal.domain.errors import JournalError
from journal.domain.ids import Randomness
from journal.keychain import Keychain, StoreUnusable
from journal.sealing.errors import WrongKey
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import (
    Unlocked,
    judged,
    read_key_files,
    unlock_with_key,
    write_key_files,
)
from journal.sealing.roots import RootKey
from journal.sealing.secret import WrapKey
from journal.sealing.slots import KeyringParameters, Slot, wrap_root

HOLDS_MS = 12 * 60 * 60 * 1000

KIND = KeyringParameters.KIND

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeyringSlot:
    """The slot of the journal in one folder. What asks the store may take half a minute; the rest is quick."""

    folder: Path
    clock: Clock
    randomness: Randomness
    keychain: Keychain

    def hand_over(self, root: RootKey) -> Slot:
        """Have the store keep a fresh key and return the slot it will open; `add` makes it so.

        Raises:
            StoreUnusable: it does not keep it.
            KeyFileMissing and others: the key files cannot be read.
        """
        keyfile, _ = judged(read_key_files(self.folder), root)
        key = WrapKey.new(self.randomness)
        self.keychain.keep(keyfile.journal, key.expose().hex())
        parameters = KeyringParameters(self.clock.boot_id(), self.clock.boot_ms() + HOLDS_MS)
        return wrap_root(root, key, parameters, keyfile.journal, self.randomness)

    def add(self, root: RootKey, slot: Slot) -> None:
        """Write the slot into the key files, in place of an earlier one; only while the journal is open.

        Raises:
            DiskFull, DiskFailed: the passphrase opens in any case.
        """
        self._rewrite(root, (slot,))

    def drop(self, root: RootKey) -> None:
        """Take the slot out of the key files: what the store still holds opens nothing from now on.

        Raises:
            DiskFull, DiskFailed: the passphrase opens in any case.
        """
        self._rewrite(root, ())

    def take_back(self) -> None:
        """Have the store forget the key.

        Raises:
            StoreUnusable: it may still hold it.
            KeyFileMissing and others: the key files cannot be read.
        """
        for journal in {keyfile.journal for keyfile in read_key_files(self.folder).keyfiles}:
            self.keychain.remove(journal)

    def open(self) -> Unlocked:
        """Open the journal's root key with what the store holds; the store is not asked where no slot holds.

        Raises:
            WrongKey: there is no such slot now, or the key in the store does not open it.
            StoreUnusable: the store does not hand it out.
            KeyFileMissing, KeyFileAltered and others: the keys do not open.
        """
        now = self.clock.boot_id(), self.clock.boot_ms()
        for keyfile in read_key_files(self.folder).keyfiles:
            if any(parameters.holds(*now) for _, parameters in _keyring_slots(keyfile)):
                return unlock_with_key(self.folder, _parsed(self.keychain.find(keyfile.journal)), *now)
        raise WrongKey

    def _rewrite(self, root: RootKey, slots: tuple[Slot, ...]) -> None:
        keyfile, _ = judged(read_key_files(self.folder), root)
        kept = tuple(slot for slot in keyfile.slots if slot.kind != KIND)
        if (*kept, *slots) != keyfile.slots:
            write_key_files(self.folder, keyfile.amended(root, (*kept, *slots)))


class KeptKey:
    """What the keyless process does about the key in the store: it has it forgotten, whatever became of the window.

    It never asks for the key itself.
    """

    def __init__(self, folder: Path, clock: Clock, keychain: Keychain) -> None:
        self._folder = folder
        self._clock = clock
        self._keychain = keychain
        self._forgotten: set[str] = set()

    def is_there(self) -> bool:
        """Whether the store is likely to open the journal now, so that this may be offered."""
        now = self._clock.boot_id(), self._clock.boot_ms()
        try:
            slots = [
                pair for keyfile in read_key_files(self._folder).keyfiles for pair in _keyring_slots(keyfile)
            ]
        except JournalError:
            return False
        return any(parameters.holds(*now) and slot.id not in self._forgotten for slot, parameters in slots)

    def forget(self) -> None:
        """Have the key forgotten, if there is a slot for one; nothing that goes wrong is raised."""
        self._forget(lambda _parameters: True)

    def forget_expired(self) -> None:
        """The same for a key whose time is over."""
        now = self._clock.boot_id(), self._clock.boot_ms()
        self._forget(lambda parameters: not parameters.holds(*now))

    def _forget(self, wanted: Callable[[KeyringParameters], bool]) -> None:
        try:
            keyfiles = read_key_files(self._folder).keyfiles
            for keyfile in keyfiles:
                # The slot itself stays until the journal is opened next: without a key nobody can sign its removal.
                slots = {slot.id for slot, parameters in _keyring_slots(keyfile) if wanted(parameters)}
                slots -= self._forgotten
                if slots:
                    self._keychain.remove(keyfile.journal)
                    self._forgotten |= slots
        except StoreUnusable as unusable:
            _log.warning("the password store may still hold a key: %s", unusable.problem)
        except JournalError as error:
            _log.debug("no key files to look into: %s", type(error).__name__)


def _keyring_slots(keyfile: KeyFile) -> tuple[tuple[Slot, KeyringParameters], ...]:
    return tuple(
        (slot, slot.parameters) for slot in keyfile.slots if isinstance(slot.parameters, KeyringParameters)
    )


def _parsed(untrusted: str | None) -> WrapKey:
    try:
        return WrapKey(bytes.fromhex(untrusted or ""))
    except ValueError:
        # Gone, or something else was put in its place.
        raise WrongKey from None
