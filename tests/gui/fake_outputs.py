"""A stand-in for what knows where papers went; it remembers what was asked of it."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from journal.domain.handing_over import Form
from journal.services.outputs import Lying, Output, Removed, State
from tests.gui.example import NOW_MS

Answer = Callable[[str, Any], "Future[Any]"]
DAY_MS = 86_400_000


def lying(path: str, form: Form = Form.PAPER, state: State = State.THERE, days: int = 3) -> Lying:
    """Something that anyone can read who finds it."""
    at = str(Path(path)).encode().hex()
    output = Output(form, at, f"{at}2e", NOW_MS - days * DAY_MS, True, False, "ab" * 32, 90_000, 12)
    return Lying(output, state)


SAVED = (
    lying("/home/mina/Documents/2026-11-19.pdf"),
    lying("/media/mina/STICK/2026-11-18", Form.FOLDER, days=4),
    lying("/home/mina/2026-10-02 2.pdf", state=State.CHANGED, days=51),
)


class FakeOutputs:
    """`there` is what lies readable; removing answers with `removed`."""

    def __init__(self, answer: Answer, asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.there: tuple[Lying, ...] = ()
        self.removed = Removed(1)

    def lying(self) -> "Future[tuple[Lying, ...]]":
        return self._answer("lying", self.there)

    def remove(self, output: Output, progress: Callable[[int, int], bool]) -> "Future[Removed]":
        self._asked.append(("remove_output", output.path.name))
        if self.removed.files:
            self.there = tuple(each for each in self.there if each.output != output)
        return self._answer("remove_output", self.removed)

    def leave(self, outputs: Iterable[Output]) -> "Future[None]":
        left = tuple(outputs)
        self._asked.append(("leave_outputs", tuple(output.path.name for output in left)))
        self.there = tuple(each for each in self.there if each.output not in left)
        return self._answer("leave_outputs", None)
