"""What the desktop may refuse."""

from enum import StrEnum
from pathlib import Path

from journal.domain.errors import Fixable


class AlreadyOpen(Fixable):
    """Another window, here or of another user, has this journal open for writing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


class CannotLock(Fixable):
    """The file that keeps others out could not be made; `problem` is why, as the system names it: EROFS."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


class KeeperSilent(Fixable):
    """The keeper of this journal runs and did not answer in time."""

    def __init__(self, verb: str, seconds: float) -> None:
        super().__init__(verb, seconds)
        self.verb = verb
        self.seconds = seconds


class NoMeetingPlace(Fixable):
    """No private folder with a path short enough for a local socket was found; `tried` are those looked at."""

    def __init__(self, tried: tuple[Path, ...]) -> None:
        super().__init__(tried)
        self.tried = tried


class NotPrinted(Fixable):
    """The system's print command did not take the document; `detail` is what it said, for a log."""

    def __init__(self, printer: str, detail: str) -> None:
        super().__init__(printer, detail)
        self.printer = printer
        self.detail = detail


class NoPrintCommand(Fixable):
    """There is no `lp` here."""


class Unhelpful(StrEnum):
    """Why a desktop that has to be asked for a picture of the screen gave none."""

    CANCELLED = "cancelled"
    """The person, or the desktop for them, said no."""
    FAILED = "failed"
    TIME_OUT = "time out"
    MISSING = "missing"
    """Nobody there answers such questions."""


class ScreenshotRefused(Fixable):
    """The desktop was asked for a picture of the screen and gave none; `detail` is for a log."""

    def __init__(self, reason: Unhelpful, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
