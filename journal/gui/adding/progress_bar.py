"""A bar that says how far something is, and stops it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from journal.domain.words import Words
from journal.gui.jobs import Progress
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button
from journal.gui.text.label import Label

SHOWN_AFTER_MS = 400
STEPS = 1000


class ProgressStrip(QWidget):
    """Appears only where something takes longer than a moment; `cancelled` when the person stops it."""

    cancelled = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._said = Label("")
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(sizes.scaled(180))
        self.cancel = Button(words.say("Cancel"), small=True)
        self.cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self._bar)
        row.addWidget(self.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self.hide()

    def begin(self, said: str) -> Progress:
        """Begin to show how far this is; give what is returned to the job."""
        self._progress = Progress()
        self._progress.moved.connect(self._move)
        self._said.setText(said)
        self._bar.setAccessibleName(said)
        self._bar.setValue(0)
        self.cancel.setEnabled(True)
        self._soon.start()
        return self._progress

    def end(self) -> None:
        """It is over."""
        self._soon.stop()
        self.hide()
        if self._progress is not None:
            # Not deleted: the job may still call it, on its own thread, and lets go of it when it is over.
            self._progress.moved.disconnect(self._move)
            self._progress = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.WINDOW))
        painter.fillRect(0, 0, self.width(), 1, colour(Token.LINE))

    def _move(self, done: int, of: int) -> None:
        self._bar.setValue(STEPS * done // of if of else 0)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        if self._progress is not None:
            self._progress.stop()
        self.cancelled.emit()
