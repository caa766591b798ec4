"""Rows read off single pages are those that SQLite reads, whatever their size and wherever they lie."""

import random
from pathlib import Path

import pytest

from journal.sealing.database_pages import PAGE_BYTES, USABLE_BYTES, PageKey
from journal.vault.engine import Access, connect
from journal.vault.page_rows import Row, rows_on
from tests.vault.conftest import KEY

SIZES = (0, 1, 100, 4000, 16000, 16256, 16260, 16264, 16268, 16269, 16270, 16300, 17000, 40_000, 300_000)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("rows") / "database"
    chance = random.Random(1)
    connection = connect(path, KEY, Access.CREATE)
    connection.execute("CREATE TABLE kept (seq INTEGER PRIMARY KEY, data BLOB NOT NULL)")
    connection.execute(
        "CREATE TABLE named (name TEXT PRIMARY KEY, number INTEGER, data BLOB, text TEXT) WITHOUT ROWID"
    )
    for place in range(300):
        size = SIZES[place % len(SIZES)] if place < 60 else chance.randrange(2000)
        seq = place if place % 7 else place * 10**12 - 5 * 10**12
        connection.execute("INSERT INTO kept (seq, data) VALUES (?, ?)", (seq, chance.randbytes(size)))
        number = chance.choice(
            (0, 1, None, -1, 127, -129, 40_000, 9_000_000, 2**31, 2**47, -(2**63), 2**63 - 1)
        )
        text = "ł𝄞é" * chance.randrange(50)
        row = (f"name {place:04d} {'x' * (size // 3)}", number, chance.randbytes(size // 2), text)
        connection.execute("INSERT INTO named (name, number, data, text) VALUES (?, ?, ?, ?)", row)
    connection.execute("DELETE FROM kept WHERE seq % 11 = 3")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def pages_of(database: Path) -> dict[int, bytes]:
    data, key = database.read_bytes(), PageKey(KEY)
    opened = {
        at // PAGE_BYTES + 1: key.open(at // PAGE_BYTES + 1, data[at : at + PAGE_BYTES])
        for at in range(0, len(data), PAGE_BYTES)
    }
    return {number: page for number, page in opened.items() if page is not None}


def all_rows(pages: dict[int, bytes]) -> list[Row]:
    return [row for number, page in pages.items() for row in rows_on(page, number, pages.get)]


def test_every_row_is_found_as_it_is(database: Path) -> None:
    rows = all_rows(pages_of(database))

    connection = connect(database, KEY, Access.READ)
    kept = connection.execute("SELECT seq, data FROM kept ORDER BY seq").fetchall()
    named = connection.execute("SELECT name, number, data, text FROM named ORDER BY name").fetchall()
    connection.close()
    found = sorted(
        (row.number, row.values[1]) for row in rows if row.number is not None and len(row.values) == 2
    )
    assert found == kept
    assert sorted((row.values for row in rows if row.number is None), key=repr) == sorted(named, key=repr)
    (schema,) = [row for row in rows if row.number == 1 and row.values[0] == "table"]
    assert schema.values[1] == "kept"


def test_a_row_whose_later_pages_are_gone_is_passed_over_and_no_other(database: Path) -> None:
    pages = pages_of(database)
    whole = {(row.number, row.values) for row in all_rows(pages)}
    overflow = [number for number, page in pages.items() if page[0] == 0]
    left = {number: page for number, page in pages.items() if number not in overflow[:5]}

    found = {(row.number, row.values) for row in all_rows(left)}

    assert found < whole
    assert len(whole) - len(found) <= 5


def test_pages_of_random_bytes_break_nothing() -> None:
    chance = random.Random(2)

    for kind in (0x0D, 0x0A, 0x02, 0x05, 0x00, 0xFF):
        for number in (1, 2):
            for _ in range(4):
                page = bytearray(chance.randbytes(USABLE_BYTES))
                page[100 if number == 1 else 0] = kind
                others = {place: bytes(page) for place in range(chance.randrange(3))}
                for row in rows_on(bytes(page), number, others.get):
                    assert isinstance(row.values, tuple)


def test_an_endless_row_ends(database: Path) -> None:
    """A chain of pages that leads back to itself is followed only as far as the row is long."""
    page = bytearray(USABLE_BYTES)
    page[0], page[3:5] = 0x0D, (1).to_bytes(2, "big")
    page[8:10] = (20).to_bytes(2, "big")
    page[20:24] = bytes((0x84, 0x80, 0x80, 0x00))
    itself = (7).to_bytes(4, "big") + bytes(USABLE_BYTES - 4)

    assert list(rows_on(bytes(page), 2, lambda _number: itself)) in ([], [Row(0, ())])
