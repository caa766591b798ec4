"""What an open journal is made of, and how it is put together, whether it can be changed or only be read."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId, new_id
from journal.pictures.decoder import Decoder
from journal.recognising.recogniser import Recogniser
from journal.sealing.roots import RootKey
from journal.services.errors import ReadOnly, ReadOnlyBecause
from journal.services.keyring_slot import KeyringSlot
from journal.services.lanes import Lane
from journal.services.program import libraries, program, system
from journal.services.surroundings import Surroundings
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault


@dataclass(frozen=True)
class Way:
    """How the database is reached: by who writes, and by the panes.

    `read_only` says why nothing may be changed, None where it may; `unread` is how many records of a newer program
    the panes cannot show, once they have their reader.
    """

    open_vault: Callable[[Session], Vault]
    open_reader: Callable[[], VaultReader]
    read_only: ReadOnlyBecause | None = None
    unread: Callable[[], int] = lambda: 0


@dataclass(frozen=True)
class Parts:
    """What the verbs of an open journal work with. Papers lie sealed in `spill` for a while."""

    folder: JournalFolder
    spill: Path
    root: RootKey
    way: Way
    around: Surroundings
    session: Session
    vault: Vault
    reader: VaultReader
    writing: Lane
    reading: Lane
    working: Lane
    decoder: Decoder
    recogniser: Recogniser
    keyring_slot: KeyringSlot
    on_close: Callable[[], None]

    def assure_writable(self) -> None:
        """Asked before a file is touched for which the vault is only asked later.

        Raises:
            ReadOnly: nothing may be changed.
        """
        if self.way.read_only is not None:
            raise ReadOnly(self.way.read_only)


def keyring_slot_of(folder: JournalFolder, around: Surroundings) -> KeyringSlot:
    """What this computer's password store could hold of that journal."""
    return KeyringSlot(folder.root, around.clock, around.randomness, around.keychain)


def put_together(
    folder: JournalFolder,
    root: RootKey,
    around: Surroundings,
    way: Way,
    spill: Path,
    on_close: Callable[[], None],
) -> Parts:
    """Open the database, each connection in the thread that uses it.

    Raises:
        JournalNewer, JournalUnreadable, JournalDamaged and others, as the way's own: everything is closed again.
    """
    session = Session(SessionId(new_id(around.randomness)), program(), system(), libraries())
    with ExitStack() as undoing:
        writing = undoing.enter_context(closing(Lane("vault")))
        reading = undoing.enter_context(closing(Lane("panes")))
        working = undoing.enter_context(closing(Lane("work", workers=2)))
        vault = writing.run(way.open_vault, session).result()
        undoing.callback(lambda: writing.run(vault.close).result())
        reader = reading.run(way.open_reader).result()
        undoing.pop_all()
    return Parts(
        folder,
        spill,
        root,
        way,
        around,
        session,
        vault,
        reader,
        writing,
        reading,
        working,
        Decoder(around.decoder_command, around.decoder_seconds),
        Recogniser(around.reading_command),
        keyring_slot_of(folder, around),
        on_close,
    )
