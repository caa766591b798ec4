"""Keeps copies up while the journal is open: made in the background, told of only where something is wrong.

When and why so is said in `journal.domain.copies`; here are the timer, the one job at a time, and who is told.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from journal.domain import canonical
from journal.domain.copies import CopyDue, CopyPace
from journal.domain.errors import Cancelled, NotCanonical, ShapeFault
from journal.domain.shape import from_json, to_json
from journal.gui.copies.telling import OWN
from journal.gui.jobs import Progress
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.backups import Renewed
    from journal.services.journal import Journal

T = TypeVar("T")

JUDGED_EVERY_MS = 5_000
LOOKED_EVERY = 6
"""Every so many times it is also looked whether a stick was plugged in."""

MOST_MS_AT_THE_END = 10_000
"""So long the program goes on without a window to finish a copy; what is not finished then leaves nothing half done."""

_TOLD = "copy troubles"


class Copying(QObject):
    """`known_changed` carries what is known of copies; `troubled` a place and why no copy could be made there.

    Such a trouble is told once, and again only after a copy there has worked in between. `damage_found` carries how
    many things in the journal itself are missing or not as they were written, and so in every copy. What was lost
    when the journal was saved from a damaged one is no news: it was told then, and the settings go on telling it.
    """

    known_changed = Signal(object)
    troubled = Signal(str, object)
    damage_found = Signal(int)

    def __init__(self, kit: Kit, journal: "Journal", parent: QObject, pace: CopyPace | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._due = CopyDue(kit.clock, pace)
        self._running: Progress | None = None
        self._there: frozenset[str] = frozenset()
        self._looking = False
        self._looks = 0
        self._told = _Told()
        self._at_end: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(JUDGED_EVERY_MS)
        self._timer.timeout.connect(self.judge)
        self._last_moment = QTimer(self)
        self._last_moment.setSingleShot(True)
        self._last_moment.setInterval(MOST_MS_AT_THE_END)
        self._last_moment.timeout.connect(self._finish)

    def begin(self) -> None:
        """Begin to look after copies. What was written before the last end is owed."""
        self._kit.jobs.watch(self._journal.window_state(_TOLD), self, self._recall, self._ignore)
        self.ask_known()
        self.touched()
        self._timer.start()

    def touched(self) -> None:
        """Something was written."""
        if self._journal.read_only is None:
            self._due.changed()

    def ask_known(self) -> None:
        """Ask anew what is known of copies, and tell it."""
        self._kit.jobs.watch(self._journal.backups.known(), self, self.known_changed.emit, self._ignore)

    def stand_aside(self) -> None:
        """Stop what is being made by itself, because the person wants something that it would hold up."""
        if self._running is not None:
            self._running.stop()

    def by_hand(self, future: "Future[T]") -> "Future[T]":
        """Let this copy, which the person asked for, go first, and tell what is known when it is made."""
        self.stand_aside()
        self._kit.jobs.watch(future, self, self._made_by_hand, self._ignore)
        return future

    def judge(self) -> None:
        """Make a copy if it is time for one."""
        if self._due.is_due():
            self._start()
        self._looks += 1
        if self._looks % LOOKED_EVERY == 0 and not self._looking:
            self._looking = True
            self._kit.jobs.watch(self._journal.backups.there(), self, self._looked, self._not_looked)

    def finish(self, done: Callable[[], None]) -> None:
        """The program ends: finish what is owed, for a few seconds at most, then call `done`."""
        self._timer.stop()
        self._at_end = done
        if not self._due.is_owed:
            self._finish()
            return
        self._last_moment.start()
        if self._running is None:
            self._start()

    def give_up(self) -> None:
        """Do not wait for it any longer."""
        self.stand_aside()
        self._finish()

    def _start(self) -> None:
        self._due.begin()
        self._running = Progress()
        self._kit.jobs.watch(self._journal.backups.keep_up(self._running), self, self._made, self._failed)

    def _made(self, kept: "Renewed") -> None:
        self._running = None
        if kept.left:
            self._due.fail()
        else:
            self._due.end()
        self._tell(kept)
        self.ask_known()
        if self._at_end is not None and self._due.is_owed and not kept.left:
            self._start()  # what was written last came after this one was begun
        else:
            self._finish()

    def _failed(self, error: BaseException) -> None:
        self._running = None
        if isinstance(error, Cancelled | CancelledError):
            self._due.stop()
        else:
            self._due.fail()
            self._kit.jobs.failed.emit(error)
        self._finish()

    def _finish(self) -> None:
        done, self._at_end = self._at_end, None
        self._last_moment.stop()
        if done is not None:
            self.stand_aside()
            done()

    def _made_by_hand(self, _what: object) -> None:
        self.ask_known()

    def _looked(self, there: frozenset[str]) -> None:
        self._looking = False
        if there - self._there - {OWN}:
            self.touched()
        self._there = there

    def _not_looked(self, _error: BaseException) -> None:
        self._looking = False

    def _recall(self, state: bytes | None) -> None:
        try:
            self._told = from_json(_Told, canonical.loads(state)) if state else _Told()
        except (NotCanonical, ShapeFault):
            self._told = _Told()

    def _tell(self, kept: "Renewed") -> None:
        told = _Told(tuple(sorted(_Trouble(path, type(error).__name__) for path, error in kept.left)))
        for path, error in kept.left:
            if _Trouble(path, type(error).__name__) not in self._told.places:
                self.troubled.emit(path, error)
        fresh = [made for made in kept.made if made.facts is not None]
        damage = max((made.damage for made in fresh), default=self._told.damage)
        if damage > self._told.damage:
            self.damage_found.emit(damage)
        self._remember(replace(told, damage=damage))

    def _remember(self, told: "_Told") -> None:
        if told != self._told:
            self._told = told
            future = self._journal.keep_window_state(_TOLD, canonical.dumps(to_json(told)))
            self._kit.jobs.watch(future, self, self._ignore, self._ignore)

    def _ignore(self, _what: object) -> None:
        """What could not be asked or remembered now is asked again after the next copy."""


@dataclass(frozen=True, order=True)
class _Trouble:
    """A place, and the kind of error there."""

    path: str
    kind: str


@dataclass(frozen=True)
class _Told:
    """What the person was told of: places that fail, and how many things in the journal itself are not in order."""

    places: tuple[_Trouble, ...] = ()
    damage: int = 0
