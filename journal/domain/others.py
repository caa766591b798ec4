"""What an entry shows of others, and what changes without it: whom it names, and the turning points before it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from journal.domain.actor import Standing
from journal.domain.ids import ActorId
from journal.domain.moments import sort_utc
from journal.domain.reading import ActorLine, After, Entry, MilestoneEntry


class Point(NamedTuple):
    """A turning point with its instant, which every incident is held against."""

    sort_ms: int
    entry: MilestoneEntry

    @classmethod
    def of(cls, entry: MilestoneEntry) -> "Point":
        """The point it is."""
        return cls(sort_utc(entry.milestone.date, 0), entry)


@dataclass(frozen=True)
class Others:
    """The people and turning points of one moment; `named` gives who stands for an actor.

    `keys` are what people can be told apart by on paper as well as by their labels, and while these change: the id of
    one of those who have the label.
    """

    named: Callable[[ActorId], ActorLine]
    points: tuple[Point, ...]
    keys: Mapping[str, ActorId] = field(default_factory=dict)

    def whole(self, bare: Entry) -> Entry:
        """An entry that was read without them, with them."""
        lines = tuple(self.named(link.actor) for link in bare.incident.actors)
        return replace(bare, actors=lines, after=self._after(bare, lines)) if lines else bare

    def by_key(self) -> "Others":
        """The same, where everybody is called by their key."""

        def keyed(actor: ActorId) -> ActorLine:
            line = self.named(actor)
            return replace(line, label=self.keys.get(line.label, line.label))

        return Others(cache(keyed), self.points)

    def told(self, actors: Iterable[ActorId], until_ms: int) -> tuple[object, ...]:
        """What entries that name these actors, the last of them at that instant, can show of others.

        Equal ones mean that what these entries are counted by did not change.
        """
        lines = [self.named(actor) for actor in actors]
        behind = {line.id for line in lines}
        points = (
            (point.entry.id, point.entry.seq, *named)
            for point in self.points
            if point.sort_ms <= until_ms
            if not behind.isdisjoint(
                named := tuple(self.named(each).id for each in point.entry.milestone.actors)
            )
        )
        return (tuple((line.id, line.label) for line in lines), tuple(points))

    def _after(self, bare: Entry, lines: tuple[ActorLine, ...]) -> tuple[After, ...]:
        """The turning points that lie before an incident and concern somebody it names."""
        if bare.incident.occurred.from_ is None:
            return ()
        at_ms = sort_utc(bare.incident.occurred, bare.first.utc_ms)
        behind = {line.id: line.label for line in lines}
        return tuple(
            After(entry.id, point.kind, point.date, behind[actor], point.ends)
            for point_ms, entry in self.points
            for point in (entry.milestone,)
            if point_ms <= at_ms
            for actor in (self.named(each).id for each in entry.milestone.actors)
            if actor in behind
        )


def lost(actor: ActorId, incidents: int = 0) -> ActorLine:
    """One who was lost to damage; the incidents that name them are there."""
    return ActorLine(actor, "?", Standing.UNKNOWN, incidents, "")


NOBODY = Others(lost, ())
