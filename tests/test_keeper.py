"""The keeper takes pictures whatever the window does, and looks after the window."""

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.screens import Frame
from journal.domain.errors import JournalError
from journal.keeper import Ended, Keeper, WindowProcess, window_command
from journal.sealing.errors import DiskFull
from journal.services.catching import Caught, Grabbed
from tests.fakes import NOON
from tests.samples import at

FRAME = Frame(1, 1, bytes(4), 0, 0, (), "test")
MOMENT = at("2026-11-22T12:00").from_


@dataclass
class FakeWindow:
    """A window that hides when it is asked to, if it is well."""

    heard: Callable[[str], None]
    ended: Callable[[Ended], None]
    well: bool = True
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> bool:
        self.lines.append(line)
        if line == "aside" and self.well:
            self.heard("hidden")
        return True


class House:
    """A keeper with fakes around it, its loop running in a thread."""

    def __init__(self, fails: JournalError | None = None, well: bool = True) -> None:
        self.windows: list[FakeWindow] = []
        self.opened = threading.Semaphore(0)
        self.kept: list[str] = []
        self.fails = fails
        self.well = well
        self.code: int | None = None
        self.keeper = Keeper(self.grab, self.keep, self.start)
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.opened.acquire()

    def run(self) -> None:
        self.code = self.keeper.run()

    def grab(self) -> Grabbed:
        if self.fails:
            raise self.fails
        return Grabbed(FRAME, None, NOON, 5, "run-1", "Europe/Paris")

    def keep(self, _grabbed: Grabbed, state: str) -> Caught:
        assert MOMENT is not None
        self.kept.append(state)
        return Caught(f"name{len(self.kept)}", MOMENT, "")

    def start(self, heard: Callable[[str], None], ended: Callable[[Ended], None]) -> FakeWindow:
        self.windows.append(FakeWindow(heard, ended, self.well))
        self.opened.release()
        return self.windows[-1]

    def end(self, code: int, lived: float = 60.0) -> None:
        """Let the present window end."""
        self.windows[-1].ended(Ended(code, lived))

    def wait_for_next(self) -> FakeWindow:
        assert self.opened.acquire(timeout=10)
        return self.windows[-1]

    def leave(self) -> int | None:
        """Close the window as a person does and wait for the keeper to end."""
        if self.thread.is_alive():
            self.end(0)
        self.thread.join(10)
        return self.code


def test_a_capture_is_kept_after_the_window_stepped_aside_and_told_to_it() -> None:
    house = House()

    assert house.keeper.ask("capture")

    assert house.windows[0].lines == ["aside", "kept name1"]
    assert house.leave() == 0


def test_the_state_of_the_journal_is_kept_with_the_capture() -> None:
    house = House()
    house.keeper.ask("capture")
    house.windows[0].heard("opened")
    house.keeper.ask("capture")
    house.end(3)
    house.wait_for_next()
    house.keeper.ask("capture")
    house.leave()

    assert house.kept == ["locked", "open", "locked"]


def test_a_window_that_hangs_never_costs_a_capture() -> None:
    house = House(well=False)

    assert house.keeper.ask("capture")

    assert house.kept == ["locked"]
    house.leave()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (CaptureUnavailable(Reason.WAYLAND), "failed CaptureUnavailable wayland"),
        (DiskFull("write"), "failed DiskFull"),
    ],
)
def test_what_was_not_kept_is_said_and_the_keeper_goes_on(error: JournalError, line: str) -> None:
    house = House(fails=error)

    assert not house.keeper.ask("capture")
    assert house.windows[0].lines[-1] == line
    house.fails = None
    assert house.keeper.ask("capture")
    house.leave()


def test_a_capture_the_window_asks_for_is_the_same() -> None:
    house = House()
    house.windows[0].heard("capture")
    house.keeper.ask("show")

    assert house.windows[0].lines == ["aside", "kept name1", "show"]
    house.leave()


def test_a_locked_window_is_followed_by_a_fresh_one() -> None:
    house = House()
    house.end(3, lived=0.1)
    house.wait_for_next()
    house.end(3, lived=0.1)
    house.wait_for_next()
    house.end(3, lived=0.1)
    house.wait_for_next()
    house.end(3, lived=0.1)
    house.wait_for_next()

    assert house.leave() == 0


def test_a_window_that_was_killed_is_started_again_but_not_for_ever(
    logged_errors: list[logging.LogRecord],
) -> None:
    house = House()
    house.end(-9)
    house.wait_for_next()
    for _ in range(3):
        house.end(-11, lived=0.1)
    house.thread.join(10)

    assert house.code == 1
    assert len(logged_errors) == 1


def test_words_the_keeper_does_not_know_are_refused() -> None:
    house = House()

    assert not house.keeper.ask("open-everything")
    assert not house.keeper.ask("kept")

    house.leave()


def test_the_window_process_is_heard_told_and_its_end_noticed() -> None:
    heard: list[str] = []
    ended: list[Ended] = []
    over = threading.Event()

    def end(event: Ended) -> None:
        ended.append(event)
        over.set()

    talk = "import sys; print('ready', flush=True); print(sys.stdin.readline().strip().upper()); sys.exit(3)"
    window = WindowProcess((sys.executable, "-c", talk), heard.append, end)
    assert window.say("show")
    assert over.wait(20)

    assert heard == ["ready", "SHOW"]
    assert ended[0].code == 3
    assert not window.say("show") or not window.say("show")


def test_the_window_is_started_without_a_word_of_the_persons_in_its_arguments() -> None:
    command = window_command(("--journal", "/somewhere"))

    assert command[1:] == ("-m", "journal", "--window", "--journal", "/somewhere")
