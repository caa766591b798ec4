"""R-16: whatever is pressed and typed, in whatever order, nothing goes wrong or grows, and the journal stays whole."""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.gui.jobs import Jobs
from journal.gui.kit import Kit
from journal.gui.main.session import Session
from journal.gui.sheet.sheet import Sheet
from journal.gui.unlock.pane import UnlockPane
from journal.services.door import Door
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import on, png, write

FEW, MANY = 250, 5_000
MOST_GROWTH = 50 << 20
TEXTS = (
    "a",
    "He wrote again.",
    "<b>x</b>",
    "\u202eabc",
    "中文",
    "12:30",
    "2026-11-20",
    "https://a.example/b",
    " ",
)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_Menu),
)
WITH_CONTROL = (
    *(Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_P, Qt.Key.Key_Z, Qt.Key.Key_A),
    *(Qt.Key.Key_Comma, Qt.Key.Key_Plus),
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


class Monkey:
    """Somebody who presses everything; opens the journal again whenever it locked."""

    def __init__(
        self, qtbot: Any, app: QApplication, appearance: Any, folder: JournalFolder, seed: int
    ) -> None:
        self.qtbot = qtbot
        self.app = app
        self.appearance = appearance
        self.folder = folder
        self.chance = random.Random(seed)
        self.clock = FakeClock()
        self.unforeseen: list[BaseException] = []
        self.lives = 0
        self.door: Door
        self.session: Any = None
        self._ended: list[int] = []
        self.live()

    def live(self) -> None:
        """A new window and a new process, as far as one can be had here."""
        self.lives += 1
        self._ended = []
        jobs = Jobs(self.app)
        jobs.failed.connect(self._told)
        kit = Kit(Wording(), jobs, self.clock)
        self.door = Door(self.folder, replace(surroundings(self.clock, seed=40 + self.lives)))
        self.session = Session(kit, self.door, None, self.app, self.appearance)
        self.session.ended.connect(self._ended.append)
        self.session.begin(PASSPHRASE)
        self.session.show()
        self.qtbot.waitUntil(lambda: self.session.view is not None, timeout=20_000)

    def die(self) -> None:
        """What the end of the process does by itself."""
        session = self.session
        for window in self.app.topLevelWidgets():
            if isinstance(window, QDialog | QMenu):
                window.close()
        if session.journal is not None:
            session.journal.close()
        self.door.close()
        for watcher in (session, session._escapes, session.idle, session.taking):
            if watcher is not None:
                self.app.removeEventFilter(watcher)
        session.window.let_close()
        session.window.close()
        session.window.deleteLater()
        session.deleteLater()
        QTest.qWait(1)

    def act(self) -> str:
        """Do one thing; returns what it was."""
        if self._ended:
            self.die()
            self.live()
            return "opened again"
        kinds: tuple[Callable[[QWidget], str], ...] = (
            *(self._click,) * 5,
            *(self._type,) * 3,
            *(self._key,) * 3,
            *(self._choose,) * 2,
            self._resize,
            self._shortcut,
        )
        top = self._top()
        done = self._click(top) if isinstance(top, QDialog) else self.chance.choice(kinds)(top)
        QTest.qWait(self.chance.choice((0, 0, 0, 1, 5)))
        return done

    def _told(self, error: BaseException) -> None:
        if not isinstance(error, JournalError):
            self.unforeseen.append(error)

    def _top(self) -> QWidget:
        """What is in front: a menu, a dialog, a sheet, or the window."""
        popup = self.app.activePopupWidget()
        if popup is not None:
            return popup
        dialogs = [
            each for each in self.app.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
        ]
        if dialogs:
            return dialogs[-1]
        sheets = [each for each in self.session.window.findChildren(Sheet) if each.isVisible()]
        return sheets[-1] if sheets else self.session.window  # type: ignore[no-any-return]  # a session's is untyped

    def _of(self, top: QWidget, *kinds: type[QWidget]) -> list[Any]:
        return [
            each
            for kind in kinds
            for each in top.findChildren(kind)
            if each.isVisible() and each.isEnabled() and each.window() is top.window()
        ]

    def _click(self, top: QWidget) -> str:
        if isinstance(top, QMenu):
            actions = [each for each in top.actions() if each.isEnabled()]
            if actions and self.chance.random() < 0.7:
                action = self.chance.choice(actions)
                top.close()
                action.trigger()
                return f"menu {action.text()}"
            top.close()
            return "closed a menu"
        if isinstance(top, QDialog):
            top.reject()
            return "closed a dialog"
        buttons = [each for each in self._of(top, QAbstractButton) if not each.visibleRegion().isEmpty()]
        if not buttons:
            return "found no button"
        button = self.chance.choice(buttons)
        said = button.text()
        QTest.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=button.visibleRegion().boundingRect().center()
        )
        return f"clicked {said}"

    def _type(self, top: QWidget) -> str:
        fields = [each for each in self._of(top, QLineEdit, QPlainTextEdit) if not each.isReadOnly()]
        if not fields:
            return "found no field"
        field = self.chance.choice(fields)
        field.setFocus()
        text = self.chance.choice(TEXTS)
        if isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        else:
            field.insert(text)
        return f"typed {text!r}"

    def _key(self, _top: QWidget) -> str:
        key = self.chance.choice(KEYS)
        # Through the window, as a keyboard does: what has the focus may be gone after the first key.
        QTest.keyClick(self.session.window.windowHandle(), key)
        return f"pressed {key.name}"

    def _choose(self, top: QWidget) -> str:
        lists = self._of(top, QComboBox, QAbstractItemView)
        if not lists:
            return "found no list"
        chosen = self.chance.choice(lists)
        if isinstance(chosen, QComboBox):
            if chosen.count():
                chosen.setCurrentIndex(self.chance.randrange(chosen.count()))
                chosen.activated.emit(chosen.currentIndex())
            return "chose from a box"
        model = chosen.model()
        if model is not None and model.rowCount():
            row = self.chance.randrange(model.rowCount())
            chosen.scrollTo(model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)
            place = chosen.visualRect(model.index(row, 0)).center()
            QTest.mouseClick(chosen.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        return "chose from a list"

    def _resize(self, _top: QWidget) -> str:
        self.session.window.resize(self.chance.randrange(800, 1600), self.chance.randrange(560, 1000))
        return "resized"

    def _shortcut(self, _top: QWidget) -> str:
        if self.chance.random() < 0.1:
            self.session.lock()
            return "locked"
        key = self.chance.choice(WITH_CONTROL)
        QTest.keyClick(self.session.window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
        return f"pressed Ctrl+{key.name}"


def resident() -> int:
    """Bytes of memory that this process has for itself; libraries and fonts that are read on first use are files."""
    _, whole, files, *_ = map(int, Path("/proc/self/statm").read_text("ascii").split())
    return (whole - files) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[JournalFolder]:
    """A journal with some entries, files, and things to sort."""
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    for at in range(12):
        picture = journal.add_bytes(png((at, 9, 9)), f"picture {at}.png", Method.PASTE).result().evidence
        if at % 3:
            write(journal, headline=f"entry {at}", description="some words", evidence=picture)
    journal.close()
    door.close()
    yield folder
    again = Door(folder, surroundings(FakeClock()))
    assert again.verify(PASSPHRASE, on).result().verdict is Verdict.NOT_ANCHORED
    again.close()


def act_and_end(monkey: Monkey, times: int) -> None:
    try:
        done = [monkey.act() for _ in range(times)]
        assert monkey.unforeseen == [], done[-12:]
    finally:
        monkey.die()


def press_everything(monkey: Monkey, times: int) -> None:
    act_and_end(monkey, times // 4)
    settled = resident()
    monkey.live()
    act_and_end(monkey, times - times // 4)
    # A key that is being derived from a passphrase has 64 MiB for as long as that takes, whatever was closed.
    monkey.qtbot.waitUntil(lambda: resident() - settled < MOST_GROWTH, timeout=60_000)


@pytest.mark.parametrize("seed", [1, 2])
def test_R16_some_hundred_actions_leave_no_trouble(
    qtbot: Any, qapp: QApplication, appearance: Any, folder: JournalFolder, seed: int
) -> None:
    press_everything(Monkey(qtbot, qapp, appearance, folder, seed), FEW)


@pytest.mark.long
def test_R16_five_thousand_actions_leave_no_trouble(
    qtbot: Any, qapp: QApplication, appearance: Any, folder: JournalFolder
) -> None:
    press_everything(Monkey(qtbot, qapp, appearance, folder, seed=3), MANY)


def test_an_unlock_pane_is_what_a_locked_window_shows(
    qtbot: Any, qapp: QApplication, appearance: Any, folder: JournalFolder
) -> None:
    monkey = Monkey(qtbot, qapp, appearance, folder, seed=4)
    monkey.session.lock()
    qtbot.waitUntil(lambda: bool(monkey._ended))
    assert monkey.act() == "opened again"
    assert not isinstance(monkey.session.window.centralWidget(), UnlockPane)
    monkey.die()
