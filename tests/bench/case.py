"""What a benchmark is made of: steps that run in processes of their own, and the lines their figures become."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Figures: TypeAlias = dict[str, list[float]]
"""What a step measured, by name: one value or many; the runner puts the rounds together."""


class NotMeasured(Exception):
    """This cannot be measured here; the text says why, for people."""


@dataclass(frozen=True)
class Step:
    """A function of a module here, called in a process of its own with the work folder and plain values.

    `parts` names the lock file in packaging/lock whose parts that process has; none for those of the tests.
    """

    do: Callable[..., Figures | None]
    given: tuple[tuple[str, int | str], ...] = ()
    parts: str = ""

    @property
    def name(self) -> str:
        """How another process finds the function."""
        return f"{self.do.__module__}:{self.do.__qualname__}"


def step(do: Callable[..., Figures | None], **given: int | str) -> Step:
    """A step with what it is given."""
    return Step(do, tuple(given.items()))


@dataclass(frozen=True)
class Goal:
    """What the figure should be: told beside it, never asserted."""

    below: float | None = None
    p95_below: float | None = None
    ratio_at_least: float | None = None
    ratio_at_most: float | None = None


@dataclass(frozen=True)
class Line:
    """One line of the table: the figure `ours` of Journal beside the figure `theirs` of the baseline, if it has one."""

    what: str
    unit: str
    ours: str
    theirs: str = ""
    goal: Goal | None = None


@dataclass(frozen=True)
class Case:
    """Two steps measured in turn, round by round, after what they need was prepared once.

    Where nothing else does what Journal does, ours is measured alone. `memory` is the goal for the peak, in MiB.
    """

    title: str
    against: str
    ours: Step
    theirs: Step | None
    lines: tuple[Line, ...]
    prepare: tuple[Step, ...] = ()
    rounds: int | None = None
    memory: Goal | None = None


@dataclass(frozen=True)
class Sizes:
    """How much of everything a run takes. `long_mib` is the size of a sparse file for a last case, or 0."""

    rounds: int
    journals: tuple[int, ...]
    file_mib: int
    long_mib: int
    captures: int
    paper_incidents: int
    paper_pictures: int
    many_incidents: int
    many_pictures: int
    handed_mib: int


FULL = Sizes(5, (20, 10_000, 100_000), 1024, 0, 2000, 1000, 200, 10_000, 2000, 1024)
QUICK = Sizes(1, (20, 200), 4, 0, 20, 20, 4, 200, 8, 32)
