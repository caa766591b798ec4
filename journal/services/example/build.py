"""Writing the example into a real journal, by the verbs a person's journal is written with and in the order of time."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone, Person
from journal.domain.errors import Cancelled
from journal.domain.evidence import Evidence, Method, Original, Provenance, Screen
from journal.domain.folder import JournalFolder
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId, Randomness
from journal.domain.incident import Incident
from journal.domain.media_types import sniff
from journal.domain.moments import at_instant
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services.capture_note import capture_note
from journal.services.door import Door
from journal.services.example.case import ExampleCase, example_case
from journal.services.example.order import Acquired, Amended, Happening, Said, TakenOut, Wrote
from journal.services.example.pages import HEIGHT, WIDTH
from journal.services.example.replaying import ReplayedClock
from journal.services.example.told import ExampleOriginal, Kept, placed
from journal.services.journal import Journal
from journal.services.program import program, system
from journal.services.surroundings import Surroundings

PASSPHRASE = "seven boats below the blue stairwell"  # noqa: S105  # no secret: it is told to everybody
"""What opens the example unless something else is asked for; whoever makes one is told."""

Progress = Callable[[int, int], bool]
"""Told the incidents done and those there are; False stops."""

_NAME_BYTES = 16


def build_example(
    folder: JournalFolder,
    around: Surroundings,
    passphrase: str = PASSPHRASE,
    case: ExampleCase | None = None,
    progress: Progress = lambda _done, _total: True,
) -> Journal:
    """Make a new journal in the folder, write the case into it, and return it open.

    Its records bear the times of the case, its clock stands at the last of them; its keys come from the randomness
    of `around`. Stopped or failed, what was written so far stays, as a journal that is whole.

    Raises:
        PassphraseWeak, PlaceRefused, DiskFull, DatabaseFull and others: as `Door.create` says.
        Cancelled: `progress` said so.
    """
    told = case or example_case(resources=around.resources)
    clock = ReplayedClock(told.begun_ms, told.zone)
    door = Door(folder, replace(around, clock=clock))
    try:
        journal = door.create(passphrase).result()
    finally:
        door.close()
    try:
        _Build(journal, folder, told, clock, around.randomness).run(progress)
    except BaseException:
        journal.close()
        raise
    return journal


class _Build:
    """Does everything of the case again, and knows which ids its keys were given."""

    def __init__(
        self,
        journal: Journal,
        folder: JournalFolder,
        case: ExampleCase,
        clock: ReplayedClock,
        randomness: Randomness,
    ) -> None:
        self._journal = journal
        self._folder = folder
        self._case = case
        self._clock = clock
        self._randomness = randomness
        self._actors: dict[ActorId, ActorId] = {}
        self._contacts: dict[ContactId, ContactId] = {}
        self._evidence: dict[EvidenceId, EvidenceId] = {}
        self._incidents: dict[str, IncidentId] = {}

    def run(self, progress: Progress) -> None:
        for at_ms, happening in self._case.happenings:
            zone = happening.original.zone if isinstance(happening, Acquired) else self._case.zone
            self._clock.go_on_to(at_ms, zone)
            self._do(happening)
            if isinstance(happening, Wrote) and not progress(len(self._incidents), self._case.count):
                raise Cancelled

    def _do(self, happening: Happening) -> None:
        match happening:
            case Acquired(original):
                self._evidence[original.key] = self._acquire(original)
            case Wrote(entry):
                self._incidents[entry.key] = self._write(None, entry.incident, entry.private_note)
            case Amended(key, incident, private_note):
                self._write(self._incidents[key], incident, private_note)
            case TakenOut(key, reason):
                self._journal.void(self._incidents[key], reason).result()
            case Said(kept):
                self._say(kept)

    def _say(self, kept: Kept) -> None:
        match kept.value:
            case Person():
                self._journal.casework.write_person(kept.value).result()
            case Actor():
                self._actors[ActorId(kept.key)] = self._journal.casework.add_actor(kept.value).result()
            case Contact():
                self._contacts[ContactId(kept.key)] = self._journal.casework.add_contact(kept.value).result()
            case Milestone():
                actors = tuple(self._actors[key] for key in kept.value.actors)
                self._journal.casework.add_milestone(replace(kept.value, actors=actors)).result()

    def _write(self, subject: IncidentId | None, incident: Incident, private_note: str) -> IncidentId:
        journal = self._journal
        draft = journal.start_draft(subject).result()
        whole = placed(incident, self._actors, self._evidence, self._contacts)
        journal.keep_draft(replace(draft, incident=whole, private_note=private_note)).result()
        settled = journal.settle(draft.id).result()
        if settled.incident is None:
            raise ValueError(f"{incident.headline!r} is not enough for a record")
        return settled.incident

    def _acquire(self, original: ExampleOriginal) -> EvidenceId:
        if original.method is Method.CAPTURE:
            return self._capture(original)
        added = self._journal.add_bytes(original.data(), original.name, original.method).result()
        for refusal in added.refused:
            raise refusal.error
        return added.evidence[0]

    def _capture(self, original: ExampleOriginal) -> EvidenceId:
        """As the keeper does it: sealed into the inbox first, filed from there."""
        data = original.data()
        name = self._randomness(_NAME_BYTES).hex()
        note = capture_note(self._captured(original, data, name))
        seal_to_inbox(self._folder.inbox, name, data, note, self._journal.inbox_public, self._randomness)
        filed = self._journal.file_inbox().result()
        for refusal in filed.unopened:
            raise refusal.error
        return filed.evidence[0]

    def _captured(self, original: ExampleOriginal, data: bytes, name: str) -> Evidence:
        return Evidence(
            original=Original(hashlib.sha256(data).hexdigest(), len(data), sniff(data)),
            file=name,
            name=original.name,
            safe_name=original.name,
            acquired=at_instant(original.acquired_ms, original.zone),
            acquired_ms=original.acquired_ms,
            method=original.method,
            provenance=Provenance(
                window_title=original.window_title,
                application=original.application,
                screens=(Screen("1", 0, 0, WIDTH, HEIGHT),),
                backend="example",
                program=program(),
                system=system(),
                boot_id=self._clock.boot_id(),
                boot_ms=self._clock.boot_ms(),
            ),
            link=original.link,
        )
