"""Fields for a day and for a time of day, with the arrow keys and, for the day, a calendar."""

from datetime import date, time

from PySide6.QtCore import QDate, QPoint, Qt, QTime
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QLineEdit, QTimeEdit, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token


class DayField(QDateEdit):
    """A day, written YYYY-MM-DD inside the program."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setDateRange(QDate(1900, 1, 1), QDate(2200, 12, 31))
        sizes.at_least(self, height=32)

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


class ClockField(QTimeEdit):
    """A time of day to the minute, written HH:MM inside the program."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat("HH:mm")
        inset(self)
        sizes.at_least(self, height=32)

    def clock(self) -> str:
        """The time that stands in it."""
        chosen = self.time()
        return time(chosen.hour(), chosen.minute()).strftime("%H:%M")

    def show_clock(self, clock: str) -> None:
        """Show this time without telling anyone that it was chosen."""
        blocked = self.blockSignals(True)
        self.setTime(QTime(int(clock[:2]), int(clock[3:5])))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
