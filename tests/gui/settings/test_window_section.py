"""What is set about the window holds at once; it is kept outside the journal, or inside where it is personal."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from journal.gui.look import sizes
from journal.gui.look.theme import Shade
from journal.gui.opening.again import AgainSheet
from journal.gui.settings.window_section import WindowSection
from tests.fakes import FakeClock
from tests.gui.fakes import FakeJournal, FakePreferences
from tests.gui.main.test_everywhere import _overlapping, _squeezed
from tests.gui.places import Guide
from tests.gui.seeing import cut_off

MINUTE = 60_000


def _section(guide: Guide) -> Any:
    return guide.lead("settings").findChild(WindowSection)


def _pick(pick: Any, value: object) -> None:
    at = [pick.itemData(index) for index in range(pick.count())].index(value)
    pick.setCurrentIndex(at)


def _again(guide: Guide) -> Any:
    return next(sheet for sheet in guide.window().findChildren(AgainSheet) if sheet.isVisible())


def test_dark_holds_at_once_and_is_kept(guide: Guide, preferences: FakePreferences, appearance: Any) -> None:
    section = _section(guide)
    before = section.palette().window().color().lightness()

    _pick(section.shade, Shade.DARK)

    assert section.palette().window().color().lightness() < before
    assert preferences.theme == "dark"
    assert appearance.wish.shade is Shade.DARK


def test_larger_text_holds_at_once_and_is_kept(guide: Guide, preferences: FakePreferences) -> None:
    section = _section(guide)
    before = QApplication.font().pixelSize()

    label = guide.session.view.status._range
    _pick(section.text, 150)

    assert label.font().pixelSize() == round(12 * 1.5)
    assert QApplication.font().pixelSize() == round(before * 1.5)
    assert preferences.text_percent == 150


def test_a_language_holds_from_the_next_start(guide: Guide, preferences: FakePreferences) -> None:
    section = _section(guide)

    _pick(section.language, "fr")

    assert preferences.language == "fr"


def test_what_cannot_be_kept_is_told(
    guide: Guide, preferences: FakePreferences, troubles: list[BaseException]
) -> None:
    section = _section(guide)
    preferences.fail = True

    _pick(section.shade, Shade.DARK)

    assert len(troubles) == 1


def test_a_shorter_time_holds_at_once_and_is_kept_inside_the_journal(
    guide: Guide, journal: FakeJournal, kit: Any
) -> None:
    section = _section(guide)
    clock: FakeClock = kit.clock

    _pick(section.minutes, 1)
    clock.pass_ms(MINUTE)

    assert guide.session.idle.judge()
    assert journal.states["lock after"] == b"1"


def test_a_longer_time_asks_for_the_passphrase(
    guide: Guide, journal: FakeJournal, kit: Any, qtbot: Any
) -> None:
    section = _section(guide)
    clock: FakeClock = kit.clock
    _pick(section.minutes, 30)
    assert section.minutes.currentData() == 5
    sheet = _again(guide)
    sheet.field.line.setText(journal.what_opens.passphrase)

    with qtbot.waitSignal(sheet.confirmed):
        sheet.yes.click()
    clock.pass_ms(29 * MINUTE)

    assert not guide.session.idle.judge()
    assert section.minutes.currentData() == 30
    assert journal.states["lock after"] == b"30"


def test_a_longer_time_that_is_not_confirmed_changes_nothing(
    guide: Guide, journal: FakeJournal, kit: Any
) -> None:
    section = _section(guide)
    clock: FakeClock = kit.clock
    _pick(section.minutes, 60)

    _again(guide).cancel.click()
    clock.pass_ms(5 * MINUTE)

    assert guide.session.idle.judge()
    assert section.minutes.currentData() == 5
    assert "lock after" not in journal.states


def test_the_time_chosen_for_this_journal_holds_from_its_opening(
    guide: Guide, journal: FakeJournal, kit: Any, qtbot: Any
) -> None:
    journal.states["lock after"] = b"20"
    guide.open()
    clock: FakeClock = kit.clock
    qtbot.waitUntil(lambda: guide.session.idle.minutes == 20)

    clock.pass_ms(19 * MINUTE)

    assert not guide.session.idle.judge()


@pytest.mark.parametrize("nonsense", [b"", b"-4", b"x", b"99999999", b"\xff"])
def test_a_time_that_makes_no_sense_is_as_if_it_had_not_been_said(
    guide: Guide, journal: FakeJournal, nonsense: bytes
) -> None:
    journal.states["lock after"] = nonsense

    guide.open()

    assert guide.session.idle.minutes == 5


def test_text_that_grows_keeps_everything_in_line(guide: Guide, appearance: Any) -> None:
    view = guide.entry()

    appearance.choose_text(150)
    for _ in range(8):
        QApplication.sendPostedEvents()

    facts = [fact for _kind, fact in view.entry.form._facts.values() if fact.isVisible()]
    assert len({fact.value.mapTo(view, fact.value.rect().topLeft()).x() for fact in facts}) == 1
    assert view.timeline.chips.count.width() >= view.timeline.chips.count.sizeHint().width()
    assert view.toolbar.search.line.x() >= 12 + sizes.scaled(sizes.ICON)


@pytest.mark.parametrize(
    "place", ["entry", "whole entry", "settings", "people", "a person", "fact who", "printing"]
)
def test_text_that_grows_while_it_is_shown_fits_as_well_as_if_it_had_been_so_before(
    guide: Guide, appearance: Any, place: str
) -> None:
    shown: QWidget = guide.lead(place, 800, 560)

    appearance.choose_text(200)
    for _ in range(8):
        QApplication.sendPostedEvents()

    assert cut_off(shown) == []
    assert _squeezed(shown) == []
    assert _overlapping(shown) == []
