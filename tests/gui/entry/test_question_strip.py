"""The question stands on one line where there is room for it, and breaks where there is none."""

from typing import Any

import pytest

from journal.gui.entry.asking import Question
from journal.gui.entry.question_strip import QuestionStrip


@pytest.fixture
def strip(qtbot: Any, wear: Any, kit: Any) -> QuestionStrip:
    made = QuestionStrip(kit.words)
    qtbot.addWidget(made)
    made.ask(Question.WHO)
    return made


def test_with_room_it_is_one_line(strip: QuestionStrip) -> None:
    strip.resize(700, strip.heightForWidth(700))
    strip.show()

    assert strip._said.height() < 2 * strip._said.fontMetrics().height()
    assert strip._said.y() < strip.answer.geometry().bottom()
    assert strip.answer.geometry().left() > strip._said.geometry().right()


def test_without_it_breaks_and_nothing_is_cut(strip: QuestionStrip) -> None:
    room = strip._said.sizeHint().width()
    strip.resize(room, strip.heightForWidth(room))
    strip.show()

    assert strip._said.width() < room
    assert strip._said.height() >= strip._said.heightForWidth(strip._said.width())
    assert strip.answer.geometry().top() >= strip._said.geometry().bottom()
