"""Why a picture or a page could not be shown; the original is kept either way."""

from enum import StrEnum

from journal.domain.errors import Fixable


class Refusal(StrEnum):
    """The reasons a caller can tell apart."""

    NOT_A_PICTURE = "not a picture"
    TOO_LARGE = "too large"
    DAMAGED = "damaged"
    TOO_SLOW = "too slow"
    NEEDS_PASSWORD = "needs a password"  # noqa: S105 - a reason, not a secret
    DECODER_DIED = "decoder died"


class PictureRefused(Fixable):
    """Nothing can be shown of these bytes; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason
