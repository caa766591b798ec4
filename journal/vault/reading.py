"""The reading connection of the panes: the timeline and its rows, and what stands beside them."""

import json
from collections.abc import Sequence

from journal.domain.actor import Actor
from journal.domain.casework import Contact, Person, WitnessContact
from journal.domain.chain import read_body
from journal.domain.ids import ActorId, EvidenceId, IncidentId, JournalId
from journal.domain.incident import Incident, proposed_headline
from journal.domain.moments import sort_utc
from journal.domain.reading import (
    ActorLine,
    ContactEntry,
    Key,
    Loose,
    MilestoneLine,
    Month,
    Row,
    Sidebar,
    Timeline,
    Version,
    Wanted,
)
from journal.domain.shape import from_json
from journal.vault.engine import snapshot, telling_apart
from journal.vault.entries import EntryReader
from journal.vault.errors import JournalDamaged, ThingMissing
from journal.vault.narrowing import HAS_PRIVATE, conditions_of
from journal.vault.recognising import KnownFiles
from journal.vault.store import drafts


class VaultReader(EntryReader, KnownFiles):
    """Answers what panes and paper ask; each answer is of one moment."""

    def sidebar(self) -> Sidebar:
        """The figures beside the timeline."""
        with snapshot(self._connection):
            one = self._one
            known = one("SELECT min(sort_ms), max(sort_ms) FROM seen_incident WHERE voided = 0 AND known = 1")
            return Sidebar(
                incidents=one("SELECT count(*) FROM seen_incident WHERE voided = 0")[0],
                to_sort=len(self._loose()),
                passed_on=one("SELECT count(*) FROM seen_incident WHERE voided = 0 AND passed_on = 1")[0],
                only_for_me=one(f"SELECT count(*) FROM seen_incident WHERE voided = 0 AND {HAS_PRIVATE}")[0],
                first_ms=known[0],
                last_ms=known[1],
                people=self._people(),
                months=tuple(
                    Month(*row)
                    for row in self._all(
                        "SELECT substr(day, 1, 7), count(*) FROM seen_incident WHERE voided = 0 AND known = 1"
                        " GROUP BY 1 ORDER BY 1"
                    )
                ),
            )

    def timeline(self, wanted: Wanted) -> Timeline:
        """The places of every wanted incident, newest first, those without a known time before all others."""
        conditions, parameters = conditions_of(wanted)
        with snapshot(self._connection):
            keys = self._all(
                f"SELECT id, sort_ms, day FROM seen_incident WHERE {conditions}"
                " ORDER BY known, sort_ms DESC, number DESC",
                parameters,
            )
            return Timeline(tuple(Key(*key) for key in keys), self.milestone_lines(wanted))

    def milestone_lines(self, wanted: Wanted) -> tuple[MilestoneLine, ...]:
        """The turning points among the wanted incidents, newest first."""
        lines = []
        for entry in self.milestones():
            sort_ms = sort_utc(entry.milestone.date, 0)
            if (wanted.from_ms is not None and sort_ms < wanted.from_ms) or (
                wanted.until_ms is not None and sort_ms >= wanted.until_ms
            ):
                continue
            named = [self._named(actor) for actor in entry.milestone.actors]
            if not wanted.actors or not named or any(line.id in wanted.actors for line in named):
                labels = tuple(line.label for line in named)
                lines.append(
                    MilestoneLine(entry.id, entry.milestone.kind, sort_ms, entry.milestone.date, labels)
                )
        return tuple(reversed(lines))

    def rows(self, ids: Sequence[IncidentId]) -> tuple[Row, ...]:
        """The lines of these incidents, in the same order; those that are gone are left out."""
        found = {}
        with snapshot(self._connection):
            for subject in ids:
                row = self._one(
                    "SELECT id, number, data, json_extract(first_rec, '$.utc_ms'), edits FROM seen_incident"
                    " WHERE id = ?",
                    subject,
                )
                if row is not None:
                    found[subject] = self._row(*row)
        return tuple(found[subject] for subject in ids if subject in found)

    def taken_out(self) -> tuple[IncidentId, ...]:
        """The incidents that were taken out of every list, the one that went last first."""
        rows = self._all("SELECT id FROM seen_incident WHERE voided = 1 ORDER BY seq DESC")
        return tuple(IncidentId(subject) for (subject,) in rows)

    def put_aside(self) -> tuple[Loose, ...]:
        """The evidence that was said not to belong here, the one that went last first."""
        rows = self._all(
            "SELECT id, data, note, acquired_ms, picture FROM seen_evidence WHERE voided = 1 ORDER BY seq DESC"
        )
        return tuple(_loose(*row) for row in rows)

    def loose(self) -> tuple[Loose, ...]:
        """What waits to be sorted, newest first."""
        with snapshot(self._connection):
            return self._loose()

    def history(self, subject: IncidentId) -> tuple[Version, ...]:
        """Every step of an incident, oldest first.

        Raises:
            JournalDamaged: the words of a step are not there, and nothing says that they were removed.
        """
        steps = []
        with snapshot(self._connection):
            numbers = self._all(
                "SELECT seq, type, text FROM seen_record LEFT JOIN kept_body USING (seq)"
                " WHERE subject = ? AND type LIKE 'incident.%' ORDER BY seq",
                (subject,),
            )
            for seq, kind, text in numbers:
                if text is None:
                    raise JournalDamaged(f"record {seq}")
                body = read_body(text)
                steps.append(Version(seq, kind, body.rec, getattr(body.record, "incident", None)))
        return tuple(steps)

    def find_file_key(self, name: str) -> bytes | None:
        """The key of a sealed media file, or None if it was never filed, or removed for good."""
        row = self._one("SELECT key FROM kept_file WHERE name = ?", name)
        return bytes(row[0]) if row else None

    def file_key(self, name: str) -> bytes:
        """The key of a sealed media file.

        Raises:
            ThingMissing: it was never filed, or was removed for good.
        """
        key = self.find_file_key(name)
        if key is None:
            raise ThingMissing("file", name)
        return key

    def thumbnail(self, evidence: EvidenceId) -> bytes | None:
        """The small picture kept of an original, if one was made."""
        row = self._one("SELECT data FROM seen_thumbnail WHERE evidence = ?", evidence)
        return bytes(row[0]) if row else None

    def read_words(self, sha256: str, page: int, by: str) -> bytes | None:
        """What that machine read in the file with that hash, or on that page of it, if it was kept."""
        row = self._one(
            "SELECT data FROM seen_reading WHERE file = ? AND page = ? AND read_by = ?", sha256, page, by
        )
        return bytes(row[0]) if row else None

    def actors(self) -> tuple[tuple[ActorId, Actor], ...]:
        """Every actor that stands for itself, by label."""
        rows = self._all(
            "SELECT id, data FROM seen_actor WHERE voided = 0 AND stands_for = id ORDER BY label COLLATE NOCASE"
        )
        return tuple((subject, from_json(Actor, json.loads(data))) for subject, data in rows)

    def contacts(self) -> tuple[ContactEntry, ...]:
        """Every call and letter, oldest first."""
        rows = self._all("SELECT id, seq, data FROM seen_contact WHERE voided = 0 ORDER BY sort_ms, seq")
        return tuple(
            ContactEntry(subject, seq, from_json(Contact, json.loads(data))) for subject, seq, data in rows
        )

    def person(self) -> Person:
        """What the writer said of themselves; empty fields where nothing was said."""
        row = self._one("SELECT data FROM seen_person WHERE one = 1")
        return from_json(Person, json.loads(row[0])) if row else Person()

    def witnesses(self) -> tuple[WitnessContact, ...]:
        """How every witness can be reached, as far as that was written down."""
        rows = self._all("SELECT data FROM seen_witness ORDER BY name")
        return tuple(from_json(WitnessContact, json.loads(data)) for (data,) in rows)

    def named_witnesses(self) -> tuple[WitnessContact, ...]:
        """Everyone an incident names as a witness, by name, with how they can be reached if that was written down."""
        known = {contact.name: contact for contact in self.witnesses()}
        rows = self._all(
            "SELECT DISTINCT json_extract(named.value, '$.name') AS name"
            " FROM seen_incident, json_each(seen_incident.data, '$.witnesses') AS named"
            " WHERE voided = 0 AND name <> '' ORDER BY name COLLATE NOCASE"
        )
        return tuple(known.get(name, WitnessContact(name)) for (name,) in rows)

    def window(self, name: str) -> bytes | None:
        """What the window remembered under that name."""
        row = self._one("SELECT value FROM own_window WHERE name = ?", name)
        return bytes(row[0]) if row else None

    def journal_id(self) -> JournalId:
        """The journal's own name.

        Raises:
            ThingMissing: no record that says so is there.
        """
        row = self._one(
            "SELECT subject FROM seen_record"
            " WHERE type IN ('journal.create', 'journal.restore', 'journal.salvage') ORDER BY seq"
        )
        if row is None:
            raise ThingMissing("journal", "")
        return JournalId(row[0])

    def close(self) -> None:
        """Close the connection."""
        with telling_apart():
            self._connection.close()

    def _row(self, subject: IncidentId, number: int, data: str, recorded_ms: int, edits: int) -> Row:
        incident = from_json(Incident, json.loads(data))
        pictures = self._all(
            "SELECT evidence FROM seen_link JOIN seen_evidence ON seen_evidence.id = evidence"
            " WHERE incident = ? AND picture = 1 AND voided = 0 ORDER BY at",
            (subject,),
        )
        return Row(
            id=subject,
            number=number,
            headline=incident.headline or proposed_headline(incident),
            occurred=incident.occurred,
            recorded_ms=recorded_ms,
            where=incident.where,
            account=incident.account,
            how_many=incident.how_many,
            actors=tuple(self._named(link.actor).label for link in incident.actors),
            pictures=tuple(piece for (piece,) in pictures),
            files=len(incident.evidence),
            starred=incident.starred,
            edits=edits,
        )

    def _loose(self) -> tuple[Loose, ...]:
        pieces = self._all(
            "SELECT id, data, note, acquired_ms, picture FROM seen_evidence WHERE voided = 0"
            " AND NOT EXISTS (SELECT 1 FROM seen_link WHERE evidence = seen_evidence.id)"
            " AND NOT EXISTS (SELECT 1 FROM own_draft, json_each(own_draft.data, '$.evidence') AS wanted"
            " WHERE wanted.value = seen_evidence.id)"
        )
        found = [_loose(*piece) for piece in pieces]
        for draft in drafts(self._connection, "WHERE incident IS NULL", ()):
            has_picture = any(piece.has_picture for piece in self._pieces(draft.incident.evidence))
            name = draft.incident.headline or proposed_headline(draft.incident)
            found.append(Loose(None, draft.id, name, draft.saved_ms, has_picture))
        return tuple(sorted(found, key=lambda loose: loose.at_ms, reverse=True))

    def _people(self) -> tuple[ActorLine, ...]:
        rows = self._all(
            # The few that are voided are left out by a list: looking every incident up takes seconds in 100,000.
            "SELECT seen_actor.id, count(DISTINCT seen_attribution.incident) FROM seen_actor"
            " LEFT JOIN seen_actor AS named ON named.stands_for = seen_actor.id"
            " LEFT JOIN seen_attribution ON seen_attribution.actor = named.id"
            " AND seen_attribution.incident NOT IN (SELECT id FROM seen_incident WHERE voided = 1)"
            " WHERE seen_actor.voided = 0 AND seen_actor.stands_for = seen_actor.id"
            " GROUP BY seen_actor.id ORDER BY 2 DESC, seen_actor.label COLLATE NOCASE"
        )
        return tuple(self._named(subject, incidents) for subject, incidents in rows)


def _loose(subject: str, data: str, note: str, acquired_ms: int, picture: int) -> Loose:
    evidence = json.loads(data)
    name, seen, said = evidence["name"], evidence["provenance"], json.loads(note)
    return Loose(
        EvidenceId(subject), None, name, acquired_ms, bool(picture), seen["state"], seen["note"], said["note"]
    )
