"""What the invented entries might add up to: one person with everything, one with little."""

from journal.domain.casework import MilestoneKind
from journal.domain.course import ActorCourse, Course, Group, Overview, Pause, PointFigures, TypeFigures
from journal.domain.incident import Basis
from journal.domain.moments import exact, local_time
from journal.domain.reading import Month
from tests.gui import example

_WARNED = exact(local_time("2026-11-17T10:00", "Europe/Paris"))

_MUCH = Course(
    all=Group("NightOwl", 120, "2024-03-13", "2026-11-21"),
    single=1_148,
    about=True,
    days=984,
    undated=2,
    on_or_before=1,
    pause=Pause(41, "2024-05-02", "2024-06-13"),
    months=(Month("2026-09", 3), Month("2026-10", 0), Month("2026-11", 9)),
    types=(
        TypeFigures(Group("Threat", 12, "2024-04-01", "2026-11-21"), (("Threat to harm", 3),)),
        TypeFigures(
            Group("Unwanted contact by message, mail or telephone", 90, "2024-03-13", "2026-11-20"), ()
        ),
    ),
    untyped=4,
    several_types=5,
    exhibits=45,
)
_LITTLE = Course(
    all=Group("Unknown 1", 1, "2025-01-02", "2025-01-02"),
    single=1,
    about=False,
    days=1,
    undated=0,
    on_or_before=0,
    pause=None,
    months=(Month("2025-01", 1),),
    types=(),
    untyped=1,
    several_types=0,
    exhibits=0,
)
OVERVIEW = Overview(
    all=_MUCH,
    actors=(
        ActorCourse(
            example.NIGHTOWL,
            _MUCH,
            ((Basis.SAME_ACCOUNT, 100), (Basis.WORDING, 20)),
            (PointFigures(MilestoneKind.WARNED, _WARNED, 9),),
        ),
        ActorCourse(None, _LITTLE, ((Basis.BELIEF, 1),), ()),
    ),
    nobody=3,
    several=1,
)
