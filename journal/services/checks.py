"""Checking an open journal: a glance at the start, everything on demand, and everything once a week in the background.

The weekly check goes on where it was left, with the lowest priority, and never keeps anybody from writing or reading.
"""

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from journal.desktop.priority import step_back
from journal.domain import canonical
from journal.domain.chain import ChainFault
from journal.domain.clock import Clock
from journal.domain.errors import Cancelled, JournalError
from journal.domain.folder import JournalFolder
from journal.domain.shape import from_json, to_json
from journal.sealing.keyfolder import judged, read_key_files
from journal.sealing.roots import RootKey
from journal.services.lanes import Lane
from journal.services.verifying import Findings, Progress, original_fault, page_faults, shown_faults, verify
from journal.vault.checking import NAMED_LOSS, check_chain
from journal.vault.copying import records_of_files
from journal.vault.engine import Connection
from journal.vault.errors import DatabaseFull, DatabaseUnwritable, ThingMissing
from journal.vault.glancing import (
    doubtful_pages,
    end_of_chain,
    file_names,
    lost_files,
    pages_in,
    some_pages,
)
from journal.vault.opening import open_for_reading
from journal.vault.projection_check import SHOWN
from journal.vault.reading import VaultReader
from journal.vault.reviving import evidence_of
from journal.vault.store import Vault

WEEK_MS = 7 * 24 * 60 * 60 * 1000

GLANCED_PAGES, GLANCED_RECORDS, GLANCED_FILES = 200, 64, 2000
"""What the glance at the start looks at, at most: some 50 ms on a slow disk, whatever the journal's size."""

KEYS = "keys"
"""The check of the key files, which no record names."""

_NAME = "checked"
_PAGES_AT_ONCE = 64
_KEPT_EVERY = 20
_BREATH = 0.02
"""Seconds between two pieces of work in the background."""


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong. `check` as in `ChainFault`; `name` is that of the file it is about, if it is one.

    `known` are losses that the journal itself names since it was saved from a damaged one.
    """

    seq: int
    check: str
    detail: str
    name: str = ""
    known: bool = False


@dataclass(frozen=True)
class Checked:
    """What a full check came to: how much was looked at, and everything that is wrong."""

    done_ms: int
    records: int
    removed: int
    originals: int
    wrongs: tuple[Wrong, ...]
    seen: bool = False

    @property
    def news(self) -> tuple[Wrong, ...]:
        """What is wrong and was not known before."""
        return tuple(wrong for wrong in self.wrongs if not wrong.known)

    @property
    def needs_rescue(self) -> bool:
        """Whether a copy, or saving what can be read, may bring back what is wrong here."""
        return any(wrong.check not in (SHOWN, KEYS) for wrong in self.news)


@dataclass(frozen=True)
class Glance:
    """What a glance found wrong, if anything: pages, the newest records, key files, names of sealed files."""

    pages: bool = False
    chain: tuple[ChainFault, ...] = ()
    keys: bool = False
    missing: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing was found."""
        return not (self.pages or self.chain or self.keys or self.missing)


@dataclass(frozen=True)
class _Going:
    """Where a check in the background is: pages done, the newest record whose original was read, what was found."""

    begun_ms: int
    page: int = 0
    chain: bool = False
    after_seq: int = 0
    records: int = 0
    removed: int = 0
    originals: int = 0
    wrongs: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class _State:
    last: Checked | None = None
    going: _Going | None = None


class Checks:
    """Used from any thread; what is under way ends when the journal closes, and keeps its place."""

    def __init__(
        self,
        folder: JournalFolder,
        root: RootKey,
        vault: Vault,
        writing: Lane,
        clock: Clock,
        breath: float = _BREATH,
        chance: random.Random | None = None,
    ) -> None:
        """`chance` chooses what a glance looks at, anew each time."""
        self._folder = folder
        self._root = root
        self._vault = vault
        self._writing = writing
        self._clock = clock
        self._chance = chance or random.SystemRandom()
        self._breath = breath
        self._lane = Lane("check")
        self._background = Lane("weekly check")
        self._ending = threading.Event()

    def glance(self) -> "Future[Glance]":
        """Look at what is cheap to look at and finds most; takes well under 300 ms."""
        return self._lane.run(self._glance)

    def full(self, progress: Progress) -> "Future[Checked]":
        """Check every page, record and file, and remember what was found. `progress` is told the files done.

        Raises, through the future:
            Cancelled: it was stopped; nothing is remembered.
        """
        return self._lane.run(self._full, progress)

    def weekly(self) -> "Future[Checked | None]":
        """Do the same in the background if a week has passed, or go on with it; None if it was not due, or stopped."""
        return self._background.run(self._weekly)

    def last(self) -> "Future[Checked | None]":
        """What the last full check came to."""
        return self._writing.run(lambda: self._state().last)

    def see(self) -> "Future[None]":
        """The person has seen what the last check found; it need not be told again."""
        return self._writing.run(self._see)

    def close(self) -> None:
        """Stop what is under way, and wait for that."""
        self._ending.set()
        self._lane.close()
        self._background.close()

    # The glance

    def _glance(self) -> Glance:
        database, key = self._folder.database, self._root.database_key()
        numbers = some_pages(database, GLANCED_PAGES, self._chance)
        doubtful = any(True for _ in doubtful_pages(database, key, numbers))
        with closing(self._opened()) as connection:
            names = file_names(connection)
            if len(names) > GLANCED_FILES:
                half = GLANCED_FILES // 2
                names = (*names[:half], *self._chance.sample(names[half:], half))
            return Glance(
                pages=doubtful and bool(self._page_faults(connection)),
                chain=end_of_chain(connection, GLANCED_RECORDS),
                keys=not self._keys_fit(),
                missing=tuple(name for name in names if not self._folder.media_file(name).exists()),
            )

    def _keys_wrong(self) -> tuple[Wrong, ...]:
        return () if self._keys_fit() else (Wrong(0, KEYS, "missing or changed"),)

    def _keys_fit(self) -> bool:
        try:
            _, copies = judged(read_key_files(self._folder.root), self._root)
        except JournalError:
            return False
        return bool(copies)

    # Everything, at once

    def _full(self, progress: Progress) -> Checked:
        stopped = False

        def going_on(done: int, of: int) -> bool:
            nonlocal stopped
            stopped = self._ending.is_set() or not progress(done, of)
            return not stopped

        self._fold_log()
        with closing(self._opened()) as connection:
            keys = VaultReader(connection)
            found = verify(self._folder, connection, keys.find_file_key, going_on)
            if stopped:
                raise Cancelled
            checked = self._checked(connection, found)
        self._keep(_State(checked))
        return checked

    def _checked(self, connection: Connection, found: Findings) -> Checked:
        wrongs = (*self._keys_wrong(), *_wrongs(connection, found.faults))
        return Checked(
            self._clock.utc_ms(), found.records, found.removed, found.originals, wrongs, not _news(wrongs)
        )

    # Everything, bit by bit

    def _weekly(self) -> Checked | None:
        state = self._writing.run(self._state).result()
        going = state.going
        if going is None:
            if state.last is not None and self._clock.utc_ms() - state.last.done_ms < WEEK_MS:
                return None
            going = _Going(self._clock.utc_ms())
        step_back()
        with suppress(Cancelled), closing(self._opened()) as connection:
            return self._go_through(connection, state, going)
        return None

    def _go_through(self, connection: Connection, state: _State, going: _Going) -> Checked:
        def keep(now: _Going) -> _Going:
            self._keep(replace(state, going=now))
            return now

        going = keep(self._pages(connection, going, keep))
        report = check_chain(connection, self._breathing)
        if not going.chain:
            # Where pages are not what was written, nothing can be said of what they show.
            shown = () if going.wrongs else shown_faults(connection)
            faults = (*report.faults, *shown)
            wrongs = (*going.wrongs, *_wrongs(connection, faults))
            going = keep(
                replace(going, chain=True, records=report.records, removed=report.shredded, wrongs=wrongs)
            )
        find_key = VaultReader(connection).find_file_key
        waiting = [one for one in report.originals if one.seq > going.after_seq]
        for number, original in enumerate(sorted(waiting, key=lambda one: one.seq), start=1):
            self._breathe()
            fault = original_fault(self._folder, original, find_key(original.file))
            found = _wrongs(connection, (fault,)) if fault is not None else ()
            going = replace(
                going,
                after_seq=original.seq,
                originals=going.originals + 1,
                wrongs=(*going.wrongs, *found),
            )
            if number % _KEPT_EVERY == 0:
                keep(going)
        wrongs = (*self._keys_wrong(), *going.wrongs)
        checked = Checked(
            self._clock.utc_ms(),
            going.records,
            going.removed,
            going.originals,
            wrongs,
            not _news(wrongs),
        )
        self._keep(_State(checked))
        return checked

    def _pages(self, connection: Connection, going: _Going, keep: Callable[[_Going], _Going]) -> _Going:
        database, key = self._folder.database, self._root.database_key()
        while going.page < pages_in(database):
            self._breathe()
            batch = range(going.page + 1, min(going.page + _PAGES_AT_ONCE, pages_in(database)) + 1)
            if any(True for _ in doubtful_pages(database, key, batch)):
                faults = self._page_faults(connection)
                if faults:
                    # Which ones it are is for salvage to say.
                    wrongs = (*going.wrongs, *_wrongs(connection, faults))
                    return replace(going, page=pages_in(database), wrongs=wrongs)
            going = replace(going, page=batch[-1])
            if batch[-1] % (_PAGES_AT_ONCE * _KEPT_EVERY) == 0:
                keep(going)
        return going

    def _breathe(self) -> None:
        if self._ending.wait(self._breath):
            raise Cancelled

    def _breathing(self, done: int, _of: int) -> bool:
        if done % _KEPT_EVERY == 0:
            self._breathe()
        return True

    # What both need

    def _opened(self) -> Connection:
        return open_for_reading(self._folder, self._root.database_key())

    def _fold_log(self) -> None:
        with suppress(DatabaseFull, DatabaseUnwritable):  # then what it holds is read from the log
            self._writing.run(self._vault.fold_log).result()

    def _page_faults(self, connection: Connection) -> list[ChainFault]:
        """What is really wrong with the pages, now that some looked wrong while others may have been written."""
        self._fold_log()
        return page_faults(connection)

    def _state(self) -> _State:
        kept = self._vault.window(_NAME)
        return from_json(_State, canonical.loads(kept)) if kept is not None else _State()

    def _keep(self, state: _State) -> None:
        with suppress(DatabaseFull, DatabaseUnwritable):  # then it is done once more next time
            self._writing.run(self._write, state).result()

    def _write(self, state: _State) -> None:
        with self._vault.writing():
            self._vault.keep_window(_NAME, canonical.dumps(to_json(state)))
            if state.last is not None and not state.last.seen and _is_shown_wrongly(state.last.wrongs):
                self._vault.have_projections_made_again()

    def _see(self) -> None:
        state = self._state()
        if state.last is not None and not state.last.seen:
            self._write(replace(state, last=replace(state.last, seen=True)))


def _wrongs(connection: Connection, faults: Iterable[ChainFault]) -> tuple[Wrong, ...]:
    """The faults with the names of the files they are about, and whether the journal knows of them."""
    lost = records_of_files(connection, lost_files(connection))
    return tuple(
        Wrong(
            fault.seq,
            fault.check,
            fault.detail,
            _name(connection, fault.seq) if fault.check == "V7" else "",
            fault.check == NAMED_LOSS or (fault.check == "V7" and fault.seq in lost),
        )
        for fault in faults
    )


def _name(connection: Connection, seq: int) -> str:
    with suppress(ThingMissing):
        return evidence_of(connection, seq)[1]
    return ""


def _is_shown_wrongly(wrongs: Sequence[Wrong]) -> bool:
    return any(wrong.check == SHOWN for wrong in wrongs)


def _news(wrongs: Sequence[Wrong]) -> bool:
    return any(not wrong.known for wrong in wrongs)
