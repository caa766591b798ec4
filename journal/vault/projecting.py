"""Projecting records into the tables that panes read; run once per record, and again for all when rebuilt."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from journal.domain import records as r
from journal.domain.actor import told_apart
from journal.domain.canonical import Json
from journal.domain.chain import Body, digest, read_body, read_header
from journal.domain.errors import UnknownRecord
from journal.domain.incident import Incident
from journal.domain.moments import sort_utc
from journal.domain.shape import to_json
from journal.vault.engine import Connection
from journal.vault.schema import PROJECTION, SEEN
from journal.vault.searching import (
    forget_text,
    index_actor,
    index_evidence,
    index_incident,
    index_text,
    typed_words,
)

PICTURES = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "image/bmp",
    "image/tiff",
    "application/pdf",
)
"""Media types that have something to show."""

Handler = Callable[[Connection, int, Body, Any], None]
"""Projects one type of record; the last argument is the record itself."""


def project(connection: Connection, seq: int, body: Body) -> None:
    """Bring the projections up to date with one record, in the transaction that appends it."""
    name = body.record.name
    connection.execute(
        "INSERT INTO seen_record (seq, type, subject, utc_ms) VALUES (?, ?, ?, ?)",
        (seq, name, body.id, body.rec.utc_ms),
    )
    handler = _HANDLERS.get(type(body.record))
    if handler is not None:
        handler(connection, seq, body, body.record)


EDITION = 4
"""Raised when a record is projected differently than before into the same tables."""


def create(connection: Connection) -> None:
    """Make the empty projection tables, and remember which program made them."""
    for statement in SEEN:
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO own_projection (one, made_by) VALUES (1, ?)", (_maker(),))


def is_current(connection: Connection) -> bool:
    """Whether the projections are those this program makes."""
    row = connection.execute("SELECT made_by FROM own_projection WHERE one = 1").fetchone()
    return row is not None and row[0] == _maker()


def _maker() -> str:
    """By the records it knows as well: a program that does not know all of them has to notice."""
    known = sorted(f"{name} {kind.version}" for name, kind in r.TYPES.items())
    return digest("\n".join((str(EDITION), *SEEN, *known)).encode())


def rebuild(connection: Connection) -> None:
    """Drop every projection and make it again from the bodies that are there, in the caller's transaction."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'seen\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'seen\\_words\\_%' ESCAPE '\\' AND name <> 'seen_thumbnail'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f'DROP TABLE "{table}"')
    create(connection)
    _replay(connection, connection)


def replay(source: Connection, fresh: Connection) -> None:
    """Make the projections of one database in another one, which is empty.

    Raises:
        NotCanonical, ShapeFault, UnknownRecord: a record cannot be read.
    """
    fresh.execute(PROJECTION)
    create(fresh)
    _replay(source, fresh)


def project_known(connection: Connection) -> int:
    """Make the projections of a database that has none, passing over what a newer program wrote.

    Returns how many records were passed over.
    """
    connection.execute(PROJECTION)
    create(connection)
    with suppress(UnknownRecord):  # then some have other numbers than they had on paper
        _note_removed(connection, connection)
    unread = 0
    for header, text in _with_bodies(connection):
        try:
            seq, body = read_header(header).seq, read_body(text)
        except UnknownRecord:
            unread += 1
        else:
            project(connection, seq, body)
    return unread


def _replay(source: Connection, connection: Connection) -> None:
    _note_removed(source, connection)
    for header, text in _with_bodies(source):
        project(connection, read_header(header).seq, read_body(text))


def _with_bodies(source: Connection) -> Iterator[tuple[bytes, bytes]]:
    yield from source.execute(
        "SELECT kept_record.header, kept_body.text FROM kept_record JOIN kept_body USING (seq) ORDER BY seq"
    )


def _note_removed(source: Connection, connection: Connection) -> None:
    """Learn first what was removed for good, so that everything else gets the number it had."""
    rows = source.execute(
        "SELECT text FROM kept_body WHERE seq IN (SELECT by_seq FROM kept_shredded)"
        " OR instr(text, ?) > 0 ORDER BY seq",
        (b'"type":"' + r.JournalSalvaged.name.encode() + b'"',),
    )
    for (text,) in rows.fetchall():
        record = read_body(text).record
        if isinstance(record, r.Shredded):
            _remember_numbers(connection, record.incidents)
            _remember_removed(connection, record.evidence)
        if isinstance(record, r.JournalSalvaged):
            _remember_numbers(connection, record.numbers)


def _remember_numbers(connection: Connection, removed: Iterable[r.RemovedIncident]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO seen_removed (id, first, number) VALUES (?, ?, ?)",
        [(gone.incident or f"no. {gone.number}", gone.first, gone.number) for gone in removed],
    )


def _remember_removed(connection: Connection, evidence: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO seen_removed (id, first, number) VALUES (?, 0, 0)",
        [(piece,) for piece in evidence],
    )


def _still_there(connection: Connection, evidence: Iterable[str]) -> list[str]:
    """Those pieces of evidence that were not removed for good, in their order."""
    statement = "SELECT 1 FROM seen_removed WHERE id = ?"
    return [piece for piece in evidence if connection.execute(statement, (piece,)).fetchone() is None]


def _text(value: object) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


def _flag(value: object) -> int:
    return 1 if value else 0


def _incident_created(connection: Connection, seq: int, body: Body, record: r.IncidentCreated) -> None:
    _begin_incident(connection, seq, body)
    _write_incident(connection, seq, body, record.incident, body.rec.utc_ms)


def _begin_incident(connection: Connection, seq: int, body: Body) -> None:
    number = _number_for(connection, seq, body.id)
    rec = _text(body.rec)
    connection.execute(
        "INSERT INTO seen_incident (number, id, first_seq, seq, sort_ms, known, day, voided, starred, passed_on,"
        " files, edits, first_rec, latest_rec, data) VALUES (?, ?, ?, ?, 0, 0, '', 0, 0, 0, 0, 0, ?, ?, '')",
        (number, body.id, seq, seq, rec, rec),
    )


def _number_for(connection: Connection, seq: int, subject: str) -> int:
    """The next number, after those of incidents that are gone; one whose first record was lost has its old one."""
    kept = connection.execute(
        "SELECT number FROM seen_removed WHERE id = ? AND number > 0"
        " AND number NOT IN (SELECT number FROM seen_incident)",
        (subject,),
    ).fetchone()
    following = connection.execute(
        "SELECT 1 + max((SELECT coalesce(max(number), 0) FROM seen_incident),"
        " (SELECT coalesce(max(number), 0) FROM seen_removed WHERE first < ?))",
        (seq,),
    ).fetchone()
    return int((kept or following)[0])


def _incident_amended(connection: Connection, seq: int, body: Body, record: r.IncidentAmended) -> None:
    before = connection.execute(
        "SELECT first_rec, data FROM seen_incident WHERE id = ?", (body.id,)
    ).fetchone()
    if before is None:
        # Its first words were lost to damage; what is here is the whole of a later state.
        _begin_incident(connection, seq, body)
    if before is None or not _is_star_alone(before[1], record.incident):
        connection.execute(
            "UPDATE seen_incident SET edits = edits + 1, latest_rec = ? WHERE id = ?",
            (_text(body.rec), body.id),
        )
    recorded_ms = json.loads(before[0])["utc_ms"] if before else body.rec.utc_ms
    _write_incident(connection, seq, body, record.incident, recorded_ms)


def _is_star_alone(before: str, now: Incident) -> bool:
    """Whether only the star was set or taken away, which corrects nothing that was written."""
    return before == _text(replace(now, starred=not now.starred))


def _write_incident(
    connection: Connection, seq: int, body: Body, incident: Incident, recorded_ms: int
) -> None:
    stands_at = incident.occurred.stands_at
    connection.execute(
        "UPDATE seen_incident SET seq = ?, sort_ms = ?, known = ?, day = ?, starred = ?, passed_on = ?, files = ?,"
        " data = ? WHERE id = ?",
        (
            seq,
            sort_utc(incident.occurred, recorded_ms),
            _flag(stands_at is not None),
            stands_at.local[:10] if stands_at is not None else "",
            _flag(incident.starred),
            _flag(incident.passed_on),
            len(_still_there(connection, incident.evidence)),
            _text(incident),
            body.id,
        ),
    )
    _write_references(connection, body.id, incident)
    index_incident(connection, body.id)


def _write_references(connection: Connection, subject: str, incident: Incident) -> None:
    for table in ("seen_attribution", "seen_type", "seen_link"):
        connection.execute(f"DELETE FROM {table} WHERE incident = ?", (subject,))
    connection.executemany(
        "INSERT INTO seen_attribution (incident, at, actor) VALUES (?, ?, ?)",
        [(subject, at, link.actor) for at, link in enumerate(incident.actors)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO seen_type (incident, type) VALUES (?, ?)",
        [(subject, kind) for kind in incident.types],
    )
    connection.executemany(
        "INSERT INTO seen_link (incident, at, evidence) VALUES (?, ?, ?)",
        [(subject, at, piece) for at, piece in enumerate(_still_there(connection, incident.evidence))],
    )


def _voided(table: str, voided: int) -> Handler:
    statement = f"UPDATE {table} SET voided = ?, seq = ? WHERE id = ?"

    def mark(connection: Connection, seq: int, body: Body, _record: r.Record) -> None:
        connection.execute(statement, (voided, seq, body.id))

    return mark


def _actor_written(
    connection: Connection, seq: int, body: Body, record: r.ActorCreated | r.ActorAmended
) -> None:
    connection.execute(
        "INSERT INTO seen_actor (id, seq, voided, stands_for, label, data) VALUES (?, ?, 0, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, label = excluded.label, data = excluded.data",
        (body.id, seq, body.id, record.actor.label, _text(record.actor)),
    )
    index_actor(connection, body.id)
    _tell_apart(connection)


def _actors_joined(connection: Connection, seq: int, body: Body, record: r.ActorsJoined) -> None:
    for joined in record.joined:
        connection.execute(
            "UPDATE seen_actor SET stands_for = ?, seq = ? WHERE stands_for = ?", (body.id, seq, joined)
        )
        index_actor(connection, joined)
    _tell_apart(connection)


def _actors_split(connection: Connection, seq: int, body: Body, record: r.ActorsSplit) -> None:
    for joined in record.joined:
        connection.execute("UPDATE seen_actor SET stands_for = id, seq = ? WHERE id = ?", (seq, joined))
        index_actor(connection, joined)
    _tell_apart(connection)


def _actor_taken_out(connection: Connection, seq: int, body: Body, record: r.ActorVoided) -> None:
    _voided("seen_actor", 1)(connection, seq, body, record)
    _tell_apart(connection)


def _actor_restored(connection: Connection, seq: int, body: Body, record: r.ActorRestored) -> None:
    _voided("seen_actor", 0)(connection, seq, body, record)
    _tell_apart(connection)


def _tell_apart(connection: Connection) -> None:
    """Give those who stand for themselves a label that no other has; their own words stay in `data`.

    Who was taken out may still be named somewhere, and takes no name from those who were not.
    """
    rows = connection.execute(
        "SELECT id, voided, label, json_extract(data, '$.label') FROM seen_actor WHERE stands_for = id"
        " ORDER BY voided, (SELECT min(seq) FROM seen_record WHERE subject = seen_actor.id), id"
    ).fetchall()
    apart = {
        **told_apart({subject: name for subject, _, _, name in rows}),
        **told_apart({subject: name for subject, voided, _, name in rows if not voided}),
    }
    for subject, _, label, _ in rows:
        if apart[subject] != label:
            connection.execute("UPDATE seen_actor SET label = ? WHERE id = ?", (apart[subject], subject))


def _evidence_added(connection: Connection, seq: int, body: Body, record: r.EvidenceAdded) -> None:
    evidence = record.evidence
    note: Json = {
        "content_date": to_json(evidence.content_date),
        "link": evidence.link,
        "note": evidence.note,
        "physical_original": evidence.physical_original,
    }
    connection.execute(
        "INSERT INTO seen_evidence (id, first_seq, seq, acquired_ms, voided, picture, data, note)"
        " VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
        (
            body.id,
            seq,
            seq,
            evidence.acquired_ms,
            _flag(evidence.original.media_type in PICTURES),
            _text(evidence),
            json.dumps(note, ensure_ascii=False),
        ),
    )
    index_evidence(connection, body.id)


def _evidence_amended(connection: Connection, seq: int, body: Body, record: r.EvidenceAmended) -> None:
    connection.execute(
        "UPDATE seen_evidence SET seq = ?, note = ? WHERE id = ?", (seq, _text(record.note), body.id)
    )
    index_evidence(connection, body.id)


def _evidence_derived(connection: Connection, seq: int, body: Body, record: r.EvidenceDerived) -> None:
    connection.execute(
        "INSERT INTO seen_derivative (seq, id, of, data) VALUES (?, ?, ?, ?)",
        (seq, body.id, record.derivative.of, _text(record.derivative)),
    )


def _private_written(connection: Connection, seq: int, body: Body, record: r.PrivateWritten) -> None:
    connection.execute(
        "INSERT INTO seen_private (incident, seq, text) VALUES (?, ?, ?)"
        " ON CONFLICT (incident) DO UPDATE SET seq = excluded.seq, text = excluded.text",
        (record.note.incident, seq, record.note.text),
    )
    index_incident(connection, record.note.incident)


def _witness_written(connection: Connection, seq: int, body: Body, record: r.WitnessWritten) -> None:
    connection.execute(
        "INSERT INTO seen_witness (name, seq, data) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, data = excluded.data",
        (record.contact.name, seq, _text(record.contact)),
    )


def _person_written(connection: Connection, seq: int, body: Body, record: r.PersonWritten) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO seen_person (one, seq, data) VALUES (1, ?, ?)", (seq, _text(record.person))
    )


def _dated_written(table: str, kind: str, part: str, dated: str) -> Handler:
    statement = (
        f"INSERT INTO {table} (id, seq, voided, sort_ms, data) VALUES (?, ?, 0, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, sort_ms = excluded.sort_ms, data = excluded.data"
    )

    def write(connection: Connection, seq: int, body: Body, record: r.Record) -> None:
        value: Any = getattr(record, part)
        sort_ms = sort_utc(getattr(value, dated), body.rec.utc_ms)
        connection.execute(statement, (body.id, seq, sort_ms, _text(value)))
        index_text(connection, kind, body.id, typed_words(to_json(value)))

    return write


def _exhibits_assigned(connection: Connection, seq: int, body: Body, record: r.ExhibitsAssigned) -> None:
    connection.executemany(
        "INSERT INTO seen_exhibit (reference, evidence, seq, at) VALUES (?, ?, ?, ?)",
        [(exhibit.reference, exhibit.evidence, seq, at) for at, exhibit in enumerate(record.exhibits)],
    )


def _shredded(connection: Connection, _seq: int, _body: Body, record: r.Shredded) -> None:
    _remember_numbers(connection, record.incidents)
    _remember_removed(connection, record.evidence)
    for removed in record.incidents:
        for table in ("seen_attribution", "seen_type", "seen_link", "seen_private"):
            connection.execute(f"DELETE FROM {table} WHERE incident = ?", (removed.incident,))
        connection.execute("DELETE FROM seen_incident WHERE id = ?", (removed.incident,))
        forget_text(connection, "incident", removed.incident)
    for piece in record.evidence:
        rows = connection.execute("SELECT incident FROM seen_link WHERE evidence = ?", (piece,)).fetchall()
        for statement in (
            "DELETE FROM seen_evidence WHERE id = ?",
            "DELETE FROM seen_derivative WHERE of = ?",
            "DELETE FROM seen_link WHERE evidence = ?",
        ):
            connection.execute(statement, (piece,))
        for (incident,) in rows:
            connection.execute("UPDATE seen_incident SET files = files - 1 WHERE id = ?", (incident,))
            index_incident(connection, incident)


def _salvaged(connection: Connection, _seq: int, _body: Body, record: r.JournalSalvaged) -> None:
    _remember_numbers(connection, record.numbers)


_milestone = _dated_written("seen_milestone", "milestone", "milestone", "date")
_contact = _dated_written("seen_contact", "contact", "contact", "when")

_HANDLERS: dict[type[r.Record], Handler] = {
    r.IncidentCreated: _incident_created,
    r.IncidentAmended: _incident_amended,
    r.IncidentVoided: _voided("seen_incident", 1),
    r.IncidentRestored: _voided("seen_incident", 0),
    r.ActorCreated: _actor_written,
    r.ActorAmended: _actor_written,
    r.ActorVoided: _actor_taken_out,
    r.ActorRestored: _actor_restored,
    r.ActorsJoined: _actors_joined,
    r.ActorsSplit: _actors_split,
    r.EvidenceAdded: _evidence_added,
    r.EvidenceAmended: _evidence_amended,
    r.EvidenceVoided: _voided("seen_evidence", 1),
    r.EvidenceRestored: _voided("seen_evidence", 0),
    r.EvidenceDerived: _evidence_derived,
    r.JournalSalvaged: _salvaged,
    r.Shredded: _shredded,
    r.PrivateWritten: _private_written,
    r.WitnessWritten: _witness_written,
    r.PersonWritten: _person_written,
    r.MilestoneCreated: _milestone,
    r.MilestoneAmended: _milestone,
    r.MilestoneVoided: _voided("seen_milestone", 1),
    r.MilestoneRestored: _voided("seen_milestone", 0),
    r.ContactCreated: _contact,
    r.ContactAmended: _contact,
    r.ContactVoided: _voided("seen_contact", 1),
    r.ContactRestored: _voided("seen_contact", 0),
    r.ExhibitsAssigned: _exhibits_assigned,
}
