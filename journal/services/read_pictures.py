"""The words of pictures as a machine read them: each picture once, kept inside the journal, as reading takes seconds.

What was read is no quotation and no record: it is derived from files, lies encrypted beside the projections, may be
dropped at any time, and goes with its file when that is removed for good.
"""

import hashlib
import io
import zlib
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Protocol

from journal.domain.evidence import Box
from journal.domain.media_types import HEAD_BYTES, PDF, sniff
from journal.domain.pixels import Pixels
from journal.domain.read_words import ReadWord
from journal.pictures.decoder import Decoder
from journal.pictures.limits import MAX_SIDE
from journal.pictures.refusal import PictureRefused
from journal.recognising.recogniser import Recogniser
from journal.services import covered_pages
from journal.services.lanes import Lane
from journal.vault.errors import DatabaseFull, DatabaseUnwritable
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

GoOn = Callable[[], bool]

_ALL = 0
"""Stands for the whole file where pages are counted from 1."""


@dataclass(frozen=True)
class Read:
    """The words of one picture, as far as a machine could read them, and the picture's size in pixels.

    Where it `is_whole` not, the machine failed at the picture, or at a page of it: what stands there nobody knows.
    """

    words: tuple[ReadWord, ...] = ()
    width: int = 0
    height: int = 0
    is_whole: bool = True


NOTHING_READ = Read(is_whole=False)


class Shelf(Protocol):
    """Where what was read is kept over a lock, by the SHA-256 of the file and the page, 0 for all of it."""

    def get(self, sha256: str, page: int) -> bytes | None:
        """What was put there."""

    def put(self, sha256: str, page: int, data: bytes) -> None:
        """Keep it, if that can be done."""


class InTheJournal:
    """In the journal's database; `by` names what reads, and only what the same one read is given."""

    def __init__(self, vault: Vault, reader: VaultReader, writing: Lane, reading: Lane, by: str) -> None:
        self._vault = vault
        self._reader = reader
        self._writing = writing
        self._reading = reading
        self._by = by

    def get(self, sha256: str, page: int) -> bytes | None:
        """What was put there."""
        return self._reading.run(self._reader.read_words, sha256, page, self._by).result()

    def put(self, sha256: str, page: int, data: bytes) -> None:
        """Keep it; where there is no room the picture is read again some day."""
        with suppress(DatabaseFull, DatabaseUnwritable):
            self._writing.run(self._put, sha256, page, data).result()

    def _put(self, sha256: str, page: int, data: bytes) -> None:
        with self._vault.writing():
            self._vault.keep_read_words(sha256, page, self._by, data)


class ReadPictures:
    """Reads each picture once, however often it is asked for: kept, small, under the SHA-256 of the file it is in."""

    def __init__(self, decoder: Decoder, recogniser: Recogniser, shelf: Shelf | None) -> None:
        """Without a `shelf`, as where a journal may only be read, it is kept in memory alone."""
        self._decoder = decoder
        self._recogniser = recogniser
        self._shelf = shelf
        self._known: dict[tuple[str, int], bytes] = {}
        self._turn = Lock()

    @property
    def can_read(self) -> bool:
        """Whether this computer can read words in pictures."""
        return self._recogniser.can_read

    def of(self, sha256: str, load: Callable[[], bytes], go_on: GoOn) -> Read:
        """The words of the picture in the file with that hash, or of all pages, as if they hung below one another.

        Raises:
            Cancelled: the person did not want to wait.
        """
        return self._once(sha256, _ALL, lambda: self._read(sha256, load(), go_on))

    def of_bytes(self, data: bytes, go_on: GoOn) -> Read:
        """The same of a file that is there."""
        return self.of(hashlib.sha256(data).hexdigest(), lambda: data, go_on)

    def of_page(self, sha256: str, page: int, draw: Callable[[], Pixels], go_on: GoOn) -> Read:
        """The words of one page, counted from 1, of the document with that hash.

        Raises:
            Cancelled: the person did not want to wait.
        """
        return self._once(sha256, page, lambda: self._read_drawn(draw, go_on))

    def forget(self) -> None:
        """Know nothing any more but what the journal keeps."""
        with self._turn:
            self._known.clear()

    def _once(self, sha256: str, page: int, read: Callable[[], Read]) -> Read:
        at = (sha256, page)
        with self._turn:
            known = self._known.get(at)
        if known is None and self._shelf is not None:
            known = self._shelf.get(sha256, page)
        if known is None:
            found = read()
            known = _packed(found)
            # What the machine failed at, it may not fail at tomorrow: only what was read is worth keeping.
            if self._shelf is not None and found.is_whole:
                self._shelf.put(sha256, page, known)
        with self._turn:
            self._known[at] = known
        return _unpacked(known)

    def _read(self, sha256: str, data: bytes, go_on: GoOn) -> Read:
        if sniff(data[:HEAD_BYTES]) == PDF:
            return self._read_pages(sha256, data, go_on)
        return self._read_drawn(lambda: self._decoder.picture(data, MAX_SIDE, MAX_SIDE), go_on)

    def _read_drawn(self, draw: Callable[[], Pixels], go_on: GoOn) -> Read:
        try:
            pixels = draw()
            words = self._recogniser.words(pixels, go_on)
        except PictureRefused:
            return NOTHING_READ
        return Read(tuple(words), pixels.width, pixels.height)

    def _read_pages(self, sha256: str, data: bytes, go_on: GoOn) -> Read:
        """A page the machine fails at hides nothing of the others."""
        try:
            pages = self._decoder.pdf_session(io.BytesIO(data))
        except PictureRefused:
            return NOTHING_READ
        whole = Read()
        with closing(pages):
            for page in range(1, pages.page_count + 1):
                read = self.of_page(sha256, page, partial(covered_pages.drawn, pages, page), go_on)
                whole = _hung_below(whole, read)
        return whole


def _hung_below(above: Read, page: Read) -> Read:
    line = max((word.line for word in above.words), default=0) + 1
    words = (
        replace(word, line=word.line + line, box=replace(word.box, y=word.box.y + above.height))
        for word in page.words
    )
    return Read(
        (*above.words, *words),
        max(above.width, page.width),
        above.height + page.height,
        above.is_whole and page.is_whole,
    )


def _packed(read: Read) -> bytes:
    lines = [f"{read.width}\t{read.height}\t{int(read.is_whole)}"]
    lines += (_line(word) for word in read.words)
    return zlib.compress("\n".join(lines).encode("utf-8"))


def _line(word: ReadWord) -> str:
    box = word.box
    return f"{word.line}\t{box.x}\t{box.y}\t{box.width}\t{box.height}\t{word.text}"


def _unpacked(packed: bytes) -> Read:
    head, *lines = zlib.decompress(packed).decode("utf-8").split("\n")
    width, height, is_whole = map(int, head.split("\t"))
    return Read(tuple(_words(lines)), width, height, bool(is_whole))


def _words(lines: Iterable[str]) -> Iterable[ReadWord]:
    for line in lines:
        number, x, y, wide, high, text = line.split("\t")
        yield ReadWord(text, Box(int(x), int(y), int(wide), int(high)), int(number))
