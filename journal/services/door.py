"""The way into a journal: what lies in the folder, making a new one, opening it with its passphrase."""

import contextlib
from concurrent.futures import Future
from pathlib import Path

from journal.domain.casework import Person
from journal.domain.clock import Clock
from journal.domain.folder import JournalFolder
from journal.sealing.words import completions, wordlist
from journal.services.copies_found import CopyFound
from journal.services.journal import Journal
from journal.services.lanes import Lane, aside
from journal.services.moving import Moved
from journal.services.passphrases import propose_passphrase
from journal.services.rescue import Opening, Rescue
from journal.services.surroundings import Surroundings
from journal.services.verifying import Findings, Progress
from journal.services.ways_in import WaysIn
from journal.services.what_lies_there import Found, look


class Door:
    """Opens the journal of one folder; slow work happens in a thread of its own."""

    def __init__(self, folder: JournalFolder, around: Surroundings) -> None:
        self.folder = folder
        self._around = around
        self._ways = WaysIn(folder, around)
        self._lane = Lane("door")
        self.rescue = Rescue(around)

    @property
    def clock(self) -> Clock:
        """What time it is, and where the person is."""
        return self._around.clock

    @property
    def usual_place(self) -> Path:
        """Where a journal lies on this computer unless somebody chose another folder."""
        return self._around.usual or self.folder.root

    def suggest(self) -> str:
        """A passphrase of six words, drawn anew each time."""
        return propose_passphrase(wordlist(), self._around.randomness)

    def completions(self, typed: str) -> tuple[str, ...]:
        """Which of the words that open a journal begin so; four letters are enough for one."""
        return completions(typed)

    def look(self) -> Found:
        """Say what is there without changing anything."""
        return look(self.folder, self._around)

    def create(self, passphrase: str, person: Person | None = None) -> "Future[Journal]":
        """Make a new journal and open it.

        Raises, through the future:
            PassphraseWeak, PlaceRefused: nothing was made.
            DiskFull, DiskFailed, DatabaseFull: nothing that has the name of a journal was left.
        """
        return self._lane.run(self._ways.create, passphrase, person)

    def open(self, passphrase: str) -> "Future[Journal]":
        """Open the journal that is there.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing, KeyFileDamaged, KeyFileAltered, KeyFileNewer: the keys do not open.
            AlreadyOpen: another process has it open.
            PlaceRefused: it lies where a living journal would come to harm.
            KeysOfAnotherJournal: the keys and the database do not belong together.
            JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged, JournalNewer: as they say.
        """
        return self._lane.run(self._ways.open, passphrase)

    def open_with_kept_key(self) -> "Future[Journal]":
        """Open the journal with what the computer's password store holds; only ever because the person asked for it.

        Raises, through the future:
            WrongKey: it holds nothing that opens it any more.
            StoreUnusable: it does not hand it out, or takes too long.
            KeyFileMissing, AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return aside("kept key", self._ways.open_with_kept_key)

    def open_to_read(self, passphrase: str) -> "Future[Journal]":
        """Open the journal to be read only: it lies where nothing can be written, or a newer program wrote in it.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: as `open`.
            PlaceRefused: it lies where it would come to harm, or something saved cannot be read there.
            JournalNewer: not even that is possible with this program.
        """
        return self._lane.run(self._ways.open_to_read, passphrase)

    def check_words(self, typed: str) -> "Future[None]":
        """Say whether these are the 24 words of this journal; changes nothing.

        Raises, through the future:
            WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal: what is wrong with them.
            JournalMissing, JournalEmpty, JournalForeign: there is no journal they could open.
        """
        return self._lane.run(self._ways.check_words, typed)

    def open_with_words(self, typed: str, new_passphrase: str) -> "Future[Journal]":
        """Open the journal with its 24 words, whatever became of its key files, and write new ones.

        Raises, through the future:
            WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal, PassphraseWeak: nothing was changed.
            KeyFileNewer, AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return self._lane.run(self._ways.open_with_words, typed, new_passphrase)

    def open_with_keys_of(self, copy: CopyFound, passphrase: str) -> "Future[Journal]":
        """Open the journal by the key files of a copy of it, and write new ones in place of those that do not open it.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: nothing was changed; the copy has the passphrase of its time.
            KeysOfAnotherJournal: it is a copy of another journal; nothing was changed.
            AlreadyOpen, PlaceRefused, JournalUnreadable and others: as `open`.
        """
        return self._lane.run(self._ways.open_with_keys_of, copy, passphrase)

    def at(self, folder: Path) -> "Door":
        """The door of a journal in another folder; close it, too."""
        return Door(JournalFolder(folder), self._around)

    def live_in(self, folder: Path) -> "Future[None]":
        """Keep in the settings that the journal lives there from now on.

        Raises, through the future:
            DiskFull, DiskFailed: they name the earlier place.
        """
        return self._lane.run(self._around.point_to, folder)

    def move(self, journal: Journal, to: Path, passphrase: str, progress: Progress) -> "Future[Moved]":
        """Close the journal, take it to another folder, and let the settings name that one.

        Raises, through the future:
            FolderTaken, PlaceRefused, WrongPassphrase, Cancelled, DiskFull, MoveNotTrue and others: it is closed, and
                lies where it did.
        """
        return self._lane.run(self._move, journal, to, passphrase, progress)

    def take_away(self, to: Path, opening: Opening, progress: Progress) -> "Future[Moved]":
        """Take the journal, which is not open, to another folder, and let the settings name that one.

        Raises, through the future: as `Rescue.move`.
        """
        return self.rescue.move(self.folder.root, to, opening, self._around.point_to, progress)

    def set_passphrase_at(self, folder: Path, words: str, new_passphrase: str) -> "Future[None]":
        """Let a passphrase open the journal in another folder, which the words open.

        Raises, through the future: as `open_with_words`; nothing was changed.
        """
        return self._lane.run(self._set_passphrase_at, folder, words, new_passphrase)

    def finish_move(self) -> "Future[Path | None]":
        """Finish a move out of this folder that was cut short; where the journal lives now, if not here.

        Raises, through the future:
            DiskFull, DiskFailed: call it again.
        """
        return self.rescue.finish_move(self.folder.root, self._around.point_to)

    def verify(self, passphrase: str, progress: Progress) -> "Future[Findings]":
        """Check the journal without opening it to write, so that it works beside an open window.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: as `open`.
        """
        return self._lane.run(self._ways.verify, passphrase, progress)

    def close(self) -> None:
        """Wait for what is being opened, and let go."""
        self.rescue.close()
        self._lane.close()

    def _set_passphrase_at(self, folder: Path, words: str, new_passphrase: str) -> None:
        with contextlib.closing(self.at(folder)) as other:
            other.open_with_words(words, new_passphrase).result().close()

    def _move(self, journal: Journal, to: Path, passphrase: str, progress: Progress) -> Moved:
        journal.close()
        opening = Opening(passphrase=passphrase)
        return self.rescue.move(self.folder.root, to, opening, self._around.point_to, progress).result()
