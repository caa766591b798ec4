"""A journal with a bit of everything in it, and all that its panes show of it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from journal.domain.casework import Contact, Milestone, MilestoneKind, Person
from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.ids import IncidentId
from journal.domain.incident import Attribution, Basis
from journal.domain.reading import Shelf, Wanted
from journal.services.journal import Journal
from tests.samples import actor, at

WORDS = ("painting", "message 3", "owl", "promise", "nothing")


def fill(journal: Journal, incidents: int = 6) -> list[IncidentId]:
    """Write a bit of everything and return the incidents."""
    owl = journal.casework.add_actor(actor("NightOwl")).result()
    kept = [add_incident(journal, f"Message {number} under the painting") for number in range(incidents)]
    kept.append(add_incident(journal, "Six calls", owl, private_note="only for me"))
    journal.add_bytes(b"loose", "notes.txt", Method.PASTE).result()
    journal.casework.add_milestone(
        Milestone(MilestoneKind.ASKED_TO_STOP, at("2026-11-17T10:00"), (owl,))
    ).result()
    journal.casework.add_contact(Contact(at("2026-11-18T10:00"), who="Desk", said="a promise")).result()
    journal.casework.write_person(Person(name="M. Leroux")).result()
    journal.star(kept[0], True).result()
    journal.void(kept[1]).result()
    return kept


def add_incident(journal: Journal, headline: str, *actors: Any, private_note: str = "") -> IncidentId:
    """Type one incident and leave it."""
    draft = journal.start_draft(None).result()
    told = replace(
        draft.incident,
        headline=headline,
        description=f"What happened: {headline}",
        actors=tuple(Attribution(each, Basis.SAME_ACCOUNT) for each in actors),
    )
    journal.keep_draft(replace(draft, incident=told, private_note=private_note)).result()
    settled = journal.settle(draft.id).result()
    assert settled.incident is not None
    return settled.incident


def everything_shown(journal: Journal) -> dict[str, object]:
    """What each pane shows; the class of the error where it shows one instead."""
    wanted = {shelf.value: Wanted(shelf) for shelf in Shelf} | {word: Wanted(words=word) for word in WORDS}
    shown = {name: _answer(journal.timeline, each) for name, each in wanted.items()}
    for ask in (
        journal.sidebar,
        journal.loose,
        journal.casework.actors,
        journal.casework.milestones,
        journal.casework.contacts,
        journal.casework.person,
    ):
        shown[ask.__name__] = _answer(ask)
    listed = shown["all"]
    keys = getattr(listed, "keys", ())
    for key in keys if isinstance(keys, tuple) else ():
        shown |= {
            f"row {key.id}": _answer(journal.rows, (key.id,)),
            f"entry {key.id}": _answer(journal.entry, key.id),
            f"history {key.id}": _answer(journal.history, key.id),
        }
    return shown


def _answer(ask: Callable[..., Future[Any]], *asked: object) -> object:
    try:
        return ask(*asked).result(20)
    except JournalError as error:
        return type(error)
