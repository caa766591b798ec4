"""What the entry pane shows at the moment: the incident as it stands in the form, and what is known around it."""

from dataclasses import dataclass, field

from journal.domain.ids import ActorId, EvidenceId
from journal.domain.incident import Incident
from journal.domain.incident_types import IncidentType
from journal.domain.reading import ActorLine, Entry, Piece


@dataclass(frozen=True)
class Shown:
    """`entry` is None for something that is not recorded yet."""

    incident: Incident
    note: str = ""
    entry: Entry | None = None
    people: tuple[ActorLine, ...] = ()
    pieces: dict[EvidenceId, Piece] = field(default_factory=dict)
    types: tuple[IncidentType, ...] = ()

    def name_of(self, actor: ActorId) -> str:
        """What that person is called."""
        known = (*self.people, *(self.entry.actors if self.entry is not None else ()))
        return next((one.label for one in known if actor in (one.id, *one.joined)), "")
