"""The screens as a desktop hands them over that lets no program look by itself: Wayland."""

from collections.abc import Callable

from journal.capture.screens import HandedOver
from journal.domain.evidence import BY_THE_DESKTOP


class AskedSource:
    """Asks the desktop each time; it may ask the person."""

    def __init__(self, ask: Callable[[], bytes]) -> None:
        """`ask` returns the picture file the desktop made, and may take as long as the person does."""
        self._ask = ask

    def grab(self) -> HandedOver:
        """Return what the desktop gives.

        Raises:
            ScreenshotRefused and others: as `ask` says.
        """
        return HandedOver(self._ask(), BY_THE_DESKTOP)

    def rest(self) -> None:
        """Nothing is held."""
