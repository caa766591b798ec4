"""A paper the other person may see: made anew from what may stand on it, with a numbering of its own.

Nothing is taken away from the usual log here. A second one is made of the few things that may be told, so that what is
new in an incident stays at home until somebody lets it out, and two journals that differ only in what was left out
give the same paper, byte for byte.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from journal.domain import media_types
from journal.domain.actor import told_apart
from journal.domain.evidence import Evidence, EvidenceNote
from journal.domain.ids import ActorId, EvidenceId, JournalId
from journal.domain.incident_types import IncidentType
from journal.domain.moments import LocalTime, When, at_instant
from journal.domain.packed import Packed
from journal.domain.parted_terms import parted
from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import Choice, Found, Looking, PrivateHit, covered, hit_key
from journal.domain.reading import Entry, Piece
from journal.domain.records import Exhibit
from journal.domain.words import Words
from journal.report.model import (
    ExhibitKind,
    Log,
    LogExhibit,
    LogMilestone,
    LogRow,
    Scope,
    exhibit_kind,
)
from journal.report.plain_text import read_text
from journal.services import covering
from journal.services.composing import Chosen, Contents, Originals, chosen_entries
from journal.services.errors import NothingToPrint, PrivateTermsNotWritten, PrivateWordsOpen
from journal.services.may_be_told import (
    WHO,
    Change,
    as_printed,
    bare_evidence,
    bare_milestone,
    bare_row,
    mapped,
    numbered_anew,
    texts,
)
from journal.services.private_places import Group, Place
from journal.vault.reading import VaultReader

REFERENCE = "E"
"""What exhibits are numbered with here; the journal's own references tell whose they are, and how many there were."""

WRITER, FILE, ZONE = "writer", "file", "zone"
"""Fields that are not called after where they stand in an incident."""

_MAIL_HEADERS = ("from:", "date:", "subject:")


@dataclass(frozen=True)
class Material:
    """What a paper is made from, as the journal has it now. `terms` is None where nobody was ever asked for them."""

    writer: str
    entries: tuple[Entry, ...]
    milestones: tuple[LogMilestone, ...]
    terms: tuple[str, ...] | None
    choices: Mapping[str, Choice]
    left_out: frozenset[EvidenceId]
    wish: PrintWish
    names: Mapping[ActorId, str]
    """What people are called before those of one name are told apart, which tells of others."""


@dataclass(frozen=True)
class Other:
    """A paper for that reader: what it is made of, and which terms may be found in it because the person said so."""

    log: Log
    chosen: Chosen
    terms: tuple[str, ...]
    shown: tuple[str, ...]


def gather(reader: VaultReader, wish: PrintWish, choices: Mapping[str, Choice]) -> Material:
    """Read everything that a paper needs, in the thread of the reader."""
    lines = {line.id: line.actors for line in reader.timeline(wish.wanted).milestones}
    return Material(
        writer=reader.person().name,
        entries=chosen_entries(reader, wish),
        milestones=tuple(
            LogMilestone(entry.id, entry.milestone, lines[entry.id])
            for entry in reader.milestones()
            if entry.id in lines
        ),
        terms=reader.private_terms(),
        choices=choices,
        left_out=covering.left_out(reader),
        wish=wish,
        names={subject: actor.label for subject, actor in reader.actors()},
    )


@dataclass(frozen=True)
class ShownPicture:
    """A covered copy that would be on the paper, the piece it was made of, and the incidents it belongs to."""

    piece: Piece
    copy: Evidence
    entries: tuple[Entry, ...]


class ForTheOther:
    """Makes the paper of some material; `types` are all known types of incident."""

    def __init__(self, material: Material, originals: Originals, types: Iterable[IncidentType]) -> None:
        self._material = material
        self._originals = originals
        self._types = tuple(types)
        self._known_types = frozenset(kind.key for kind in self._types)
        self._looking = Looking(material.terms or ())
        self._seen: dict[tuple[str, str], tuple[Found, ...]] = {}
        self._texts: dict[EvidenceId, str] = {}
        self._called: Mapping[str, str] = {}

    # What has to be decided

    def hits(self) -> tuple[PrivateHit, ...]:
        """Every place of a private term, and every text that would be printed whole, with what was decided.

        What stands only in something that is left out anyway needs no decision, and is here only if it has one.
        """
        hits = ((group.stays, group.hit(self._choice_of(key))) for key, group in self._grouped.items())
        return tuple(hit for stays, hit in hits if stays or hit.choice is not None)

    @cached_property
    def _parted(self) -> Mapping[tuple[str, str], tuple[Found, ...]]:
        """What of a text is a part of a term that goes on in the next one of the same incident or turning point."""
        named = {line.label for entry in self._material.entries for line in entry.actors}
        things = (*map(bare_row, self._material.entries), *self._milestones(named))
        known: dict[tuple[str, str], dict[Found, None]] = {}
        for thing in things:
            said = [each for each in self._said_in(thing) if not self._is_type(*each)]
            for place, parts in zip(said, parted(self._looking, [text for _, text in said]), strict=True):
                if parts:
                    known.setdefault(place, {}).update(dict.fromkeys(parts))
        return {place: tuple(parts) for place, parts in known.items()}

    @cached_property
    def _grouped(self) -> dict[str, Group]:
        groups: dict[str, Group] = {}
        for place in self._places():
            for group in self._groups(place):
                known = groups.setdefault(group.key, group)
                known.add(place)
        return groups

    def pictures(self) -> tuple[ShownPicture, ...]:
        """The covered copies that would be on the paper as far as it is decided now, each once."""
        if not self._material.wish.with_exhibits:
            return ()
        found: dict[EvidenceId, ShownPicture] = {}
        for entry in self._material.entries:
            for piece in () if self._drops(entry) else entry.pieces:
                made = covering.covered(piece)
                if made is None or piece.id in self._material.left_out:
                    continue
                before = found.get(piece.id)
                entries = (*before.entries, entry) if before is not None else (entry,)
                found[piece.id] = ShownPicture(piece, covering.as_shown(piece, made).evidence, entries)
        return tuple(found.values())

    def _places(self) -> Iterator[Place]:
        yield Place(WRITER, self._material.writer, can_go=False)
        for entry in self._material.entries:
            stays = not self._drops(entry)
            for field, text in self._said_in(bare_row(entry)):
                yield Place(field, text, entry, stays=stays)
            zone = self._foreign_zone(entry.incident.occurred)
            if zone:
                yield Place(ZONE, zone, entry, whole=True, stays=stays)
            for piece in self._printed_texts(entry):
                text = self._text(piece)
                stays_too = stays and not self._is_left_out(FILE, text)
                yield Place(FILE, text, entry, whole=True, stays=stays_too)
        named = {line.label for entry in self._material.entries for line in entry.actors}
        for milestone in self._milestones(named):
            stays = not self._drops_point(milestone)
            zone = self._zone_of_point(milestone)
            if zone:
                yield Place(ZONE, zone, whole=True, stays=stays)
            for field, text in self._said_in(milestone):
                yield Place(field, text, stays=stays)

    def _groups(self, place: Place) -> Iterator[Group]:
        if place.whole:
            yield Group(hit_key("", place.field, place.text), "", place, ())
        if place.field == ZONE:
            return
        if self._is_type(place.field, place.text):
            return
        by_term: dict[str, list[Found]] = {}
        for found in self._found(place.field, place.text):
            by_term.setdefault(found.term, []).append(found)
        for term, found_here in by_term.items():
            yield Group(hit_key(term, place.field, place.text), term, place, tuple(found_here))

    # The paper

    def paper(self, words: Words, made_at: LocalTime) -> Other:
        """The whole paper as values.

        Raises:
            PrivateTermsNotWritten: nobody has said yet what has to stay private.
            PrivateWordsOpen: something of it is not decided.
            CoveredCopiesNeeded: some pictures have not been looked at.
            NothingToPrint: nothing is left to be told.
        """
        material = self._material
        if material.terms is None:
            raise PrivateTermsNotWritten
        waiting = sum(hit.choice is None for hit in self.hits())
        if waiting:
            raise PrivateWordsOpen(waiting)
        entries = tuple(entry for entry in material.entries if not self._drops(entry))
        if not entries:
            raise NothingToPrint
        self._called = self._called_anew(entries, self._mark(words))
        exhibits = self._exhibits(entries, words)
        named = {line.label for entry in entries for line in entry.actors}
        milestones = tuple(each for each in self._milestones(named) if not self._drops_point(each))
        log = Log(
            writer=self._change(words)(WRITER, material.writer),
            police_reference="",
            made_at=LocalTime(f"{made_at.local[:10]}T00:00:00", "", 0),
            journal=JournalId(""),
            program="",
            scope=Scope(Reader.OTHER),
            rows=self._rows(entries, milestones, exhibits, words),
            milestones=tuple(mapped(each, self._change(words)) for each in milestones),
            exhibits=tuple(exhibit for exhibit, _ in exhibits.values()),
            types=tuple(replace(kind, label=words.say(kind.label)) for kind in self._types),
            paper=material.wish.paper,
            with_exhibits=material.wish.with_exhibits,
            combined=material.wish.combined,
        )
        given = tuple(Exhibit(exhibit.reference, piece.id) for exhibit, piece in exhibits.values())
        contents = Contents()
        chosen = Chosen(Packed(contents.of(entries)), given, (), contents)
        return Other(log, chosen, material.terms, self._shown())

    def _rows(
        self,
        entries: Iterable[Entry],
        milestones: Iterable[LogMilestone],
        exhibits: Mapping[EvidenceId, tuple[LogExhibit, Piece]],
        words: Words,
    ) -> tuple[LogRow, ...]:
        """Numbered from 1 in the order they are printed, so that nothing shows where others stood between them."""
        told = {milestone.id for milestone in milestones}
        rows = []
        for number, entry in enumerate(as_printed(entries), start=1):
            row = mapped(bare_row(entry), self._change(words))
            rows.append(
                replace(
                    row,
                    number=number,
                    after=tuple(each for each in row.after if each.milestone in told),
                    exhibits=tuple(
                        exhibits[piece.id][0].reference for piece in entry.pieces if piece.id in exhibits
                    ),
                )
            )
        return tuple(rows)

    def _exhibits(self, entries: Iterable[Entry], words: Words) -> dict[EvidenceId, tuple[LogExhibit, Piece]]:
        """Covered copies and texts, numbered in the order their incidents are printed in."""
        if not self._material.wish.with_exhibits:
            return {}
        ordered = as_printed(entries)
        shown = {
            piece.id: piece
            for entry in covering.shown_to_the_other(ordered, self._material.left_out)
            for piece in entry.pieces
        }
        found: dict[EvidenceId, tuple[LogExhibit, Piece]] = {}
        for entry in ordered:
            texts_of = {piece.id for piece in self._printed_texts(entry)}
            for piece in entry.pieces:
                reference = f"{REFERENCE}{len(found) + 1}"
                if piece.id in found:
                    continue
                if piece.id in shown:
                    copy = bare_evidence(reference, shown[piece.id].evidence)
                    found[piece.id] = (self._picture(reference, copy), shown[piece.id])
                elif piece.id in texts_of and not self._is_left_out(FILE, self._text(piece)):
                    found[piece.id] = (self._printed_text(reference, piece, words), piece)
        return found

    def _picture(self, reference: str, evidence: Evidence) -> LogExhibit:
        opening = partial(self._originals.open, evidence)
        return LogExhibit(reference, evidence, EvidenceNote(), exhibit_kind(evidence), opening)

    def _printed_text(self, reference: str, piece: Piece, words: Words) -> LogExhibit:
        # One line end more than the file has, so that not even a text that is shown whole has the hash of its file.
        text = self._change(words)(FILE, self._text(piece)) + "\n"
        evidence = bare_evidence(reference, None)
        opening = partial(self._originals.open, evidence)
        return LogExhibit(reference, evidence, EvidenceNote(), ExhibitKind.TEXT, opening, lambda: text)

    def _printed_texts(self, entry: Entry) -> Iterator[Piece]:
        """The mails and texts of an incident that are short enough to be printed."""
        if self._material.wish.with_exhibits:
            for piece in entry.pieces:
                if (
                    piece.id not in self._material.left_out
                    and exhibit_kind(piece.evidence) is ExhibitKind.TEXT
                ):
                    yield piece

    def _text(self, piece: Piece) -> str:
        """What is printed of a text: of a mail only who wrote it, when, what about, and its words."""
        if piece.id not in self._texts:
            self._texts[piece.id] = self._read(piece)
        return self._texts[piece.id]

    def _read(self, piece: Piece) -> str:
        if piece.evidence.original.media_type != media_types.MAIL:
            with self._originals.open(piece.evidence) as stream:
                return read_text(stream.read())[0]
        head, _, body = self._originals.text(piece.evidence).partition("\n\n")
        told = [line for line in head.split("\n") if line.casefold().startswith(_MAIL_HEADERS)]
        return "\n".join((*told, "", body))

    def _milestones(self, named: set[str]) -> Iterator[LogMilestone]:
        """The turning points that concern nobody in particular, or somebody whom an incident names."""
        for each in self._material.milestones:
            if not each.actors or named.intersection(each.actors):
                yield bare_milestone(each, named)

    # What is done about a private term

    def _change(self, words: Words) -> Change:
        return partial(self._covered, self._mark(words))

    def _mark(self, words: Words) -> str:
        said = words.say("[covered]")
        return "[…]" if self._looking.found(said) else said

    def _covered(self, mark: str, field: str, text: str) -> str:
        if self._is_type(field, text):
            return text
        return self._called[text] if field == WHO else self._without(mark, field, text, text)

    def _without(self, mark: str, field: str, text: str, said: str) -> str:
        """What is said in the place of a text of that field, without what may not be read in that text."""
        hidden = {
            found.term
            for found in self._found(field, text)
            if self._choice(found.term, field, text) is not Choice.SHOW
        }
        return covered(said, (found for found in self._found(field, said) if found.term in hidden), mark)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What people are called, by what tells them apart at home: its numbers tell of others."""
        lines = (line for entry in self._material.entries for line in entry.actors)
        return {line.label: self._material.names.get(line.id, line.label) for line in lines}

    def _called_anew(self, entries: Iterable[Entry], mark: str) -> Mapping[str, str]:
        """What everybody on the paper is called there, by what tells them apart at home; who is covered is still
        somebody else than another who is."""
        lines = {line.label: line for entry in as_printed(entries) for line in entry.actors}
        names = {label: self._names[label] for label in lines}
        anew = numbered_anew(replace(line, label=names[label]) for label, line in lines.items())
        said = {label: self._without(mark, WHO, name, anew.get(name, name)) for label, name in names.items()}
        known = self._terms_in(said.values())
        return told_apart(said, lambda name: self._terms_in((name,)) <= known)

    def _terms_in(self, texts: Iterable[str]) -> set[str]:
        return {found.term for text in texts for found in self._looking.found(text)}

    def _said_in(self, value: object) -> Iterator[tuple[str, str]]:
        """Every text in something that would be printed, with its field."""
        for field, text in texts(value):
            yield field, self._names.get(text, text) if field == WHO else text

    def _drops(self, entry: Entry) -> bool:
        """Whether an incident is left out."""
        zone = self._foreign_zone(entry.incident.occurred)
        return self._goes(bare_row(entry)) or (bool(zone) and self._is_left_out(ZONE, zone))

    def _drops_point(self, each: LogMilestone) -> bool:
        """Whether a turning point is left out."""
        zone = self._zone_of_point(each)
        return self._goes(each) or (bool(zone) and self._is_left_out(ZONE, zone))

    def _zone_of_point(self, each: LogMilestone) -> str:
        """The same of a turning point; of most the day alone is told, and nothing of where that was."""
        date = each.milestone.date
        return self._foreign_zone(date) if date.to is not None else ""

    def _foreign_zone(self, occurred: When) -> str:
        """The zone of its time, or of the end of that, where its distance from UTC shows that it is another than
        that of most of them."""
        for moment in (occurred.stands_at, occurred.to):
            if moment is None or not moment.tz or moment.tz == self._usual_zone:
                continue
            usual = at_instant(moment.utc_ms, self._usual_zone) if self._usual_zone else moment
            if usual.off_min != moment.off_min:
                return moment.tz
        return ""

    @cached_property
    def _usual_zone(self) -> str:
        # What is left out for its words must not make a place usual that what stays tells of once.
        staying = (entry for entry in self._material.entries if not self._goes(bare_row(entry)))
        moments = (entry.incident.occurred.stands_at for entry in staying)
        counted = Counter(moment.tz for moment in moments if moment is not None)
        return counted.most_common(1)[0][0] if counted else ""

    def _goes(self, thing: object) -> bool:
        """Whether something in it was decided to be left out, and it with that."""
        return any(self._has(Choice.LEAVE_OUT, field, text) for field, text in self._said_in(thing))

    def _is_left_out(self, field: str, text: str) -> bool:
        return self._choice("", field, text) is Choice.LEAVE_OUT or self._has(Choice.LEAVE_OUT, field, text)

    def _has(self, choice: Choice, field: str, text: str) -> bool:
        return any(
            self._choice(found.term, field, text) is choice
            for found in self._found(field, text)
            if not self._is_type(field, text)
        )

    def _shown(self) -> tuple[str, ...]:
        """The terms that stand on the paper because the person decided so, some as a part of a longer one."""
        decided = {
            group.term
            for key, group in self._grouped.items()
            if group.stays and group.term and self._choice_of(key) is Choice.SHOW
        }
        return tuple(
            term
            for term in self._material.terms or ()
            if any(Looking((term,)).found(longer) for longer in decided)
        )

    def _choice(self, term: str, field: str, text: str) -> Choice | None:
        return self._choice_of(hit_key(term, field, text))

    def _choice_of(self, key: str) -> Choice | None:
        return self._material.choices.get(key)

    def _found(self, field: str, text: str) -> tuple[Found, ...]:
        """The terms in a text, without those that are only a part of a longer one that stands there."""
        if (field, text) not in self._seen:
            every = (*self._looking.found(text), *self._parted.get((field, text), ()))
            self._seen[field, text] = tuple(each for each in every if not _is_inside(each, every))
        return self._seen[field, text]

    def _is_type(self, field: str, text: str) -> bool:
        """Types that come with the program are looked up by their keys, which nobody typed."""
        return field == "types" and text in self._known_types


def _is_inside(found: Found, every: Iterable[Found]) -> bool:
    size = found.end - found.start
    return any(
        each.start <= found.start and found.end <= each.end and each.end - each.start > size for each in every
    )
