"""A question that has to be answered: a sentence, what follows from it, and two verbs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Wording
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label
from journal.gui.text.marks import visible


class Question(Sheet):
    """Emits `agreed` or `declined`, once; closing it any other way declines. The focus begins on declining."""

    agreed = Signal()
    declined = Signal()

    def __init__(
        self,
        words: Wording,
        host: QWidget,
        asked: str,
        told: str,
        yes: str,
        no: str,
        *,
        irreversible: bool = False,
    ) -> None:
        super().__init__(words, host, asked, width=440)
        self._answered = False
        if told:
            self.body.addWidget(Label(visible(told)))
        self.no = Button(no)
        self.yes = Button(yes, Role.IRREVERSIBLE if irreversible else Role.MAIN)
        self.no.clicked.connect(self.close_sheet)
        self.yes.clicked.connect(self._agree)
        self.foot.addStretch(1)
        self.foot.addWidget(self.no)
        self.foot.addWidget(self.yes)
        self.closed.connect(self._decline)

    def ask(self) -> None:
        """Show the question."""
        self.open_over(self.no)

    def _agree(self) -> None:
        self._answered = True
        self.agreed.emit()
        self.close_sheet()

    def _decline(self) -> None:
        if not self._answered:
            self._answered = True
            self.declined.emit()
