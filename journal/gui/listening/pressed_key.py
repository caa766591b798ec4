"""From what Qt says of a key press to a key that can be heard everywhere."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from journal.domain.hotkeys import ALT, CTRL, KEYS, SHIFT, SUPER, Chord

_NAMES = {
    **{getattr(Qt.Key, f"Key_{name}"): name for name in KEYS},
    Qt.Key.Key_SysReq: "Print",
}
_MODIFIER_KEYS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
}
_SWAPPED = sys.platform == "darwin"
"""There Qt calls Cmd Control, and Control Meta."""

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, SUPER if _SWAPPED else CTRL),
    (Qt.KeyboardModifier.MetaModifier, CTRL if _SWAPPED else SUPER),
    (Qt.KeyboardModifier.AltModifier, ALT),
    (Qt.KeyboardModifier.ShiftModifier, SHIFT),
)


def is_modifier(event: QKeyEvent) -> bool:
    """Whether more is to come: nobody means Ctrl alone."""
    return event.key() in _MODIFIER_KEYS


def chord_of(event: QKeyEvent) -> Chord | None:
    """The key and what is held with it; None for one that this house has no name for."""
    name = _NAMES.get(Qt.Key(event.key()))
    if name is None:
        return None
    return Chord(name, frozenset(name for flag, name in _MODIFIERS if event.modifiers() & flag))
