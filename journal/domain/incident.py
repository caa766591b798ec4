"""One thing that happened, or a counted run of them, as the person wrote it down."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal.domain.errors import FieldRefused
from journal.domain.ids import ActorId, ContactId, EvidenceId
from journal.domain.moments import When

LONGEST_HEADLINE = 120


class Basis(StrEnum):
    """Why the person thinks an actor is behind an incident."""

    SAID_SO = "they said so"
    SEEN = "seen or heard"
    SAME_ACCOUNT = "same account or number"
    WORDING = "wording or things only they know"
    BELIEF = "the writer's belief"


class KnownBy(StrEnum):
    """How the writer knows of it."""

    SAW = "I saw or heard it"
    TOLD = "someone told me"
    SHOWN = "a file or device shows it"
    WORKED_OUT = "I worked it out"


class WrittenFrom(StrEnum):
    """What the account was written from."""

    MEMORY = "memory"
    NOTES = "notes made then"
    FILE = "the file itself"


class EffectMark(StrEnum):
    """What it did to the person, in ready words."""

    NO_SLEEP = "could not sleep"
    OTHER_WAY = "changed my way"
    MISSED_WORK = "missed work"
    SAW_DOCTOR = "saw a doctor"
    TOLD_SOMEONE = "told someone"
    PAID = "paid for"


class PassedTo(StrEnum):
    """Whom the incident was passed on to."""

    PLATFORM = "platform"
    POLICE = "police"
    OTHERS = "others"


class Willing(StrEnum):
    """Whether a witness would speak."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Attribution:
    """An actor named as being behind the incident, with exactly one reason."""

    actor: ActorId
    basis: Basis
    note: str = ""


@dataclass(frozen=True)
class Where:
    """Online: channel (such as "blog comment") and platform. Offline: place (street, town)."""

    channel: str = ""
    platform: str = ""
    place: str = ""


@dataclass(frozen=True)
class Account:
    """The account, number or address as it was shown, never the contact's name; and its numeric id."""

    shown: str = ""
    numeric_id: str = ""


@dataclass(frozen=True)
class HowMany:
    """How often in a run (6 calls); `about` where it was not counted."""

    number: int = 1
    about: bool = False


@dataclass(frozen=True)
class Witness:
    """Someone who saw or heard it; how to reach them is kept in a record that never travels with this one."""

    name: str
    saw: str = ""
    willing: Willing = Willing.NOT_ASKED


@dataclass(frozen=True)
class Effect:
    """What it did to the person: own words, ready marks, and what had to be paid for."""

    words: str = ""
    marks: tuple[EffectMark, ...] = ()
    paid_for: str = ""


@dataclass(frozen=True)
class Vehicle:
    """A vehicle as it was seen."""

    registration: str = ""
    make: str = ""
    colour: str = ""


@dataclass(frozen=True)
class PassedOn:
    """To whom it was passed on, and in which call or letter."""

    to: PassedTo
    contact: ContactId | None = None


@dataclass(frozen=True)
class Needed:
    """Evidence that is still missing, who has it, and until when they keep it (YYYY-MM-DD, or empty)."""

    what: str
    who_has_it: str = ""
    until: str = ""


@dataclass(frozen=True)
class Incident:
    """Everything the person wrote about one incident; what must never travel is in records of its own."""

    occurred: When
    noticed: When | None = None
    headline: str = ""
    description: str = ""
    exact_words: str = ""
    actors: tuple[Attribution, ...] = ()
    where: Where = field(default_factory=Where)
    link: str = ""
    account: Account = field(default_factory=Account)
    message_id: str = ""
    evidence: tuple[EvidenceId, ...] = ()
    no_evidence: str = ""
    how_many: HowMany = field(default_factory=HowMany)
    known_by: KnownBy | None = None
    told_by: str = ""
    written_from: WrittenFrom = WrittenFrom.MEMORY
    notes_made_then: EvidenceId | None = None
    types: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    nobody_saw: bool = False
    effect: Effect = field(default_factory=Effect)
    response: str = ""
    appearance: str = ""
    vehicle: Vehicle = field(default_factory=Vehicle)
    others_present: str = ""
    passed_on: tuple[PassedOn, ...] = ()
    still_needed: tuple[Needed, ...] = ()
    starred: bool = False
    helper: str = ""
    """Who helped to write it; empty when the person wrote it alone."""


def can_be_kept(incident: Incident) -> bool:
    """Say whether a draft is enough to become a record: it has words or evidence.

    A new one is dated "on or before" its beginning; that no time is known at all is then an answer like others.
    """
    told = incident.headline or incident.description or incident.exact_words
    return bool(told.strip() or incident.evidence)


def check(incident: Incident) -> None:
    """Refuse what no incident may hold.

    Raises:
        FieldRefused: a headline is too long, a count is below one, or a span ends before it begins.
    """
    if len(incident.headline) > LONGEST_HEADLINE:
        raise FieldRefused("headline", "too long")
    if incident.how_many.number < 1:
        raise FieldRefused("how_many", "below one")
    for name, when in (("occurred", incident.occurred), ("noticed", incident.noticed)):
        if when and when.from_ and when.to and when.to.utc_ms < when.from_.utc_ms:
            raise FieldRefused(name, "ends before it begins")
    if len({attribution.actor for attribution in incident.actors}) < len(incident.actors):
        raise FieldRefused("actors", "named twice")


def proposed_headline(incident: Incident) -> str:
    """The first words of the account, for an incident without a headline of its own."""
    first = next(
        (line for line in (incident.description + "\n" + incident.exact_words).splitlines() if line.strip()),
        "",
    )
    if len(first) <= LONGEST_HEADLINE:
        return first.strip()
    return first[: LONGEST_HEADLINE - 1].rsplit(" ", 1)[0].strip() + "…"
