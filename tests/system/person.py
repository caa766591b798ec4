"""Hands and eyes for system tests: presses keys as a person does, and waits until the screen has come to rest."""

import hashlib
import time
from dataclasses import dataclass

import mss

from tests.system.displays import PATIENCE, Display, wait_until

_STILL = 3
_LONG_LOOKED_AT = 8
_BREATH = 0.12


@dataclass
class Person:
    """Somebody who sits before a display."""

    display: Display

    def press(self, *keys: str) -> None:
        """Press keys one after the other, and look what came of it."""
        for key in keys:
            before = self.look()
            self.display.run("xdotool", "key", "--clearmodifiers", key)
            self._wait_for_change(before)
        self.rest()

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self.display.run("xdotool", "type", "--delay", "12", text)
        self.rest()

    def click(self, window: str, x: int, y: int) -> None:
        """Click at a place of a window, in pixels from its upper left corner; negative: from the lower right one."""
        left, top, width, height = self.geometry(window)
        across, down = (x if x >= 0 else width + x), (y if y >= 0 else height + y)
        before = self.look()
        self.display.run("xdotool", "mousemove", str(left + across), str(top + down), "click", "1")
        self._wait_for_change(before)
        self.rest()

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Where a window lies, and its size."""
        # xdotool counts the frame twice.
        told = self.display.run("xwininfo", "-id", window)
        fields = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        left, top, width, height = (int(told.split(f"{field}:")[1].split()[0]) for field in fields)
        return left, top, width, height

    def wait_for_window(self, title: str) -> str:
        """Wait until a window of that title is seen, and return its id."""
        found: list[str] = []

        def seen() -> bool:
            # xdotool answers "nothing found" with an exit code of 1, which `run` would take for a failure.
            told = self.display.run("sh", "-c", f"xdotool search --onlyvisible --name '^{title}$' || true")
            found[:] = told.split()
            return bool(found)

        wait_until(seen, f"a window named {title}")
        self.rest()
        return found[-1]

    def look(self) -> str:
        """What is on the screen, as a hash."""
        with mss.MSS(display=self.display.name) as eyes:
            return hashlib.sha256(eyes.grab(eyes.monitors[0]).raw).hexdigest()

    def rest(self) -> None:
        """Wait until the screen has not changed for a moment; a blinking caret is no change worth waiting for."""
        until = time.monotonic() + PATIENCE
        seen = [self.look()]
        while not _is_still(seen):
            assert time.monotonic() < until, "the screen never came to rest"
            time.sleep(_BREATH)
            seen.append(self.look())

    def _wait_for_change(self, before: str) -> None:
        """Wait a little for something to happen; some keys change nothing that is seen."""
        until = time.monotonic() + 1.0
        while self.look() == before and time.monotonic() < until:
            time.sleep(0.03)


def _is_still(seen: list[str]) -> bool:
    """Whether the last looks were the same, or a caret blinks: on a busy machine it may do so between any three."""
    if len(seen) >= _STILL and len(set(seen[-_STILL:])) == 1:
        return True
    return len(seen) >= _LONG_LOOKED_AT and len(set(seen[-_LONG_LOOKED_AT:])) <= 2
