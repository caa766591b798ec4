"""What must stay private is asked for once, every place is decided about by one press, and leaving decides nothing."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import Choice
from journal.gui.private_terms.list_sheet import PrivateListSheet
from journal.gui.private_terms.say_first import SayFirst
from journal.gui.private_terms.section import PrivateTermsSection
from journal.gui.private_terms.walk_sheet import PrivateWalkSheet
from tests.gui.places import Guide
from tests.gui.private_terms.places import HITS, OFFERED, hit
from tests.gui.seeing import says

OTHER = PrintWish(Reader.OTHER)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def listing(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Any:
    journal.private_terms.listed = ("Leroux",)
    journal.private_terms.offered = OFFERED
    sheet = PrivateListSheet(kit, journal, host)
    sheet.begin()
    qtbot.waitUntil(lambda: len(sheet.offered()) == len(OFFERED))
    return sheet


@pytest.fixture
def lead(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Any:
    def begin(*hits: Any) -> PrivateWalkSheet:
        sheet = PrivateWalkSheet(kit, journal, host, hits)
        sheet.begin()
        return sheet

    return begin


def ready(qtbot: Any, sheet: Any) -> Any:
    qtbot.waitUntil(sheet.show_it.isEnabled)
    return sheet


# The list


def test_what_is_offered_is_taken_only_when_it_is_ticked(qtbot: Any, listing: Any, journal: Any) -> None:
    listing.offered()[1].click()
    qtbot.keyClicks(listing.list, "New one")

    with qtbot.waitSignal(listing.kept):
        listing.keep.click()

    (kept,) = journal.calls("write_private_terms")[0]
    assert kept == ("Leroux", "New one", OFFERED[1].text)
    assert OFFERED[0].text not in kept


def test_an_empty_list_is_an_answer(qtbot: Any, listing: Any, journal: Any) -> None:
    listing.list.setPlainText("")

    with qtbot.waitSignal(listing.closed):
        listing.keep.click()

    assert journal.calls("write_private_terms") == [((),)]


def test_what_is_too_short_is_said_and_the_rest_is_kept(qtbot: Any, listing: Any, journal: Any) -> None:
    listing.list.setPlainText("x\nLeroux")

    with qtbot.waitSignal(listing.kept):
        listing.keep.click()

    assert listing.isVisible()
    assert says(listing, "Too short to be looked for: x.")


def test_cancelling_keeps_the_list_as_it_was(qtbot: Any, listing: Any, journal: Any) -> None:
    listing.list.setPlainText("something else")

    with qtbot.waitSignal(listing.closed):
        qtbot.keyClick(listing.list, Qt.Key.Key_Escape)

    assert journal.calls("write_private_terms") == []


# The walk


def test_all_places_can_be_covered_with_one_press_and_texts_are_still_read(
    qtbot: Any, lead: Any, journal: Any
) -> None:
    sheet = lead(*HITS)
    assert says(sheet, "4 places on this paper name what you keep private: 12 Hidden Lane, Leroux.")

    with qtbot.waitSignal(sheet.decided):
        sheet.cover_all.click()

    assert journal.calls("decide_private") == [({each.key: Choice.COVER for each in HITS[:4]},)]
    ready(qtbot, sheet)
    assert "I saw you yesterday." in sheet.text.text()
    assert not sheet.cover.isEnabled()
    with qtbot.waitSignal(sheet.closed):
        sheet.show_it.click()
    assert journal.calls("decide_private")[-1] == ({HITS[4].key: Choice.SHOW},)


def test_texts_can_be_left_out_with_one_press_once_the_words_are_covered(
    qtbot: Any, lead: Any, journal: Any
) -> None:
    texts = (hit(5, "file", ""), hit(6, "file", ""))
    sheet = lead(*HITS[:2], *texts)
    assert not sheet.leave_all.isVisible()
    sheet.cover_all.click()
    qtbot.waitUntil(sheet.leave_all.isVisible)
    assert says(sheet, "2 mails or texts would be printed whole.")
    assert not sheet.cover_all.isVisible()
    assert sheet.one_by_one.hasFocus()

    with qtbot.waitSignal(sheet.closed):
        sheet.leave_all.click()

    assert journal.calls("decide_private")[-1] == ({each.key: Choice.LEAVE_OUT for each in texts},)


def test_each_place_is_shown_in_its_words_and_decided_about_by_one_press(
    qtbot: Any, lead: Any, journal: Any
) -> None:
    sheet = lead(*HITS[:3])
    sheet.one_by_one.click()

    ready(qtbot, sheet)
    assert says(sheet, "1 of 3 · “12 Hidden Lane”")
    assert says(sheet, "What happened, in entry 1")
    assert "stood before <b>12 hidden-lane</b>" in sheet.context.said()
    sheet.cover.click()
    qtbot.waitUntil(lambda: says(sheet, "2 of 3 · “12 Hidden Lane”"))
    sheet.leave_out.click()  # too soon: a second click that was meant for the place before
    assert len(journal.calls("decide_private")) == 1
    ready(qtbot, sheet).leave_out.click()
    qtbot.waitUntil(lambda: says(sheet, "Who, in 40 entries"))
    with qtbot.waitSignal(sheet.closed):
        ready(qtbot, sheet).show_it.click()

    decided = [choices for (choices,) in journal.calls("decide_private")]
    assert decided == [
        {HITS[0].key: Choice.COVER},
        {HITS[1].key: Choice.LEAVE_OUT},
        {HITS[2].key: Choice.SHOW},
    ]


def test_what_cannot_go_by_itself_is_only_shown_or_covered(qtbot: Any, lead: Any) -> None:
    sheet = ready(qtbot, lead(hit(4, "writer", "Leroux")))

    assert not sheet.leave_out.isEnabled()
    assert sheet.cover.isEnabled()


def test_leaving_decides_nothing(qtbot: Any, lead: Any, journal: Any) -> None:
    for sheet in (lead(*HITS), lead(HITS[0])):
        with qtbot.waitSignal(sheet.closed):
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert journal.calls("decide_private") == []


def test_an_answer_that_could_not_be_kept_is_asked_for_again(
    qtbot: Any, kit: Any, lead: Any, journal: Any
) -> None:
    journal.fail.add("decide_private")
    sheet = ready(qtbot, lead(HITS[0]))

    with qtbot.waitSignal(kit.jobs.failed):
        sheet.cover.click()

    assert sheet.isVisible()
    assert sheet.cover.isEnabled()


# On the sheet for printing


@pytest.fixture
def first(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> SayFirst:
    return SayFirst(kit, journal, host, host)


def test_nothing_is_said_where_somebody_else_reads_it(qtbot: Any, first: SayFirst) -> None:
    first.ask(PrintWish(Reader.POLICE))

    assert not first.isVisible()


def test_first_of_all_it_asks_what_they_must_not_learn(qtbot: Any, first: SayFirst, host: QWidget) -> None:
    first.ask(OTHER)
    qtbot.waitUntil(first.write.isVisible)
    assert not first.go_through.isVisible()

    first.write.click()

    assert len(host.findChildren(PrivateListSheet)) == 1


def test_x07_the_sheet_says_what_is_open_and_goes_on_when_it_is_decided(
    qtbot: Any, first: SayFirst, journal: Any, host: QWidget
) -> None:
    journal.private_terms.listed = ("12 Hidden Lane",)
    journal.private_terms.found = (hit(1), hit(5, "file", ""))
    first.ask(OTHER)
    qtbot.waitUntil(first.go_through.isVisible)
    assert says(first, "1 place names what you keep private. 1 mail or text must be read first.")

    first.go_through.click()
    (walk,) = host.findChildren(PrivateWalkSheet)
    with qtbot.waitSignal(first.decided):
        ready(qtbot, walk).cover.click()
        qtbot.waitUntil(lambda: "saw you yesterday" in walk.text.text() and walk.show_it.isEnabled())
        walk.show_it.click()

    first.ask(OTHER)
    qtbot.waitUntil(first.again.isVisible)
    assert not first.go_through.isVisible()
    assert says(first, "Nothing you keep private stands open in the words of this paper.")
    assert first.change.hasFocus()


def test_x07_open_private_words_keep_the_buttons_of_the_sheet_back(qtbot: Any, guide: Guide) -> None:
    sheet: Any = guide.lead("printing, words to decide on")
    qtbot.waitUntil(lambda: not sheet.save.isEnabled())

    assert sheet.say_first.go_through.isVisible()
    assert not sheet.print.isEnabled()
    assert not sheet.folder.isEnabled()


# In the settings


def test_the_settings_say_how_much_is_on_the_list_and_open_it(
    qtbot: Any, kit: Any, journal: Any, host: QWidget
) -> None:
    section = PrivateTermsSection(kit, journal, host)
    qtbot.addWidget(section)
    qtbot.waitUntil(lambda: says(section, "Nothing yet."))
    journal.private_terms.listed = ("one", "two")

    section.change.click()
    (sheet,) = host.findChildren(PrivateListSheet)
    sheet.close_sheet()

    qtbot.waitUntil(lambda: says(section, "2 things that the other person must not learn."))


def test_times_that_would_tell_where_the_writer_was_are_asked_about(
    qtbot: Any, lead: Any, first: SayFirst, journal: Any
) -> None:
    far = replace(hit(7, "zone", ""), before="", found="America/Toronto", after="")
    journal.private_terms.listed = ()
    journal.private_terms.found = (far,)
    first.ask(OTHER)
    qtbot.waitUntil(first.go_through.isVisible)
    assert says(first, "Some times would tell where you were.")

    sheet = ready(qtbot, lead(far))

    assert says(sheet, "Times of another place")
    assert says(sheet, "America/Toronto")
    assert not sheet.cover.isVisible()
