"""The verbs about copies of one open journal: making them, knowing of them, renewing those that hold too much."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.disks import on_same_disk
from journal.desktop.place import Place, judge
from journal.domain import records as r
from journal.domain.errors import Cancelled, JournalError
from journal.sealing.errors import DiskFailed
from journal.sealing.keyfolder import unlock
from journal.sealing.secret import Passphrase
from journal.sealing.slots import Derive, derive_wrap_key
from journal.services.backing_up import BackedUp, Living, Progress, back_up
from journal.services.backup_place import (
    BackupMissing,
    BackupPlace,
    BackupPlaceGone,
    BackupPlaceRefused,
    place_in,
)
from journal.services.checking_backups import BackupFindings, check_backup
from journal.services.copies_found import CopyFound, copies_in
from journal.services.known_backups import OWN, KnownBackups, KnownPlace, remember, remembered
from journal.services.lanes import Lane, aside
from journal.vault.facts import instance_of
from journal.vault.opening import open_for_reading
from journal.vault.store import Vault

_SUBJECT = "backup"
SECONDS_TO_ANSWER = 5.0
"""A place that has not answered after that is taken as not there."""


@dataclass(frozen=True)
class Holding:
    """A copy that still holds what was removed from the journal since."""

    place: str
    name: str
    made_ms: int


@dataclass(frozen=True)
class ChosenFolder:
    """A folder that could hold copies. `synced` names the program that copies it elsewhere.

    `same_disk`: whoever loses the journal's disk loses these copies too.
    """

    path: Path
    network: bool
    synced: str | None
    same_disk: bool


@dataclass(frozen=True)
class Renewed:
    """What became of several places: the copies that were made, and the places where none could be, and why."""

    made: tuple[BackedUp, ...]
    left: tuple[tuple[str, JournalError], ...]


class Backups:
    """Used from any thread: one copy is made at a time, and never while something is removed for good (`busy`)."""

    def __init__(
        self,
        living: Living,
        vault: Vault,
        writing: Lane,
        place_of: Callable[[Path], Place] = judge,
        derive: Derive = derive_wrap_key,
    ) -> None:
        self.busy = threading.Lock()
        self._living = living
        self._vault = vault
        self._writing = writing
        self._place_of = place_of
        self._derive = derive
        self._lane = Lane("copies")
        self._checking = Lane("checking")
        self._ending = threading.Event()
        self._passing: dict[str, str] = {}

    def close(self) -> None:
        """Stop what is being copied or checked, which leaves nothing of it, and wait for that."""
        self._ending.set()
        self._lane.close()
        self._checking.close()

    def make(self, chosen: Path | None, progress: Progress) -> "Future[BackedUp]":
        """Make a copy in a folder that was chosen, or in the journal's own; opened again before it counts.

        Raises, through the future:
            BackupPlaceGone, BackupPlaceRefused: nothing was made there.
            Cancelled, NoRoomForBackup, DiskFull, DiskFailed, JournalDamaged, BackupNotTrue and others: as `back_up`.
        """
        return self._lane.run(self._make, chosen, progress)

    def make_at(self, path: str, progress: Progress) -> "Future[BackedUp]":
        """Make another copy in a place that is known, by its path.

        Raises, through the future:
            BackupPlaceGone: the place is not there now.
            Cancelled, NoRoomForBackup, DiskFull and others: as `make`.
        """
        return self._lane.run(self._make_at, path, progress)

    def keep_up(self, progress: Progress) -> "Future[Renewed]":
        """Make a copy in the journal's own folder and in every known place that is there, where anything is new.

        Of the copies that are made so while the journal is open, each takes the place of the one before it: the five
        newest that stay are of five days of work, and not of the last hour. A place that is not there is passed over.

        Raises, through the future:
            Cancelled: it was stopped; what was finished by then stays.
        """
        return self._lane.run(self._keep_up, progress)

    def judge(self, chosen: Path) -> "Future[ChosenFolder]":
        """Say what is worth knowing of a folder before copies are made there.

        Raises, through the future:
            BackupPlaceGone, BackupPlaceRefused: no copy can be made there.
            DiskFailed: the disk does not answer.
        """
        return aside("look at a folder", self._judge, chosen)

    def there(self) -> "Future[frozenset[str]]":
        """The paths of the known places that can be reached now, such as a stick that is plugged in."""
        return aside("look for places", self._there)

    def known(self) -> "Future[KnownBackups]":
        """What is known of copies, wherever they lie."""
        return self._writing.run(remembered, self._vault)

    def forget(self, path: str) -> "Future[None]":
        """Forget a place; nothing in it is touched."""
        return self._writing.run(self._forget, path)

    def holding(self, first: int, removed: int) -> "Future[tuple[Holding, ...]]":
        """Name the copies that hold record `first` and were made before record `removed` took it away."""
        return self._writing.run(self._holding, first, removed)

    def renew(self, removed: int, progress: Progress) -> "Future[Renewed]":
        """Make a new copy wherever there is one from before record `removed`, and let those before it go."""
        return self._lane.run(self._renew, removed, progress)

    def outdated(self) -> "Future[dict[str, int]]":
        """The paths of places with copies that hold something removed since, and the record they have to come after."""
        return self._writing.run(self._outdated)

    def renew_at(self, path: str, removed: int, progress: Progress) -> "Future[BackedUp]":
        """Do the same in one place.

        Raises, through the future:
            BackupPlaceGone, BackupMissing: the place is not there now, or its copies are not.
            Cancelled, NoRoomForBackup, DiskFull and others: as `make`.
        """
        return self._lane.run(self._renew_at, path, removed, progress)

    def copies_at(self, path: str) -> "Future[tuple[CopyFound, ...]]":
        """The copies in a known place, or below a folder that was chosen, newest first.

        Raises, through the future:
            BackupMissing: there is none.
        """
        return aside("look for copies", self._copies_at, path)

    def check(self, copy: CopyFound, passphrase: str, progress: Progress) -> "Future[BackupFindings]":
        """Do with a copy everything short of putting it back. `progress` is told the files checked.

        Raises, through the future:
            WrongPassphrase, KeyFileMissing and others: that does not open it.
            JournalUnreadable, JournalDamaged, JournalNewer and others: the copy does not open.
            Cancelled: it was stopped.
        """
        return self._checking.run(self._check, copy, passphrase, progress)

    def _make(self, chosen: Path | None, progress: Progress) -> BackedUp:
        if chosen is None:
            return self._make_at(OWN, progress)
        self._refuse(chosen)
        return self._make_at(str(place_in(chosen.absolute(), self._instance())), progress)

    def _make_at(self, path: str, progress: Progress, *, passing: bool = False) -> BackedUp:
        with self.busy:
            before = self._writing.run(remembered, self._vault).result().at(path)
            content = before.content if before else None
            place = self._place(path)
            made = back_up(self._living, place, content, self._until_the_end(progress), own=path == OWN)
            stays = True
            if made.facts is not None:
                stays = not self._take_turns(place, path, made.name if passing else "")
            self._writing.run(self._note, made, path, stays=stays).result()
            return made

    def _take_turns(self, place: BackupPlace, path: str, name: str) -> bool:
        """Let the passing copy from before this one go, and say whether there was one.

        An empty name is of a copy that stays, beside the passing one that is there by now.
        """
        before = self._passing.pop(path, "")
        if not name:
            return False
        self._passing[path] = name
        try:
            return bool(place.give_up([found for found in place.generations() if found.name == before]))
        except DiskFailed:
            return False  # it stays until newer ones push it out

    def _keep_up(self, progress: Progress) -> Renewed:
        made: list[BackedUp] = []
        left: list[tuple[str, JournalError]] = []
        known = self._writing.run(remembered, self._vault).result()
        paths = (OWN, *(place.path for place in known.places if place.path != OWN))
        for path in paths:
            if path != OWN and not self._answers(path):
                continue
            try:
                made.append(self._make_at(path, progress, passing=True))
            except Cancelled:
                raise
            except JournalError as error:
                left.append((path, error))
        return Renewed(tuple(made), tuple(left))

    def _answers(self, path: str) -> bool:
        """Whether a place is there; a network folder that says nothing must not hold up the end of the program."""
        try:
            return aside("look for a place", self._is_there, path).result(SECONDS_TO_ANSWER)
        except NotInTime:
            return False

    def _is_there(self, path: str) -> bool:
        """A stick that is not plugged in may well have left its empty folder, which is on this disk."""
        try:
            return self._place(path).is_inhabited()
        except OSError:
            return False

    def _there(self) -> frozenset[str]:
        known = self._writing.run(remembered, self._vault).result()
        return frozenset(place.path for place in known.places if self._is_there(place.path))

    def _judge(self, chosen: Path) -> ChosenFolder:
        self._refuse(chosen)
        try:
            place = self._place_of(chosen)
            same = on_same_disk(chosen, self._living.folder.root)
        except OSError as reason:
            raise DiskFailed(reason.errno or 0, "look") from reason
        return ChosenFolder(chosen, place.network, place.synced, same)

    def _copies_at(self, path: str) -> tuple[CopyFound, ...]:
        return copies_in(self._place(path).root)

    def _check(self, copy: CopyFound, passphrase: str, progress: Progress) -> BackupFindings:
        going_on = self._until_the_end(progress)
        stopped = threading.Event()

        def heard(done: int, total: int) -> bool:
            if not going_on(done, total):
                stopped.set()
            return not stopped.is_set()

        root = unlock(copy.files.root, Passphrase(passphrase), self._derive).root
        findings = check_backup(copy, root, heard)
        if stopped.is_set():
            raise Cancelled  # what was not looked at is neither in order nor missing
        return findings

    def _refuse(self, chosen: Path) -> None:
        if not chosen.is_dir():
            raise BackupPlaceGone
        if chosen.resolve().is_relative_to(self._living.folder.root.resolve()):
            raise BackupPlaceRefused

    def _until_the_end(self, progress: Progress) -> Progress:
        return lambda done, total: not self._ending.is_set() and progress(done, total)

    def _place(self, path: str) -> BackupPlace:
        return BackupPlace(Path(path) if path != OWN else self._living.folder.backups, self._living.disk)

    def _note(self, made: BackedUp, path: str, *, stays: bool) -> None:
        """Remember it, and say so in a record: one for each copy that does not take the place of another."""
        with self._vault.writing():
            if made.facts is not None and stays:
                facts = made.facts
                record = r.BackupMade(facts.seal.seq, facts.seal.hex, facts.records, len(facts.files))
                self._vault.append(record, _SUBJECT)
            self._remember(made, path)

    def _note_given_up(self, made: BackedUp, path: str) -> None:
        with self._vault.writing():
            self._remember(made, path)

    def _remember(self, made: BackedUp, path: str) -> None:
        place = self._place(path)
        names = tuple(found.name for found in place.generations())
        off_disk = path != OWN and not on_same_disk(place.root, self._living.folder.root)
        remember(self._vault, remembered(self._vault).with_made(made, path, names, off_disk))

    def _forget(self, path: str) -> None:
        with self._vault.writing():
            remember(self._vault, remembered(self._vault).without(path))

    def _holding(self, first: int, removed: int) -> tuple[Holding, ...]:
        return tuple(
            Holding(place.path, found.name, found.made_ms)
            for place in remembered(self._vault).places
            for found in place.generations
            if first <= found.seq < removed
        )

    def _outdated(self) -> dict[str, int]:
        removals = self._vault.removals()
        found: dict[str, int] = {}
        for place in remembered(self._vault).places:
            held = [
                removed
                for first, removed in removals
                if any(first <= generation.seq < removed for generation in place.generations)
            ]
            if held:
                found[place.path] = max(held)
        return found

    def _renew(self, removed: int, progress: Progress) -> Renewed:
        made: list[BackedUp] = []
        left: list[tuple[str, JournalError]] = []
        known = self._writing.run(remembered, self._vault).result()
        for place in _with_copies_before(known.places, removed):
            try:
                made.append(self._renew_at(place.path, removed, progress))
            except JournalError as error:
                left.append((place.path, error))
        return Renewed(tuple(made), tuple(left))

    def _renew_at(self, path: str, removed: int, progress: Progress) -> BackedUp:
        place = self._place(path)
        if not place.generations():
            # A stick that is not plugged in may well have left its empty folder.
            raise BackupMissing if place.root.is_dir() else BackupPlaceGone
        made = self._make_at(path, progress)
        with self.busy:
            place.give_up(found for found in place.generations() if found.manifest.seq < removed)
            self._writing.run(self._note_given_up, made, path).result()
        return made

    def _instance(self) -> str:
        connection = open_for_reading(self._living.folder, self._living.root.database_key())
        try:
            return instance_of(connection)
        finally:
            connection.close()


def _with_copies_before(places: Iterable[KnownPlace], removed: int) -> tuple[KnownPlace, ...]:
    return tuple(place for place in places if any(found.seq < removed for found in place.generations))
