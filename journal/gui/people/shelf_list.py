"""The lines at the left: shelves and people, one under the other, walked with the arrow keys."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal.domain.actor import Standing
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.focus import rings
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.marks import literal, one_line
from journal.gui.text.tip import tip
from journal.gui.text.toggling import Toggling

_START = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True)
class Said:
    """What a line says. `standing` puts a dot before it: filled for known, a half for suspected, a ring for unknown.

    `more` names the button for what else can be done with it; where it is empty there is none.
    """

    text: str
    number: str
    spoken: str
    hint: str = ""
    standing: Standing | None = None
    more: str = ""


class ShelfLine(QAbstractButton):
    """One line that can be chosen; `wants_menu` asks for what else can be done with it."""

    wants_menu = Signal()

    def __init__(self, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toggling = Toggling(self)
        self._said = said
        self._ring = False
        self.more = Button("", Role.QUIET, icon="more", small=True, parent=self)
        self.more.clicked.connect(self.wants_menu)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_said(said)

    def show_said(self, said: Said) -> None:
        """Say this from now on."""
        self._said = said
        self.setText(literal(said.text))
        self.setAccessibleName(one_line(said.spoken))
        self.more.setVisible(bool(said.more))
        self.more.setAccessibleName(one_line(said.more))
        tip(self.more, said.more)
        self._place_more()
        self.updateGeometry()
        self.update()

    def said(self) -> Said:
        """What it says."""
        return self._said

    def setChecked(self, chosen: bool) -> None:
        with self._toggling.by_us():
            super().setChecked(chosen)

    def nextCheckState(self) -> None:
        """A click asks to be chosen; what is chosen is shown when it is."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = max(sizes.scaled(32), sizes.line_height(sizes.text_font()) + 12)
        return height + (self._hint_height(width) + 2 if self._said.hint else 0)

    def sizeHint(self) -> QSize:
        return QSize(sizes.scaled(180), self.heightForWidth(sizes.scaled(180)))

    def minimumSizeHint(self) -> QSize:
        return QSize(sizes.scaled(96), sizes.scaled(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self.updateGeometry()
        self._place_more()

    def contextMenuEvent(self, _event: object) -> None:
        self.wants_menu.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = rings(event, self._ring)
        super().focusInEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.wants_menu.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            fill = colour(Token.SELECTION)
            fill.setAlphaF(1.0 if self.isChecked() else 0.5)
            painter.setBrush(fill)
            painter.drawRoundedRect(whole, sizes.RADIUS, sizes.RADIUS)
        self._paint_text(painter)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), sizes.RADIUS - 1, sizes.RADIUS - 1)

    def _paint_text(self, painter: QPainter) -> None:
        said = self._said
        line = self._first_line()
        start, end = (_END, _START) if self._backwards() else (_START, _END)
        number = QFontMetrics(sizes.small_font()).horizontalAdvance(said.number) + 1
        left = sizes.scaled(17) if said.standing is not None else 0
        painter.setFont(sizes.small_font())
        painter.setPen(colour(Token.SECONDARY))
        painter.drawText(self._mirrored(line), end, said.number)
        painter.setFont(sizes.text_font(strong=False))
        painter.setPen(colour(Token.TEXT))
        room = self._mirrored(line.adjusted(left, 0, -number - 8, 0))
        metrics = QFontMetrics(sizes.text_font())
        painter.drawText(
            room, start, metrics.elidedText(one_line(said.text), Qt.TextElideMode.ElideRight, room.width())
        )
        if said.standing is not None:
            dot = sizes.scaled(9)
            self._paint_dot(
                painter,
                QRectF(self._mirrored(QRect(10, (line.height() - dot) // 2, dot, dot))),
                said.standing,
            )
        if said.hint:
            painter.setFont(sizes.small_font())
            painter.setPen(colour(Token.SECONDARY))
            below = self._mirrored(
                QRect(10 + left + 3, line.bottom() - 3, self._hint_width(self.width()), self.height())
            )
            painter.drawText(below, self._wrap(self.width()), one_line(said.hint))

    def _paint_dot(self, painter: QPainter, box: QRectF, standing: Standing) -> None:
        accent = colour(Token.ACCENT)
        ring = box.adjusted(0.8, 0.8, -0.8, -0.8)
        painter.setPen(QPen(accent if standing is not Standing.UNKNOWN else colour(Token.SECONDARY), 1.4))
        painter.setBrush(accent if standing is Standing.KNOWN else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if standing is Standing.SUSPECTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            middle = QPointF(ring.center())
            painter.drawPie(
                QRectF(middle.x() - ring.width() / 2, ring.top(), ring.width(), ring.height()),
                90 * 16,
                180 * 16,
            )

    def _first_line(self) -> QRect:
        """Where the words and the figure stand, before it is mirrored."""
        height = max(sizes.scaled(32), sizes.line_height(sizes.text_font()) + 12)
        taken = self.more.sizeHint().width() if self._said.more else 0
        return QRect(10, 0, self.width() - 20 - taken, height)

    def _place_more(self) -> None:
        size = self.more.sizeHint()
        top = max(0, (self._first_line().height() - size.height()) // 2)
        self.more.setGeometry(self._mirrored(QRect(QPoint(self.width() - size.width() - 4, top), size)))

    def _hint_width(self, width: int) -> int:
        return width - 20 - (sizes.scaled(17) if self._said.standing is not None else 0) - 3

    def _hint_height(self, width: int) -> int:
        metrics = QFontMetrics(sizes.small_font())
        box = metrics.boundingRect(
            0, 0, max(40, self._hint_width(width)), 10_000, self._wrap(width), one_line(self._said.hint)
        )
        return min(box.height(), 4 * metrics.lineSpacing()) + 4

    def _wrap(self, width: int) -> int:
        words = self._said.hint.split()
        longest = max((QFontMetrics(sizes.small_font()).horizontalAdvance(word) for word in words), default=0)
        way = Qt.TextFlag.TextWrapAnywhere if longest > self._hint_width(width) else Qt.TextFlag.TextWordWrap
        side = Qt.AlignmentFlag.AlignRight if self._backwards() else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignTop) | int(way)

    def _backwards(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _mirrored(self, rect: QRect) -> QRect:
        if not self._backwards():
            return rect
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
