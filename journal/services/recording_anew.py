"""Recording anew what a damaged journal's lists still showed where the record that said it is lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.canonical import Json
from journal.domain.casework import Contact, Milestone, Person, PrivateNote, WitnessContact
from journal.domain.chain import read_body
from journal.domain.clock import Clock
from journal.domain.errors import JournalError, ShapeFault
from journal.domain.evidence import Evidence, EvidenceNote
from journal.domain.ids import DraftId, EvidenceId, IncidentId, Randomness, new_id
from journal.domain.incident import Incident
from journal.domain.moments import at_instant, exact, on_or_before
from journal.domain.reading import Draft
from journal.domain.shape import from_json, to_json
from journal.vault.engine import Connection
from journal.vault.mending import Mended
from journal.vault.reviving import Present, present, private_note
from journal.vault.salvaging import Found, State
from journal.vault.store import Vault

_SUBJECT = "salvage"

Said: TypeAlias = Actor | Evidence | Incident | Milestone | Contact | Person | WitnessContact

_ORDER = ("actor", "evidence", "milestone", "contact", "person", "witness", "incident")
"""What others name comes first."""

_KINDS: dict[str, type[Said]] = {
    "actor": Actor,
    "evidence": Evidence,
    "milestone": Milestone,
    "contact": Contact,
    "person": Person,
    "witness": WitnessContact,
    "incident": Incident,
}


@dataclass(frozen=True)
class Anew:
    """The names of things whose state was recorded anew, each with the lost record whose state it is.

    `notes` are incidents of which the note only for the writer was; where the incident is gone, it waits as a draft.
    """

    things: Mapping[str, int]
    notes: tuple[str, ...]


def record_anew(
    vault: Vault, connection: Connection, found: Found, mended: Mended, clock: Clock, randomness: Randomness
) -> Anew:
    """Append what the lists showed of every thing whose newest record is lost.

    Raises:
        DatabaseFull, DatabaseUnwritable: nothing was appended.
    """
    anew: dict[str, int] = {}
    notes: list[str] = []
    with vault.writing():
        for kind in _ORDER:
            for subject, state in _states(found, mended, kind):
                # One at a time: each names the one before.
                for record in _records(vault, connection, kind, subject, state):
                    vault.append(record, subject)
                    anew[subject] = state.seq
        for incident, text in _private_notes(connection, found, mended):
            notes.append(incident)
            if present(connection, "incident", incident) is None:
                vault.keep_draft(_draft_of(text, clock, randomness))
            else:
                vault.append(r.PrivateWritten(PrivateNote(IncidentId(incident), text)), incident)
        _references(vault, found)
    return Anew(anew, tuple(notes))


def _states(found: Found, mended: Mended, kind: str) -> Iterator[tuple[str, State]]:
    states = {subject: state for (known, subject), state in found.states.items() if _is(kind, known, state)}
    for seq, text in mended.unplaced.items():
        subject, state = _said_by(seq, text, kind)
        if state is not None and (subject not in states or states[subject].seq < seq):
            states[subject] = state
    for subject, state in sorted(states.items()):
        if state.seq not in mended.bodies and subject not in mended.removed:
            yield subject, state


def _is(kind: str, known: str, state: State) -> bool:
    if known != "milestone or contact":
        return known == kind
    return kind in ("milestone", "contact") and _read(kind, state.data) is not None


def _read(kind: str, data: Mapping[str, Json]) -> Said | None:
    try:
        return from_json(_KINDS[kind], data)
    except ShapeFault:
        return None


def _said_by(seq: int, text: bytes, kind: str) -> tuple[str, State | None]:
    """The state of a thing that a body says which no header names any more."""
    try:
        body = read_body(text)
    except JournalError:
        return "", None
    value = getattr(body.record, kind, None)
    if not isinstance(value, _KINDS[kind]):
        return body.id, None
    data = to_json(value)
    return body.id, State(seq, dict(data)) if isinstance(data, Mapping) else None


def _records(
    vault: Vault, connection: Connection, kind: str, subject: str, state: State
) -> Iterator[r.Record]:
    value = _read(kind, state.data)
    if value is None:
        return
    now = present(connection, kind, subject)
    if now is None or now.data != state.data:
        yield _saying(vault, subject, value, is_new=now is None)
    if isinstance(value, Evidence):
        yield from _note(vault, subject, state, now)
    yield from _taken_out(vault, kind, subject, state, now)


def _saying(vault: Vault, subject: str, value: Said, *, is_new: bool) -> r.Record:
    match value:
        case Person():
            return r.PersonWritten(value)
        case WitnessContact():
            return r.WitnessWritten(value)
        case Evidence():
            return r.EvidenceAdded(value)
        case Incident():
            return r.IncidentCreated(value) if is_new else r.IncidentAmended(_latest(vault, subject), value)
        case Actor():
            return r.ActorCreated(value) if is_new else r.ActorAmended(_latest(vault, subject), value)
        case Milestone():
            return r.MilestoneCreated(value) if is_new else r.MilestoneAmended(_latest(vault, subject), value)
    return r.ContactCreated(value) if is_new else r.ContactAmended(_latest(vault, subject), value)


def _note(vault: Vault, subject: str, state: State, now: Present | None) -> Iterator[r.Record]:
    if state.note is None or (now is not None and now.note == state.note):
        return
    try:
        note = from_json(EvidenceNote, state.note)
    except ShapeFault:
        return
    if now is not None or note != EvidenceNote():
        yield r.EvidenceAmended(_latest(vault, subject), note)


_OUT: dict[str, tuple[Callable[[int], r.Record], Callable[[int], r.Record]]] = {
    "actor": (r.ActorVoided, r.ActorRestored),
    "evidence": (r.EvidenceVoided, r.EvidenceRestored),
    "milestone": (r.MilestoneVoided, r.MilestoneRestored),
    "contact": (r.ContactVoided, r.ContactRestored),
    "incident": (r.IncidentVoided, r.IncidentRestored),
}


def _taken_out(
    vault: Vault, kind: str, subject: str, state: State, now: Present | None
) -> Iterator[r.Record]:
    was = now.voided if now is not None else False
    if kind in _OUT and state.voided != was:
        out, back = _OUT[kind]
        yield (out if state.voided else back)(_latest(vault, subject))


def _private_notes(connection: Connection, found: Found, mended: Mended) -> Iterator[tuple[str, str]]:
    for incident, (seq, text) in sorted(found.private.items()):
        lost = seq not in mended.bodies and incident not in mended.removed
        if lost and text != private_note(connection, incident):
            yield incident, text


def _draft_of(note: str, clock: Clock, randomness: Randomness) -> Draft:
    """A note on an incident that is gone, where the person will find it."""
    now = clock.utc_ms()
    moment = at_instant(now, clock.zone())
    incident = Incident(occurred=on_or_before(moment), noticed=exact(moment))
    return Draft(DraftId(new_id(randomness)), None, None, incident, note, now)


def _references(vault: Vault, found: Found) -> None:
    """A reference that was given on paper must never be given to anything else."""
    given = {exhibit.reference for exhibit in vault.exhibits()}
    lost = sorted(
        (seq, at, reference, evidence)
        for reference, (evidence, seq, at) in found.exhibits.items()
        if reference not in given
    )
    if lost:
        exhibits = tuple(r.Exhibit(reference, EvidenceId(evidence)) for _, _, reference, evidence in lost)
        vault.append(r.ExhibitsAssigned(exhibits), _SUBJECT)


def _latest(vault: Vault, subject: str) -> int:
    return vault.latest_state(subject)
