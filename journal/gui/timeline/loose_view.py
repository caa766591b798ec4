"""What waits to be sorted: pictures and files without an entry, and drafts that are not enough yet."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journal.domain.reading import Loose
from journal.gui.capture_line.looked import in_short
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import one_line
from journal.gui.timeline.delegate import MARGIN
from journal.gui.timeline.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class LooseModel(QAbstractListModel):
    """Newest first, as it came."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.things: tuple[Loose, ...] = ()

    def show(self, things: tuple[Loose, ...]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self.things = things
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        return ", ".join(part for part in self.lines(self.things[index.row()]) if part)

    def lines(self, thing: Loose) -> tuple[str, str]:
        """What stands on the two lines of a thing."""
        words = self._kit.words
        moment = self._kit.local(thing.at_ms)
        when = words.say("{day}, {time}", day=words.weekday_day(moment.local[:10]), time=words.clock(moment))
        if thing.unopened:
            return words.say("This cannot be opened"), words.say("Came {when} · kept as it is", when=when)
        if thing.draft is not None:
            return thing.name or words.say("Not finished yet"), words.say("Begun {when}", when=when)
        kept = words.say("Kept {when}", when=when)
        if thing.mark:
            kept = words.say("{kept} · {mark}", kept=kept, mark=in_short(words, thing.mark))
        if thing.state != "open" and not thing.remark:
            kept = words.say("{kept} · taken while locked: was it you?", kept=kept)
        return thing.name, kept


class LooseDelegate(QStyledItemDelegate):
    """Paints one thing: a covered picture or a sign, and two lines."""

    def __init__(self, model: LooseModel, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        self._model = model
        self._thumbnails = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(
            sizes.scaled(200),
            sizes.line_height(sizes.text_font()) + sizes.line_height(sizes.small_font()) + 22,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        thing = self._model.things[index.row()]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(Token.SELECTION))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour(Token.ACCENT))
        box = QRect(
            rect.left() + MARGIN, rect.center().y() - sizes.scaled(17), sizes.scaled(48), sizes.scaled(34)
        )
        self._paint_picture(painter, box, thing)
        upper, lower = self._model.lines(thing)
        left = box.right() + 12
        room = QRect(left, rect.top() + 10, rect.right() - MARGIN - left, (rect.height() - 20) // 2)
        for text, font, ink in (
            (upper, sizes.text_font(), Token.TEXT),
            (lower, sizes.small_font(), Token.SECONDARY),
        ):
            painter.setFont(font)
            painter.setPen(colour(ink))
            shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _MIDDLE, shown)
            room.translate(0, room.height())

    def _paint_picture(self, painter: QPainter, box: QRect, thing: Loose) -> None:
        picture = None
        if thing.evidence is not None and thing.has_picture:
            picture = self._thumbnails.picture(
                thing.evidence, box.size() * painter.device().devicePixelRatioF()
            )
        if picture is not None:
            painter.drawPixmap(box, picture)
            return
        painter.fillRect(box, colour(Token.ACCENT_SOFT))
        name = "pencil" if thing.draft is not None else "picture" if thing.has_picture else "document"
        side = sizes.scaled(sizes.ICON)
        middle = box.center()
        middle -= QRect(0, 0, side, side).center()
        paint_icon(painter, middle, name, colour(Token.SECONDARY))


class LooseView(QListView):
    """Tells which thing the person chose, or which several; keys do with files what the buttons beside them do.

    An entry that is not finished is opened by the keys that make one; the others leave it alone.
    """

    loose_chosen = Signal(object)
    several_chosen = Signal(tuple)
    entry_wanted = Signal()
    join_wanted = Signal()
    aside_wanted = Signal()
    yes_wanted = Signal()

    def __init__(self, kit: Kit, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._things = LooseModel(kit)
        self._entering = False
        self._row = 0
        self.setModel(self._things)
        self.setItemDelegate(LooseDelegate(self._things, thumbnails))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("ring", True)
        self.setAccessibleName(kit.words.say("To sort"))
        thumbnails.arrived.connect(self.viewport().update)

    def show_loose(self, things: tuple[Loose, ...]) -> None:
        """Show these; what was chosen stays chosen while it is there, else the next one comes when it is asked for."""
        if things == self._things.things:
            return
        # Of several the first: what stands where it stood comes next, and nothing is passed over.
        self._row = min((index.row() for index in self.selectedIndexes()), default=0)
        chosen = {_same(thing) for thing in self._chosen()}
        self._entering = True
        try:
            self._things.show(things)
            for row, thing in enumerate(things):
                if _same(thing) in chosen:
                    here = self._things.index(row)
                    self.selectionModel().select(here, QItemSelectionModel.SelectionFlag.Select)
                    self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._entering = False

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._things.things

    def choose_next(self) -> None:
        """Go on with what stands where the one before stood."""
        if self._things.things and not self._chosen():
            self.setCurrentIndex(self._things.index(min(self._row, len(self._things.things) - 1)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._entering:
            return
        chosen = self._chosen()
        pieces = tuple(thing for thing in chosen if thing.evidence is not None)
        if len(chosen) == 1:
            self.loose_chosen.emit(chosen[0])
        elif pieces:
            self.several_chosen.emit(pieces)

    def focusInEvent(self, event: QFocusEvent) -> None:
        had_one = self.currentIndex().isValid()
        self._entering = True
        try:
            super().focusInEvent(event)
            if not had_one:  # Qt makes the first one current; nobody chose it
                self.selectionModel().clearCurrentIndex()
        finally:
            self._entering = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        again = before.isValid() and self.indexAt(event.position().toPoint()) == before
        super().mousePressEvent(event)
        if again:  # something else may be in sight by now
            self._tell(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = {
            Qt.Key.Key_E: self.entry_wanted,
            Qt.Key.Key_J: self.join_wanted,
            Qt.Key.Key_Delete: self.aside_wanted,
            Qt.Key.Key_Y: self.yes_wanted,
        }
        verb = verbs.get(Qt.Key(event.key())) if not event.modifiers() else None
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell(self.currentIndex())
        elif verb is not None and any(thing.evidence is not None for thing in self._chosen()):
            verb.emit()
        elif verb is self.entry_wanted:
            self._tell(self.currentIndex())
        elif verb is not None:
            event.accept()  # nothing of it can be put aside or joined
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[Loose]:
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._things.things[row] for row in rows if row < len(self._things.things)]

    def _tell(self, chosen: Index) -> None:
        if chosen.isValid():
            self.loose_chosen.emit(self._things.things[chosen.row()])


def _same(thing: Loose) -> str:
    """What stays the same of a thing when something was said of it."""
    return thing.evidence or thing.draft or thing.name
