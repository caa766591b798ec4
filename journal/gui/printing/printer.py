"""A paper on its way to a printer: page by page, so that the window stays alive and it can be stopped."""

import os
import sys
from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from journal.domain.errors import Cancelled
from journal.domain.pixels import Pixels
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.picture.pixels import as_image

if TYPE_CHECKING:
    from journal.services.printing import Paper

MOST_PIXELS = 5_000
"""The longer side of a page as it is drawn for the printer; 400 dots per inch on A4."""


TAKES_PAPER_AS_IT_IS = sys.platform != "win32"
"""Whether the system's print service takes the PDF itself, with its text as text; else pages are drawn for it."""

PRINT_SERVICE = "/run/cups/cups.sock"


def usual_printer() -> QPrinter:
    """The printer this computer's own print service names first; others can be chosen in its place.

    Where no service runs, the library would look for one in the network. The service itself may print over the
    network, which is what whoever chooses such a printer asks for.
    """
    if sys.platform == "linux":
        os.environ["CUPS_SERVER"] = PRINT_SERVICE
    return QPrinter(QPrinter.PrinterMode.HighResolution)


class PrinterRun(QObject):
    """Emits `finished` when the last page was handed over, `failed` with what stopped it before."""

    finished = Signal()
    failed = Signal(object)

    def __init__(
        self, kit: Kit, pool: Executor, paper: "Paper", printer: QPrinter, progress: Progress, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._pool = pool
        self._paper = paper
        self._printer = printer
        self._progress = progress
        self._painter = QPainter()
        first, last = printer.fromPage(), printer.toPage()
        self._pages = list(range(paper.pages))[max(0, first - 1) : last or paper.pages]

    def begin(self) -> None:
        """Start the printer's document and its first page."""
        self._printer.setDocName("Document")
        if not self._painter.begin(self._printer):
            self.failed.emit(PrinterRefused())
            return
        self._ask(0)

    def _ask(self, at: int) -> None:
        if not self._progress(at, len(self._pages)):
            self._painter.end()
            self._printer.abort()
            self.failed.emit(Cancelled())
            return
        if at == len(self._pages):
            done = self._painter.end()
            self.finished.emit() if done else self.failed.emit(PrinterRefused())
            return
        area = self._printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
        size = area.size().scaled(MOST_PIXELS, MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio)
        most = max(size.width(), size.height())
        future = self._pool.submit(self._paper.page, self._pages[at], most, most)
        self._kit.jobs.watch(future, self, partial(self._paint, at), self._stopped)

    def _paint(self, at: int, pixels: Pixels) -> None:
        if at and not self._printer.newPage():
            self._stopped(PrinterRefused())
            return
        page = as_image(pixels)
        if page.width() > page.height():  # a sheet in landscape is turned, not made small
            page = page.transformed(QTransform().rotate(90))
        area = self._printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
        size = page.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (area.width() - size.width()) // 2, (area.height() - size.height()) // 2
        self._painter.drawImage(QRect(left, top, size.width(), size.height()), page)
        self._ask(at + 1)

    def _stopped(self, error: BaseException) -> None:
        self._painter.end()
        self.failed.emit(error)


class PrinterRefused(Exception):
    """The printer did not take the document."""
