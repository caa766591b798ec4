"""A new database out of what was found in a damaged one: the same records, with the same bytes, and their holes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from journal.domain.chain import read_body
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.ids import IncidentId
from journal.domain.incident import Incident
from journal.domain.records import IncidentCreated, RemovedIncident
from journal.domain.shape import from_json
from journal.vault import projecting
from journal.vault.engine import Access, Connection, connect, transaction
from journal.vault.mending import Mended
from journal.vault.numbering import count_again
from journal.vault.opening import create
from journal.vault.salvaging import Found

_TABLES = {
    "incident": ("seen_incident", "id"),
    "evidence": ("seen_evidence", "id"),
    "actor": ("seen_actor", "id"),
    "milestone": ("seen_milestone", "id"),
    "contact": ("seen_contact", "id"),
    "witness": ("seen_witness", "name"),
}


@dataclass(frozen=True)
class Present:
    """What the new database says of a thing, in the same form as what the old lists showed."""

    data: Mapping[str, object]
    voided: bool
    note: Mapping[str, object] | None


def found_anew(folder: JournalFolder, key: bytes, mended: Mended, found: Found) -> Connection:
    """Make a database that holds every record there is, byte for byte, and return it open.

    Raises:
        UnknownRecord: a newer program wrote some of them.
        DatabaseFull, DatabaseUnwritable: it was not made.
    """
    create(folder, key)
    connection = connect(folder.database, key, Access.WRITE)
    try:
        with transaction(connection):
            _put_records(connection, mended)
            _put_keys(connection, found, mended.removed)
            _put_drafts(connection, found, mended.removed)
            projecting.rebuild(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def present(connection: Connection, kind: str, subject: str) -> Present | None:
    """What the new database says of a thing; None where it knows nothing of it."""
    if kind == "person":
        row = connection.execute("SELECT data FROM seen_person").fetchone()
        return Present(json.loads(row[0]), False, None) if row else None
    table, name = _TABLES[kind]
    voided = "0" if kind == "witness" else "voided"
    note = "note" if kind == "evidence" else "NULL"
    row = connection.execute(
        f"SELECT data, {voided}, {note} FROM {table} WHERE {name} = ?", (subject,)
    ).fetchone()
    if row is None:
        return None
    return Present(json.loads(row[0]), bool(row[1]), json.loads(row[2]) if row[2] else None)


def private_note(connection: Connection, incident: str) -> str:
    """The note only for the writer that the new database has, or nothing."""
    row = connection.execute("SELECT text FROM seen_private WHERE incident = ?", (incident,)).fetchone()
    return str(row[0]) if row else ""


def newest_state(connection: Connection, kind: str, subject: str, before: int) -> int:
    """The newest record below `before` that says what a thing is and is there with its words; 0 where there is none.

    `kind` is that of any record about it.
    """
    family = kind.partition(".")[0]
    row = connection.execute(
        "SELECT max(seq) FROM seen_record WHERE subject = ?1 AND seq < ?3"
        " AND type IN (?2 || '.create', ?2 || '.amend', ?2 || '.add', ?2 || '.write')",
        (subject, family, before),
    ).fetchone()
    return int(row[0] or 0)


def is_as_shown(connection: Connection, found: Found, kind: str, subject: str, seq: int) -> bool:
    """Whether the lists showed a thing after record `seq`, and the new database says the same of it."""
    family = kind.partition(".")[0]
    if family == "private":
        shown = found.private.get(subject)
        return shown is not None and shown[0] >= seq and shown[1] == private_note(connection, subject)
    known = "milestone or contact" if family in ("milestone", "contact") else family
    state = found.states.get((known, subject))
    if state is None or state.seq < seq or (family not in _TABLES and family != "person"):
        return False
    now = present(connection, family, subject)
    return now is not None and (now.data, now.voided) == (state.data, state.voided)


def evidence_of(connection: Connection, seq: int) -> tuple[str, str]:
    """The id and the name of the evidence that a record brought, or of what it was derived from."""
    row = connection.execute(
        "SELECT seen_evidence.id, seen_evidence.data FROM seen_evidence"
        " LEFT JOIN seen_derivative ON seen_derivative.of = seen_evidence.id"
        " WHERE seen_evidence.first_seq = ?1 OR seen_derivative.seq = ?1",
        (seq,),
    ).fetchone()
    return (str(row[0]), str(json.loads(row[1])["name"])) if row else ("", "")


def lost_numbers(connection: Connection, found: Found, mended: Mended) -> tuple[RemovedIncident, ...]:
    """The numbers of incidents whose first record is lost, so that all others keep theirs.

    To be asked before anything is recorded anew.
    """
    begun = {
        int(seq): str(subject)
        for seq, subject in connection.execute(
            "SELECT seq, subject FROM seen_record WHERE type = 'incident.create'"
        )
    }
    removed = {
        int(first): str(subject)
        for subject, first in connection.execute("SELECT id, first FROM seen_removed WHERE number > 0")
    }
    shown = {
        subject: state
        for (kind, subject), state in found.states.items()
        if kind == "incident" and state.number
    }
    gone = {seq for gap in mended.gaps for seq in range(gap.first, gap.last + 1)} | set(mended.lost_bodies)
    lost = {state.first: subject for subject, state in shown.items() if state.first in gone}
    lost |= {
        seq: subject
        for seq, (kind, subject, _) in found.told.items()
        if seq in gone and kind == "incident.create"
    }
    lost |= {seq: subject for seq, text in mended.unplaced.items() if (subject := _begun_by(text))}
    unexplained = sorted(seq for seq in gone if seq not in found.told and seq not in lost)
    known = {subject: state.number for subject, state in shown.items()}
    numbers = count_again({**begun, **removed, **lost}, known, unexplained)
    return tuple(
        RemovedIncident(IncidentId(subject), number, seq)
        for seq, (subject, number) in sorted(numbers.items())
        if seq not in begun and seq not in removed
    )


def _begun_by(text: bytes) -> str:
    """The incident that a body begins, if it is one that does."""
    try:
        body = read_body(text)
    except JournalError:
        return ""
    return body.id if isinstance(body.record, IncidentCreated) else ""


def make_projections_again(connection: Connection) -> None:
    """Project everything anew, now that the record which names what is lost is there too."""
    with transaction(connection):
        projecting.rebuild(connection)


def _put_records(connection: Connection, mended: Mended) -> None:
    removed: dict[int, list[int]] = {}
    for seq, by_seq in mended.shredded.items():
        removed.setdefault(by_seq, []).append(seq)
    for seq, header in mended.headers.items():
        connection.execute("INSERT INTO kept_record (seq, header) VALUES (?, ?)", (seq, header))
        if seq in mended.bodies:
            connection.execute("INSERT INTO kept_body (seq, text) VALUES (?, ?)", (seq, mended.bodies[seq]))
        for gone in removed.get(seq, ()):
            connection.execute("INSERT INTO kept_shredded (seq, by_seq) VALUES (?, ?)", (gone, seq))


def _put_keys(connection: Connection, found: Found, removed: frozenset[str]) -> None:
    for name, (key, seq) in found.keys.items():
        if name in removed:
            continue
        connection.execute("INSERT INTO kept_file (name, key, seq) VALUES (?, ?, ?)", (name, key, seq))
    for public, (private, until) in found.inbox_keys.items():
        connection.execute(
            "INSERT INTO kept_inbox_key (public, private, until_seq) VALUES (?, ?, ?)",
            (public, private, until),
        )


def _put_drafts(connection: Connection, found: Found, removed: frozenset[str]) -> None:
    for row in found.drafts.values():
        if row[1] in removed:
            continue
        try:
            from_json(Incident, json.loads(row[3]))
        except (JournalError, ValueError):
            continue  # of another program's making, or no draft at all
        connection.execute(
            "INSERT INTO own_draft (id, incident, seq, data, private_note, saved_ms) VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
