"""Something slow in a sheet: how far it is, Cancel, and afterwards a sentence about what came of it."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.errors import Cancelled
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

T = TypeVar("T")


class Work(QWidget):
    """One job at a time; taking it out of sight stops it. `busy_changed` when one begins or is over."""

    busy_changed = Signal(bool)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._progress: Progress | None = None
        self._strip = ProgressStrip(kit.words)
        self._said = Label("", selectable=True)
        self._said.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._strip)
        box.addWidget(self._said)

    def run(
        self,
        said: str,
        start: Callable[[Progress], "Future[T]"],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> "Future[T]":
        """Begin, and call `done` with what came; what failed is said here, and to `failed` where somebody wants it."""

        def over(result: T) -> None:
            self._end()
            done(result)

        def wrong(error: BaseException) -> None:
            self._end()
            self._tell_wrong(error)
            if failed is not None:
                failed(error)

        self._said.hide()
        self._progress = self._strip.begin(said)
        self.busy_changed.emit(True)
        future = start(self._progress)
        self._kit.jobs.watch(future, self, over, wrong)
        return future

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._progress is not None

    def say(self, text: str) -> None:
        """Say this, also aloud."""
        self._said.setText(visible(text))
        self._said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def said(self) -> str:
        """What it says."""
        return self._said.text() if self._said.isVisibleTo(self) else ""

    def stop(self) -> None:
        """Ask what is being done to stop."""
        if self._progress is not None:
            self._progress.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.stop()
        super().hideEvent(event)

    def _end(self) -> None:
        self._progress = None
        self._strip.end()
        self.busy_changed.emit(False)

    def _tell_wrong(self, error: BaseException) -> None:
        if isinstance(error, Cancelled | CancelledError):
            self.say(self._kit.words.say("Stopped. Nothing was left half done."))
            return
        trouble = explained(self._kit.words, error)
        self.say(f"{trouble.what} {trouble.next_step}")
