"""The record types: one frozen dataclass each, named as in the chain, with a version of its own."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from journal.domain.actor import Actor
from journal.domain.anchor import Checkpoint
from journal.domain.casework import Contact, Milestone, Person, PrivateNote, WitnessContact
from journal.domain.evidence import Derivative, Evidence, EvidenceNote
from journal.domain.ids import ActorId, EvidenceId, IncidentId, JournalId, PrintId, SessionId
from journal.domain.incident import Incident


@dataclass(frozen=True)
class JournalCreated:
    """The first record of every chain."""

    name: ClassVar[str] = "journal.create"
    version: ClassVar[int] = 1
    journal: JournalId
    instance: str


@dataclass(frozen=True)
class JournalRestored:
    """A copy goes on living: from which seal and number, and which instance it is from now on."""

    name: ClassVar[str] = "journal.restore"
    version: ClassVar[int] = 1
    journal: JournalId
    instance: str
    continues_seq: int
    continues_seal: str
    copy_made_ms: int


@dataclass(frozen=True)
class Gap:
    """Records that are gone: the numbers of the first and the last of them."""

    first: int
    last: int


@dataclass(frozen=True)
class RemovedIncident:
    """What is left of an incident: its number in every list, which no other gets, and the number of its first record.

    Where even its id was lost, that is empty.
    """

    incident: IncidentId
    number: int
    first: int


@dataclass(frozen=True)
class JournalSalvaged:
    """What could be read of a damaged journal goes on living; what could not is named here and never filled in.

    `gaps` are records of which nothing is left, `bodies` those of which only the header is, `files` the sealed files
    that are missing, damaged, or without their key. `numbers` are those of incidents whose first record is lost, which
    no other ever gets.
    """

    name: ClassVar[str] = "journal.salvage"
    version: ClassVar[int] = 1
    journal: JournalId
    instance: str
    continues_seq: int
    continues_seal: str
    gaps: tuple[Gap, ...]
    bodies: tuple[int, ...]
    files: tuple[str, ...]
    numbers: tuple[RemovedIncident, ...]


@dataclass(frozen=True)
class Library:
    """A library that took part, and its version."""

    name: str
    version: str


@dataclass(frozen=True)
class SessionStarted:
    """What the records of one session were written with; said once."""

    name: ClassVar[str] = "session.start"
    version: ClassVar[int] = 1
    program: str
    system: str
    libraries: tuple[Library, ...]
    tz: str
    boot_id: str


@dataclass(frozen=True)
class IncidentCreated:
    name: ClassVar[str] = "incident.create"
    version: ClassVar[int] = 1
    incident: Incident


@dataclass(frozen=True)
class IncidentAmended:
    """The full new state; `supersedes` is the number of the record it replaces for reading."""

    name: ClassVar[str] = "incident.amend"
    version: ClassVar[int] = 1
    supersedes: int
    incident: Incident


@dataclass(frozen=True)
class IncidentVoided:
    """Taken out of every list, never out of the chain."""

    name: ClassVar[str] = "incident.void"
    version: ClassVar[int] = 1
    supersedes: int
    reason: str = ""


@dataclass(frozen=True)
class IncidentRestored:
    name: ClassVar[str] = "incident.restore"
    version: ClassVar[int] = 1
    supersedes: int


@dataclass(frozen=True)
class ActorCreated:
    name: ClassVar[str] = "actor.create"
    version: ClassVar[int] = 1
    actor: Actor


@dataclass(frozen=True)
class ActorAmended:
    name: ClassVar[str] = "actor.amend"
    version: ClassVar[int] = 1
    supersedes: int
    actor: Actor


@dataclass(frozen=True)
class ActorVoided:
    name: ClassVar[str] = "actor.void"
    version: ClassVar[int] = 1
    supersedes: int
    reason: str = ""


@dataclass(frozen=True)
class ActorRestored:
    name: ClassVar[str] = "actor.restore"
    version: ClassVar[int] = 1
    supersedes: int


@dataclass(frozen=True)
class ActorsJoined:
    """Found to be one: the record's id is the actor that stays, `joined` those that are read as it from now on."""

    name: ClassVar[str] = "actor.join"
    version: ClassVar[int] = 1
    joined: tuple[ActorId, ...]
    reason: str = ""


@dataclass(frozen=True)
class ActorsSplit:
    """The opposite of a join: those named stand for themselves again."""

    name: ClassVar[str] = "actor.split"
    version: ClassVar[int] = 1
    joined: tuple[ActorId, ...]


@dataclass(frozen=True)
class EvidenceAdded:
    """The only record that holds an original's SHA-256; everything else refers by id."""

    name: ClassVar[str] = "evidence.add"
    version: ClassVar[int] = 1
    evidence: Evidence


@dataclass(frozen=True)
class EvidenceAmended:
    name: ClassVar[str] = "evidence.amend"
    version: ClassVar[int] = 1
    supersedes: int
    note: EvidenceNote


@dataclass(frozen=True)
class EvidenceVoided:
    name: ClassVar[str] = "evidence.void"
    version: ClassVar[int] = 1
    supersedes: int
    reason: str = ""


@dataclass(frozen=True)
class EvidenceRestored:
    name: ClassVar[str] = "evidence.restore"
    version: ClassVar[int] = 1
    supersedes: int


@dataclass(frozen=True)
class EvidenceDerived:
    """Since version 2 a derivative says which places of it were covered, since 3 on which pages of a document."""

    name: ClassVar[str] = "evidence.derive"
    version: ClassVar[int] = 3
    derivative: Derivative


@dataclass(frozen=True)
class Shredded:
    """Bodies and files removed for good, by the numbers of their records; the headers stay."""

    name: ClassVar[str] = "evidence.shred"
    version: ClassVar[int] = 1
    bodies: tuple[int, ...]
    files: tuple[str, ...]
    incidents: tuple[RemovedIncident, ...] = ()
    evidence: tuple[EvidenceId, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class PrivateWritten:
    """Notes only for the writer; never travels."""

    name: ClassVar[str] = "private.write"
    version: ClassVar[int] = 1
    note: PrivateNote


@dataclass(frozen=True)
class WitnessWritten:
    """How to reach a witness; never travels unless ticked."""

    name: ClassVar[str] = "witness.write"
    version: ClassVar[int] = 1
    contact: WitnessContact


@dataclass(frozen=True)
class PersonWritten:
    """Facts about the writer; never travels unless ticked."""

    name: ClassVar[str] = "person.write"
    version: ClassVar[int] = 1
    person: Person


@dataclass(frozen=True)
class PrivateTermsWritten:
    """Words the other person must not read; never travels, since it would tell them all at once."""

    name: ClassVar[str] = "terms.write"
    version: ClassVar[int] = 1
    terms: tuple[str, ...]


@dataclass(frozen=True)
class MilestoneCreated:
    name: ClassVar[str] = "milestone.create"
    version: ClassVar[int] = 1
    milestone: Milestone


@dataclass(frozen=True)
class MilestoneAmended:
    name: ClassVar[str] = "milestone.amend"
    version: ClassVar[int] = 1
    supersedes: int
    milestone: Milestone


@dataclass(frozen=True)
class MilestoneVoided:
    name: ClassVar[str] = "milestone.void"
    version: ClassVar[int] = 1
    supersedes: int
    reason: str = ""


@dataclass(frozen=True)
class MilestoneRestored:
    name: ClassVar[str] = "milestone.restore"
    version: ClassVar[int] = 1
    supersedes: int


@dataclass(frozen=True)
class ContactCreated:
    name: ClassVar[str] = "contact.create"
    version: ClassVar[int] = 1
    contact: Contact


@dataclass(frozen=True)
class ContactAmended:
    name: ClassVar[str] = "contact.amend"
    version: ClassVar[int] = 1
    supersedes: int
    contact: Contact


@dataclass(frozen=True)
class ContactVoided:
    name: ClassVar[str] = "contact.void"
    version: ClassVar[int] = 1
    supersedes: int
    reason: str = ""


@dataclass(frozen=True)
class ContactRestored:
    name: ClassVar[str] = "contact.restore"
    version: ClassVar[int] = 1
    supersedes: int


@dataclass(frozen=True)
class Exhibit:
    """A reference for handing over, such as ML/1, and the evidence it stands for."""

    reference: str
    evidence: EvidenceId


@dataclass(frozen=True)
class ExhibitsAssigned:
    """References given at a first printing; never reused."""

    name: ClassVar[str] = "exhibit.assign"
    version: ClassVar[int] = 1
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class Printed:
    """What a paper is to hold; appended before it is made, so that its hash is the seal on that paper."""

    name: ClassVar[str] = "print"
    version: ClassVar[int] = 1
    print: PrintId
    layout: str
    reader: str
    language: str
    paper: str
    incidents: tuple[IncidentId, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class PrintFinished:
    """The PDF that was made of a print."""

    name: ClassVar[str] = "print.done"
    version: ClassVar[int] = 1
    print: PrintId
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True)
class PrintLocked:
    """What a print was saved as under a password, alone or with its files; known again without being opened."""

    name: ClassVar[str] = "print.locked"
    version: ClassVar[int] = 1
    print: PrintId
    sha256: str
    size: int


@dataclass(frozen=True)
class Exported:
    """What was handed over with a print; the last record of it. `disclosed` counts bodies, this one among them.

    `form` is how it was put together, `history` whether earlier versions are among the bodies. `listing` is the SHA-256
    of the list of all files but the records themselves, each with its own: so every byte of them is behind its seal.
    """

    name: ClassVar[str] = "export"
    version: ClassVar[int] = 1
    print: PrintId
    reader: str
    form: str
    history: bool
    disclosed: int
    files: int
    listing: str


@dataclass(frozen=True)
class AnchorRequested:
    """An authority is to be asked to put a time to a seal; `nonce` marks the question, in hexadecimal digits.

    `carried` says that the question was taken to another computer; otherwise `address` was asked.
    """

    name: ClassVar[str] = "anchor.request"
    version: ClassVar[int] = 1
    checkpoint: Checkpoint
    nonce: str
    carried: bool
    address: str


@dataclass(frozen=True)
class AnchorReceived:
    """The answer to the question in record `request`, whole: RFC 3161, and the certificates it was checked with.

    Both are DER in base64; the last certificate is the one that was trusted. The time is the authority's.
    """

    name: ClassVar[str] = "anchor.receipt"
    version: ClassVar[int] = 1
    request: int
    answer: str
    chain: tuple[str, ...]
    authority: str
    time_ms: int
    accuracy_ms: int


@dataclass(frozen=True)
class ClockStepped:
    """The computer's clock was set by so many milliseconds (negative: back) within one run of it."""

    name: ClassVar[str] = "clock.step"
    version: ClassVar[int] = 1
    by_ms: int


@dataclass(frozen=True)
class UnlockFailed:
    """Wrong tries since the journal was last open, by the computer's clock."""

    name: ClassVar[str] = "unlock.failed"
    version: ClassVar[int] = 1
    tried_ms: tuple[int, ...]


@dataclass(frozen=True)
class KeyChanged:
    """A way to open the journal was added, replaced or removed; never which secret."""

    name: ClassVar[str] = "key.change"
    version: ClassVar[int] = 1
    slot_kind: str
    change: str
    new_root: bool = False


@dataclass(frozen=True)
class KeyAlarm:
    """A key file did not match the journal and was put right."""

    name: ClassVar[str] = "key.alarm"
    version: ClassVar[int] = 1
    found: str


@dataclass(frozen=True)
class BackupMade:
    """A verified copy: what it holds, not where it lies."""

    name: ClassVar[str] = "backup.made"
    version: ClassVar[int] = 1
    seq: int
    seal: str
    records: int
    files: int


@dataclass(frozen=True)
class Verified:
    """What checking the journal found."""

    name: ClassVar[str] = "verify"
    version: ClassVar[int] = 1
    scope: str
    seq: int
    faults: int


Record: TypeAlias = (
    JournalCreated | JournalRestored | JournalSalvaged | SessionStarted
    | IncidentCreated | IncidentAmended | IncidentVoided | IncidentRestored
    | ActorCreated | ActorAmended | ActorVoided | ActorRestored | ActorsJoined | ActorsSplit
    | EvidenceAdded | EvidenceAmended | EvidenceVoided | EvidenceRestored | EvidenceDerived | Shredded
    | PrivateWritten | WitnessWritten | PersonWritten | PrivateTermsWritten
    | MilestoneCreated | MilestoneAmended | MilestoneVoided | MilestoneRestored
    | ContactCreated | ContactAmended | ContactVoided | ContactRestored
    | ExhibitsAssigned | Printed | PrintFinished | PrintLocked | Exported | AnchorRequested | AnchorReceived
    | ClockStepped | UnlockFailed | KeyChanged | KeyAlarm | BackupMade | Verified
)  # fmt: skip

TYPES: dict[str, type[Record]] = {kind.name: kind for kind in Record.__args__}
"""Every record type this program can read, by its name in the chain."""


@dataclass(frozen=True)
class Recorded:
    """When and in which session a record was written, by the computer's two clocks."""

    utc_ms: int
    off_min: int
    boot_ms: int
    session: SessionId
