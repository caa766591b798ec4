"""The verbs about what surrounds the entries: people, turning points, calls and letters, and the writer."""

from concurrent.futures import Future

from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person, WitnessContact
from journal.domain.ids import ActorId, ContactId, MilestoneId
from journal.domain.reading import ContactEntry, Joining, MilestoneEntry
from journal.services.lanes import Lane
from journal.services.writing import Writer
from journal.vault.reading import VaultReader


class Casework:
    """The verbs of `Journal.casework`: each is answered through a future."""

    def __init__(self, reader: VaultReader, writer: Writer, reading: Lane, writing: Lane) -> None:
        self._reader = reader
        self._writer = writer
        self._reading = reading
        self._writing = writing

    def actors(self) -> "Future[tuple[tuple[ActorId, Actor], ...]]":
        """Everyone in the list of people."""
        return self._reading.run(self._reader.actors)

    def add_actor(self, actor: Actor) -> "Future[ActorId]":
        """Add someone to the people."""
        return self._writing.run(self._writer.add_actor, actor)

    def amend_actor(self, subject: ActorId, actor: Actor) -> "Future[None]":
        """Write down anew what is known of an actor."""
        return self._writing.run(self._writer.amend_actor, subject, actor)

    def void_actor(self, subject: ActorId) -> "Future[None]":
        """Take an actor out of the people."""
        return self._writing.run(self._writer.void_actor, subject)

    def joinings(self) -> "Future[tuple[Joining, ...]]":
        """Everyone who is read as another one, with when and why."""
        return self._reading.run(self._reader.joinings)

    def join_actors(self, kept: ActorId, joined: ActorId, reason: str) -> "Future[None]":
        """Read one actor as another from now on.

        Raises, through the future:
            ThingMissing: one of them is not there, or is read as another already.
        """
        return self._writing.run(self._writer.join_actors, kept, joined, reason)

    def part_actors(self, kept: ActorId, joined: ActorId) -> "Future[None]":
        """Let an actor that is read as another one stand for itself again."""
        return self._writing.run(self._writer.part_actors, kept, joined)

    def milestones(self) -> "Future[tuple[MilestoneEntry, ...]]":
        """Every turning point, oldest first."""
        return self._reading.run(self._reader.milestones)

    def add_milestone(self, milestone: Milestone) -> "Future[MilestoneId]":
        """Add a turning point."""
        return self._writing.run(self._writer.add_milestone, milestone)

    def amend_milestone(self, subject: MilestoneId, milestone: Milestone) -> "Future[None]":
        """Write a turning point down anew."""
        return self._writing.run(self._writer.amend_milestone, subject, milestone)

    def void_milestone(self, subject: MilestoneId) -> "Future[None]":
        """Take a turning point out."""
        return self._writing.run(self._writer.void_milestone, subject)

    def contacts(self) -> "Future[tuple[ContactEntry, ...]]":
        """Every call and letter, oldest first."""
        return self._reading.run(self._reader.contacts)

    def add_contact(self, contact: Contact) -> "Future[ContactId]":
        """Add a call or letter."""
        return self._writing.run(self._writer.add_contact, contact)

    def amend_contact(self, subject: ContactId, contact: Contact) -> "Future[None]":
        """Write a call or letter down anew."""
        return self._writing.run(self._writer.amend_contact, subject, contact)

    def void_contact(self, subject: ContactId) -> "Future[None]":
        """Take a call or letter out."""
        return self._writing.run(self._writer.void_contact, subject)

    def person(self) -> "Future[Person]":
        """What the writer said of themselves."""
        return self._reading.run(self._reader.person)

    def write_person(self, person: Person) -> "Future[None]":
        """Write down what the writer says of themselves."""
        return self._writing.run(self._writer.write_person, person)

    def witnesses(self) -> "Future[tuple[WitnessContact, ...]]":
        """Everyone an entry names as having seen it, and how they can be reached as far as that is known."""
        return self._reading.run(self._reader.named_witnesses)

    def write_witness(self, contact: WitnessContact) -> "Future[None]":
        """Write down how a witness can be reached."""
        return self._writing.run(self._writer.write_witness, contact)
