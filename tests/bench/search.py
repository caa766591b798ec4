"""Searching and listing: the reader's connection is new in every process, every word is asked for once."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from journal.domain.reading import Wanted
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader
from tests.bench.case import Case, Figures, Goal, Line, Sizes, step
from tests.bench.journals import build, built
from tests.bench.memory import watched

KINDS = ("rare word", "common word", "beginning of a word", "two Han characters")

_GOAL_INCIDENTS = 10_000
_P95_MS = 50.0
_LIST_MS = 500.0
_FIRST_ROWS = 50


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """For the larger journals: searching, then listing."""
    larger = sizes.journals[1:]
    return tuple(_search(incidents) for incidents in larger) + tuple(_list(incidents) for incidents in larger)


def _search(incidents: int) -> Case:
    goal = Goal(p95_below=_P95_MS) if incidents <= _GOAL_INCIDENTS else None
    return Case(
        f"search {incidents:,} entries, every match in order",
        "LIKE over the same texts in plain SQLite in memory",
        step(ours, incidents=incidents),
        step(theirs, incidents=incidents),
        tuple(Line(kind, "ms", kind, kind, goal) for kind in KINDS),
        (step(build, incidents=incidents),),
    )


def _list(incidents: int) -> Case:
    return Case(
        f"list {incidents:,} entries after the key derivation",
        "the same order and rows from plain SQLite, not decoded",
        step(our_list, incidents=incidents),
        step(their_list, incidents=incidents),
        (
            Line("open, all places, first 50 rows", "ms", "list", "list", Goal(below=_LIST_MS)),
            Line("and the figures beside them", "ms", "with sidebar", "with sidebar"),
        ),
        (step(build, incidents=incidents),),
    )


def ours(work: Path, incidents: int) -> Figures:
    """`VaultReader.timeline`, which gives the places of all matches, newest first."""
    there = built(work, incidents)
    connection = open_for_reading(there.folder, there.key)
    reader = VaultReader(connection)
    with watched() as memory:
        figures = _each_word(there.words, lambda word: reader.timeline(Wanted(words=word)))
    reader.close()
    return {**figures, **memory}


def theirs(work: Path, incidents: int) -> Figures:
    """A whole scan each time, with the same order of the matches."""
    there = built(work, incidents)
    connection = sqlite3.connect(":memory:")
    with sqlite3.connect(there.plain) as on_disk:
        on_disk.backup(connection)
    on_disk.close()
    statement = (
        "SELECT id, sort_ms, day FROM incident WHERE text LIKE '%' || ? || '%'"
        " ORDER BY known, sort_ms DESC, number DESC"
    )
    with watched() as memory:
        figures = _each_word(there.words, lambda word: connection.execute(statement, (word,)).fetchall())
    connection.close()
    return {**figures, **memory}


def _each_word(words: dict[str, list[str]], find: Callable[[str], object]) -> Figures:
    return {kind: [_timed(find, word) for word in words[kind]] for kind in KINDS if words[kind]}


def _timed(find: Callable[[str], object], word: str) -> float:
    begun = time.perf_counter()
    find(word)
    return (time.perf_counter() - begun) * 1000


def our_list(work: Path, incidents: int) -> Figures:
    """What the panes ask for first."""
    there = built(work, incidents)
    key = there.key
    with watched() as memory:
        begun = time.perf_counter()
        reader = VaultReader(open_for_reading(there.folder, key))
        places = reader.timeline(Wanted()).keys
        reader.rows([place.id for place in places[:_FIRST_ROWS]])
        listed = time.perf_counter() - begun
        reader.sidebar()
        whole = time.perf_counter() - begun
    reader.close()
    return {"list": [listed * 1000], "with sidebar": [whole * 1000], **memory}


def their_list(work: Path, incidents: int) -> Figures:
    """The same questions to tables made for them."""
    there = built(work, incidents)
    with watched() as memory:
        begun = time.perf_counter()
        connection = sqlite3.connect(there.plain)
        places = connection.execute(
            "SELECT id, sort_ms, day FROM incident ORDER BY known, sort_ms DESC, number DESC"
        ).fetchall()
        for subject, _, _ in places[:_FIRST_ROWS]:
            connection.execute("SELECT number, data FROM incident WHERE id = ?", (subject,)).fetchone()
        listed = time.perf_counter() - begun
        connection.execute("SELECT count(*), min(sort_ms), max(sort_ms) FROM incident").fetchone()
        connection.execute("SELECT substr(day, 1, 7), count(*) FROM incident GROUP BY 1").fetchall()
        whole = time.perf_counter() - begun
    connection.close()
    return {"list": [listed * 1000], "with sidebar": [whole * 1000], **memory}
