"""Our windows out of the picture of the screen, and back: nothing typed meanwhile goes elsewhere than before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from journal.services.veiling import veil_on_x11

Back = Callable[[], None]


class Aside:
    """What was hidden and shown again would come back in front of others, take the focus, and blink in every list of
    windows. So they stay where they are, and are only not to be seen.
    """

    def __init__(self) -> None:
        self._backs: list[Back] = []

    def step(self) -> bool:
        """Go out of sight; says whether there was anything to be seen."""
        if self._backs:
            return True
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()  # an open menu, which would be in the picture
        seen = [window for window in QApplication.topLevelWidgets() if _is_seen(window)]
        self._backs = _WAYS.get(QGuiApplication.platformName(), _by_hiding)(seen) if seen else []
        QGuiApplication.sync()
        return bool(seen)

    def come_back(self) -> None:
        """Be seen again, if that was so before."""
        backs, self._backs = self._backs, []
        for back in backs:
            back()


class _Cleared(QWidget):
    """Lies over everything in a window and leaves nothing of it to be seen, if the window can be seen through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        window.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(self.rect(), Qt.GlobalColor.transparent)

    def lift(self) -> None:
        self.hide()
        self.deleteLater()


def _is_seen(window: QWidget) -> bool:
    handle = window.windowHandle()
    return window.isVisible() and not window.isMinimized() and handle is not None and handle.isExposed()


def _on_x11(windows: list[QWidget]) -> list[Back]:
    lift = veil_on_x11(int(window.winId()) for window in windows)
    return [lift] if lift is not None else _by_hiding(windows)


def _on_wayland(windows: list[QWidget]) -> list[Back]:
    backs: list[Back] = []
    for window in windows:
        if window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
            backs += (*_without_frame(window), _Cleared(window).lift, _let_through(window))
        else:
            backs += _by_hiding([window])
    return backs


def _let_through(window: QWidget) -> Back:
    """Have clicks arrive at what is seen there: the desktop may be asking whether a picture may be taken."""
    handle = window.windowHandle()
    handle.setMask(QRegion(0, 0, 1, 1))
    return partial(handle.setMask, QRegion())


def _without_frame(window: QWidget) -> list[Back]:
    handle = window.windowHandle()
    if handle.frameMargins().isNull():
        return []  # the desktop draws it, and would not take it back
    handle.setFlag(Qt.WindowType.FramelessWindowHint, True)
    return [partial(handle.setFlag, Qt.WindowType.FramelessWindowHint, False)]


def _by_clearness(windows: list[QWidget]) -> list[Back]:
    backs: list[Back] = []
    for window in windows:
        before = window.windowOpacity()
        window.setWindowOpacity(0.0)
        backs.append(partial(window.setWindowOpacity, before))
    return backs


def _by_hiding(windows: list[QWidget]) -> list[Back]:
    for window in windows:
        window.hide()
    return [window.show for window in windows]


_WAYS = {"xcb": _on_x11, "wayland": _on_wayland, "windows": _by_clearness, "cocoa": _by_clearness}
