"""One sheet that is no log, on its way to a printer or into a file: the 24 words, or what a check found."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from journal.domain.printing import PaperSize, PrintJob, Queue
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.printing import printer
from journal.gui.printing.printer import PrinterRefused, PrinterRun, usual_printer
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.gui.printing.sheet_size import usual_size
from journal.gui.trouble.bar import explained
from journal.services.sending import PrintService

if TYPE_CHECKING:
    from journal.services.printing import Paper


class LoosePaper(QObject):
    """`told` says in words what became of it. Lives as long as its owner; who inherits says what is on the sheet.

    `service` is what it is printed through where that takes a paper as it is.
    """

    told = Signal(str)

    def __init__(self, kit: Kit, host: QWidget, owner: QObject) -> None:
        super().__init__(owner)
        self._kit = kit
        self._host = host
        self._pool = ThreadPoolExecutor(1, "loose sheet")
        self._papers: list[Paper] = []
        self._printer: QPrinter | None = None
        self.service = PrintService()

    def make(self, size: PaperSize) -> "Future[Paper] | None":
        """Set the sheet; None where there is nothing to set."""
        raise NotImplementedError

    def write(self, paper: "Paper", target: Path) -> "Future[Any]":
        """Save it there."""
        raise NotImplementedError

    def saved_told(self, name: str) -> str:
        """What is said when it was saved."""
        raise NotImplementedError

    def sent_told(self) -> str:
        """What is said when it is with the printer."""
        raise NotImplementedError

    def refused_told(self) -> str:
        """What is said when the printer refused it."""
        raise NotImplementedError

    def save(self) -> None:
        """Ask where, and write the sheet there."""
        dialog = FileChoice(self._kit.words, self._host, save_as=f"{self._kit.now().local[:10]}.pdf")
        dialog.files_chosen.connect(self._place_chosen)
        dialog.open()

    def print(self) -> None:
        """Ask which printer, and hand the sheet to it."""
        if printer.TAKES_PAPER_AS_IT_IS:
            asking = PrinterSheet(self._kit, self._queues, self._host)
            asking.chosen.connect(self._queue_chosen)
            asking.ask()
            return
        self._printer = usual_printer()
        self._printer.setFullPage(True)
        a4 = usual_size() is PaperSize.A4
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.Letter))
        dialog = QPrintDialog(self._printer, self._host)
        dialog.accepted.connect(self._printer_chosen)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def forget(self) -> None:
        """Leave nothing of any sheet."""
        for paper in self._papers:
            self._pool.submit(paper.discard)
        self._papers = []
        self._pool.shutdown(wait=False)

    def aside(self, what: Callable[[Path], None], target: Path) -> "Future[None]":
        """Do it in a thread of the sheet's own."""
        return self._pool.submit(what, target)

    def _place_chosen(self, names: list[str]) -> None:
        if names:
            self._make(partial(self._write, Path(names[0])))

    def _queues(self) -> "Future[tuple[Queue, ...]]":
        return self._pool.submit(self.service.queues)

    def _queue_chosen(self, job: PrintJob) -> None:
        self._make(partial(self._send_as_it_is, job))

    def _send_as_it_is(self, job: PrintJob, paper: "Paper") -> None:
        future = self._pool.submit(self.service.send, paper, job, Progress())
        self._kit.jobs.watch(future, self, self._sent, self._failed)

    def _printer_chosen(self) -> None:
        self._make(self._send)

    def _make(self, then: "Callable[[Paper], None]") -> None:
        future = self.make(usual_size())
        if future is not None:
            self._kit.jobs.watch(future, self, partial(self._made, then), self._failed)

    def _made(self, then: "Callable[[Paper], None]", paper: "Paper") -> None:
        self._papers.append(paper)
        then(paper)

    def _write(self, target: Path, paper: "Paper") -> None:
        self._kit.jobs.watch(self.write(paper, target), self, partial(self._written, target), self._failed)

    def _written(self, target: Path, _made: object) -> None:
        self.told.emit(self.saved_told(target.name))

    def _send(self, paper: "Paper") -> None:
        if self._printer is None:
            return
        run = PrinterRun(self._kit, self._pool, paper, self._printer, Progress(), self)
        run.finished.connect(self._sent)
        run.failed.connect(self._failed)
        run.begin()

    def _sent(self, _nothing: None = None) -> None:
        self.told.emit(self.sent_told())

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, PrinterRefused):
            self.told.emit(self.refused_told())
            return
        trouble = explained(self._kit.words, error)
        self.told.emit(f"{trouble.what} {trouble.next_step}")
