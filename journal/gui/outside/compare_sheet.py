"""Whether a file that somebody has is the one that was handed over: chosen, read, and said in words."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.gui.adding.file_dialog import FileChoice
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained
from journal.services.recognised_words import recognised_words

if TYPE_CHECKING:
    from journal.domain.recognised import Recognised
    from journal.services.journal import Journal

_GROUP = 4


class CompareSheet(Sheet):
    """Reads one file at a time and changes none; closing it ends the reading."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("A file that came back"), width=540)
        self._kit = kit
        self._journal = journal
        self._host_window = host
        self._progress = Progress()
        self.body.addWidget(
            Label(
                say(
                    "Somebody has a paper or a file from you, and you want to know whether it is still what you gave?"
                    " Choose it. It is compared with what your journal recorded, and only read."
                )
            )
        )
        self.choose = Button(say("Choose the file…"), Role.MAIN)
        self.choose.clicked.connect(self._ask_which)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self.body.addLayout(row)
        self.name = Label("", Kind.STRONG)
        self.said = Label("", selectable=True)
        self.digits = Small("")
        for label in (self.name, self.said, self.digits):
            label.hide()
            self.body.addWidget(label)
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.closed.connect(self._stop)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.choose)

    def _ask_which(self) -> None:
        title = self._kit.words.say("The file that came back")
        dialog = FileChoice(self._kit.words, self._host_window, title=title, one=True)
        dialog.files_chosen.connect(self._compare)
        dialog.open()

    def _compare(self, names: list[str]) -> None:
        if not names:
            return
        file = Path(names[0])
        self._progress = Progress()
        self._progress.moved.connect(self._moved)
        self.choose.setEnabled(False)
        _tell(self.name, file.name)
        _tell(self.said, self._kit.words.say("Reading…"))
        _tell(self.digits, "")
        future = self._journal.paperwork.recognise(file, self._progress)
        self._kit.jobs.watch(future, self, self._show, self._failed)

    def _moved(self, done: int, of: int) -> None:
        words = self._kit.words
        if not self.choose.isEnabled() and of:
            _tell(self.said, words.say("Reading… {share} %", share=words.number(done * 100 // of)))

    def _show(self, found: "Recognised") -> None:
        words = self._kit.words
        self._end(" ".join(recognised_words(words, found, self._kit.local(found.at_ms))))
        digits = " ".join(found.sha256[at : at + _GROUP] for at in range(0, len(found.sha256), _GROUP))
        _tell(self.digits, words.say("Its fingerprint (SHA-256): {digits}", digits=digits))

    def _failed(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._end(f"{trouble.what} {trouble.next_step}")

    def _end(self, said: str) -> None:
        self.choose.setEnabled(True)
        _tell(self.said, said)

    def _stop(self) -> None:
        self._progress.stop()


def _tell(label: Label, text: str) -> None:
    label.setText(visible(text))
    label.setVisible(bool(text))
