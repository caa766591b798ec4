"""What the open journal adds up to, for the window: counted by what counts for paper, so that both say the same."""

from collections.abc import Mapping

from journal.domain.course import ActorCourse, Overview, PointFigures
from journal.domain.ids import ActorId
from journal.report.figures import ActorFigures, Figures
from journal.report.model import Log


def overview(log: Log, counted: Figures, actors: Mapping[str, ActorId]) -> Overview:
    """The figures of a whole log; `actors` are those it may name, by their labels."""
    return Overview(
        counted,
        tuple(_course(log, theirs, actors.get(theirs.group.label)) for theirs in counted.actors),
        counted.nobody,
        counted.several,
    )


def _course(log: Log, theirs: ActorFigures, actor: ActorId | None) -> ActorCourse:
    points = tuple(
        PointFigures(point.milestone.kind, point.milestone.date, theirs.after_each[point.id])
        for point in log.milestones
        if point.id in theirs.after_each
    )
    return ActorCourse(actor, theirs.course, theirs.bases, points)
