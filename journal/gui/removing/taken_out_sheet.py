"""What was taken out or put aside, each with the way back, and entries with the way out for good."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.reading import Loose, Row
from journal.gui.kit import Kit
from journal.gui.sheet.list_sheet import ListSheet
from journal.gui.text.button import Button
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Label, Small
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.services.journal import Journal

MOST_SHOWN = 100
"""Those that went last; more than that are shown when these are settled."""


class TakenOutSheet(ListSheet):
    """`put_back` when something is in the lists again; `removal_wanted` carries one that is to go for good."""

    put_back = Signal()
    removal_wanted = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        told = Label(kit.words.say("There are none."))
        super().__init__(kit, host, kit.words.say("Entries and files you took out"), told)
        self.told = told
        self.told.hide()
        self._journal = journal
        self._rows: tuple[_Row, ...] = ()
        self._files: tuple[_File, ...] = ()

    def look(self) -> None:
        """Ask what was taken out."""
        self._kit.jobs.watch(self._journal.taken_out(), self, self._ask_rows)

    def rows(self) -> tuple["_Row", ...]:
        """The entries that are listed."""
        return self._rows

    def files(self) -> tuple["_File", ...]:
        """The files that are listed, below the entries."""
        return self._files

    def _ask_rows(self, taken_out: tuple[IncidentId, ...]) -> None:
        self._kit.jobs.watch(self._journal.rows(taken_out[:MOST_SHOWN]), self, self._ask_files)

    def _ask_files(self, rows: tuple[Row, ...]) -> None:
        self._kit.jobs.watch(self._journal.put_aside(), self, partial(self._show, rows))

    def _show(self, rows: tuple[Row, ...], files: tuple[Loose, ...]) -> None:
        self._rows = tuple(_Row(self._kit, row) for row in rows)
        for line in self._rows:
            line.back.clicked.connect(partial(self._put_back, line.entry))
            line.remove.clicked.connect(partial(self._want_removal, line.entry))
        self._files = tuple(_File(self._kit, file) for file in files[:MOST_SHOWN])
        for file, line_of_it in zip(files, self._files, strict=False):
            if file.evidence is not None:
                line_of_it.back.clicked.connect(partial(self._put_file_back, file.evidence))
        self.told.setVisible(not rows and not files)
        self.list_these((*self._rows, *self._files))

    def _put_back(self, entry: IncidentId) -> None:
        self._kit.jobs.watch(self._journal.put_back(entry), self, self._is_back)

    def _put_file_back(self, file: EvidenceId) -> None:
        self._kit.jobs.watch(self._journal.put_back_evidence(file), self, self._is_back)

    def _is_back(self, _nothing: None) -> None:
        self.put_back.emit()
        self.look_again()

    def _want_removal(self, entry: IncidentId) -> None:
        # Closed first: what is listed here is another list afterwards.
        self.close_sheet()
        self.removal_wanted.emit(entry)


class _Row(QWidget):
    """One entry."""

    def __init__(self, kit: Kit, row: Row) -> None:
        super().__init__()
        words = kit.words
        self.entry = row.id
        headline = one_line(row.headline) or words.say("Without a headline")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Elided(headline))
        box.addWidget(Small(words.when(row.occurred)))
        self.back = Button(words.say("Put back"), small=True)
        self.back.setAccessibleName(words.say("Put back: {headline}", headline=headline))
        self.remove = Button(words.say("Remove for good…"), small=True)
        self.remove.setAccessibleName(words.say("Remove for good: {headline}", headline=headline))
        box.addSpacing(4)
        box.addWidget(Flowing(self.back, self.remove))


class _File(QWidget):
    """One file; back in "To sort" it can be removed for good too."""

    def __init__(self, kit: Kit, file: Loose) -> None:
        super().__init__()
        words = kit.words
        name, moment = one_line(file.name), kit.local(file.at_ms)
        kept = words.say(
            "Kept {day}, {time}", day=words.weekday_day(moment.local[:10]), time=words.clock(moment)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Elided(name))
        box.addWidget(Small(kept))
        self.back = Button(words.say("Put back under “To sort”"), small=True)
        self.back.setAccessibleName(words.say("Put back under “To sort”: {name}", name=name))
        box.addSpacing(4)
        box.addWidget(Flowing(self.back))
