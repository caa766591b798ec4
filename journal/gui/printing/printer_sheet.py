"""Which printer, how many copies, on one side or both; for systems whose print service takes the paper as it is."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from journal.domain.printing import PrintJob, Queue
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Check, Pick
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label, Small

MOST_COPIES = 20


class PrinterSheet(Sheet):
    """`chosen` tells the job: printer, copies, and whether both sides are printed."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, printers: "Callable[[], Future[tuple[Queue, ...]]]", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Print"), width=460)
        self._kit = kit
        self._printers = printers
        self.told = Label(say("Looking for printers…"))
        self.printer = Pick(say("Printer"))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(say("Copies"))
        sizes.at_least(self.copies, height=32)
        self._count = Flowing(Label(say("Copies")), self.copies)
        self.both_sides = Check(say("On both sides of the paper"))
        self.both_sides.setChecked(True)
        self.body.addWidget(self.told)
        for widget in (self.printer, self._count, self.both_sides):
            self.body.addWidget(widget)
            widget.hide()
        self.body.addWidget(
            Small(
                say(
                    "This computer and the printer may keep what is printed for days, and others who use that"
                    " printer may see it. A printer of your own, or of someone you trust, is best."
                )
            )
        )
        self.body.addStretch(1)
        self.yes = Button(say("Print"), Role.MAIN, icon="print")
        self.yes.setEnabled(False)
        self.yes.clicked.connect(self._choose)
        self.cancel = self.end_with(self.yes)

    def ask(self) -> None:
        """Show it, and look for printers."""
        self.open_over(self.cancel)
        self._kit.jobs.watch(self._printers(), self, self._offer)

    def _offer(self, found: tuple[Queue, ...]) -> None:
        if not found:
            self.told.setText(
                self._kit.words.say("No printer is set up on this computer. Save the paper as a PDF instead.")
            )
            return
        self.told.hide()
        for queue in found:
            self.printer.offer(queue.name, queue)
        for widget in (self.printer, self._count, self.both_sides):
            widget.show()
        self.yes.setEnabled(True)
        self.yes.setFocus()

    def _choose(self) -> None:
        job = PrintJob(self.printer.currentData(), self.copies.value(), self.both_sides.isChecked())
        self.close_sheet()
        self.chosen.emit(job)
