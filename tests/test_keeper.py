"""The keeper takes pictures whatever the window does, looks after the window, and ends it when the journal locks."""

import logging
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.screens import Frame, Shot
from journal.desktop.window_process import Ended, WindowProcess
from journal.domain.capture_wish import CaptureWish, What
from journal.domain.errors import JournalError
from journal.domain.hotkeys import HeardKey, KeyState, KeyUse
from journal.domain.locking import LockReason
from journal.keeper import window_command
from journal.sealing.errors import DiskFull
from journal.services import keeping
from journal.services.catching import Caught, Developed, Grabbed, Known
from journal.services.keeping import LOCK_SECONDS, READY_SECONDS, Keeper
from journal.services.key_words import read_hearing
from journal.services.pipe_words import ToKeeper
from journal.settings import Paths, Settings, save
from tests.ears import NOWHERE, FakeEar, listening
from tests.fakes import NOON
from tests.samples import at

FRAME = Frame(1, 1, bytes(4), 0, 0, (), "test")
SHOT = Shot(b"png", 1, 1, (), "test", None)
MOMENT = at("2026-11-22T12:00").from_


@dataclass
class FakeWindow:
    """A window that hides and locks when it is asked to, if it is well."""

    heard: Callable[[str], None]
    ended: Callable[[Ended], None]
    well: bool = True
    last_code: int = 3
    lines: list[str] = field(default_factory=list)
    killed: bool = False

    def say(self, line: str) -> bool:
        self.lines.append(line)
        if line == "aside" and self.well:
            self.heard("hidden")
        if line == "lock" and self.well:
            self.ended(Ended(self.last_code, 60.0))
        return True

    def kill(self) -> None:
        if not self.killed and not self.well:
            self.killed = True
            self.ended(Ended(-9, 0.1))


class FakeStoredKey:
    """What the password store holds, and how often it was made to forget."""

    def __init__(self) -> None:
        self.there = False
        self.forgotten = 0
        self.looked = threading.Semaphore(0)
        self.may_forget = threading.Event()
        self.may_forget.set()

    def is_there(self) -> bool:
        return self.there

    def forget(self) -> None:
        assert self.may_forget.wait(60)
        self.forgotten += 1

    def forget_expired(self) -> None:
        self.looked.release()


class FakeWatch:
    """Hears nothing by itself."""

    deaf: frozenset[LockReason] = frozenset()

    def deaf_to(self) -> frozenset[LockReason]:
        return self.deaf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


class FakeSign:
    """A square that stays until it is taken away."""

    def __init__(self) -> None:
        self.shown = 0
        self.is_there = False

    def show(self) -> None:
        self.shown += 1
        self.is_there = True

    def take_away(self) -> bool:
        was_there, self.is_there = self.is_there, False
        return was_there


class House:
    """A keeper with fakes around it, its loop running in a thread."""

    def __init__(
        self,
        fails: JournalError | None = None,
        well: bool = True,
        tidy: float = 60.0,
        paths: Paths = NOWHERE,
        quietly: bool = False,
        taken: set[str] | None = None,
    ) -> None:
        self.windows: list[FakeWindow] = []
        self.opened = threading.Semaphore(0)
        self.kept: list[str] = []
        self.taken = 0
        self.fails = fails
        self.well = well
        self.code: int | None = None
        self.now = 0.0
        self.key = FakeStoredKey()
        self.watch = FakeWatch()
        self.wished: list[CaptureWish] = []
        self.may_grab = threading.Event()
        self.may_grab.set()
        self.ear = FakeEar()
        self.ear.taken |= taken or set()
        self.sign = FakeSign()
        self.keeper = Keeper(
            self,
            self.start,
            lambda _lock: self.watch,
            self.key,
            listening(self.ear, paths=paths),
            lambda: self.now,
            tidy,
            self.sign,
        )
        self.quietly = quietly
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        if not quietly:
            self.opened.acquire()

    def run(self) -> None:
        self.code = self.keeper.run(quietly=self.quietly)

    def press(self, use: KeyUse = KeyUse.CAPTURE) -> None:
        """Press a key that is heard everywhere, and wait until all is done that comes of it."""
        wait_until(lambda: use in self.ear.held)
        self.ear.press(use)
        self.settle()

    def settle(self) -> None:
        """Wait until the keeper has done what was asked so far, and what it took is kept."""
        for _ in ("what was asked", "what comes of it"):
            done = threading.Event()
            self.keeper._events.put(done.set)
            assert done.wait(60)
            wait_until(lambda: len(self.kept) == self.taken)

    def grab(self, wish: CaptureWish = CaptureWish()) -> Grabbed:  # noqa: B008  # it is frozen
        self.wished.append(wish)
        assert self.may_grab.wait(60)
        if self.fails:
            raise self.fails
        self.taken += 1
        return Grabbed(FRAME, Known(None, NOON, 5, "run-1", "Europe/Paris"))

    def rest(self) -> None:
        pass

    def develop(self, grabbed: Grabbed) -> Developed:
        return Developed(SHOT, "", grabbed.known)

    def seal(self, _developed: Developed, state: str) -> Caught:
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
        assert self.opened.acquire(timeout=60)
        return self.windows[-1]

    def leave(self) -> int | None:
        """Close the window as a person does and wait for the keeper to end."""
        if self.thread.is_alive():
            self.end(0)
        self.thread.join(60)
        return self.code


def test_a_capture_is_kept_after_the_window_stepped_aside_and_told_to_it() -> None:
    house = House()

    assert house.keeper.ask("capture")
    house.settle()

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


@pytest.mark.parametrize("well", [True, False])
def test_where_an_open_window_hangs_the_square_says_that_something_was_kept(well: bool) -> None:
    house = House(well=well)
    house.windows[0].heard("opened")

    assert house.keeper.ask("capture")
    house.settle()

    assert house.kept == ["open"]
    assert house.sign.shown == (0 if well else 1)
    house.leave()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (CaptureUnavailable(Reason.REFUSED), "failed CaptureUnavailable refused"),
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
    house.settle()

    assert house.windows[0].lines == ["aside", "kept name1"]
    house.leave()


def test_what_a_capture_is_to_show_is_said_by_whoever_asks_for_it() -> None:
    house = House()
    house.windows[0].heard("capture-screen")

    assert house.keeper.ask("capture-window")

    assert house.wished == [CaptureWish(What.SCREEN), CaptureWish(What.WINDOW)]
    house.leave()


def test_a_capture_that_waits_is_announced_and_holds_nothing_up() -> None:
    house = House()
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(house.keeper.ask("capture-window-1")))
    asking.start()
    while "soon 1" not in house.windows[0].lines:
        time.sleep(0.01)

    assert house.keeper.ask("capture")
    asking.join(60)
    house.settle()

    assert answers == [True]
    assert house.wished == [CaptureWish(), CaptureWish(What.WINDOW)]
    assert house.windows[0].lines == ["soon 1", "aside", "kept name1", "aside", "kept name2"]
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
    house.thread.join(60)

    assert house.code == 1
    assert len(logged_errors) == 1


@pytest.mark.parametrize("locking", [False, True])
def test_a_journal_that_lives_elsewhere_ends_the_keeper_and_says_so(locking: bool) -> None:
    house = House()
    window = house.windows[0]
    window.heard("opened")

    if locking:
        window.last_code = 5  # it was moving when the lock came
        assert house.keeper.lock(LockReason.HAND)
    else:
        house.end(5)
    house.thread.join(60)

    assert house.code == 5
    assert len(house.windows) == 1
    assert house.key.forgotten == 1


def test_a_window_that_wants_a_rescue_is_followed_by_one_that_is_told_of_it_once() -> None:
    house = House()
    house.windows[0].heard("opened")

    house.end(6)
    fresh = house.wait_for_next()
    fresh.heard("ready")
    house.keeper.ask("show")
    assert "rescue" in fresh.lines
    assert house.key.forgotten == 1
    house.end(3)
    later = house.wait_for_next()
    later.heard("ready")
    house.keeper.ask("show")

    assert "rescue" not in later.lines
    assert house.leave() == 0


def test_words_the_keeper_does_not_know_are_refused() -> None:
    house = House()

    for word in (
        "open-everything",
        "kept",
        "ready",
        "opened",
        "deaf",
        "key",
        "capture-the-sky",
        "capture-all-99",
    ):
        assert not house.keeper.ask(word)

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
    assert over.wait(60)

    assert heard == ["ready", "SHOW"]
    assert ended[0].code == 3
    assert not window.say("show") or not window.say("show")


def test_a_window_process_that_hangs_is_killed_and_its_end_noticed() -> None:
    ended: list[Ended] = []
    over = threading.Event()

    def end(event: Ended) -> None:
        ended.append(event)
        over.set()

    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    started = threading.Event()
    window = WindowProcess((sys.executable, "-c", deaf), lambda _line: started.set(), end)
    assert started.wait(60)
    window.kill()
    assert over.wait(60)

    assert ended[0].code == -9
    window.kill()


def test_L01_the_socket_can_have_the_journal_locked_and_a_fresh_window_follows() -> None:
    house = House()
    house.windows[0].heard("opened")

    assert house.keeper.ask("lock")
    house.wait_for_next()

    assert house.windows[0].lines == ["lock"]
    assert not house.windows[0].killed
    assert house.windows[1].lines == []
    assert house.keeper.ask("capture")
    assert house.kept == ["locked"]
    assert house.leave() == 0


@pytest.mark.parametrize("reason", LockReason)
def test_L01_every_reason_ends_an_open_window(reason: LockReason) -> None:
    house = House()
    house.windows[0].heard("opened")

    assert house.keeper.lock(reason)
    house.wait_for_next()

    assert house.windows[0].lines == ["lock"]
    house.leave()


@pytest.mark.slow
def test_L02_a_window_that_does_not_end_is_killed_within_a_second_and_a_fresh_one_started() -> None:
    house = House(well=False)
    house.windows[0].heard("opened")

    begun = time.monotonic()
    assert house.keeper.lock(LockReason.SESSION)
    lasted = time.monotonic() - begun
    house.wait_for_next()

    assert house.windows[0].killed
    assert lasted >= LOCK_SECONDS
    assert LOCK_SECONDS < 1
    assert not house.windows[1].killed
    house.leave()


def test_a_window_killed_for_the_lock_does_not_count_as_one_that_cannot_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0.05)
    house = House(well=False)
    for _ in range(4):
        house.windows[-1].heard("opened")
        assert house.keeper.lock(LockReason.SESSION)
        house.wait_for_next()

    assert house.leave() == 0


def test_L02_unlocking_that_is_under_way_is_ended_as_well() -> None:
    house = House()
    house.windows[0].heard("ready")

    assert house.keeper.lock(LockReason.SESSION)
    house.wait_for_next()
    house.leave()

    assert "lock" in house.windows[0].lines


def test_L02_a_window_that_never_said_that_it_is_there_is_not_trusted_for_ever() -> None:
    house = House()
    house.now = READY_SECONDS + 1

    assert house.keeper.lock(LockReason.SESSION)
    house.wait_for_next()
    house.leave()

    assert house.windows[0].lines == ["lock"]


def test_the_signals_of_one_lock_start_one_fresh_window() -> None:
    house = House()
    house.windows[0].heard("opened")

    for _ in range(5):
        assert house.keeper.lock(LockReason.SESSION)
    house.wait_for_next()
    assert house.keeper.lock(LockReason.SESSION)

    assert len(house.windows) == 2
    house.leave()


@pytest.mark.slow
def test_signals_that_come_while_it_locks_all_wait_for_the_same_end() -> None:
    house = House(well=False)
    house.windows[0].heard("opened")
    answers: list[bool] = []
    threads = [
        threading.Thread(target=lambda: answers.append(house.keeper.lock(LockReason.SESSION)))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    house.wait_for_next()

    assert answers == [True] * 5
    assert house.windows[0].lines == ["lock"]
    assert len(house.windows) == 2
    house.leave()


def test_L01_a_capture_in_hand_does_not_hold_up_the_lock() -> None:
    house = House()
    house.windows[0].heard("opened")
    house.may_grab.clear()
    capture = threading.Thread(target=house.keeper.ask, args=("capture",))
    capture.start()

    assert house.keeper.lock(LockReason.SUSPEND)
    assert "lock" in house.windows[0].lines
    house.may_grab.set()
    capture.join(60)
    house.wait_for_next()

    assert len(house.kept) == 1
    house.leave()


@pytest.mark.parametrize("reason", LockReason)
def test_L08_the_key_in_the_password_store_goes_with_every_lock_but_that_of_the_screen(
    reason: LockReason,
) -> None:
    house = House()
    house.windows[0].heard("opened")

    house.keeper.lock(reason)
    house.wait_for_next()
    house.leave()

    assert house.key.forgotten == (0 if reason is LockReason.SESSION else 1)


def test_L08_the_key_goes_when_the_window_locks_by_itself_and_stays_when_it_is_closed_or_dies() -> None:
    house = House()
    house.end(-9)
    house.wait_for_next()
    assert house.key.forgotten == 0
    house.end(3)
    house.wait_for_next()
    house.leave()

    assert house.key.forgotten == 1


def test_L08_the_key_goes_even_when_nothing_was_open() -> None:
    house = House()

    assert house.keeper.lock(LockReason.SUSPEND)

    assert house.key.forgotten == 1
    assert house.windows[0].lines == []
    house.leave()


def test_sleep_waits_for_the_password_store_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FORGET_SECONDS", 0.05)
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0.05)
    house = House()
    house.windows[0].heard("opened")
    house.key.may_forget.clear()

    assert not house.keeper.lock(LockReason.SUSPEND)
    house.wait_for_next()
    house.key.may_forget.set()

    assert house.leave() == 0
    assert house.key.forgotten == 1


def test_L08_a_key_whose_time_is_over_is_looked_for() -> None:
    house = House(tidy=0.01)

    assert house.key.looked.acquire(timeout=60)
    assert house.key.looked.acquire(timeout=60)

    house.leave()


def test_a_window_that_is_there_is_told_what_is_not_heard_and_whether_a_key_is_kept() -> None:
    house = House()
    house.watch.deaf = frozenset({LockReason.SWITCH, LockReason.SESSION})
    house.windows[0].heard("ready")
    house.keeper.ask("show")
    house.key.there = True
    house.watch.deaf = frozenset()
    house.windows[0].heard("ready")
    house.keeper.ask("show")

    told = [line for line in house.windows[0].lines if not line.startswith("keys ")]
    assert told == ["deaf session switch", "show", "show", "deaf", "key", "show", "show"]
    house.leave()


def test_a_person_who_closes_the_window_while_it_locks_ends_the_program() -> None:
    house = House(well=False)
    house.windows[0].heard("opened")
    locking = threading.Thread(target=house.keeper.lock, args=(LockReason.HAND,))
    locking.start()
    while not house.windows[0].lines:
        time.sleep(0.01)

    house.windows[0].killed = True
    house.end(0)
    house.thread.join(60)
    locking.join(60)

    assert house.code == 0
    assert house.key.forgotten == 1


def test_the_window_is_started_without_a_word_of_the_persons_in_its_arguments() -> None:
    command = window_command(("--journal", "/somewhere"))

    assert command[1:] == ("-m", "journal", "--window", "--journal", "/somewhere")


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


@pytest.fixture
def staying(tmp_path: Path) -> Paths:
    """Settings that say: keep listening after the window is closed."""
    paths = Paths(tmp_path, tmp_path / "config", tmp_path)
    save(paths, Settings(stay=True))
    return paths


def test_U02_one_press_is_one_capture_whatever_the_journal_is(staying: Paths) -> None:
    house = House(paths=staying)
    house.press()
    house.windows[0].heard("opened")
    house.press()
    house.end(4)
    house.wait_for_next()
    house.press()
    house.end(0)
    house.settle()
    house.press()

    assert house.kept == ["locked", "open", "locked", "closed"]
    assert house.sign.shown == 3
    assert not house.ear.closed


def test_without_the_wish_to_stay_a_closed_window_ends_everything() -> None:
    house = House()

    assert house.leave() == 0
    assert house.ear.closed


def test_a_keeper_that_stayed_brings_a_window_when_it_is_asked_to(staying: Paths) -> None:
    house = House(paths=staying)
    house.end(0)
    house.settle()
    assert len(house.windows) == 1
    assert house.keeper.ask("hide")

    assert house.keeper.ask("show")

    window = house.wait_for_next()
    window.heard("ready")
    house.settle()
    assert "show" in window.lines


def test_a_keeper_that_begins_quietly_has_no_window_and_hears_the_keys() -> None:
    house = House(quietly=True)

    house.press()

    assert house.windows == []
    assert house.kept == ["closed"]
    house.press(KeyUse.WINDOW)
    house.wait_for_next()
    assert house.leave() == 0


def test_a_keeper_without_a_window_ends_with_the_desktop(staying: Paths) -> None:
    house = House(paths=staying)
    house.end(0)
    house.settle()

    assert house.ear.told is not None
    house.ear.told.lost()
    house.thread.join(60)

    assert house.code == 0


def test_a_window_that_is_closed_after_the_desktop_was_lost_is_the_last(staying: Paths) -> None:
    house = House(paths=staying)
    wait_until(lambda: house.ear.told is not None)
    assert house.ear.told is not None
    house.ear.told.lost()
    house.settle()

    assert house.leave() == 0


def test_the_second_key_hides_the_window_and_shows_it_again() -> None:
    house = House()
    house.press(KeyUse.WINDOW)
    assert house.windows[0].lines == ["hide"]
    house.end(4)
    second = house.wait_for_next()
    second.heard("ready")
    house.settle()
    assert "show" not in second.lines

    house.press(KeyUse.WINDOW)

    assert second.lines[-1] == "show"
    house.leave()


def test_a_window_that_is_wanted_back_while_it_hides_comes_back() -> None:
    house = House()
    house.press(KeyUse.WINDOW)
    house.press(KeyUse.WINDOW)
    house.end(4)
    second = house.wait_for_next()
    second.heard("ready")
    house.settle()

    assert second.lines[-1] == "show"
    house.leave()


def test_the_key_for_words_is_heard_only_while_there_is_a_line_to_open() -> None:
    house = House()
    window = house.windows[0]
    house.press()
    assert KeyUse.WORDS not in house.ear.held
    window.heard("opened")
    house.press()

    house.press(KeyUse.WORDS)
    assert window.lines[-1] == "words"

    window.heard("line-over")
    house.settle()
    assert KeyUse.WORDS not in house.ear.held
    house.press()
    house.end(3)
    house.wait_for_next()
    assert KeyUse.WORDS not in house.ear.held
    house.leave()


def test_a_fresh_window_is_told_what_is_heard() -> None:
    house = House()
    house.windows[0].heard("ready")
    house.settle()

    told = next(line for line in house.windows[0].lines if line.startswith("keys "))
    assert read_hearing(told.removeprefix("keys ")).name_of(KeyUse.CAPTURE) == "F9"
    house.leave()


def test_what_becomes_of_the_keys_later_is_told() -> None:
    house = House()
    wait_until(lambda: house.ear.told is not None)
    assert house.ear.told is not None
    house.ear.told.changed((HeardKey(KeyUse.CAPTURE, "F9", KeyState.MISSING),))
    house.settle()

    told = read_hearing(house.windows[0].lines[-1].removeprefix("keys "))
    assert told.key(KeyUse.CAPTURE).state is KeyState.MISSING
    house.leave()


def test_a_key_pressed_to_choose_it_takes_no_picture() -> None:
    house = House()
    window = house.windows[0]
    window.heard("choosing on")
    house.press()
    assert window.lines[-1] == "pressed capture"
    window.heard("choosing off")
    house.press()

    assert house.kept == ["locked"]
    house.leave()


def test_a_key_is_no_longer_being_chosen_when_the_window_ended() -> None:
    house = House()
    house.windows[0].heard("choosing on")
    house.settle()
    house.end(3)
    house.wait_for_next()

    house.press()

    assert house.kept == ["locked"]
    house.leave()


def test_whatever_the_window_says_the_keeper_goes_on(tmp_path: Path) -> None:
    chance = random.Random(5)
    words = [word for word in ToKeeper if word != ToKeeper.CAPTURE]
    pieces = [
        "",
        " ",
        "on",
        "off",
        "capture",
        "window",
        "Ctrl+Shift+F9",
        "\xb2",
        "9" * 5000,
        "\0",
        "x" * 10_000,
        "+",
        "{}",
    ]
    house = House(paths=Paths(tmp_path, tmp_path, tmp_path))

    for number in range(600):
        said = [chance.choice(words), *chance.choices(pieces, k=chance.randrange(4))]
        garbage = "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(30)))
        house.windows[-1].heard(" ".join(said) if number % 4 else garbage)
    house.settle()

    assert house.keeper.ask("capture")
    assert house.leave() == 0


def test_a_key_that_is_free_again_is_heard_and_told() -> None:
    house = House(tidy=0.01, taken={"F9"})
    wait_until(lambda: house.key.looked.acquire(blocking=False))
    assert KeyUse.CAPTURE not in house.ear.held

    house.ear.taken.clear()

    wait_until(lambda: any(line.startswith("keys ") for line in house.windows[0].lines))
    told = read_hearing(house.windows[0].lines[-1].removeprefix("keys "))
    assert told.name_of(KeyUse.CAPTURE) == "F9"
    house.leave()
