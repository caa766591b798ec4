"""Removing for good says what goes, asks for the passphrase, and changes nothing before it was right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from journal.domain.ids import EvidenceId
from journal.domain.reading import Shelf
from journal.gui.opening.again import AgainSheet
from journal.gui.removing.sheet import RemoveSheet
from journal.gui.text.menu import Menu
from journal.services.backup_place import BackupPlaceGone
from journal.services.backups import Holding
from journal.services.known_backups import OWN
from journal.vault.errors import DatabaseFull
from tests.gui.fake_copies import STICK
from tests.gui.fakes import FakeJournal
from tests.gui.places import Guide
from tests.gui.seeing import says

COPIES = (Holding(STICK, "a", 1), Holding(STICK, "b", 2), Holding(OWN, "c", 3))


def over(guide: Guide, kind: type[Any]) -> Any:
    return next(sheet for sheet in guide.window().findChildren(kind) if sheet.isVisible())


@pytest.fixture
def ask(qtbot: Any, guide: Guide) -> Callable[[], Any]:
    """Asks to remove the first entry, which has files."""

    def lead() -> Any:
        view = guide.entry()
        view.entry._ask_removal()
        sheet = over(guide, RemoveSheet)
        qtbot.waitUntil(sheet.go_on.isEnabled)
        return sheet

    return lead


@pytest.fixture
def confirm(qtbot: Any, guide: Guide) -> Callable[[Any], None]:
    """Goes on and types the passphrase."""

    def do(sheet: Any) -> None:
        sheet.go_on.click()
        again = over(guide, AgainSheet)
        again.field.line.setText("correct passphrase")
        again.yes.click()
        qtbot.waitUntil(lambda: not sheet.go_on.isVisible())

    return do


def test_the_menu_of_an_entry_offers_it(guide: Guide) -> None:
    view: Any = guide.entry()
    view.entry._offer()

    (menu,) = view.entry.findChildren(Menu)
    offered = {action.text(): action for action in menu.actions()}
    offered["Remove for good…"].trigger()

    assert over(guide, RemoveSheet).isVisible()
    menu.close()


def test_an_entry_without_a_headline_goes_by_the_words_the_list_shows(ask: Any, journal: FakeJournal) -> None:
    for at, told in list(journal.told.items()):
        journal.told[at] = replace(
            told, incident=replace(told.incident, headline="", description="He came back.\nMore")
        )

    sheet = ask()

    assert says(sheet, "the entry “He came back.”")


def test_it_says_first_what_goes_and_what_stays(ask: Any, journal: FakeJournal) -> None:
    journal.removal.handed_over = ("ML/1", "ML/2")
    journal.removal.copies = COPIES
    told = next(iter(journal.told.values()))

    sheet = ask()

    assert says(sheet, "This cannot be taken back.")
    assert says(sheet, told.incident.headline)
    assert says(sheet, "Handed over on paper as ML/1, ML/2.")
    assert says(sheet, "A line stays that says that something was removed, and when.")
    assert says(sheet, "STICK (2 copies)")
    assert journal.calls("remove") == []


def test_files_that_another_entry_has_too_stay_unless_they_are_asked_for(
    qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal
) -> None:
    first, other = list(journal.told)[:2]
    files = journal.told[first].incident.evidence
    journal.removal.shared = (other,)

    sheet = ask()

    assert not sheet.files.isChecked()
    assert says(sheet, "in To sort")
    sheet.files.click()
    qtbot.waitUntil(sheet.go_on.isEnabled)
    assert says(sheet, journal.told[other].incident.headline)
    confirm(sheet)
    assert journal.calls("remove") == [((first,), files)]


def test_the_entry_can_go_without_its_files(qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal) -> None:
    sheet = ask()
    assert sheet.files.isChecked()

    sheet.files.click()
    qtbot.waitUntil(sheet.go_on.isEnabled)
    confirm(sheet)

    assert journal.calls("remove") == [((next(iter(journal.told)),), ())]


def test_L07_cancel_removes_nothing(ask: Any, journal: FakeJournal) -> None:
    ask().cancel.click()

    assert journal.calls("remove") == []


def test_L07_escape_removes_nothing(qtbot: Any, ask: Any, journal: FakeJournal) -> None:
    sheet = ask()

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert journal.calls("remove") == []


def test_L07_not_typing_the_passphrase_removes_nothing(guide: Guide, ask: Any, journal: FakeJournal) -> None:
    sheet = ask()
    sheet.go_on.click()

    over(guide, AgainSheet).cancel.click()

    assert sheet.isVisible()
    assert journal.calls("remove") == []


def test_L07_a_wrong_passphrase_removes_nothing(
    qtbot: Any, guide: Guide, ask: Any, journal: FakeJournal
) -> None:
    ask().go_on.click()
    again = over(guide, AgainSheet)
    again.field.line.setText("wrong")

    again.yes.click()

    qtbot.waitUntil(lambda: "Refused" in again.said.text())
    assert journal.calls("remove") == []


def test_while_it_goes_the_sheet_stays(qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal) -> None:
    journal.hold.add("remove")
    sheet = ask()
    confirm(sheet)

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert sheet.isVisible()
    journal.release("remove")
    qtbot.waitUntil(sheet.cancel.isVisible)
    sheet.cancel.click()
    assert not sheet.isVisible()


def test_the_window_shows_it_no_longer(qtbot: Any, guide: Guide, ask: Any, confirm: Any) -> None:
    sheet = ask()

    confirm(sheet)

    qtbot.waitUntil(lambda: guide.session.view.entry.entry() is None)
    assert says(sheet, "Removed for good.")
    assert sheet.cancel.shown_text() == "Done"
    assert not sheet.renew.isVisible()


def test_what_could_not_be_removed_is_told(qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal) -> None:
    journal.removal.error = DatabaseFull()
    sheet = ask()

    confirm(sheet)

    qtbot.waitUntil(lambda: says(sheet, "Nothing was removed."))
    assert says(sheet, "DatabaseFull")


def test_traces_that_wait_for_the_next_opening_are_told(
    qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal
) -> None:
    journal.removal.wiped = False
    sheet = ask()

    confirm(sheet)

    qtbot.waitUntil(lambda: says(sheet, "when the journal is opened the next time"))


def test_copies_that_hold_it_are_renewed_and_those_out_of_reach_are_named(
    qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal
) -> None:
    journal.removal.copies = COPIES
    journal.backups.wrong = {STICK: BackupPlaceGone()}
    sheet = ask()
    confirm(sheet)
    qtbot.waitUntil(sheet.renew.isVisible)

    sheet.renew.click()

    qtbot.waitUntil(lambda: says(sheet, "Renewed: the journal’s own folder."))
    assert journal.calls("renew") == [(120,)]
    assert says(sheet, "Not renewed: STICK.")
    assert says(sheet, "Settings, Copies, Renew the copies")


def test_copies_stay_as_they_are_when_that_was_not_wanted(
    qtbot: Any, ask: Any, confirm: Any, journal: FakeJournal
) -> None:
    journal.removal.copies = COPIES
    sheet = ask()
    confirm(sheet)
    qtbot.waitUntil(sheet.renew.isVisible)

    sheet.cancel.click()

    assert journal.calls("renew") == []


def test_a_file_in_to_sort_can_be_removed_too(
    qtbot: Any, guide: Guide, confirm: Any, journal: FakeJournal
) -> None:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    qtbot.waitUntil(lambda: view.timeline.loose.model().rowCount() > 0)
    view.timeline.loose.setCurrentIndex(view.timeline.loose.model().index(0, 0))
    qtbot.waitUntil(lambda: bool(view.entry.loose._cards))

    view.entry.loose.remove.click()
    sheet = over(guide, RemoveSheet)
    qtbot.waitUntil(sheet.go_on.isEnabled)
    assert not sheet.files.isVisible()
    confirm(sheet)

    assert journal.calls("remove") == [((), (EvidenceId("L" * 26),))]
