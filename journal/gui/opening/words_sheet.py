"""Shows the 24 words to be written down, and asks for three of them, so that it is known that they were."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.opening.type_back import TypeBack
from journal.gui.opening.word_paper import WordPaper
from journal.gui.opening.words_shown import WordsShown
from journal.gui.opening.written import CHECKED, STATE, Step, read, shown
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained
from journal.services.errors import WordsNotTypedBack
from journal.services.new_root import check_typed_back

if TYPE_CHECKING:
    from journal.services.journal import Journal


class WordsSheet(Sheet):
    """`kept` when the journal remembers that they were written down, or shown."""

    kept = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("24 words"), width=560)
        self._kit = kit
        self._journal = journal
        self._shown_words: tuple[str, ...] = ()
        self._asked: tuple[int, ...] = ()
        self._paper = WordPaper(kit, journal.what_opens, host, self)
        self._paper.told.connect(self._say)
        self._told = Label(say("One moment…"))
        self.shown = WordsShown(kit.words)
        self.back = TypeBack(kit, journal.what_opens.completions)
        self.said = Label("")
        self.save = Button(say("Save as PDF…"))
        self.print = Button(say("Print…"), icon="print")
        self.paper = Flowing(self.print, self.save)
        for part in (self._told, self.shown, self.paper, self.back, self.said):
            self.body.addWidget(part)
        self.again = Button(say("Back"))
        self.next = Button(say("I wrote them down"), Role.MAIN)
        self.check = Button(say("Check"), Role.MAIN)
        self.done = Button(say("Done"), Role.MAIN)
        self.save.clicked.connect(self._paper.save)
        self.print.clicked.connect(self._paper.print)
        self.again.clicked.connect(self._show_them)
        self.next.clicked.connect(self._ask_back)
        self.check.clicked.connect(self._check)
        self.back.entered.connect(self._check)
        self.back.changed.connect(self._typed)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        for button in (self.again, self.next, self.check, self.done):
            self.foot.addWidget(button)
        self.closed.connect(self._forget)
        self._arrange_for()

    def begin(self, passphrase: str, *, to_check: bool = False) -> None:
        """Show it, with the words as soon as they are there; `to_check` asks for three of them first."""
        self.open_over(self)
        future = self._journal.what_opens.recovery_words(passphrase)
        self._kit.jobs.watch(future, self, self._take_to_check if to_check else self._take, self._failed)

    def _take(self, words: tuple[str, ...]) -> None:
        self._shown_words = words
        self._paper.set_words(words)
        self.shown.show_words(words)
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._note_shown)
        self._show_them()

    def _take_to_check(self, words: tuple[str, ...]) -> None:
        self._take(words)
        self._ask_back()

    def _note_shown(self, before: bytes | None) -> None:
        now = self._kit.clock.utc_ms()
        if read(before, now).step is not Step.CHECKED:
            future = self._journal.keep_window_state(STATE, shown(now).kept())
            self._kit.jobs.watch(future, self, self._kept)

    def _show_them(self) -> None:
        self._told.setText(
            self._kit.words.say(
                "Write these words on paper, with their numbers. They open the journal if you forget your passphrase. "
                "Whoever finds them can open it too, so keep the paper where only you go."
            )
        )
        self._say("")
        self._arrange_for(self.shown, self.paper, self.next)
        self.next.setFocus()

    def _ask_back(self) -> None:
        if not self._asked:
            self._asked = self._journal.what_opens.asked_back()
            self.back.ask(self._asked)
        self._told.setText(
            self._kit.words.say("Type these three from your paper, to be sure they stand there.")
        )
        self._say("")
        self._arrange_for(self.back, self.again, self.check)
        self._typed()
        self.back.begin()

    def _typed(self) -> None:
        self.check.setEnabled(self.back.is_full())

    def _check(self) -> None:
        if not self.check.isEnabled():
            return
        try:
            check_typed_back(self._shown_words, self._asked, self.back.typed())
        except WordsNotTypedBack as wrong:
            trouble = explained(self._kit.words, wrong)
            self._say(f"{trouble.what} {trouble.next_step}")
            self.back.mark(wrong.places)
            return
        self._kit.jobs.watch(self._journal.keep_window_state(STATE, CHECKED.kept()), self, self._kept)
        self._told.setText(self._kit.words.say("Good. Your paper is right. Keep it where only you go."))
        self._say("")
        self._arrange_for(self.done)
        self.done.setFocus()

    def _kept(self, _nothing: None) -> None:
        self.kept.emit()

    def _failed(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._told.setText(visible(f"{trouble.what} {trouble.next_step}"))
        self._arrange_for(self.done)

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _arrange_for(self, *wanted: QWidget) -> None:
        for part in (self.shown, self.paper, self.back, self.again, self.next, self.check, self.done):
            part.setVisible(part in wanted)

    def _forget(self) -> None:
        self._shown_words = ()
        self._paper.forget()
        self.back.forget()
