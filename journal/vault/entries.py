"""Reading incidents whole, with what belongs to them: one for the pane, or thousands for a paper."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from journal.domain.actor import Actor
from journal.domain.casework import Milestone
from journal.domain.evidence import Derivative, Evidence, EvidenceNote
from journal.domain.ids import ActorId, EvidenceId, IncidentId
from journal.domain.incident import Incident
from journal.domain.others import Others, Point, lost
from journal.domain.reading import ActorLine, Entry, MilestoneEntry, Piece
from journal.domain.records import Recorded, Shredded
from journal.domain.shape import from_json
from journal.vault.engine import snapshot
from journal.vault.errors import ThingMissing
from journal.vault.records_told import RecordReader

_AT_ONCE = 500
"""Rows held at a time while entries are made of them: ten thousand are heavy, and so is what they become."""

_SHRINK = "PRAGMA shrink_memory"
"""Of pages that nobody will look at again soon."""


class Touched(NamedTuple):
    """The incidents that do not read as they did before, and the pieces of evidence."""

    incidents: frozenset[IncidentId]
    evidence: frozenset[EvidenceId]


class EntryReader(RecordReader):
    """Reads incidents and evidence with everything that belongs to them."""

    _read = 0

    def entry(self, subject: IncidentId) -> Entry:
        """One incident with everything that belongs to it.

        Raises:
            ThingMissing: there is none of that id.
        """
        for entry in tuple(self.entries((subject,))):
            return entry
        raise ThingMissing("incident", subject)

    def entries(self, ids: Sequence[IncidentId]) -> Iterator[Entry]:
        """These incidents with everything that belongs to them, in the same order; those that are gone are left out.

        They are of one moment, which lasts until the last of them was taken.
        """
        with snapshot(self._connection):
            others = Others(cache(self._named), self._points())
            for bare in self._bare(ids):
                whole = others.whole(bare)
                yield replace(whole, pieces=tuple(self._with_reference(piece) for piece in whole.pieces))

    def moment(self) -> AbstractContextManager[None]:
        """Everything that is read inside is of one moment."""
        return snapshot(self._connection)

    def let_go(self) -> None:
        """Keep no pages of the database in memory: what follows does not read for a while."""
        self._all(_SHRINK)

    def bare_entries(self, ids: Sequence[IncidentId]) -> Iterator[Entry]:
        """The same without what changes while they stay: whom they name, what is after what, references.

        They are of the moment that the caller holds.
        """
        yield from self._bare(ids)
        self._read += len(ids)
        if self._read >= _AT_ONCE:
            self._read = 0
            self._all(_SHRINK)

    def bare_pieces(self, ids: Iterable[EvidenceId]) -> Iterator[Piece]:
        """These pieces of evidence without their references, in the same order; those that are gone are left out."""
        wanted = tuple(ids)
        if not wanted:
            return
        named = (json.dumps(wanted),)
        rows = self._all(
            "SELECT id, first_seq, data, note, picture FROM seen_evidence"
            " WHERE voided = 0 AND id IN (SELECT value FROM json_each(?))",
            named,
        )
        found = {row[0]: row for row in rows}
        derived: dict[EvidenceId, list[Derivative]] = {}
        for subject, data in self._all(
            "SELECT of, data FROM seen_derivative WHERE of IN (SELECT value FROM json_each(?)) ORDER BY seq",
            named,
        ):
            derived.setdefault(subject, []).append(from_json(Derivative, json.loads(data)))
        for subject in wanted:
            if (row := found.get(subject)) is not None:
                yield Piece(
                    id=subject,
                    seq=row[1],
                    evidence=from_json(Evidence, json.loads(row[2])),
                    note=from_json(EvidenceNote, json.loads(row[3])),
                    has_picture=bool(row[4]),
                    derivatives=tuple(derived.get(subject, ())),
                )

    def others(self) -> Others:
        """Who stands behind every incident now, and every turning point, as values."""
        rows = self._all("SELECT id, stands_for, label, data FROM seen_actor ORDER BY id")
        joined: dict[str, list[ActorId]] = {}
        for subject, stands_for, _, _ in rows:
            mine = joined.setdefault(stands_for, [])
            if subject != stands_for:
                mine.append(subject)
        lines = {
            subject: _line(subject, label, data, tuple(joined[subject]))
            for subject, _, label, data in rows
            if subject in joined
        }
        people = {subject: lines[stands_for] for subject, stands_for, _, _ in rows if stands_for in lines}
        keys = {line.label: line.id for line in reversed(people.values())}
        return Others(lambda actor: people.get(actor) or lost(actor), self._points(), keys)

    def piece(self, subject: EvidenceId) -> Piece:
        """One piece of evidence.

        Raises:
            ThingMissing: there is none of that id.
        """
        with snapshot(self._connection):
            for piece in self._pieces((subject,)):
                return piece
        raise ThingMissing("evidence", subject)

    def milestones(self) -> tuple[MilestoneEntry, ...]:
        """Every turning point, oldest first."""
        rows = self._all("SELECT id, seq, data FROM seen_milestone WHERE voided = 0 ORDER BY sort_ms, seq")
        return tuple(
            MilestoneEntry(subject, seq, from_json(Milestone, json.loads(data)))
            for subject, seq, data in rows
        )

    def last_seq(self) -> int:
        """The number of the latest record that can be read."""
        return int(self._one("SELECT coalesce(max(seq), 0) FROM seen_record")[0])

    def touched_since(self, seq: int) -> Touched | None:
        """What bare entries and pieces read before that record have to be read anew; None where that is not known."""
        if self._one("SELECT 1 FROM seen_record WHERE seq > ? AND type = ?", seq, Shredded.name):
            return None
        evidence = self._all(
            "SELECT subject FROM seen_record WHERE seq > ?1 AND type LIKE 'evidence.%'"
            " UNION SELECT of FROM seen_derivative WHERE seq > ?1",
            (seq,),
        )
        pieces = frozenset(EvidenceId(subject) for (subject,) in evidence)
        incidents = self._all(
            "SELECT subject FROM seen_record WHERE seq > ?1 AND type LIKE 'incident.%'"
            " UNION SELECT incident FROM seen_private WHERE seq > ?1"
            " UNION SELECT incident FROM seen_link WHERE evidence IN (SELECT value FROM json_each(?2))",
            (seq, json.dumps(sorted(pieces))),
        )
        return Touched(frozenset(IncidentId(subject) for (subject,) in incidents), pieces)

    def counted(self, by: str) -> tuple[int, tuple[str, ...]]:
        """What was kept of what incidents come to, if it was counted by that, and after which record; 0 for none."""
        row = self._one("SELECT seq FROM seen_counting WHERE by = ?", by)
        rows = self._all("SELECT data FROM seen_counted") if row else ()
        return (row[0] if row else 0, tuple(data for (data,) in rows))

    def _bare(self, ids: Sequence[IncidentId]) -> Iterator[Entry]:
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._some_entries(ids[start : start + _AT_ONCE])
            if len(ids) > _AT_ONCE:
                self._all(_SHRINK)

    def _some_entries(self, ids: Sequence[IncidentId]) -> Iterator[Entry]:
        rows = self._all(
            "SELECT id, number, seq, first_rec, latest_rec, edits, voided, data,"
            " (SELECT text FROM seen_private WHERE incident = seen_incident.id)"
            " FROM seen_incident WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        found = {row[0]: (row, from_json(Incident, json.loads(row[7]))) for row in rows}
        named = dict.fromkeys(each for _, incident in found.values() for each in incident.evidence)
        pieces = {piece.id: piece for piece in self.bare_pieces(named)}
        return (_bare_entry(*found[subject], pieces) for subject in ids if subject in found)

    def _pieces(self, ids: Iterable[EvidenceId]) -> Iterable[Piece]:
        return map(self._with_reference, self.bare_pieces(ids))

    def _with_reference(self, bare: Piece) -> Piece:
        said = self._text("SELECT reference FROM seen_exhibit WHERE evidence = ? ORDER BY seq", bare.id)
        return replace(bare, reference=said) if said else bare

    def _points(self) -> tuple[Point, ...]:
        return tuple(map(Point.of, self.milestones()))

    def _named(self, actor: ActorId, incidents: int = 0) -> ActorLine:
        row = self._one(
            "SELECT kept.id, kept.label, kept.data FROM seen_actor JOIN seen_actor AS kept"
            " ON kept.id = seen_actor.stands_for WHERE seen_actor.id = ?",
            actor,
        )
        if row is None:
            return lost(actor, incidents)
        joined = self._all("SELECT id FROM seen_actor WHERE stands_for = ?1 AND id <> ?1", (row[0],))
        return _line(row[0], row[1], row[2], tuple(other for (other,) in joined), incidents)


def _bare_entry(row: Any, incident: Incident, pieces: Mapping[EvidenceId, Piece]) -> Entry:
    first = from_json(Recorded, json.loads(row[3]))
    return Entry(
        id=row[0],
        number=row[1],
        seq=row[2],
        incident=incident,
        first=first,
        latest=first if row[4] == row[3] else from_json(Recorded, json.loads(row[4])),
        edits=row[5],
        voided=bool(row[6]),
        actors=(),
        pieces=tuple(pieces[each] for each in incident.evidence if each in pieces),
        private_note=row[8] or "",
        after=(),
    )


def _line(
    subject: ActorId, label: str, data: str, joined: tuple[ActorId, ...], incidents: int = 0
) -> ActorLine:
    known = from_json(Actor, json.loads(data))
    hint = " · ".join(identifier.seen for identifier in known.identifiers[:2])
    return ActorLine(subject, label, known.standing, incidents, hint, joined)
