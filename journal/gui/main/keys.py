"""The keys of the main window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(window: QWidget, keys: dict[str, Callable[[], object]]) -> list[QShortcut]:
    """Let each key do its thing anywhere in the window."""
    made = []
    for key, act in keys.items():
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        made.append(shortcut)
    return made
