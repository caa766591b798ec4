"""Every place on the way back into a journal, and where one is checked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.domain.chain import ChainFault
from journal.gui.recovery.findings_sheet import FindingsSheet
from journal.gui.recovery.losses_sheet import LossesSheet
from journal.gui.recovery.section import PlaceSection
from journal.services.ways_back import Way, Wrong
from journal.services.what_lies_there import Found
from tests.gui.fake_opening import WORDS
from tests.gui.fake_recovery import EVERYTHING_WRONG, RIGHT, STICK, checked, copy_of, losses

Lead = Callable[[Any], QWidget]


def stuck(wrong: Wrong, *, copies: bool = True) -> Lead:
    """What does not open, and every way back."""

    def lead(guide: Any) -> QWidget:
        guide.door.rescue.own = tuple(copy_of(days) for days in (1, 3, 8)) if copies else ()
        guide.begin(Found.FOREIGN)
        guide.session.ways.show(wrong)
        guide.qtbot.wait(5)
        return guide.window()  # type: ignore[no-any-return]  # the window

    return lead


def way(wrong: Wrong, one: Way, *, by_words: bool = False) -> Lead:
    """What one way asks for."""

    def lead(guide: Any) -> Any:
        stuck(wrong)(guide)
        guide.session.window.centralWidget().buttons[one].click()
        sheet = guide.sheet()
        if by_words:
            sheet.key.other.click()
            for box, word in zip(sheet.key.words.boxes, WORDS, strict=True):
                box.setText(word)
        guide.qtbot.wait(5)
        return sheet

    return lead


def done(wrong: Wrong, one: Way) -> Lead:
    """What came of it."""

    def lead(guide: Any) -> Any:
        sheet: Any = way(wrong, one)(guide)
        if hasattr(sheet, "key"):
            sheet.key.field.line.setText(RIGHT)
        sheet.go.click()
        guide.qtbot.waitUntil(sheet.verdict.isVisible)
        return sheet

    return lead


def _not_whole(guide: Any) -> Any:
    guide.door.rescue.faults = (ChainFault(3, "V7", ""), ChainFault(4, "V6", ""), ChainFault(5, "V7", ""))
    guide.door.rescue.missing = ("ab" * 16,)
    return done(Wrong.MISSING, Way.RESTORE)(guide)


def _saved_whole(guide: Any) -> Any:
    guide.door.rescue.losses = losses(complete=True)
    return done(Wrong.DAMAGED, Way.SALVAGE)(guide)


def _what_is_missing(guide: Any) -> Any:
    sheet: Any = done(Wrong.DAMAGED, Way.SALVAGE)(guide)
    sheet.details.click()
    return guide.window().findChild(LossesSheet)


def _first_run(guide: Any) -> Any:
    pane = guide.begin(Found.NOTHING)
    pane.first.have_copy.click()
    sheet = guide.sheet()
    sheet.copies.take(STICK)
    guide.qtbot.waitUntil(lambda: bool(sheet.copies.choices()))
    return sheet


def settings(guide: Any) -> Any:
    """The settings, with everything there is to say of the journal."""
    guide.journal.checks.before = checked(*EVERYTHING_WRONG)
    guide.journal.lost = losses()
    guide.open()
    guide.session.desk.settings.show()
    sheet = guide.sheet()
    section = sheet.findChild(PlaceSection)
    guide.qtbot.waitUntil(section.missing.isVisible)
    return sheet


def _findings(guide: Any) -> Any:
    settings(guide).findChild(PlaceSection).show_findings()
    return guide.window().findChild(FindingsSheet)


def _known_to_be_missing(guide: Any) -> Any:
    settings(guide).findChild(PlaceSection).missing.click()
    return guide.window().findChild(LossesSheet)


PLACES: dict[str, Lead] = {
    **{f"stuck, {wrong.value}": stuck(wrong) for wrong in Wrong},
    "stuck, damaged, without copies": stuck(Wrong.DAMAGED, copies=False),
    "stuck, way back, a copy": way(Wrong.DAMAGED, Way.RESTORE),
    "stuck, way back, a copy by words": way(Wrong.DAMAGED, Way.RESTORE, by_words=True),
    "stuck, way back, saving": way(Wrong.DAMAGED, Way.SALVAGE),
    "stuck, way back, keys of a copy": way(Wrong.KEYS_MISSING, Way.KEYS_OF_A_COPY),
    "stuck, way back, words": way(Wrong.KEYS_MISSING, Way.WORDS),
    "stuck, way back, the folder": way(Wrong.DAMAGED, Way.FOLDER_COPY),
    "stuck, way back, moving": way(Wrong.SYNCED, Way.MOVE),
    "stuck, way back, bringing here": way(Wrong.READ_ONLY, Way.BRING_HERE),
    "stuck, a copy is back": done(Wrong.DAMAGED, Way.RESTORE),
    "stuck, a copy is back, not whole": _not_whole,
    "stuck, saved": done(Wrong.DAMAGED, Way.SALVAGE),
    "stuck, saved whole": _saved_whole,
    "stuck, what is missing": _what_is_missing,
    "stuck, the folder is copied": done(Wrong.DAMAGED, Way.FOLDER_COPY),
    "stuck, it moved": done(Wrong.SYNCED, Way.MOVE),
    "first run, a copy": _first_run,
    "settings, this journal": settings,
    "what a check found": _findings,
    "what is known to be missing": _known_to_be_missing,
}
