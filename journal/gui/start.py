"""Starts the window: the program's look, the way in, and the sign for its end."""

import logging
import os
import sys
import threading
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol

from PySide6.QtCore import QDir, QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from journal.domain.clock import Clock
from journal.gui.jobs import Jobs
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit, Wording
from journal.gui.look import fonts
from journal.gui.look.appearance import Appearance, Kept
from journal.gui.look.icons import FOLDER
from journal.gui.look.theme import LookWish, Shade, Theme
from journal.gui.main.session import Session

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal

_log = logging.getLogger(__name__)

SECONDS_TO_CLOSE = 0.2
"""What the journal may take to close after a lock; what is still running then ends with the process."""

_SHOWN_MS = 300
"""After so long the window stands, and what only entries need can be read before there are any to show."""


class Options(Kept, Protocol):
    """How the person likes the window, and where that is kept."""

    @property
    def theme(self) -> str: ...

    @property
    def text_percent(self) -> int: ...


def run_window(
    door: "Door",
    words: Wording,
    settings: Options,
    resources: Path,
    from_keeper: BinaryIO | None,
    to_keeper: BinaryIO | None,
    passphrase: str | None = None,
    clock: Clock | None = None,
) -> int:
    """Show the window until it locks or is closed; returns the exit code for the keeper.

    Without pipes there is no keeper: the window shows itself and cannot catch the screen.
    """
    app = make_application(resources)
    theme = Theme(app, LookWish(Shade(settings.theme), settings.text_percent))
    jobs = Jobs(app)
    kit = Kit(words, jobs, clock or door.clock)
    link = (
        KeeperLink(from_keeper, to_keeper, app) if from_keeper is not None and to_keeper is not None else None
    )
    session = Session(kit, door, link, app, Appearance(theme, settings))
    session.ended.connect(app.exit)
    jobs.failed.connect(_log_type)
    QTimer.singleShot(_SHOWN_MS, partial(fonts.bring_rare, resources / "fonts"))
    with _Watchful(jobs):
        session.begin(passphrase)
        if link is not None:
            link.listen()
        else:
            session.show()
        code = app.exec()
    if session.journal is not None:
        _close(session.journal)
    return code


def make_application(resources: Path) -> QApplication:
    """The program as the system knows it, with our icons and nothing written outside the journal."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough
        )
        app = QApplication(["journal"])
    app.setApplicationName("Journal")
    app.setApplicationDisplayName("Journal")
    app.setDesktopFileName("journal-desk")
    app.setQuitOnLastWindowClosed(False)
    QDir.setSearchPaths(FOLDER, [str(resources / "icons")])
    fonts.bring(resources / "fonts")
    app.setWindowIcon(QIcon(f"{FOLDER}:journal.svg"))
    # Qt's own dialogs keep their last folders in settings; below something that is no folder nothing can be kept.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    return app


class _Watchful:
    """While it lasts, what nobody foresaw is told in the window and logged by type and line only."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._hook = sys.excepthook

    def __enter__(self) -> None:
        sys.excepthook = self._unforeseen
        qInstallMessageHandler(_log_message)

    def __exit__(self, *_what: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(None)

    def _unforeseen(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        _log.error("unforeseen: %s at %s", kind.__name__, _line(trace))
        self._jobs.failed.emit(error)


def _log_type(error: BaseException) -> None:
    _log.warning("told: %s at %s", type(error).__name__, _line(error.__traceback__))


def _line(trace: TracebackType | None) -> str:
    last = trace
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return "?" if last is None else f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}"


def _log_message(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    """Qt's messages may hold what was typed or opened; only their kind and place are logged."""
    level = logging.DEBUG if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} else logging.WARNING
    _log.log(level, "qt: %s %s:%s", kind.name, context.category, context.line)


def _close(journal: "Journal") -> None:
    closing = threading.Thread(target=journal.close, name="closing", daemon=True)
    closing.start()
    closing.join(SECONDS_TO_CLOSE)
