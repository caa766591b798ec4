"""Why no picture of the screen could be taken."""

from enum import StrEnum

from journal.domain.errors import Fixable


class Reason(StrEnum):
    """What stood in the way."""

    NO_DISPLAY = "no display"
    """There is no desktop to take a picture of."""
    UNREACHABLE = "unreachable"
    """A display is named, and does not answer or does not let this program in."""
    UNSUPPORTED = "unsupported"
    """The display has fewer colours than a lossless picture needs, or a system library is missing."""
    REFUSED = "refused"
    """The display answered, and gave no picture (a permission is missing, or the screens just changed)."""


class CaptureUnavailable(Fixable):
    """No picture could be taken; `detail` is what the system said about it, for a log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
