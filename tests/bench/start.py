"""From starting the program to its window on the screen, locked; on an X display of its own without window manager."""

import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

import pytest

from tests.bench.case import Case, Figures, Line, NotMeasured, Sizes, step
from tests.bench.journals import build, built
from tests.bench.memory import tree_peak
from tests.commands import needed
from tests.system.displays import Display, display_server

_SMALL = 20
_TITLE = "Journal"
_PATIENCE = 30.0
_GLANCE = 0.1
_SETTLED = 0.5
_WINDOW = re.compile(r"window (0x[0-9a-f]+), override")

Mapped: TypeAlias = "queue.Queue[tuple[float, str]]"
"""When a window appeared (seconds of the performance counter), and its number."""


def cases(_sizes: Sizes) -> tuple[Case, ...]:
    """One case; `Journal` is two processes, the keeper and the window."""
    return (
        Case(
            "start until the locked window is mapped",
            "one process that shows a bare PySide6 window",
            step(ours),
            step(theirs),
            (Line("start to window", "ms", "start", "start"),),
            (step(build, incidents=_SMALL),),
        ),
    )


def ours(work: Path) -> Figures:
    """`journal --journal FOLDER`, as a double-click starts it."""
    return _until_mapped("-m", "journal", "--journal", str(built(work, _SMALL).folder.root))


def theirs(work: Path) -> Figures:
    """The same wait for a window with nothing in it."""
    return _until_mapped("-m", "tests.bench.bare_window")


def _until_mapped(*arguments: str) -> Figures:
    try:
        with (
            display_server() as display,
            _told_by_xev(display) as mapped,
            tempfile.TemporaryFile("w+") as said,
        ):
            begun = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, *arguments], env=display.environ(), stdout=said, stderr=said
            ) as program:
                try:
                    seconds = _first_seen(display, mapped, program, said) - begun
                    time.sleep(_SETTLED)  # what it loads right behind its window counts as memory
                    return {"start": [seconds * 1000], "peak": [tree_peak(program.pid)]}
                finally:
                    program.terminate()
    except pytest.skip.Exception as reason:
        raise NotMeasured(str(reason)) from reason


@contextmanager
def _told_by_xev(display: Display) -> Iterator[Mapped]:
    """What is mapped on the display, at once: xdotool would look twice a second."""
    needed("xdotool")
    command = [needed("xev"), "-root", "-event", "substructure"]
    mapped: Mapped = queue.Queue()
    with subprocess.Popen(command, env=display.environ(), stdout=subprocess.PIPE, text=True) as watcher:
        if watcher.stdout is None:
            raise NotMeasured("xev cannot be read")
        threading.Thread(target=_listen, args=(watcher.stdout, mapped), daemon=True).start()
        try:
            yield mapped
        finally:
            watcher.terminate()


def _listen(lines: IO[str], mapped: Mapped) -> None:
    for line in lines:
        if line.startswith("MapNotify"):
            now = time.perf_counter()
            found = _WINDOW.search(next(lines, ""))
            if found:
                mapped.put((now, found[1]))


def _first_seen(display: Display, mapped: Mapped, program: "subprocess.Popen[bytes]", said: IO[str]) -> float:
    """When the first window with the title appeared."""
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until and program.poll() is None:
        try:
            seen, window = mapped.get(timeout=_GLANCE)
        except queue.Empty:
            continue
        if _title(display, window) == _TITLE:
            return seen
    said.seek(0)
    words = said.read().strip().splitlines()
    raise NotMeasured(f"no window titled {_TITLE} appeared{': ' + words[-1] if words else ''}")


def _title(display: Display, window: str) -> str:
    """What the window is called; nothing where it has gone already."""
    asked = ["xdotool", "getwindowname", window]
    return subprocess.run(asked, env=display.environ(), capture_output=True, text=True).stdout.strip()
