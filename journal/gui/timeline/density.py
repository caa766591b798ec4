"""How many things happened in each month, as bars; dragging, clicking or the arrow keys choose a period."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.domain.reading import Month
from journal.domain.words import Words
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.tip import tip
from journal.gui.timeline.period import Period, months, months_between

MARGIN = 20
WIDEST = 22
"""A month's share is never wider than this, in pixels at 100 %."""


class DensityStrip(QWidget):
    """Emits `period_chosen` with a Period, or None when all months are wanted again."""

    period_chosen = Signal(object)

    def __init__(self, words: Words, also: str = "", parent: QWidget | None = None) -> None:
        """`also` is said of it too, to those who do not see it."""
        super().__init__(parent)
        self._words = words
        self._also = also
        self._months: list[str] = []
        self._counts: dict[str, int] = {}
        self._marks: list[str] = []
        self._chosen: tuple[str, str] | None = None
        self._cursor = -1
        self._anchor = -1
        self._dragging = False
        self._flat = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.say("Entries by month"))
        self._describe()

    def show_months(self, counts: Sequence[Month]) -> None:
        """Show these months and, with nothing in them, those between."""
        self._counts = {month.month: month.incidents for month in counts}
        known = sorted(self._counts)
        self._months = months_between(known[0], known[-1]) if known else []
        self._cursor = min(self._cursor, len(self._months) - 1)
        self._describe()
        self.update()

    def show_marks(self, days: Sequence[str]) -> None:
        """Mark the months of these turning points."""
        self._marks = [day for day in days if day]
        self.update()

    def show_period(self, period: Period | None) -> None:
        """Show the months of this period as chosen."""
        self._chosen = (period.first[:7], period.last[:7]) if period else None
        self.update()

    def set_flat(self, flat: bool) -> None:
        """Take less room: lower bars, and the months' names only when they are pointed at."""
        self._flat = flat
        self.updateGeometry()
        self.update()

    def months(self) -> list[tuple[str, int]]:
        """What the bars say, for a table."""
        return [(month, self._counts.get(month, 0)) for month in self._months]

    def sizeHint(self) -> QSize:
        below = 4 if self._flat else sizes.line_height(sizes.small_font())
        return QSize(sizes.scaled(300), sizes.scaled(18 if self._flat else 48) + below + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(sizes.scaled(120), self.sizeHint().height())

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._month_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self._dragging = True
            self._cursor = self._anchor = at
            self._preview()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._month_at(event.position(), nearest=self._dragging)
        if self._dragging:
            self._cursor = at
            self._preview()
        tip(self, self._month_in_words(at) if at >= 0 else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() is Qt.MouseButton.LeftButton:
            self._dragging = False
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = (
            Qt.Key.Key_Left if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        )
        moves = {Qt.Key.Key_Home: -len(self._months), Qt.Key.Key_End: len(self._months)}
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._move(
                1 if key == forward else -1, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
        elif key in moves:
            self._move(moves[Qt.Key(key)], keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor >= 0:
            self._choose()
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.period_chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._cursor < 0 and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._cursor = self._anchor = len(self._months) - 1
        self.update()
        super().focusInEvent(event)

    def _move(self, step: int, *, keep: bool) -> None:
        if not self._months:
            return
        self._cursor = min(max(0, self._cursor + step), len(self._months) - 1)
        if not keep:
            self._anchor = self._cursor
        self._describe()
        self.update()

    def _preview(self) -> None:
        first, last = sorted((self._anchor, self._cursor))
        self._chosen = (self._months[first], self._months[last])
        self.update()

    def _choose(self) -> None:
        first, last = sorted((max(0, self._anchor), self._cursor))
        self.period_chosen.emit(months(self._months[first], self._months[last]))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sizes.small_font())
        if not self._months:
            self._paint_nothing(painter)
            return
        if not self._flat:
            self._paint_labels(painter)
        self._paint_bars(painter)
        self._paint_marks(painter)
        if self.hasFocus() and self._cursor >= 0:
            self._paint_cursor(painter)

    def _paint_nothing(self, painter: QPainter) -> None:
        """Say what will be here."""
        said = self._words.say("Here each month will show how much happened.")
        painter.setPen(colour(Token.SECONDARY))
        room = self.rect().adjusted(MARGIN, 0, -MARGIN, 0)
        text = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_bars(self, painter: QPainter) -> None:
        plot = self._plot()
        most = max(self._counts.values(), default=1) or 1
        strong = colour(Token.ACCENT)
        soft = QColor(strong)
        soft.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, month in enumerate(self._months):
            share = self._share(at)
            number = self._counts.get(month, 0)
            height = max(2.0, plot.height() * number / most) if number else 1.0
            gap = min(2.0, share.width() * 0.25)
            chosen = self._chosen is None or self._chosen[0] <= month <= self._chosen[1]
            painter.setBrush((strong if self._chosen else soft) if chosen else soft)
            if not number:
                painter.setBrush(colour(Token.LINE))
            bar = QRectF(
                share.left() + gap / 2, plot.bottom() - height, max(1.0, share.width() - gap), height
            )
            radius = min(1.5, bar.width() / 3)
            painter.drawRoundedRect(bar, radius, radius)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(colour(Token.SECONDARY))
        metrics = QFontMetrics(sizes.small_font())
        taken = QRectF()
        last = len(self._months) - 1
        wanted = [
            0,
            last,
            *(at for at, month in enumerate(self._months) if month.endswith("-01") and 0 < at < last),
        ]
        done: list[QRectF] = []
        for at in wanted:
            text = self._words.month(self._months[at])
            width = metrics.horizontalAdvance(text) + 1
            left = min(max(self._share(at).left(), float(MARGIN)), self.width() - MARGIN - width)
            taken = QRectF(left, self.height() - metrics.height() - 3, width, metrics.height())
            if any(taken.adjusted(-12, 0, 12, 0).intersects(other) for other in done):
                continue
            done.append(taken)
            painter.drawText(taken.toAlignedRect(), int(Qt.AlignmentFlag.AlignLeft), text)

    def _paint_marks(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.setPen(QPen(colour(Token.AMBER), 1.6, Qt.PenStyle.DotLine))
        for day in self._marks:
            if day[:7] in self._months:
                share = self._share(self._months.index(day[:7]))
                part = (int(day[8:10]) - 1) / 31
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                    part = 1 - part
                x = share.left() + share.width() * part
                painter.drawLine(QPointF(x, plot.top() - 6), QPointF(x, plot.bottom()))

    def _paint_cursor(self, painter: QPainter) -> None:
        first, last = sorted((max(0, self._anchor), self._cursor))
        box = self._share(first).united(self._share(last)).adjusted(-2, -4, 2, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(Token.ACCENT), 2))
        painter.drawRoundedRect(box, 3, 3)

    # Where months are

    def _plot(self) -> QRectF:
        below = 4 if self._flat else sizes.line_height(sizes.small_font()) + 6
        return QRectF(MARGIN, 10, self.width() - 2 * MARGIN, self.height() - below - 10)

    def _share(self, at: int) -> QRectF:
        plot = self._plot()
        width = min(plot.width() / max(1, len(self._months)), sizes.scaled(WIDEST))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRectF(plot.right() - (at + 1) * width, plot.top(), width, plot.height())
        return QRectF(plot.left() + at * width, plot.top(), width, plot.height())

    def _month_at(self, point: QPointF, *, nearest: bool = False) -> int:
        if not self._months:
            return -1
        width = self._share(0).width()
        plot = self._plot()
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        along = plot.right() - point.x() if backwards else point.x() - plot.left()
        at = int(along // width)
        if nearest:
            return min(max(0, at), len(self._months) - 1)
        return at if 0 <= at < len(self._months) else -1

    def _month_in_words(self, at: int) -> str:
        number = self._counts.get(self._months[at], 0)
        return self._words.count(
            "{month}: one entry",
            "{month}: {number} entries",
            number,
            month=self._words.month(self._months[at]),
        )

    def _describe(self) -> None:
        if not self._months:
            self.setAccessibleDescription(self._words.say("No entries with a known time yet."))
            return
        most = max(self._counts, key=lambda month: self._counts[month])
        told = self._words.say(
            "From {first} to {last}, most in {most} with {number}. Arrow keys move, Shift extends, Enter narrows.",
            first=self._words.month(self._months[0]),
            last=self._words.month(self._months[-1]),
            most=self._words.month(most),
            number=self._words.number(self._counts[most]),
        )
        told = f"{told} {self._also}".strip()
        if self._cursor >= 0:
            told = f"{self._month_in_words(self._cursor)}. {told}"
        self.setAccessibleDescription(told)
