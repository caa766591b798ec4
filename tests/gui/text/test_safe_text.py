"""Whatever text comes in, it is shown letter by letter and obeyed nowhere."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from journal.gui.text.button import Button
from journal.gui.text.choices import Check, Pick
from journal.gui.text.fields import Area, Headline, Line
from journal.gui.text.label import Elided, Label
from journal.gui.text.menu import Menu
from journal.gui.text.tip import tip

HOSTILE = (
    "<img src='file:///canary'>",
    "<img src='//host/share/x.png'>",
    "I <3 you & <b>",
    "<a href='https://example.net'>here</a>",
    "<html><head/><body>x</body></html>",
    "&amp; &lt; &copy",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_shows_the_text_as_it_is(qtbot: Any, wear: Any, text: str) -> None:
    label = Label(text)
    qtbot.addWidget(label)

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_holds_no_tag_that_came_from_outside(qtbot: Any, wear: Any, text: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    tip(widget, text)

    inside = widget.toolTip().removeprefix('<p style="white-space:pre-wrap">').removesuffix("</p>")
    assert "<" not in inside
    assert ">" not in inside


@pytest.mark.parametrize("text", HOSTILE)
def test_a_button_makes_no_shortcut_of_a_foreign_ampersand(qtbot: Any, wear: Any, text: str) -> None:
    button = Button(text)
    qtbot.addWidget(button)

    assert button.shown_text() == text
    assert button.shortcut() == QKeySequence()


@pytest.mark.parametrize("text", HOSTILE)
def test_choices_and_menus_show_every_letter(qtbot: Any, wear: Any, text: str) -> None:
    check, pick, host = Check(text), Pick("Name"), QWidget()
    for widget in (check, pick, host):
        qtbot.addWidget(widget)
    pick.offer(text, 1)
    menu = Menu("Menu", host)

    action = menu.offer(text, lambda: None)

    assert check.accessibleName() == text
    assert pick.itemText(0) == text
    assert action.text().replace("&&", "&") == text
    menu.deleteLater()


def test_a_name_that_is_cut_is_whole_for_those_who_hear_it(qtbot: Any, wear: Any) -> None:
    elided = Elided("a very long name of a file that came from someone else.png")
    qtbot.addWidget(elided)
    elided.resize(60, 20)

    assert elided.accessibleName() == "a very long name of a file that came from someone else.png"


def test_pasted_html_arrives_as_its_words(qtbot: Any, wear: Any) -> None:
    area = Area("Words")
    qtbot.addWidget(area)
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///canary'>")
    data.setText("bold")

    area.insertFromMimeData(data)

    assert area.toPlainText() == "bold"


@pytest.mark.parametrize("address", ["file:///etc/hosts", "https://example.net/x", "file://host/share/x"])
def test_a_dropped_address_never_becomes_text_in_a_field(qtbot: Any, wear: Any, address: str) -> None:
    area = Area("Words")
    qtbot.addWidget(area)
    data = QMimeData()
    data.setUrls([QUrl(address)])
    data.setText(address)

    assert not area.canInsertFromMimeData(data)


def test_showing_a_text_is_not_typing_it(qtbot: Any, wear: Any) -> None:
    area = Area("Words")
    qtbot.addWidget(area)
    typed: list[str] = []
    area.typed.connect(typed.append)

    area.show_text("shown")
    assert typed == []
    area.insertPlainText("typed ")

    assert typed == ["typed shown"]


def test_a_headline_is_one_paragraph_of_at_most_its_length(qtbot: Any, wear: Any) -> None:
    headline = Headline("Headline", longest=20)
    qtbot.addWidget(headline)
    data = QMimeData()
    data.setText("two\nlines that are far too long for it")

    headline.insertFromMimeData(data)

    assert headline.toPlainText() == "two lines that are f"


def test_an_area_grows_with_what_is_typed_and_stops_growing(qtbot: Any, wear: Any) -> None:
    area = Area("Words", lines=2, most=6)
    qtbot.addWidget(area)
    area.resize(300, area.height())
    area.show()
    small = area.height()

    area.show_text("line\n" * 4)
    middle = area.height()
    area.show_text("line\n" * 400)

    assert small < middle < area.height() < small * 4


def test_the_undo_key_is_left_to_the_journal_where_a_field_has_nothing_to_take_back(
    qtbot: Any, wear: Any
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    line = Line("Words", parent=host)
    from journal.gui.main.keys import bind

    pressed: list[bool] = []
    bind(host, {"Ctrl+Z": lambda: pressed.append(True)})
    host.show()
    host.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)

    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]
    qtbot.keyClicks(line, "abc")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert pressed == [True]
    assert line.text() != "abc"
