"""References of exhibits: those given here, and the highest that another living copy of the journal has given."""

from journal.domain import canonical
from journal.domain import records as r
from journal.domain.ids import EvidenceId
from journal.vault.engine import Connection

ELSEWHERE = "exhibits elsewhere"
"""Under what is remembered the highest reference that was given after a copy was made, and since which record."""


def given(connection: Connection) -> tuple[r.Exhibit, ...]:
    """Every reference ever given, in the order they were given; the last may be one that another copy gave."""
    rows = connection.execute("SELECT reference, evidence FROM seen_exhibit ORDER BY seq, at").fetchall()
    here = tuple(r.Exhibit(*row) for row in rows)
    _, reference = _told(connection)
    return (
        (*here, r.Exhibit(reference, EvidenceId("")))
        if reference and not _is_among(reference, here)
        else here
    )


def forked_at(connection: Connection) -> int | None:
    """The record with which the journal went on from a copy; None if it never did, or what was given since is known."""
    row = connection.execute(
        "SELECT max(seq) FROM seen_record WHERE type IN ('journal.restore', 'journal.salvage')"
    ).fetchone()
    seq = row[0]
    if seq is None or _told(connection)[0] >= seq:
        return None
    later = connection.execute("SELECT 1 FROM seen_record WHERE type = 'exhibit.assign' AND seq > ?", (seq,))
    return int(seq) if later.fetchone() is None else None


def told(seq: int, reference: str) -> bytes:
    """What is kept of the answer: since which record, and the highest reference given elsewhere, if any."""
    return canonical.dumps({"reference": reference, "seq": seq})


def _told(connection: Connection) -> tuple[int, str]:
    row = connection.execute("SELECT value FROM own_window WHERE name = ?", (ELSEWHERE,)).fetchone()
    value = canonical.loads(bytes(row[0])) if row else {}
    seq, reference = value.get("seq"), value.get("reference")
    return (seq, reference) if isinstance(seq, int) and isinstance(reference, str) else (0, "")


def _is_among(reference: str, here: tuple[r.Exhibit, ...]) -> bool:
    return any(each.reference == reference for each in here)
