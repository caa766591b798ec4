"""Escape pressed three times within a second hides everything, wherever the focus is."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

WITHIN_MS = 1_000


class ThreeEscapes(QObject):
    """Watches the program's key presses; it takes none away."""

    pressed_thrice = Signal()

    def __init__(self, parent: QObject, milliseconds: Callable[[], int] | None = None) -> None:
        super().__init__(parent)
        self._timer = QElapsedTimer()
        self._timer.start()
        self._milliseconds = milliseconds or self._timer.elapsed
        self._presses: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and watched is _first_receiver()
        ):
            self._count(event)
        return False

    def _count(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() != Qt.Key.Key_Escape:
            self._presses.clear()
            return
        now = self._milliseconds()
        self._presses = [*(at for at in self._presses if now - at < WITHIN_MS), now]
        if len(self._presses) >= 3:
            self._presses.clear()
            self.pressed_thrice.emit()


def _first_receiver() -> QWidget | None:
    """The widget a key goes to first; whatever it does not want goes on to its parents, and is not counted again."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        inside = popup.focusWidget()
        return popup if inside is None else inside
    focused = QApplication.focusWidget()
    return QApplication.activeWindow() if focused is None else focused
