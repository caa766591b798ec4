"""What the person says of themselves is shown before it can be changed, and what is not asked stays."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.casework import Person
from journal.gui.casework.about_me_sheet import AboutMeSheet
from tests.gui.places import Guide
from tests.gui.seeing import says

KNOWN = Person(
    "M. Leroux", "Martin", ("leroux",), "555 0101", "mornings", "French", "the nights", "peace", "K 7"
)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


@pytest.fixture
def sheet(kit: Any, journal: Any, host: QWidget) -> Any:
    journal.casework.owner = KNOWN
    return AboutMeSheet(kit, journal.casework, host)


@pytest.fixture
def ready(qtbot: Any, sheet: Any) -> Any:
    sheet.begin()
    qtbot.waitUntil(sheet.keep.isEnabled)
    return sheet


def test_it_shows_what_was_said_before(ready: Any) -> None:
    assert [field.text() for field in ready.fields[:4]] == ["M. Leroux", "K 7", "555 0101", "mornings"]
    assert [field.toPlainText() for field in ready.fields[4:]] == ["the nights", "peace"]


def test_a_change_leaves_what_is_not_asked_here(qtbot: Any, ready: Any, journal: Any) -> None:
    ready.safe_time.clear()
    qtbot.keyClicks(ready.safe_time, "after six")

    with qtbot.waitSignal(ready.kept):
        ready.keep.click()

    assert journal.calls("write_person") == [(replace(KNOWN, safe_time="after six"),)]


def test_keeping_what_was_not_changed_records_nothing(qtbot: Any, ready: Any, journal: Any) -> None:
    with qtbot.waitSignal(ready.closed):
        ready.keep.click()

    assert journal.calls("write_person") == []


def test_cancelling_records_nothing(qtbot: Any, ready: Any, journal: Any) -> None:
    qtbot.keyClicks(ready.name, "x")

    with qtbot.waitSignal(ready.closed):
        ready.cancel.click()

    assert journal.calls("write_person") == []


def test_nothing_can_be_written_over_what_has_not_come_yet(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.hold.add("person")
    sheet.begin()
    qtbot.wait(5)
    assert not sheet.keep.isEnabled()
    assert not sheet.name.isEnabled()

    journal.release("person")

    qtbot.waitUntil(sheet.keep.isEnabled)


def test_what_could_not_be_recorded_stays_in_the_fields(
    qtbot: Any, ready: Any, journal: Any, troubles: list[BaseException]
) -> None:
    journal.fail.add("write_person")
    qtbot.keyClicks(ready.safe_time, "x")

    ready.keep.click()
    qtbot.waitUntil(lambda: bool(troubles))

    assert ready.isVisible()
    assert ready.keep.isEnabled()


def test_it_says_what_stands_on_paper(ready: Any) -> None:
    assert says(ready, "This stands on the first page of a printed log, in your words.")
    assert says(ready, "The rest is only kept here. It is not printed with a log, and no entry carries it.")


def test_the_keyboard_reaches_it(qtbot: Any, guide: Guide) -> None:
    people = guide.open().people

    qtbot.keyClick(people.about_me, Qt.Key.Key_Space)

    assert isinstance(guide.sheet(), AboutMeSheet)
