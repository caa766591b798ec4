"""What somebody with the key sees in a journal's files: every page of the database and of its log, decrypted."""

from collections.abc import Iterator
from pathlib import Path

from journal.sealing.database_pages import PAGE_BYTES, PageKey

_LOG_HEAD, _FRAME_HEAD = 32, 24


def plain_pages(database: Path, key: bytes) -> Iterator[bytes]:
    """Every page of the main file and every frame of the log, whether or not anything refers to it."""
    pages = PageKey(key)
    data = database.read_bytes()
    for at in range(0, len(data), PAGE_BYTES):
        page = pages.open(at // PAGE_BYTES + 1, data[at : at + PAGE_BYTES])
        assert page is not None
        yield page
    log = database.with_name(database.name + "-wal")
    frames = log.read_bytes() if log.exists() else b""
    for at in range(_LOG_HEAD, len(frames), _FRAME_HEAD + PAGE_BYTES):
        number = int.from_bytes(frames[at : at + 4], "big")
        page = pages.open(number, frames[at + _FRAME_HEAD : at + _FRAME_HEAD + PAGE_BYTES])
        if page is not None:
            yield page


def hits(database: Path, key: bytes, *wanted: str) -> int:
    """How often any of the words stands in any page, in UTF-8 or UTF-16."""
    forms = [word.encode(code) for word in wanted for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sum(page.count(form) for page in plain_pages(database, key) for form in forms)
