"""Places are covered by mouse or by keyboard alone, step by step back and forth."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from journal.domain.evidence import COVER, Box
from journal.gui.covering.canvas import CoverCanvas
from journal.gui.picture.still_picture import LEAST, STEP

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
EDGE = CoverCanvas.edge


@pytest.fixture
def canvas(qtbot: Any, kit: Any) -> CoverCanvas:
    """Half as large as the picture: a pixel of the widget is two of the picture."""
    made = CoverCanvas(kit.words)
    qtbot.addWidget(made)
    made.resize(400 + 2 * EDGE, 300 + 2 * EDGE)
    made.show_picture(picture(), ())
    made.show()
    return made


def picture() -> QImage:
    image = QImage(800, 600, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    return image


def at(x: int, y: int) -> QPoint:
    """A place of the picture as it is shown."""
    return QPoint(x + EDGE, y + EDGE)


def drag(qtbot: Any, canvas: CoverCanvas, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)


def test_the_mouse_draws_one_cover_after_another(qtbot: Any, canvas: CoverCanvas) -> None:
    drag(qtbot, canvas, at(10, 10), at(60, 40))
    drag(qtbot, canvas, at(200, 200), at(250, 220))

    assert canvas.places.boxes() == (Box(20, 20, 100, 60), Box(400, 400, 100, 40))
    assert "2 places are covered" in canvas.accessibleDescription()
    assert "Place 2 of 2: 100 by 40 pixels" in canvas.accessibleDescription()


def test_a_mere_click_covers_nothing_and_takes_in_hand_what_is_there(qtbot: Any, canvas: CoverCanvas) -> None:
    drag(qtbot, canvas, at(10, 10), at(60, 40))

    qtbot.mouseClick(canvas, LEFT, pos=at(300, 200))
    assert (len(canvas.places.boxes()), canvas.places.at) == (1, -1)
    qtbot.mouseClick(canvas, LEFT, pos=at(30, 30))

    assert (canvas.places.boxes(), canvas.places.at) == ((Box(20, 20, 100, 60),), 0)


def test_a_cover_is_carried_from_inside_and_sized_by_a_corner(qtbot: Any, canvas: CoverCanvas) -> None:
    drag(qtbot, canvas, at(10, 10), at(60, 40))

    drag(qtbot, canvas, at(30, 25), at(40, 45))
    assert canvas.places.boxes() == (Box(40, 60, 100, 60),)

    drag(qtbot, canvas, at(70, 60), at(100, 100))
    assert canvas.places.boxes() == (Box(40, 60, 160, 140),)


def test_a_cover_never_leaves_the_picture_and_never_vanishes(qtbot: Any, canvas: CoverCanvas) -> None:
    drag(qtbot, canvas, at(380, 280), at(900, 900))
    assert canvas.places.boxes() == (Box(760, 560, 40, 40),)

    for _ in range(20):
        qtbot.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    assert canvas.places.boxes() == (Box(760, 560, LEAST, 40),)


def test_everything_can_be_done_with_keys_alone(qtbot: Any, canvas: CoverCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    before = canvas.places.in_hand
    assert before is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, SHIFT | CTRL)

    assert canvas.places.boxes() == (
        Box(before.x() - STEP, before.y() + 1, before.width() + STEP, before.height() - 1),
    )
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.places.boxes() == ()


def test_every_step_can_be_taken_back_and_done_again(qtbot: Any, canvas: CoverCanvas) -> None:
    states = [canvas.places.boxes()]
    drag(qtbot, canvas, at(10, 10), at(60, 40))
    states.append(canvas.places.boxes())
    drag(qtbot, canvas, at(30, 25), at(40, 45))
    states.append(canvas.places.boxes())
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    states.append(canvas.places.boxes())
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    states.append(canvas.places.boxes())

    for expected in reversed(states[:-1]):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
        assert canvas.places.boxes() == expected
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert canvas.places.boxes() == states[0]
    for expected in states[1:]:
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL | SHIFT)
        assert canvas.places.boxes() == expected
    qtbot.keyClick(canvas, Qt.Key.Key_Y, CTRL)
    assert canvas.places.boxes() == states[-1]


def test_what_is_done_after_an_undo_cannot_be_undone_forwards(qtbot: Any, canvas: CoverCanvas) -> None:
    canvas.add()
    canvas.undo()
    drag(qtbot, canvas, at(10, 10), at(60, 40))

    assert not canvas.places.can_redo


def test_tab_goes_through_the_covers_and_on(qtbot: Any, kit: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    before, canvas, after = QPushButton("1"), CoverCanvas(kit.words), QPushButton("2")
    box = QVBoxLayout(host)
    for widget in (before, canvas, after):
        box.addWidget(widget)
    canvas.show_picture(picture(), (Box(0, 0, 50, 50), Box(100, 100, 50, 50)))
    host.resize(400, 400)
    host.show()
    qtbot.waitUntil(host.isActiveWindow)
    before.setFocus()

    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append((QApplication.focusWidget(), canvas.places.at))
    assert seen == [(canvas, 0), (canvas, 1), (after, 1)]
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        seen.append((QApplication.focusWidget(), canvas.places.at))
    assert seen[3:] == [(canvas, 1), (canvas, 0), (before, 0)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_the_keys_for_undoing_mean_the_picture_and_not_the_window(canvas: CoverCanvas, key: Qt.Key) -> None:
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
    asked.ignore()

    canvas.event(asked)

    assert asked.isAccepted()


def test_what_is_only_shown_cannot_be_changed(qtbot: Any, canvas: CoverCanvas) -> None:
    canvas.show_picture(picture(), (), editable=False)

    drag(qtbot, canvas, at(10, 10), at(60, 40))
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)

    assert canvas.places.boxes() == ()


def test_a_cover_looks_as_it_will_and_nothing_below_is_seen(qtbot: Any, canvas: CoverCanvas) -> None:
    image = picture()
    for x in range(0, 800, 2):
        for y in range(100, 200):
            image.setPixelColor(x, y, QColor("red"))
    canvas.show_picture(image, (Box(0, 100, 800, 100),))

    grabbed = canvas.grab().toImage()

    inside = {grabbed.pixelColor(x, y).rgb() for x in range(10, 396) for y in range(58, 98)}
    assert inside == {QColor(*COVER).rgb()}


def test_covers_of_an_earlier_time_can_be_opened_again(canvas: CoverCanvas) -> None:
    canvas.show_picture(picture(), (Box(1, 2, 30, 40),))

    assert canvas.places.boxes() == (Box(1, 2, 30, 40),)
    assert not canvas.places.can_undo
    assert not canvas.places.is_changed
