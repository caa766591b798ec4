"""Real displays for the tests that need one. Each test gets a display of its own; nothing outlives it.

* `xvfb`: a new, empty X display of 1920 x 1080. `DISPLAY` is set for the test, so that every program it starts
  lands there. Another size: `@pytest.mark.parametrize("xvfb", ["3840x1080x24"], indirect=True)`.
* `two_monitors`: the same with 3840 x 1080, split into the monitors LEFT (primary) and RIGHT.
* `session_bus`: a message bus, for what a desktop says to programs and for password stores.
* `journal`: a journal that is there and locked; `PASSPHRASE` of `tests/system/program.py` opens it.
* `window_manager`: openbox on that display, ready; ask for it where windows have to be placed, focused or active.
* `without_network`: the beginning of a command line that takes the network away.

`tests/system/displays.py` has what they are made of (`display_server`, `on_display`, `wait_until`, `Display`), for
tests that need two displays or one that goes away.
"""

import gc
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.services.door import Door
from tests.commands import needed
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.system.buses import bus_at
from tests.system.displays import Display, display_server, wait_until
from tests.system.program import PASSPHRASE


@pytest.fixture(autouse=True, scope="session")
def sigquit_ends_programs() -> Iterator[None]:
    """What a shell starts in the background ignores SIGQUIT, and so does all that it starts in turn."""
    before = signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGQUIT, before)


@pytest.fixture
def xvfb(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Display]:
    """A new X display, empty and without a window manager; stopped with the test."""
    with display_server(getattr(request, "param", "1920x1080x24")) as display:
        for name in ("DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
            monkeypatch.setenv(name, display.environ()[name])
        yield display


@pytest.fixture
def two_monitors(monkeypatch: pytest.MonkeyPatch) -> Iterator[Display]:
    """A new X display of two monitors side by side, 1920 x 1080 each: LEFT, which is the primary one, and RIGHT."""
    with display_server("3840x1080x24") as display:
        for name in ("DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
            monkeypatch.setenv(name, display.environ()[name])
        display.set_monitor("LEFT", 0, 0, 1920, 1080, primary=True)
        display.set_monitor("RIGHT", 1920, 0, 1920, 1080)
        yield display


@pytest.fixture
def session_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A message bus of the person's session with nothing on it; its address, where programs look for it."""
    folder = tmp_path / "session-bus"
    folder.mkdir()
    with bus_at(folder) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
    # What libraries left of their connections goes with it, not in the middle of another test.
    gc.collect()


@pytest.fixture(scope="session")
def without_network() -> tuple[str, ...]:
    """The beginning of a command line that takes the network away; nothing where the system does not let us.

    What is traced shows then that nothing was asked of the network, which comes to the same.
    """
    unshare = needed("unshare")
    for options in (("-n",), ("-rn",)):
        tried = subprocess.run([unshare, *options, "true"], capture_output=True)
        if tried.returncode == 0:
            return (unshare, *options)
    return ()


@pytest.fixture
def window_manager(xvfb: Display) -> Iterator["subprocess.Popen[bytes]"]:
    """Openbox on `xvfb`, ready to manage windows; with its own settings, whatever the machine has."""
    with subprocess.Popen([needed("openbox"), "--sm-disable"], env=xvfb.environ()) as openbox:
        try:
            wait_until(
                lambda: xvfb.root_property("_NET_SUPPORTING_WM_CHECK") != "", "openbox manages windows"
            )
            yield openbox
        finally:
            openbox.terminate()


@pytest.fixture
def journal(tmp_path: Path) -> JournalFolder:
    """A journal that is there and locked."""
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    door.create(PASSPHRASE).result().close()
    door.close()
    return folder
