"""The sign for a capture where there is no window: a blank grey square for a moment, however this desktop shows it."""

import threading
from collections.abc import Callable

SHOWN_SECONDS = 0.4
GONE_SECONDS = 0.2
SIDE = 28
EDGE = 24
GREY = 0x8A8A85


class Square:
    """One at a time is to be seen."""

    def __init__(self, draw: Callable[[threading.Event], None]) -> None:
        """`draw` shows it until the event is set, or `SHOWN_SECONDS` have passed; it has it gone when it returns."""
        self._draw = draw
        self._away = threading.Event()
        self._thread: threading.Thread | None = None

    def show(self) -> None:
        """Show it, and return at once."""
        if self._is_seen():
            return
        self._away = threading.Event()
        self._thread = threading.Thread(target=self._draw, args=(self._away,), name="square", daemon=True)
        self._thread.start()

    def take_away(self) -> bool:
        """Have it gone when this returns, and say whether it was to be seen; a display that hangs is not waited for."""
        if not self._is_seen() or self._thread is None:
            return False
        self._away.set()
        self._thread.join(GONE_SECONDS)
        return True

    def _is_seen(self) -> bool:
        return self._thread is not None and self._thread.is_alive()
