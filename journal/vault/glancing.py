"""A glance at a database: a few of its pages, the end of its chain, the names of its files; cheap at any size."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from journal.domain import records as r
from journal.domain.chain import GENESIS, ChainFault, check_body, digest, read_body, read_header
from journal.domain.errors import JournalError
from journal.sealing.database_pages import PAGE_BYTES, PageKey
from journal.vault.engine import Connection, snapshot, telling_apart

_LOCKED_PAGE = 0x40000000 // PAGE_BYTES + 1
"""SQLite never writes the page that holds the byte it locks."""


def pages_in(database: Path) -> int:
    """How many whole pages the file has."""
    return database.stat().st_size // PAGE_BYTES


def some_pages(database: Path, most: int, chance: random.Random) -> tuple[int, ...]:
    """Numbers of pages: the first, the last, and others by chance, another choice each time."""
    count = pages_in(database)
    others = chance.sample(range(1, count + 1), min(count, most))
    return tuple(dict.fromkeys((1, count, *others)))


def doubtful_pages(database: Path, key: bytes, numbers: Iterable[int]) -> Iterator[int]:
    """Those of the pages that do not look as they were written.

    Somebody may be writing meanwhile, so what looks wrong has to be looked at again; what looks right is right.
    """
    opener = PageKey(key)
    with database.open("rb") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE_BYTES)
            if number != _LOCKED_PAGE and not opener.is_whole(number, file.read(PAGE_BYTES)):
                yield number


def end_of_chain(connection: Connection, most: int) -> tuple[ChainFault, ...]:
    """Check the newest records: their links, and their bodies against their headers."""
    with snapshot(connection):
        rows = connection.execute(
            "SELECT kept_record.seq, header, text FROM kept_record LEFT JOIN kept_body USING (seq)"
            " WHERE kept_record.seq NOT IN (SELECT seq FROM kept_shredded) ORDER BY seq DESC LIMIT ?",
            (most,),
        ).fetchall()
        headers = dict(
            connection.execute("SELECT seq, header FROM kept_record ORDER BY seq DESC LIMIT ?", (most + 1,))
        )
    named = _named_losses(connection)
    return tuple(
        fault
        for seq, header, text in rows
        if seq not in named
        for fault in _faults(seq, header, text, headers)
    )


def file_names(connection: Connection) -> tuple[str, ...]:
    """The sealed files there must be, the newest first; not those the journal itself says were lost."""
    lost = {name for record in _salvages(connection) for name in record.files}
    with telling_apart():
        rows = connection.execute("SELECT name FROM kept_file ORDER BY seq DESC").fetchall()
    return tuple(name for (name,) in rows if name not in lost)


def lost_files(connection: Connection) -> frozenset[str]:
    """The sealed files that the journal itself says were lost to damage."""
    return frozenset(name for record in _salvages(connection) for name in record.files)


def _faults(seq: int, header: bytes, text: bytes | None, headers: dict[int, bytes]) -> Iterator[ChainFault]:
    try:
        head = read_header(bytes(header))
    except JournalError as error:
        yield ChainFault(seq, "V2", str(error))
        return
    if head.seq != seq:
        yield ChainFault(seq, "V3", f"number {head.seq}")
    before = headers.get(seq - 1)
    if (before is not None or seq == 1) and head.prev != (digest(bytes(before)) if before else GENESIS):
        yield ChainFault(seq, "V4", "the link to the record before does not match")
    if text is None:
        yield ChainFault(seq, "V6", "the body is missing")
    elif (fault := check_body(head, bytes(text))) is not None:
        yield fault


def _named_losses(connection: Connection) -> set[int]:
    """Records that a salvage says were lost, and those right after, whose link leads into the hole."""
    named: set[int] = set()
    for record in _salvages(connection):
        named.update(record.bodies)
        named.update(gap.last + 1 for gap in record.gaps)
    return named


def _salvages(connection: Connection) -> tuple[r.JournalSalvaged, ...]:
    with telling_apart():
        rows = connection.execute(
            "SELECT text FROM kept_body JOIN seen_record USING (seq) WHERE type = 'journal.salvage'"
        ).fetchall()
    records = [read_body(bytes(text)).record for (text,) in rows]
    return tuple(record for record in records if isinstance(record, r.JournalSalvaged))
