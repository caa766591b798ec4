"""How long it still takes until the screen is kept: time to open a menu. It is gone before the picture is taken."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.capture_line.panel import Panel
from journal.gui.text.label import Kind, Label

TICK_MS = 1_000


class Countdown(Panel):
    """Counts by itself and goes; `over` says that it is gone."""

    over = Signal()

    def __init__(self, words: Words, seconds: int, home: QWidget | None = None) -> None:
        super().__init__(home)
        self._words = words
        self._left = seconds
        self.said = Label("", Kind.STRONG)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 14)
        row.addWidget(self.said)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.count_down)
        self._say()

    def begin(self) -> None:
        """Show it; the focus stays where it is, so that a menu stays open."""
        self.come(self.said.text())
        self._tick.start()

    def count_down(self) -> None:
        """One second less."""
        self._left -= 1
        if self._left <= 0:
            self.close_now()
        else:
            self._say()

    def close_now(self) -> None:
        """Go."""
        self._tick.stop()
        self.hide()
        self.over.emit()
        self.deleteLater()

    def _say(self) -> None:
        self.said.setText(
            self._words.count(
                "The screen is kept in {number} second", "The screen is kept in {number} seconds", self._left
            )
        )
        self.setAccessibleName(self.said.text())
