"""The way in says little, waits longer after each wrong try, and changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from journal.desktop.errors import AlreadyOpen
from journal.domain.errors import JournalError
from journal.gui.sheet.sheet import Sheet
from journal.gui.unlock.delay import seconds_after
from journal.gui.unlock.pane import UnlockPane
from journal.sealing.errors import DiskFull, KeyFileAltered, KeyFileMissing, WrongPassphrase
from journal.services.errors import KeysOfAnotherJournal, PlaceProblem, PlaceRefused
from journal.services.ways_back import Wrong
from journal.vault.errors import JournalDamaged, JournalEmpty, JournalNewer, JournalUnreadable
from tests.gui.fakes import Refused
from tests.gui.seeing import reachable, says, texts


@pytest.fixture
def pane(qtbot: Any, kit: Any, door: Any) -> Any:
    pane = UnlockPane(kit, door)
    qtbot.addWidget(pane)
    pane.resize(800, 560)
    pane.show()
    return pane


def test_there_is_a_field_open_and_help_and_nothing_else(pane: Any) -> None:
    pane.field.line.setText("x")

    assert sorted(text for text in texts(pane) if text) == ["Help", "Journal", "Open", "Show", "x"]
    assert [widget.accessibleName() for widget in reachable(pane)] == [
        "Passphrase",
        "Show the passphrase",
        "Open",
        "Help",
    ]


def test_the_right_passphrase_opens_and_is_forgotten_here(
    qtbot: Any, pane: Any, door: Any, journal: Any
) -> None:
    qtbot.keyClicks(pane.field.line, door.right)

    with qtbot.waitSignal(pane.opened) as opened:
        qtbot.keyClick(pane.field.line, Qt.Key.Key_Return)

    assert opened.args == [journal]
    assert pane.field.text() == ""


def test_a_wrong_passphrase_is_told_in_a_sentence_and_can_be_typed_anew(
    qtbot: Any, pane: Any, door: Any
) -> None:
    qtbot.keyClicks(pane.field.line, "wrong")
    pane.open.click()

    qtbot.waitUntil(lambda: says(pane, "Try it once more."))
    assert pane.field.line.selectedText() == "wrong"
    assert pane.open.isEnabled()


def test_while_it_opens_nothing_can_be_asked_twice(qtbot: Any, pane: Any, door: Any, journal: Any) -> None:
    door.hold = True
    qtbot.keyClicks(pane.field.line, door.right)
    pane.open.click()
    pane.field.line.returnPressed.emit()

    assert door.tried == [door.right]
    assert says(pane, "Opening…")
    with qtbot.waitSignal(pane.opened):
        door.held[0].set_result(journal)


def test_the_wait_grows_and_stops_growing() -> None:
    assert [seconds_after(tries) for tries in range(9)] == [0, 0, 1, 2, 4, 8, 16, 30, 30]


def test_after_two_wrong_tries_there_is_a_wait_that_ends(qtbot: Any, pane: Any, door: Any) -> None:
    for number in (1, 2):
        pane.open_with("wrong")
        qtbot.waitUntil(lambda expected=number: pane._wrong == expected)
    pane.field.line.setText("again")

    assert pane.open.shown_text() == "Wait 1 second"
    assert not pane.open.isEnabled()
    pane._tick.timeout.emit()
    assert pane.open.isEnabled()


def test_the_passphrase_is_covered_until_show_is_pressed(pane: Any) -> None:
    assert pane.field.line.echoMode() is QLineEdit.EchoMode.Password

    pane.field.show_link.click()
    assert pane.field.line.echoMode() is QLineEdit.EchoMode.Normal

    pane.field.show_link.click()
    assert pane.field.line.echoMode() is QLineEdit.EchoMode.Password


def test_help_opens_in_the_window_and_closes(qtbot: Any, pane: Any) -> None:
    pane.help.click()
    sheet = pane.findChild(Sheet)
    assert says(sheet, "Your passphrase opens this journal.")
    assert says(sheet, "Without the passphrase or its 24 words nobody can open it")

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert not sheet.isVisible()


def test_the_kept_key_is_offered_only_when_it_is_there_and_never_used_unasked(
    qtbot: Any, pane: Any, door: Any, journal: Any
) -> None:
    assert not pane.kept_key.isVisible()

    pane.offer_kept_key()

    assert pane.kept_key.isVisible()
    assert door.asked_store == 0
    with qtbot.waitSignal(pane.opened) as opened:
        pane.kept_key.click()
    assert opened.args == [journal]
    assert door.asked_store == 1


def test_while_the_store_is_asked_it_says_so_and_the_passphrase_opens_as_ever(
    pane: Any, door: Any, qtbot: Any, journal: Any
) -> None:
    door.hold = True
    pane.offer_kept_key()
    pane.kept_key.click()
    assert says(pane, "Waiting for the computer’s password store…")
    assert not pane.kept_key.isEnabled()
    assert not pane.help.isEnabled()

    qtbot.keyClicks(pane.field.line, door.right)
    with qtbot.waitSignal(pane.opened):
        qtbot.keyClick(pane.field.line, Qt.Key.Key_Return)
        door.held[1].set_result(journal)


def test_a_store_that_fails_while_a_passphrase_is_tried_interrupts_nothing(
    pane: Any, door: Any, qtbot: Any, journal: Any
) -> None:
    door.hold = True
    pane.offer_kept_key()
    pane.kept_key.click()
    pane.open_with(door.right)

    door.held[0].set_exception(Refused())

    qtbot.waitUntil(lambda: not pane.kept_key.isVisible())
    assert says(pane, "Opening…")
    assert not pane.open.isEnabled()
    with qtbot.waitSignal(pane.opened):
        door.held[1].set_result(journal)


def test_a_kept_key_that_no_longer_opens_leaves_the_passphrase(qtbot: Any, pane: Any, door: Any) -> None:
    door.error = Refused()
    pane.offer_kept_key()

    pane.kept_key.click()

    qtbot.waitUntil(lambda: says(pane, "It did not work (Refused). Try it once more."))
    assert not pane.kept_key.isVisible()
    assert pane._wrong == 0


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (JournalDamaged("database"), Wrong.DAMAGED),
        (JournalUnreadable(), Wrong.DAMAGED),
        (JournalEmpty(), Wrong.EMPTY),
        (JournalNewer(9), Wrong.NEWER),
        (KeyFileMissing(), Wrong.KEYS_MISSING),
        (KeyFileAltered("tag"), Wrong.KEYS_DAMAGED),
        (KeysOfAnotherJournal(), Wrong.KEYS_OF_ANOTHER),
        (PlaceRefused(PlaceProblem.SYNCED, "Dropbox"), Wrong.SYNCED),
    ],
)
def test_a_journal_that_does_not_open_is_no_wrong_passphrase(
    qtbot: Any, pane: Any, door: Any, error: JournalError, wrong: Wrong
) -> None:
    door.error = error
    pane.field.line.setText("correct passphrase")

    with qtbot.waitSignal(pane.stuck) as stuck:
        pane.open.click()

    assert stuck.args == [wrong]
    assert pane.field.text() == ""
    assert pane._wrong == 0


@pytest.mark.parametrize("error", [WrongPassphrase(), AlreadyOpen(Path("folder")), DiskFull("write")])
def test_what_is_wrong_elsewhere_leads_nowhere(qtbot: Any, pane: Any, door: Any, error: JournalError) -> None:
    door.error = error
    pane.field.line.setText("x")

    with qtbot.assertNotEmitted(pane.stuck, wait=20):
        pane.open.click()

    assert says(pane, f"({type(error).__name__})")


def test_help_leads_to_the_other_ways_in(qtbot: Any, pane: Any) -> None:
    pane.help.click()
    sheet = next(sheet for sheet in pane.window().findChildren(Sheet) if sheet.isVisible())

    with qtbot.waitSignal(pane.stuck) as stuck:
        sheet.ways.click()

    assert stuck.args == [Wrong.ASKED]
