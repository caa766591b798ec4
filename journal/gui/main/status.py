"""The line under the panes: how much there is, what is saved, how old the last copy is, and Lock."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from journal.domain.reading import Sidebar
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Link
from journal.gui.text.label import Elided, Kind

MINUTE_MS = 60_000
LAST_STEP_MS = 10_000
"""In the last minute the time is told in steps of this."""

_EDGE = 16


class StatusLine(QWidget):
    """`lock_wanted` ends the window's process; `announced` carries what was read aloud."""

    lock_wanted = Signal()
    copies_wanted = Signal()
    announced = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._last_minute = False
        self._range = Elided("", Kind.SMALL, token=Token.SECONDARY)
        self._saved = Elided("", Kind.SMALL, token=Token.SECONDARY)
        self._locks = Elided("", Kind.SMALL, token=Token.SECONDARY)
        for part in (self._range, self._saved, self._locks):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.copies = Link("")
        self.copies.hide()
        self.copies.clicked.connect(self.copies_wanted)
        self.lock = Button(kit.words.say("Lock"), icon="lock", hint="Ctrl+L")
        self.lock.clicked.connect(self.lock_wanted)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 3, _EDGE, 3)
        row.setSpacing(18)
        row.addWidget(self._range)
        row.addWidget(self._saved)
        row.addWidget(self.copies)
        row.addStretch(1)
        row.addWidget(self._locks)
        row.addWidget(self.lock)
        self.setAccessibleName(kit.words.say("State"))

    def show_sidebar(self, sidebar: Sidebar) -> None:
        """Say how many entries there are, and from when to when."""
        words = self._kit.words
        text = words.count("{number} entry", "{number} entries", sidebar.incidents)
        if sidebar.first_ms is not None and sidebar.last_ms is not None:
            first, last = (self._kit.local(ms).local[:10] for ms in (sidebar.first_ms, sidebar.last_ms))
            days = words.short_day(first)
            if last != first:
                days = words.say("{first} – {last}", first=days, last=words.short_day(last))
            text = words.say("{entries} · {days}", entries=text, days=days)
        self._range.show_text(text)
        self._leave_room()

    def show_copies(self, text: str) -> None:
        """Say how old the last copy is; pressed, it leads to the copies."""
        if text != self.copies.shown_text():
            self.copies.show_text(text)
        self.copies.show()
        self._leave_room()

    def say_saved(self) -> None:
        """What was typed is in the journal."""
        self._say(self._kit.words.say("Saved {time}", time=self._clock()))

    def say_draft(self) -> None:
        """What was typed is in a draft."""
        self._say(self._kit.words.say("Draft kept {time}", time=self._clock()))

    def say_typing(self) -> None:
        """Something typed is not kept yet."""
        self._say(self._kit.words.say("Typing…"))

    def say_read_only(self) -> None:
        """Nothing in the journal can be changed."""
        self._say(self._kit.words.say("Read only"))

    def said(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def show_remaining(self, milliseconds: int) -> None:
        """Say how long it stays open when nobody does anything; only the last minute is announced, once."""
        words = self._kit.words
        last = milliseconds <= MINUTE_MS
        if last:
            seconds = -(-milliseconds // LAST_STEP_MS) * LAST_STEP_MS // 1_000
            text = words.say("Locks in {number} s", number=words.number(seconds))
        else:
            minutes = -(-milliseconds // MINUTE_MS)
            text = words.say("Locks in {number} min", number=words.number(minutes))
        if last and not self._last_minute:
            self._announce(words.say("Locks in less than a minute. Any key keeps it open."))
        self._last_minute = last
        if text != self._locks.text():
            self._locks.show_text(text)
            self._leave_room()

    def remaining(self) -> str:
        """What it says about locking by itself."""
        return self._locks.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.WINDOW))
        painter.fillRect(0, 0, self.width(), 1, colour(Token.LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        """How much there is stands over the list as well: in a narrow window it goes before anything is cut."""
        parts: tuple[QWidget, ...] = (self._range, self._saved, self._locks, self.lock)
        if not self.copies.isHidden():
            parts = (*parts, self.copies)
        wanted = sum(part.sizeHint().width() + self._row.spacing() for part in parts) + 2 * _EDGE
        self._range.setVisible(wanted <= self.width())

    def _say(self, text: str) -> None:
        self._saved.show_text(text)
        self._leave_room()

    def _announce(self, text: str) -> None:
        self.announced.emit(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _clock(self) -> str:
        return self._kit.words.clock(self._kit.now())[:5]
