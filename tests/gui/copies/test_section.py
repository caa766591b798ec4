"""The settings list every place with copies, copy there, renew there, and forget only when asked twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.gui.copies.check_sheet import CheckSheet
from journal.gui.copies.copy_sheet import CopySheet
from journal.gui.copies.section import CopiesSection
from journal.gui.sheet.question import Question
from journal.services.backing_up import BackedUp, NoRoomForBackup
from journal.services.backups import ChosenFolder
from journal.services.known_backups import OWN
from journal.vault.copying import Content
from tests.gui.fake_copies import STICK, findings, place
from tests.gui.fake_recovery import losses
from tests.gui.fakes import FakeJournal
from tests.gui.places import Guide
from tests.gui.seeing import says


@pytest.fixture
def section(qtbot: Any, guide: Guide) -> Any:
    guide.open()
    guide.session.desk.settings.show_copies()
    found = guide.sheet().findChildren(CopiesSection)[0]
    qtbot.waitUntil(lambda: len(found.places._rows) == 2 and STICK in found._there)
    return found


def over(guide: Guide, kind: type[Any]) -> Any:
    return next(sheet for sheet in guide.window().findChildren(kind) if sheet.isVisible())


def test_each_place_says_how_old_its_last_copy_is(section: Any) -> None:
    assert "2 days ago; 3 copies kept" in section.places.row(STICK).told.text()
    assert section.places.row(OWN).told.text().endswith("Made by itself while the journal is open.")


def test_a_place_that_is_not_plugged_in_can_only_be_forgotten(qtbot: Any, guide: Guide) -> None:
    guide.journal.backups.unreachable = {STICK}
    guide.open()
    guide.session.desk.settings.show_copies()
    section = guide.sheet().findChildren(CopiesSection)[0]
    qtbot.waitUntil(lambda: len(section.places._rows) == 2)

    row = section.places.row(STICK)

    assert "Not plugged in now." in row.told.text()
    assert not row.copy.isEnabled()
    assert row.forget is not None
    assert row.forget.isEnabled()


def test_a_copy_is_made_where_copies_lie(qtbot: Any, section: Any, journal: FakeJournal) -> None:
    section.places.row(STICK).copy.click()

    qtbot.waitUntil(lambda: "is made and was checked" in section.work.said())
    assert journal.calls("make_at") == [(STICK,)]
    qtbot.waitUntil(lambda: "a moment ago" in section.places.row(STICK).told.text())


def test_U11_while_one_is_made_nothing_else_can_be_asked_and_cancel_stops_it(
    qtbot: Any, section: Any, journal: FakeJournal
) -> None:
    journal.hold.add("make_at")
    section.places.row(STICK).copy.click()
    assert not section.choose.isEnabled()
    assert not section.places.row(OWN).copy.isEnabled()

    qtbot.waitUntil(section.work._strip.isVisible)
    section.work._strip.cancel.click()

    assert not journal.backups.progresses[-1](2, 3)


def test_leaving_the_settings_stops_what_was_begun_there(
    qtbot: Any, guide: Guide, section: Any, journal: FakeJournal
) -> None:
    journal.hold.add("make_at")
    section.places.row(STICK).copy.click()

    sheet: Any = guide.sheet()
    sheet.close_sheet()

    assert not journal.backups.progresses[-1](2, 3)


def test_a_copy_that_cannot_be_made_is_told_there(qtbot: Any, section: Any, journal: FakeJournal) -> None:
    journal.backups.wrong = {STICK: NoRoomForBackup(2, 1)}

    section.places.row(STICK).copy.click()

    qtbot.waitUntil(lambda: "NoRoomForBackup" in section.work.said())
    qtbot.waitUntil(section.choose.isEnabled)


def test_copies_that_hold_what_was_removed_can_be_renewed(qtbot: Any, guide: Guide) -> None:
    guide.journal.backups.held = {STICK: 77}
    guide.open()
    guide.session.desk.settings.show_copies()
    section = guide.sheet().findChildren(CopiesSection)[0]
    qtbot.waitUntil(
        lambda: bool(section.places._rows) and "removed for good" in section.places.row(STICK).told.text()
    )
    qtbot.waitUntil(section.places.row(STICK).copy.isEnabled)

    section.places.row(STICK).copy.click()

    qtbot.waitUntil(lambda: guide.journal.calls("renew_at") == [(STICK, 77)])
    qtbot.waitUntil(lambda: "removed for good" not in section.places.row(STICK).told.text())


@pytest.mark.parametrize("agreed", [True, False])
def test_U10_a_place_is_forgotten_only_when_that_was_meant(
    qtbot: Any, guide: Guide, section: Any, journal: FakeJournal, agreed: bool
) -> None:
    section.places.row(STICK).forget.click()
    question = over(guide, Question)

    (question.yes if agreed else question.no).click()

    qtbot.waitUntil(lambda: len(section.places._rows) == (1 if agreed else 2))
    assert journal.calls("forget") == ([(STICK,)] if agreed else [])


# Copying somewhere new


@pytest.fixture
def copy_sheet(guide: Guide) -> Any:
    guide.open()
    guide.session.desk.copies.make()
    return over(guide, CopySheet)


def test_a_good_folder_needs_no_caution_and_is_copied_to(
    qtbot: Any, copy_sheet: Any, journal: FakeJournal
) -> None:
    copy_sheet.take(Path("/media/marie/STICK"))
    qtbot.waitUntil(copy_sheet.make.isVisible)
    assert not copy_sheet.caution.isVisible()
    assert journal.calls("make") == []

    copy_sheet.make.click()

    qtbot.waitUntil(lambda: says(copy_sheet, "The copy is made. It was opened again and is in order."))
    assert journal.calls("make") == [(Path("/media/marie/STICK"),)]
    assert says(copy_sheet, "keep it where nobody looks")
    assert copy_sheet.done.shown_text() == "Done"


@pytest.mark.parametrize(
    ("place_is", "said"),
    [
        ({"synced": "Dropbox"}, "sends what is in this folder to other computers"),
        ({"network": True}, "This folder is on another computer"),
        ({"same_disk": True}, "on the same disk as your journal"),
    ],
)
def test_a_folder_that_is_less_good_is_told_calmly_and_may_be_used(
    qtbot: Any, copy_sheet: Any, journal: FakeJournal, place_is: dict[str, Any], said: str
) -> None:
    good: dict[str, Any] = {"network": False, "synced": None, "same_disk": False}
    journal.backups.chosen = ChosenFolder(Path(), **{**good, **place_is})

    copy_sheet.take(Path("/home/marie/somewhere"))

    qtbot.waitUntil(copy_sheet.make.isVisible)
    assert says(copy_sheet, said)
    assert copy_sheet.make.isEnabled()


def test_a_stick_that_is_plugged_in_is_one_press_away(qtbot: Any, guide: Guide, journal: FakeJournal) -> None:
    guide.open()
    long = "/run/media/marie/" + "s" * 60
    copying = guide.session.desk.copying
    sheet: Any = CopySheet(
        guide.kit, guide.journal, guide.window(), copying, lambda: ["/run/media/marie/BLUE", long]
    )
    sheet.begin()
    assert [stick.shown_text() for stick in sheet.sticks] == ["BLUE", "s" * 23 + "…"]

    sheet.sticks[0].click()

    qtbot.waitUntil(sheet.make.isVisible)
    assert journal.calls("judge") == [(Path("/run/media/marie/BLUE"),)]
    assert journal.calls("make") == []


def test_closing_before_anything_was_chosen_writes_nothing(copy_sheet: Any, journal: FakeJournal) -> None:
    copy_sheet.done.click()

    assert journal.calls("make") == []


def test_a_copy_of_a_saved_journal_says_since_when_what_is_missing_is_known(
    qtbot: Any, copy_sheet: Any, journal: FakeJournal
) -> None:
    journal.lost = losses()
    made = BackedUp(
        Path("/stick"), "a", 0, 0, 90, Content(90, ""), missing=("file",), named=frozenset(("file",))
    )

    copy_sheet._made(made)

    qtbot.waitUntil(lambda: "known since it was saved on Sunday 22 November 2026" in copy_sheet.told.text())
    assert "is in order" in copy_sheet.told.text()


# Checking


@pytest.fixture
def check_sheet(qtbot: Any, guide: Guide) -> Any:
    guide.open()
    sheet = CheckSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    qtbot.waitUntil(sheet.which.isVisible)
    return sheet


def test_the_newest_copy_of_the_place_is_checked_and_what_it_holds_is_said(
    qtbot: Any, check_sheet: Any, journal: FakeJournal
) -> None:
    assert "The newest of 3 copies" in check_sheet.which.text()
    assert not check_sheet.check.isEnabled()
    check_sheet.field.line.setText("correct passphrase")

    check_sheet.check.click()

    qtbot.waitUntil(lambda: says(check_sheet, "This copy works."))
    assert says(check_sheet, "It holds 61 entries and 214 files.")
    ((copy,),) = journal.calls("check")
    assert copy.seq == place(STICK).generations[0].seq
    assert check_sheet.field.text() == ""
    assert check_sheet.window().focusWidget() is check_sheet.done


def test_a_copy_that_is_not_in_order_says_what_is_missing_and_what_to_do(
    qtbot: Any, check_sheet: Any, journal: FakeJournal
) -> None:
    journal.backups.findings = findings(missing=("a", "b"), altered=("journal.db",))
    check_sheet.field.line.setText("correct passphrase")

    check_sheet.check.click()

    qtbot.waitUntil(lambda: says(check_sheet, "This copy is not in order."))
    assert says(check_sheet, "2 files are missing.")
    assert says(check_sheet, "Make a new copy now")


def test_files_in_a_copy_that_belong_to_nothing_are_told_and_no_reason_to_worry(
    qtbot: Any, check_sheet: Any, journal: FakeJournal
) -> None:
    whole = findings()
    journal.backups.findings = replace(whole, findings=replace(whole.findings, unnamed=2))
    check_sheet.field.line.setText("correct passphrase")

    check_sheet.check.click()

    qtbot.waitUntil(lambda: says(check_sheet, "This copy works."))
    assert says(check_sheet, "2 files in it belong to no entry")


def test_a_wrong_passphrase_can_be_typed_again(qtbot: Any, check_sheet: Any) -> None:
    check_sheet.field.line.setText("wrong")

    check_sheet.check.click()

    qtbot.waitUntil(lambda: "WrongPassphrase" in check_sheet.work.said())
    assert check_sheet.field.text() == "wrong"
    assert check_sheet.check.isEnabled()
    assert not check_sheet.verdict.isVisible()


def test_a_folder_without_a_copy_is_told(qtbot: Any, check_sheet: Any) -> None:
    check_sheet.take(Path("/media/marie/EMPTY"))

    qtbot.waitUntil(lambda: "BackupMissing" in check_sheet.which.text())
    check_sheet.field.line.setText("x")
    assert not check_sheet.check.isEnabled()
