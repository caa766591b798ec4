"""The line of the settings about entries that were taken out and can be put back, or removed for good."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import IncidentId
from journal.gui.kit import Kit
from journal.gui.removing.taken_out_sheet import TakenOutSheet
from journal.gui.settings.section import Section
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.journal import Journal


class TakenOutSection(Section):
    """`put_back` when an entry is in the lists again; `removal_wanted` carries one that is to go for good."""

    put_back = Signal()
    removal_wanted = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(kit.words.say("Taken out"))
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._host = host
        self.show_them = Button(say("Show them…"))
        self.show_them.setEnabled(False)
        self.show_them.clicked.connect(self._show)
        self._line = self.add_line(
            say("Entries you took out"),
            say("They are in no list and on no paper. They can be put back, or removed for good."),
            self.show_them,
        )
        self._ask()

    def _ask(self) -> None:
        self._kit.jobs.watch(self._journal.taken_out(), self, self._count)

    def _count(self, taken_out: tuple[IncidentId, ...]) -> None:
        self.show_them.setEnabled(bool(taken_out))
        if not taken_out:
            self._line.tell(self._kit.words.say("There are none."))

    def _show(self) -> None:
        sheet = TakenOutSheet(self._kit, self._journal, self._host)
        sheet.put_back.connect(self.put_back)
        sheet.removal_wanted.connect(self.removal_wanted)
        sheet.closed.connect(self._ask)
        sheet.begin()
