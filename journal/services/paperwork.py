"""The verbs about papers of an open journal: looking at one, printing it, saving it, handing it over with its files."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from journal.domain.course import Overview
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import Layout, PaperSize, PrintJob, PrintWish, Queue, Told
from journal.domain.reading import Wanted
from journal.domain.recognised import Recognised
from journal.domain.words import Words
from journal.services.filing import Progress
from journal.services.handing_over import HandedOver, HandingOver
from journal.services.journal_parts import Parts
from journal.services.lanes import aside
from journal.services.languages import PaperLanguages
from journal.services.mailing import mail
from journal.services.numbering import Numbering
from journal.services.outputs import Outputs
from journal.services.papers import Papers, Shorter
from journal.services.places_told import PlaceTold, places_told
from journal.services.printing import Paper, Press
from journal.services.recognising import recognise
from journal.services.saving import Saved, save_paper
from journal.services.sending import queues, send


class Paperwork:
    """The verbs of `Journal.paperwork`: each is answered through a future."""

    def __init__(
        self, parts: Parts, press: Press, outputs: Outputs, settle_all: Callable[[], object]
    ) -> None:
        """`settle_all`, in the thread of the writer, makes records of what is only typed: it belongs on the paper."""
        self._working = parts.working
        self._writing = parts.writing
        self._press = press
        self._outputs = outputs
        self._settle_all = settle_all
        self.languages = PaperLanguages(parts.around.resources / "i18n" / "paper")
        self._papers = Papers(press, parts.working.is_closed)
        self.numbering = Numbering(parts.vault, parts.writing)
        self._handing_over = HandingOver(
            folder=parts.folder,
            root=parts.root,
            vault=parts.vault,
            reader=parts.reader,
            writing=parts.writing,
            reading=parts.reading,
            press=press,
            resources=parts.around.resources,
            outputs=outputs,
        )

    def preview_log(self, wish: PrintWish, words: Words, progress: Progress) -> "Future[Paper]":
        """A paper as it would be printed, without a seal and without leaving a record."""
        return self._working.run(self._papers.preview, wish, words, progress)

    def get_papers_ready(self, wanted: Wanted, words: Words) -> "Future[None]":
        """Begin what every long paper of these incidents takes, while it is being said who reads it."""
        return self._working.run(self._papers.get_ready, wanted, words, self._papers.sitting)

    def get_whole_log_ready(self, words: Words) -> "Future[None]":
        """Count a long log while nobody waits for anything; whatever else is asked of the journal goes first."""
        return self._working.run(self._papers.get_whole_log_ready, words)

    def first_pages(self, wish: PrintWish, words: Words) -> "Future[Paper | None]":
        """The first pages of a paper that takes long, soon; None where all of it is there as soon."""
        return self._working.run(self._papers.first_pages, wish, words)

    def shorter_paper(self, wish: PrintWish, pages: int, words: Words) -> "Future[Shorter | None]":
        """What most readers would rather have than a paper of so many pages; None where those are few."""
        return self._working.run(self._papers.shorter, wish, pages, words)

    def overview(self, words: Words) -> "Future[Overview | None]":
        """What all incidents add up to, as a log of them on paper would say it; None where there are none."""
        return self._working.run(self._papers.overview, words)

    def told_sheet(self, told: Told, size: PaperSize, words: Words) -> "Future[Paper]":
        """What a sheet of the window says, on paper as it stands."""
        return self._working.run(self._papers.told, told, size, words)

    def printers(self) -> "Future[tuple[Queue, ...]]":
        """The printers this computer's print service knows, the usual one first."""
        return aside("look for printers", queues)

    def send_paper(self, paper: Paper, job: PrintJob, progress: Progress) -> "Future[None]":
        """Hand a paper to the print service.

        Raises, through the future:
            NoPrintCommand, NotPrinted, Cancelled: nothing will come out.
        """
        return self._working.run(send, paper, job, progress)

    def forget_papers(self) -> None:
        """Keep nothing in memory of what was composed for a look."""
        self._papers.forget()

    def print_log(self, wish: PrintWish, words: Words, progress: Progress) -> "Future[Paper]":
        """A log to be handed over, under the seal of its own record. What can be settled is settled first."""
        return self._working.run(self._print_log, wish, words, progress)

    def save_paper(self, paper: Paper, target: Path, password: str = "") -> "Future[Saved]":
        """Write a paper as a PDF, which opens with the password alone if one is given, and remember where it went.

        Raises, through the future:
            InsideJournal, DiskFull, DiskFailed: nothing was left there.
        """
        return self._working.run(save_paper, self._outputs, paper, target, password)

    def hand_over(
        self, wish: PrintWish, parcel: Parcel, target: Path, words: Words, progress: Progress
    ) -> "Future[HandedOver]":
        """Print a log and write it with its exhibits, and what it takes to check them, to a new place.

        Raises, through the future:
            FolderTaken: there is something in that place.
            InsideJournal, NothingToPrint, Cancelled, DiskFull, DiskFailed, HandedOverNotTrue, PaperTooLarge: nothing
                was left there.
        """
        return self._working.run(self._hand_over, wish, parcel, target, words, progress)

    def places_told(self, wish: PrintWish, parcel: Parcel) -> "Future[tuple[PlaceTold, ...]]":
        """Which originals that would be handed over say where they were made."""
        return self._working.run(self._places_told, wish, parcel)

    def recognise(self, file: Path, progress: Progress) -> "Future[Recognised]":
        """Whether a file that somebody has is what was made here or added; it is only read.

        Raises, through the future:
            FileNotRead: it is no file, or cannot be read to its end.
            Cancelled: `progress` said so, or the journal is being closed.
        """
        press, going_on = self._press, self._outputs.going_on(progress)
        return aside("compare", recognise, file, press.reader, press.reading, press.decoder, going_on)

    def _print_log(self, wish: PrintWish, words: Words, progress: Progress) -> Paper:
        self._writing.run(self._settle_all).result()
        return self._papers.print(wish, words, progress)

    def _places_told(self, wish: PrintWish, parcel: Parcel) -> tuple[PlaceTold, ...]:
        self._writing.run(self._settle_all).result()
        handing_over = self._handing_over
        return tuple(places_told(handing_over.entries(wish), wish.reader, parcel, handing_over.originals()))

    def _hand_over(
        self, wish: PrintWish, parcel: Parcel, target: Path, words: Words, progress: Progress
    ) -> HandedOver:
        self._writing.run(self._settle_all).result()
        if parcel.form is Form.MAIL:
            return mail(self._press, self._outputs, wish, parcel, target, words, progress)
        # Whatever was looked at, what is handed over begins with the whole log.
        return self._handing_over.run(replace(wish, layout=Layout.LOG), parcel, target, words, progress)
