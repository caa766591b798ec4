"""Pictures of originals that there are not; what was asked of them is remembered."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from journal.domain.evidence import Box, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels


class FakePictures:
    """Every piece of evidence looks like something. `fresh` makes an id that begins with a letter."""

    def __init__(
        self,
        answer: Callable[[str, Any], "Future[Any]"],
        asked: list[tuple[Any, ...]],
        fresh: Callable[[str], str],
    ) -> None:
        self._answer = answer
        self._asked = asked
        self._fresh = fresh

    def picture(
        self, ident: EvidenceId, width: int, height: int, covered: bool, whole: bool = False
    ) -> "Future[Pixels]":
        self._asked.append(("picture", ident, width, height, covered))
        return self._answer("picture", pretend_picture(ident, width, height, covered))

    def choose_part(self, ident: EvidenceId, box: Box) -> "Future[Derivative]":
        self._asked.append(("choose_part", ident, box))
        made = Derivative(ident, Derived.PART, Original("0" * 64, 1, "image/png"), "f" * 32, box)
        return self._answer("choose_part", made)

    def keep_only_part(self, ident: EvidenceId) -> "Future[EvidenceId]":
        self._asked.append(("keep_only_part", ident))
        return self._answer("keep_only_part", EvidenceId(self._fresh("P")))


def pretend_picture(ident: str, width: int, height: int, covered: bool) -> Pixels:
    """A soft landscape where covered, hard stripes where not."""
    seed = sum(map(ord, ident))
    width, height = max(8, min(width, 640)), max(8, min(height, 480))
    height = min(height, round(width * 0.62))
    warm, cool = ((206, 202, 186), (130, 140, 132)) if seed % 2 else ((205, 178, 160), (128, 160, 172))
    rows = []
    for y in range(height):
        share = y / height
        soft = bytes(round(a + (b - a) * share) for a, b in zip(warm, cool, strict=True))
        rows.append((soft if covered else bytes((240 if y // 8 % 2 else 90,) * 3)) * width)
    return Pixels(width, height, b"".join(rows), 1920, 1080)
