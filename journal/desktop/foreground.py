"""Which window is in front, by its title and its program: never a reason to miss a picture."""

import re
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journal.desktop.x11 import ActiveWindow, active_window
from journal.desktop.xcb import X11Unavailable
from journal.domain.evidence import Box

_LIMIT = 512
_DOTS = re.compile(rb"^Xft\.dpi:[ \t]*([0-9]{1,4}(?:\.[0-9]{1,6})?)[ \t]*$", re.MULTILINE)
_USUAL_DOTS = 96
_SCALES = range(50, 1001)
_UNSHOWN = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Foreground:
    """The active window as plain text without control characters, at most 512 characters each; may be empty.

    Both were chosen by another program, and often by whoever wrote what it shows. `box` is where it lies on the
    desktop, in device pixels, where the desktop says; `scale_percent` is how large it has programs draw, 100 where it
    says nothing.
    """

    title: str
    application: str
    box: Box | None = field(default=None, compare=False)
    scale_percent: int = field(default=100, compare=False)


class ForegroundReader:
    """Asks the desktop for the active window; one that hangs is left alone until it answers."""

    def __init__(self, environ: Mapping[str, str], seconds: float = 0.2) -> None:
        """`seconds` is the longest a question may take."""
        self._environ = environ
        self._seconds = seconds
        self._asking = threading.Lock()

    def read(self) -> Foreground | None:
        """Return the active window, or None where the desktop does not say: Wayland, no window, no answer."""
        display = self._environ.get("DISPLAY", "")
        wayland = self._environ.get("WAYLAND_DISPLAY") or self._environ.get("XDG_SESSION_TYPE") == "wayland"
        if not display or wayland or not self._asking.acquire(blocking=False):
            return None
        answers: list[Foreground] = []
        # X11 has no time-out of its own: while another program holds the server, every question waits.
        thread = threading.Thread(target=self._ask, args=(display, answers), name="foreground", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system has no thread to give
            self._asking.release()
            return None
        thread.join(self._seconds)
        return answers[0] if answers else None

    def _ask(self, display: str, answers: list[Foreground]) -> None:
        try:
            window = active_window(display)
        except X11Unavailable:
            return
        finally:
            self._asking.release()
        if window is not None:
            answers.append(_plain(window))


def _plain(window: ActiveWindow) -> Foreground:
    untrusted_title = window.untrusted_title.decode("utf-8", "replace")
    untrusted_program = window.untrusted_class.decode("utf-8", "replace") or _program_of(window.untrusted_pid)
    box = Box(*window.untrusted_box) if window.untrusted_box is not None else None
    scale = _scale_percent(window.untrusted_resources)
    return Foreground(_shown(untrusted_title), _shown(untrusted_program), box, scale)


def _scale_percent(untrusted_resources: bytes) -> int:
    """What Qt and GTK go by on X11: how many dots an inch has, of 96."""
    found = _DOTS.search(untrusted_resources)
    percent = round(100 * float(found[1]) / _USUAL_DOTS) if found else 100
    return percent if percent in _SCALES else 100


def _program_of(untrusted_pid: int) -> str:
    try:
        return Path(f"/proc/{untrusted_pid}/comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _shown(untrusted: str) -> str:
    letters = (" " if unicodedata.category(letter) in _UNSHOWN else letter for letter in untrusted)
    return "".join(letters).strip()[:_LIMIT]
