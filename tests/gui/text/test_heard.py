"""What somebody hears who sees nothing: what is told, what a sheet is about, and that pressing by name is pressing."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from journal.domain.reading import Shelf
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.aloud import first_words
from journal.gui.text.button import Button
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Line
from journal.gui.text.label import Label, Small
from journal.gui.text.passage import Passage
from journal.gui.timeline.chips import Chip
from tests.gui.places import Guide


@pytest.fixture
def pane(qtbot: Any, wear: Any) -> QWidget:
    pane = QWidget()
    qtbot.addWidget(pane)
    QVBoxLayout(pane)
    return pane


def laid(pane: QWidget, *parts: QWidget) -> None:
    layout = pane.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    pane.show()


def test_U13_a_line_that_tells_of_something_is_read_aloud_when_it_does(qtbot: Any, pane: QWidget) -> None:
    told, heard = Label(""), list[str]()
    told.read_aloud.connect(heard.append)
    laid(pane, told)

    told.setText("Not the right")
    told.setText("Not the right passphrase.")
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["Not the right passphrase."]


def test_U13_the_same_trouble_is_read_again_when_it_happens_again(qtbot: Any, pane: QWidget) -> None:
    told, heard = Label(""), list[str]()
    told.read_aloud.connect(heard.append)
    told.hide()
    laid(pane, told)

    for times in (1, 2):
        told.setText("The disk is full.")
        told.show()
        qtbot.waitUntil(lambda times=times: len(heard) == times)
        told.setText("")
        told.hide()

    assert heard == ["The disk is full."] * 2


def test_U13_what_changes_all_the_time_is_read_now_and_then_and_at_the_end(qtbot: Any, pane: QWidget) -> None:
    told, heard = Small(), list[str]()
    told.read_aloud.connect(heard.append)
    laid(pane, told)

    for number in range(50):
        told.setText(f"{number} of 50")
        qtbot.wait(1)
    qtbot.waitUntil(lambda: heard[-1:] == ["49 of 50"])

    assert len(heard) <= 3


def test_U13_a_caption_that_never_changes_is_left_to_be_found(qtbot: Any, pane: QWidget) -> None:
    caption, heard = Label("What happened"), list[str]()
    caption.read_aloud.connect(heard.append)
    laid(pane, caption)

    qtbot.wait(5)

    assert heard == []


def test_U13_what_stands_before_the_first_thing_to_do_is_said(pane: QWidget) -> None:
    laid(pane, Label("24 words"), Label("Write them on paper."), Line("First word"), Label("Later words"))

    assert first_words(pane.layout()) == "24 words. Write them on paper."


@pytest.mark.parametrize("make", [lambda: Button("More"), lambda: Chip("Period"), lambda: Passage("Where")])
def test_U13_a_button_toggled_by_a_screen_reader_is_clicked_once(pane: QWidget, make: Any) -> None:
    button: QAbstractButton = make()
    button.setCheckable(True)
    clicks = list[int]()
    button.clicked.connect(lambda: clicks.append(1))
    laid(pane, button)
    by_mouse = _state_after(button, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    clicks.clear()

    by_reader = _state_after(button, button.toggle)

    assert len(clicks) == 1
    assert by_reader == by_mouse


def _state_after(button: QAbstractButton, press: Any) -> bool:
    button.setChecked(False)
    press()
    return button.isChecked()


def test_U13_a_shelf_toggled_by_a_screen_reader_is_chosen(guide: Guide) -> None:
    view = guide.open()

    view.people.shelves[Shelf.TO_SORT].toggle()

    guide.qtbot.waitUntil(lambda: view.narrowing.wanted.shelf is Shelf.TO_SORT)
    assert view.people.shelves[Shelf.TO_SORT].isChecked()
    assert not view.people.shelves[Shelf.ALL].isChecked()


def test_U13_a_list_to_choose_from_says_what_it_is_about(pane: QWidget) -> None:
    pick = Pick("Which time")
    pick.offer("All of the time", None)
    laid(pane, pick)

    told = QAccessible.queryAccessibleInterface(pick)

    texts = {told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)}
    assert "Which time" in texts


def test_U05_the_focus_never_leaves_a_sheet_for_a_moment(guide: Guide) -> None:
    sheet = guide.lead("printing")
    assert isinstance(sheet, Sheet)
    landed = list[QWidget]()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(lambda _old, new: landed.append(new))

    for _ in range(40):
        QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Tab)

    assert len(set(map(id, landed))) > 5
    assert [type(one).__name__ for one in landed if not sheet.isAncestorOf(one)] == []


def test_U13_a_fact_toggled_by_a_screen_reader_opens(guide: Guide) -> None:
    form = guide.entry().entry.form
    where = form.fact("where")

    where.value.toggle()

    assert where.is_open()
