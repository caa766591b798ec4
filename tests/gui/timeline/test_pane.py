"""The timeline shows what is wanted, asks for content as it comes into sight, and is walked with the keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from journal.domain.ids import IncidentId
from journal.domain.reading import Key, Shelf, Timeline, Wanted
from journal.gui.timeline.model import PAGE
from journal.gui.timeline.narrowing import Narrowing
from journal.gui.timeline.pane import TimelinePane
from journal.gui.timeline.period import Period
from tests.gui.fakes import done
from tests.gui.seeing import says, texts


@pytest.fixture
def narrowing() -> Narrowing:
    return Narrowing()


@pytest.fixture
def pane(qtbot: Any, kit: Any, journal: Any, narrowing: Narrowing) -> Any:
    pane = TimelinePane(kit, journal, narrowing)
    qtbot.addWidget(pane)
    pane.resize(640, 700)
    pane.show_sidebar(journal.sidebar().result())
    with qtbot.waitSignal(pane.shown):
        pane.refresh()
    pane.show()
    qtbot.waitUntil(lambda: pane.model.row_at(1) is not None)
    return pane


def _key(qtbot: Any, pane: Any, key: Qt.Key) -> str:
    qtbot.keyClick(pane.view, key)
    index: QModelIndex = pane.view.currentIndex()
    return str(index.data())


def test_entries_days_and_turning_points_are_read_aloud_whole(pane: Any) -> None:
    shown = texts(pane.view)

    assert "Time not known" in shown
    assert "Saturday 21 November 2026" in shown
    assert "NightOwl warned by police, 17 Nov 2026" in shown
    assert (
        "one of the most serious, 20:58, Message under the new painting, "
        "Blog comment, Studio notes · nightowl_77 · edited once, NightOwl, 2 pictures, covered"
    ) in shown


def test_what_was_recorded_later_says_so(pane: Any) -> None:
    assert any("recorded 3 days later" in text for text in texts(pane.view))


def test_the_arrow_keys_walk_from_entry_to_entry_and_over_headings(qtbot: Any, pane: Any) -> None:
    pane.view.setFocus()

    assert "A drawing of my house" in _key(qtbot, pane, Qt.Key.Key_Down)
    assert "Message under the new painting" in _key(qtbot, pane, Qt.Key.Key_Down)
    assert "Six calls" in _key(qtbot, pane, Qt.Key.Key_Down)
    assert "Message under" in _key(qtbot, pane, Qt.Key.Key_Up)
    _key(qtbot, pane, Qt.Key.Key_End)
    assert pane.view.currentIndex().row() == pane.model.rowCount() - 1
    assert "A drawing of my house" in _key(qtbot, pane, Qt.Key.Key_Home)


def test_a_page_key_goes_on_by_about_what_is_in_sight(qtbot: Any, pane: Any) -> None:
    pane.view.setFocus()
    _key(qtbot, pane, Qt.Key.Key_Home)

    _key(qtbot, pane, Qt.Key.Key_PageDown)
    down = pane.view.currentIndex().row()
    _key(qtbot, pane, Qt.Key.Key_PageUp)

    assert 5 < down < 25
    assert pane.view.currentIndex().row() == 1


def test_choosing_tells_once_and_enter_opens(qtbot: Any, pane: Any) -> None:
    chosen: list[str] = []
    opened: list[str] = []
    pane.entry_chosen.connect(chosen.append)
    pane.entry_opened.connect(opened.append)
    pane.view.setFocus()

    _key(qtbot, pane, Qt.Key.Key_Down)
    _key(qtbot, pane, Qt.Key.Key_Return)

    assert chosen == opened
    assert len(chosen) == 1


def test_a_click_on_a_line_chooses_the_entry_and_one_on_a_heading_nothing(qtbot: Any, pane: Any) -> None:
    chosen: list[str] = []
    pane.entry_chosen.connect(chosen.append)

    for line in (0, 1):
        place = pane.view.visualRect(pane.model.index(line)).center()
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen == [pane.model.entry_at(1)]


def test_showing_an_entry_as_chosen_does_not_say_that_the_person_chose_it(pane: Any, journal: Any) -> None:
    chosen: list[str] = []
    pane.entry_chosen.connect(chosen.append)

    pane.choose(next(iter(journal.told)))

    assert chosen == []
    assert pane.view.chosen() == next(iter(journal.told))


def test_the_chosen_entry_stays_chosen_when_the_list_is_asked_for_anew(
    qtbot: Any, pane: Any, journal: Any
) -> None:
    third = list(journal.told)[2]
    pane.choose(third)

    with qtbot.waitSignal(pane.shown):
        pane.refresh()

    assert pane.view.chosen() == third


def test_a_hundred_thousand_entries_are_asked_for_in_pages(qtbot: Any, pane: Any, journal: Any) -> None:
    keys = tuple(
        Key(
            IncidentId(f"{at:026d}"),
            2_000_000_000_000 - at,
            f"20{26 - at // 40_000}-01-{1 + at // 4000 % 28:02}",
        )
        for at in range(100_000)
    )
    journal.timeline = lambda _wanted: done(Timeline(keys, ()))
    journal.asked.clear()

    with qtbot.waitSignal(pane.shown):
        pane.refresh()
    qtbot.waitUntil(lambda: bool(journal.calls("rows")))
    pane.view.setFocus()
    _key(qtbot, pane, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(journal.calls("rows")) > 1)

    assert pane.view.chosen() == keys[-1].id
    assert all(len(ids) <= PAGE for (ids,) in journal.calls("rows"))
    assert len(journal.calls("rows")) < 6
    assert says(pane, "100,000 entries")


def test_nothing_found_says_what_was_looked_for_and_offers_all(
    qtbot: Any, pane: Any, narrowing: Narrowing
) -> None:
    with qtbot.waitSignal(pane.shown):
        narrowing.narrow(words="zebra")

    assert says(pane, "Nothing found for “zebra”. The beginning of a word is enough.")
    with qtbot.waitSignal(pane.shown):
        pane.nothing.all.click()
    assert narrowing.wanted == Wanted()


def test_an_answer_that_comes_too_late_is_not_shown(
    qtbot: Any, pane: Any, journal: Any, narrowing: Narrowing
) -> None:
    journal.hold.add("timeline")
    narrowing.narrow(words="painting")
    journal.hold.clear()
    with qtbot.waitSignal(pane.shown):
        narrowing.narrow(words="")

    with qtbot.assertNotEmitted(pane.shown):
        journal.release("timeline")

    assert pane.model.entries() == 60


# The filters


def test_a_chip_says_what_it_lets_through_and_delete_clears_it(
    qtbot: Any, pane: Any, narrowing: Narrowing
) -> None:
    with qtbot.waitSignal(pane.shown):
        pane.chips.want_period(Period("2026-11-11", "2026-11-21"))

    assert pane.chips.period.shown_text() == "11 Nov 2026 – 21 Nov 2026 ×"
    assert says(pane, "9 entries")
    qtbot.keyClick(pane.chips.period, Qt.Key.Key_Delete)
    assert narrowing.wanted.from_ms is None


def test_with_files_is_switched_on_and_off(qtbot: Any, pane: Any, narrowing: Any) -> None:
    pane.chips.files.click()
    assert narrowing.wanted.with_files
    assert pane.chips.files.isChecked()

    pane.chips.files.click()
    assert not narrowing.wanted.with_files
    assert not pane.chips.files.isChecked()


def test_the_x_of_a_chip_clears_it_at_once(qtbot: Any, pane: Any, narrowing: Narrowing, journal: Any) -> None:
    narrowing.narrow(actors=(next(iter(journal.casework.actors_known)),))
    chip = pane.chips.person
    assert chip.shown_text() == "NightOwl ×"

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + chip.rect().topRight() / 2)

    assert narrowing.wanted.actors == ()


# The strip


def test_the_bars_are_told_as_a_table_and_in_words(pane: Any, journal: Any) -> None:
    months = dict(pane.strip.months())

    assert sum(months.values()) == 60
    assert months["2026-11"] == 12
    assert "most in Nov 2026 with 12" in pane.strip.accessibleDescription()


def test_the_arrow_keys_choose_months_on_the_strip(qtbot: Any, pane: Any, narrowing: Narrowing) -> None:
    pane.strip.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(pane.strip, Qt.Key.Key_End)
    qtbot.keyClick(pane.strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(pane.shown):
        qtbot.keyClick(pane.strip, Qt.Key.Key_Return)

    assert pane.chips.period.shown_text() == "Oct 2026 – Nov 2026 ×"


def test_dragging_over_the_strip_narrows_to_those_months(qtbot: Any, pane: Any) -> None:
    strip = pane.strip
    last = len(strip.months()) - 1
    one, other = strip._share(last - 2).center().toPoint(), strip._share(last).center().toPoint()

    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=one)
    qtbot.mouseMove(strip, pos=other)
    with qtbot.waitSignal(pane.shown):
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=other)

    assert pane.chips.period.shown_text() == "Sep 2026 – Nov 2026 ×"


def test_every_bar_fits_and_the_highest_fills_the_strip(pane: Any) -> None:
    pane.view.setFocus()
    image = pane.strip.grab().toImage()

    assert image.height() == pane.strip.height()
    highest = round(pane.strip._share(len(pane.strip.months()) - 1).left()) + 4
    top = next(y for y in range(image.height()) if image.pixelColor(highest, y).red() < 200)
    assert 8 <= top <= 12


# To sort


def test_the_shelf_of_loose_things_lists_them_and_tells_which_is_chosen(
    qtbot: Any, pane: Any, narrowing: Narrowing
) -> None:
    with qtbot.waitSignal(pane.shown):
        narrowing.narrow(shelf=Shelf.TO_SORT)

    assert says(pane, "taken while locked: was it you?")
    with qtbot.waitSignal(pane.loose_chosen) as chosen:
        pane.loose.setCurrentIndex(pane.loose.model().index(0, 0))
    assert chosen.args[0].state == "locked"


def test_what_is_chosen_already_can_be_chosen_again(qtbot: Any, pane: Any, narrowing: Narrowing) -> None:
    with qtbot.waitSignal(pane.shown):
        narrowing.narrow(shelf=Shelf.TO_SORT)
    told: list[Any] = []
    pane.loose_chosen.connect(told.append)
    first = pane.loose.visualRect(pane.loose.model().index(0, 0)).center()

    for _ in range(2):
        qtbot.mouseClick(pane.loose.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.keyClick(pane.loose, Qt.Key.Key_Return)

    assert [thing.state for thing in told] == ["locked"] * 3
