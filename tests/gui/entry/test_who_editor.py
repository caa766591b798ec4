"""The reason why somebody is thought to be behind an entry can be read whole, or ends in …"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionComboBox

from journal.domain.actor import Standing
from journal.domain.incident import Attribution, Basis
from journal.domain.reading import ActorLine
from journal.gui.entry.who_editor import WhoEditor
from journal.gui.text.choices import Pick
from tests.gui import example


def _editor(qtbot: Any, kit: Any, width: int) -> Pick:
    editor = WhoEditor(kit)
    qtbot.addWidget(editor)
    actor = example.ACTORS[example.NIGHTOWL]
    editor.show_people((ActorLine(example.NIGHTOWL, actor.label, actor.standing, 1, ""),))
    editor.show_value((Attribution(example.NIGHTOWL, Basis.SAME_ACCOUNT),))
    editor.resize(width, 240)
    editor.show()
    found = editor.findChild(Pick)
    assert isinstance(found, Pick)
    return found


def _shown(pick: Pick) -> str:
    option = QStyleOptionComboBox()
    pick.initStyleOption(option)
    return str(option.currentText)


def test_the_reason_has_the_whole_width(qtbot: Any, kit: Any) -> None:
    pick = _editor(qtbot, kit, 270)

    assert _shown(pick) == "same account or number"


def test_where_there_is_no_room_it_ends_in_dots(qtbot: Any, kit: Any) -> None:
    pick = _editor(qtbot, kit, 270)
    pick.resize(110, pick.height())

    assert _shown(pick).endswith("…")
    assert pick.currentText() == "same account or number"


def test_enter_chooses_the_offered_name_that_begins_so(qtbot: Any, kit: Any) -> None:
    editor = WhoEditor(kit)
    qtbot.addWidget(editor)
    actor = example.ACTORS[example.NIGHTOWL]
    editor.show_people((ActorLine(example.NIGHTOWL, actor.label, actor.standing, 1, ""),))
    editor.show()
    heard: list[Any] = []
    editor.edited.connect(heard.append)
    new: list[str] = []
    editor.person_typed.connect(new.append)

    qtbot.keyClicks(editor.typed, actor.label[:3].lower())
    qtbot.keyClick(editor.typed, Qt.Key.Key_Return)
    assert [[one.actor for one in value] for value in heard] == [[example.NIGHTOWL]]
    assert (new, editor.typed.text()) == ([], "")

    qtbot.keyClicks(editor.typed, "somebody")
    qtbot.keyClick(editor.typed, Qt.Key.Key_Return)
    assert new == ["somebody"]


def test_somebody_unknown_is_nobody_who_is_there_already(qtbot: Any, kit: Any) -> None:
    editor = WhoEditor(kit)
    qtbot.addWidget(editor)
    editor.show_people((ActorLine(example.UNKNOWN, "Unknown 1", Standing.UNKNOWN, 1, ""),))
    editor.show()
    new: list[str] = []
    editor.person_typed.connect(new.append)

    qtbot.keyClicks(editor.typed, "unknown")
    qtbot.keyClick(editor.typed, Qt.Key.Key_Return)

    assert new == ["Unknown 2"]
