"""Entries that were taken out are found again: to be put back, or to go for good."""

from typing import Any

import pytest

from journal.gui.removing.section import TakenOutSection
from journal.gui.removing.sheet import RemoveSheet
from journal.gui.removing.taken_out_sheet import TakenOutSheet
from tests.gui.fakes import FakeJournal
from tests.gui.places import Guide


@pytest.fixture
def gone(journal: FakeJournal) -> tuple[str, str]:
    """Two entries that were taken out."""
    first, second = list(journal.told)[3:5]
    for ident in (first, second):
        journal.told[ident].voided = True
    return first, second


@pytest.fixture
def section(qtbot: Any, guide: Guide, gone: tuple[str, str]) -> Any:
    guide.open()
    guide.session.desk.settings.show()
    (found,) = guide.sheet().findChildren(TakenOutSection)
    qtbot.waitUntil(found.show_them.isEnabled)
    return found


@pytest.fixture
def sheet(qtbot: Any, guide: Guide, section: Any) -> Any:
    section.show_them.click()
    found: Any = guide.window().findChild(TakenOutSheet)
    qtbot.waitUntil(lambda: len(found.rows()) == 2)
    return found


def test_where_nothing_was_taken_out_there_is_nothing_to_show(qtbot: Any, guide: Guide) -> None:
    guide.open()
    guide.session.desk.settings.show()
    (section,) = guide.sheet().findChildren(TakenOutSection)

    qtbot.waitUntil(lambda: section._line._told.text() == "There are none.")

    assert not section.show_them.isEnabled()


def test_an_entry_is_put_back_and_seen_again(
    qtbot: Any, guide: Guide, sheet: Any, gone: tuple[str, str], journal: FakeJournal
) -> None:
    before = guide.session.view.timeline.model.entries()

    sheet.rows()[0].back.click()

    qtbot.waitUntil(lambda: len(sheet.rows()) == 1)
    assert journal.calls("put_back") == [(gone[0],)]
    qtbot.waitUntil(lambda: guide.session.view.timeline.model.entries() == before + 1)


def test_an_entry_goes_for_good_from_there_and_what_is_being_typed_stays(
    qtbot: Any, guide: Guide, sheet: Any, gone: tuple[str, str], journal: FakeJournal
) -> None:
    sheet.rows()[1].remove.click()
    removing: Any = guide.window().findChild(RemoveSheet)
    qtbot.waitUntil(removing.go_on.isEnabled)
    view = guide.session.view
    shown = next(iter(journal.told))
    view.entry.show_entry(shown)
    qtbot.waitUntil(lambda: view.entry.entry() == shown)

    removing._remove("")

    qtbot.waitUntil(removing.cancel.isVisible)
    ((entries, _),) = journal.calls("remove")
    assert entries == (gone[1],)
    assert view.entry.entry() == shown


def test_a_file_that_was_put_aside_waits_to_be_sorted_again(
    qtbot: Any, guide: Guide, journal: FakeJournal
) -> None:
    aside = next(thing.evidence for thing in journal.loose_things if thing.evidence)
    journal.void_evidence(aside)
    guide.open()
    guide.session.desk.settings.show()
    (section,) = guide.sheet().findChildren(TakenOutSection)
    qtbot.waitUntil(section.show_them.isEnabled)
    section.show_them.click()
    sheet: Any = guide.window().findChild(TakenOutSheet)
    qtbot.waitUntil(lambda: len(sheet.files()) == 1)

    sheet.files()[0].back.click()

    qtbot.waitUntil(lambda: not sheet.files())
    assert sheet.told.isVisible()
    assert aside in {thing.evidence for thing in journal.loose_things}
