"""Whoever has no mouse: Tab comes by everything in the order it is read, is caught nowhere, and is always seen."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from journal.gui.picture.sheet import PictureSheet
from journal.gui.sheet.sheet import Sheet
from tests.gui.places import PLACES, Guide
from tests.gui.seeing import reachable

everywhere = pytest.mark.parametrize("place", [name for name in PLACES if not name.startswith("fact ")])


@pytest.mark.flashes_seen_elsewhere
@everywhere
def test_U05_tab_goes_round_in_the_order_that_is_read_and_is_always_seen(guide: Guide, place: str) -> None:
    window = guide.lead(place).window()
    within = _on_top(window)
    stops = [stop for stop in reachable(window) if within.isAncestorOf(stop)]
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    walked = _walk(window, len(stops))

    assert [_name(stop) for stop in stops if stop not in walked and not _one_of_several(stop)] == []
    assert [_name(stop) for stop in walked if stop not in stops] == []
    assert _backwards(walked, window) == []
    if window.isActiveWindow():  # without a screen the line after a capture never is
        assert _unseen(walked) == []


def _one_of_several(stop: QWidget) -> bool:
    """Arrow keys go from one choice to the others."""
    return isinstance(stop, QAbstractButton) and stop.autoExclusive()


def _on_top(window: QWidget) -> QWidget:
    """What keys go to: the sheet over all others, or everything."""
    covering = (Sheet, PictureSheet)
    sheets = [one for one in window.findChildren(QWidget) if isinstance(one, covering) and one.isVisible()]
    return sheets[-1] if sheets else window


def _walk(window: QWidget, at_most: int) -> list[QWidget]:
    """Where Tab leads, until it comes to where it began."""
    walked: list[QWidget] = []
    for _ in range(3 * at_most):
        stop = window.focusWidget()
        if walked and stop is walked[0]:
            break
        assert not stop.visibleRegion().isEmpty(), f"{_name(stop)} is out of sight"
        if stop not in walked:
            walked.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    return walked


def _backwards(walked: Sequence[QWidget], window: QWidget) -> list[str]:
    """The steps that lead back against the order of reading; going round needs one."""
    found = []
    for one, following in zip(walked, [*walked[1:], walked[0]], strict=True):
        here, there = _beside_each_other(one, following, window)
        above = (
            there.bottom() <= here.top() + 2 and there.left() < here.right() and here.left() < there.right()
        )
        same_row = (
            min(here.bottom(), there.bottom()) - max(here.top(), there.top())
            > min(here.height(), there.height()) // 2
        )
        if above or (same_row and there.right() <= here.left() + 2):
            found.append(f"{_name(one)} {here.getRect()} -> {_name(following)} {there.getRect()}")
    return found if len(found) > 1 else []


def _beside_each_other(one: QWidget, other: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Where they lie, or the largest things that hold one of them and not the other."""
    first, second = _holders(one, window), _holders(other, window)
    while first and second and first[-1] is second[-1]:
        first.pop()
        second.pop()
    return tuple(  # type: ignore[return-value]
        QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
        for holder in (first[-1] if first else one, second[-1] if second else other)
    )


def _holders(widget: QWidget, window: QWidget) -> list[QWidget]:
    found: list[QWidget] = [widget]
    while found[-1] is not window and (parent := found[-1].parentWidget()) is not None:
        found.append(parent)
    return found


def _unseen(stops: Sequence[QWidget]) -> list[str]:
    """Those that look the same with the focus and without."""
    found = []
    for stop in stops:
        holder = stop.parentWidget()
        # What holds it draws the ring.
        shown = holder if stop.property("inside") is True and holder is not None else stop
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = shown.grab().toImage()
        stop.clearFocus()
        if shown.grab().toImage() == with_focus:
            found.append(_name(stop))
    return found


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"
