"""Removing the words of an incident or of evidence for good: first out of every table, then out of every page."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from journal.domain import canonical
from journal.domain import records as r
from journal.domain.ids import EvidenceId, IncidentId
from journal.vault.engine import Connection, telling_apart, transaction
from journal.vault.errors import ThingMissing

_PENDING = "removed files"
_TRIES = 3


@dataclass(frozen=True)
class Doomed:
    """What would go with some incidents and pieces of evidence.

    `shared` are incidents that stay and name some of the evidence; `handed_over` are references it has on paper.
    """

    bodies: tuple[int, ...]
    files: tuple[str, ...]
    incidents: tuple[r.RemovedIncident, ...]
    evidence: tuple[EvidenceId, ...]
    shared: tuple[IncidentId, ...]
    handed_over: tuple[str, ...]
    digests: tuple[str, ...] = ()
    """Of the files: what was read in them goes with them."""

    @property
    def first(self) -> int:
        """The oldest record that goes: copies from before it hold nothing of this."""
        return min(self.bodies)

    def record(self, reason: str) -> r.Shredded:
        """What the journal says of it for good."""
        return r.Shredded(self.bodies, self.files, self.incidents, self.evidence, reason)


def doomed(connection: Connection, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId]) -> Doomed:
    """Find everything the journal holds of these.

    Raises:
        ThingMissing: one of them is not there.
    """
    with telling_apart():
        removed = tuple(_incident(connection, subject) for subject in incidents)
        described = [each for subject in evidence for each in _described(connection, subject)]
        subjects = [*incidents, *evidence]
        bodies = {seq for subject in subjects for seq in _bodies(connection, subject)}
        return Doomed(
            bodies=tuple(sorted(bodies)),
            files=tuple(each["file"] for each in described),
            incidents=removed,
            evidence=tuple(evidence),
            shared=tuple(dict.fromkeys(_shared(connection, evidence, set(incidents)))),
            handed_over=tuple(_references(connection, evidence)),
            digests=tuple(str((each.get("original") or each["made"])["sha256"]) for each in described),
        )


def take_out(connection: Connection, doomed: Doomed, by_seq: int) -> None:
    """Take it out of the tables, in the transaction that appended record `by_seq` which says so."""
    for seq in doomed.bodies:
        connection.execute("INSERT INTO kept_shredded (seq, by_seq) VALUES (?, ?)", (seq, by_seq))
        connection.execute("DELETE FROM kept_body WHERE seq = ?", (seq,))
        connection.execute("DELETE FROM seen_record WHERE seq = ?", (seq,))
    for name in doomed.files:
        connection.execute("DELETE FROM kept_file WHERE name = ?", (name,))
    for subject in doomed.evidence:
        connection.execute("DELETE FROM seen_thumbnail WHERE evidence = ?", (subject,))
    for digest in doomed.digests:
        connection.execute("DELETE FROM seen_reading WHERE file = ?", (digest,))
    for table in ("seen_counting", "seen_counted"):
        connection.execute(f"DELETE FROM {table}")
    for removed in doomed.incidents:
        connection.execute("DELETE FROM own_draft WHERE incident = ?", (removed.incident,))
    _keep_pending(connection, (*pending_files(connection), *doomed.files))


def removals(connection: Connection) -> tuple[tuple[int, int], ...]:
    """For every removal the oldest record that went, and the record that says so."""
    with telling_apart():
        rows = connection.execute(
            "SELECT min(seq), by_seq FROM kept_shredded GROUP BY by_seq ORDER BY by_seq"
        )
        return tuple((int(first), int(by)) for first, by in rows)


def pending_files(connection: Connection) -> tuple[str, ...]:
    """The sealed files of what was taken out that may still be on the disk."""
    found = _pending(connection)
    return tuple(str(name) for name in found) if found is not None else ()


def is_pending(connection: Connection) -> bool:
    """Whether pages or files may still hold something that was taken out."""
    return _pending(connection) is not None


def wipe(connection: Connection) -> bool:
    """Write every page anew without what was deleted, empty the log, and say whether both were done.

    Deleted words stay in the blocks of the index until they are merged, and parts of deleted rows in pages that were
    balanced, even with secure_delete. A reader in the way leaves the old pages in the log: call it again then.

    Raises:
        DatabaseFull, DatabaseUnwritable: call it again.
    """
    with telling_apart():
        connection.execute("INSERT INTO seen_words (seen_words) VALUES ('optimize')")
        connection.execute("VACUUM")
        for _ in range(_TRIES):
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                break
        else:
            return False
    with transaction(connection):
        connection.execute("DELETE FROM own_window WHERE name = ?", (_PENDING,))
    return True


def _incident(connection: Connection, subject: IncidentId) -> r.RemovedIncident:
    row = connection.execute(
        "SELECT number, first_seq FROM seen_incident WHERE id = ?", (subject,)
    ).fetchone()
    if row is None:
        raise ThingMissing("incident", subject)
    return r.RemovedIncident(subject, int(row[0]), int(row[1]))


def _described(connection: Connection, subject: EvidenceId) -> list[dict[str, Any]]:
    """The original and everything that was made of it, as their records tell of them."""
    row = connection.execute("SELECT data FROM seen_evidence WHERE id = ?", (subject,)).fetchone()
    if row is None:
        raise ThingMissing("evidence", subject)
    derived = connection.execute("SELECT data FROM seen_derivative WHERE of = ?", (subject,)).fetchall()
    return [json.loads(data) for (data,) in (row, *derived)]


def _bodies(connection: Connection, subject: str) -> Iterable[int]:
    rows = connection.execute(
        "SELECT seq FROM kept_body WHERE seq IN (SELECT seq FROM seen_record WHERE subject = ?1"
        " UNION SELECT seq FROM seen_derivative WHERE of = ?1)",
        (subject,),
    )
    return [int(seq) for (seq,) in rows.fetchall()]


def _shared(
    connection: Connection, evidence: Sequence[EvidenceId], going: set[IncidentId]
) -> Iterable[IncidentId]:
    for subject in evidence:
        rows = connection.execute("SELECT incident FROM seen_link WHERE evidence = ?", (subject,))
        yield from (IncidentId(incident) for (incident,) in rows.fetchall() if incident not in going)


def _references(connection: Connection, evidence: Sequence[EvidenceId]) -> Iterable[str]:
    for subject in evidence:
        rows = connection.execute(
            "SELECT reference FROM seen_exhibit WHERE evidence = ? ORDER BY seq, at", (subject,)
        )
        yield from (str(reference) for (reference,) in rows.fetchall())


def _pending(connection: Connection) -> Sequence[object] | None:
    with telling_apart():
        row = connection.execute("SELECT value FROM own_window WHERE name = ?", (_PENDING,)).fetchone()
    if row is None:
        return None
    names = canonical.loads(bytes(row[0]))["files"]
    return names if isinstance(names, list) else []


def _keep_pending(connection: Connection, files: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO own_window (name, value) VALUES (?, ?)",
        (_PENDING, canonical.dumps({"files": list(files)})),
    )
