"""What a person sees and hears of a window: every text that is in sight, and every name that is read aloud."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from journal.gui.sheet.sheet import Sheet
from journal.gui.text.label import Elided
from journal.gui.text.passage import Passage


def in_sight(window: QWidget) -> Iterator[QWidget]:
    """Every widget that is shown, the window first."""
    yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):
            yield widget


def texts(window: QWidget) -> list[str]:
    """Every text that is in sight."""
    return [text for widget in in_sight(window) for text in _texts_of(widget) if text]


def says(window: QWidget, text: str) -> bool:
    """Whether that text is in sight, alone or within another."""
    return any(text in shown for shown in texts(window))


def _texts_of(widget: QWidget) -> list[str]:
    if isinstance(widget, Elided):
        return [widget.text()]
    if isinstance(widget, Passage):
        return [widget.said()]
    if isinstance(widget, QLabel | QLineEdit):
        return [widget.text()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QAbstractButton):
        return [widget.text().replace("&&", "&")]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        return [str(model.data(model.index(row, 0))) for row in range(min(model.rowCount(), 30))]
    return []


def reachable(window: QWidget) -> list[QWidget]:
    """Every widget the Tab key stops at, in its order."""
    found: list[QWidget] = []
    widget: QWidget | None = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if (
            widget.isVisibleTo(window)
            and widget.isEnabledTo(window)
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def controls(window: QWidget) -> list[Any]:
    """Everything in sight that can be pressed, chosen or typed into."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    return [
        widget
        for widget in in_sight(window)
        if isinstance(widget, kinds) and not isinstance(widget, QHeaderView)
        if widget.isEnabledTo(window) and not _is_inner(widget)
    ]


def _is_inner(widget: QWidget) -> bool:
    """Whether it is a part Qt made for another control."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QAbstractSpinBox | QScrollBar) or widget.objectName().startswith(
        "qt_"
    )


def cut_off(window: QWidget) -> list[str]:
    """What is in sight but reaches over the edge of what holds it, where nothing scrolls; as words for the report."""
    found = []
    for widget in in_sight(window):
        parent = widget.parentWidget()
        if parent is None or widget is window or widget.size().isEmpty():
            continue
        if _scrolls(widget):
            if _is_on_a_sheet(widget) and widget.width() > parent.width() + 1:
                found.append(f"{_name(widget)} is wider than its sheet: {widget.width()} > {parent.width()}")
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(QRect(widget.pos(), widget.size())):
            found.append(
                f"{_name(widget)} {widget.geometry().getRect()} in {_name(parent)} {parent.rect().getRect()}"
            )
    return found


def _scrolls(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    area = holder.parentWidget() if holder is not None else None
    return (isinstance(area, QScrollArea) and area.widget() is widget) or isinstance(widget, QScrollBar)


def _is_on_a_sheet(content: QWidget) -> bool:
    """Whether it is what a sheet shows and scrolls up and down only."""
    holder: QWidget | None = content.parentWidget()
    if (
        isinstance(content, QScrollBar)
        or holder is None
        or not isinstance(holder.parentWidget(), QScrollArea)
    ):
        return False
    while holder is not None and not isinstance(holder, Sheet):
        holder = holder.parentWidget()
    return holder is not None


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__}({widget.accessibleName() or ''.join(_texts_of(widget))[:30]})"
