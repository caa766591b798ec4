"""What the program may ask about time; the real clock lives with the desktop, tests bring their own."""

from typing import Protocol


class Clock(Protocol):
    """Wall time, time since start, and where the computer thinks it is."""

    def utc_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC by the computer's clock."""
        ...

    def boot_ms(self) -> int:
        """Milliseconds since the computer started, counting the time it slept."""
        ...

    def boot_id(self) -> str:
        """A name for this run of the computer; it changes at every start."""
        ...

    def zone(self) -> str:
        """The time zone's IANA name, such as `Europe/Paris`."""
        ...

    def offset_minutes(self, utc_ms: int) -> int:
        """Minutes that local time was ahead of UTC at that instant."""
        ...
