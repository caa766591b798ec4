"""Holding what panes and paper read against the records it was made of."""

from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest

from sqlcipher3 import dbapi2

from journal.domain.chain import ChainFault
from journal.domain.errors import JournalError
from journal.vault import projecting
from journal.vault.engine import Connection, snapshot

SHOWN = "shown"
"""The check of a fault in what is shown: the records are whole, and it can be made from them again."""

_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'seen\\_%' ESCAPE '\\'"
    " AND name NOT LIKE 'seen\\_words%' ESCAPE '\\' AND name NOT IN"
    " ('seen_thumbnail', 'seen_document', 'seen_reading', 'seen_counting', 'seen_counted')"
    " ORDER BY name"
)
# By what it is about: the index numbers its documents as they come, and reuses the numbers of those that are gone.
_DOCUMENTS = "SELECT kind, id FROM seen_document ORDER BY kind, id"
_WORDS = "SELECT term, doc, cnt FROM temp.seen_vocabulary ORDER BY term"


def check_projections(connection: Connection) -> Iterator[ChainFault]:
    """Make the projections once more, in memory, and name every table that says something else, in one snapshot.

    A page that was put back from an earlier state of the file is authentic, and says what is no longer so.
    Projections of another version of the program are passed over: they are made anew at the next opening.
    """
    with snapshot(connection):
        if not projecting.is_current(connection):
            return
        for (trouble,) in connection.execute("PRAGMA integrity_check").fetchall():
            if trouble != "ok":
                yield ChainFault(0, "pages", str(trouble))
        with closing(dbapi2.connect(":memory:", isolation_level=None)) as anew:
            try:
                projecting.replay(connection, anew)
            except JournalError:
                return  # checking the chain has named the record
            yield from _differences(connection, anew)


def _differences(connection: Connection, anew: Connection) -> Iterator[ChainFault]:
    for place in (connection, anew):
        place.execute("CREATE VIRTUAL TABLE temp.seen_vocabulary USING fts5vocab (main, seen_words, row)")
    statements = {name: f"SELECT * FROM {name} ORDER BY 1, 2" for (name,) in anew.execute(_TABLES)}
    statements |= {"seen_document": _DOCUMENTS, "seen_words": _WORDS}
    for name, statement in statements.items():
        pairs = zip_longest(connection.execute(statement), anew.execute(statement))
        if any(found != expected for found, expected in pairs):
            yield ChainFault(0, SHOWN, f"{name} does not say what the records say")
