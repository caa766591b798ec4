"""The whole program on a display: its keeper and its window as processes that can be looked into."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.channel import ask
from tests.system.displays import PATIENCE, Desktop, wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
PASSPHRASE = "eleven brass owls count the harvest moon"
"""What opens the journal that is there."""


@dataclass(frozen=True)
class Program:
    """A running keeper of one journal."""

    keeper: "subprocess.Popen[bytes]"
    journal: Path

    def window(self) -> int:
        """The process id of the window there is now; 0 between two."""
        return next((process for process in self.processes() if b"--window" in command_of(process)), 0)

    def wait_for_window(self, other_than: int = 0) -> int:
        """Wait for a window process, and return its id."""
        wait_until(lambda: self.window() not in (0, other_than), "there is a window process")
        return self.window()

    def keeper_itself(self) -> int:
        """The keeper's process id, whatever it was started through."""
        return next(
            process
            for process in self.processes()
            if b"journal" in command_of(process) and b"-o" not in command_of(process)
        )

    def processes(self) -> tuple[int, ...]:
        """The keeper, its window, and all they ever started, whoever is its parent by now."""
        there = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return tuple(process for process in there if _session_of(process) == self.keeper.pid)

    def lock(self) -> None:
        """Have it locked through the socket."""
        ask(self.journal, "lock", PATIENCE)


@contextmanager
def running(
    display: Desktop,
    journal: Path,
    environ: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
) -> Iterator[Program]:
    """Start the program as a double-click does, and end it with all its processes.

    `before` is a command that starts another, such as strace with its options.
    """
    command = (*before, sys.executable, "-m", "journal", "--journal", str(journal))
    surroundings = {**display.environ(), **(environ or {})}
    with subprocess.Popen(command, cwd=CHECKOUT, env=surroundings, start_new_session=True) as keeper:
        program = Program(keeper, journal)
        try:
            program.wait_for_window()
            yield program
        finally:
            for process in program.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)


def _session_of(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    # The name before it, in brackets, may hold anything.
    return int(told.rpartition(")")[2].split()[3])


def command_of(process: int) -> tuple[bytes, ...]:
    """The arguments a process was started with; none of one that is gone."""
    try:
        return tuple(Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0"))
    except (FileNotFoundError, ProcessLookupError):
        return ()


def is_running(process: int) -> bool:
    """Whether a process still has memory: one that has ended and was not waited for has none."""
    try:
        return Path(f"/proc/{process}/statm").read_text().split()[0] != "0"
    except (FileNotFoundError, ProcessLookupError):
        return False


def seconds_until_gone(process: int) -> float:
    """Wait for a process to end, and return how long that took."""
    begun = time.monotonic()
    while is_running(process):
        assert time.monotonic() - begun < PATIENCE, "the process did not end"
        time.sleep(0.005)
    return time.monotonic() - begun


def found_in_memory(process: int, needles: Mapping[str, bytes]) -> dict[str, int]:
    """How often each needle lies in the memory of a process; needs the right to read it."""
    counts = dict.fromkeys(needles, 0)
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            area, rights, *_ = line.split()
            if "r" not in rights or "[vvar" in line or "[vsyscall]" in line:
                continue
            begins, ends = (int(edge, 16) for edge in area.split("-"))
            try:
                memory.seek(begins)
                held = memory.read(ends - begins)
            except (OSError, OverflowError):
                continue
            for name, needle in needles.items():
                counts[name] += held.count(needle)
    return counts
