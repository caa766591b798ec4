"""The sheet for printing: choices at one side, the real pages at the other."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.domain.errors import Cancelled
from journal.domain.handing_over import Parcel
from journal.domain.printing import Layout, PaperSize, PrintJob, PrintWish
from journal.domain.reading import ActorLine, Wanted
from journal.domain.words import Words
from journal.gui.adding.file_dialog import FileChoice, FolderChoice
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.covering.look_first import LookFirst
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.printing import printer, told
from journal.gui.printing.handing_over import HandingOverSheet, called
from journal.gui.printing.long_paper import LongPaper
from journal.gui.printing.number_first import NumberFirst
from journal.gui.printing.paper_language import PaperLanguage
from journal.gui.printing.places_sheet import PlacesSheet
from journal.gui.printing.preview import Preview
from journal.gui.printing.printer import PrinterRefused, PrinterRun
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.gui.printing.saving import SavingSheet
from journal.gui.printing.ticking import TickSheet
from journal.gui.printing.wish_form import WishForm
from journal.gui.private_terms.pictures_read import PicturesRead
from journal.gui.private_terms.say_first import SayFirst
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.handing_over import HandedOver
    from journal.services.journal import Journal
    from journal.services.places_told import PlaceTold
    from journal.services.printing import Paper
    from journal.services.saving import Saved

SOON_MS = 350
BESIDE = 620
"""From this width (at 100 % text) the pages stand beside the choices."""


class PrintSheet(Sheet):
    """Previews as often as wanted; what is saved or printed gets a record of its own. `told` says what became of it."""

    told = Signal(str)
    noticed = Signal(str)
    recorded = Signal()

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        host: QWidget,
        people: Sequence[ActorLine],
        shown: Wanted,
        first_day: str,
    ) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Print"), width=980, tall=True)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._pool = ThreadPoolExecutor(1, "pages")
        self._is_over = False
        self._papers: list[Paper] = []
        self._turn = 0
        self._progress: Progress | None = None
        self._printer: QPrinter | None = None
        self._language = PaperLanguage(kit, journal, self)
        self.form = WishForm(kit, people, shown, first_day, self._language.offered, journal.types)
        self.form.speak(self._language.usual)
        self.preview = Preview(kit, self._pool)
        self.strip = ProgressStrip(kit.words)
        self._trouble = Label("")
        self._trouble.hide()
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(24)
        self._choices = _scrolled(self.form)
        self._parts.addWidget(self._choices, 2)
        self.number_first = NumberFirst(kit, journal)
        self.say_first = SayFirst(kit, journal, host)
        self.look_first = LookFirst(kit, journal, host)
        self.pictures_read = PicturesRead(kit, journal, host)
        # Here nothing that is pressed moves away when it appears.
        seen = QVBoxLayout()
        seen.setSpacing(12)
        seen.addWidget(self.number_first)
        seen.addWidget(self.say_first)
        seen.addWidget(self.look_first)
        seen.addWidget(self.pictures_read)
        self.longer = LongPaper(kit, journal.paperwork)
        seen.addWidget(self.longer)
        seen.addWidget(self.preview, 1)
        self._parts.addLayout(seen, 3)
        self.body.addLayout(self._parts, 1)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self.strip)
        self.cancel = Button(say("Cancel"))
        self.folder = Button(say("Folder, upload form or e-mail…"), Role.QUIET, icon="files", small=True)
        self.save = Button(say("Save as PDF…"))
        self.print = Button(say("Print…"), Role.MAIN, icon="print")
        self.cancel.clicked.connect(self.close_sheet)
        self.folder.clicked.connect(self._ask_folder)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(
            Small(say("A saved PDF can be read by anyone. Printers may keep what they print for a while.")), 1
        )
        last.addWidget(self.folder)
        self.body.addLayout(last)
        self.save.clicked.connect(self._ask_password)
        self.print.clicked.connect(self._ask_printer)
        self.foot.addStretch(1)
        for button in (self.cancel, self.save, self.print):
            self.foot.addWidget(button)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._preview)
        self.form.wished.connect(self._wish_changed)
        self.form.ticking.connect(self._ask_ticks)
        self.form.language_chosen.connect(self._language.keep)
        self.longer.taken.connect(self.form.take)
        self.number_first.decided.connect(self._wish_changed)
        self.say_first.decided.connect(self._wish_changed)
        self.look_first.decided.connect(self._wish_changed)
        self.pictures_read.decided.connect(self._wish_changed)
        self.closed.connect(self._forget)
        self._arrange_parts()
        self._settle_down(busy=False)

    def begin(self) -> None:
        """Show it."""
        self.open_over(next(iter(self.form.readers.values())))
        self.number_first.ask()
        self._language.ask(self._know_language)

    def _know_language(self, tag: str) -> None:
        self.form.speak(tag)
        paperwork = self._journal.paperwork
        paperwork.get_papers_ready(self.form.wanted(), paperwork.languages.words(tag))

    def _arrange(self) -> None:
        super()._arrange()
        self._arrange_parts()

    def _arrange_parts(self) -> None:
        beside = self.card.width() >= sizes.scaled(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(direction)
        # Beside the choices the pages, how many there are and the ways on stay in sight while those are scrolled.
        inner = self._choices.viewport().width()
        needed = max(self.form.minimumSizeHint().height(), self.form.heightForWidth(inner))
        self._choices.setMinimumHeight(sizes.scaled(160) if beside else needed)
        self.preview.setMinimumHeight(sizes.scaled(160) if beside else sizes.scaled(320))

    # Preview

    def _wish_changed(self) -> None:
        self._stop()
        self._turn += 1
        self.say_first.ask(self.form.wish())
        wish, say = self.form.wish(), self._kit.words.say
        self.look_first.ask(wish)
        self.pictures_read.ask(wish)
        self.longer.forget()
        self._settle_down(busy=False)
        if wish is None:
            self._soon.stop()
            self.preview.say(say("Say who will read it, and the pages appear here."))
            return
        self.preview.say(say("Setting the pages…"))
        self._soon.start()

    def _preview(self) -> None:
        wish = self.form.wish()
        if wish is None:
            return
        self._turn += 1
        turn, progress = self._turn, self._begin(self._kit.words.say("Setting the pages…"))
        future = self._journal.paperwork.first_pages(wish, self._words_of(wish))
        failed = partial(self._not_previewed, turn)
        self._kit.jobs.watch(future, self, partial(self._begun, turn, wish, progress), failed)

    def _begun(self, turn: int, wish: PrintWish, progress: Progress, first: "Paper | None") -> None:
        """The first pages of what takes long are shown while the others are set."""
        if first is not None and (self._is_over or turn != self._turn):
            first.discard()
        if self._is_over or turn != self._turn:
            return
        if first is not None:
            self._papers.append(first)
            self.preview.show_paper(first, whole=False)
        future = self._journal.paperwork.preview_log(wish, self._words_of(wish), progress)
        done, failed = partial(self._previewed, turn, wish), partial(self._not_previewed, turn)
        self._kit.jobs.watch(future, self, done, failed)

    def _ask_ticks(self) -> None:
        sheet = TickSheet(self._kit, self._journal, self._host, self.form.wanted(), self.form.only())
        sheet.ticked.connect(self.form.tick_only)
        sheet.begin()

    def _previewed(self, turn: int, wish: PrintWish, paper: "Paper") -> None:
        if self._is_over:  # it was still on its way when the sheet was closed
            paper.discard()
            return
        self._papers.append(paper)
        if turn == self._turn:
            self.strip.end()
            self._tell("")
            self.preview.show_paper(paper)
            self.longer.ask(wish, paper.pages)
        self._drop_papers(but=paper if turn == self._turn else None)

    def _not_previewed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self.strip.end()
        if isinstance(error, Cancelled):
            self.preview.say(self._kit.words.say("Stopped."))
            return
        trouble = explained(self._kit.words, error)
        self.preview.say(visible(f"{trouble.what} {trouble.next_step}"))
        for button in (self.folder, self.save, self.print):
            button.setEnabled(False)

    # Saving

    def _ask_password(self) -> None:
        asking = SavingSheet(self._kit, self._journal.what_opens, self._host)
        asking.agreed.connect(self._ask_where)
        asking.ask()

    def _ask_where(self, password: str) -> None:
        dialog = FileChoice(self._kit.words, self._host, save_as=f"{self._kit.now().local[:10]}.pdf")
        dialog.files_chosen.connect(partial(self._save, password))
        dialog.open()

    def _save(self, password: str, names: list[str]) -> None:
        wish = self.form.wish()
        if names and wish is not None:
            self._press(wish, partial(self._write, Path(names[0]), password))

    def _write(self, target: Path, password: str, paper: "Paper") -> None:
        self.recorded.emit()
        future = self._journal.paperwork.save_paper(paper, target, password)
        self._kit.jobs.watch(future, self, self._saved, self._failed)

    def _saved(self, made: "Saved") -> None:
        self.told.emit(told.saved(self._kit.words, made))
        self.close_sheet()

    # Handing over

    def _ask_folder(self) -> None:
        layout = self.form.layout_wanted()
        asking = HandingOverSheet(self._kit, self._journal.what_opens, self._host, layout)
        asking.agreed.connect(self._look_for_places)
        asking.ask()

    def _look_for_places(self, parcel: Parcel) -> None:
        wish = self.form.wish()
        if wish is None:
            return
        self._settle_down(busy=True)
        self._begin(self._kit.words.say("Looking through the files…"))
        future = self._journal.paperwork.places_told(wish, parcel)
        self._kit.jobs.watch(future, self, partial(self._ask_about_places, parcel), self._failed)

    def _ask_about_places(self, parcel: Parcel, told: "tuple[PlaceTold, ...]") -> None:
        self._stop()
        self._settle_down(busy=False)
        if not told:
            self._ask_folder_place(parcel)
            return
        asking = PlacesSheet(self._kit, self._host, told)
        asking.answered.connect(partial(self._places_decided, parcel, told))
        asking.ask()

    def _places_decided(self, parcel: Parcel, told: "tuple[PlaceTold, ...]", gives: bool) -> None:
        stay = frozenset() if gives else frozenset(each.evidence for each in told)
        self._ask_folder_place(replace(parcel, without=stay))

    def _ask_folder_place(self, parcel: Parcel) -> None:
        dialog = FolderChoice(self._kit.words, self._host)
        dialog.folder_chosen.connect(partial(self._hand_over, parcel))
        dialog.open()

    def _hand_over(self, parcel: Parcel, place: Path) -> None:
        wish = self.form.wish()
        if wish is None:
            return
        target = called(parcel, place, self._kit.now().local[:10])
        self._settle_down(busy=True)
        progress = self._begin(self._kit.words.say("Putting everything together…"))
        future = self._journal.paperwork.hand_over(wish, parcel, target, self._words_of(wish), progress)
        self._kit.jobs.watch(future, self, self._handed_over, self._failed)

    def _handed_over(self, made: "HandedOver") -> None:
        self.recorded.emit()
        self.told.emit(told.handed_over(self._kit.words, made))
        missing = told.left_out(self._kit.words, made)
        if missing:
            self.noticed.emit(missing)
        self.close_sheet()

    # Printing

    def _ask_printer(self) -> None:
        wish = self.form.wish()
        if wish is None:
            return
        if printer.TAKES_PAPER_AS_IT_IS:
            asking = PrinterSheet(self._kit, self._journal.paperwork.printers, self._host)
            asking.chosen.connect(partial(self._queue_chosen, wish))
            asking.ask()
            return
        self._printer = printer.usual_printer()
        self._printer.setFullPage(True)
        size = QPageSize.PageSizeId.A4 if wish.paper is PaperSize.A4 else QPageSize.PageSizeId.Letter
        self._printer.setPageSize(QPageSize(size))
        dialog = QPrintDialog(self._printer, self._host)
        dialog.accepted.connect(partial(self._printer_chosen, wish))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _queue_chosen(self, wish: PrintWish, job: PrintJob) -> None:
        self._press(wish, partial(self._send_as_it_is, job))

    def _send_as_it_is(self, job: PrintJob, paper: "Paper") -> None:
        self.recorded.emit()
        if self._progress is not None:
            future = self._journal.paperwork.send_paper(paper, job, self._progress)
            self._kit.jobs.watch(future, self, self._sent_as_it_is, self._failed)

    def _sent_as_it_is(self, _nothing: None) -> None:
        self._sent()

    def _printer_chosen(self, wish: PrintWish) -> None:
        self._press(wish, self._send)

    def _send(self, paper: "Paper") -> None:
        self.recorded.emit()
        if self._printer is None or self._progress is None:
            return
        run = PrinterRun(self._kit, self._pool, paper, self._printer, self._progress, self)
        run.finished.connect(self._sent)
        run.failed.connect(self._failed)
        run.begin()

    def _sent(self) -> None:
        self.told.emit(self._kit.words.say("Sent to the printer."))
        self.close_sheet()

    # Both

    def _press(self, wish: PrintWish, then: "Callable[[Paper], None]") -> None:
        self._settle_down(busy=True)
        progress = self._begin(self._kit.words.say("Making the paper…"))
        future = self._journal.paperwork.print_log(wish, self._words_of(wish), progress)
        self._kit.jobs.watch(future, self, partial(self._pressed, then), self._failed)

    def _pressed(self, then: "Callable[[Paper], None]", paper: "Paper") -> None:
        self._papers.append(paper)
        then(paper)

    def _failed(self, error: BaseException) -> None:
        self.strip.end()
        self._settle_down(busy=False)
        if isinstance(error, PrinterRefused):
            self._tell(self._kit.words.say("The printer did not take it. Try again, or save it as a PDF."))
        elif not isinstance(error, Cancelled):
            trouble = explained(self._kit.words, error)
            self._tell(visible(f"{trouble.what} {trouble.next_step}"))

    def _words_of(self, wish: PrintWish) -> Words:
        return self._journal.paperwork.languages.words(wish.language)

    def _begin(self, said: str) -> Progress:
        self._stop()
        self._progress = self.strip.begin(said)
        return self._progress

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
            self.strip.end()

    def _tell(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def _settle_down(self, *, busy: bool) -> None:
        ready = self.form.wish() is not None and not busy and not self.number_first.is_open
        self.form.setEnabled(not busy)
        for button in (self.folder, self.save, self.print):
            button.setEnabled(ready)
        # What is handed over is a log and what belongs to it; how to be reached never is.
        self.folder.setVisible(self.form.layout_wanted() not in (Layout.BLANK, Layout.CONTACT))

    def _drop_papers(self, but: "Paper | None") -> None:
        for paper in self._papers:
            if paper is not but:
                self._pool.submit(paper.discard)
        self._papers = [but] if but is not None else []

    def _forget(self) -> None:
        self._stop()
        self.pictures_read.stop()
        self._turn += 1
        self._drop_papers(None)
        self._is_over = True
        self._journal.paperwork.forget_papers()
        self._pool.shutdown(wait=False)


class _Choices(QScrollArea):
    """What holds the choices; as high as there is room, and asks for no more than it must have."""

    def sizeHint(self) -> QSize:
        # Qt asks for 24 lines: in large text more than the sheet has, which would scroll beside this one.
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _scrolled(form: QWidget) -> QScrollArea:
    area = _Choices()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
