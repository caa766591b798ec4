"""The places about what opens the journal."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.gui.opening.section import OpeningSection
from journal.gui.opening.written import STATE, Step, Written
from journal.gui.sheet.sheet import Sheet
from journal.services.keys import OpenedCopy
from journal.services.what_lies_there import Found
from tests.gui import example
from tests.gui.fake_opening import NEW_WORDS, WORDS
from tests.gui.seeing import texts

PAGES = ("passphrase", "words", "typed back", "work", "over")

GOOD = "seven boats below the stairs"


def kept_key(guide: Any) -> QWidget:
    """The way in, with the offer of the kept key."""
    guide.begin(Found.JOURNAL).offer_kept_key()
    return _window(guide)


def unlock_help(guide: Any) -> QWidget:
    """Help before unlocking."""
    guide.begin(Found.JOURNAL).help.click()
    return _sheet(guide)


def forgotten(*, words_typed: bool) -> Callable[[Any], QWidget]:
    """The words in place of the passphrase; with a slip, or right and a new passphrase after them."""

    def lead(guide: Any) -> QWidget:
        guide.begin(Found.JOURNAL)._ask_words()
        sheet: Any = _sheet(guide)
        for box, word in zip(sheet.words.boxes, WORDS, strict=True):
            box.put(word)
        if words_typed:
            sheet.next.click()
            guide.qtbot.waitUntil(sheet.new.isVisible)
        else:
            sheet.words.boxes[6].setText("windoww")
        return _window(guide)

    return lead


def reminder(guide: Any) -> QWidget:
    """The line that reminds of the words."""
    guide.journal.states[STATE] = Written(Step.LATER, example.NOW_MS).kept()
    guide.open()
    guide.qtbot.waitUntil(lambda: "24 words" in " ".join(_said(guide)))
    return _window(guide)


def change(guide: Any) -> QWidget:
    """Another passphrase."""
    _section(guide).change.click()
    sheet: Any = _sheet(guide)
    sheet.old.line.setText("x")
    sheet.new.field.line.setText(GOOD)
    return _window(guide)


def again(guide: Any) -> QWidget:
    """The passphrase asked for once more, and a wrong one."""
    _section(guide).make_new.click()
    sheet: Any = _sheet(guide)
    sheet.field.line.setText("wrong")
    sheet.yes.click()
    guide.qtbot.waitUntil(lambda: "It did not work" in sheet.said.text())
    return _window(guide)


def words(*, typed_back: bool) -> Callable[[Any], QWidget]:
    """The 24 words, or three of them typed back, one of them wrong."""

    def lead(guide: Any) -> QWidget:
        _section(guide).show_words.click()
        _confirm(guide)
        sheet: Any = _sheet(guide)
        guide.qtbot.waitUntil(sheet.next.isVisible)
        if typed_back:
            sheet.next.click()
            for box in sheet.back.boxes:
                box.put("zoo")
            sheet.check.click()
        return _window(guide)

    return lead


def make_new(page: str) -> Callable[[Any], QWidget]:
    """Everything made new, as far as that page."""

    def lead(guide: Any) -> QWidget:
        at = PAGES.index(page)
        guide.journal.what_opens.old_copies = (
            OpenedCopy("/media/someone/a stick", example.NOW_MS, at_hand=False),
        )
        _section(guide).make_new.click()
        _confirm(guide)
        sheet: Any = _sheet(guide)
        sheet.new.field.line.setText(GOOD)
        if at > 0:
            sheet.new.again.line.setText(GOOD)
            sheet.next.click()
            guide.qtbot.waitUntil(sheet.shown.isVisible)
        if at > 1:
            sheet.next.click()
        if page == "work":
            guide.journal.hold.add("replace_root")
        if at > 2:
            for box in sheet.back.boxes:
                box.put(NEW_WORDS[box.number - 1])
            sheet.make.click()
        if page == "work":
            sheet.strip._soon.timeout.emit()
        if page == "over":
            guide.qtbot.waitUntil(sheet.lock.isVisible)
        return _window(guide)

    return lead


def _section(guide: Any) -> Any:
    guide.open()
    guide.session.desk.settings.show()
    guide.qtbot.wait(5)
    return _window(guide).findChild(OpeningSection)


def _confirm(guide: Any) -> None:
    sheet: Any = _sheet(guide)
    sheet.field.line.setText(guide.journal.what_opens.passphrase)
    with guide.qtbot.waitSignal(sheet.confirmed):
        sheet.yes.click()


def _sheet(guide: Any) -> QWidget:
    """The sheet that was opened last."""
    return [sheet for sheet in _window(guide).findChildren(Sheet) if sheet.isVisible()][-1]


def _window(guide: Any) -> QWidget:
    window: QWidget = guide.window()
    return window


def _said(guide: Any) -> list[str]:
    return texts(_window(guide))
