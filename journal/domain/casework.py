"""What surrounds the incidents: conversations with others, turning points, and facts about the writer."""

from dataclasses import dataclass
from enum import StrEnum

from journal.domain.errors import FieldRefused
from journal.domain.ids import ActorId, IncidentId
from journal.domain.moments import When


class MilestoneKind(StrEnum):
    """Turning points after which incidents weigh differently."""

    ASKED_TO_STOP = "asked to stop"
    BLOCKED = "blocked"
    WARNED = "warned by police"
    ORDER = "order served"
    OTHER = "other"


@dataclass(frozen=True)
class Milestone:
    """A turning point; only later incidents of the actors it concerns are "after" it."""

    kind: MilestoneKind
    date: When
    actors: tuple[ActorId, ...] = ()
    told_how: str = ""
    court: str = ""
    terms: str = ""
    ends: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True)
class Contact:
    """A conversation with police, a platform, a lawyer or a support worker. Dates are YYYY-MM-DD or empty."""

    when: When
    who: str = ""
    organisation: str = ""
    role: str = ""
    reference: str = ""
    said: str = ""
    promised: str = ""
    promised_by: str = ""
    done: bool = False


class RiskAnswer(StrEnum):
    """An answer to one of the eleven risk questions."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"


@dataclass(frozen=True)
class Risk:
    """One answered risk question and the day it was answered (YYYY-MM-DD)."""

    question: str
    answer: RiskAnswer
    answered: str


@dataclass(frozen=True)
class Person:
    """The writer: never part of what travels with an incident."""

    name: str = ""
    former_names: str = ""
    accounts: tuple[str, ...] = ()
    safe_contact: str = ""
    safe_time: str = ""
    interpreter: str = ""
    worries_most: str = ""
    asks_for: str = ""
    police_reference: str = ""
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class PrivateNote:
    """Notes only for the writer, about one incident."""

    incident: IncidentId
    text: str


@dataclass(frozen=True)
class WitnessContact:
    """How a witness named in incidents can be reached."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


def check(milestone: Milestone) -> None:
    """Refuse a turning point without a date.

    Raises:
        FieldRefused: the date is missing.
    """
    if milestone.date.from_ is None:
        raise FieldRefused("date", "empty")
