"""Taking the journal to another folder: asked for anew, chosen, told before, shown while it is done, and then lived."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.domain.errors import Cancelled
from journal.domain.ids import IncidentId
from journal.gui.jobs import Progress
from journal.gui.moving.elsewhere_sheet import ElsewhereSheet
from journal.gui.moving.lines import MovingLines
from journal.gui.moving.move_sheet import MoveSheet
from journal.gui.moving.pane import MovingPane
from journal.gui.opening.again import AgainSheet
from journal.gui.sheet.sheet import Sheet
from journal.services.pipe_words import LOCKED_CODE, MOVED_CODE, QUIT_CODE
from tests.gui.fakes import Moved, Refused
from tests.gui.places import Guide

TO = Path("/media/someone/stick/Journal")


def _sheet(guide: Guide, kind: type) -> Any:
    found: list[Any] = guide.window().findChildren(kind)
    return next(sheet for sheet in found if sheet.isVisible())


def _lines(guide: Guide) -> Any:
    return guide.lead("settings").findChild(MovingLines)


def _asked(guide: Guide) -> MoveSheet:
    _lines(guide).move.click()
    again = _sheet(guide, AgainSheet)
    again.field.line.setText(guide.journal.what_opens.passphrase)
    with guide.qtbot.waitSignal(again.confirmed):
        again.yes.click()
    sheet: MoveSheet = _sheet(guide, MoveSheet)
    return sheet


def _moving(guide: Guide) -> Any:
    guide.qtbot.waitUntil(lambda: isinstance(guide.session.window.centralWidget(), MovingPane))
    return guide.session.window.centralWidget()


def test_it_moves_after_the_passphrase_and_starts_anew_there(guide: Guide) -> None:
    sheet = _asked(guide)
    sheet.take_folder(TO.parent)
    assert sheet.window().focusWidget() is sheet.move_it

    sheet.move_it.click()

    pane = _moving(guide)
    guide.qtbot.waitUntil(pane.go_on.isVisible)
    assert not any(sheet.isVisible() for sheet in guide.window().findChildren(Sheet))
    assert guide.door.moved == [(TO, guide.journal.what_opens.passphrase)]
    with guide.qtbot.waitSignal(guide.session.ended) as ended:
        pane.go_on.click()
    assert ended.args == [MOVED_CODE]


def test_without_the_passphrase_nothing_moves(guide: Guide) -> None:
    _lines(guide).move.click()

    _sheet(guide, AgainSheet).cancel.click()

    assert not any(sheet.isVisible() for sheet in guide.window().findChildren(MoveSheet))
    assert guide.door.moved == []


def test_cancelled_before_it_begins_everything_stays(guide: Guide) -> None:
    sheet = _asked(guide)
    sheet.take_folder(TO.parent)

    sheet.cancel.click()

    assert guide.door.moved == []
    assert guide.session.view is not None


@pytest.mark.parametrize("chosen", ["/home/someone", "/home/someone/Journal", "/home/someone/Journal/inbox"])
def test_a_folder_that_makes_no_sense_cannot_be_agreed_to(guide: Guide, chosen: str) -> None:
    sheet = _asked(guide)

    sheet.take_folder(Path(chosen))

    assert not sheet.move_it.isEnabled()


def test_a_folder_of_that_name_is_never_moved_over(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "Journal").mkdir()
    sheet = _asked(guide)

    sheet.take_folder(tmp_path)

    assert not sheet.move_it.isEnabled()
    assert str(tmp_path) in sheet.place.text()


def test_what_was_typed_is_saved_before_it_moves(guide: Guide, qtbot: Any) -> None:
    entry = guide.entry().entry.entry()
    qtbot.keyClicks(guide.session.view.entry.form.description, "last words ")

    guide.session.move(TO, "x")

    _moving(guide)
    assert "last words " in guide.journal.told[IncidentId(entry)].incident.description
    asked = [call[0] for call in guide.journal.asked]
    assert "settle" in asked[: asked.index("close")]
    assert "settle" not in asked[asked.index("close") :]


def test_it_can_be_stopped_and_says_that_it_lies_where_it_did(guide: Guide) -> None:
    guide.open()
    guide.door.hold = True
    guide.session.move(TO, "x")
    pane = _moving(guide)
    assert guide.door.progress(1, 10)

    pane.cancel.click()

    assert not guide.door.progress(2, 10)
    guide.door.held[-1].set_exception(Cancelled())
    guide.qtbot.waitUntil(pane.go_on.isVisible)
    assert pane.said.text() == "Stopped. The journal lies where it did."
    with guide.qtbot.waitSignal(guide.session.ended) as ended:
        pane.go_on.click()
    assert ended.args == [LOCKED_CODE]


def test_a_copy_that_is_being_made_steps_aside_for_the_move(guide: Guide) -> None:
    guide.open()
    copying = guide.session.desk.copying
    running = copying._running = Progress()

    guide.session.move(TO, "x")

    _moving(guide)
    assert not running(1, 2)


def test_what_goes_wrong_is_told_and_nothing_has_changed(guide: Guide) -> None:
    guide.open()
    guide.door.error = Refused()
    guide.session.move(TO, "x")

    pane = _moving(guide)

    guide.qtbot.waitUntil(pane.go_on.isVisible)
    assert "The journal lies where it did." in pane.said.text()


def test_what_could_not_be_removed_from_the_old_folder_is_told(guide: Guide) -> None:
    guide.open()
    guide.door.left = True
    guide.session.move(TO, "x")

    pane = _moving(guide)

    guide.qtbot.waitUntil(pane.go_on.isVisible)
    assert "remove it yourself" in pane.said.text()


def test_while_it_moves_no_key_reaches_what_is_closed_and_being_idle_locks_nothing(
    guide: Guide, qtbot: Any
) -> None:
    guide.lead("moving")
    asked = len(guide.journal.asked)

    for key in (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Z, Qt.Key.Key_Comma):
        qtbot.keyClick(guide.window(), key, Qt.KeyboardModifier.ControlModifier)
    guide.kit.clock.pass_ms(6 * 60_000)

    with qtbot.assertNotEmitted(guide.session.ended, wait=20):
        guide.session.idle.judge()
    assert len(guide.journal.asked) == asked


def test_closing_the_window_stops_it(guide: Guide, qtbot: Any) -> None:
    guide.lead("moving")

    with qtbot.waitSignal(guide.session.ended) as ended:
        guide.session.window.close()

    assert ended.args == [QUIT_CODE]
    assert not guide.door.progress(1, 10)


def test_it_opens_elsewhere_when_the_move_ended_after_all(guide: Guide) -> None:
    guide.lead("moving")
    pane = _moving(guide)
    pane.cancel.click()

    guide.door.held[-1].set_result(Moved(None, False))  # type: ignore[arg-type]  # nobody looks at it

    guide.qtbot.waitUntil(pane.go_on.isVisible)
    assert "has moved" in pane.said.text()


def test_how_to_take_it_to_another_computer_is_told_in_steps(guide: Guide, qtbot: Any) -> None:
    lines = _lines(guide)
    lines.elsewhere.click()
    sheet = _sheet(guide, ElsewhereSheet)

    with qtbot.waitSignal(lines.copy_wanted):
        sheet.copy.click()
