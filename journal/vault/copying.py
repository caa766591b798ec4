"""Copying a living database into a file of its own, and holding such a copy against what was copied."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from journal.domain.chain import ChainFault, check_body, check_links, read_header
from journal.domain.errors import JournalError
from journal.domain.reading import Seal
from journal.vault.checking import check_pages, with_named_losses
from journal.vault.engine import Access, Connection, connect, snapshot, telling_apart
from journal.vault.facts import newest_seal, record_count
from journal.vault.opening import check_version
from journal.vault.swap import remove_database, settle, sync_file, write_durably

_BOOKKEEPING = ("session.start", "clock.step", "backup.made", "verify", "unlock.failed")


@dataclass(frozen=True)
class CopyFacts:
    """What a database holds: `digest` is over every header and body, `files` the sealed files it has the keys of."""

    seal: Seal
    records: int
    digest: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """Whether anything was written since: the newest record that is more than bookkeeping, and a mark of the drafts."""

    newest: int
    drafts: str


def copy_database(source: Connection, target: Path, key: bytes) -> CopyFacts:
    """Copy everything the connection sees, of one moment, into a new file without a log; wait until it is on disk.

    The connection may be one that only reads; who writes meanwhile is not held up.

    Raises:
        JournalDamaged: a page cannot be read; nothing is left of the copy.
        DatabaseFull, DatabaseUnwritable: nothing is left of the copy.
    """
    remove_database(target)
    try:
        write_durably(target, b"")
        copy = connect(target, key, Access.CREATE)
        try:
            with snapshot(source):
                facts = facts_of(source)
                # In one step: one made of several would begin again with every write.
                source.backup(copy, pages=-1)
            settle(copy)
        finally:
            copy.close()
        sync_file(target)
    except BaseException:
        remove_database(target)
        raise
    return facts


def check_copy(path: Path, key: bytes) -> tuple[CopyFacts, tuple[ChainFault, ...]]:
    """Open a copy without touching it, check every page and the whole chain, and say what it holds.

    Holes that the journal itself names since it was saved from a damaged one are faults of the kind `NAMED_LOSS`.

    Raises:
        JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged, JournalNewer: as they say.
    """
    connection = connect(path, key, Access.FROZEN)
    try:
        check_version(connection)
        check_pages(connection)
        with snapshot(connection):
            return facts_of(connection), tuple(_chain_faults(connection))
    finally:
        connection.close()


def facts_of(connection: Connection) -> CopyFacts:
    """What the database holds; to be asked inside a snapshot."""
    hasher = hashlib.sha256()
    rows = connection.execute(
        "SELECT header, text FROM kept_record LEFT JOIN kept_body USING (seq) ORDER BY seq"
    )
    for header, text in rows:
        hasher.update(header)
        hasher.update(text if text is not None else b"\0")
    files = connection.execute("SELECT name FROM kept_file ORDER BY name")
    return CopyFacts(
        newest_seal(connection),
        record_count(connection),
        hasher.hexdigest(),
        tuple(name for (name,) in files),
    )


def content_of(connection: Connection) -> Content:
    """Whether anything was written since somebody last asked."""
    marks = ", ".join("?" * len(_BOOKKEEPING))
    with telling_apart():
        newest = connection.execute(
            f"SELECT coalesce(max(seq), 0) FROM seen_record WHERE type NOT IN ({marks})", _BOOKKEEPING
        ).fetchone()[0]
        hasher = hashlib.sha256()
        for row in connection.execute("SELECT id, saved_ms FROM own_draft ORDER BY id"):
            hasher.update(repr(row).encode())
    return Content(int(newest), hasher.hexdigest())


def records_of_files(connection: Connection, names: Iterable[str]) -> frozenset[int]:
    """The numbers of the records that brought these sealed files."""
    with telling_apart():
        rows = [
            connection.execute("SELECT seq FROM kept_file WHERE name = ?", (name,)).fetchone()
            for name in names
        ]
    return frozenset(int(row[0]) for row in rows if row)


def _chain_faults(connection: Connection) -> list[ChainFault]:
    headers = connection.execute("SELECT header FROM kept_record ORDER BY seq")
    faults = list(check_links(bytes(header) for (header,) in headers))
    pairs = connection.execute("SELECT header, text FROM kept_record JOIN kept_body USING (seq) ORDER BY seq")
    for header, text in pairs:
        fault = _body_fault(bytes(header), bytes(text))
        if fault is not None:
            faults.append(fault)
    missing = connection.execute(
        "SELECT seq FROM kept_record WHERE seq NOT IN (SELECT seq FROM kept_body)"
        " AND seq NOT IN (SELECT seq FROM kept_shredded)"
    )
    faults += [ChainFault(seq, "V6", "the body is missing") for (seq,) in missing]
    return with_named_losses(connection, faults)


def _body_fault(header: bytes, text: bytes) -> ChainFault | None:
    try:
        return check_body(read_header(header), text)
    except JournalError:
        return None  # what cannot be read as a header was named by the check of the links
