"""Stand-ins for what brings a journal back and what checks one; they remember what was asked of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from journal.domain.chain import ChainFault
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.reading import Seal
from journal.sealing.errors import WrongPassphrase
from journal.services.backup_place import BackupMissing
from journal.services.checks import Checked, Glance, Wrong
from journal.services.copies_found import CopyFound
from journal.services.folder_copy import FolderCopied
from journal.services.moving import Moved
from journal.services.rescue import Opening
from journal.services.restoring import Restored
from journal.services.salvage_report import Losses, LostFile, LostThing, Outcome, SalvageReport, Why
from journal.services.verifying import Findings
from journal.vault.salvaging import Damage
from tests.gui.example import NOW_MS

HOME = Path("/home/someone/Journal")
STICK = Path("/media/someone/STICK")
DAY_MS = 86_400_000
RIGHT = "correct passphrase"

Answer = Callable[[str, Any], "Future[Any]"]
Progress = Callable[[int, int], bool]


def copy_of(days: int, place: Path = HOME / "backups") -> CopyFound:
    """A copy that old."""
    folder = JournalFolder(place / f"copy {days}")
    return CopyFound(folder, folder, NOW_MS - days * DAY_MS, 200 - days)


def found(*faults: ChainFault) -> Findings:
    """What reading everything found."""
    return Findings(Seal(217, "ab" * 32), 217, 0, 45, faults)


def losses(*, complete: bool = False) -> Losses:
    """What a salvage could not save: something of every kind, or nothing."""
    things = (
        LostThing("incident", 31, "", NOW_MS - 9 * DAY_MS, Outcome.GONE, (140,)),
        LostThing(
            "incident", 44, "Six calls <b>, no one spoke", NOW_MS - 3 * DAY_MS, Outcome.OLDER_KEPT, (188, 190)
        ),
        LostThing("actor", 0, "", None, Outcome.GONE, (12,)),
        LostThing("", 0, "", None, Outcome.UNKNOWN, (203,)),
    )
    files = (
        LostFile("L" * 26, "screen 2026-11-21 2114.png", "ab" * 16, Why.FILE_MISSING, 91_233),
        LostFile("K" * 26, "", "cd" * 16, Why.FILE_DAMAGED, 1_048_576),
        LostFile("J" * 26, "letter.pdf", "ef" * 16, Why.KEY_LOST, 5),
    )
    return Losses(
        saved_ms=NOW_MS - 60_000,
        incidents=58,
        records=214,
        newest=217,
        things=() if complete else things,
        files=() if complete else files,
        history=2,
        anew=3,
        broken=(150,),
        from_copies=6,
        pages=2,
        cut_pages=1,
    )


def report(told: Losses, into: Path) -> SalvageReport:
    """A salvage that came to that."""
    return SalvageReport(
        folder=JournalFolder(into),
        continues=Seal(217, "ab" * 32),
        newest=told.newest,
        records=told.records,
        incidents=told.incidents,
        damage=Damage([3, 9]),
        lost=(),
        files=told.files,
        anew=(),
        derived=(),
        broken=told.broken,
        from_copies=told.from_copies,
        findings=found(),
        losses=told,
    )


def checked(*wrongs: Wrong, days: int = 2, seen: bool = False) -> Checked:
    """What a full check found, so long ago."""
    return Checked(NOW_MS - days * DAY_MS, 217, 0, 45, wrongs, seen or not wrongs)


EVERYTHING_WRONG = (
    Wrong(0, "pages", "page 9"),
    Wrong(41, "V4", "the link to the record before does not match"),
    Wrong(60, "V6", "the body does not match its header"),
    Wrong(0, "keys", "missing or changed"),
    Wrong(0, "shown", "seen_incident"),
    *(Wrong(70 + at, "V7", "cannot be read", f"screen {at} <b>.png") for at in range(15)),
)


class FakeRescue:
    """Brings back what is told to it. `wrong` fails the next thing asked; `hold` keeps answers back in `held`."""

    def __init__(self) -> None:
        self.own: tuple[CopyFound, ...] = ()
        self.elsewhere: dict[Path, tuple[CopyFound, ...]] = {STICK: (copy_of(4, STICK), copy_of(9, STICK))}
        self.taken: set[Path] = {HOME}
        self.asked: list[tuple[Any, ...]] = []
        self.wrong: JournalError | None = None
        self.hold = False
        self.held: list[tuple[Future[Any], Any]] = []
        self.progresses: list[Progress] = []
        self.losses = losses()
        self.faults: tuple[ChainFault, ...] = ()
        self.missing: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()

    def own_copies(self, folder: Path) -> "Future[tuple[CopyFound, ...]]":
        return _done(self.own)

    def copies_in(self, chosen: Path) -> "Future[tuple[CopyFound, ...]]":
        if chosen not in self.elsewhere:
            return _failed(BackupMissing())
        return _done(self.elsewhere[chosen])

    def as_copy(self, folder: Path) -> CopyFound:
        return CopyFound(JournalFolder(folder), JournalFolder(folder))

    def propose(self, wanted: Path) -> Path:
        names = (wanted, *(wanted.with_name(f"Journal {number}") for number in range(2, 99)))
        return next(path for path in names if path not in self.taken)

    def copy_folder(self, folder: Path, to: Path, progress: Progress) -> "Future[FolderCopied]":
        return self._did("copy_folder", (folder, to), progress, FolderCopied(to, 60, 9_000_000, self.unread))

    def restore(
        self, copy: CopyFound, into: Path, opening: Opening, progress: Progress
    ) -> "Future[Restored]":
        restored = Restored(
            JournalFolder(into), Seal(198, "cd" * 32), found(*self.faults), self.missing, incidents=57
        )
        return self._opened("restore", (copy, into, opening), opening, progress, restored)

    def salvage(
        self,
        damaged: Path,
        into: Path,
        opening: Opening,
        progress: Progress,
        also: Sequence[CopyFound] = (),
    ) -> "Future[SalvageReport]":
        saved = report(self.losses, into)
        return self._opened("salvage", (damaged, into, opening, tuple(also)), opening, progress, saved)

    def calls(self, name: str) -> list[tuple[Any, ...]]:
        """What was asked under that name, in order."""
        return [call[1:] for call in self.asked if call[0] == name]

    def release(self) -> None:
        """Let what was held back be done."""
        for future, value in self.held:
            if isinstance(value, BaseException):
                future.set_exception(value)
            else:
                future.set_result(value)
        self.held = []

    def _opened(
        self, name: str, asked: tuple[Any, ...], opening: Opening, progress: Progress, value: Any
    ) -> "Future[Any]":
        if not opening.words and opening.passphrase != RIGHT:
            self.asked.append((name, *asked))
            return _failed(WrongPassphrase())
        return self._did(name, asked, progress, value)

    def _did(self, name: str, asked: tuple[Any, ...], progress: Progress, value: Any) -> "Future[Any]":
        self.asked.append((name, *asked))
        self.progresses.append(progress)
        if self.wrong is not None:
            error, self.wrong = self.wrong, None
            return _failed(error)
        if self.hold:
            self.held.append((Future(), value))
            return self.held[-1][0]
        return _done(value)


class FakeWaysBack:
    """What a door knows of ways back."""

    folder: JournalFolder
    _answer: Callable[[], "Future[Any]"]

    def __init__(self) -> None:
        self.rescue = FakeRescue()
        self.usual_place = HOME
        self.lives: list[Path] = []
        self.not_named: JournalError | None = None
        self.passphrases: list[tuple[Path, str, str]] = []
        self.not_set: JournalError | None = None
        self.keys_taken: list[tuple[CopyFound, str]] = []

    def live_in(self, folder: Path) -> "Future[None]":
        if self.not_named is not None:
            error, self.not_named = self.not_named, None
            return _failed(error)
        self.lives.append(folder)
        return _done(None)

    def set_passphrase_at(self, folder: Path, words: str, new_passphrase: str) -> "Future[None]":
        self.passphrases.append((folder, words, new_passphrase))
        if self.not_set is not None:
            error, self.not_set = self.not_set, None
            return _failed(error)
        return _done(None)

    def take_away(self, to: Path, opening: Opening, progress: Progress) -> "Future[Moved]":
        return self.rescue._opened(
            "take_away", (to, opening), opening, progress, Moved(JournalFolder(to), left=True)
        )

    def open_with_keys_of(self, copy: CopyFound, passphrase: str) -> "Future[Any]":
        self.keys_taken.append((copy, passphrase))
        return self._answer() if passphrase == RIGHT else _failed(WrongPassphrase())


class FakeChecks:
    """Finds what it is told to find. `see` remembers that the person saw it."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.found = Glance()
        self.before: Checked | None = None
        self.now = checked(days=0)
        self.due: Checked | None = None
        self.seen = 0
        self.progresses: list[Progress] = []

    def glance(self) -> "Future[Glance]":
        return self._answer("glance", self.found)

    def last(self) -> "Future[Checked | None]":
        return self._answer("last", self.before)

    def full(self, progress: Progress) -> "Future[Checked]":
        self.progresses.append(progress)
        self.before = self.now
        return self._answer("full", self.now)

    def weekly(self) -> "Future[Checked | None]":
        return self._answer("weekly", self.due)

    def see(self) -> "Future[None]":
        self.seen += 1
        return self._answer("see", None)


def _done(value: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def _failed(error: BaseException) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
