"""Where Tab goes: through everything in the order it is read.

Qt's own order is the one in which things were made, so that what comes later, such as a person or a file, would be
last of all, behind the line at the foot of the window.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def walk_on(within: QWidget, forwards: bool) -> bool:
    """Put the focus on the next thing in there, or the one before; after the last comes the first again.

    Where what had the focus was hidden or switched off, the next is what comes after its place: the first of a
    sheet is what closes it, and Enter would.
    """
    found = list(stops(within))
    if not found:
        return False
    had = QApplication.focusWidget()
    at = _place_of(had, found)
    if at is not None:
        following = (at + (1 if forwards else -1)) % len(found)
    else:
        following = _place_after(had, within, found) if forwards else -1
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    _bring_into_sight(found[following])
    # Last of all: what loses the focus may be taken away at once, and others with it.
    found[following].setFocus(reason)
    return True


def stops(within: QWidget) -> Iterator[QWidget]:
    """Everything in there that takes the focus by Tab, in the order of reading."""
    for child in _in_order(within):
        if child.isHidden() or child.isWindow() or not child.isEnabled():
            continue
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        yield from stops(child)


def _bring_into_sight(widget: QWidget) -> None:
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()


def _place_of(widget: QWidget | None, found: list[QWidget]) -> int | None:
    """Where it stands; a part of something stands where that does."""
    while widget is not None:
        if widget in found:
            return found.index(widget)
        widget = widget.parentWidget()
    return None


def _place_after(gone: QWidget | None, within: QWidget, found: list[QWidget]) -> int:
    """Where that stands in `found` which comes after a thing that is in it no more, or last before it."""
    places = {id(widget): at for at, widget in enumerate(_everything(within))}
    place = places.get(id(gone))
    if place is None:
        return 0
    return next((at for at, widget in enumerate(found) if places[id(widget)] > place), len(found) - 1)


def _everything(within: QWidget) -> Iterator[QWidget]:
    """All that lies in there, also what is hidden, in the order of reading."""
    for child in _in_order(within):
        yield child
        yield from _everything(child)


def _in_order(holder: QWidget) -> list[QWidget]:
    """What lies in it directly: as its layout has it, else from top to bottom and along the lines."""
    laid = list(_laid_out(holder.layout()))
    placed = {id(widget): at for at, widget in enumerate(laid)}
    backwards = holder.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def key(widget: QWidget) -> tuple[int, int, int]:
        across = -widget.geometry().right() if backwards else widget.x()
        return placed.get(id(widget), len(laid)), widget.y(), across

    return sorted((child for child in holder.children() if isinstance(child, QWidget)), key=key)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            yield widget
        else:
            yield from _laid_out(item.layout())
