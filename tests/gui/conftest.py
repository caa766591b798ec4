"""A window without a screen: the program's look, its words, and a journal that exists only in memory."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QDir, QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.gui.jobs import Jobs
from journal.gui.kit import Kit
from journal.gui.look.appearance import Appearance
from journal.gui.look.icons import FOLDER
from journal.gui.look.theme import LookWish, Shade, Theme
from tests.fakes import FakeClock
from tests.gui.example import NOW_MS
from tests.gui.fakes import FakeDoor, FakeJournal, FakePreferences, FakeWords
from tests.gui.places import Guide

NO_SCREEN = (
    r"(This plugin does not support (raise|propagateSizeHints|grabbing the keyboard|setting window masks)"
    r"|Keyboard event not accepted)"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the platform without a screen cannot do is no trouble of the window's."""
    for item in items:
        if "tests/gui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(NO_SCREEN, extend=True))


PATIENCE_MS = 60_000
"""What a busy machine may take before something did not happen; a test that passes never waits that long."""


class PatientBot(QtBot):
    """Waits for conditions, however slow the machine is: five seconds are little where others work beside it."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Hands and patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def system_font(qapp: QApplication) -> QFont:
    """The font before any theme touched it."""
    return QFont(qapp.font())


@pytest.fixture
def wear(qapp: QApplication, system_font: QFont, checkout: Any) -> Iterator[Callable[..., Theme]]:
    """Dress the program; light and at 100 % unless told otherwise."""
    QDir.setSearchPaths(FOLDER, [str(checkout / "resources" / "icons")])
    worn: list[Theme] = []

    def dress(shade: Shade = Shade.LIGHT, percent: int = 100) -> Theme:
        qapp.setFont(system_font)
        worn.append(Theme(qapp, LookWish(shade, percent)))
        return worn[-1]

    dress()
    yield dress
    for theme in worn:
        theme.deleteLater()
    qapp.setFont(system_font)


_SHOWN = "journal_shown_as_a_window"


class _Flashes(QObject):
    """Notices a widget that is shown as a window of its own before it is put where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.Show and watched.isWindow():
                watched.setProperty(_SHOWN, True)  # not by its id, which another has later
            elif (
                event.type() is QEvent.Type.ParentChange
                and watched.property(_SHOWN)
                and not watched.isWindow()
            ):
                self.found.append(repr(watched))
        return False


@pytest.fixture(autouse=True)
def _nothing_flashes(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("flashes_seen_elsewhere"):
        yield
        return
    flashes = _Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert flashes.found == []


@pytest.fixture
def troubles() -> list[BaseException]:
    """The errors nobody else told."""
    return []


@pytest.fixture
def words() -> FakeWords:
    return FakeWords()


@pytest.fixture
def kit(qapp: QApplication, wear: Any, troubles: list[BaseException], words: FakeWords) -> Iterator[Kit]:
    """What every pane is given."""
    jobs = Jobs()
    jobs.failed.connect(troubles.append)
    yield Kit(words, jobs, FakeClock(NOW_MS))
    jobs.deleteLater()


@pytest.fixture
def preferences() -> FakePreferences:
    """What the person chose, kept nowhere."""
    return FakePreferences()


@pytest.fixture
def appearance(wear: Any, preferences: FakePreferences) -> Appearance:
    """Light, at 100 %, until something else is chosen."""
    return Appearance(wear(), preferences)


@pytest.fixture
def journal() -> Any:
    """Some 60 entries, three people."""
    return FakeJournal()


@pytest.fixture
def door(journal: Any) -> Any:
    return FakeDoor(journal=journal)


@pytest.fixture
def guide(qtbot: Any, kit: Any, door: Any, qapp: QApplication, appearance: Appearance) -> Iterator[Guide]:
    """Who leads to every place in the window."""
    guide = Guide(qtbot, kit, door, qapp, appearance)
    yield guide
    guide.leave()
