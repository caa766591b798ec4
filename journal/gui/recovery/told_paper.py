"""What is missing, or what a check found, on its way to a printer or into a file."""

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.printing import PaperSize, Told
from journal.gui.kit import Kit
from journal.gui.printing.loose_paper import LoosePaper
from journal.gui.printing.saving import SavingSheet
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.printing import Paper
    from journal.services.saving import Saved


class ToldPaper(LoosePaper):
    """The paper of a sheet, and in its foot what makes one: two buttons, and above them what became of it."""

    def __init__(self, kit: Kit, journal: "Journal", told: Told, sheet: Sheet, host: QWidget) -> None:
        super().__init__(kit, host, sheet)
        self._journal = journal
        self._told = told
        self._password = ""
        say = kit.words.say
        self.said = Small("")
        self.said.hide()
        self.as_pdf = Button(say("Save as PDF…"))
        self.as_pdf.clicked.connect(self._ask_password)
        self.on_paper = Button(say("Print…"))
        self.on_paper.clicked.connect(self.print)
        sheet.body.addWidget(self.said)
        sheet.foot.addWidget(self.as_pdf)
        sheet.foot.addWidget(self.on_paper)
        sheet.closed.connect(self.forget)
        self.told.connect(self._say)

    def make(self, size: PaperSize) -> "Future[Paper]":
        return self._journal.paperwork.told_sheet(self._told, size, self._kit.words)

    def write(self, paper: "Paper", target: Path) -> "Future[Saved]":
        return self._journal.paperwork.save_paper(paper, target, self._password)

    def saved_told(self, name: str) -> str:
        if self._password:
            return self._kit.words.say("Saved as {name}. Only the password opens it.", name=name)
        return self._kit.words.say("Saved as {name}. Anyone who finds it can read it.", name=name)

    def sent_told(self) -> str:
        return self._kit.words.say("Sent to the printer. Take the sheet away at once.")

    def refused_told(self) -> str:
        return self._kit.words.say("The printer did not take it. Try again, or save it as a PDF.")

    def _ask_password(self) -> None:
        asking = SavingSheet(self._kit, self._journal.what_opens, self._host)
        asking.agreed.connect(self._agreed)
        asking.ask()

    def _agreed(self, password: str) -> None:
        self._password = password
        self.save()

    def _say(self, what: str) -> None:
        self.said.setText(what)
        self.said.show()
