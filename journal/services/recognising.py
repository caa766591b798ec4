"""Saying of a file that somebody has, or sent back, whether it is what was handed over; it is only read."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from journal.domain.errors import Cancelled, Fixable
from journal.domain.recognised import Likeness, Recognised
from journal.pictures.decoder import Decoder
from journal.pictures.refusal import PictureRefused
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.recognising import Sealed

Progress = Callable[[int, int], bool]

_CHUNK = 1 << 20
_HEAD = 16
"""Digits of the seal at the foot of every page; the first page has them all."""
_PAGES = 3
"""So many pages at each end are looked through for a seal: some may have been taken away, or laid before."""


class FileNotRead(Fixable):
    """The file that was to be compared is none, or cannot be read to its end."""


def recognise(
    file: Path, reader: VaultReader, reading: Lane, decoder: Decoder, progress: Progress
) -> Recognised:
    """Compare a file with everything that was made here or added; not in the thread of the reader.

    Raises:
        FileNotRead: it is no file, or cannot be read to its end.
        Cancelled: `progress` said so.
    """
    try:
        if not file.is_file():  # whoever opens a pipe waits for its other end
            raise FileNotRead
        with file.open("rb") as source:
            sha256 = _digest(source, progress)
            known = reading.run(reader.known_file, sha256).result()
            return known or _by_its_seal(source, sha256, reading.run(reader.sealed_papers).result(), decoder)
    except OSError as error:
        raise FileNotRead from error


def _digest(source: BinaryIO, progress: Progress) -> str:
    hasher = hashlib.sha256()
    size = source.seek(0, 2)
    source.seek(0)
    while chunk := source.read(_CHUNK):
        hasher.update(chunk)
        if not progress(source.tell(), size):
            raise Cancelled
    return hasher.hexdigest()


def _by_its_seal(source: BinaryIO, sha256: str, papers: Iterable[Sealed], decoder: Decoder) -> Recognised:
    text = _text_of(source, decoder)
    for paper in papers:
        if paper.seal[:_HEAD] in text:
            return Recognised(Likeness.BEARS_SEAL, sha256, paper.record, paper.at_ms)
    return Recognised(Likeness.NONE, sha256)


def _text_of(source: BinaryIO, decoder: Decoder) -> str:
    """The letters and digits of a PDF's first and last pages; of another file, or a damaged one, nothing."""
    try:
        with decoder.pdf_session(source) as pdf:
            last = range(max(_PAGES, pdf.page_count - _PAGES), pdf.page_count)
            pages = (*range(min(_PAGES, pdf.page_count)), *last)
            return "".join("".join(pdf.text(page).split()) for page in pages)
    except PictureRefused:
        return ""
