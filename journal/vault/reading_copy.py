"""A copy in memory of what a journal keeps, to be read where nothing may be written or a newer program has written."""

from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from journal.domain.folder import JournalFolder
from journal.vault import projecting
from journal.vault.engine import Access, Connection, connect, snapshot
from journal.vault.errors import JournalNewer
from journal.vault.facts import version_of
from journal.vault.schema import KEPT, OWN, THUMBNAILS
from journal.vault.write_ahead_log import log_of

_COPIED = {
    "kept_record": ("seq", "header"),
    "kept_body": ("seq", "text"),
    "kept_shredded": ("seq", "by_seq"),
    "kept_file": ("name", "key", "seq"),
    "kept_inbox_key": ("public", "private", "until_seq"),
    "own_draft": ("id", "incident", "seq", "data", "private_note", "saved_ms"),
    "own_window": ("name", "value"),
    "seen_thumbnail": ("evidence", "data"),
}
_AT_ONCE = 1000


@dataclass(frozen=True)
class ReadingCopy:
    """`connection` belongs to the thread that made it; `unread` records were written by a newer program."""

    connection: Connection
    unread: int


def read_into_memory(folder: JournalFolder, key: bytes, *, frozen: bool) -> ReadingCopy:
    """Copy what is kept, and make its projections anew, passing over what only a newer program knows.

    `frozen` is for media that cannot be written. The disk is only read.

    Raises:
        JournalNewer: even what is kept lies otherwise than this program knows.
        JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged: as they say.
    """
    source = connect(folder.database, key, Access.FROZEN if frozen else Access.READ)
    try:
        copy = dbapi2.connect(":memory:", isolation_level=None)
        try:
            _make_tables(copy)
            with snapshot(source):
                _copy(source, copy)
            return ReadingCopy(copy, projecting.project_known(copy))
        except BaseException:
            copy.close()
            raise
    finally:
        source.close()


def has_unsaved_log(database: Path) -> bool:
    """Whether something was written that has not reached the main file, where only that one can be read."""
    log = log_of(database)
    return log.exists() and log.stat().st_size > 0


def _make_tables(copy: Connection) -> None:
    # Without the triggers, which want records to come one by one.
    for statement in (*KEPT, *OWN, THUMBNAILS):
        if statement.startswith("CREATE TABLE") and "own_projection" not in statement:
            copy.execute(statement)


def _copy(source: Connection, copy: Connection) -> None:
    for table, columns in _COPIED.items():
        names = ", ".join(columns)
        marks = ", ".join("?" for _ in columns)
        try:
            rows = source.execute(f"SELECT {names} FROM {table}")
        except dbapi2.OperationalError as error:
            raise JournalNewer(version_of(source)) from error
        while found := rows.fetchmany(_AT_ONCE):
            copy.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", found)
