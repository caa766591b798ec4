"""Real X displays for tests: each on a free number of its own, stopped by its pid."""

import os
import select
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol

import pytest

from tests.commands import needed

PATIENCE = 30.0
"""Seconds that something real may take on a busy machine before a test says that it did not happen."""


@dataclass(frozen=True)
class Display:
    """A running display; `name` is what DISPLAY is set to, sizes are in pixels."""

    name: str
    width: int
    height: int
    depth: int

    def environ(self) -> dict[str, str]:
        """The environment of this process as a program on this display sees it: X11, and nothing of Wayland."""
        environ = {**os.environ, "DISPLAY": self.name, "XDG_SESSION_TYPE": "x11", "QT_QPA_PLATFORM": "xcb"}
        environ.pop("WAYLAND_DISPLAY", None)
        return environ

    def run(self, *command: str) -> str:
        """Run a command on this display to its end and return what it wrote."""
        done = subprocess.run(command, env=self.environ(), capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def press(self, key: str) -> None:
        """Press a key, and wait for nothing that comes of it."""
        self.run("xdotool", "key", key)

    def set_monitor(
        self, name: str, x: int, y: int, width: int, height: int, *, primary: bool = False
    ) -> None:
        """Have a rectangle of the display be a monitor; the first one set takes the place of the whole."""
        # The one real output belongs to the first; others are monitors without one.
        output = "none" if self._has_named_monitor() else "screen"
        geometry = f"{width}/{width * 254 // 960}x{height}/{height * 254 // 960}+{x}+{y}"
        self.run("xrandr", "--setmonitor", f"{'*' if primary else ''}{name}", geometry, output)

    def root_property(self, name: str) -> str:
        """What the root window says under a name, as xprop writes it; empty where it says nothing."""
        told = self.run("xprop", "-root", name)
        return told.partition("=")[2].strip() or told.partition("#")[2].strip()

    def _has_named_monitor(self) -> bool:
        return "Monitors: 1\n 0: +screen" not in self.run("xrandr", "--listmonitors").replace("*", "")


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something to become true, and fail with `what` should have happened."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"did not happen: {what}"
        time.sleep(0.02)


@contextmanager
def display_server(screen: str = "1920x1080x24") -> Iterator[Display]:
    """Start Xvfb with one screen (width x height x depth) on a display number that is free, and stop it."""
    command = needed("Xvfb")
    number, tell = os.pipe()
    # -noreset: else the monitors set by xrandr are gone as soon as it ends.
    options = ["-screen", "0", screen, "-noreset", "-nolisten", "tcp", "-displayfd", str(tell)]
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen([command, *options], pass_fds=[tell], stdout=words, stderr=words) as server,
    ):
        os.close(tell)
        try:
            width, height, depth = (int(part) for part in screen.split("x"))
            yield Display(f":{_read_number(number, words)}", width, height, depth)
        finally:
            os.close(number)
            server.terminate()


class Desktop(Protocol):
    """Whatever programs can be started on."""

    def environ(self) -> dict[str, str]:
        """The environment of this process as a program there sees it."""
        ...


@contextmanager
def on_display(display: Desktop, *command: str) -> Iterator["subprocess.Popen[str]"]:
    """Start a program on a display, with pipes to its input and from its output, and end it."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=display.environ(), stdin=pipe, stdout=pipe, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def _read_number(descriptor: int, words: IO[bytes]) -> int:
    told = b""
    while not told.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], PATIENCE)
        more = os.read(descriptor, 16) if ready else b""
        if not more:
            words.seek(0)
            pytest.fail(f"Xvfb did not start: {words.read().decode(errors='replace')}")
        told += more
    return int(told)
