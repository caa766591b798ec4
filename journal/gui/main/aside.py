"""Our windows out of the picture of the screen, and back: nothing typed meanwhile goes elsewhere than before."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from journal.services.veiling import Veil, veil_on_x11

Back = Callable[[], None]


class Keeper(Protocol):
    """Who takes the picture."""

    def hidden(self, *, was_seen: bool) -> None:
        """Nothing of ours is in it, and perhaps nothing was."""
        ...

    def drawn(self, is_done: bool, /) -> None:
        """Others have drawn all that we covered, or are about to. From any thread, where it can be known."""
        ...


class Aside:
    """What was hidden and shown again would come back in front of others, take the focus, and blink in every list of
    windows. So they stay where they are, and are only not to be seen.
    """

    def __init__(self) -> None:
        self._backs: list[Back] = []
        self._veil: Veil | None = None

    def step(self, keeper: Keeper, close: Callable[[], bool] = lambda: False) -> None:
        """Go out of sight, and say so as soon as it is so.

        `close` takes away what goes for good, and says whether there was such a thing.
        """
        if not self._backs and self._veil_all():
            keeper.hidden(was_seen=True)
            if self._veil is not None:
                self._veil.when_drawn(keeper.drawn)
            # Behind the veil, so that all that lay behind us was uncovered at one time; and nobody waits for it.
            _close_menu()
            close()
            return
        _close_menu()
        was_seen = close()
        if not self._backs:
            self._hide_all()
        QGuiApplication.sync()
        keeper.hidden(was_seen=was_seen or bool(self._backs))

    def come_back(self) -> None:
        """Be seen again, if that was so before."""
        backs, self._backs, self._veil = self._backs, [], None
        for back in backs:
            back()

    def _veil_all(self) -> bool:
        if QGuiApplication.platformName() != "xcb" or not any(_is_seen(window) for window in _shown()):
            return False
        # Those too that are about to be seen.
        self._veil = veil_on_x11([int(window.winId()) for window in _shown()])
        if self._veil is None:
            return False
        self._backs = [self._veil.lift]
        return True

    def _hide_all(self) -> None:
        seen = [window for window in _shown() if _is_seen(window)]
        self._backs = _WAYS.get(QGuiApplication.platformName(), _by_hiding)(seen) if seen else []


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


def _close_menu() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()  # it would be in the picture


def _shown() -> list[QWidget]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window.isVisible() and not window.isMinimized() and window.windowHandle() is not None
    ]


def _is_seen(window: QWidget) -> bool:
    return window.windowHandle().isExposed()


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


_WAYS = {"wayland": _on_wayland, "windows": _by_clearness, "cocoa": _by_clearness}
