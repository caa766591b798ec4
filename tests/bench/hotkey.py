"""From pressing the key in another program to the picture in its place on disk, and to the line that says so."""

import hashlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

import mss
import pytest

from journal.domain.folder import JournalFolder
from tests.bench.case import Case, Figures, Goal, Line, NotMeasured, Sizes, step
from tests.bench.journals import PASSPHRASE, build, built
from tests.system.displays import PATIENCE, Display, display_server, needed, on_display, wait_until
from tests.system.pattern import BEHIND
from tests.system.person import Person
from tests.system.program import running
from tests.system.test_locking import has_lock

_ENTRIES = 200
_PRESSES = 20
_KEPT_BELOW_MS, _LINE_BELOW_MS = 300.0, 600.0
_GLANCE = 0.001
_WINDOWS = 2
"""What comes back or appears after a capture: the main window, then the line."""

Mapped: TypeAlias = "queue.Queue[float]"
"""When a window of the display appeared (seconds of the performance counter)."""


def cases(_sizes: Sizes) -> tuple[Case, ...]:
    """One case, 1920 x 1080 of a pattern; starting the program that presses the key is part of all figures."""
    return (
        Case(
            f"capture key, journal of {_ENTRIES} entries open",
            "mss grab, SHA-256 and a raw file with fsync, as soon as the key was pressed",
            step(ours),
            step(theirs),
            (
                Line("key to kept", "ms", "kept", "kept", Goal(p95_below=_KEPT_BELOW_MS)),
                Line("key to line", "ms", "line", "kept", Goal(p95_below=_LINE_BELOW_MS)),
            ),
            (step(build, incidents=_ENTRIES),),
            rounds=1,
        ),
    )


def ours(work: Path) -> Figures:
    """Press the key again and again while the pattern's program is in front."""
    there = built(work, _ENTRIES)
    figures: Figures = {"kept": [], "line": []}
    with _watched_display() as (display, mapped), running(display, there.folder.root):
        person = Person(display)
        person.wait_for_window("Journal")
        person.type(PASSPHRASE)
        person.press("Return")
        wait_until(lambda: has_lock(there.folder.root), "the journal is open")
        person.rest()
        _warm_up(person)
        for _press in range(_PRESSES):
            kept, line = _press_once(display, there.folder, mapped)
            figures["kept"].append(kept)
            figures["line"].append(line)
            person.rest()
    return figures


def theirs(work: Path) -> Figures:
    """The least that has to be done with the same pixels, in clear."""
    written = []
    with _watched_display() as (display, _mapped), mss.MSS(display=display.name) as eyes:
        for press in range(_PRESSES):
            begun = time.perf_counter()
            display.press("F8")
            raw = eyes.grab(eyes.monitors[0]).raw
            name = hashlib.sha256(raw).hexdigest()
            with (work / f"{name}-{press}").open("wb", buffering=0) as file:
                file.write(raw)
                os.fsync(file.fileno())
            written.append((time.perf_counter() - begun) * 1000)
            (work / f"{name}-{press}").unlink()
    return {"kept": written}


def _press_once(display: Display, folder: JournalFolder, mapped: Mapped) -> tuple[float, float]:
    """Milliseconds to the file in its place, and to the line on the screen."""
    before = _files(folder)
    while not mapped.empty():
        mapped.get()
    begun = time.perf_counter()
    with subprocess.Popen(["xdotool", "key", "F9"], env=display.environ()):
        until = begun + PATIENCE
        while _files(folder) == before:
            if time.perf_counter() > until:
                raise NotMeasured("the key was not heard")
            time.sleep(_GLANCE)
        kept = time.perf_counter()
    line = [mapped.get(timeout=PATIENCE) for _ in range(_WINDOWS)][-1]
    return (kept - begun) * 1000, (line - begun) * 1000


def _warm_up(person: Person) -> None:
    """Press the key until its line is there: the journal has then been opened and drawn."""

    def line_is_there() -> bool:
        person.display.press("F9")
        person.rest()
        asked = ["sh", "-c", "xdotool search --onlyvisible --name '^Journal$' || true"]
        return len(person.display.run(*asked).split()) == _WINDOWS

    wait_until(line_is_there, "the line is shown")


def _files(folder: JournalFolder) -> int:
    """How many sealed files there are; one that is being written has another name, and its place once it is on disk."""
    filed = sum(1 for path in folder.media.glob("*/*"))
    return filed + sum(1 for path in folder.inbox.glob("*") if not path.name.startswith("."))


@contextmanager
def _watched_display() -> Iterator[tuple[Display, Mapped]]:
    """A display with a window manager and the pattern on it, and what appears there, at once."""
    try:
        with display_server() as display:
            openbox = [needed("openbox", "openbox"), "--sm-disable"]
            xev = [needed("xev", "x11-utils"), "-root", "-event", "substructure"]
            needed("xdotool", "xdotool")
            with (
                subprocess.Popen(openbox, env=display.environ()) as manager,
                on_display(display, sys.executable, "-m", "tests.system.pattern", BEHIND) as painter,
                subprocess.Popen(xev, env=display.environ(), stdout=subprocess.PIPE, text=True) as watcher,
            ):
                mapped: Mapped = queue.Queue()
                if watcher.stdout is None or painter.stdout is None:
                    raise NotMeasured("xev cannot be read")
                painter.stdout.readline()
                threading.Thread(target=_listen, args=(watcher.stdout, mapped), daemon=True).start()
                try:
                    yield display, mapped
                finally:
                    watcher.terminate()
                    manager.terminate()
    except pytest.skip.Exception as reason:
        raise NotMeasured(str(reason)) from reason


def _listen(lines: IO[str], mapped: Mapped) -> None:
    for line in lines:
        if line.startswith("MapNotify"):
            mapped.put(time.perf_counter())
