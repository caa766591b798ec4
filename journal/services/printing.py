"""Printing a log: previewed as often as wanted; sealed by a record of its own when it is printed or saved."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from journal.domain import records as r
from journal.domain.clock import Clock
from journal.domain.folder import FILE_MODE, JournalFolder
from journal.domain.ids import PrintId, Randomness, new_id
from journal.domain.incident_types import IncidentType
from journal.domain.moments import at_instant
from journal.domain.pixels import Pixels
from journal.domain.printing import Layout, PaperSize, PrintWish, Reader
from journal.domain.reading import Seal
from journal.domain.words import Words
from journal.pictures.decoder import Decoder
from journal.pictures.pdf_session import PdfSession
from journal.report.figures import Figures
from journal.report.layouts import write_paper
from journal.report.model import Log, Made
from journal.report.printed_pictures import Pictures
from journal.report.word_sheet import write_word_sheet
from journal.sealing.errors import disk_error
from journal.services.composing import Chosen, Imprint, Originals, compose, incidents_of
from journal.services.errors import CoveredCopiesNeeded, NothingToPrint, PaperNotSearched
from journal.services.kept_entries import KeptEntries, figures_for
from journal.services.lanes import Lane
from journal.services.output_scan import OutputScan
from journal.services.read_pictures import ReadPictures
from journal.services.sealed_paper import SealedFile, SealedOutput
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

Progress = Callable[[int, int], bool]

_BINARY = getattr(os, "O_BINARY", 0)
"""Windows changes line ends in files that were not opened with it."""


class Paper:
    """A finished PDF that lies sealed in the work folder until it is saved, printed or dropped."""

    def __init__(self, file: SealedFile, pages: int, size: int, sha256: str, decoder: Decoder) -> None:
        self.pages = pages
        self.size = size
        self.sha256 = sha256
        self.file_time: int | None = None
        """When files of it say they were written, in seconds since 1970 UTC, where the true time is not to be told."""
        self.printed: PrintId | None = None
        """The print that it is; None for what leaves no record."""
        self.is_searched = True
        """Whether it may leave: not what the other person may see before all of it was searched."""
        self._file = file
        self._decoder = decoder
        self._session: PdfSession | None = None
        self._turn = threading.Lock()

    def page(self, index: int, width: int, height: int) -> Pixels:
        """One page, counted from 0, drawn no larger than that many pixels.

        Raises:
            PictureRefused: it could not be drawn.
        """
        with self._turn:
            return self._opened().page(index, dots_per_inch=1200, max_width=width, max_height=height)

    def text(self, index: int) -> str:
        """What a reader gives out as the text of one page, counted from 0.

        Raises:
            PictureRefused: it could not be read.
        """
        with self._turn:
            return self._opened().text(index)

    def _opened(self) -> PdfSession:
        if self._session is None:
            self._session = self._decoder.pdf_session(cast(BinaryIO, self._file.open()))
        return self._session

    def open(self) -> BinaryIO:
        """The PDF, read like any file."""
        return cast(BinaryIO, self._file.open())

    def assure_searched(self) -> None:
        """Let nothing go on that nobody searched.

        Raises:
            PaperNotSearched: it may only be looked at.
        """
        if not self.is_searched:
            raise PaperNotSearched

    def chunks(self) -> Iterator[bytes]:
        """The PDF's bytes from beginning to end."""
        with self._file.open() as stream:
            yield from stream.chunks()

    def save(self, target: Path) -> None:
        """Write the PDF where the person wants it; readable for them alone, whole or not at all.

        Raises:
            PaperNotSearched, DiskFull, DiskFailed: nothing was left there.
        """
        self.assure_searched()
        fresh = target.with_name(f".{target.name}.part")
        try:
            fresh.unlink(missing_ok=True)
            # A link somebody laid there is not followed, and a file that is there lends it no wider rights.
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE)
            with os.fdopen(handle, "wb") as file:
                for chunk in self.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(handle)
            fresh.replace(target)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise disk_error(error, "save") from error

    def discard(self) -> None:
        """Leave nothing of it in the journal's folder."""
        with self._turn:
            if self._session is not None:
                self._session.close()
                self._session = None
        self._file.discard()


@dataclass(frozen=True)
class Printed:
    """A paper that has its record, and everything it was made of."""

    id: PrintId
    seal: Seal
    chosen: Chosen
    log: Log
    paper: Paper
    scan: OutputScan | None = None
    """What everything that goes along with it has to pass; only where the other person may see it."""


@dataclass(frozen=True)
class Press:
    """What printing works with; papers lie sealed in `spill` until they are saved or dropped."""

    folder: JournalFolder
    spill: Path
    vault: Vault
    reader: VaultReader
    writing: Lane
    reading: Lane
    decoder: Decoder
    clock: Clock
    randomness: Randomness
    types: tuple[IncidentType, ...]
    fonts: Path
    program: str
    read_pictures: ReadPictures
    pictures: Pictures | None = None
    """What pictures are asked of instead of the decoder, where they are to be smaller than they are."""

    kept: KeptEntries = field(default_factory=KeptEntries)

    turn: "threading.Lock" = field(default_factory=threading.Lock)
    """Of two papers at once, one takes the next references of exhibits before the other looks for them."""

    def preview(self, wish: PrintWish, words: Words, progress: Progress) -> Paper:
        """The log as it would be, without a seal and without leaving a record.

        Raises:
            NothingToPrint, CoveredCopiesNeeded, Cancelled, DiskFull: nothing was left.
        """
        return self._set_chosen(wish, self.chosen(wish), words, None, progress)[1]

    def print(self, wish: PrintWish, words: Words, progress: Progress) -> "Printed":
        """The log as it is handed over, under the seal of its own record; the PDF's hash is recorded after it.

        Raises:
            NothingToPrint, CoveredCopiesNeeded, Cancelled, DiskFull: no paper was left; the record of the try stays.
        """
        subject = PrintId(new_id(self.randomness))
        with self.turn:
            chosen = self.chosen(wish)
            seal = self.writing.run(self.announce, subject, wish, chosen).result()
        log, paper = self._set_chosen(wish, chosen, words, seal, progress)
        self.finish(subject, paper)
        return Printed(subject, seal, chosen, log, paper)

    def finish(self, subject: PrintId, paper: Paper) -> None:
        """Record which PDF a print became."""
        finished = r.PrintFinished(subject, paper.sha256, paper.size, paper.pages)
        self.writing.run(self.append, finished, subject).result()
        paper.printed = subject

    def word_sheet(self, shown: tuple[str, ...], size: PaperSize, words: Words) -> Paper:
        """A sheet with these words, to be printed and kept at home; it leaves no record.

        Raises:
            DiskFull, DiskFailed: nothing was left.
        """
        made_at = at_instant(self.clock.utc_ms(), self.clock.zone())
        return self.sealed(lambda out: write_word_sheet(shown, made_at, size, out, words, self.fonts))

    def chosen(self, wish: PrintWish, *, at_a_glance: bool = False) -> Chosen:
        """What the wish asks for. For a glance its entries may be read when they are looked at, outside of the thread
        of the reader; that raises `ReadsDifferently` where they changed meanwhile.

        Raises:
            CoveredCopiesNeeded: the other person's paper is made elsewhere.
            NothingToPrint: there is nothing of the kind.
        """
        if wish.reader is Reader.OTHER:
            raise CoveredCopiesNeeded(1)
        given = self.writing.run(self.vault.exhibits).result()
        lane = self.reading if at_a_glance and not wish.history else None
        chosen = self.reading.run(self.kept.choose, self.reader, wish, given, lane).result()
        if not chosen.entries:
            raise NothingToPrint
        return chosen

    def announce(self, subject: PrintId, wish: PrintWish, chosen: Chosen) -> Seal:
        """Record what a paper is to hold, in the thread of the writer; its seal is that paper's."""
        with self.vault.writing():
            if chosen.new:
                self.vault.append(r.ExhibitsAssigned(chosen.new), subject)
            announced = r.Printed(
                subject,
                wish.layout.value,
                wish.reader.value,
                wish.language,
                wish.paper.value,
                incidents_of(chosen),
                chosen.exhibits,
            )
            appended = self.vault.append(announced, subject)
        return Seal(appended.seq, appended.seal)

    def append(self, record: r.Record, subject: str) -> None:
        """Record something about a paper, in the thread of the writer."""
        with self.vault.writing():
            self.vault.append(record, subject)

    def log(self, wish: PrintWish, chosen: Chosen, words: Words, seal: Seal | None) -> Log:
        """What was chosen as the values of a paper made now."""
        made_at = at_instant(self.clock.utc_ms(), self.clock.zone())
        imprint = Imprint(made_at, self.program, self.types, seal)
        return self.reading.run(compose, self.reader, wish, chosen, words, self.originals(), imprint).result()

    def _set_chosen(
        self, wish: PrintWish, chosen: Chosen, words: Words, seal: Seal | None, progress: Progress
    ) -> tuple[Log, Paper]:
        log = self.log(wish, chosen, words, seal)
        counted = figures_for(wish, chosen, log)
        self.reading.run(self.reader.let_go).result()
        return log, self.set(wish.layout, log, words, progress, counted=counted)

    def originals(self) -> Originals:
        """What opens the journal's sealed files; not in the thread of the reader."""
        return Originals(self.folder, lambda name: self.reading.run(self.reader.file_key, name).result())

    def set(
        self,
        layout: Layout,
        log: Log,
        words: Words,
        progress: Progress | None,
        most_pages: int = 0,
        counted: Figures | None = None,
    ) -> Paper:
        """A log in that layout, or so many pages of it; nothing of it is left if that fails."""
        fonts, pictures = self.fonts, self.pictures or self.decoder
        return self.sealed(
            lambda out: write_paper(layout, log, out, words, fonts, pictures, progress, most_pages, counted)
        )

    def sealed(self, write: Callable[[BinaryIO], Made]) -> Paper:
        """What is written, sealed; nothing of it is left if that fails."""
        output = SealedOutput(self.spill, self.randomness)
        try:
            with _what_is_there_stays():
                made = write(cast(BinaryIO, output))
            file = output.finish()
        except BaseException:
            output.discard()
            raise
        return Paper(file, made.pages, made.size, output.sha256, self.decoder)


@contextmanager
def _what_is_there_stays() -> Iterator[None]:
    """Whoever looks for what can be thrown away while pages are set need not go through all that was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
