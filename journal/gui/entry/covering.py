"""Which words are covered until they are wanted."""

from collections.abc import Sequence

from journal.domain.incident import Incident
from journal.domain.incident_types import IncidentType

HURTS = "threat"
"""The type whose exact words nobody should meet unprepared; the kinds under it count too."""


def words_hurt(incident: Incident, types: Sequence[IncidentType]) -> bool:
    """Whether the exact words are shown only when they are asked for."""
    hurting = {kind.key for kind in types if HURTS in (kind.key, kind.parent)}
    return bool(incident.exact_words) and bool(hurting & set(incident.types))
