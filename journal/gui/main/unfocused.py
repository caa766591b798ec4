"""Shows a window again while somebody types elsewhere: what they type goes on arriving there, and stays in front."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

SETTLING_MS = 400
"""What a window manager gets to put the window where it was, and to leave it without the focus."""


def show_unfocused(window: QWidget) -> None:
    """Show a window that has been seen before, behind the others, and leave the focus where it is."""
    handle = window.windowHandle()
    # Some window managers take a wish for what it is; others give the focus to every window that accepts it.
    _ask_for_no_focus(handle, True)
    window.show()
    if QGuiApplication.platformName() == "xcb":
        # Window managers put whatever is shown anew over the others, where whoever sees the screen would see it.
        handle.lower()
        QGuiApplication.sync()
    restoring = QTimer(handle)
    restoring.setSingleShot(True)
    restoring.timeout.connect(lambda: _ask_for_no_focus(handle, False))
    restoring.timeout.connect(restoring.deleteLater)
    restoring.start(SETTLING_MS)


def _ask_for_no_focus(handle: QWindow, asked: bool) -> None:
    # The attribute of the widget counts only when its window is made.
    handle.setProperty("_q_showWithoutActivating", asked)
    handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, asked)
