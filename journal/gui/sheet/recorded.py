"""A sheet about one thing that is recorded, new or known: keeping it, and taking it out."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.question import Question
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label


@dataclass(frozen=True)
class TakingOut:
    """What is asked before the thing is taken out, and what follows from that."""

    asked: str
    told: str


class RecordedSheet(Sheet):
    """`kept` and `taken_out` come when that is recorded; `keep` is pressed for the first, and `taking_out_agreed`
    tells that the person agreed to the second.

    Without `taking_out` it cannot be taken out. What was refused stands in `refused`, which has its place where the
    sheet is built.
    """

    kept = Signal()
    taken_out = Signal()
    taking_out_agreed = Signal()

    def __init__(
        self, kit: Kit, host: QWidget, heading: str, taking_out: TakingOut | None, *, known: bool
    ) -> None:
        super().__init__(kit.words, host, heading, width=520)
        say = kit.words.say
        self._kit = kit
        self._taking_out = taking_out
        self.refused = Label("")
        self.refused.hide()
        self.remove = Button(say("Take out…"), Role.QUIET)
        self.remove.clicked.connect(self._ask_take_out)
        self.keep = Button(say("Keep"), Role.MAIN)
        self.foot.addWidget(self.remove)
        self.remove.setVisible(known)
        self.cancel = self.end_with(self.keep)

    def refuse(self, why: str) -> None:
        """Say what is still needed, or why it cannot be done."""
        self.refused.setText(why)
        self.refused.show()

    def keeping(self, recorded: "Future[Any]") -> None:
        """It is being recorded: close when it is, and let it be tried again when it cannot be."""
        self.keep.setEnabled(False)
        self._kit.jobs.watch(recorded, self, self._kept, self._failed)

    def taking_out(self, recorded: "Future[Any]") -> None:
        """The same of taking it out."""
        self._kit.jobs.watch(recorded, self, self._taken_out, self._failed)

    def _kept(self, _what: object) -> None:
        self.kept.emit()
        self.close_sheet()

    def _taken_out(self, _what: object) -> None:
        self.taken_out.emit()
        self.close_sheet()

    def _failed(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        self._kit.jobs.failed.emit(error)

    def _ask_take_out(self) -> None:
        words, taking = self._kit.words, self._taking_out
        if taking is None:
            return
        yes, no = words.say("Take out"), words.say("Leave")
        question = Question(words, self._host, taking.asked, taking.told, yes, no)
        question.agreed.connect(self.taking_out_agreed)
        question.ask()
