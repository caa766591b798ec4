"""From pressing the key in another program to the picture in its place on disk, and to the line that says so."""

import hashlib
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeAlias

import mss
import pytest

from journal.domain.folder import JournalFolder
from tests.bench.case import Case, Figures, Goal, Line, NotMeasured, Sizes, step
from tests.bench.journals import PASSPHRASE, build, built
from tests.commands import needed
from tests.system.buses import bus_at
from tests.system.displays import PATIENCE, Display, display_server, on_display, wait_until
from tests.system.program import running
from tests.system.test_locking import has_lock

_ENTRIES = 200
_PRESSES = 20
_SCREENS = ("1920x1080", "3840x2160")
_KEPT_BELOW_MS, _LINE_BELOW_MS = 300.0, 600.0
_HALF, _THREE_TIMES = 0.5, 3.0
_GLANCE = 0.001
_REST = 1.0
"""What a busy screen of that size gets to come to rest, its caret apart."""
_PNG_END = b"IEND\xaeB`\x82"

Mapped: TypeAlias = "queue.Queue[float]"
"""When a window of the display appeared (seconds of the performance counter)."""


def cases(_sizes: Sizes) -> tuple[Case, ...]:
    """Against the least that has to be done and against another program, on two sizes of screen.

    The desktop on them is drawn to look real. What tells a program that a key was pressed is part of all figures, and
    so is what flameshot, whose own process is running already, needs to be started by the desktop's shortcut.
    """
    return tuple(case for screen in _SCREENS for case in _cases(screen))


def _cases(screen: str) -> tuple[Case, ...]:
    prepared = (step(build, incidents=_ENTRIES),)
    kept = Goal(p95_below=_KEPT_BELOW_MS, ratio_at_most=_THREE_TIMES)
    return (
        Case(
            f"capture key, {screen}, the window open and in front",
            "mss grab, SHA-256 and a raw file with fsync, as soon as the key was pressed",
            step(ours, screen=screen, window="in front"),
            step(limit, screen=screen),
            (
                Line("key to kept", "ms", "kept", "kept", kept),
                Line("key to line", "ms", "line", "kept", Goal(p95_below=_LINE_BELOW_MS)),
            ),
            prepared,
            rounds=1,
        ),
        Case(
            f"capture key, {screen}, the window open and minimised",
            "the same",
            step(ours, screen=screen, window="minimised"),
            step(limit, screen=screen),
            (Line("key to kept", "ms", "kept", "kept", kept),),
            prepared,
            rounds=1,
        ),
        Case(
            f"capture key, {screen}, the window open and in front",
            "flameshot full -p, its daemon running, to the end of its PNG file without fsync",
            step(ours, screen=screen, window="in front"),
            step(flameshot, screen=screen),
            (Line("key to kept", "ms", "kept", "kept", Goal(ratio_at_most=_HALF)),),
            prepared,
            rounds=1,
        ),
    )


@dataclass(frozen=True)
class _Stage:
    """A display with a desktop on it, and a hand on its keys."""

    display: Display
    mapped: Mapped
    hand: IO[bytes]

    def press(self, key: str) -> float:
        """Press a key, and return when."""
        begun = time.perf_counter()
        self.hand.write(f"key {key}\n".encode())
        self.hand.flush()
        return begun


def ours(work: Path, screen: str, window: str) -> Figures:
    """Press the key again and again while another program is in front, or we are."""
    there = built(work, _ENTRIES)
    figures: Figures = {"kept": [], "line": []}
    with _stage(screen) as stage, running(stage.display, there.folder.root):
        main = _opened(stage, there.folder)
        if window == "minimised":
            stage.display.run("xdotool", "windowminimize", main)
            time.sleep(_REST)
        for _press in range(_PRESSES):
            kept, line = _press_once(stage, there.folder, with_line=window == "in front")
            figures["kept"].append(kept)
            figures["line"].append(line)
            time.sleep(_REST)
    return figures


def _opened(stage: _Stage, folder: JournalFolder) -> str:
    """Open the journal, take the first pictures, and return the main window."""
    run = stage.display.run
    found: list[str] = []

    def seen() -> bool:
        found[:] = run("sh", "-c", "xdotool search --onlyvisible --name '^Journal$' || true").split()
        return bool(found)

    wait_until(seen, "there is a window")
    time.sleep(_REST)
    run("xdotool", "type", "--delay", "12", PASSPHRASE)
    run("xdotool", "key", "Return")
    wait_until(lambda: has_lock(folder.root), "the journal is open")
    for _ in range(3):
        time.sleep(2 * _REST)
        stage.press("F9")
    time.sleep(2 * _REST)
    return found[0]


def limit(work: Path, screen: str) -> Figures:
    """The least that has to be done with the same pixels, in clear."""
    written = []
    with _stage(screen) as stage, mss.MSS(display=stage.display.name) as eyes:
        for press in range(_PRESSES):
            begun = stage.press("F8")
            raw = eyes.grab(eyes.monitors[0]).raw
            place = work / f"{hashlib.sha256(raw).hexdigest()}-{press}"
            with place.open("wb", buffering=0) as file:
                file.write(raw)
                os.fsync(file.fileno())
            written.append((time.perf_counter() - begun) * 1000)
            place.unlink()
            time.sleep(_REST / 2)
    return {"kept": written}


def flameshot(work: Path, screen: str) -> Figures:
    """The same picture as a PNG file of a program many people use."""
    written = []
    with _stage(screen) as stage, TemporaryDirectory(dir=work) as folder, bus_at(Path(folder)) as bus:
        program = shutil.which("flameshot")
        if program is None:
            raise NotMeasured("flameshot is not here")
        home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": folder}
        environ = {**stage.display.environ(), **home, "DBUS_SESSION_BUS_ADDRESS": bus}
        quiet = subprocess.DEVNULL
        with subprocess.Popen([program], env=environ, stdout=quiet, stderr=quiet) as daemon:
            try:
                time.sleep(_REST)
                for press in range(_PRESSES):
                    place = Path(folder) / f"{press}.png"
                    begun = time.perf_counter()
                    command = [program, "full", "-p", str(place)]
                    with subprocess.Popen(command, env=environ, stdout=quiet, stderr=quiet):
                        _wait(lambda place=place: _is_whole(place), begun, "flameshot saved nothing")  # type: ignore[misc]  # bound now
                        written.append((time.perf_counter() - begun) * 1000)
                    time.sleep(_REST)
            finally:
                daemon.terminate()
    return {"kept": written}


def _press_once(stage: _Stage, folder: JournalFolder, *, with_line: bool) -> tuple[float, float]:
    """Milliseconds to the file in its place, and to the line on the screen."""
    before = _files(folder)
    while not stage.mapped.empty():
        stage.mapped.get()
    begun = stage.press("F9")
    _wait(lambda: _files(folder) > before, begun, "the key was not heard")
    kept = time.perf_counter()
    line = stage.mapped.get(timeout=PATIENCE) if with_line else kept
    return (kept - begun) * 1000, (line - begun) * 1000


def _files(folder: JournalFolder) -> int:
    """How many sealed files there are; one that is being written has another name, and its place once it is on disk."""
    filed = sum(1 for path in folder.media.glob("*/*"))
    return filed + sum(1 for path in folder.inbox.glob("*") if not path.name.startswith("."))


def _is_whole(png: Path) -> bool:
    try:
        with png.open("rb") as file:
            file.seek(-len(_PNG_END), os.SEEK_END)
            return file.read() == _PNG_END
    except OSError:
        return False


def _wait(condition: Callable[[], bool], begun: float, otherwise: str) -> None:
    while not condition():
        if time.perf_counter() > begun + PATIENCE:
            raise NotMeasured(otherwise)
        time.sleep(_GLANCE)


@contextmanager
def _stage(screen: str) -> Iterator[_Stage]:
    """A display with a window manager and a desktop on it, and what appears there, at once."""
    with ExitStack() as ends:
        try:
            display = ends.enter_context(display_server(f"{screen}x24"))
            environ = display.environ()
            openbox = [needed("openbox"), "--sm-disable"]
            xev = [needed("xev"), "-root", "-event", "substructure"]
            xdotool = [needed("xdotool"), "-"]
            pipe = subprocess.PIPE
            manager = ends.enter_context(subprocess.Popen(openbox, env=environ))
            ends.callback(manager.terminate)
            painter = ends.enter_context(on_display(display, sys.executable, "-m", "tests.bench.desktop"))
            watcher = ends.enter_context(subprocess.Popen(xev, env=environ, stdout=pipe, text=True))
            ends.callback(watcher.terminate)
            hand = ends.enter_context(subprocess.Popen(xdotool, env=environ, stdin=pipe))
            ends.callback(hand.terminate)
            if watcher.stdout is None or painter.stdout is None or hand.stdin is None:
                raise NotMeasured("what runs on the display cannot be spoken to")
            painter.stdout.readline()
            mapped: Mapped = queue.Queue()
            threading.Thread(target=_listen, args=(watcher.stdout, mapped), daemon=True).start()
            time.sleep(_REST)
            yield _Stage(display, mapped, hand.stdin)
        except pytest.skip.Exception as reason:
            raise NotMeasured(str(reason)) from reason


def _listen(lines: IO[str], mapped: Mapped) -> None:
    for line in lines:
        if line.startswith("MapNotify"):
            mapped.put(time.perf_counter())
