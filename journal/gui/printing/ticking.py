"""Choosing entries one by one for a paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from journal.domain.ids import IncidentId
from journal.domain.reading import Row, Timeline, Wanted
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Small
from journal.gui.text.marks import visible
from journal.gui.timeline.row_text import headline

if TYPE_CHECKING:
    from journal.services.journal import Journal

Index = QModelIndex | QPersistentModelIndex
_AT_ONCE = 200
_ROW = 30


class Ticks(QAbstractListModel):
    """The wanted entries with a tick each; what they say is asked for as they come into sight."""

    changed = Signal()

    def __init__(self, kit: Kit, journal: "Journal", ticked: Sequence[IncidentId], parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._ids: tuple[IncidentId, ...] = ()
        self._rows: dict[IncidentId, Row] = {}
        self._asked: set[int] = set()
        self._ticked = set(ticked)

    def show(self, timeline: Timeline) -> None:
        """Show these entries; those that are ticked already stay so."""
        self.beginResetModel()
        self._ids = tuple(key.id for key in timeline.keys)
        self._asked.clear()
        self.endResetModel()
        self.changed.emit()

    def ticked(self) -> tuple[IncidentId, ...]:
        """Those with a tick, in the order they are shown."""
        return tuple(each for each in self._ids if each in self._ticked)

    def tick_all(self, *, on: bool) -> None:
        """Put a tick at each, or take them all away."""
        self._ticked = set(self._ids) if on else set()
        if self._ids:
            roles = [Qt.ItemDataRole.CheckStateRole]
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), roles)
        self.changed.emit()

    def is_whole(self) -> bool:
        """Whether every entry has a tick."""
        return len(self.ticked()) == len(self._ids)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._ids[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, sizes.scaled(_ROW))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(entry, index.row())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        entry = self._ids[index.row()]
        self._ticked ^= {entry}
        self.dataChanged.emit(index, index, [role])
        self.changed.emit()
        return True

    def _said(self, entry: IncidentId, at: int) -> str:
        row = self._rows.get(entry)
        if row is None:
            self._ask(at // _AT_ONCE)
            return "…"
        words = self._kit.words
        parts = (words.when(row.occurred), headline(words, row), ", ".join(row.actors))
        return visible(" · ".join(part for part in parts if part))

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * _AT_ONCE : (page + 1) * _AT_ONCE]
        self._kit.jobs.watch(self._journal.rows(ids), self, self._arrived)

    def _arrived(self, rows: Sequence[Row]) -> None:
        self._rows |= {row.id: row for row in rows}
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))


class TickSheet(Sheet):
    """`ticked` tells the entries that are to be on the paper; none where all of them are."""

    ticked = Signal(tuple)

    def __init__(
        self, kit: Kit, journal: "Journal", host: QWidget, wanted: Wanted, ticked: Sequence[IncidentId]
    ) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Which entries?"), width=620, tall=True)
        self._kit = kit
        self._journal = journal
        self._wanted = wanted
        self._all_at_first = not ticked
        self.model = Ticks(kit, journal, ticked, self)
        self.view = QListView()
        self.view.setAccessibleName(say("Entries"))
        self.view.setUniformItemSizes(True)
        self.view.setProperty("ring", True)
        self.view.setModel(self.model)
        sizes.at_least(self.view, height=160)
        self.all = Button(say("Tick all"), small=True)
        self.none = Button(say("Tick none"), small=True)
        self.said = Small("")
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        self.model.changed.connect(self._settle_down)
        self.body.addWidget(Flowing(self.all, self.none, self.said))
        self.body.addWidget(self.view, 1)
        self.done = Button(say("Take these"), Role.MAIN)
        self.done.clicked.connect(self._take)
        self.cancel = self.end_with(self.done)

    def begin(self) -> None:
        """Show it with the entries that are wanted."""
        self.open_over(self.view)
        self._kit.jobs.watch(self._journal.timeline(self._wanted), self, self._show)

    def _show(self, timeline: Timeline) -> None:
        self.model.show(timeline)
        if self._all_at_first:
            self.model.tick_all(on=True)
        self.view.setCurrentIndex(self.model.index(0))

    def _tick_all(self) -> None:
        self.model.tick_all(on=True)

    def _tick_none(self) -> None:
        self.model.tick_all(on=False)

    def _settle_down(self) -> None:
        count, words = len(self.model.ticked()), self._kit.words
        of = words.number(self.model.rowCount())
        self.said.setText(words.say("{ticked} of {all} ticked", ticked=words.number(count), all=of))
        self.done.setEnabled(count > 0)

    def _take(self) -> None:
        self.ticked.emit(() if self.model.is_whole() else self.model.ticked())
        self.close_sheet()
