"""The window's process from its start to its exit code; what nobody foresaw is told without its content."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QtMsgType
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from journal.gui import start
from journal.gui.start import run_window
from tests.gui.fakes import FakePreferences, FakeWords

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def resources(checkout: Path, qapp: QApplication, system_font: QFont) -> Iterator[Path]:
    qapp.setFont(system_font)
    yield checkout / "resources"
    for child in qapp.findChildren(QObject, options=_DIRECT):
        if type(child).__module__.startswith("journal."):
            child.deleteLater()
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)
    qapp.setFont(system_font)


@pytest.fixture
def pipes() -> Iterator[Any]:
    """What the keeper writes to, what it reads from, and the window's ends."""
    there, keeper_writes = os.pipe()
    keeper_reads, back = os.pipe()
    from_keeper, to_keeper = os.fdopen(there, "rb"), os.fdopen(back, "wb", buffering=0)
    yield keeper_writes, keeper_reads, from_keeper, to_keeper
    os.close(keeper_writes)
    os.close(keeper_reads)
    for thread in threading.enumerate():
        if thread.name == "keeper link":
            thread.join()
    from_keeper.close()
    to_keeper.close()


def _window() -> Any:
    return next(widget for widget in QApplication.topLevelWidgets() if widget.windowTitle() == "Journal")


@pytest.mark.parametrize(("word", "code"), [(b"lock\n", 3), (b"hide\n", 4)])
def test_the_keepers_word_decides_how_it_ends(
    door: Any, journal: Any, resources: Path, pipes: Any, word: bytes, code: int
) -> None:
    keeper_writes, keeper_reads, from_keeper, to_keeper = pipes
    seen: list[bool] = []

    def go_on() -> None:
        if not _window().isVisible():
            QTimer.singleShot(20, go_on)
            return
        seen.append(True)
        os.write(keeper_writes, word)

    def show() -> None:
        os.write(keeper_writes, b"show\n")
        QTimer.singleShot(20, go_on)

    QTimer.singleShot(0, show)
    ended = run_window(door, FakeWords(), FakePreferences(), resources, from_keeper, to_keeper, door.right)

    assert ended == code
    assert seen == [True]
    assert journal.calls("close") == [()]
    assert b"ready" in os.read(keeper_reads, 100)


def test_it_shows_itself_only_when_the_keeper_says_so(door: Any, resources: Path, pipes: Any) -> None:
    keeper_writes, _keeper_reads, from_keeper, to_keeper = pipes
    seen: list[bool] = []

    def go_on() -> None:
        seen.append(_window().isVisible())
        os.write(keeper_writes, b"lock\n")

    QTimer.singleShot(100, go_on)
    run_window(door, FakeWords(), FakePreferences(), resources, from_keeper, to_keeper)

    assert seen == [False]


def test_without_a_keeper_closing_the_window_quits(door: Any, resources: Path) -> None:
    QTimer.singleShot(100, lambda: _window().close())

    assert run_window(door, FakeWords(), FakePreferences(), resources, None, None, door.right) == 0


def test_R17_what_nobody_foresaw_is_told_and_logged_without_its_content(
    door: Any, resources: Path, caplog: pytest.LogCaptureFixture, logged_errors: Any
) -> None:
    told: list[str] = []

    def fail() -> None:
        try:
            raise ValueError("nightingale")
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
        QTimer.singleShot(20, look)

    def look() -> None:
        from tests.gui.seeing import texts

        told.extend(texts(_window()))
        _window().close()

    QTimer.singleShot(150, fail)
    with caplog.at_level(logging.DEBUG):
        run_window(door, FakeWords(), FakePreferences(), resources, None, None, door.right)

    assert "Something in the program went wrong." in told
    assert "ValueError at test_start.py" in caplog.text
    assert "nightingale" not in caplog.text + "".join(told)
    assert logged_errors


def test_a_message_of_qts_is_logged_by_kind_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    class Context:
        category = "qt.text"
        line = 7

    with caplog.at_level(logging.WARNING):
        start._log_message(QtMsgType.QtWarningMsg, Context(), "canary")  # type: ignore[arg-type]  # as Qt hands it over

    assert "qt.text" in caplog.text
    assert "canary" not in caplog.text


def test_qts_own_settings_are_kept_nowhere(door: Any, resources: Path, home: Path) -> None:
    QTimer.singleShot(50, lambda: _window().close())
    run_window(door, FakeWords(), FakePreferences(), resources, None, None)

    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///canary")
    settings.sync()

    assert not any("canary" in file.read_text(errors="replace") for file in home.rglob("*") if file.is_file())
    assert not (resources / "no settings").exists()
