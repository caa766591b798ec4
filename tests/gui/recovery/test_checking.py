"""A journal is checked when it opens, every week and on demand; only what is wrong is told by itself."""

from pathlib import Path
from typing import Any

import pytest

from journal.domain.chain import ChainFault
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.printing.saving import SavingSheet
from journal.gui.recovery.findings_sheet import FindingsSheet, findings_told
from journal.gui.recovery.losses_sheet import LossesSheet
from journal.gui.recovery.section import PlaceSection
from journal.gui.recovery.telling import checked_told
from journal.gui.recovery.watch import CheckWatch
from journal.services.checks import Glance, Wrong
from journal.services.pipe_words import RESCUE_CODE
from tests.gui.fake_recovery import EVERYTHING_WRONG, checked, losses
from tests.gui.seeing import says

SOME = (Wrong(41, "V4", "link"), Wrong(70, "V7", "unreadable", "screen.png"))


@pytest.fixture
def section(guide: Any) -> Any:
    """The lines of the settings about this journal."""

    def show() -> Any:
        guide.open()
        guide.session.desk.settings.show()
        return guide.sheet().findChild(PlaceSection)

    return show


def test_a_check_that_finds_nothing_says_so_in_its_line(guide: Any, section: Any) -> None:
    shown = section()
    assert says(shown, "Not checked yet.")

    shown.check.click()

    guide.qtbot.waitUntil(lambda: says(shown, "Everything is as it was written."))
    assert not shown.wrong.isVisible()
    assert guide.window().findChild(FindingsSheet) is None


def test_what_a_check_finds_is_shown_and_counts_as_seen(guide: Any, section: Any) -> None:
    guide.journal.checks.now = checked(*SOME, days=0)
    shown = section()

    shown.check.click()

    guide.qtbot.waitUntil(lambda: guide.window().findChild(FindingsSheet) is not None)
    sheet = guide.window().findChild(FindingsSheet)
    assert says(sheet, "The first place is line 41")
    assert says(sheet, "screen.png")
    assert guide.journal.checks.seen == 1
    assert shown.wrong.isVisible()


def test_a_check_can_be_stopped(guide: Any, section: Any) -> None:
    guide.journal.hold.add("full")
    shown = section()
    shown.check.click()
    assert not shown.check.isEnabled()

    shown.work._strip.cancel.click()

    assert not guide.journal.checks.progresses[0](1, 2)


def test_from_the_findings_a_locked_window_shows_the_ways_back(guide: Any, section: Any) -> None:
    guide.journal.checks.before = checked(*SOME)
    shown = section()
    guide.qtbot.waitUntil(shown.wrong.isVisible)
    shown.wrong.click()

    with guide.qtbot.waitSignal(guide.session.ended) as ended:
        guide.window().findChild(FindingsSheet).rescue.click()

    assert ended.args == [RESCUE_CODE]


def test_what_was_known_to_be_lost_is_nothing_new(kit: Any) -> None:
    known = Wrong(70, "V7", "unreadable", "screen.png", known=True)

    verdict, told = checked_told(kit, checked(known))

    assert verdict == "Nothing new is wrong."
    assert "screen.png" not in told


def test_after_a_check_the_settings_say_since_when_what_is_missing_is_known(guide: Any, section: Any) -> None:
    guide.journal.checks.before = checked(Wrong(70, "V6", "lost", known=True))
    guide.journal.lost = losses()
    shown = section()

    guide.qtbot.waitUntil(shown.missing.isVisible)

    guide.qtbot.waitUntil(lambda: says(shown, "is known since it was saved on Sunday 22 November 2026."))
    assert says(shown, "Nothing new is wrong.")
    assert not shown.wrong.isVisible()


def test_everything_that_can_be_wrong_has_words(kit: Any) -> None:
    verdict, told = checked_told(kit, checked(*EVERYTHING_WRONG))

    assert verdict == "Not everything is as it was written."
    assert len(told.splitlines()) == 1 + 5 + 1 + 12 + 1
    assert "and 3 more" in told


def test_what_was_lost_when_it_was_saved_can_be_read_at_any_time(guide: Any, section: Any) -> None:
    guide.journal.lost = losses()
    shown = section()
    guide.qtbot.waitUntil(shown.missing.isVisible)

    shown.missing.click()

    assert says(guide.window().findChild(LossesSheet), "Entry 31")


def test_what_was_lost_can_be_saved_as_a_paper_with_every_line(
    guide: Any, section: Any, tmp_path: Path
) -> None:
    guide.journal.lost = losses()
    shown = section()
    guide.qtbot.waitUntil(shown.missing.isVisible)
    shown.missing.click()
    sheet = guide.window().findChild(LossesSheet)

    sheet.paper.as_pdf.click()
    guide.window().findChild(SavingSheet).yes.click()
    guide.window().findChild(FileChoice).files_chosen.emit([str(tmp_path / "missing.pdf")])

    guide.qtbot.waitUntil(lambda: says(sheet, "Saved as missing.pdf. Anyone who finds it can read it."))
    ((_, told),) = [asked for asked in guide.journal.asked if asked[0] == "told_sheet"]
    assert told.title == "What is missing"
    assert any("Entry 31" in line for _, lines in told.parts for line in lines)
    assert ("save_paper", tmp_path / "missing.pdf", "") in guide.journal.asked
    sheet.done.click()
    guide.qtbot.waitUntil(lambda: guide.journal.paperwork.printed[-1].discarded)


def test_a_declined_paper_of_what_was_lost_is_never_made(guide: Any, section: Any) -> None:
    guide.journal.lost = losses()
    shown = section()
    guide.qtbot.waitUntil(shown.missing.isVisible)
    shown.missing.click()
    sheet = guide.window().findChild(LossesSheet)

    sheet.paper.as_pdf.click()
    guide.window().findChild(SavingSheet).cancel.click()

    assert not [asked for asked in guide.journal.asked if asked[0] in ("told_sheet", "save_paper")]


def test_what_a_check_found_can_be_put_on_paper_with_every_file_it_names(guide: Any, section: Any) -> None:
    guide.journal.checks.before = checked(*EVERYTHING_WRONG)
    shown = section()
    guide.qtbot.waitUntil(shown.wrong.isVisible)
    shown.wrong.click()
    sheet = guide.window().findChild(FindingsSheet)

    told = findings_told(sheet.paper._kit, checked(*EVERYTHING_WRONG))

    assert sheet.paper.as_pdf.isVisible()
    assert sheet.paper.on_paper.isVisible()
    lines = [line for _, part in told.parts for line in part]
    assert not [line for line in lines if line.startswith("and ")]
    assert sum(line.startswith("– ") for line in lines) == 15


@pytest.fixture
def watch(guide: Any) -> Any:
    """Who looks at the journal when it has been opened."""
    view = guide.open()
    watch = view.findChild(CheckWatch)
    watch.weekly.stop()
    watch.glance.stop()
    return watch


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Glance(pages=True), "Part of this journal is damaged."),
        (Glance(chain=(ChainFault(3, "V4", ""),)), "Part of this journal is damaged."),
        (Glance(keys=True), "The key files of this journal are missing or were changed."),
        (Glance(missing=("a", "b")), "2 files that belong to this journal are missing from its folder."),
    ],
)
def test_what_a_glance_finds_is_told_with_what_to_do(
    guide: Any, watch: Any, found: Glance, said: str
) -> None:
    guide.journal.checks.found = found

    watch.glance.timeout.emit()

    guide.qtbot.waitUntil(lambda: says(guide.session.view.trouble, said))
    guide.session.view.trouble.act.click()
    guide.qtbot.waitUntil(lambda: bool(guide.journal.checks.progresses))
    assert guide.sheet().findChild(PlaceSection).isVisible()
    assert not guide.session.view.trouble.isVisible()


def test_a_clear_glance_and_a_clear_week_say_nothing(guide: Any, watch: Any) -> None:
    guide.journal.checks.due = checked(days=0)

    watch.glance.timeout.emit()
    watch.weekly.timeout.emit()
    guide.qtbot.wait(20)

    assert not guide.session.view.trouble.isVisible()


def test_what_the_week_found_is_told_then_and_at_the_next_opening_until_it_was_seen(
    guide: Any, watch: Any
) -> None:
    trouble = guide.session.view.trouble
    guide.journal.checks.due = checked(*SOME)
    watch.weekly.timeout.emit()
    guide.qtbot.waitUntil(lambda: says(trouble, "Not everything is as it was written."))

    trouble._close()
    guide.journal.checks.before = checked(*SOME, seen=True)
    watch.glance.timeout.emit()
    guide.qtbot.wait(20)
    assert not trouble.isVisible()
    guide.journal.checks.before = checked(*SOME)
    watch.glance.timeout.emit()
    guide.qtbot.waitUntil(trouble.isVisible)
    trouble.act.click()
    guide.qtbot.waitUntil(lambda: guide.window().findChild(FindingsSheet) is not None)
    assert guide.journal.checks.progresses == []


def test_both_begin_by_themselves_and_neither_keeps_anybody_waiting(guide: Any) -> None:
    watch = guide.open().findChild(CheckWatch)

    assert watch.glance.isActive()
    assert watch.weekly.isActive()
    assert watch.weekly.interval() >= 60_000
