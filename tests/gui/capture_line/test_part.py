"""A part is chosen on the picture that stands still, by mouse or keyboard; going back changes nothing."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box
from journal.gui.capture_line.part_chooser import PartChooser
from journal.gui.capture_line.part_sheet import PartSheet
from journal.gui.picture.still_picture import LEAST, STEP

EVIDENCE = "C" * 26
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chooser(qtbot: Any, kit: Any) -> PartChooser:
    """Twice as large as it can be shown: a pixel of the widget is two of the picture."""
    made = PartChooser(kit.words)
    qtbot.addWidget(made)
    made.resize(400, 300)
    image = QImage(800, 600, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    made.show_picture(image, None)
    made.show()
    return made


def test_it_begins_with_the_middle_of_the_picture(chooser: PartChooser) -> None:
    assert chooser.box() == Box(200, 150, 400, 300)


def test_arrows_move_it_and_shift_arrows_size_it(qtbot: Any, chooser: PartChooser) -> None:
    qtbot.keyClick(chooser, Qt.Key.Key_Left)
    qtbot.keyClick(chooser, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(chooser, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(chooser, Qt.Key.Key_Up, SHIFT | CTRL)

    assert chooser.box() == Box(200 - STEP, 151, 400 + STEP, 299)
    assert "by 299 pixels" in chooser.accessibleDescription()


def test_it_never_leaves_the_picture_and_never_vanishes(qtbot: Any, chooser: PartChooser) -> None:
    for _ in range(120):
        qtbot.keyClick(chooser, Qt.Key.Key_Left)
        qtbot.keyClick(chooser, Qt.Key.Key_Up)
    assert chooser.box() == Box(0, 0, 400, 300)
    for _ in range(120):
        qtbot.keyClick(chooser, Qt.Key.Key_Right, SHIFT)
        qtbot.keyClick(chooser, Qt.Key.Key_Up, SHIFT)
    assert chooser.box() == Box(0, 0, 800, LEAST)


def drag(qtbot: Any, chooser: PartChooser, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(chooser, LEFT, pos=start)
    qtbot.mouseMove(chooser, end)
    qtbot.mouseRelease(chooser, LEFT, pos=end)


def test_the_mouse_draws_a_new_one_outside_and_carries_the_old_one_inside(
    qtbot: Any, chooser: PartChooser
) -> None:
    drag(qtbot, chooser, QPoint(10, 10), QPoint(60, 40))
    assert chooser.box() == Box(20, 20, 100, 60)

    drag(qtbot, chooser, QPoint(35, 25), QPoint(45, 45))
    assert chooser.box() == Box(40, 60, 100, 60)


def test_a_corner_can_be_taken_hold_of(qtbot: Any, chooser: PartChooser) -> None:
    drag(qtbot, chooser, QPoint(101, 74), QPoint(50, 50))

    assert chooser.box() == Box(100, 100, 500, 350)


def test_the_mouse_may_leave_the_picture(qtbot: Any, chooser: PartChooser) -> None:
    drag(qtbot, chooser, QPoint(380, 280), QPoint(900, 900))

    assert chooser.box() == Box(760, 560, 40, 40)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> PartSheet:
    made = PartSheet(kit, journal, host, EVIDENCE)
    made.begin()
    qtbot.waitUntil(made.use.isEnabled)
    return made


def test_enter_records_the_part_and_goes_back(qtbot: Any, sheet: PartSheet, journal: Any) -> None:
    sheet.chooser.choose_all()
    with qtbot.waitSignals([sheet.chosen, sheet.closed]):
        qtbot.keyClick(sheet.chooser, Qt.Key.Key_Return)

    ((evidence, box),) = journal.calls("choose_part")
    assert evidence == EVIDENCE
    assert (box.x, box.y) == (0, 0)


def test_escape_goes_back_and_records_nothing(qtbot: Any, sheet: PartSheet, journal: Any) -> None:
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.chooser, Qt.Key.Key_Escape)

    assert journal.calls("choose_part") == []


def test_nothing_can_be_used_before_the_picture_is_there(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    journal.hold.add("picture")
    sheet = PartSheet(kit, journal, host, EVIDENCE)
    sheet.begin()

    qtbot.keyClick(sheet.chooser, Qt.Key.Key_Return)

    assert journal.calls("choose_part") == []
    sheet.close_sheet()


@pytest.mark.parametrize("failing", ["piece", "picture", "choose_part"])
def test_what_fails_is_told_and_the_sheet_goes(
    qtbot: Any, kit: Any, journal: Any, host: QWidget, troubles: list[BaseException], failing: str
) -> None:
    journal.fail.add(failing)
    sheet = PartSheet(kit, journal, host, EVIDENCE)

    with qtbot.waitSignal(sheet.closed):
        sheet.begin()
        if failing == "choose_part":
            qtbot.waitUntil(sheet.use.isEnabled)
            sheet.use.click()

    assert len(troubles) == 1
