"""What a screen reader is given to say of itself: somebody who sees nothing hears what others see appear."""

from collections.abc import Iterator
from itertools import takewhile

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QWidget


def say_aloud(widget: QWidget, text: str) -> None:
    """Have a screen reader say this, where there is one; the focus stays where it is."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def first_words(layout: QLayout | None) -> str:
    """What stands at the top, before the first thing that can be pressed, chosen or typed into."""
    said = takewhile(lambda one: one is not None, _said_until_something_to_do(layout))
    return " ".join(one if one.endswith((".", "?", "…")) else f"{one}." for one in said if one)


def _said_until_something_to_do(layout: QLayout | None) -> Iterator[str | None]:
    """Texts, and nothing where there is something to do."""
    for widget in _widgets(layout):
        if isinstance(widget, QScrollArea):
            inside: QWidget | None = widget.widget()
            yield from _said_until_something_to_do(inside.layout() if inside is not None else None)
        elif isinstance(widget, QLabel):
            yield widget.text()
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield None
        else:
            yield from _said_until_something_to_do(widget.layout())


def _widgets(layout: QLayout | None) -> Iterator[QWidget]:
    """What is in sight of a layout and those inside it, in its order."""
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None and not widget.isHidden():
            yield widget
        elif item is not None and item.layout() is not None:
            yield from _widgets(item.layout())
