"""Replacing a journal's root because somebody may know it: new words, typed back, then everything under a new key."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from journal.domain.errors import Cancelled, JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import Randomness
from journal.sealing import root_change
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import disk_error
from journal.sealing.keyfolder import Unlocked
from journal.sealing.root_change import Outcome
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import Argon2Cost, Derive, derive_wrap_key
from journal.sealing.words import COUNT, is_word
from journal.services.errors import NewKeysHold, WordsNotTypedBack
from journal.services.passphrases import below
from journal.vault.engine import PAGE_BYTES, Connection, salt_of, telling_apart
from journal.vault.errors import JournalDamaged
from journal.vault.swap import Step, refresh_first_page, swap

TYPED_BACK = 3

Progress = Callable[[int, int], bool]
"""Told how many of the stages are done and how many there are; False stops, as long as nothing has changed."""

STAGES = ("key files", "copy", "check the copy", "settle the old file")
"""Before each of these the replacement can still be stopped."""


@dataclass(frozen=True)
class NewRoot:
    """A new root that nothing on disk knows yet: its words, and which of them (from 1) have to be typed back."""

    words: tuple[str, ...] = field(repr=False)
    asked: tuple[int, ...]
    root: RootKey
    passphrase: Passphrase
    cost: Argon2Cost
    unlocked: Unlocked = field(repr=False)

    def confirm(self, typed_back: Sequence[str]) -> None:
        """Assure that the words were written down.

        Raises:
            WordsNotTypedBack: with the places of those that are others.
        """
        check_typed_back(self.words, self.asked, typed_back)


def check_typed_back(words: Sequence[str], asked: Sequence[int], typed_back: Sequence[str]) -> None:
    """Assure that these words stand at the places (from 1) that were asked for.

    Raises:
        WordsNotTypedBack: with the places of those that are others.
    """
    typed = (*typed_back, *("",) * len(asked))
    wrong = tuple(place for at, place in enumerate(asked) if not is_word(typed[at], words[place - 1]))
    if wrong:
        raise WordsNotTypedBack(wrong)


def places_to_ask(randomness: Randomness) -> tuple[int, ...]:
    """Return three different places from 1 to 24, in their order."""
    asked: set[int] = set()
    while len(asked) < TYPED_BACK:
        asked.add(1 + below(COUNT, randomness))
    return tuple(sorted(asked))


def _no_step(_step: str) -> None:
    """Nothing stops the real program between two steps."""


def replace_root(
    folder: JournalFolder,
    new: NewRoot,
    randomness: Randomness,
    progress: Progress,
    *,
    step: Step = _no_step,
    disk: Disk = OS_DISK,
    derive: Derive = derive_wrap_key,
) -> None:
    """Lay new key files beside the old ones, swap the database for a copy under the new root, put the files in place.

    No connection to the database may be open, and the caller holds the journal's lock. Killed between any two steps,
    either the old passphrase and words open everything or the new ones do, once `finish_interrupted` was there.

    Raises:
        Cancelled, DiskFull, DiskFailed, DatabaseFull, NotEnoughMemory, JournalDamaged and others: the old ones stay.
        NewKeysHold: the new ones are in force, and something went wrong after that.
    """

    def stage(name: str) -> None:
        step(name)
        if name in STAGES and not progress(STAGES.index(name), len(STAGES)):
            raise Cancelled

    trouble: JournalError | None = None
    try:
        stage(STAGES[0])
        _lay_beside(folder, new, randomness, derive, disk)
        with telling_apart():
            swap(folder, new.unlocked.root.database_key(), new.root.database_key(), _changing_nothing, stage)
    except JournalError as reason:
        trouble = reason
    except OSError as reason:
        trouble = disk_error(reason, "swap")
    step("finish")
    try:
        root_change.finish(folder.root, salt_of(folder.database), disk)
    except JournalError as reason:
        trouble = trouble or reason
    _tell(folder, new, trouble)
    progress(len(STAGES), len(STAGES))


def is_interrupted(folder: JournalFolder) -> bool:
    """Say whether a replacement was cut short here; `finish_interrupted` then comes before unlocking."""
    return root_change.is_under_way(folder.root)


def finish_interrupted(folder: JournalFolder) -> Outcome:
    """Finish or take back a replacement that was cut short; needs no key. The caller holds the journal's lock.

    Raises:
        JournalMissing, JournalEmpty, JournalForeign: there is no database to go by; nothing was touched.
        DiskFull, DiskFailed: call it again.
    """
    return root_change.finish(folder.root, salt_of(folder.database))


def forget_interrupted(folder: JournalFolder) -> None:
    """Clear away what could not be judged, when the journal is open or its root is at hand.

    Raises:
        DiskFailed: call it again.
    """
    root_change.forget(folder.root)


def _lay_beside(
    folder: JournalFolder, new: NewRoot, randomness: Randomness, derive: Derive, disk: Disk
) -> None:
    old = new.unlocked
    if salt_of(folder.database) != old.root.database_salt:
        raise JournalDamaged("the head of the database")
    root_change.lay_beside(
        folder.root,
        old.keyfile,
        old.root,
        new.root,
        new.passphrase,
        new.cost,
        randomness,
        derive=derive,
        disk=disk,
    )


def _changing_nothing(_connection: Connection) -> None:
    """The copy is the same but for its key."""


def _tell(folder: JournalFolder, new: NewRoot, trouble: JournalError | None) -> None:
    if salt_of(folder.database) != new.root.database_salt:
        raise trouble or JournalDamaged("the journal after the swap")
    if trouble is not None:
        raise NewKeysHold(trouble) from trouble
    # It is refreshed at every opening as well.
    with contextlib.suppress(OSError):
        refresh_first_page(folder, PAGE_BYTES)
