"""The verbs that change a journal: each is one transaction, and can be taken back by the opposite record."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from journal.domain import actor as actor_rules
from journal.domain import casework as casework_rules
from journal.domain import incident as incident_rules
from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person, PrivateNote, WitnessContact
from journal.domain.clock import Clock
from journal.domain.errors import FieldRefused
from journal.domain.evidence import EvidenceNote
from journal.domain.ids import (
    ActorId,
    ContactId,
    DraftId,
    EvidenceId,
    IncidentId,
    MilestoneId,
    Randomness,
    new_id,
)
from journal.domain.incident import Incident, WrittenFrom
from journal.domain.moments import LocalTime, TimeSource, at_instant, exact, on_or_before
from journal.domain.reading import Draft, Joining, Settled
from journal.services.errors import EvidenceInUse
from journal.vault.errors import ThingMissing
from journal.vault.store import Vault


@dataclass(frozen=True)
class Undone:
    """What was taken back: the kind of action, and the incident it concerned, if it was one."""

    action: str
    incident: IncidentId | None


Superseding: TypeAlias = Callable[[int], r.Record]
"""A record but for the number of the one it supersedes, which is known only when it is appended."""


@dataclass(frozen=True)
class _Step:
    """Something that can be taken back, and by what."""

    action: str
    subject: str
    opposite: Superseding
    private_note: str | None = None
    with_it: tuple["_Step", ...] = ()

    def without(self, subjects: Collection[str]) -> "tuple[_Step, ...]":
        """This step without what it did with these; none where nothing is left of it."""
        left = [part for part in (self, *self.with_it) if part.subject not in subjects]
        return (replace(left[0], with_it=tuple(left[1:])),) if left else ()


class Writer:
    """Everything a person can change; used in the vault's thread only."""

    def __init__(self, vault: Vault, clock: Clock, randomness: Randomness) -> None:
        self._vault = vault
        self._clock = clock
        self._randomness = randomness
        self._steps: list[_Step] = []

    # Drafts

    def start_draft(
        self, incident_id: IncidentId | None, evidence: Sequence[tuple[EvidenceId, int]] = ()
    ) -> Draft:
        """Begin to write: about an incident that is there, or a new one; both with evidence and its time (UTC ms).

        A new one happened on or before now, or before the evidence was acquired, until the person knows better.

        Raises:
            ThingMissing: there is no such incident.
        """
        if incident_id is None:
            return self._new_draft(evidence)
        draft = self._vault.draft_of(incident_id) or Draft(
            id=DraftId(new_id(self._randomness)),
            incident_id=incident_id,
            seq=self._vault.incident_seq(incident_id),
            incident=self._vault.incident(incident_id),
            private_note=self._vault.private_note(incident_id),
            saved_ms=self._clock.utc_ms(),
        )
        before = draft.incident.evidence
        new = tuple(piece for piece, _ in evidence if piece not in before)
        return self.keep_draft(_with_evidence(draft, before + new)) if new else draft

    def _new_draft(self, evidence: Sequence[tuple[EvidenceId, int]]) -> Draft:
        seen = self._local(min((acquired for _, acquired in evidence), default=self._clock.utc_ms()))
        incident = Incident(
            occurred=on_or_before(seen, TimeSource.SHOWN if evidence else TimeSource.SEEN),
            noticed=exact(seen),
            evidence=tuple(piece for piece, _ in evidence),
            written_from=WrittenFrom.FILE if evidence else WrittenFrom.MEMORY,
        )
        draft = Draft(DraftId(new_id(self._randomness)), None, None, incident, "", self._clock.utc_ms())
        return self.keep_draft(draft) if evidence else draft

    def keep_draft(self, draft: Draft) -> Draft:
        """Keep what was typed so far, encrypted, and return it with the time it was kept at."""
        kept = replace(draft, saved_ms=self._clock.utc_ms())
        with self._vault.writing():
            self._vault.keep_draft(kept)
        return kept

    def drop_draft(self, draft_id: DraftId) -> None:
        """Forget what was typed."""
        with self._vault.writing():
            self._vault.drop_draft(draft_id)

    def settle(self, draft_id: DraftId) -> Settled:
        """Make a record of a draft that is enough for one; what is not enough goes on waiting.

        Raises:
            FieldRefused, TextRefused: it holds what no incident may hold; the draft stays.
        """
        try:
            draft = self._vault.draft(draft_id)
        except ThingMissing:
            return Settled(None, None, waiting=False)
        if not incident_rules.can_be_kept(draft.incident):
            return Settled(draft.incident_id, None, waiting=True)
        incident_rules.check(draft.incident)
        with self._vault.writing():
            settled = (
                self._create(draft) if draft.incident_id is None else self._amend(draft, draft.incident_id)
            )
            self._vault.drop_draft(draft_id)
        return settled

    def settle_all(self) -> int:
        """Settle every draft that can be, and say how many became records; the others stay as they are."""
        kept = 0
        for draft in self._vault.all_drafts():
            try:
                kept += self.settle(draft.id).seq is not None
            except (FieldRefused, ThingMissing):
                continue
        return kept

    def _create(self, draft: Draft) -> Settled:
        subject = IncidentId(new_id(self._randomness))
        appended = self._vault.append(r.IncidentCreated(draft.incident), subject)
        self._note(subject, draft.private_note)
        self._remember("created", subject, r.IncidentVoided)
        return Settled(subject, appended.seq, waiting=False)

    def _amend(self, draft: Draft, subject: IncidentId) -> Settled:
        before, note = self._vault.incident(subject), self._vault.private_note(subject)
        seq = None
        if draft.incident != before:
            supersedes = self._vault.incident_seq(subject)
            seq = self._vault.append(r.IncidentAmended(supersedes, draft.incident), subject).seq
        if draft.private_note != note:
            seq = self._note(subject, draft.private_note)
        if seq is not None:
            self._remember("changed", subject, lambda seq: r.IncidentAmended(seq, before), note)
        return Settled(subject, seq, waiting=False)

    def _note(self, subject: IncidentId, text: str) -> int | None:
        if text == self._vault.private_note(subject):
            return None
        return self._vault.append(r.PrivateWritten(PrivateNote(subject, text)), subject).seq

    # Incidents

    def star(self, subject: IncidentId, on: bool) -> None:
        """Mark an incident as one of the most serious, or not.

        Raises:
            ThingMissing: there is none of that id.
        """
        before = self._vault.incident(subject)
        if before.starred == on:
            return
        with self._vault.writing():
            supersedes = self._vault.incident_seq(subject)
            self._vault.append(r.IncidentAmended(supersedes, replace(before, starred=on)), subject)
        self._remember("changed", subject, lambda seq: r.IncidentAmended(seq, before))

    def void(self, subject: IncidentId, reason: str = "") -> None:
        """Take an incident out of every list; its records stay.

        Raises:
            ThingMissing: there is none of that id.
        """
        with self._vault.writing():
            self._vault.append(r.IncidentVoided(self._vault.incident_seq(subject), reason), subject)
            draft = self._vault.draft_of(subject)
            if draft is not None:
                self._vault.drop_draft(draft.id)
        self._remember("taken out", subject, r.IncidentRestored)

    def put_back(self, subject: IncidentId) -> None:
        """Put an incident that was taken out back into every list.

        Raises:
            ThingMissing: there is none of that id.
        """
        self._change(subject, r.IncidentRestored, r.IncidentVoided, "put back")

    def forget(self, subjects: Collection[str]) -> None:
        """Never take back what was done with these: they were removed for good."""
        self._steps = [left for step in self._steps for left in step.without(subjects)]

    def undo(self) -> Undone | None:
        """Take the last change back by appending its opposite; None when there is nothing to take back."""
        if not self._steps:
            return None
        step = self._steps[-1]
        opposite = step.opposite(self._vault.latest_state(step.subject))
        with self._vault.writing():
            for other in step.with_it:
                self._vault.append(other.opposite(self._vault.latest_state(other.subject)), other.subject)
            self._vault.append(opposite, step.subject)
            if step.private_note is not None:
                self._note(IncidentId(step.subject), step.private_note)
        self._steps.pop()
        incident = IncidentId(step.subject) if opposite.name.startswith("incident.") else None
        return Undone(step.action, incident)

    # People, turning points, calls and letters, the writer

    def add_actor(self, actor: Actor) -> ActorId:
        """Add someone to the people.

        Raises:
            FieldRefused: they have no name to be listed by.
        """
        actor_rules.check(actor)
        return ActorId(self._add(r.ActorCreated(actor), r.ActorVoided))

    def amend_actor(self, subject: ActorId, actor: Actor) -> None:
        """Write down anew what is known of an actor.

        Raises:
            FieldRefused: they have no name to be listed by.
            ThingMissing: there is none of that id.
        """
        actor_rules.check(actor)
        before = self._vault.actor(subject)
        self._change(subject, lambda seq: r.ActorAmended(seq, actor), lambda seq: r.ActorAmended(seq, before))

    def void_actor(self, subject: ActorId) -> None:
        """Take an actor out of the people."""
        self._change(subject, r.ActorVoided, r.ActorRestored, "taken out")

    def join_actors(self, kept: ActorId, joined: ActorId, reason: str = "") -> None:
        """Read one actor, and all who are read as it, as another from now on; nothing that was written is changed.

        Raises:
            ThingMissing: one of them is not there, or is read as another already; nothing was joined.
        """
        known = self._vault.joinings()
        if kept == joined or {kept, joined} & {each.id for each in known}:
            raise ThingMissing("actor", joined)
        for each in (kept, joined):
            self._vault.actor(each)
        with self._vault.writing():
            self._vault.append(r.ActorsJoined((joined,), reason), kept)
        self._steps.append(_joined(kept, joined, [each for each in known if each.kept == joined]))

    def part_actors(self, kept: ActorId, joined: ActorId) -> None:
        """Let an actor that is read as another one stand for itself again.

        Raises:
            ThingMissing: it is not read as that one; nothing was changed.
        """
        known = next(
            (each for each in self._vault.joinings() if (each.kept, each.id) == (kept, joined)), None
        )
        if known is None:
            raise ThingMissing("actor", joined)
        with self._vault.writing():
            self._vault.append(r.ActorsSplit((joined,)), kept)
        self._remember("parted", kept, lambda _seq: r.ActorsJoined((joined,), known.reason))

    def add_milestone(self, milestone: Milestone) -> MilestoneId:
        """Add a turning point.

        Raises:
            FieldRefused: it has no date.
        """
        casework_rules.check(milestone)
        return MilestoneId(self._add(r.MilestoneCreated(milestone), r.MilestoneVoided))

    def amend_milestone(self, subject: MilestoneId, milestone: Milestone) -> None:
        """Write a turning point down anew.

        Raises:
            FieldRefused: it has no date.
        """
        casework_rules.check(milestone)
        before = self._vault.milestone(subject)
        self._change(
            subject,
            lambda seq: r.MilestoneAmended(seq, milestone),
            lambda seq: r.MilestoneAmended(seq, before),
        )

    def void_milestone(self, subject: MilestoneId) -> None:
        """Take a turning point out."""
        self._change(subject, r.MilestoneVoided, r.MilestoneRestored, "taken out")

    def add_contact(self, contact: Contact) -> ContactId:
        """Add a call or letter."""
        return ContactId(self._add(r.ContactCreated(contact), r.ContactVoided))

    def amend_contact(self, subject: ContactId, contact: Contact) -> None:
        """Write a call or letter down anew."""
        before = self._vault.contact(subject)
        self._change(
            subject, lambda seq: r.ContactAmended(seq, contact), lambda seq: r.ContactAmended(seq, before)
        )

    def void_contact(self, subject: ContactId) -> None:
        """Take a call or letter out."""
        self._change(subject, r.ContactVoided, r.ContactRestored, "taken out")

    def write_person(self, person: Person) -> None:
        """Write down what the writer says of themselves."""
        with self._vault.writing():
            self._vault.append(r.PersonWritten(person), "person")

    def write_witness(self, contact: WitnessContact) -> None:
        """Write down how a witness can be reached; it never travels with the incidents that name them."""
        with self._vault.writing():
            self._vault.append(r.WitnessWritten(contact), f"witness:{contact.name}")

    def amend_evidence(self, subject: EvidenceId, note: EvidenceNote) -> None:
        """Say something about an original without touching it.

        Raises:
            ThingMissing: there is none of that id.
        """
        before = self._vault.evidence_note(subject)
        self._change(
            subject, lambda seq: r.EvidenceAmended(seq, note), lambda seq: r.EvidenceAmended(seq, before)
        )

    def void_evidence(self, *subjects: EvidenceId) -> None:
        """Put loose evidence aside: "not this". All of it comes back with one step.

        Raises:
            EvidenceInUse: a draft or an entry has some of it; nothing was put aside.
            ThingMissing: there is none of that id.
        """
        used = tuple(subject for subject in subjects if self._vault.is_used(subject))
        if used:
            raise EvidenceInUse(used)
        with self._vault.writing():
            for subject in subjects:
                self._vault.append(r.EvidenceVoided(self._vault.latest_state(subject)), subject)
        last, *others = (_Step("taken out", subject, r.EvidenceRestored) for subject in reversed(subjects))
        self._steps.append(replace(last, with_it=tuple(others)))

    def put_back_evidence(self, subject: EvidenceId) -> None:
        """Let evidence that was put aside wait to be sorted again.

        Raises:
            ThingMissing: there is none of that id.
        """
        self._change(subject, r.EvidenceRestored, r.EvidenceVoided, "put back")

    def _add(self, record: r.Record, opposite: Superseding) -> str:
        subject = new_id(self._randomness)
        with self._vault.writing():
            self._vault.append(record, subject)
        self._remember("created", subject, opposite)
        return subject

    def _change(
        self, subject: str, record: Superseding, opposite: Superseding, action: str = "changed"
    ) -> None:
        with self._vault.writing():
            self._vault.append(record(self._vault.latest_state(subject)), subject)
        self._remember(action, subject, opposite)

    def _remember(
        self, action: str, subject: str, opposite: Superseding, private_note: str | None = None
    ) -> None:
        self._steps.append(_Step(action, subject, opposite, private_note))

    def _local(self, utc_ms: int) -> LocalTime:
        return at_instant(utc_ms, self._clock.zone())


def _joined(kept: ActorId, joined: ActorId, with_it: Sequence[Joining]) -> _Step:
    """That one became another, and those who had been read as it with it: all are parted, and they are its again."""
    others = tuple(each.id for each in with_it)
    apart = _Step("joined", kept, lambda _seq: r.ActorsSplit((joined, *others)))
    if not with_it:
        return apart
    reason = with_it[0].reason
    return _Step("joined", joined, lambda _seq: r.ActorsJoined(others, reason), with_it=(apart,))


def _with_evidence(draft: Draft, evidence: tuple[EvidenceId, ...]) -> Draft:
    return replace(draft, incident=replace(draft.incident, evidence=evidence))
