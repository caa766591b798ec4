"""The window says how old the last copy is, asks for one elsewhere now and then, and tells troubles in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from journal.gui.copies.copying import Copying
from journal.gui.copies.news import CopyNews
from journal.gui.copies.telling import status
from journal.services.backing_up import NoRoomForBackup
from journal.services.known_backups import OWN, KnownBackups
from tests.gui.example import NOW_MS
from tests.gui.fake_copies import DAY_MS, STICK, place
from tests.gui.fakes import FakeJournal
from tests.gui.places import Guide


@pytest.fixture
def owner() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def test_a_journal_that_was_put_back_is_not_said_to_have_had_no_copy(kit: Any) -> None:
    assert status(kit, KnownBackups(put_back_ms=1)) == "No copy since it was put back"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((), "No copy yet"),
        ((place(OWN, days=0),), "Copies on this disk only"),
        ((place(OWN, days=0), place(STICK, days=2)), "Last copy 2 days ago"),
        ((place(STICK, days=0),), "Last copy a moment ago"),
    ],
)
def test_the_line_says_how_old_the_last_copy_off_this_disk_is(
    kit: Any, journal: FakeJournal, owner: QObject, places: Any, said: str
) -> None:
    copying = Copying(kit, journal, owner)  # type: ignore[arg-type]  # a stand-in
    news = CopyNews(kit, journal, copying, owner)  # type: ignore[arg-type]  # a stand-in
    told: list[str] = []
    news.aged.connect(told.append)

    copying.known_changed.emit(KnownBackups(places))

    assert told == [said]


def test_pressing_the_line_leads_to_the_copies(qtbot: Any, guide: Guide) -> None:
    view = guide.open()
    qtbot.waitUntil(view.status.copies.isVisible)

    view.status.copies.click()

    sheet: Any = guide.sheet()
    assert sheet.accessibleName() == "Settings"


def test_who_has_no_copy_elsewhere_is_asked_once_and_led_there(qtbot: Any, guide: Guide) -> None:
    guide.journal.backups.places = (place(OWN, days=0),)
    view = guide.open()
    qtbot.waitUntil(lambda: "no copy of your journal outside this computer" in view.notice.said())

    view.notice.buttons[0].click()

    sheet: Any = guide.sheet()
    assert sheet.accessibleName() == "Copy to a stick or folder"
    assert view.notice.said() == ""


def test_later_leaves_the_person_alone_until_tomorrow(qtbot: Any, guide: Guide) -> None:
    guide.journal.backups.places = (place(STICK, days=9),)
    view = guide.open()
    qtbot.waitUntil(lambda: "9 days ago" in view.notice.said())

    view.notice.press("Later")

    assert view.notice.said() == ""
    assert guide.journal.states["copy reminder"] == b'{"at_ms":%d}\n' % NOW_MS


@pytest.mark.parametrize(("passed", "asked"), [(DAY_MS // 2, False), (DAY_MS, True)])
def test_who_was_asked_is_asked_again_after_a_day(qtbot: Any, guide: Guide, passed: int, asked: bool) -> None:
    guide.journal.backups.places = ()
    guide.journal.states["copy reminder"] = b'{"at_ms":%d}\n' % (NOW_MS - passed)

    view = guide.open()
    qtbot.waitUntil(lambda: guide.session.desk.copies._news._asked is not None)
    qtbot.waitUntil(view.status.copies.isVisible)

    assert bool(view.notice.said()) is asked


def test_a_recent_copy_elsewhere_needs_no_reminder(qtbot: Any, guide: Guide) -> None:
    view = guide.open()
    qtbot.waitUntil(view.status.copies.isVisible)

    assert view.notice.said() == ""


def test_a_trouble_names_the_place_and_the_next_step(qtbot: Any, guide: Guide) -> None:
    view = guide.open()

    guide.session.desk.copying.troubled.emit(OWN, NoRoomForBackup(2, 1))

    assert view.trouble.isVisible()
    assert "the journal’s own folder" in view.trouble._what.text()


def test_damage_that_copying_found_is_told(guide: Guide) -> None:
    view = guide.open()

    guide.session.desk.copying.damage_found.emit(3)

    assert "3 things in the journal" in view.trouble._what.text()
