"""The windows about what opens the journal, over a real journal: what they promise is so afterwards."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.folder import JournalFolder
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.main.session import Session
from journal.gui.opening.again import AgainSheet
from journal.gui.opening.change_sheet import ChangeSheet
from journal.gui.opening.exposed_sheet import ExposedSheet
from journal.gui.opening.section import OpeningSection
from journal.gui.opening.words_sheet import WordsSheet
from journal.gui.unlock.forgotten_sheet import ForgottenSheet
from journal.sealing.errors import WrongPassphrase
from journal.sealing.keyfolder import unlock
from journal.sealing.secret import Passphrase
from journal.sealing.words import words_of
from journal.services.door import Door
from journal.services.pipe_words import LOCKED_CODE
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.gui.opening.sheets import over
from tests.gui.seeing import says, texts
from tests.sealing.fakes import derive
from tests.services.conftest import PASSPHRASE, surroundings

NEW = "quite other words that nobody guesses"
LONG_MS = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    """A journal that is there and locked."""
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    door.create(PASSPHRASE).result().close()
    door.close()
    return folder


@pytest.fixture
def session(
    qtbot: Any, kit: Kit, folder: JournalFolder, qapp: QApplication, appearance: Any
) -> Iterator[Any]:
    """A window before it, and nothing pretended."""
    clock = FakeClock()
    door = Door(folder, surroundings(clock, seed=2))
    real = Kit(Wording(), kit.jobs, clock)
    session: Any = Session(real, door, KeeperLink(io.BytesIO(), io.BytesIO()), qapp, appearance)
    session.begin()
    session.show()
    qtbot.waitUntil(session.window.isActiveWindow)
    yield session
    if session.journal is not None:
        session.journal.close()
    door.close()
    session._escapes.deleteLater()
    session.window.let_close()
    session.window.close()
    session.window.deleteLater()
    session.deleteLater()


@pytest.fixture
def section(qtbot: Any, session: Any) -> Any:
    """What opens the journal, among the settings."""
    session.window.centralWidget().open_with(PASSPHRASE)
    qtbot.waitUntil(lambda: session.view is not None, timeout=LONG_MS)
    session.desk.settings.show()
    return session.window.findChild(OpeningSection)


def opens(folder: JournalFolder, passphrase: str) -> bool:
    try:
        unlock(folder.root, Passphrase(passphrase), derive)
    except WrongPassphrase:
        return False
    return True


def words_in(folder: JournalFolder, passphrase: str) -> tuple[str, ...]:
    return words_of(unlock(folder.root, Passphrase(passphrase), derive).root)


def confirm(qtbot: Any, window: QWidget) -> None:
    again = over(window, AgainSheet)
    again.field.line.setText(PASSPHRASE)
    with qtbot.waitSignal(again.confirmed, timeout=LONG_MS):
        again.yes.click()


def choose(sheet: Any) -> None:
    sheet.new.field.line.setText(NEW)
    sheet.new.again.line.setText(NEW)


@pytest.mark.timeout(120)
def test_everything_is_made_new_and_the_session_ends_locked(
    qtbot: Any, session: Any, section: Any, folder: JournalFolder, troubles: list[BaseException]
) -> None:
    old = words_in(folder, PASSPHRASE)
    section.make_new.click()
    confirm(qtbot, session.window)
    sheet = over(session.window, ExposedSheet)
    choose(sheet)
    sheet.next.click()
    qtbot.waitUntil(sheet.shown.isVisible, timeout=LONG_MS)
    words = sheet._prepared.words
    assert set(words) <= set(texts(sheet))
    sheet.next.click()
    for box in sheet.back.boxes:
        qtbot.keyClicks(box, words[box.number - 1])
    sheet.make.click()
    qtbot.waitUntil(sheet.lock.isVisible, timeout=LONG_MS)
    with qtbot.waitSignal(session.ended) as ended:
        sheet.lock.click()

    assert ended.args == [LOCKED_CODE]
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
    assert words_in(folder, NEW) == words != old
    assert troubles == []


@pytest.mark.timeout(120)
def test_a_lock_while_everything_is_made_new_is_not_held_up(
    qtbot: Any, session: Any, section: Any, folder: JournalFolder
) -> None:
    section.make_new.click()
    confirm(qtbot, session.window)
    sheet = over(session.window, ExposedSheet)
    choose(sheet)
    sheet.next.click()
    qtbot.waitUntil(sheet.shown.isVisible, timeout=LONG_MS)
    sheet.next.click()
    for box in sheet.back.boxes:
        box.put(sheet._prepared.words[box.number - 1])
    sheet.make.click()

    with qtbot.waitSignal(session.ended, timeout=LONG_MS) as ended:
        session.lock()

    assert ended.args == [LOCKED_CODE]
    session.journal.close()
    assert opens(folder, NEW) is not opens(folder, PASSPHRASE)


@pytest.mark.timeout(120)
def test_the_passphrase_is_changed_and_the_words_stay(
    qtbot: Any, session: Any, section: Any, folder: JournalFolder
) -> None:
    words = words_in(folder, PASSPHRASE)
    section.change.click()
    sheet = over(session.window, ChangeSheet)
    sheet.old.line.setText(PASSPHRASE)
    choose(sheet)

    sheet.change.click()

    qtbot.waitUntil(sheet.done.isVisible, timeout=LONG_MS)
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
    assert words_in(folder, NEW) == words


@pytest.mark.timeout(120)
def test_the_words_that_are_shown_open_the_journal(
    qtbot: Any, session: Any, section: Any, folder: JournalFolder
) -> None:
    section.show_words.click()
    confirm(qtbot, session.window)
    sheet = over(session.window, WordsSheet)
    qtbot.waitUntil(sheet.next.isVisible, timeout=LONG_MS)

    assert set(words_in(folder, PASSPHRASE)) <= set(texts(sheet))


@pytest.mark.timeout(120)
def test_words_with_a_slip_are_put_right_and_then_open_it(
    qtbot: Any, session: Any, folder: JournalFolder
) -> None:
    words = words_in(folder, PASSPHRASE)
    slip = next(word for word in ("zoo", "abandon") if word != words[6])
    session.window.centralWidget()._ask_words()
    sheet = over(session.window, ForgottenSheet)
    for box, word in zip(sheet.words.boxes, words, strict=True):
        box.put(slip if box.number == 7 else word[:4])
    sheet.next.click()
    qtbot.waitUntil(lambda: says(sheet, f"It should be “{words[6]}”."), timeout=LONG_MS)
    assert [box.number for box in sheet.words.boxes if box.is_marked()] == [7]
    sheet.words.boxes[6].put(words[6])
    sheet.next.click()
    qtbot.waitUntil(sheet.new.isVisible, timeout=LONG_MS)
    choose(sheet)

    sheet.open.click()

    qtbot.waitUntil(lambda: session.view is not None, timeout=LONG_MS)
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
