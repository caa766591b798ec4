"""Whatever becomes of the keeper, the keyboard is everybody's: what hears the keys lets go at once."""

import os
import signal
import sys
from pathlib import Path

import pytest

from journal.desktop.kept_ear import KeptEar, default_command
from journal.domain.folder import JournalFolder
from journal.domain.hotkeys import KeyState, KeyUse
from tests.system.displays import Display, display_server, wait_until
from tests.system.elsewhere import TITLE
from tests.system.person import Person
from tests.system.program import command_of, is_running, running
from tests.system.test_hotkeys import (
    CAPTURE,
    HELD,
    Heard,
    caught,
    ear_on,
    focus,
    text_of,
    typed_elsewhere,
)


def hearing(processes: tuple[int, ...]) -> list[int]:
    """Those of these processes that hear the keys."""
    return [process for process in processes if any(b"key_child" in part for part in command_of(process))]


def ours() -> tuple[int, ...]:
    """The children of this process."""
    there = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return tuple(process for process in there if _parent_of(process) == os.getpid())


def _parent_of(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(told.rpartition(")")[2].split()[1])


@pytest.mark.usefixtures("window_manager")
@pytest.mark.timeout(200)
def test_u14_a_keeper_that_is_stopped_holds_no_letter_back_and_the_press_is_kept_when_it_goes_on(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program, typed_elsewhere(xvfb, person) as arrived:
        person.wait_for_window("Journal")
        focus(xvfb, person, TITLE)
        xvfb.press("F9")
        wait_until(lambda: caught(journal) == 1, "the key is heard")
        keeper = program.keeper.pid
        os.kill(keeper, signal.SIGSTOP)
        try:
            xvfb.run("xdotool", "keydown", "F9")
            xvfb.run("xdotool", "type", "--delay", "5", "on and on")
            xvfb.run("xdotool", "keyup", "F9")
            wait_until(lambda: text_of(arrived()) == "on and on", "every letter arrived")
        finally:
            os.kill(keeper, signal.SIGCONT)
        wait_until(lambda: caught(journal) == 2, "the press is kept")


@pytest.mark.usefixtures("window_manager")
@pytest.mark.timeout(200)
def test_what_hears_the_keys_ends_with_a_keeper_that_is_killed(xvfb: Display, journal: JournalFolder) -> None:
    with running(xvfb, journal.root) as program:
        Person(xvfb).wait_for_window("Journal")
        wait_until(lambda: len(hearing(program.processes())) == 1, "the keys are heard")
        (ear,) = hearing(program.processes())
        program.keeper.kill()

        wait_until(lambda: not is_running(ear), "it has ended")


def test_one_that_is_killed_has_a_successor_that_hears_what_is_wanted(xvfb: Display) -> None:
    heard = Heard()
    with ear_on(xvfb, heard) as ear:
        assert ear.hold(CAPTURE) == HELD
        (first,) = hearing(ours())
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: hearing(ours()) not in ([], [first]), "there is another one")

        assert ear.hold(CAPTURE) == HELD
        xvfb.press("F9")
        heard.wait_for(1)
    assert heard.pressed == [KeyUse.CAPTURE]
    assert heard.changed == []
    assert hearing(ours()) == []


def test_one_that_cannot_be_started_is_deaf(xvfb: Display) -> None:
    ear = KeptEar(Heard().told(), xvfb.name, ["/nowhere/at/all"])

    assert ear.hold(CAPTURE)[0].state is KeyState.DEAF
    ear.close()


def test_one_that_ends_each_time_is_given_up_and_told(xvfb: Display) -> None:
    ear = KeptEar(Heard().told(), xvfb.name, [sys.executable, "-c", "pass"])

    assert ear.hold(CAPTURE)[0].state is KeyState.DEAF
    ear.close()


def test_where_there_is_no_display_the_keys_are_deaf() -> None:
    ear = KeptEar(Heard().told(), ":none")

    assert ear.hold(CAPTURE)[0].state is KeyState.DEAF
    ear.close()


def test_a_display_that_goes_away_is_told_once(home: Path) -> None:
    heard = Heard()
    with display_server() as display:
        ear = KeptEar(heard.told(), display.name)
        assert ear.hold(CAPTURE) == HELD
    assert heard.lost.wait(30)

    assert ear.hold(CAPTURE)[0].state is KeyState.DEAF
    assert heard.changed == []
    ear.close()
    assert hearing(ours()) == []


def test_in_a_frozen_program_it_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert default_command() == (sys.executable, "--key-child")
