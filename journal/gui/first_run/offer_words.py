"""Offers the 24 words, to be written down now or later."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.look.card import Desktop
from journal.gui.opening.word_paper import WordPaper
from journal.gui.opening.words_shown import WordsShown
from journal.gui.opening.written import STATE, Written, not_yet, shown
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Heading, Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.journal import Journal


class OfferWords(QWidget):
    """`over` when the words were written down, or put off; the journal remembers which."""

    over = Signal()

    def __init__(self, kit: Kit, pane: Desktop) -> None:
        super().__init__()
        say = kit.words.say
        self._kit = kit
        self._pane = pane
        self._journal: Journal | None = None
        self._passphrase = ""
        self._paper: WordPaper | None = None
        self._told = Label(
            say(
                "If you forget your passphrase, 24 words open the journal. Write them on paper, now or another day, "
                "when nobody can see your screen."
            )
        )
        self.shown = WordsShown(kit.words)
        self.said = Label("")
        self.later = Button(say("Later"))
        self.show_them = Button(say("Show the words"), Role.MAIN)
        self.save = Button(say("Save as PDF…"))
        self.print = Button(say("Print…"), icon="print")
        self.written = Button(say("I wrote them down"), Role.MAIN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Heading(say("24 words")))
        box.addWidget(self._told)
        box.addWidget(self.shown)
        box.addWidget(self.said)
        for row in ((self.save, self.print), (self.later, self.show_them, self.written)):
            line = QHBoxLayout()
            line.addStretch(1)
            for button in row:
                line.addWidget(button)
            box.addLayout(line)
        self._arrange_for(self.later, self.show_them)
        self.said.hide()
        self.later.clicked.connect(self._put_off)
        self.show_them.clicked.connect(self._ask)
        self.written.clicked.connect(self._keep_shown)
        self.setFocusProxy(self.show_them)

    def know(self, journal: "Journal", passphrase: str) -> None:
        """This is the journal, and what opens it."""
        self._journal = journal
        self._passphrase = passphrase
        self._paper = WordPaper(self._kit, journal.what_opens, self._pane.window(), self)
        self._paper.told.connect(self._say)
        self.save.clicked.connect(self._paper.save)
        self.print.clicked.connect(self._paper.print)

    def _ask(self) -> None:
        if self._journal is None:
            return
        self.show_them.setEnabled(False)
        self._say(self._kit.words.say("One moment…"))
        future = self._journal.what_opens.recovery_words(self._passphrase)
        self._kit.jobs.watch(future, self, self._show_words, self._failed)

    def _show_words(self, words: tuple[str, ...]) -> None:
        self._told.setText(
            self._kit.words.say("Write them down with their numbers. Keep the paper where only you go.")
        )
        self._say("")
        self.shown.show_words(words)
        if self._paper is not None:
            self._paper.set_words(words)
        self._arrange_for(self.shown, self.save, self.print, self.later, self.written)
        # A key pressed once too often takes the words away, but not the question for them on another day.
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_off(self) -> None:
        self._keep(not_yet(self._kit.clock.utc_ms()))

    def _keep_shown(self) -> None:
        self._keep(shown(self._kit.clock.utc_ms()))

    def _keep(self, written: Written) -> None:
        self._passphrase = ""
        if self._paper is not None:
            self._paper.forget()
        if self._journal is not None:
            self._kit.jobs.watch(self._journal.keep_window_state(STATE, written.kept()), self, self._kept)
        self.over.emit()

    def _kept(self, _nothing: None) -> None:
        """It is remembered."""

    def _arrange_for(self, *wanted: QWidget) -> None:
        for part in (self.shown, self.later, self.show_them, self.save, self.print, self.written):
            part.setVisible(part in wanted)

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))
