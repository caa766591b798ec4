"""When a control shows a ring: for those who come by key, not for every click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

_AS_BEFORE = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


def rings(event: QFocusEvent, before: bool) -> bool:
    """Whether there is a ring from now on; a window that comes back shows what it showed."""
    return before if event.reason() in _AS_BEFORE else event.reason() is not Qt.FocusReason.MouseFocusReason
