"""People, turning points, calls and letters, and the writer, kept in memory; what was asked of them is remembered."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person, WitnessContact
from journal.domain.ids import ActorId, ContactId, MilestoneId, SessionId
from journal.domain.moments import sort_utc
from journal.domain.reading import ContactEntry, Joining, MilestoneEntry
from journal.domain.records import Recorded
from tests.gui import example

Id = TypeVar("Id", ActorId, ContactId, MilestoneId)
Value = TypeVar("Value")


class FakeCasework:
    """What surrounds the entries of the example. `fresh` makes an id that begins with a letter."""

    def __init__(
        self,
        answer: Callable[[str, Any], "Future[Any]"],
        asked: list[tuple[Any, ...]],
        fresh: Callable[[str], str],
    ) -> None:
        self._answer = answer
        self._asked = asked
        self._fresh = fresh
        self.actors_known = dict(example.ACTORS)
        self.joined_known: list[Joining] = []
        self.milestones_known = dict(example.MILESTONES)
        self.contacts_known = dict(example.CONTACTS)
        self.owner = example.PERSON
        self.seen_by: tuple[WitnessContact, ...] = (WitnessContact("Hana K.", phone="555 0102"),)

    def actors(self) -> "Future[tuple[tuple[ActorId, Actor], ...]]":
        return self._answer("actors", tuple(self.actors_known.items()))

    def add_actor(self, actor: Actor) -> "Future[ActorId]":
        return self._keep("add_actor", self.actors_known, ActorId(self._fresh("A")), actor)

    def amend_actor(self, ident: ActorId, actor: Actor) -> "Future[None]":
        return self._amend("amend_actor", self.actors_known, ident, actor)

    def void_actor(self, ident: ActorId) -> "Future[None]":
        return self._void("void_actor", self.actors_known, ident)

    def joinings(self) -> "Future[tuple[Joining, ...]]":
        return self._answer("joinings", tuple(self.joined_known))

    def join_actors(self, kept: ActorId, joined: ActorId, reason: str) -> "Future[None]":
        self._asked.append(("join_actors", kept, joined, reason))
        self.joined_known.append(
            Joining(
                kept, joined, self.actors_known.pop(joined), Recorded(0, 60, 0, SessionId("0" * 26)), reason
            )
        )
        return self._answer("join_actors", None)

    def part_actors(self, kept: ActorId, joined: ActorId) -> "Future[None]":
        self._asked.append(("part_actors", kept, joined))
        again = next(each for each in self.joined_known if (each.kept, each.id) == (kept, joined))
        self.joined_known.remove(again)
        self.actors_known[joined] = again.actor
        return self._answer("part_actors", None)

    def milestones(self) -> "Future[tuple[MilestoneEntry, ...]]":
        known = sorted(self.milestones_known.items(), key=lambda one: sort_utc(one[1].date, 0))
        return self._answer("milestones", tuple(MilestoneEntry(one, 1, what) for one, what in known))

    def add_milestone(self, milestone: Milestone) -> "Future[MilestoneId]":
        return self._keep("add_milestone", self.milestones_known, MilestoneId(self._fresh("T")), milestone)

    def amend_milestone(self, ident: MilestoneId, milestone: Milestone) -> "Future[None]":
        return self._amend("amend_milestone", self.milestones_known, ident, milestone)

    def void_milestone(self, ident: MilestoneId) -> "Future[None]":
        return self._void("void_milestone", self.milestones_known, ident)

    def contacts(self) -> "Future[tuple[ContactEntry, ...]]":
        known = tuple(ContactEntry(one, 1, what) for one, what in self.contacts_known.items())
        return self._answer("contacts", known)

    def add_contact(self, contact: Contact) -> "Future[ContactId]":
        return self._keep("add_contact", self.contacts_known, ContactId(self._fresh("C")), contact)

    def amend_contact(self, ident: ContactId, contact: Contact) -> "Future[None]":
        return self._amend("amend_contact", self.contacts_known, ident, contact)

    def void_contact(self, ident: ContactId) -> "Future[None]":
        return self._void("void_contact", self.contacts_known, ident)

    def person(self) -> "Future[Person]":
        return self._answer("person", self.owner)

    def write_person(self, person: Person) -> "Future[None]":
        self._asked.append(("write_person", person))
        self.owner = person
        return self._answer("write_person", None)

    def witnesses(self) -> "Future[tuple[WitnessContact, ...]]":
        return self._answer("witnesses", self.seen_by)

    def write_witness(self, contact: WitnessContact) -> "Future[None]":
        self._asked.append(("write_witness", contact))
        return self._answer("write_witness", None)

    def _keep(self, name: str, known: dict[Id, Value], ident: Id, value: Value) -> "Future[Id]":
        self._asked.append((name, value))
        answer = self._answer(name, ident)
        if not (answer.done() and answer.exception()):
            known[ident] = value
        return answer

    def _amend(self, name: str, known: dict[Id, Value], ident: Id, value: Value) -> "Future[None]":
        self._asked.append((name, ident, value))
        known[ident] = value
        return self._answer(name, None)

    def _void(self, name: str, known: dict[Id, Value], ident: Id) -> "Future[None]":
        self._asked.append((name, ident))
        known.pop(ident)
        return self._answer(name, None)
