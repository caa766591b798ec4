"""A stand-in for the verbs about times from outside: nothing is asked, the answer is there."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from journal.domain.anchor import Anchor
from journal.domain.reading import Seal
from journal.services.anchoring import Spoken


class FakeOutside:
    """`anchors` is what is known and what every answer gives; `asked` holds what was asked for."""

    def __init__(self) -> None:
        self.anchors: tuple[Anchor, ...] = ()
        self.asked: list[tuple[Any, ...]] = []

    def seal(self) -> "Future[Spoken]":
        return self.give(Spoken(Seal(412, "ab" * 32), tuple(f"word{at}" for at in range(24))))

    def look_up(self, typed: str) -> "Future[int | None]":
        self.asked.append(("look_up", typed))
        return self.found()

    def known(self) -> "Future[tuple[Anchor, ...]]":
        return self.give(self.anchors)

    def ask(self, address: str) -> "Future[Anchor]":
        self.asked.append(("ask", address))
        return self.answer()

    def bring(self, files: Sequence[Path]) -> "Future[Anchor]":
        self.asked.append(("bring", files))
        return self.answer()

    def carry(self, target: Path) -> "Future[None]":
        self.asked.append(("carry", target))
        return self.give(None)

    def answer(self) -> "Future[Any]":
        return self.give(self.anchors[-1])

    def found(self) -> "Future[int | None]":
        return self.give(41)

    def give(self, value: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(value)
        return future
