"""The verbs about copies of one open journal: making them, knowing of them, renewing those that hold too much."""

import threading
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.disks import on_same_disk
from journal.domain import records as r
from journal.domain.errors import JournalError
from journal.services.backing_up import BackedUp, Living, Progress, back_up
from journal.services.backup_place import (
    BackupMissing,
    BackupPlace,
    BackupPlaceGone,
    BackupPlaceRefused,
    place_in,
)
from journal.services.known_backups import OWN, KnownBackups, KnownPlace, remember, remembered
from journal.services.lanes import Lane
from journal.vault.facts import instance_of
from journal.vault.opening import open_for_reading
from journal.vault.store import Vault

_SUBJECT = "backup"


@dataclass(frozen=True)
class Holding:
    """A copy that still holds what was removed from the journal since."""

    place: str
    name: str
    made_ms: int


@dataclass(frozen=True)
class Renewed:
    """What became of copies that held what was removed: new ones, and the places that could not be reached, and why."""

    made: tuple[BackedUp, ...]
    left: tuple[tuple[str, JournalError], ...]


class Backups:
    """Used from any thread: one copy is made at a time, and never while something is removed for good (`busy`)."""

    def __init__(self, living: Living, vault: Vault, writing: Lane) -> None:
        self.busy = threading.Lock()
        self._living = living
        self._vault = vault
        self._writing = writing
        self._lane = Lane("copies")
        self._ending = threading.Event()

    def close(self) -> None:
        """Stop what is being copied, which leaves nothing of it, and wait for that."""
        self._ending.set()
        self._lane.close()

    def make(self, chosen: Path | None, progress: Progress) -> "Future[BackedUp]":
        """Make a copy in a folder that was chosen, or in the journal's own; opened again before it counts.

        Raises, through the future:
            BackupPlaceGone, BackupPlaceRefused: nothing was made there.
            Cancelled, NoRoomForBackup, DiskFull, DiskFailed, JournalDamaged, BackupNotTrue and others: as `back_up`.
        """
        return self._lane.run(self._make, chosen, progress)

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

    def _make(self, chosen: Path | None, progress: Progress) -> BackedUp:
        folder = self._living.folder
        if chosen is None:
            return self._make_at(OWN, progress)
        if not chosen.is_dir():
            raise BackupPlaceGone
        if chosen.resolve().is_relative_to(folder.root.resolve()):
            raise BackupPlaceRefused
        return self._make_at(str(place_in(chosen.absolute(), self._instance())), progress)

    def _make_at(self, path: str, progress: Progress) -> BackedUp:
        with self.busy:
            before = self._writing.run(remembered, self._vault).result().at(path)
            content = before.content if before else None
            place = self._place(path)
            made = back_up(self._living, place, content, self._until_the_end(progress), own=path == OWN)
            self._writing.run(self._note, made, path).result()
            return made

    def _until_the_end(self, progress: Progress) -> Progress:
        return lambda done, total: not self._ending.is_set() and progress(done, total)

    def _place(self, path: str) -> BackupPlace:
        return BackupPlace(Path(path) if path != OWN else self._living.folder.backups, self._living.disk)

    def _note(self, made: BackedUp, path: str) -> None:
        with self._vault.writing():
            if made.facts is not None:
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
