"""What holds for every test: nothing of the person's own, nothing from outside, and no trouble left unsaid."""

import gc
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

import launch
import private_environment

TESTS = Path(__file__).parent
IN_CI = os.environ.get("CI", "").lower() == "true"
# Known before HOME is moved: what packaging/run.py has set up once is used again by the tests that start it.
SETUP_FOLDER = private_environment.setup_folder(os.environ)

hypothesis.settings.register_profile("house", deadline=None, print_blob=True, max_examples=25)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("house"), max_examples=100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    """Try few examples of each property where many would take minutes."""
    hypothesis.settings.load_profile("thorough" if config.getoption("--long") else "house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless they were asked for, and let Qt's warnings fail the tests of windows.

    The order is by chance, but for those that take longest.
    """
    if not config.getoption("--long"):
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.get_closest_marker("first") is None)
    if config.pluginmanager.has_plugin("pytest-qt"):
        for item in items:
            if item.path.is_relative_to(TESTS / "gui") and not item.get_closest_marker("qt_log_level_fail"):
                item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped in CI has not been run, and that is a failure there."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself."""
    report = yield
    if IN_CI and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Without its plugin nobody but our own code can have brought Qt in, and the core must not."""
    without_qt = not session.config.pluginmanager.has_plugin("pytest-qt")
    if without_qt and "PySide6" in sys.modules:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nQt was imported by a test that must do without it.")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A person's home that is new and empty; the real one, its session bus and its display stay out of reach."""
    home = tmp_path_factory.mktemp("home")
    runtime = Path(tempfile.mkdtemp(prefix="journal-run-"))  # short: a socket's path has at most 107 bytes
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, folder in {
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv(private_environment.FOLDER_VARIABLE, str(SETUP_FOLDER))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    yield home
    shutil.rmtree(runtime, ignore_errors=True)


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether there is time for every case, or only for some of each kind."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def checkout() -> Path:
    """The folder that holds everything."""
    return launch.CHECKOUT


class _ErrorRecords(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged_errors() -> Iterator[list[logging.LogRecord]]:
    """The ERROR records of a test that expects some; it has to look at them itself."""
    handler = _ErrorRecords()
    logging.getLogger().addHandler(handler)
    yield handler.records
    logging.getLogger().removeHandler(handler)


@pytest.fixture(autouse=True)
def _no_unexpected_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    handler = _ErrorRecords()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and "logged_errors" not in request.fixturenames:
        pytest.fail("logged as an error: " + "; ".join(record.getMessage() for record in handler.records))


@pytest.fixture(autouse=True)
def _no_widget_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    if not request.path.is_relative_to(TESTS / "gui"):
        yield
        return
    before = _top_level_widgets()
    yield
    left = [widget for widget in _top_level_widgets() if widget not in before]
    if left:
        pytest.fail("left behind: " + ", ".join(map(repr, left)))


def _top_level_widgets() -> list[object]:
    """Those that are still there once everything that was asked to go has gone."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if QApplication.topLevelWidgets():
        gc.collect()
    return list(QApplication.topLevelWidgets())
