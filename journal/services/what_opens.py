"""The verbs about what opens one open journal: the passphrase, the 24 words, the computer's password store."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from journal.domain.printing import PaperSize
from journal.domain.words import Words
from journal.sealing.words import completions, wordlist
from journal.services.backups import Backups
from journal.services.filing import Progress
from journal.services.journal_parts import Parts
from journal.services.key_here import KeyHere
from journal.services.keys import Keys, OpenedCopy
from journal.services.lanes import Lane, aside
from journal.services.new_root import NewRoot, places_to_ask, replace_root
from journal.services.passphrases import propose_passphrase
from journal.services.printing import Paper, Press


class WhatOpens:
    """The verbs of `Journal.what_opens`: what takes a passphrase, asks for it again."""

    def __init__(self, parts: Parts, press: Press, backups: Backups, end: Callable[[], None]) -> None:
        """`end` lets go of the database, before everything is put under a new root."""
        self._parts = parts
        self._press = press
        self._backups = backups
        self._end = end
        self._slow = Lane("keys")
        self._keys = Keys(
            folder=parts.folder,
            root=parts.root,
            vault=parts.vault,
            reader=parts.reader,
            writing=parts.writing,
            reading=parts.reading,
            cost=parts.around.cost,
            derive=parts.around.derive,
            account_names=parts.around.account_names,
            randomness=parts.around.randomness,
        )
        self._key_here = KeyHere(
            slot=parts.keyring_slot,
            root=parts.root,
            vault=parts.vault,
            reader=parts.reader,
            writing=parts.writing,
            reading=parts.reading,
            changing=self._slow,
        )

    def close(self) -> None:
        """Wait for what is being changed."""
        self._slow.close()

    def confirm(self, passphrase: str) -> "Future[None]":
        """Ask for the passphrase again, before something that an open window alone must not allow."""
        return self._slow.run(self._keys.confirm, passphrase)

    def recovery_words(self, passphrase: str) -> "Future[tuple[str, ...]]":
        """The 24 words, for whoever knows the passphrase."""
        return self._slow.run(self._keys.recovery_words, passphrase)

    def change_passphrase(self, old: str, new: str) -> "Future[None]":
        """Open with `new` from now on; the words stay."""
        return self._slow.run(self._change_passphrase, old, new)

    def suggest(self) -> str:
        """A passphrase of six words, drawn anew each time."""
        return propose_passphrase(wordlist(), self._parts.around.randomness)

    def completions(self, typed: str) -> tuple[str, ...]:
        """Which of the words that open a journal begin so."""
        return completions(typed)

    def asked_back(self) -> tuple[int, ...]:
        """The places, from 1, of three words to be typed back, so that it is known that they were written down."""
        return places_to_ask(self._parts.around.randomness)

    def check_store(self) -> "Future[None]":
        """Say whether this computer has a password store that could open the journal; asks nothing of it.

        Raises, through the future:
            StoreUnusable: it has none.
        """
        return aside("password store", self._parts.keyring_slot.keychain.check)

    def keep_key_here(self, passphrase: str) -> "Future[None]":
        """Let the computer's password store open the journal for 12 hours after each opening with the passphrase.

        Raises, through the future:
            WrongPassphrase, StoreUnusable: nothing was changed.
        """
        return aside("key here", self._keep_key_here, passphrase)

    def forget_key_here(self) -> "Future[None]":
        """Let nothing but the passphrase and the words open the journal from now on."""
        return aside("key here", self._forget_key_here)

    def key_is_kept_here(self) -> "Future[bool]":
        """Whether the person asked for that."""
        return aside("key here", self._key_here.is_wanted)

    def renew_key_here(self) -> "Future[None]":
        """Do what the person asked for, after an opening with the passphrase; what goes wrong is only logged."""
        return aside("key here", self._key_here.renew)

    def prepare_root(self, passphrase: str, new_passphrase: str) -> "Future[NewRoot]":
        """Because somebody may know the old ones: draw new words, to be written down. Changes nothing."""
        return self._slow.run(self._prepare_root, passphrase, new_passphrase)

    def replace_root(self, new: NewRoot, typed_back: Sequence[str], progress: Progress) -> "Future[None]":
        """Put everything under the new root, once the words asked for were typed back; the journal ends with it.

        The window locks after this, whatever came of it: nothing can be asked of this journal any more.

        Raises, through the future:
            WordsNotTypedBack, DatabaseFull, DatabaseUnwritable: the journal goes on, nothing was changed.
            NewKeysHold: ended; the new passphrase and words are in force, and something went wrong after that.
            Cancelled, DiskFull, NotEnoughMemory and others: ended; the old ones stay in force.
        """
        return self._slow.run(self._replace_root, new, typed_back, progress)

    def word_sheet(self, shown: Sequence[str], size: PaperSize, words: Words) -> "Future[Paper]":
        """A sheet with the 24 words as they were shown; it says nothing of what they open."""
        return self._parts.working.run(self._press.word_sheet, tuple(shown), size, words)

    def copies_that_open(self) -> "Future[tuple[OpenedCopy, ...]]":
        """The known copies that the present words open, newest first; of one that is not at hand it is taken as so."""
        return aside("look at copies", self._copies_that_open)

    def _change_passphrase(self, old: str, new: str) -> None:
        self._parts.assure_writable()
        self._keys.change_passphrase(old, new)

    def _keep_key_here(self, passphrase: str) -> None:
        self._parts.assure_writable()
        self._slow.run(self._keys.confirm, passphrase).result()
        self._key_here.keep()

    def _forget_key_here(self) -> None:
        self._parts.assure_writable()
        self._key_here.forget()

    def _prepare_root(self, passphrase: str, new_passphrase: str) -> NewRoot:
        self._parts.assure_writable()
        return self._keys.prepare_root(passphrase, new_passphrase)

    def _replace_root(self, new: NewRoot, typed_back: Sequence[str], progress: Progress) -> None:
        parts = self._parts
        parts.assure_writable()
        new.confirm(typed_back)
        self._keys.announce(new)
        self._end()
        replace_root(parts.folder, new, parts.around.randomness, progress, derive=parts.around.derive)

    def _copies_that_open(self) -> tuple[OpenedCopy, ...]:
        own = self._parts.folder.backups
        copies = [
            (Path(place.path) if place.path else own, place.path, generation)
            for place in self._backups.known().result().places
            for generation in place.generations
        ]
        at_hand = {root / generation.name for root, _, generation in copies if root.is_dir()}
        opening = self._keys.open_by_words(at_hand)
        found = [
            OpenedCopy(path, generation.made_ms, root / generation.name in at_hand)
            for root, path, generation in copies
            if root / generation.name in opening or root / generation.name not in at_hand
        ]
        return tuple(sorted(found, key=lambda copy: -copy.made_ms))
