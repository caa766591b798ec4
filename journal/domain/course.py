"""What incidents add up to: how many, since when, how often, with what pause, of which types."""

from dataclasses import dataclass

from journal.domain.casework import MilestoneKind
from journal.domain.ids import ActorId
from journal.domain.incident import Basis
from journal.domain.moments import When
from journal.domain.reading import Month


@dataclass(frozen=True)
class Group:
    """A set of rows by what they share; days are YYYY-MM-DD, empty where none of them has one."""

    label: str
    incidents: int
    first: str
    last: str


@dataclass(frozen=True)
class TypeFigures:
    """The rows of a plain type, how many of them show which of the labels that are more exact, and how many came after
    a turning point that concerns whoever they are counted for. `numbers` are those of the incidents, where these are
    few."""

    group: Group
    exact: tuple[tuple[str, int], ...]
    after: int = 0
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pause:
    """The most days in a row without an incident, between two days on which there was one."""

    days: int
    after: str
    before: str


@dataclass(frozen=True)
class Course:
    """What some rows add up to. `single` counts the messages or calls inside runs; `about` if one was not counted.

    `days` counts first and last; `undated` are the rows whose day is not known; `on_or_before` those counted on the
    last day they can have happened on, because no more is known. `exhibits` counts each of theirs once.
    """

    all: Group
    single: int
    about: bool
    days: int
    undated: int
    on_or_before: int
    pause: Pause | None
    months: tuple[Month, ...]
    types: tuple[TypeFigures, ...]
    untyped: int
    several_types: int
    exhibits: int


@dataclass(frozen=True)
class PointFigures:
    """A turning point, and how many of somebody's incidents lie after it."""

    kind: MilestoneKind
    date: When
    incidents: int


@dataclass(frozen=True)
class ActorCourse:
    """The course of what names one actor, for which reasons they are named how often, and the turning points that
    concern them, oldest first. `actor` is None for one who was taken out since."""

    actor: ActorId | None
    course: Course
    bases: tuple[tuple[Basis, int], ...]
    points: tuple[PointFigures, ...]


@dataclass(frozen=True)
class Overview:
    """What a journal adds up to: everything, each actor with the most incidents first, and how many name nobody or
    several."""

    all: Course
    actors: tuple[ActorCourse, ...]
    nobody: int
    several: int
