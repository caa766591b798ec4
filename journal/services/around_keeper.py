"""What the keeper is given: the window, the key in the password store and the signals, as it sees them."""

from typing import Protocol

from journal.domain.locking import LockReason


class Window(Protocol):
    """The window process as the keeper sees it."""

    def say(self, line: str) -> bool:
        """Send it a line; False when it is gone."""
        ...

    def kill(self) -> None:
        """End it at once, whatever it does; its end is told as ever."""
        ...


class StoredKey(Protocol):
    """What the password store may hold for this journal."""

    def is_there(self) -> bool:
        """Whether it may open the journal now."""
        ...

    def forget(self) -> None:
        """Have it forgotten."""
        ...

    def forget_expired(self) -> None:
        """Have it forgotten if its time is over."""
        ...


class Watching(Protocol):
    """What hears the signals that mean lock."""

    def deaf_to(self) -> frozenset[LockReason]:
        """What is not noticed here and now."""
        ...
