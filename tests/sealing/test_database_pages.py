"""Single pages open as the library that wrote them opens them, and no byte that was not authenticated is handed out."""

from pathlib import Path

import pytest

from journal.sealing.database_pages import FIRST_BYTES, PAGE_BYTES, USABLE_BYTES, PageKey
from journal.vault.engine import Access, connect
from tests.sealing.fakes import flipped

KEY = bytes(range(48))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    path: Path = tmp_path_factory.mktemp("pages") / "database"
    connection = connect(path, KEY, Access.CREATE)
    connection.execute("CREATE TABLE one (text TEXT)")
    connection.execute("INSERT INTO one (text) VALUES (?)", ("the words on the page " * 2000,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = path.read_bytes()
    return [data[at : at + PAGE_BYTES] for at in range(0, len(data), PAGE_BYTES)]


def test_every_page_opens_and_says_what_was_written(pages: list[bytes]) -> None:
    opened = [PageKey(KEY).open(number, page) for number, page in enumerate(pages, start=1)]

    assert len(pages) == 4
    assert all(page is not None and len(page) == USABLE_BYTES for page in opened)
    first, *others = [page for page in opened if page is not None]
    assert first.startswith(FIRST_BYTES)
    assert b"CREATE TABLE one" in first
    assert sum(page.count(b"the words on the page ") for page in others) > 1990


def test_c08_no_flipped_bit_in_any_page_is_ever_handed_out(pages: list[bytes]) -> None:
    key = PageKey(KEY)

    for number in (1, 3):
        page = pages[number - 1]
        for bit in range(0, PAGE_BYTES * 8, 619):
            changed = flipped(page, bit)
            in_the_salt = number == 1 and bit < 16 * 8
            assert (key.open(number, changed) is None) is not in_the_salt


def test_a_page_at_another_place_or_under_another_key_is_not_opened(pages: list[bytes]) -> None:
    assert PageKey(KEY).open(2, pages[2]) is None
    assert PageKey(bytes(48)).open(3, pages[2]) is None
    assert PageKey(KEY).open(0, pages[2]) is None
    assert PageKey(KEY).open(2**32, pages[2]) is None
    assert PageKey(KEY).open(3, pages[2][:-1]) is None


def test_a_key_is_never_printed() -> None:
    assert repr(PageKey(KEY)) == "<PageKey hidden>"
