"""What the database remembers of its key files, so that whatever became of them meanwhile is recorded when it opens."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from journal.domain import canonical
from journal.domain import records as r
from journal.domain.shape import from_json, to_json
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import CopyState, KeyCopy
from journal.sealing.slots import PassphraseParameters, Slot
from journal.vault.store import Vault

_NAME = "key files"

REPLACED = "replaced"
TAKEN_BACK = "taken back"
BY_WORDS = "replaced with the words"


@dataclass(frozen=True)
class KnownKeys:
    """The key file in force: root, edition and passphrase slots; `changing` while a new root is on its way."""

    journal: str
    root_id: str
    edition: int
    slots: tuple[str, ...]
    changing: bool = False

    @classmethod
    def of(cls, keyfile: KeyFile, slots: Iterable[Slot] | None = None) -> Self:
        """What a key file says, of whose slots only these may stay."""
        kept = keyfile.slots if slots is None else slots
        passphrases = tuple(slot.id for slot in kept if slot.kind == PassphraseParameters.KIND)
        return cls(keyfile.journal, keyfile.root_id, keyfile.edition, passphrases)


def remembered(window: Callable[[str], bytes | None]) -> KnownKeys | None:
    """What the database remembers under a name of `window`; nothing before it was first opened."""
    value = window(_NAME)
    return None if value is None else from_json(KnownKeys, canonical.loads(value))


def remember(vault: Vault, known: KnownKeys) -> None:
    """Remember this from now on, inside the caller's transaction."""
    vault.keep_window(_NAME, canonical.dumps(to_json(known)))


def record_opening(vault: Vault, now: KnownKeys, records: Sequence[tuple[r.Record, str]]) -> None:
    """Append what has to be said as a journal opens with these keys, and remember them.

    Raises:
        DatabaseFull, DatabaseUnwritable: nothing of it was kept.
    """
    before = remembered(vault.window)
    told = any(isinstance(record, r.KeyChanged) for record, _ in records)
    found = () if told else news(before, now)
    if records or found or before != now:
        with vault.writing():
            for record, subject in records:
                vault.append(record, subject)
            for change in found:
                vault.append(change, now.journal)
            remember(vault, now)


def alarms(copies: Iterable[KeyCopy]) -> tuple[r.KeyAlarm, ...]:
    """What has to be recorded of copies of the key file that are not in order."""
    return tuple(
        r.KeyAlarm(f"{copy.name}: {copy.state.value}") for copy in copies if copy.state is not CopyState.WHOLE
    )


def news(before: KnownKeys | None, now: KnownKeys) -> tuple[r.KeyChanged | r.KeyAlarm, ...]:
    """What has to be recorded of the way from the one to the other, that nobody could record when it happened."""
    if before is None:
        return ()
    if before.root_id != now.root_id:
        return () if before.changing else (_changed(REPLACED, new_root=True),)
    taken_back = (_changed(TAKEN_BACK, new_root=True),) if before.changing else ()
    if before.slots == now.slots:
        return taken_back
    if now.edition < before.edition:
        return (*taken_back, r.KeyAlarm("an earlier key file was put back"))
    return (*taken_back, _changed(REPLACED))


def _changed(change: str, *, new_root: bool = False) -> r.KeyChanged:
    return r.KeyChanged(PassphraseParameters.KIND, change, new_root)
