"""Why a journal locks, and what follows from it for the key that the password store holds."""

from enum import StrEnum


class LockReason(StrEnum):
    """What made the journal lock."""

    HAND = "hand"
    IDLE = "idle"
    SESSION = "session"
    SUSPEND = "suspend"
    SWITCH = "switch"


def ends_keyring(reason: LockReason) -> bool:
    """Whether the key in the password store goes with it: always, but when only the screen was locked.

    Whoever passes the screen lock has the person's password, and the slot ends by itself after hours.
    """
    return reason is not LockReason.SESSION
