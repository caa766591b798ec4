"""Logs composed for a look, unsealed, with their figures: used again while nothing has been written since.

What the whole log of a long journal comes to is counted and kept while nobody is waiting for it, so that its first page
is there as soon as somebody asks.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from journal.domain.ids import IncidentId
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.domain.words import Words
from journal.report.figures import Figures
from journal.report.model import Log
from journal.services.composing import for_this_wish
from journal.services.errors import ReadOnly
from journal.services.kept_entries import all_of_it_stays, figures_for
from journal.services.printing import Press
from journal.vault.errors import DatabaseFull, DatabaseUnwritable

_Asked: TypeAlias = tuple[Wanted, tuple[IncidentId, ...], bool, str, int]
"""For which incidents, with their history or not, in which language, after which record."""


@dataclass(frozen=True)
class _Kept:
    asked: _Asked
    is_whole: bool
    log: Log
    counted: Figures


class _Aside(Exception):
    """What nobody waits for makes room."""


class Composed:
    """What was composed last for a look, and the whole log if that was got ready."""

    def __init__(self, press: Press, is_over: Callable[[], bool]) -> None:
        """Nothing is composed yet. `is_over` says that the journal is being closed."""
        self._press = press
        self._is_over = is_over
        self._turn = threading.Lock()
        self._waiting: _Asked | None = None
        self.sitting = 0
        self._kept: _Kept | None = None

    def log(self, wish: PrintWish, words: Words, *, at_a_glance: bool = False) -> tuple[Log, Figures]:
        """The log of a wish, unsealed, and its figures.

        For a glance entries may be read when they are looked at, which raises `ReadsDifferently` where one changed.

        Raises:
            CoveredCopiesNeeded, NothingToPrint: there is none.
        """
        press = self._press
        self._waiting = asked = self._asked(wish, words)
        with self._turn:
            self._waiting = None
            sitting = self.sitting
            kept = self._kept
            if kept is None or kept.asked != asked or not (kept.is_whole or at_a_glance):
                self._kept = None
                kept = self._composed(asked, wish, words, at_a_glance=at_a_glance)
                if sitting == self.sitting:
                    self._kept = kept
        return press.reading.run(for_this_wish, press.reader, wish, kept.log).result(), kept.counted

    def get_ready(self, words: Words) -> None:
        """Count all incidents, making room for whatever else is asked of the journal, and keep what comes of it.

        What cannot be kept, or was written meanwhile, is counted when it is asked for.
        """
        with self._turn, suppress(_Aside, DatabaseFull, DatabaseUnwritable, ReadOnly):
            self._count_bit_by_bit(self._asked(PrintWish(Reader.POLICE, language=words.language), words))
            press = self._press
            fresh = press.reading.run(press.kept.fresh, press.reader).result()
            if fresh.tallies:
                press.writing.run(press.kept.keep, press.vault, fresh).result()

    def forget(self) -> None:
        """Keep nothing of what was composed, or is being composed, for a look; waits for nothing."""
        self.sitting += 1
        self._kept = None

    def _asked(self, wish: PrintWish, words: Words) -> _Asked:
        seq = self._press.writing.run(self._press.vault.seal).result().seq
        return (wish.wanted, wish.only, wish.history, words.language, seq)

    def _composed(self, asked: _Asked, wish: PrintWish, words: Words, *, at_a_glance: bool) -> _Kept:
        chosen = self._press.chosen(wish, at_a_glance=at_a_glance)
        with all_of_it_stays():
            log = self._press.log(wish, chosen, words, None)
            return _Kept(asked, not at_a_glance, log, figures_for(wish, chosen, log))

    def _count_bit_by_bit(self, asked: _Asked) -> None:
        """A pane that asks for something meanwhile waits for one bit at most; what was read stays read."""
        press = self._press
        with all_of_it_stays():
            for ids in press.reading.run(press.kept.missing, press.reader).result():
                if self._is_over() or self._waiting not in (None, asked):
                    raise _Aside
                press.reading.run(press.kept.read, press.reader, ids).result()
