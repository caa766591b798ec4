"""Stand-ins for what knows of copies and what removes for good; they remember what was asked of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.reading import Seal
from journal.sealing.errors import WrongPassphrase
from journal.services.backing_up import BackedUp
from journal.services.backup_place import BackupMissing
from journal.services.backups import ChosenFolder, Holding, Renewed
from journal.services.checking_backups import BackupFindings
from journal.services.copies_found import CopyFound
from journal.services.known_backups import OWN, KnownBackups, KnownGeneration, KnownPlace
from journal.services.shredding import Removal, RemovalPlan
from journal.services.verifying import Findings
from journal.vault.copying import Content
from tests.gui.example import NOW_MS

STICK = "/media/marie/STICK/Journal copy ab12cd"
DAY_MS = 86_400_000

Answer = Callable[[str, Any], "Future[Any]"]
Asked = Callable[[int, int], bool]


def place(path: str, *, days: int = 2, copies: int = 3, off_disk: bool | None = None) -> KnownPlace:
    """A place whose last copy is that old."""
    at = NOW_MS - days * DAY_MS
    generations = tuple(KnownGeneration(f"{path}-{n}", at - n * DAY_MS, 90 - n) for n in range(copies))
    return KnownPlace(path, path != OWN if off_disk is None else off_disk, generations, at, 90, "")


class FakeBackups:
    """Copies that exist only in memory. `unreachable` are paths that are not plugged in; `wrong` fails by path."""

    def __init__(self, answer: Answer, asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.places: tuple[KnownPlace, ...] = (place(STICK), place(OWN, days=0))
        self.unreachable: set[str] = set()
        self.wrong: dict[str, JournalError] = {}
        self.held: dict[str, int] = {}
        self.chosen = ChosenFolder(Path("/media/marie/STICK"), network=False, synced=None, same_disk=False)
        self.findings = findings()
        self.passphrase = "correct passphrase"
        self.progresses: list[Asked] = []

    def known(self) -> "Future[KnownBackups]":
        return self._answer("known", KnownBackups(self.places))

    def there(self) -> "Future[frozenset[str]]":
        return self._answer("there", frozenset(self._there()))

    def outdated(self) -> "Future[dict[str, int]]":
        return self._answer("outdated", dict(self.held))

    def keep_up(self, progress: Asked) -> "Future[Renewed]":
        self._ask("keep_up", progress)
        left = tuple((path, error) for path, error in self.wrong.items() if path in {OWN, *self._there()})
        for path in (OWN, *self._there()):
            if path not in self.wrong:
                self._renewed(path)
        return self._answer("keep_up", Renewed((_made(OWN),), left))

    def make(self, chosen: Path | None, progress: Asked) -> "Future[BackedUp]":
        self._ask("make", progress, chosen)
        self._renewed(STICK if chosen is not None else OWN)
        return self._answer("make", _made(STICK if chosen is not None else OWN))

    def make_at(self, path: str, progress: Asked) -> "Future[BackedUp]":
        self._ask("make_at", progress, path)
        return self._at(path, "make_at")

    def renew_at(self, path: str, removed: int, progress: Asked) -> "Future[BackedUp]":
        self._ask("renew_at", progress, path, removed)
        self.held.pop(path, None)
        return self._at(path, "renew_at")

    def renew(self, removed: int, progress: Asked) -> "Future[Renewed]":
        self._ask("renew", progress, removed)
        left = tuple((path, error) for path, error in self.wrong.items())
        return self._answer("renew", Renewed((_made(OWN),), left))

    def forget(self, path: str) -> "Future[None]":
        self._asked.append(("forget", path))
        self.places = tuple(one for one in self.places if one.path != path)
        return self._answer("forget", None)

    def judge(self, chosen: Path) -> "Future[ChosenFolder]":
        self._asked.append(("judge", chosen))
        return self._answer("judge", replace(self.chosen, path=chosen))

    def copies_at(self, path: str) -> "Future[tuple[CopyFound, ...]]":
        self._asked.append(("copies_at", path))
        known = [one for one in self.places if one.path == path]
        copies = tuple(
            CopyFound(JournalFolder(Path(found.name)), JournalFolder(Path(path)), found.made_ms, found.seq)
            for one in known
            for found in one.generations
        )
        return self._answer("copies_at", copies) if copies else _failed(BackupMissing())

    def check(self, copy: CopyFound, passphrase: str, progress: Asked) -> "Future[BackupFindings]":
        self._ask("check", progress, copy)
        if passphrase != self.passphrase:
            return _failed(WrongPassphrase())
        return self._answer("check", replace(self.findings, made_ms=copy.made_ms))

    def _there(self) -> list[str]:
        return [one.path for one in self.places if one.path not in self.unreachable]

    def _ask(self, name: str, progress: Asked, *what: object) -> None:
        self._asked.append((name, *what))
        self.progresses.append(progress)
        progress(1, 3)

    def _at(self, path: str, name: str) -> "Future[BackedUp]":
        if path in self.wrong:
            return _failed(self.wrong[path])
        self._renewed(path)
        return self._answer(name, _made(path))

    def _renewed(self, path: str) -> None:
        others = tuple(one for one in self.places if one.path != path)
        self.places = (place(path, days=0), *others)


class FakeRemoval:
    """Removes nothing; says what it is told to say."""

    def __init__(self, answer: Answer, asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.shared: tuple[IncidentId, ...] = ()
        self.handed_over: tuple[str, ...] = ()
        self.copies: tuple[Holding, ...] = ()
        self.wiped = True
        self.error: JournalError | None = None

    def plan(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId] = ()
    ) -> "Future[RemovalPlan]":
        self._asked.append(("plan", tuple(incidents), tuple(evidence)))
        return self._answer(
            "plan",
            RemovalPlan(
                incidents=tuple(incidents),
                evidence=tuple(evidence),
                records=len(incidents) + len(evidence),
                files=len(evidence),
                shared=self.shared if evidence else (),
                handed_over=self.handed_over if evidence else (),
                copies=self.copies,
            ),
        )

    def remove(
        self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId] = (), reason: str = ""
    ) -> "Future[Removal]":
        self._asked.append(("remove", tuple(incidents), tuple(evidence)))
        if self.error is not None:
            return _failed(self.error)
        return self._answer("remove", Removal(120, self.copies, self.wiped))


def findings(**other: Any) -> BackupFindings:
    """What a check of a copy that works comes to."""
    found = BackupFindings(
        made_ms=NOW_MS,
        findings=Findings(Seal(90, "0" * 64), 90, 0, 214, ()),
        altered=(),
        missing=(),
        never_there=(),
        expected=frozenset(),
        incidents=61,
    )
    return replace(found, **other)


def _made(path: str) -> BackedUp:
    return BackedUp(Path(path), "2026-11-22 211403 000090", NOW_MS, NOW_MS, 90, Content(90, ""))


def _failed(error: BaseException) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
