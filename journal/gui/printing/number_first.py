"""Asks once, where the journal went on from a copy, which numbers of files other papers have already."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.fields import Line
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.numbering import Numbered


class NumberFirst(QWidget):
    """Hidden unless there is something to ask; `decided` when it is answered."""

    decided = Signal()

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self.is_open = False
        say = kit.words.say
        told = say(
            "This journal was put back from a copy. Papers you printed after that copy was made have numbers on their"
            " pictures and files, and no number may stand for two things."
        )
        self.highest = Line(say("The highest number on any of them"), hint=say("ML/14"))
        self.highest.textChanged.connect(self._settle)
        self.highest.returnPressed.connect(self._keep)
        self.keep = Button(say("Go on after it"), Role.MAIN)
        self.none = Button(say("There are no such papers"))
        self.keep.clicked.connect(self._keep)
        self.none.clicked.connect(self._keep_none)
        self._refused = Label(
            say("Type it as it stands there: letters, a stroke and a number, such as ML/14.")
        )
        self._refused.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(Label(told))
        box.addWidget(Small(self.highest.accessibleName()))
        box.addWidget(self.highest)
        box.addWidget(self._refused)
        box.addWidget(Flowing(self.keep, self.none))
        self.hide()

    def ask(self) -> None:
        """Show it where the journal does not know what was numbered."""
        if self._journal.read_only is None:
            self._kit.jobs.watch(self._journal.paperwork.numbering.to_ask(), self, self._know)

    def _know(self, asked: "Numbered | None") -> None:
        self.is_open = asked is not None
        self.setVisible(self.is_open)
        if asked is not None:
            self.highest.show_text(asked.highest)
            self._settle()
            self.decided.emit()

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self._decide(self.highest.text())

    def _keep_none(self) -> None:
        self._decide("")

    def _decide(self, highest: str) -> None:
        future = self._journal.paperwork.numbering.decide(highest)
        self._kit.jobs.watch(future, self, self._decided, self._not_decided)

    def _decided(self, _nothing: None) -> None:
        self.is_open = False
        self.hide()
        self.decided.emit()

    def _not_decided(self, _error: BaseException) -> None:
        self._refused.show()

    def _settle(self, _text: str = "") -> None:
        self.keep.setEnabled(bool(self.highest.text().strip()))
