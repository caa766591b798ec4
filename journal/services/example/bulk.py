"""The case as bare records, for benchmarks that need many incidents soon and the services not at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person, PrivateNote
from journal.domain.ids import ActorId, ContactId, IncidentId, Randomness, new_id
from journal.services.example.case import ExampleCase
from journal.services.example.order import Amended, Said, TakenOut, Wrote
from journal.services.example.told import Kept, placed

Append: TypeAlias = Callable[[int, r.Record, str], int]
"""Appends a record about a subject at an instant (UTC ms) and returns the record's number."""


def append_case(case: ExampleCase, randomness: Randomness, append: Append) -> None:
    """Hand every record of a case without originals to `append`, in the order of time.

    Raises:
        KeyError: the case names originals, which have no ids here.
    """
    actors: dict[ActorId, ActorId] = {}
    contacts: dict[ContactId, ContactId] = {}
    latest: dict[str, tuple[IncidentId, int]] = {}
    for at_ms, happening in case.happenings:
        match happening:
            case Said(kept):
                subject = new_id(randomness)
                append(at_ms, _said(kept, actors, contacts, subject), subject)
            case Wrote(entry):
                incident = IncidentId(new_id(randomness))
                created = r.IncidentCreated(placed(entry.incident, actors, {}, contacts))
                latest[entry.key] = incident, append(at_ms, created, incident)
                if entry.private_note:
                    append(at_ms, r.PrivateWritten(PrivateNote(incident, entry.private_note)), incident)
            case Amended(key, changed, _):
                incident, before = latest[key]
                amended = r.IncidentAmended(before, placed(changed, actors, {}, contacts))
                latest[key] = incident, append(at_ms, amended, incident)
            case TakenOut(key, reason):
                incident, before = latest[key]
                append(at_ms, r.IncidentVoided(before, reason), incident)


def _said(
    kept: Kept, actors: dict[ActorId, ActorId], contacts: dict[ContactId, ContactId], subject: str
) -> r.Record:
    match kept.value:
        case Person():
            return r.PersonWritten(kept.value)
        case Actor():
            actors[ActorId(kept.key)] = ActorId(subject)
            return r.ActorCreated(kept.value)
        case Contact():
            contacts[ContactId(kept.key)] = ContactId(subject)
            return r.ContactCreated(kept.value)
        case Milestone():
            named = tuple(actors[key] for key in kept.value.actors)
            return r.MilestoneCreated(replace(kept.value, actors=named))
    return r.WitnessWritten(kept.value)
