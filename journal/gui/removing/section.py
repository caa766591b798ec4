"""The line of the settings about what was taken out or put aside: it can be put back, entries removed for good."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import IncidentId
from journal.domain.reading import Loose
from journal.gui.kit import Kit
from journal.gui.removing.taken_out_sheet import TakenOutSheet
from journal.gui.settings.listed_section import ListedSection

if TYPE_CHECKING:
    from journal.services.journal import Journal


class TakenOutSection(ListedSection):
    """`put_back` when something is in the lists again; `removal_wanted` carries one that is to go for good."""

    put_back = Signal()
    removal_wanted = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(
            kit,
            say("Taken out"),
            say("Entries and files you took out"),
            say("They are in no list and on no paper. They can be put back, or removed for good."),
            say("There are none."),
        )
        self._kit = kit
        self._journal = journal
        self._host = host
        self.show_them.clicked.connect(self._show)
        self._ask()

    def _ask(self) -> None:
        self._kit.jobs.watch(self._journal.taken_out(), self, self._ask_files)

    def _ask_files(self, entries: tuple[IncidentId, ...]) -> None:
        self._kit.jobs.watch(self._journal.put_aside(), self, partial(self._count_both, entries))

    def _count_both(self, entries: tuple[IncidentId, ...], files: tuple[Loose, ...]) -> None:
        self.count((*entries, *files))

    def _show(self) -> None:
        sheet = TakenOutSheet(self._kit, self._journal, self._host)
        sheet.put_back.connect(self.put_back)
        sheet.removal_wanted.connect(self.removal_wanted)
        sheet.closed.connect(self._ask)
        sheet.begin()
