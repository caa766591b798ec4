"""The lines of the pipe become signals, and what the window says goes out as lines."""

import os
import random
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from journal.gui.keeper_link import KeeperLink
from journal.services.pipe_words import ToWindow


class Pipes:
    """Both ends of the two pipes."""

    def __init__(self) -> None:
        there, self.keeper_writes = os.pipe()
        self.keeper_reads, back = os.pipe()
        self._open = [self.keeper_writes, self.keeper_reads]
        self.from_keeper, self.to_keeper = os.fdopen(there, "rb"), os.fdopen(back, "wb", buffering=0)

    def say(self, line: str) -> None:
        os.write(self.keeper_writes, line.encode() + b"\n")

    def heard(self) -> bytes:
        return os.read(self.keeper_reads, 1000)

    def end(self) -> None:
        """The keeper is gone."""
        for end in self._open:
            os.close(end)
        self._open = []


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    pipes = Pipes()
    yield pipes
    pipes.end()
    for thread in threading.enumerate():
        if thread.name == "keeper link":
            thread.join()
    pipes.from_keeper.close()
    pipes.to_keeper.close()


@pytest.mark.parametrize(
    ("line", "signal"),
    [("show", "show_wanted"), ("hide", "hide_wanted"), ("aside", "aside_wanted"), ("lock", "lock_wanted")],
)
def test_a_verb_becomes_a_signal(qtbot: Any, pipes: Pipes, line: str, signal: str) -> None:
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    link.listen()

    with qtbot.waitSignal(getattr(link, signal)):
        pipes.say(line)


def test_a_capture_brings_its_name_and_note(qtbot: Any, pipes: Pipes) -> None:
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    link.listen()

    with qtbot.waitSignal(link.kept) as kept:
        pipes.say("kept abc123 one colour")

    assert kept.args == ["abc123", "one colour"]


def test_what_the_window_says_goes_out_line_by_line(qtbot: Any, pipes: Pipes) -> None:
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    link.listen()

    link.opened()
    link.capture()
    link.hidden()

    assert pipes.heard() == b"ready\nopened\ncapture\nhidden\n"


def test_a_keeper_that_is_gone_is_noticed_when_something_is_said(qtbot: Any, pipes: Pipes) -> None:
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    pipes.end()

    with qtbot.waitSignal(link.ended):
        link.hidden()


def test_the_end_of_the_keeper_is_noticed(qtbot: Any, pipes: Pipes) -> None:
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    link.listen()

    with qtbot.waitSignal(link.ended):
        pipes.end()


def test_whatever_a_line_says_it_is_obeyed_or_passed_over(pipes: Pipes) -> None:
    chance = random.Random(6)
    link = KeeperLink(pipes.from_keeper, pipes.to_keeper)
    pieces = ["", " ", "\xb2", "\u0663", "9" * 5000, "-1", "{}", "[" * 5000, "x" * 10_000, "\0", "show"]
    told: list[int] = []
    link.soon.connect(told.append)

    for number in range(2000):
        word = (
            chance.choice([*ToWindow])
            if number % 4
            else "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(9))
        )
        link._obey(" ".join([word, *chance.choices(pieces, k=chance.randrange(4))]))

    assert set(told) == {0, 3}
