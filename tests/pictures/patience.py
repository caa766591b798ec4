"""For decoders with little time, on machines that have much else to do."""

from collections.abc import Callable
from typing import TypeVar

from journal.pictures.refusal import PictureRefused, Refusal

Shown = TypeVar("Shown")


def patiently(ask: Callable[[], Shown]) -> Shown:
    """What is shown in the end: starting a child alone may take longer than a test gives a picture."""
    for _ in range(20):
        try:
            return ask()
        except PictureRefused as refused:
            if refused.reason is not Refusal.TOO_SLOW:
                raise
    return ask()
