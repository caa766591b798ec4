"""Facts about an open database that its opening, swapping and checking all rest on."""

from journal.domain import records as r
from journal.domain.chain import GENESIS, check_links, digest, read_body
from journal.domain.reading import Seal
from journal.vault.engine import Connection, telling_apart


def newest_seal(connection: Connection) -> Seal:
    """The hash and number of the newest record; 64 zeros and 0 for an empty chain."""
    with telling_apart():
        row = connection.execute("SELECT seq, header FROM kept_record ORDER BY seq DESC LIMIT 1").fetchone()
    return Seal(row[0], digest(row[1])) if row else Seal(0, GENESIS)


def record_sealed_by(connection: Connection, seal: str) -> int | None:
    """The number of the record with that hash, all links up to it as they were written; None where there is none."""
    with telling_apart():
        headers = connection.execute("SELECT seq, header FROM kept_record ORDER BY seq").fetchall()
    found = next((at for at, (_, header) in enumerate(headers) if digest(header) == seal), None)
    if found is None or any(check_links(header for _, header in headers[: found + 1])):
        return None
    return int(headers[found][0])


def record_count(connection: Connection) -> int:
    """How many records there are."""
    with telling_apart():
        return int(connection.execute("SELECT count(*) FROM kept_record").fetchone()[0])


def version_of(connection: Connection) -> int:
    """The version of the tables; 0 where there are none."""
    with telling_apart():
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def instance_of(connection: Connection) -> str:
    """What this living copy of the journal is called; empty where the record that said so is lost."""
    with telling_apart():
        row = connection.execute(
            "SELECT text FROM seen_record JOIN kept_body USING (seq)"
            " WHERE type IN ('journal.create', 'journal.restore', 'journal.salvage') ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    record = read_body(row[0]).record if row else None
    if isinstance(record, r.JournalCreated | r.JournalRestored | r.JournalSalvaged):
        return record.instance
    return ""


def incident_count(connection: Connection) -> int:
    """How many incidents there are in the lists."""
    with telling_apart():
        return int(connection.execute("SELECT count(*) FROM seen_incident WHERE voided = 0").fetchone()[0])
