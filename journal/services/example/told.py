"""What the example is made of: entries with their originals, and what surrounds them, all by symbolic keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person, WitnessContact
from journal.domain.evidence import Method
from journal.domain.ids import ActorId, ContactId, EvidenceId
from journal.domain.incident import Incident
from journal.services.example.material import Kind


@dataclass(frozen=True)
class ExampleOriginal:
    """An original and how it was come by; `data` makes its bytes, the same at every call.

    `key` is what incidents name it by; captures have the window that was in front.
    """

    key: EvidenceId
    name: str
    data: Callable[[], bytes] = field(repr=False)
    method: Method
    acquired_ms: int
    zone: str
    window_title: str = ""
    application: str = ""
    link: str = ""


@dataclass(frozen=True)
class Amendment:
    """The incident anew, as it stood from `recorded_ms` on."""

    recorded_ms: int
    incident: Incident


@dataclass(frozen=True)
class ExampleEntry:
    """One incident as it was first recorded, with everything that later became of it.

    `voided_ms` is None but for the one entry that was taken out again.
    """

    key: str
    recorded_ms: int
    incident: Incident
    originals: tuple[ExampleOriginal, ...] = ()
    private_note: str = ""
    amended: tuple[Amendment, ...] = ()
    voided_ms: int | None = None
    void_reason: str = ""

    @property
    def latest(self) -> Incident:
        """The incident as it reads today."""
        return self.amended[-1].incident if self.amended else self.incident


@dataclass(frozen=True)
class Told:
    """An entry before it has its originals: the facts they are drawn and written from. Instants are UTC ms.

    `painting` is the short name of a picture on the blog, `seconds` how long a voicemail lasts, `files` the sorts of
    originals wanted.
    """

    entry: ExampleEntry
    kind: Kind
    zone: str
    happened_ms: int
    ended_ms: int
    noticed_ms: int
    captured_ms: int
    painting: str
    seconds: int
    subject: str
    means: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """Something that was recorded beside the incidents, under its symbolic key."""

    key: str
    recorded_ms: int
    value: Actor | Milestone | Contact | Person | WitnessContact


def placed(
    incident: Incident,
    actors: Mapping[ActorId, ActorId],
    evidence: Mapping[EvidenceId, EvidenceId],
    contacts: Mapping[ContactId, ContactId],
) -> Incident:
    """The incident with the ids of a real journal in place of the example's keys.

    Raises:
        KeyError: it names something that has no id yet.
    """
    return replace(
        incident,
        actors=tuple(replace(named, actor=actors[named.actor]) for named in incident.actors),
        evidence=tuple(evidence[key] for key in incident.evidence),
        passed_on=tuple(
            replace(to, contact=contacts[to.contact]) if to.contact else to for to in incident.passed_on
        ),
    )
