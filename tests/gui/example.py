"""An invented journal for the window's tests: some 60 entries in several scripts, three people, two turning points."""

from dataclasses import dataclass, field, replace

from journal.domain.actor import Actor, IdentifierKind, Standing, identifier
from journal.domain.casework import Contact, Milestone, MilestoneKind, Person
from journal.domain.evidence import Evidence, EvidenceNote, Method, Original, Provenance
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId, MilestoneId, SessionId
from journal.domain.incident import (
    Account,
    Attribution,
    Basis,
    Effect,
    EffectMark,
    HowMany,
    Incident,
    PassedOn,
    PassedTo,
    Where,
    Witness,
)
from journal.domain.incident_types import IncidentType
from journal.domain.moments import (
    DayPart,
    Precision,
    TimeSource,
    When,
    at_instant,
    exact,
    local_time,
    on_or_before,
    sort_utc,
)
from journal.domain.reading import Piece
from journal.domain.records import Recorded

ZONE = "Europe/Paris"
NOW_MS = local_time("2026-11-22T09:30:00", ZONE).utc_ms

NIGHTOWL, MARSH, UNKNOWN = (ActorId(f"{'0' * 25}{letter}") for letter in "ABC")
ACTORS = {
    NIGHTOWL: Actor(
        "NightOwl",
        Standing.KNOWN,
        ("nightowl_77",),
        relationship="met at a fair, 2023",
        identifiers=(
            identifier(IdentifierKind.ACCOUNT, "nightowl_77", platform="Studio notes", numeric_id="88213047"),
            identifier(IdentifierKind.EMAIL, "owl.night@example.net"),
            identifier(IdentifierKind.EMAIL, "n.owl@example.org"),
        ),
    ),
    MARSH: Actor(
        "D. Marsh", Standing.SUSPECTED, identifiers=(identifier(IdentifierKind.PHONE, "+44 7700 900182"),)
    ),
    UNKNOWN: Actor(
        "Unknown 1", Standing.UNKNOWN, identifiers=(identifier(IdentifierKind.IP, "203.0.113.9"),)
    ),
}
HINTS = {
    NIGHTOWL: "nightowl_77 · 2 e-mail addresses",
    MARSH: "phone ending 0182",
    UNKNOWN: "203.0.113.9 · visits to the site",
}

TYPES = (
    IncidentType("message", "Message or e-mail"),
    IncidentType("call", "Call"),
    IncidentType("post", "Post or page about me"),
    IncidentType("pretending", "Pretending to be me"),
    IncidentType("watching", "Watching or visiting my pages"),
    IncidentType("access", "Getting into my accounts or devices"),
    IncidentType("near", "Coming near me or leaving things"),
    IncidentType("threat", "Threat"),
    IncidentType("other", "Something else"),
    IncidentType("call-repeated", "Repeated or silent calls", "call"),
    IncidentType("call-voicemail", "Voicemail", "call"),
    IncidentType("near-waiting", "Waiting or turning up", "near"),
    IncidentType("threat-publish", "Threat to publish", "threat"),
    IncidentType("post-review", "False review", "post"),
)


@dataclass
class Told:
    """One invented entry."""

    incident: Incident
    recorded_ms: int
    edits: int = 0
    note: str = ""
    pictures: int = 0
    voided: bool = False
    versions: list[tuple[str, Incident | None, int]] = field(default_factory=list)


def _at(day: str, clock: str) -> When:
    return exact(local_time(f"{day}T{clock}:00", ZONE), TimeSource.SHOWN)


def _loosely(day: str, precision: Precision, part: DayPart | None = None, clock: str = "12:00") -> When:
    return When(local_time(f"{day}T{clock}", ZONE), None, precision, part, TimeSource.MEMORY)


def _who(actor: ActorId, basis: Basis = Basis.SAME_ACCOUNT) -> tuple[Attribution, ...]:
    return (Attribution(actor, basis),)


NOTES = Where("Blog comment", "Studio notes")
RECENT: tuple[tuple[Incident, int, int], ...] = (
    (
        Incident(
            _at("2026-11-21", "20:58"),
            exact(local_time("2026-11-21T21:14:00", ZONE)),
            "Message under the new painting",
            "A comment appeared under the picture I posted an hour before. He named the line and the time of my "
            "train home. I closed the laptop and asked Hana to come over.",
            "I know which train you take now",
            _who(NIGHTOWL),
            NOTES,
            "https://studionotes.example/river#c-4471",
            Account("nightowl_77", "88213047"),
            types=("threat", "watching"),
            starred=True,
            effect=Effect("Afraid to take the train", (EffectMark.NO_SLEEP,)),
            passed_on=(PassedOn(PassedTo.POLICE),),
        ),
        2,
        1,
    ),
    (
        Incident(
            _at("2026-11-21", "09:02"),
            None,
            "Six calls, no one spoke",
            "The phone rang six times before noon.",
            actors=_who(MARSH),
            how_many=HowMany(6),
            types=("call",),
            where=Where("Phone"),
            account=Account("+44 7700 900182"),
        ),
        0,
        0,
    ),
    (
        Incident(
            _at("2026-11-19", "23:40"),
            None,
            "Visited the site eleven times in an hour",
            "From the server log.",
            actors=_who(UNKNOWN),
            where=Where("/gallery, /contact, /about"),
            account=Account("203.0.113.9"),
            how_many=HowMany(11),
            types=("watching",),
        ),
        1,
        0,
    ),
    (
        Incident(
            _loosely("2026-11-19", Precision.ABOUT, clock="18:00"),
            None,
            "Waited outside the studio",
            "He stood by a grey estate car for about twenty minutes and left when Hana went out to look.",
            actors=_who(MARSH, Basis.SEEN),
            where=Where(place="Grey estate car, Rue de la Roquette"),
            types=("near",),
            witnesses=(Witness("Hana K.", "the car and the man"),),
        ),
        1,
        0,
    ),
    (
        Incident(
            _at("2026-11-15", "07:30"),
            None,
            "Blog “the real M. Leroux” posted again",
            "The blog says my work is stolen. It had been taken down on 2 November.",
            actors=_who(NIGHTOWL, Basis.WORDING),
            where=Where("False claim about stolen work"),
            link="https://realmleroux.example/",
            types=("pretending",),
        ),
        1,
        1,
    ),
    (
        Incident(
            _loosely("2026-11-15", Precision.PART, DayPart.EVENING),
            None,
            "E-mail from a new address",
            "Three lines, no name.",
            "You will answer one day.",
            _who(NIGHTOWL, Basis.WORDING),
            account=Account("owl.night@example.net"),
            types=("message",),
        ),
        1,
        0,
    ),
    (
        Incident(
            _at("2026-11-11", "13:05"),
            None,
            "Review left on the shop page",
            "One star, personal remarks.",
            actors=_who(UNKNOWN, Basis.BELIEF),
            where=Where("One star, personal remarks"),
            types=("post",),
        ),
        1,
        0,
    ),
    (
        Incident(
            _at("2026-11-11", "02:17"),
            None,
            "رسالة على إنستغرام",
            "وصلت في الليل. لم أجب.",
            "أعرف أين تعملين",
            _who(NIGHTOWL),
            Where("Instagram"),
            account=Account("nightowl_77"),
            types=("message",),
        ),
        1,
        0,
    ),
    (
        Incident(
            _at("2026-11-09", "16:20"),
            None,
            "Письмо через общую знакомую",
            "Анна передала письмо от него.",
            actors=_who(NIGHTOWL, Basis.SAID_SO),
            types=("message",),
        ),
        0,
        0,
    ),
    (
        Incident(
            _at("2026-11-08", "11:45"),
            None,
            "收到陌生账号的私信",
            "他知道我新画的名字。",
            actors=_who(UNKNOWN),
            where=Where("Private message", "Lofter"),
            types=("message",),
        ),
        1,
        0,
    ),
    (
        Incident(
            _at("2026-11-05", "19:31"),
            None,
            "I <3 you & <b>bold</b> <img src='file:///canary'>",
            "The subject line was written like this.",
            "<img src='//host/share/x.png'>",
            _who(NIGHTOWL),
            Where("E-mail"),
            account=Account("a&b <owl@example.net>"),
            types=("message",),
        ),
        0,
        0,
    ),
    (
        Incident(
            on_or_before(local_time("2026-11-20T08:00:00", ZONE)),
            exact(local_time("2026-11-20T08:00:00", ZONE)),
            "A drawing of my house, found in old mail",
            "No date on it.",
            actors=_who(MARSH, Basis.BELIEF),
        ),
        1,
        0,
    ),
)
MILESTONES = (
    (
        MilestoneId("M" * 26),
        Milestone(MilestoneKind.WARNED, _loosely("2026-11-17", Precision.DAY), (NIGHTOWL,)),
    ),
    (
        MilestoneId("N" * 26),
        Milestone(MilestoneKind.ASKED_TO_STOP, _loosely("2026-02-03", Precision.DAY), (NIGHTOWL,)),
    ),
)
CONTACTS = (
    (
        ContactId("C" * 26),
        Contact(
            _loosely("2026-11-18", Precision.DAY),
            "PC Holm",
            "Northside station",
            "officer",
            "K 12/26",
            "He has read the first ten entries.",
            "He will ring back",
            "2026-11-25",
        ),
    ),
)
PERSON = Person(name="M. Leroux")
_OLDER = (
    ("Comment on the spring show", "Blog comment", "message"),
    ("Two silent calls", "Phone", "call"),
    ("Asked my gallery for my address", "Gallery", "watching"),
    ("New account follows all my friends", "Instagram", "message"),
    ("Flowers without a card", "At the door", "near"),
    ("Copied my biography", "realmleroux.example", "pretending"),
)


def told() -> dict[IncidentId, Told]:
    """The entries by id, newest first."""
    found: dict[IncidentId, Told] = {}
    for at, (incident, pictures, edits) in enumerate(RECENT):
        found[_id(at)] = _tell(at, incident, pictures, edits)
    for step in range(48):
        year, month = divmod(2026 * 12 + 9 - (step * 2) // 3 + (2 if step % 7 == 3 else 0), 12)
        day = f"{year}-{min(month, 9) + 1:02}-{1 + (step * 7) % 27:02}"
        headline, channel, kind = _OLDER[step % len(_OLDER)]
        actor = (NIGHTOWL, UNKNOWN, NIGHTOWL, MARSH)[step % 4]
        incident = Incident(
            _at(day, f"{7 + step % 14:02}:{(step * 13) % 60:02}"),
            None,
            headline,
            f"{headline}. It was the usual tone.",
            actors=_who(actor),
            where=Where(channel),
            types=(kind,),
            passed_on=(PassedOn(PassedTo.PLATFORM),) if step % 5 == 0 else (),
        )
        found[_id(len(RECENT) + step)] = _tell(len(RECENT) + step, incident, step % 3, 0)
    return found


def piece(incident: IncidentId, at: int, name: str = "") -> Piece:
    """A file of an invented entry."""
    acquired = at_instant(NOW_MS - 44_000_000, ZONE)
    return Piece(
        evidence(incident, at),
        40 + at,
        Evidence(
            Original("41d7" * 16, 1_353_468 + at, "image/png"),
            "f" * 20,
            name or f"screen {acquired.local[11:].replace(':', '')}.png",
            "screen.png",
            acquired,
            NOW_MS - 44_000_000,
            Method.CAPTURE if at == 0 else Method.FILE,
            Provenance(window_title="Studio notes"),
        ),
        EvidenceNote(),
        True,
    )


def evidence(incident: IncidentId, at: int) -> EvidenceId:
    """The id of an entry's file."""
    return EvidenceId(f"{incident[:-2]}P{at}")


def _id(at: int) -> IncidentId:
    return IncidentId(f"{at:024d}00")


def _tell(at: int, incident: Incident, pictures: int, edits: int) -> Told:
    late = 3 * 86_400_000 if at == 1 else 17 * 60_000
    recorded = sort_utc(incident.occurred, NOW_MS - 2 * 86_400_000) + late
    files = tuple(evidence(_id(at), one) for one in range(pictures))
    incident = replace(incident, evidence=files)
    return Told(incident, recorded, edits, "I was alone that evening." if at == 0 else "", pictures)


def recorded(ms: int, session: str = "S" * 26) -> Recorded:
    """When an invented record was made."""
    return Recorded(ms, 60, 0, SessionId(session))
