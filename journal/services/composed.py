"""Logs composed for a look, unsealed, with their figures: used again while nothing has been written since.

The whole log of a long journal is composed while nobody is waiting for it, so that its first page is there as soon as
somebody asks. It stays in memory as other values of an open journal do, and never longer.
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
from journal.services.composing import Chosen, for_this_wish
from journal.services.kept_entries import all_of_it_stays, figures_for
from journal.services.printing import Press

_Asked: TypeAlias = tuple[Wanted, tuple[IncidentId, ...], bool, str, int]
"""For which incidents, with their history or not, in which language, after which record."""


@dataclass(frozen=True)
class _Kept:
    asked: _Asked
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
        self._ready: _Kept | None = None

    def log(self, wish: PrintWish, words: Words) -> tuple[Log, Figures]:
        """The log of a wish, unsealed, and its figures.

        Raises:
            CoveredCopiesNeeded, NothingToPrint: there is none.
        """
        press = self._press
        self._waiting = asked = self._asked(wish, words)
        with self._turn:
            self._waiting = None
            sitting = self.sitting
            kept = next((each for each in (self._ready, self._kept) if each and each.asked == asked), None)
            if kept is None:
                self._kept = None
                kept = self._composed(asked, wish, words, press.chosen(wish))
                if sitting == self.sitting:
                    self._kept = kept
        return press.reading.run(for_this_wish, press.reader, wish, kept.log).result(), kept.counted

    def get_ready(self, words: Words) -> None:
        """Compose the log of all incidents, making room for whatever else is asked of the journal meanwhile.

        Nothing comes of it if something is written before it is done.

        Raises:
            NothingToPrint: there is nothing in the journal.
        """
        press, wish = self._press, PrintWish(Reader.POLICE, language=words.language)
        with self._turn:
            asked = self._asked(wish, words)
            if self._ready is not None and self._ready.asked == asked:
                return
            self._ready = None
            with suppress(_Aside):
                self._read_bit_by_bit(asked)
                ready = self._composed(asked, wish, words, press.chosen(wish))
                if self._asked(wish, words) == asked:
                    self._ready = ready

    def forget(self) -> None:
        """Keep nothing of what was composed, or is being composed, for a look; waits for nothing."""
        self.sitting += 1
        self._kept = None

    def _asked(self, wish: PrintWish, words: Words) -> _Asked:
        seq = self._press.writing.run(self._press.vault.seal).result().seq
        return (wish.wanted, wish.only, wish.history, words.language, seq)

    def _composed(self, asked: _Asked, wish: PrintWish, words: Words, chosen: Chosen) -> _Kept:
        with all_of_it_stays():
            log = self._press.log(wish, chosen, words, None)
            return _Kept(asked, log, figures_for(wish, chosen, log))

    def _read_bit_by_bit(self, asked: _Asked) -> None:
        """A pane that asks for something meanwhile waits for one bit at most; what was read stays read."""
        press = self._press
        with all_of_it_stays():
            for ids in press.reading.run(press.kept.missing, press.reader).result():
                if self._is_over() or self._waiting not in (None, asked):
                    raise _Aside
                press.reading.run(press.kept.read, press.reader, ids).result()
