"""What opens one open journal, and changing it; each verb asks for the passphrase again."""

import contextlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from journal.domain import records as r
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import Randomness
from journal.sealing import credentials
from journal.sealing.errors import KeyFileAltered
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import Unlocked, read_key_files, unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import Argon2Cost, Derive, PassphraseParameters
from journal.sealing.words import words_of
from journal.services.known_keys import REPLACED, KnownKeys, remember
from journal.services.lanes import Lane
from journal.services.new_root import NewRoot, places_to_ask
from journal.services.passphrases import check_passphrase
from journal.vault.engine import salt_of
from journal.vault.errors import DatabaseFull, DatabaseUnwritable
from journal.vault.reading import VaultReader
from journal.vault.store import Vault


@dataclass(frozen=True)
class OpenedCopy:
    """A copy that opens with the journal's present words; the path is empty for the journal's own folder of copies."""

    path: str
    made_ms: int
    at_hand: bool


@dataclass(frozen=True)
class Keys:
    """The keys of one open journal; used in a thread that may take its time."""

    folder: JournalFolder
    root: RootKey
    vault: Vault
    reader: VaultReader
    writing: Lane
    reading: Lane
    cost: Callable[[], Argon2Cost]
    derive: Derive
    account_names: tuple[str, ...]
    randomness: Randomness

    def confirm(self, passphrase: str) -> None:
        """Assure that whoever sits there knows the passphrase.

        Raises:
            WrongPassphrase, KeyFileMissing and others: as `unlock`.
        """
        self._authenticated(passphrase)

    def recovery_words(self, passphrase: str) -> tuple[str, ...]:
        """The 24 words.

        Raises:
            WrongPassphrase, KeyFileMissing and others: as `unlock`; nothing is shown.
        """
        return words_of(self._authenticated(passphrase).root)

    def change_passphrase(self, old: str, new: str) -> None:
        """Make `new` the only passphrase; the words stay, and earlier copies open with what opened them.

        Raises:
            WrongPassphrase, PassphraseWeak, KeyFileMissing and others: nothing was changed.
            DiskFull, DiskFailed: the old or the new one opens.
        """
        unlocked = self._authenticated(old)
        check_passphrase(new, self._names())
        changed = credentials.change_passphrase(
            self.folder.root, unlocked, Passphrase(new), self.cost(), self.randomness, derive=self.derive
        )
        # What cannot be recorded now is found and recorded when the journal is next opened.
        with contextlib.suppress(DatabaseFull, DatabaseUnwritable):
            self.writing.run(self._record_change, changed.keyfile).result()

    def prepare_root(self, passphrase: str, new_passphrase: str) -> NewRoot:
        """Draw a new root, whose words can be shown and written down; nothing is changed.

        Raises:
            WrongPassphrase, PassphraseWeak, KeyFileMissing and others.
        """
        unlocked = self._authenticated(passphrase)
        check_passphrase(new_passphrase, self._names())
        root = RootKey.new(self.randomness)
        asked = places_to_ask(self.randomness)
        return NewRoot(words_of(root), asked, root, Passphrase(new_passphrase), self.cost(), unlocked)

    def announce(self, new: NewRoot) -> None:
        """Record that the root is being replaced, and keep the key that opens what the inbox was sealed to so far.

        Raises:
            DatabaseFull, DatabaseUnwritable: nothing was changed.
        """
        self.writing.run(self._announce, new.unlocked.keyfile).result()

    def open_by_words(self, copies: Iterable[Path]) -> frozenset[Path]:
        """Those of the folders with copies of this journal that the present words open, as far as anyone can tell."""
        return frozenset(copy for copy in copies if _has_root(copy, self.root))

    def _authenticated(self, passphrase: str) -> Unlocked:
        unlocked = unlock(self.folder.root, Passphrase(passphrase), self.derive)
        if unlocked.root != self.root:
            raise KeyFileAltered("root_id")
        return unlocked

    def _names(self) -> tuple[str, ...]:
        return (*self.account_names, *self.reading.run(names_in, self.reader).result())

    def _record_change(self, keyfile: KeyFile) -> None:
        with self.vault.writing():
            self.vault.append(r.KeyChanged(PassphraseParameters.KIND, REPLACED), keyfile.journal)
            remember(self.vault, KnownKeys.of(keyfile))

    def _announce(self, keyfile: KeyFile) -> None:
        inbox = self.root.inbox_key()
        with self.vault.writing():
            self.vault.append(
                r.KeyChanged(PassphraseParameters.KIND, REPLACED, new_root=True), keyfile.journal
            )
            self.vault.keep_inbox_key(inbox.public, inbox.expose())
            remember(self.vault, replace(KnownKeys.of(keyfile), changing=True))


def names_in(reader: VaultReader) -> tuple[str, ...]:
    """Every name in the journal that a passphrase must not rest on."""
    person = reader.person()
    actors = tuple(name for _, actor in reader.actors() for name in (actor.label, *actor.names))
    return (person.name, person.former_names, *person.accounts, *actors)


def _has_root(place: Path, root: RootKey) -> bool:
    with suppress(JournalError, OSError):
        return salt_of(JournalFolder(place).database) == root.database_salt
    with suppress(JournalError):
        return any(keyfile.root_id == root.root_id for keyfile in read_key_files(place).keyfiles)
    return False
