"""The only way onto the clipboard: what is copied is marked as private, and taken back after 20 seconds.

Qt copies by itself where somebody presses Ctrl+C in a field; that is noticed, and marked and taken back likewise.
"""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QTimer, SignalInstance
from PySide6.QtGui import QClipboard, QGuiApplication

HELD_MS = 20_000

_FOR_KDE = "x-kde-passwordManagerHint"
_NO = bytes(4)
_HINTS = {
    # Linux: what KDE's and most other clipboard histories look for.
    _FOR_KDE: b"secret",
    # Windows: the history, what is sent to other computers, and programs that watch.
    "ExcludeClipboardContentFromMonitorProcessing": _NO,
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
    # macOS: the agreed names. Qt hands on what it does not know under a prefix of its own there, so that some
    # histories may miss them; the 20 seconds hold in any case.
    "org.nspasteboard.ConcealedType": b"",
    "application/x-nspasteboard-concealed-type": b"",
}

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
"""The second is what X11 keeps of a text as soon as it is selected."""


class Clipboard(Protocol):
    """The part of Qt's clipboard that is used."""

    @property
    def changed(self) -> SignalInstance: ...

    def mimeData(self, mode: QClipboard.Mode, /) -> QMimeData | None: ...

    def setMimeData(self, data: QMimeData, mode: QClipboard.Mode, /) -> None: ...

    def clear(self, mode: QClipboard.Mode, /) -> None: ...

    def ownsClipboard(self) -> bool: ...

    def ownsSelection(self) -> bool: ...


def copy_text(
    text: str, clipboard: Clipboard | None = None, mode: QClipboard.Mode = QClipboard.Mode.Clipboard
) -> None:
    """Put a text on the clipboard, marked so that no history keeps it."""
    data = QMimeData()
    data.setText(text)
    for name, value in _HINTS.items():
        data.setData(name, value)
    (clipboard or QGuiApplication.clipboard()).setMimeData(data, mode)


class TakingBack(QObject):
    """Takes back what this window put on the clipboard: after 20 seconds, and at once when it locks or ends.

    What another program put there since is neither looked at nor touched.
    """

    def __init__(self, parent: QObject, clipboard: Clipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._marking = False
        self._timers: dict[QClipboard.Mode, QTimer] = {}
        for mode in _MODES:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.setInterval(HELD_MS)
            timer.timeout.connect(partial(self._take, mode))
            self._timers[mode] = timer
        self._clipboard.changed.connect(self._changed)

    def take_all(self) -> None:
        """Take back whatever is still there."""
        for mode in _MODES:
            self._take(mode)

    def _take(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        if self._owns(mode):
            self._clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        if mode not in self._timers or self._marking:
            return
        if not self._owns(mode):
            self._timers[mode].stop()
            return
        self._mark(mode)
        self._timers[mode].start()

    def _mark(self, mode: QClipboard.Mode) -> None:
        data = self._clipboard.mimeData(mode)
        if data is None or data.hasFormat(_FOR_KDE):
            return
        self._marking = True
        try:
            copy_text(data.text(), self._clipboard, mode)
        finally:
            self._marking = False

    def _owns(self, mode: QClipboard.Mode) -> bool:
        own = mode is QClipboard.Mode.Clipboard
        return self._clipboard.ownsClipboard() if own else self._clipboard.ownsSelection()
