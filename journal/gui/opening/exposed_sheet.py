"""Because someone may know the passphrase or the words: new ones, and everything in the journal put under them."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.kit import Kit
from journal.gui.opening import old_copies
from journal.gui.opening.new_passphrase import NewPassphrase
from journal.gui.opening.type_back import TypeBack
from journal.gui.opening.word_paper import WordPaper
from journal.gui.opening.words_shown import WordsShown
from journal.gui.opening.written import STATE, Step, read, shown
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained
from journal.services.errors import WordsNotTypedBack

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.keys import OpenedCopy
    from journal.services.new_root import NewRoot


class Page(Enum):
    """How far it has come."""

    CHOOSE = "choose"
    WRITE = "write"
    TYPE_BACK = "type back"
    WORK = "work"
    OVER = "over"


class ExposedSheet(Sheet):
    """Until the last button is pressed, closing it changes nothing. After that `lock_wanted`: the journal has ended."""

    lock_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, passphrase: str) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Make passphrase and words new"), width=560)
        self._kit = kit
        self._journal = journal
        self._passphrase = passphrase
        self._prepared: NewRoot | None = None
        self._copies = ""
        self._page = Page.CHOOSE
        self._paper = WordPaper(kit, journal.what_opens, host, self)
        self._told = Label("")
        self.new = NewPassphrase(kit, journal.what_opens.suggest, say("The new passphrase"))
        self.shown = WordsShown(kit.words)
        self.back = TypeBack(kit, journal.what_opens.completions)
        self.strip = ProgressStrip(kit.words)
        self.said = Label("")
        self.old = Label("", selectable=True)
        self.save = Button(say("Save as PDF…"))
        self.print = Button(say("Print…"), icon="print")
        self.paper = Flowing(self.print, self.save)
        for part in (self._told, self.new, self.shown, self.paper, self.back, self.said, self.old):
            self.body.addWidget(part)
        self.body.addWidget(self.strip)
        self.cancel = Button(say("Cancel"))
        self.again = Button(say("Back"))
        self.next = Button(say("Next"), Role.MAIN)
        self.make = Button(say("Make them new"), Role.MAIN)
        self.lock = Button(say("Lock"), Role.MAIN, icon="lock")
        self.foot.addStretch(1)
        for button in self._buttons():
            self.foot.addWidget(button)
        self._connect()
        self._turn_to(Page.CHOOSE)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.new.field.line)
        self._kit.jobs.watch(self._journal.what_opens.copies_that_open(), self, self._know_copies)

    def close_sheet(self) -> None:
        """Take it away; while everything is being made new, only ask for that to stop, and lock when it is over."""
        if self._page is Page.WORK:
            self.strip.cancel.click()
            return
        super().close_sheet()
        if self._page is Page.OVER:
            self.lock_wanted.emit()

    def _connect(self) -> None:
        self._paper.told.connect(self._say)
        self.new.changed.connect(self._settle_down)
        self.new.entered.connect(self._go_on)
        self.back.changed.connect(self._settle_down)
        self.back.entered.connect(self._replace)
        self.cancel.clicked.connect(self.close_sheet)
        self.save.clicked.connect(self._paper.save)
        self.print.clicked.connect(self._paper.print)
        self.again.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.make.clicked.connect(self._replace)
        self.lock.clicked.connect(self.close_sheet)
        self.closed.connect(self._forget)

    def _buttons(self) -> tuple[Button, ...]:
        return (self.cancel, self.again, self.next, self.make, self.lock)

    # The pages

    def _turn_to(self, page: Page) -> None:
        self._page = page
        wanted: dict[Page, tuple[QWidget, ...]] = {
            Page.CHOOSE: (self.new, self.cancel, self.next),
            Page.WRITE: (self.shown, self.paper, self.cancel, self.next),
            Page.TYPE_BACK: (self.back, self.cancel, self.again, self.make),
            Page.WORK: (),
            Page.OVER: (self.lock,),
        }
        for part in (self.new, self.shown, self.paper, self.back, *self._buttons()):
            part.setVisible(part in wanted[page])
        self._told.setText(self._explained(page))
        self._told.setVisible(bool(self._told.text()))
        self.next.show_text(self._kit.words.say("I wrote them down" if page is Page.WRITE else "Next"))
        self._say("")
        self._show_copies(page in {Page.TYPE_BACK, Page.OVER})
        self._settle_down()

    def _explained(self, page: Page) -> str:
        say = self._kit.words.say
        return {
            Page.CHOOSE: say(
                "First choose a new passphrase. Then you get 24 new words to write down. "
                "Nothing changes until you have typed three of them back."
            ),
            Page.WRITE: say(
                "These are your new words. Write them on paper, with their numbers. "
                "Keep the paper where only you go, and destroy the old one afterwards."
            ),
            Page.TYPE_BACK: say("Type these three from your paper, to be sure they stand there."),
        }.get(page, "")

    def _settle_down(self) -> None:
        ready = self._page is Page.WRITE or self.new.is_ready()
        self.next.setEnabled(ready)
        self.make.setEnabled(self.back.is_full())

    def _go_on(self) -> None:
        if not self.next.isEnabled():
            return
        if self._page is Page.CHOOSE:
            self._prepare()
        elif self._page is Page.WRITE:
            self._turn_to(Page.TYPE_BACK)
            self.back.begin()

    def _go_back(self) -> None:
        self._turn_to(Page.WRITE)
        self.next.setFocus()

    def _know_copies(self, copies: "Sequence[OpenedCopy]") -> None:
        self._copies = old_copies.in_words(self._kit, copies)
        self._show_copies(self._page in {Page.TYPE_BACK, Page.OVER})

    def _show_copies(self, wanted: bool) -> None:
        self.old.setText(visible(self._copies))
        self.old.setVisible(wanted and bool(self._copies))

    # Preparing

    def _prepare(self) -> None:
        self.new.wait(True)
        self.next.setEnabled(False)
        self._say(self._kit.words.say("One moment…"))
        future = self._journal.what_opens.prepare_root(self._passphrase, self.new.text())
        self._kit.jobs.watch(future, self, self._take, self._not_prepared)

    def _take(self, prepared: "NewRoot") -> None:
        self._prepared = prepared
        self.new.forget()
        self._paper.set_words(prepared.words)
        self.shown.show_words(prepared.words)
        self.back.ask(prepared.asked)
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._note_shown)
        self._turn_to(Page.WRITE)
        self.next.setFocus()

    def _note_shown(self, before: bytes | None) -> None:
        now = self._kit.clock.utc_ms()
        if read(before, now).step is not Step.CHECKED:
            future = self._journal.keep_window_state(STATE, shown(now).kept())
            self._kit.jobs.watch(future, self, self._noted)

    def _noted(self, _nothing: None) -> None:
        """That they were shown is remembered."""

    def _not_prepared(self, error: BaseException) -> None:
        self.new.wait(False)
        self._settle_down()
        self._tell(error)
        self.new.field.line.setFocus()

    # Replacing

    def _replace(self) -> None:
        if not self.make.isEnabled() or self._prepared is None or self._page is not Page.TYPE_BACK:
            return
        typed = self.back.typed()
        self._turn_to(Page.WORK)
        progress = self.strip.begin(self._kit.words.say("Making everything new…"))
        future = self._journal.what_opens.replace_root(self._prepared, typed, progress)
        self._kit.jobs.watch(future, self, self._replaced, self._not_replaced)

    def _replaced(self, _nothing: None) -> None:
        self._end(
            self._kit.words.say(
                "Done. Only the new passphrase and the new words open the journal now. "
                "It locks, and you open it with the new passphrase."
            )
        )

    def _not_replaced(self, error: BaseException) -> None:
        if self._journal.is_ended:
            trouble = explained(self._kit.words, error)
            self._end(f"{trouble.what} {trouble.next_step}")
            return
        self.strip.end()
        self._turn_to(Page.TYPE_BACK)
        self._tell(error)
        if isinstance(error, WordsNotTypedBack):
            self.back.mark(error.places)

    def _end(self, told: str) -> None:
        self.strip.end()
        self._turn_to(Page.OVER)
        self._told.setText(visible(told))
        self._told.show()
        self.lock.setFocus()

    def _tell(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _forget(self) -> None:
        self._passphrase = ""
        self._prepared = None
        self._paper.forget()
        self.new.forget()
        self.back.forget()
