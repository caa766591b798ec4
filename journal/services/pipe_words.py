"""The words keeper and window say to each other through the window's pipes, one line each."""

from enum import StrEnum


class ToWindow(StrEnum):
    """What the keeper says. `KEPT` is followed by a name and perhaps a note, `FAILED` by a reason."""

    SHOW = "show"
    HIDE = "hide"
    ASIDE = "aside"
    KEPT = "kept"
    FAILED = "failed"


class ToKeeper(StrEnum):
    """What the window says. `OPENED`: the journal is unlocked from now on; `HIDDEN` answers `ASIDE`."""

    READY = "ready"
    OPENED = "opened"
    HIDDEN = "hidden"
    CAPTURE = "capture"


QUIT_CODE = 0
"""The exit code of a window that the person closed: the keeper ends too."""

LOCKED_CODE = 3
"""The exit code of a window that locked: the keeper starts a fresh one."""
