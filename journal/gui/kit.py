"""What every pane is given: the words, the jobs and the clock."""

from dataclasses import dataclass
from typing import Protocol

from journal.domain.clock import Clock
from journal.domain.errors import JournalError
from journal.domain.moments import LocalTime, at_instant
from journal.domain.words import Words
from journal.gui.jobs import Jobs


class Explained(Protocol):
    """An error in words: what happened, and what the person can do now."""

    @property
    def what(self) -> str: ...

    @property
    def next_step(self) -> str: ...


class Wording(Words, Protocol):
    """The words, and the words for what went wrong."""

    def wrong(self, error: JournalError) -> Explained:
        """The error in words."""
        ...


@dataclass(frozen=True)
class Kit:
    """Given to every pane."""

    words: Wording
    jobs: Jobs
    clock: Clock

    def now(self) -> LocalTime:
        """The time by the computer's clock, where the person is."""
        return self.local(self.clock.utc_ms())

    def local(self, utc_ms: int) -> LocalTime:
        """What a clock here showed at that instant."""
        return at_instant(utc_ms, self.clock.zone())
