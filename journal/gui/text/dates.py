"""Fields for a day and for a time of day, with the arrow keys and, for the day, a calendar."""

from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QLineEdit, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.fields import Line
from journal.gui.text.typed_time import is_whole, read_time

PAUSE_MS = 700


class _Over(Line):
    """Lies over a field while the whole of it is typed anew."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # the field below would tell of its day once more

    def focusNextPrevChild(self, _forward: bool) -> bool:
        self.editingFinished.emit()  # the field below would step through its parts, and this stay
        return True


class DayField(QDateEdit):
    """A day, written YYYY-MM-DD inside the program. Typed over as a whole it is read as a whole; `not_read` carries
    what cannot be read, and the day stays as it was.
    """

    not_read = Signal(str)

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setDateRange(QDate(1900, 1, 1), QDate(2200, 12, 31))
        sizes.at_least(self, height=32)
        # Qt reads by parts, and makes another day of a whole one that is typed over it.
        self._over = _Over(name, parent=self)
        self._over.hide()
        self._typed_over = False
        self._over.editingFinished.connect(self._read_whole)

    def day(self) -> str:
        """The day that stands in it."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day()).isoformat()

    def show_day(self, day: str) -> None:
        """Show this day without telling anyone that it was chosen."""
        blocked = self.blockSignals(True)
        self.setDate(QDate(int(day[:4]), int(day[5:7]), int(day[8:10])))
        self.blockSignals(blocked)

    def write_as(self, pattern: str) -> None:
        """Show the day in this pattern; the same one again leaves alone what is being typed."""
        if pattern != self.displayFormat():
            self.setDisplayFormat(pattern)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.lineEdit()
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        typed = event.text() if event.text().isprintable() else ""
        if (typed or pasted) and line.hasSelectedText() and line.selectedText() == line.text():
            self._over.setGeometry(self.rect())
            self._over.setText(typed)
            self._typed_over = True
            self._over.show()
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
            if pasted:
                self._over.paste()
            return
        super().keyPressEvent(event)

    def _read_whole(self) -> None:
        if not self._typed_over:
            return  # hiding it takes the focus, which would read it once more
        self._typed_over = False
        text = self._over.text().strip()
        stays = self._over.hasFocus()
        self._over.hide()
        if stays:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        meant = self._meant(text)
        if meant.isValid() and self.minimumDate() <= meant <= self.maximumDate():
            self.setDate(meant)
        else:
            self.not_read.emit(text)

    def _meant(self, text: str) -> QDate:
        plain = " ".join(text.title().split())
        patterns = (self.displayFormat(), "d MMM yyyy", "d MMMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
        days = (self.locale().toDate(plain, pattern) for pattern in patterns)
        return next((day for day in days if day.isValid()), QDate())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = sizes.scaled(14)
        at = 6 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - side - 8
        place = QPoint(at, (self.height() - side) // 2)
        paint_icon(QPainter(self), place, "calendar", colour(Token.SECONDARY), side)


def inset(field: QAbstractSpinBox) -> None:
    """Give the text the room at its sides that the style sheet gives other fields; here Qt does not heed it."""
    line = field.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(8, 0, 4, 0)


class ClockField(Line):
    """A time of day to the minute, written HH:MM inside the program. What is typed is read as a whole; what cannot
    be read changes nothing and is in `unread`, and `unread_changed` tells of it. Up and Down step.
    """

    timeChanged = Signal(QTime)  # as Qt's own fields for a time call it
    unread_changed = Signal()

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._time = QTime(0, 0)
        self._unread = ""
        self._is_unread = self._pending = False
        self._came_by_mouse = False
        # Half of a time may be another time (2 of 20); it is read when a moment passes without more.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._leave)
        self._write()

    def time(self) -> QTime:
        """The last time that could be read."""
        return self._time

    def setTime(self, chosen: QTime) -> None:  # as Qt's own fields for a time call it
        """Take this time and show it."""
        changed = chosen != self._time
        self._time = chosen
        self._pause.stop()
        self._pending = self._is_unread = False
        self._write()
        if changed:
            self.timeChanged.emit(chosen)

    def clock(self) -> str:
        """The time that stands in it; of what is half typed, the last that could be read."""
        return time(self._time.hour(), self._time.minute()).strftime("%H:%M")

    def unread(self) -> str | None:
        """What was typed and cannot be read as a time, if that is what stands in it."""
        return self._unread if self._is_unread else None

    def show_clock(self, clock: str) -> None:
        """Show this time without telling anyone that it was chosen; the same one again leaves what is being typed."""
        shown = QTime(int(clock[:2]), int(clock[3:5]))
        if shown == self._time and self.hasFocus():
            return
        blocked = self.blockSignals(True)
        self.setTime(shown)
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """As wide as a time, so that a day and a time fit side by side."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("00:00 pm") + 24, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._pending:
            self._before_shortcut(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self._step(steps)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._came_by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # The press that brought the focus has put the cursor somewhere; what is typed next is a whole time.
        if self._came_by_mouse and not self.hasSelectedText():
            self.selectAll()
        self._came_by_mouse = False

    def _before_shortcut(self, event: QEvent) -> None:
        """A key that files or closes something must find what was typed, and not what stood there before."""
        if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._read()

    def _typed(self, text: str) -> None:
        self._pending = True
        if is_whole(text):
            self._read()
        else:
            self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        self._pending = False
        meant = read_time(self.text())
        if meant is None:
            self._unread = self.text().strip()
            self._is_unread = True
            self.unread_changed.emit()
            return
        self._time = QTime(meant.hour, meant.minute)
        self._is_unread = False
        self.timeChanged.emit(self._time)

    def _leave(self) -> None:
        if self._pending:
            self._read()
        if not self._is_unread:
            self._write()

    def _step(self, steps: int) -> None:
        if self._pending:
            self._read()
        minutes = not self.hasSelectedText() and self.cursorPosition() > len("00")
        at = self.cursorPosition()
        self.setTime(self._time.addSecs(steps * (60 if minutes else 3600)))
        self.setCursorPosition(at)

    def _write(self) -> None:
        shown = self._time.toString("HH:mm")
        if shown != self.text():
            self.setText(shown)
