"""The words are completed as they are typed, spread when they are pasted, and a slip is named by its number."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.gui.opening.words_field import WordsField
from tests.gui.fake_opening import WORDS, complete
from tests.gui.seeing import says


@pytest.fixture
def field(qtbot: Any, kit: Any) -> Any:
    field = WordsField(kit, complete)
    qtbot.addWidget(field)
    field.resize(520, 400)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.boxes[0].hasFocus)
    return field


def test_four_letters_and_a_blank_make_a_word_and_lead_to_the_next(qtbot: Any, field: Any) -> None:
    for word in WORDS:
        qtbot.keyClicks(QApplication.focusWidget(), f"{word[:4]} ")

    assert field.text() == " ".join(WORDS)
    assert field.is_full()
    assert says(field, "24 of 24")


def test_what_is_left_of_a_word_can_be_typed_over(qtbot: Any, field: Any) -> None:
    qtbot.keyClicks(field.boxes[0], "rive")
    assert field.boxes[0].text() == "river"
    assert field.boxes[0].selectedText() == "r"

    qtbot.keyClicks(field.boxes[0], "r")
    assert field.boxes[0].text() == "river"
    assert field.boxes[0].selectedText() == ""

    for _ in range(3):
        qtbot.keyClick(field.boxes[0], Qt.Key.Key_Backspace)
    assert field.boxes[0].text() == "ri"


def test_while_several_words_could_be_meant_they_are_named(qtbot: Any, field: Any) -> None:
    qtbot.keyClicks(field.boxes[0], "ca")

    assert field.boxes[0].text() == "ca"
    assert says(field, "candle · canyon")


def test_a_word_that_is_not_on_the_list_is_named_by_its_number(qtbot: Any, field: Any) -> None:
    qtbot.keyClicks(field.boxes[6], "rivex")
    assert says(field, "Word 7 is not on the list.")

    field.boxes[6].clear()
    assert says(field, "0 of 24")


def test_the_beginning_of_a_word_is_no_slip_until_it_is_left(qtbot: Any, field: Any) -> None:
    qtbot.keyClicks(field.boxes[0], "ca")
    assert not says(field, "Word 1 is not on the list.")

    qtbot.keyClick(field.boxes[0], Qt.Key.Key_Tab)

    assert says(field, "Word 1 is not on the list.")


@pytest.mark.parametrize(
    "pasted",
    [
        " ".join(WORDS),
        "\n".join(f"{number}. {word}" for number, word in enumerate(WORDS, start=1)),
        # As a sheet of two columns is copied: line by line.
        "\n".join(f"{at + 1} {WORDS[at]}    {at + 13} {WORDS[at + 12]}" for at in range(12)),
        ", ".join(word.upper() for word in WORDS),
    ],
)
def test_words_pasted_at_once_are_spread_over_the_boxes(qapp: QApplication, field: Any, pasted: str) -> None:
    field.boxes[0].insert("")
    field.boxes[0].setText(pasted)
    field.boxes[0].textEdited.emit(field.boxes[0].text())

    assert field.text().lower() == " ".join(WORDS)


def test_a_mark_lasts_until_the_word_is_changed(qtbot: Any, field: Any) -> None:
    for box, word in zip(field.boxes, WORDS, strict=True):
        box.put(word)

    field.mark((3, 9))

    assert field.boxes[2].hasFocus()
    assert [box.number for box in field.boxes if box.is_marked()] == [3, 9]
    field.boxes[8].setText("canyon")
    assert [box.number for box in field.boxes if box.is_marked()] == [3]


def test_enter_leads_to_what_is_missing_and_then_says_that_all_is_there(qtbot: Any, field: Any) -> None:
    for box, word in zip(field.boxes[1:], WORDS[1:], strict=True):
        box.put(word)
    field.boxes[4].setFocus()
    qtbot.keyClick(field.boxes[4], Qt.Key.Key_Return)
    assert field.boxes[0].hasFocus()

    qtbot.keyClicks(field.boxes[0], WORDS[0])
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.boxes[0], Qt.Key.Key_Return)


def test_backspace_in_an_empty_box_goes_back(qtbot: Any, field: Any) -> None:
    field.boxes[5].setFocus()

    qtbot.keyClick(field.boxes[5], Qt.Key.Key_Backspace)

    assert field.boxes[4].hasFocus()


def test_forgetting_empties_every_box(field: Any) -> None:
    for box, word in zip(field.boxes, WORDS, strict=True):
        box.put(word)

    field.forget()

    assert field.text() == ""
