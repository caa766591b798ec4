"""The sheet with the 24 words on its way to a printer or into a file; it says nothing of what they open."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from journal.domain.printing import PaperSize
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.printing.printer import PrinterRefused, PrinterRun, usual_printer
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.printing import Paper
    from journal.services.what_opens import WhatOpens


class WordPaper(QObject):
    """`told` says in words what became of it. Lives as long as its owner."""

    told = Signal(str)

    def __init__(self, kit: Kit, what_opens: "WhatOpens", host: QWidget, owner: QObject) -> None:
        super().__init__(owner)
        self._kit = kit
        self._what_opens = what_opens
        self._host = host
        self._words: tuple[str, ...] = ()
        self._pool = ThreadPoolExecutor(1, "word sheet")
        self._papers: list[Paper] = []
        self._printer: QPrinter | None = None

    def set_words(self, words: Sequence[str]) -> None:
        """These are the words."""
        self._words = tuple(words)

    def save(self) -> None:
        """Ask where, and write the sheet there."""
        dialog = FileChoice(self._kit.words, self._host, save_as=f"{self._kit.now().local[:10]}.pdf")
        dialog.files_chosen.connect(self._place_chosen)
        dialog.open()

    def print(self) -> None:
        """Ask which printer, and hand the sheet to it."""
        self._printer = usual_printer()
        self._printer.setFullPage(True)
        a4 = _usual_size() is PaperSize.A4
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.Letter))
        dialog = QPrintDialog(self._printer, self._host)
        dialog.accepted.connect(self._printer_chosen)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def forget(self) -> None:
        """Leave nothing of any sheet."""
        self._words = ()
        for paper in self._papers:
            self._pool.submit(paper.discard)
        self._papers = []
        self._pool.shutdown(wait=False)

    def _place_chosen(self, names: list[str]) -> None:
        if names:
            self._make(partial(self._write, Path(names[0])))

    def _printer_chosen(self) -> None:
        self._make(self._send)

    def _make(self, then: "Callable[[Paper], None]") -> None:
        if not self._words:
            return
        future = self._what_opens.word_sheet(self._words, _usual_size(), self._kit.words)
        self._kit.jobs.watch(future, self, partial(self._made, then), self._failed)

    def _made(self, then: "Callable[[Paper], None]", paper: "Paper") -> None:
        self._papers.append(paper)
        then(paper)

    def _write(self, target: Path, paper: "Paper") -> None:
        future = self._pool.submit(paper.save, target)
        self._kit.jobs.watch(future, self, partial(self._written, target), self._failed)

    def _written(self, target: Path, _nothing: None) -> None:
        say = self._kit.words.say
        self.told.emit(
            say(
                "Saved as {name}. Print it, then delete it: anyone who finds it can read it.",
                name=target.name,
            )
        )

    def _send(self, paper: "Paper") -> None:
        if self._printer is None:
            return
        run = PrinterRun(self._kit, self._pool, paper, self._printer, Progress(), self)
        run.finished.connect(self._sent)
        run.failed.connect(self._failed)
        run.begin()

    def _sent(self) -> None:
        self.told.emit(self._kit.words.say("Sent to the printer. Take the sheet away at once."))

    def _failed(self, error: BaseException) -> None:
        say = self._kit.words.say
        if isinstance(error, PrinterRefused):
            self.told.emit(
                say("The printer did not take it. Write the words down by hand, or save them as a PDF.")
            )
            return
        trouble = explained(self._kit.words, error)
        self.told.emit(f"{trouble.what} {trouble.next_step}")


def _usual_size() -> PaperSize:
    american = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return PaperSize.LETTER if american else PaperSize.A4
