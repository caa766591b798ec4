"""The lines of the settings about where the journal lies, and taking it elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.moving.elsewhere_sheet import ElsewhereSheet
from journal.gui.moving.move_sheet import MoveSheet
from journal.gui.opening.again import AgainSheet
from journal.gui.settings.section import Section
from journal.gui.text.button import Button
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.journal import Journal


class MovingLines(QObject):
    """Two lines at the end of a section.

    `move_wanted` carries the new folder and the passphrase that was just asked for, `copy_wanted` that a copy shall be
    made on a stick.
    """

    move_wanted = Signal(object, str)
    copy_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, section: Section) -> None:
        super().__init__(section)
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._host = host
        self.move = Button(say("Move…"))
        self.move.clicked.connect(self._ask)
        section.add_line(say("The folder it lies in"), visible(str(journal.place)), self.move)
        self.elsewhere = Button(say("How…"))
        self.elsewhere.clicked.connect(self._tell)
        told = say("With a copy on a stick. It opens there with the same passphrase or words.")
        section.add_line(say("To another computer"), told, self.elsewhere)

    def _ask(self) -> None:
        say = self._kit.words.say
        told = say("The journal closes for it, and the old folder goes away.")
        again = AgainSheet(
            self._kit, self._journal.what_opens, self._host, say("Move the journal"), told, say("Go on")
        )
        again.confirmed.connect(self._choose)
        again.ask()

    def _choose(self, passphrase: str) -> None:
        sheet = MoveSheet(self._kit, self._host, self._journal.place, passphrase)
        sheet.move_wanted.connect(self.move_wanted)
        sheet.begin()

    def _tell(self) -> None:
        sheet = ElsewhereSheet(self._kit.words, self._host)
        sheet.copy_wanted.connect(self.copy_wanted)
        sheet.open_over(sheet.done)
