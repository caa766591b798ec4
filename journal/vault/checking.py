"""Checking a journal's own chain: every header, link, body and removal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journal.domain import records as r
from journal.domain.chain import ChainFault, check_body, check_links, digest, read_body, read_header
from journal.domain.errors import JournalError
from journal.domain.evidence import Original
from journal.domain.reading import Seal
from journal.vault.engine import Connection, snapshot, telling_apart
from journal.vault.errors import JournalDamaged
from journal.vault.facts import newest_seal, record_count

Progress = Callable[[int, int], bool]
"""Told how much is done and how much there is; False stops."""


NAMED_LOSS = "lost"
"""The check of a fault that is a hole which the journal itself names: what was there was lost to damage."""


@dataclass(frozen=True)
class SealedOriginal:
    """What the chain says of a sealed file, so that the file can be held against it."""

    seq: int
    file: str
    original: Original


@dataclass(frozen=True)
class ChainReport:
    """What checking the chain found; `papers` are the seals that printed logs bear, oldest first."""

    seal: Seal
    records: int
    shredded: int
    faults: tuple[ChainFault, ...]
    originals: tuple[SealedOriginal, ...]
    papers: tuple[Seal, ...]


def check_chain(connection: Connection, progress: Progress) -> ChainReport:
    """Check every record in one snapshot, without stopping at the first fault."""
    with snapshot(connection):
        shredded = {seq for (seq,) in connection.execute("SELECT seq FROM kept_shredded")}
        faults = list(check_links(header for _, header in _headers(connection)))
        originals: list[SealedOriginal] = []
        papers: list[Seal] = []
        total = record_count(connection)
        for seq, header in _headers(connection):
            faults += _check_one(connection, seq, header, shredded, originals, papers)
            if not progress(seq, total):
                break
        faults += _strays(connection)
        faults += _wrong_removals(connection)
        faults = with_named_losses(connection, faults)
        newest = newest_seal(connection)
        return ChainReport(newest, total, len(shredded), tuple(faults), tuple(originals), tuple(papers))


def check_pages(connection: Connection) -> None:
    """Check that every page is the one that was written; `Vault.fold_log` before it avoids false alarms.

    Raises:
        JournalDamaged: a page is not.
    """
    with telling_apart():
        if found := connection.execute("PRAGMA cipher_integrity_check").fetchone():
            raise JournalDamaged(str(found[0]))


def _headers(connection: Connection) -> Iterator[tuple[int, bytes]]:
    rows = connection.execute("SELECT seq, header FROM kept_record ORDER BY seq")
    for seq, header in rows:
        yield int(seq), bytes(header)


def _check_one(
    connection: Connection,
    seq: int,
    header: bytes,
    shredded: set[int],
    originals: list[SealedOriginal],
    papers: list[Seal],
) -> Iterator[ChainFault]:
    row = connection.execute("SELECT text FROM kept_body WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        if seq not in shredded:
            yield ChainFault(seq, "V6", "the body is missing and no record says that it was removed")
        return
    text = bytes(row[0])
    try:
        head = read_header(header)
    except JournalError:
        return
    fault = check_body(head, text)
    if fault is not None:
        yield fault
        return
    try:
        record = read_body(text).record
    except JournalError as error:
        yield ChainFault(seq, "V9", str(error))
        return
    if isinstance(record, r.EvidenceAdded):
        originals.append(SealedOriginal(seq, record.evidence.file, record.evidence.original))
    if isinstance(record, r.EvidenceDerived):
        originals.append(SealedOriginal(seq, record.derivative.file, record.derivative.made))
    if isinstance(record, r.Printed):
        papers.append(Seal(seq, digest(header)))


def _strays(connection: Connection) -> Iterator[ChainFault]:
    rows = connection.execute("SELECT seq FROM kept_body WHERE seq NOT IN (SELECT seq FROM kept_record)")
    for (seq,) in rows:
        yield ChainFault(seq, "V6", "a body without a record")


def _wrong_removals(connection: Connection) -> Iterator[ChainFault]:
    """Every removal is said by the record that made it (V16), and what a record says is removed is not there."""
    claimed: dict[int, set[int]] = {}
    rows = connection.execute(
        "SELECT DISTINCT by_seq, text FROM kept_shredded JOIN kept_body ON kept_body.seq = by_seq"
    )
    for by_seq, text in rows.fetchall():
        claimed[by_seq] = _removed_by(bytes(text))
    removed = connection.execute("SELECT seq, by_seq FROM kept_shredded ORDER BY seq").fetchall()
    for seq, by_seq in removed:
        if seq not in claimed.get(by_seq, ()):
            yield ChainFault(seq, "V16", f"record {by_seq} does not say that it was removed")
    there = connection.execute(
        "SELECT kept_body.seq FROM kept_body JOIN kept_shredded USING (seq) ORDER BY seq"
    )
    for (seq,) in there.fetchall():
        yield ChainFault(seq, "V16", "the body is there although it was removed")


def _removed_by(text: bytes) -> set[int]:
    try:
        record = read_body(text).record
    except JournalError:
        return set()
    return set(record.bodies) if isinstance(record, r.Shredded) else set()


def with_named_losses(connection: Connection, faults: list[ChainFault]) -> list[ChainFault]:
    """The same faults, but for holes that a record names: they become one each, which says so."""
    gaps: dict[int, tuple[int, int]] = {}
    bodies: dict[int, int] = {}
    rows = connection.execute(
        "SELECT kept_body.seq, text FROM kept_body JOIN seen_record USING (seq) WHERE type = 'journal.salvage'"
    )
    for seq, text in rows.fetchall():
        record = read_body(bytes(text)).record
        if isinstance(record, r.JournalSalvaged):
            gaps |= {gap.first: (gap.last, seq) for gap in record.gaps}
            bodies |= dict.fromkeys(record.bodies, seq)
    kept = []
    for fault in faults:
        if fault.check in ("V3", "V4") and fault.seq in gaps:
            last, by_seq = gaps[fault.seq]
            if fault.check == "V3":
                detail = f"records {fault.seq} to {last} were lost to damage, as record {by_seq} says"
                kept.append(ChainFault(fault.seq, NAMED_LOSS, detail))
        elif fault.check == "V6" and fault.seq in bodies:
            detail = f"the words were lost to damage, as record {bodies[fault.seq]} says"
            kept.append(ChainFault(fault.seq, NAMED_LOSS, detail))
        else:
            kept.append(fault)
    return kept
