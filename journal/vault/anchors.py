"""What the chain says of times that somebody outside put to its seals."""

from collections.abc import Iterator
from dataclasses import replace

from journal.domain import records as r
from journal.domain.anchor import Anchor, Checkpoint
from journal.domain.chain import read_body
from journal.vault.engine import Connection
from journal.vault.facts import newest_seal


def checkpoint(connection: Connection) -> Checkpoint:
    """The newest seal, and when its record was written."""
    newest = newest_seal(connection)
    row = connection.execute("SELECT utc_ms FROM seen_record WHERE seq = ?", (newest.seq,)).fetchone()
    return Checkpoint(newest.hex, int(row[0]) if row else 0, newest.seq)


def anchors(connection: Connection) -> tuple[Anchor, ...]:
    """Every question to an authority, oldest first, with its answer where there is one."""
    found: dict[int, Anchor] = {}
    for seq, asked_ms, record in _records(connection):
        if isinstance(record, r.AnchorRequested):
            found[seq] = Anchor(seq, record.checkpoint, int(record.nonce, 16), asked_ms)
        elif isinstance(record, r.AnchorReceived) and record.request in found:
            found[record.request] = replace(
                found[record.request],
                answered=seq,
                answer=record.answer,
                time_ms=record.time_ms,
                accuracy_ms=record.accuracy_ms,
                authority=record.authority,
                chain=record.chain,
            )
    return tuple(found.values())


def _records(connection: Connection) -> Iterator[tuple[int, int, r.Record]]:
    rows = connection.execute(
        "SELECT seq, text FROM seen_record JOIN kept_body USING (seq)"
        " WHERE type IN ('anchor.request', 'anchor.receipt') ORDER BY seq"
    )
    for seq, text in rows:
        body = read_body(bytes(text))
        yield int(seq), body.rec.utc_ms, body.record
