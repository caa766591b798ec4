"""N-01 to N-03: no socket of the network is ever made, all works where there is none, nothing for it is loaded."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from journal.desktop.channel import Answer, ask
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from tests.commands import needed
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.system.displays import Display
from tests.system.person import Person
from tests.system.program import command_of, running

SOME = (
    "tests/gui/main/test_session.py",
    "tests/gui/unlock",
    "tests/gui/printing/test_few_clicks.py",
    "tests/gui/printing/test_print_sheet.py",
    "tests/intake",
    "tests/services/test_journal.py",
    "tests/services/test_printing.py",
)
ALL = ("tests/gui", "tests/intake", "tests/report", "tests/services", "tests/test_commands.py", "tests/vault")

NETWORK = re.compile(r"\b(AF_INET6?|AF_PACKET|AF_NETLINK|sa_family=AF_INET|htons|getaddrinfo)\b")
"""What a call that has to do with the network shows in a trace; netlink is how names and interfaces are asked for."""


def traced(trace: Path) -> tuple[str, ...]:
    """The beginning of a command line whose calls to the network are written down, those of all its children too."""
    return (
        needed("strace"),
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        "trace=%network",
        "-o",
        str(trace),
    )


def network_calls(trace: Path) -> list[str]:
    return [line for line in trace.read_text(errors="replace").splitlines() if NETWORK.search(line)]


def test_the_trace_shows_whoever_reaches_for_the_network(tmp_path: Path) -> None:
    reach = "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()"

    subprocess.run([*traced(tmp_path / "calls"), sys.executable, "-c", reach], check=True)

    assert len(network_calls(tmp_path / "calls")) == 1


def test_N01_looking_for_printers_stays_on_this_computer(
    tmp_path: Path, checkout: Path, without_network: tuple[str, ...]
) -> None:
    look = (
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtPrintSupport import QPrintDialog\n"
        "app = QApplication([])\n"
        "from journal.gui.printing.printer import usual_printer\n"
        "QPrintDialog(usual_printer())\n"
        "from journal.desktop.printing import printers\n"
        "printers()\n"
    )
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CUPS_SERVER": "192.0.2.1"}

    subprocess.run(
        [*without_network, *traced(tmp_path / "calls"), sys.executable, "-c", look],
        cwd=checkout,
        env=environ,
        check=True,
    )

    assert network_calls(tmp_path / "calls") == []
    assert "/run/cups/cups.sock" in (tmp_path / "calls").read_text()


@pytest.mark.first
@pytest.mark.timeout(1800)
def test_N01_N02_the_suite_passes_without_a_network_and_never_asks_for_one(
    tmp_path: Path, checkout: Path, without_network: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    parts = ALL if request.config.getoption("--long") else SOME
    command = [*without_network, *traced(tmp_path / "calls"), sys.executable, "-m", "pytest"]
    quiet = ["-q", "-p", "no:cacheprovider", "--timeout=600", "--no-cov"]

    done = subprocess.run(
        [*command, *quiet, *parts],
        cwd=checkout,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    assert network_calls(tmp_path / "calls") == []
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.usefixtures("window_manager")
def test_N03_the_running_program_has_sockets_of_this_computer_only_and_loads_nothing_for_others(
    xvfb: Display, tmp_path: Path
) -> None:
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    door.create(PASSPHRASE).result().close()
    door.close()
    person = Person(xvfb)
    trace = tmp_path / "calls"
    with running(xvfb, folder.root, before=traced(trace)) as program:
        person.wait_for_window("Journal")
        person.type(PASSPHRASE)
        person.press("Return")
        person.press("ctrl+n")
        assert ask(folder.root, "capture", 20) is Answer.OK
        ours = [process for process in program.processes() if b"-o" not in command_of(process)]
        loaded = {name for process in ours for name in libraries_of(process)}
        foreign = {process: sockets_of(process) - local_sockets(process) for process in ours}

    assert len(ours) >= 2
    assert any("Qt6Widgets" in name for name in loaded)
    assert [
        name for name in loaded if re.search(r"Qt6?Network|Qt6?WebEngine|_ssl\.|libcurl|libssl", name)
    ] == []
    assert all(inodes == set() for inodes in foreign.values())
    assert network_calls(trace) == []


def libraries_of(process: int) -> set[str]:
    """The names of the files that a process has in its memory."""
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    return {line.split(maxsplit=5)[5] for line in lines if "/" in line}


def sockets_of(process: int) -> set[int]:
    """The inodes of the sockets a process holds."""
    ends = []
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed
            ends.append(str(entry.readlink()))
    return {int(end[len("socket:[") : -1]) for end in ends if end.startswith("socket:[")}


def local_sockets(process: int) -> set[int]:
    """The inodes of the sockets within this computer that a process can see."""
    lines = Path(f"/proc/{process}/net/unix").read_text().splitlines()[1:]
    return {int(line.split()[6]) for line in lines}
