"""Sending a paper to a printer with its text as text, through the system's own print service."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journal.desktop import printing
from journal.domain.errors import Cancelled
from journal.domain.printing import PrintJob, Queue
from journal.services.printing import Paper, Progress

TITLE = "Document"
"""What the print service and the printer call it, where others can read it."""

_LEAST_SECONDS, _BYTES_A_SECOND = 120.0, 1_000_000


def queues() -> tuple[Queue, ...]:
    """The printers the system knows, the usual one first; none where no print service answers."""
    return tuple(Queue(found.name, found.default) for found in printing.printers())


def send(paper: Paper, job: PrintJob, progress: Progress) -> None:
    """Hand a paper to the print service, which keeps it for as long as it is set to.

    Raises:
        PaperNotSearched, NoPrintCommand, NotPrinted: nothing will come out.
        Cancelled: it was stopped before the service had all of it; nothing will come out.
    """
    paper.assure_searched()
    printing.send(
        _watched(paper, progress),
        printing.Printer(job.queue.name, job.queue.usual),
        TITLE,
        job.copies,
        _LEAST_SECONDS + paper.size / _BYTES_A_SECOND,
        both_sides=job.both_sides,
    )


@dataclass(frozen=True)
class PrintService:
    """What a paper that is in no journal is printed through: the printers there are, and handing one to them."""

    queues: Callable[[], tuple[Queue, ...]] = queues
    send: Callable[[Paper, PrintJob, Progress], None] = send


def _watched(paper: Paper, progress: Progress) -> Iterator[bytes]:
    done = 0
    for chunk in paper.chunks():
        if not progress(done, paper.size):
            raise Cancelled
        yield chunk
        done += len(chunk)
    if not progress(done, paper.size):
        raise Cancelled
