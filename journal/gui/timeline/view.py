"""The list itself: lines of different heights, placed by arithmetic so that 100,000 of them cost nothing."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from journal.domain.ids import IncidentId
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.sizes import RADIUS
from journal.gui.look.tokens import Token
from journal.gui.timeline.delegate import LineDelegate
from journal.gui.timeline.lines import LineKind
from journal.gui.timeline.model import TimelineModel

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class TimelineView(QListView):
    """Emits `entry_chosen` when another entry is current, `entry_pressed` on a click, `entry_opened` on Enter.

    `milestone_pressed` carries the turning point that was clicked.
    """

    entry_chosen = Signal(str)
    entry_pressed = Signal(str)
    entry_opened = Signal(str)
    milestone_pressed = Signal(str)

    def __init__(
        self, kit: Kit, model: TimelineModel, delegate: LineDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = model
        self._delegate = delegate
        self._tops = model.lines().measured(delegate.measures.heights)
        self._showing = False
        self._by_key = False
        self._pressed = -1
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(kit.words.say("Entries"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def choose(self, entry: IncidentId | None) -> None:
        """Mark that entry without saying that the person chose it."""
        at = self._lines.line_of(entry) if entry is not None else None
        self._showing = True
        try:
            if at is None:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self._lines.index(at))
        finally:
            self._showing = False

    def chosen(self) -> IncidentId | None:
        """The entry that is marked."""
        return self._lines.entry_at(self.currentIndex().row())

    # Where lines are

    def doItemsLayout(self) -> None:
        self._tops = self._lines.lines().measured(self._delegate.measures.heights)
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        bar.setRange(0, max(0, self._tops.height + 16 - room))
        bar.setPageStep(room)
        bar.setSingleStep(max(20, self._delegate.measures.row // 2))

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._tops.lines:
            return QRect()
        top, bottom = self._tops.top(index.row()), self._tops.top(index.row() + 1)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), bottom - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        at = self._line_at(point.y() + self.verticalOffset())
        return self._lines.index(at) if 0 <= at < self._tops.lines else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= self._tops.lines:
            return
        top, bottom = self._tops.top(index.row()), self._tops.top(index.row() + 1)
        if index.row() and self._lines.lines()[index.row() - 1].kind is not LineKind.ENTRY:
            top = self._tops.top(index.row() - 1)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - room) // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(QRegion(self.visualRect(index)))
        return region

    # What is chosen

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if self._lines.entry_at(index.row()) is not None:
            self.selectionModel().select(index, command)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        at = self.currentIndex().row()
        last = self._tops.lines - 1
        found: QModelIndex | None = None
        if action is _Move.MoveHome or (at < 0 and action is not _Move.MoveEnd):
            found = self._next_entry(-1, 1)
        elif action is _Move.MoveEnd:
            found = self._next_entry(last + 1, -1)
        elif action in {_Move.MoveDown, _Move.MoveNext}:
            found = self._next_entry(at, 1)
        elif action in {_Move.MoveUp, _Move.MovePrevious}:
            found = self._next_entry(at, -1)
        elif action in {_Move.MovePageDown, _Move.MovePageUp}:
            down = action is _Move.MovePageDown
            page = self.viewport().height() - self._delegate.measures.row
            goal = self._line_at(self._tops.top(at) + (page if down else -page))
            goal = min(max(goal, 0), last)
            found = self._next_entry(goal - (1 if down else -1), 1 if down else -1)
            if found is None:
                found = self._next_entry(last + 1 if down else -1, -1 if down else 1)
        return found if found is not None else self.currentIndex()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        entry = self._lines.entry_at(current.row()) if current.isValid() else None
        if entry is not None and not self._showing:
            self.entry_chosen.emit(entry)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        had_one = self.currentIndex().isValid()
        self._showing = True
        try:
            super().focusInEvent(event)
            if not had_one:  # Qt makes the first entry current; nobody chose it
                self.selectionModel().clearCurrentIndex()
        finally:
            self._showing = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key = False
        self._pressed = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key = True
        chosen = self.chosen()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and chosen is not None:
            self.entry_opened.emit(chosen)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        entry = self._lines.entry_at(index.row())
        milestone = self._lines.milestone_at(index.row())
        if entry is not None and index == self.currentIndex():
            self.entry_pressed.emit(entry)
        elif milestone is not None and index.row() == self._pressed:
            self.milestone_pressed.emit(milestone)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QAbstractItemView.wheelEvent(self, event)

    # What is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(self.layoutDirection())
        offset = self.verticalOffset()
        first = max(0, self._line_at(event.rect().top() + offset))
        last = min(self._line_at(event.rect().bottom() + offset), self._tops.lines - 1)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        pointed = (
            self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row()
            if self.underMouse()
            else -1
        )
        for at in range(first, last + 1):
            index = self._lines.index(at)
            option.rect = self.visualRect(index)
            option.state = self._state(index, pointed)
            self._delegate.paint(painter, option, index)
        if last >= first:
            self._lines.want(first, last)
        if self.hasFocus() and self._by_key and not self.currentIndex().isValid():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(3, 3, -3, -3), RADIUS, RADIUS)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {
            QEvent.Type.HoverMove,
            QEvent.Type.MouseMove,
            QEvent.Type.Leave,
            QEvent.Type.HoverLeave,
        }:
            self.viewport().update()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._delegate.measure()
            self.scheduleDelayedItemsLayout()

    def _state(self, index: QModelIndex, pointed: int) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index.row() == pointed:
            state |= QStyle.StateFlag.State_MouseOver
        if self.hasFocus() and self._by_key and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        return state

    def _line_at(self, y: int) -> int:
        return self._tops.line_at(y)

    def _next_entry(self, line: int, step: int) -> QModelIndex | None:
        at = line + step
        while 0 <= at < self._tops.lines:
            if self._lines.entry_at(at) is not None:
                return self._lines.index(at)
            at += step
        return None
