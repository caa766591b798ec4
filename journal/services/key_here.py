"""Keeping the key with this computer, so that the journal opens for some hours without its passphrase: off until asked.

The wish lies in the journal, the key in the operating system's password store, and the slot it opens in the key files.
"""

import logging
import threading
from concurrent.futures import CancelledError
from dataclasses import dataclass, field

from journal.domain import records as r
from journal.domain.errors import JournalError
from journal.sealing.keyfolder import judged, read_key_files
from journal.sealing.roots import RootKey
from journal.sealing.slots import Slot
from journal.services.keyring_slot import KIND, KeyringSlot
from journal.services.known_keys import KnownKeys, remember
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

ADDED, REMOVED = "added", "removed"

_WISH = "key kept here"
_YES, _NO = b"1", b"0"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeyHere:
    """The wish of one open journal; what asks the store runs in a thread that nothing waits for."""

    slot: KeyringSlot
    root: RootKey
    vault: Vault
    reader: VaultReader
    writing: Lane
    reading: Lane
    changing: Lane
    """Where key files are changed, one change after the other."""
    turn: threading.Lock = field(default_factory=threading.Lock)
    """What lies in the store and the slot it opens change together, however long the store takes."""

    def is_wanted(self) -> bool:
        """Whether the person asked for it."""
        return self.reading.run(self.reader.window, _WISH).result() == _YES

    def keep(self) -> None:
        """Do as asked from now on: hand a key over now, and again after each opening with the passphrase.

        Raises:
            StoreUnusable: the store does not keep it; nothing was changed.
            DiskFull, DiskFailed, DatabaseFull, DatabaseUnwritable: the passphrase opens in any case.
        """
        with self.turn:
            self._hand_over(ADDED)

    def forget(self) -> None:
        """Do so no longer; what the store may still hold opens nothing.

        Raises:
            DiskFull, DiskFailed, DatabaseFull, DatabaseUnwritable: the passphrase opens in any case.
        """
        with self.turn:
            self.changing.run(self._drop, REMOVED).result()
            self._take_back_quietly()

    def renew(self) -> None:
        """After an opening with the passphrase: a fresh key for some hours, or no slot; errors are only logged."""
        try:
            with self.turn:
                self._renew()
        except (JournalError, CancelledError) as error:
            # The second is what a lane answers that was closed meanwhile.
            _log.info("no key was handed to the password store: %s", type(error).__name__)

    def _renew(self) -> None:
        if self.is_wanted():
            self._hand_over(None)
        elif self._has_slot():
            self.changing.run(self._drop, None).result()

    def _hand_over(self, change: str | None) -> None:
        slot = self.slot.hand_over(self.root)
        try:
            self.changing.run(self._add, slot, change).result()
        except BaseException:
            self._take_back_quietly()
            raise

    def _take_back_quietly(self) -> None:
        try:
            self.slot.take_back()
        except JournalError as error:
            _log.info("a key that opens nothing may lie in the password store: %s", type(error).__name__)

    def _add(self, slot: Slot, change: str | None) -> None:
        self.slot.add(self.root, slot)
        self.writing.run(self._remember, change, _YES).result()

    def _drop(self, change: str | None) -> None:
        self.slot.drop(self.root)
        self.writing.run(self._remember, change, _NO).result()

    def _remember(self, change: str | None, wish: bytes) -> None:
        """A wish is recorded, a key that is renewed is not: it would be said at every opening."""
        keyfile, _ = judged(read_key_files(self.slot.folder), self.root)
        with self.vault.writing():
            if change is not None and self.vault.window(_WISH) != wish:
                self.vault.append(r.KeyChanged(KIND, change), keyfile.journal)
            self.vault.keep_window(_WISH, wish)
            remember(self.vault, KnownKeys.of(keyfile))

    def _has_slot(self) -> bool:
        return any(keyfile.slots_of(KIND) for keyfile in read_key_files(self.slot.folder).keyfiles)
