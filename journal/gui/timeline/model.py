"""The timeline as Qt asks for it: all keys at once, the lines' content in pages as they come into sight."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journal.domain.ids import IncidentId, MilestoneId
from journal.domain.reading import MilestoneLine, Row, Timeline
from journal.gui.kit import Kit
from journal.gui.timeline import row_text
from journal.gui.timeline.lines import LineKind, Lines

if TYPE_CHECKING:
    from journal.services.journal import Journal

PAGE = 200
KEPT_PAGES = 40
Index = QModelIndex | QPersistentModelIndex


class TimelineModel(QAbstractListModel):
    """Lines of the timeline; `row_at` is None until the entry's content has come."""

    def __init__(self, kit: Kit, journal: "Journal", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._lines = Lines(Timeline((), ()))
        self._rows: OrderedDict[IncidentId, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._turn = 0

    def show(self, timeline: Timeline) -> None:
        """Show these entries from now on; what is known of them is asked for anew as it comes into sight."""
        self.beginResetModel()
        self._lines = Lines(timeline)
        self._asked.clear()
        self._turn += 1
        self.endResetModel()

    def lines(self) -> Lines:
        """All lines, in order."""
        return self._lines

    def entries(self) -> int:
        """How many of the lines are entries."""
        return self._lines.entries

    def line_of(self, entry: IncidentId) -> int | None:
        """At which line an entry stands, if it is among them."""
        return self._lines.line_of(entry)

    def entry_at(self, line: int) -> IncidentId | None:
        """The entry at that line, if it is one."""
        return self._lines.entry_at(line)

    def milestone_at(self, line: int) -> MilestoneId | None:
        """The turning point at that line, if it is one."""
        what = self._lines[line].what if 0 <= line < len(self._lines) else None
        return what.id if isinstance(what, MilestoneLine) else None

    def row_at(self, line: int) -> Row | None:
        """The content of the entry at that line, as far as it has come."""
        entry = self.entry_at(line)
        return self._rows.get(entry) if entry is not None else None

    def want(self, first: int, last: int) -> None:
        """Ask for the content of these lines, in whole pages, where it was not asked for yet."""
        for page in range(first // PAGE, last // PAGE + 1):
            if page in self._asked:
                continue
            self._asked.add(page)
            within = range(page * PAGE, min((page + 1) * PAGE, len(self._lines)))
            wanted = [entry for line in within if (entry := self._lines.entry_at(line)) is not None]
            if wanted:
                self._kit.jobs.watch(self._journal.rows(wanted), self, _Page(self, self._turn).come)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        line = self._lines[index.row()]
        words = self._kit.words
        if line.kind is LineKind.ENTRY:
            row = self.row_at(index.row())
            return row_text.spoken(words, row) if row is not None else words.say("One moment")
        if isinstance(line.what, MilestoneLine):
            return row_text.milestone(words, line.what)
        return words.day(line.what) if line.kind is LineKind.DAY else words.say("Time not known")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()].kind is LineKind.ENTRY:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def take(self, turn: int, rows: Sequence[Row]) -> None:
        """Keep what has come and have it painted."""
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        if turn != self._turn or not rows:
            return
        self._forget_the_oldest()
        at = sorted(place for row in rows if (place := self._lines.line_of(row.id)) is not None)
        if at:
            self.dataChanged.emit(self.index(at[0]), self.index(at[-1]))

    def _forget_the_oldest(self) -> None:
        while len(self._rows) > KEPT_PAGES * PAGE:
            entry, _row = self._rows.popitem(last=False)
            place = self._lines.line_of(entry)
            if place is not None:
                self._asked.discard(place // PAGE)


class _Page:
    """One page on its way; it knows for which showing of the timeline it was asked."""

    def __init__(self, model: TimelineModel, turn: int) -> None:
        self._model = model
        self._turn = turn

    def come(self, rows: Sequence[Row]) -> None:
        self._model.take(self._turn, rows)
