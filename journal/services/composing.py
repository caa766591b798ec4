"""Composing a log for paper from what the journal holds: rows oldest first, exhibits in order of reference."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from journal.domain import media_types
from journal.domain.casework import Contact
from journal.domain.evidence import Evidence
from journal.domain.folder import JournalFolder
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId
from journal.domain.incident import Incident, PassedOn
from journal.domain.incident_types import IncidentType
from journal.domain.moments import LocalTime
from journal.domain.others import NOBODY, Others
from journal.domain.packed import Block, Packed
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import ContactEntry, Entry, Piece, Seal
from journal.domain.records import Exhibit
from journal.domain.words import Words
from journal.intake.mail import readable
from journal.report.model import (
    Log,
    LogActor,
    LogExhibit,
    LogMilestone,
    LogRow,
    LogVersion,
    Named,
    Passed,
    Scope,
    exhibit_kind,
)
from journal.report.tally import Tally
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.services import viewing
from journal.services.sealed_paper import SealedStream
from journal.vault.reading import VaultReader

_PREFIX = "EX"

_CONFIDENTIAL = frozenset(("lawyer", "solicitor", "attorney", "support worker"))
"""Roles of those one speaks to in confidence: what the police are given is served on the other side later."""


_TOLD = frozenset(
    (
        "journal",
        "session",
        "incident",
        "actor",
        "evidence",
        "milestone",
        "contact",
        "exhibit",
        "print",
        "export",
        "anchor",
        "clock",
    )
)
_REST = "other"


@dataclass
class Contents:
    """What some incidents name, noted while they pass by once: each but once, in the order they name it.

    `actors` are those they name, `behind` those who stand for them now.
    """

    incidents: list[IncidentId] = field(default_factory=list)
    actors: dict[ActorId, None] = field(default_factory=dict)
    behind: dict[ActorId, None] = field(default_factory=dict)

    def of(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, noted as they pass by."""
        for entry in entries:
            self.incidents.append(entry.id)
            self.actors |= dict.fromkeys(link.actor for link in entry.incident.actors)
            self.behind |= dict.fromkeys(line.id for line in entry.actors)
            yield entry


@dataclass(frozen=True)
class Chosen:
    """What is to be printed: the incidents, oldest first, and a reference for every piece of their evidence.

    `pieces` are those pieces in the order of their references, where a log is to be composed of them.
    """

    entries: Packed[Entry]
    exhibits: tuple[Exhibit, ...]
    new: tuple[Exhibit, ...]
    contents: Contents
    pieces: Packed[Piece] = field(default_factory=lambda: Packed(()))
    others: Others = NOBODY
    tallies: tuple[Block[Tally], ...] = ()
    """What the entries come to, some at a time, by the ids of evidence and the keys of people."""


NOTHING = Chosen(Packed(()), (), (), Contents())


@dataclass(frozen=True)
class Imprint:
    """What stands on every paper, whatever is printed; a preview has no seal."""

    made_at: LocalTime
    program: str
    types: tuple[IncidentType, ...]
    seal: Seal | None


def chosen_entries(reader: VaultReader, wish: PrintWish) -> tuple[Entry, ...]:
    """The incidents a wish asks for, oldest first, those of unknown time last."""
    return tuple(reader.entries(wanted_ids(reader, wish)))


def wanted_ids(reader: VaultReader, wish: PrintWish) -> list[IncidentId]:
    """Which incidents a wish asks for, oldest first, those of unknown time last."""
    keys = reader.timeline(wish.wanted).keys
    ticked = set(wish.only)
    known = [key.id for key in reversed(keys) if key.day]
    unknown = [key.id for key in reversed(keys) if not key.day]
    return [subject for subject in (*known, *unknown) if not ticked or subject in ticked]


def exhibits_for(
    pieces: Iterable[EvidenceId], writer: str, given: tuple[Exhibit, ...]
) -> tuple[tuple[Exhibit, ...], tuple[Exhibit, ...]]:
    """The references of pieces named in that order, by number, and which of them are new: the next free ones."""
    references = {exhibit.evidence: exhibit for exhibit in given}
    prefix = given[-1].reference.partition("/")[0] if given else _initials(writer)
    last = max((_number(exhibit) for exhibit in given), default=0)
    named = tuple(pieces)
    unknown = (piece for piece in named if piece not in references)
    fresh = tuple(Exhibit(f"{prefix}/{number}", piece) for number, piece in enumerate(unknown, last + 1))
    references |= {exhibit.evidence: exhibit for exhibit in fresh}
    return tuple(sorted((references[piece] for piece in named), key=_number)), fresh


def compose(
    reader: VaultReader,
    wish: PrintWish,
    chosen: Chosen,
    words: Words,
    originals: "Originals",
    imprint: Imprint,
) -> Log:
    """The whole log as values."""
    person = reader.person()
    contacts = {entry.id: entry.contact for entry in reader.contacts()}
    references = {exhibit.evidence: exhibit.reference for exhibit in chosen.exhibits}
    people = reader.sidebar().people
    labels = {line.id: line.label for line in people}
    named = {each: line.label for line in people for each in (line.id, *line.joined)}
    rows = chosen.entries.shown_as(lambda entry: row_of(entry, references, contacts))
    if wish.history:
        past = _Past(reader, named, references, contacts, words)
        rows = Packed(
            replace(row, versions=past.of(entry)) for row, entry in zip(rows, chosen.entries, strict=True)
        )
    return Log(
        writer=person.name,
        police_reference=person.police_reference,
        worries=person.worries_most,
        asks=person.asks_for,
        made_at=imprint.made_at,
        journal=reader.journal_id(),
        program=imprint.program,
        scope=_scope(reader, wish, labels),
        rows=rows,
        milestones=_milestones(reader, wish),
        corrections=reader.clock_steps(),
        exhibits=_exhibits(chosen, originals),
        contacts=tuple(entry.contact for entry in contacts_for(wish.reader, reader.contacts())),
        people=_people(reader, chosen, labels),
        types=tuple(replace(kind, label=words.say(kind.label)) for kind in imprint.types),
        seal=imprint.seal,
        counts=_told_counts(reader.record_counts()),
        taken_out=reader.numbers_taken_out(),
        removals=reader.removals(),
        paper=wish.paper,
        with_exhibits=wish.with_exhibits,
        combined=wish.combined,
    )


def for_this_wish(reader: VaultReader, wish: PrintWish, log: Log) -> Log:
    """A log of the same incidents for another reader, or on other paper."""
    return replace(
        log,
        scope=replace(log.scope, reader=wish.reader),
        contacts=tuple(entry.contact for entry in contacts_for(wish.reader, reader.contacts())),
        paper=wish.paper,
        with_exhibits=wish.with_exhibits,
        combined=wish.combined,
    )


class Originals:
    """Opens the sealed originals of one journal for printing."""

    def __init__(self, folder: JournalFolder, key_of: Callable[[str], bytes]) -> None:
        self._folder = folder
        self._key_of = key_of

    def open(self, evidence: Evidence) -> BinaryIO:
        """The original's bytes from the beginning."""
        reader = SealedReader(self._folder.media_file(evidence.file), FileKey(self._key_of(evidence.file)))
        return SealedStream(reader)  # type: ignore[return-value]  # a raw stream reads like any binary file

    def text(self, evidence: Evidence) -> str:
        """What a reader sees of a mail."""
        with self.open(evidence) as stream:
            return readable(stream.read())


def _told_counts(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The records by kind; those only for the writer, and the journal's own, are one figure that adds up."""
    told = {kind: count for kind, count in counts.items() if kind.partition(".")[0] in _TOLD}
    rest = sum(counts.values()) - sum(told.values())
    return (*told.items(), (_REST, rest)) if rest else tuple(told.items())


def _scope(reader: VaultReader, wish: PrintWish, labels: Mapping[ActorId, str]) -> Scope:
    who = tuple(labels[actor] for actor in wish.wanted.actors if actor in labels)
    return Scope(wish.reader, wish.wanted, who, bool(wish.only), reader.sidebar().incidents)


def row_of(
    entry: Entry, references: Mapping[EvidenceId, str], contacts: Mapping[ContactId, Contact]
) -> LogRow:
    """An incident as a row of a log."""
    incident = entry.incident
    return LogRow(
        number=entry.number,
        incident=incident,
        first=entry.first,
        latest=entry.latest,
        edits=entry.edits,
        named=tuple(
            Named(line.label, link.basis, link.note)
            for line, link in zip(entry.actors, incident.actors, strict=True)
        ),
        after=entry.after,
        passed=tuple(_passed(passed, contacts) for passed in incident.passed_on),
        exhibits=tuple(references[piece.id] for piece in entry.pieces),
        notes_then=references.get(incident.notes_made_then, "") if incident.notes_made_then else "",
    )


class _Past:
    """What incidents read before they were changed, in the words of this paper."""

    def __init__(
        self,
        reader: VaultReader,
        named: Mapping[ActorId, str],
        references: Mapping[EvidenceId, str],
        contacts: Mapping[ContactId, Contact],
        words: Words,
    ) -> None:
        self._reader = reader
        self._named = named
        self._references = references
        self._contacts = contacts
        self._words = words

    def of(self, entry: Entry) -> tuple[LogVersion, ...]:
        """Every step of an incident; nothing where there is only the first."""
        if not entry.edits:
            return ()
        steps = self._reader.history(entry.id)
        return tuple(
            LogVersion(
                step.rec,
                self._row(entry, step.incident) if step.incident is not None else None,
                step.action == "incident.restore",
            )
            for step in steps
        )

    def _row(self, entry: Entry, incident: Incident) -> LogRow:
        say, gone = self._words.say, self._words.say("a file that was taken out")
        someone = say("someone who was taken out")
        then = incident.notes_made_then
        return LogRow(
            number=entry.number,
            incident=incident,
            first=entry.first,
            latest=entry.latest,
            named=tuple(
                Named(self._named.get(link.actor, someone), link.basis, link.note) for link in incident.actors
            ),
            passed=tuple(_passed(passed, self._contacts) for passed in incident.passed_on),
            exhibits=tuple(self._references.get(piece, gone) for piece in incident.evidence),
            notes_then=self._references.get(then, gone) if then else "",
        )


def _passed(passed: PassedOn, contacts: Mapping[ContactId, Contact]) -> Passed:
    contact = contacts.get(passed.contact) if passed.contact else None
    if contact is None:
        return Passed(passed.to)
    return Passed(passed.to, contact.who or contact.organisation, contact.reference, contact.when)


def contacts_for(reader: Reader, contacts: Iterable[ContactEntry]) -> Iterator[ContactEntry]:
    """The calls and letters this reader may see; only a lawyer or support worker sees those with one."""
    for entry in contacts:
        if reader is Reader.LAWYER or entry.contact.role.strip().casefold() not in _CONFIDENTIAL:
            yield entry


def _people(reader: VaultReader, chosen: Chosen, labels: Mapping[ActorId, str]) -> tuple[LogActor, ...]:
    """Those whom a chosen incident names; nobody else's addresses are on this paper."""
    joined = reader.joinings()
    return tuple(
        LogActor(
            labels.get(subject, actor.label), actor, tuple(each for each in joined if each.kept == subject)
        )
        for subject, actor in reader.actors()
        if subject in chosen.contents.behind
    )


def _milestones(reader: VaultReader, wish: PrintWish) -> tuple[LogMilestone, ...]:
    lines = {line.id: line.actors for line in reader.milestone_lines(wish.wanted)}
    return tuple(
        LogMilestone(entry.id, entry.milestone, lines[entry.id])
        for entry in reader.milestones()
        if entry.id in lines
    )


def _exhibits(chosen: Chosen, originals: Originals) -> Sequence[LogExhibit]:
    references = {exhibit.evidence: exhibit.reference for exhibit in chosen.exhibits}
    return chosen.pieces.shown_as(lambda piece: _exhibit(references[piece.id], piece, originals))


def _exhibit(reference: str, piece: Piece, originals: Originals) -> LogExhibit:
    evidence = piece.evidence
    is_mail = evidence.original.media_type == media_types.MAIL
    return LogExhibit(
        reference=reference,
        evidence=evidence,
        note=piece.note,
        kind=exhibit_kind(evidence),
        open=lambda: originals.open(viewing.looked_at(piece, whole=False)),
        text=(lambda: originals.text(evidence)) if is_mail else None,
        part=piece.part,
    )


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in name.split() if word[0].isalpha())[:3].upper()
    return letters or _PREFIX


def _number(exhibit: Exhibit) -> int:
    return int(exhibit.reference.partition("/")[2])


def incidents_of(chosen: Chosen) -> tuple[IncidentId, ...]:
    """The ids of what is printed, in that order."""
    return tuple(chosen.contents.incidents)
