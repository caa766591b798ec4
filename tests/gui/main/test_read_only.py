"""A journal that is open to be read only says so, and nothing the person does changes anything in it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.gui.opening.section import OpeningSection
from journal.gui.settings.window_section import WindowSection
from journal.gui.unlock.read_sheet import ReadSheet
from journal.services.errors import ReadOnlyBecause
from journal.services.what_lies_there import Found
from tests.gui.places import Guide
from tests.gui.seeing import says

WRITES = {"start_draft", "keep_draft", "settle", "file_inbox"}


@pytest.fixture
def view(guide: Guide, journal: Any) -> Any:
    journal.read_only = ReadOnlyBecause.MEDIA
    return guide.entry()


def test_it_says_so_and_why(view: Any) -> None:
    assert view.status.said() == "Read only"
    assert view.trouble.isVisible()


def test_what_would_add_something_is_grey(view: Any) -> None:
    assert not view.toolbar.new.isEnabled()
    assert not view.toolbar.add.isEnabled()
    assert not view.toolbar.capture.isEnabled()
    assert not view.toolbar.capture_ways.isEnabled()
    assert not view.entry._nothing.new.isEnabled()
    assert view.toolbar.print.isEnabled()


def test_what_is_typed_is_taken_back_with_a_sentence(view: Any, qtbot: Any, journal: Any) -> None:
    view.trouble._close()
    before = view.entry.form.description.toPlainText()

    qtbot.keyClicks(view.entry.form.description, "x")

    assert view.trouble.isVisible()
    assert view.entry.form.description.toPlainText() == before
    assert not WRITES & {call[0] for call in journal.asked}


def test_no_key_begins_anything(view: Any, guide: Guide, qtbot: Any, journal: Any) -> None:
    qtbot.keyClick(guide.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert not WRITES & {call[0] for call in journal.asked}


def test_captures_wait_where_something_can_be_written_beside_it(guide: Guide, journal: Any) -> None:
    journal.read_only = ReadOnlyBecause.NEWER
    view = guide.open()

    assert view.toolbar.capture.isEnabled()
    guide.session.capturing._kept("name", "")

    assert journal.calls("file_inbox") == []


def test_changes_that_cannot_be_shown_are_counted(guide: Guide, journal: Any) -> None:
    journal.read_only, journal.unread = ReadOnlyBecause.NEWER, 2

    view = guide.open()

    assert view.undo.said() == "2 changes by the newer version cannot be shown here."


def test_only_how_the_window_looks_can_be_set(view: Any, guide: Guide) -> None:
    guide.session.desk.settings.show()

    assert guide.window().findChild(WindowSection) is not None
    assert guide.window().findChild(OpeningSection) is None


def test_it_is_opened_with_the_passphrase_and_nothing_else(guide: Guide, door: Any, qtbot: Any) -> None:
    guide.begin(Found.JOURNAL)
    sheet = ReadSheet(guide.kit, door, guide.window())
    sheet.opened.connect(guide.session._opened)
    sheet.ask()
    sheet.field.line.setText("wrong")
    sheet.yes.click()
    qtbot.waitUntil(lambda: says(sheet, "It did not work"))
    sheet.field.line.setText(door.right)

    sheet.yes.click()

    qtbot.waitUntil(lambda: guide.session.view is not None)
    assert guide.session.view.status.said() == "Read only"


def test_a_wrong_try_can_be_left(guide: Guide, door: Any) -> None:
    guide.begin(Found.JOURNAL)
    sheet = ReadSheet(guide.kit, door, guide.window())
    sheet.ask()

    sheet.cancel.click()

    QApplication.processEvents()
    assert door.tried == []
