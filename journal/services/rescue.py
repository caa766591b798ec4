"""The verbs for a journal that is not open: finding copies, checking one, putting it back, moving the folder."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from journal.desktop.errors import CannotLock
from journal.desktop.folder_lock import FolderLock
from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId, new_id
from journal.sealing.errors import WrongPassphrase
from journal.sealing.keyfolder import unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.words import root_of
from journal.services.by_words import fits_here
from journal.services.copies_found import CopyFound, copies_in
from journal.services.errors import PlaceProblem, PlaceRefused
from journal.services.failed_tries import note_failed_try
from journal.services.folder_copy import FolderCopied, copy_folder
from journal.services.lanes import Lane
from journal.services.moving import Moved, finish_move, move
from journal.services.program import libraries, program, system
from journal.services.restoring import Progress, Restored, Reviver, restore
from journal.services.salvage_report import SalvageReport
from journal.services.salvaging import own_copies, root_for_salvage, salvage
from journal.services.surroundings import Surroundings
from journal.vault.store import Session


@dataclass(frozen=True)
class Opening:
    """What the person typed: the passphrase, or the 24 words."""

    passphrase: str = field(default="", repr=False)
    words: str = field(default="", repr=False)

    def root_of(self, folder: Path) -> RootKey:
        """The root of the journal or copy in that folder.

        Raises:
            WrongPassphrase, KeyFileMissing and others: as `unlock`.
            WordCount, WordUnknown, WordsWrong, WordsOfAnotherJournal: what is wrong with the words.
            JournalMissing, JournalEmpty, JournalForeign: there is no journal the words could open.
        """
        if self.words:
            return root_of(self.words, fits_here(JournalFolder(folder)))
        return unlock(folder, Passphrase(self.passphrase)).root


class Rescue:
    """Slow work in a thread of its own; every verb only reads what it is asked about, but for `move`."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._lane = Lane("rescue")

    def copies_in(self, chosen: Path) -> "Future[tuple[CopyFound, ...]]":
        """Find every copy in a folder that was chosen, the newest first.

        Raises, through the future:
            BackupMissing: there is none.
        """
        return self._lane.run(copies_in, chosen)

    def own_copies(self, folder: Path) -> "Future[tuple[CopyFound, ...]]":
        """The copies that lie in a journal's own folder, the newest first; none is no error."""
        return self._lane.run(own_copies, JournalFolder(folder))

    def as_copy(self, folder: Path) -> CopyFound:
        """A journal's folder taken as a copy of it, such as one on media that cannot be written."""
        return CopyFound(JournalFolder(folder), JournalFolder(folder))

    def propose(self, wanted: Path) -> Path:
        """A folder nothing would be written over in: the one that is wanted, or one beside it with a number."""
        plain = wanted.name.rstrip("0123456789").rstrip() or wanted.name
        others = (wanted.with_name(f"{plain} {number}") for number in count(2))
        return next(path for path in chain((wanted,), others) if _is_free(path))

    def copy_folder(self, folder: Path, to: Path, progress: Progress) -> "Future[FolderCopied]":
        """Copy everything in a folder byte for byte, damaged as it may be, into one that is not there yet.

        Raises, through the future:
            FolderTaken: there is something already.
            Cancelled, DiskFull, DiskFailed: nothing was left there.
        """
        return self._lane.run(copy_folder, folder, to, progress)

    def restore(
        self, copy: CopyFound, into: Path, opening: Opening, progress: Progress
    ) -> "Future[Restored]":
        """Put a copy back into a new folder, which can then be opened like any journal.

        Raises, through the future:
            FolderTaken, PlaceRefused: it cannot go there.
            WrongPassphrase, WordsWrong and others: as `Opening.root_of`.
            Cancelled, DiskFull, JournalDamaged and others: as `restoring.restore`; nothing was left.
        """
        return self._lane.run(self._restore, copy, into, opening, progress)

    def move(
        self,
        folder: Path,
        to: Path,
        opening: Opening,
        point_to: Callable[[Path], None],
        progress: Progress,
    ) -> "Future[Moved]":
        """Move a journal that is closed; `point_to` is told its new folder once it lives there.

        Raises, through the future:
            AlreadyOpen: close it first.
            FolderTaken, PlaceRefused: it cannot go there.
            WrongPassphrase, WordsWrong and others: as `Opening.root_of`.
            Cancelled, DiskFull, MoveNotTrue and others: as `moving.move`; it lives where it did.
        """
        return self._lane.run(self._move, folder, to, opening, point_to, progress)

    def finish_move(self, folder: Path, point_to: Callable[[Path], None]) -> "Future[Path | None]":
        """Finish a move out of that folder that was cut short, and say where the journal lives now."""
        return self._lane.run(finish_move, folder, point_to)

    def salvage(
        self,
        damaged: Path,
        into: Path,
        opening: Opening,
        progress: Progress,
        also: Sequence[CopyFound] = (),
    ) -> "Future[SalvageReport]":
        """Save everything that can be read of a damaged journal into a new folder; the old one is only read.

        The copies inside the damaged folder, and those in `also`, fill holes where they fit.

        Raises, through the future:
            FolderTaken, PlaceRefused: it cannot go there.
            AlreadyOpen: another window has the damaged journal open.
            WrongPassphrase, KeyFileMissing, WordsWrong and others: nothing can be read without the key.
            NothingReadable, JournalNewer, Cancelled, DiskFull and others: as `salvaging.salvage`; nothing was left.
        """
        return self._lane.run(self._salvage, damaged, into, opening, progress, also)

    def close(self) -> None:
        """Wait for what is under way, and let go."""
        self._lane.close()

    def _restore(self, copy: CopyFound, into: Path, opening: Opening, progress: Progress) -> Restored:
        self._refuse_bad_place(into)
        with self._noting(_journal_around(copy)):
            root = opening.root_of(copy.files.root)
        return restore(copy, JournalFolder(into), root, self._reviver(), progress)

    def _move(
        self,
        folder: Path,
        to: Path,
        opening: Opening,
        point_to: Callable[[Path], None],
        progress: Progress,
    ) -> Moved:
        self._refuse_bad_place(to)
        root = opening.root_of(folder)
        lock = FolderLock.take(folder)
        try:
            return move(JournalFolder(folder), to, root, lock, point_to, progress)
        finally:
            lock.release()

    def _salvage(
        self,
        damaged: Path,
        into: Path,
        opening: Opening,
        progress: Progress,
        also: Sequence[CopyFound],
    ) -> SalvageReport:
        self._refuse_bad_place(into)
        folder = JournalFolder(damaged)
        with self._noting(folder):
            root = root_for_salvage(folder, opening.passphrase, opening.words)
        copies = (*own_copies(folder), *also)
        with _nobody_writing(folder):
            return salvage(folder, JournalFolder(into), root, self._reviver(), progress, copies)

    @contextmanager
    def _noting(self, folder: JournalFolder) -> Iterator[None]:
        """A wrong passphrase is told after the next unlocking, by whatever way it was tried on the journal here."""
        try:
            yield
        except WrongPassphrase:
            if folder.inbox.is_dir():
                note_failed_try(folder, self._around.clock, self._around.randomness)
            raise

    def _refuse_bad_place(self, path: Path) -> None:
        place = self._around.place_of(path)
        if place.network:
            raise PlaceRefused(PlaceProblem.NETWORK)
        if place.synced is not None:
            raise PlaceRefused(PlaceProblem.SYNCED, place.synced)
        if place.read_only:
            raise PlaceRefused(PlaceProblem.READ_ONLY)

    def _reviver(self) -> Reviver:
        around = self._around
        session = Session(SessionId(new_id(around.randomness)), program(), system(), libraries())
        return Reviver(session, around.clock, around.randomness)


def _journal_around(copy: CopyFound) -> JournalFolder:
    """The journal in whose own folder a copy lies, if it does."""
    return JournalFolder(copy.pool.root.parent)


def _is_free(path: Path) -> bool:
    try:
        return not path.exists() or (path.is_dir() and not any(path.iterdir()))
    except OSError:
        return False


@contextmanager
def _nobody_writing(folder: JournalFolder) -> Iterator[None]:
    """Keep others from opening the journal meanwhile, without leaving a lock where there was none."""
    if not folder.lock.exists():
        yield
        return
    try:
        lock = FolderLock.take(folder.root)
    except CannotLock:
        yield  # on media that cannot be written nobody writes
        return
    try:
        yield
    finally:
        lock.release()
