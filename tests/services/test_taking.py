"""However many pictures are asked for, each is taken at its press, and our window stands aside of all of them."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

import pytest

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.screens import Frame, Shot
from journal.domain.capture_wish import CaptureWish, What
from journal.sealing.errors import DiskFull, KeyFileMissing
from journal.services import in_hand, taking
from journal.services.catching import Caught, Developed, Grabbed, Known
from journal.services.taking import Taking
from tests.samples import at

MOMENT = at("2026-11-22T12:00").from_


class Camera:
    """Takes numbered pictures; seals while the test lets it."""

    def __init__(self) -> None:
        self.taken: list[CaptureWish] = []
        self.rests = 0
        self.late: list[bool] = []
        self.may_seal = threading.Semaphore(0)
        self.while_encoding: Callable[[], None] | None = None
        self.while_taking: Callable[[], None] | None = None
        self.fails_to_grab: dict[int, Exception] = {}
        self.fails_to_seal: dict[int, Exception] = {}

    def grab(self, wish: CaptureWish = CaptureWish()) -> Grabbed:  # noqa: B008  # it is frozen
        self.taken.append(wish)
        if self.while_taking is not None:
            self.while_taking()
        number = len(self.taken)
        if number in self.fails_to_grab:
            raise self.fails_to_grab[number]
        known = Known(None, number, 0, "run", "Europe/Paris")
        return Grabbed(Frame(1, 1, bytes(4), 0, 0, (), "test"), known)

    def rest(self) -> None:
        self.rests += 1

    def develop(self, grabbed: Grabbed) -> Developed:
        then, self.while_encoding = self.while_encoding, None
        if then is not None:
            then()
        return Developed(Shot(b"png", 1, 1, (), "test", None), "", grabbed.known)

    def seal(self, developed: Developed, state: str) -> Caught:
        assert self.may_seal.acquire(timeout=60)
        number = developed.known.utc_ms
        self.late.append(developed.known.late)
        if number in self.fails_to_seal:
            raise self.fails_to_seal[number]
        assert MOMENT is not None
        return Caught(f"{number} {state}", MOMENT, "")


class Square:
    """Is to be seen until somebody takes it away."""

    def __init__(self) -> None:
        self.there = False

    def show(self) -> None:
        self.there = True

    def take_away(self) -> bool:
        was_there, self.there = self.there, False
        return was_there


class Drawn(threading.Event):
    """Whether others have drawn what our window covered; notes how long somebody waited for it."""

    def __init__(self, naps: list[float]) -> None:
        super().__init__()
        self.naps = naps

    def wait(self, timeout: float | None = None) -> bool:
        if not self.is_set():
            self.naps.append(timeout or 0.0)
        return self.is_set()


class Stage:
    """A `Taking` with a window before it, run in the test's own thread."""

    def __init__(self) -> None:
        self.camera = Camera()
        self.square = Square()
        self.said: list[str] = []
        self.later: queue.Queue[Callable[[], None]] = queue.Queue()
        self.state = "open"
        self.nothing_was_seen = False
        self.answers = True
        self.naps: list[float] = []
        self.now = 0.0
        self.taking = Taking(
            *(self.camera, self.say, self.later.put, lambda: self.state, self.tell_kept, self.square),
            now=lambda: self.now,
        )
        self.taking._drawn = Drawn(self.naps)
        self.is_drawn: bool | None = None

    def say(self, line: str) -> bool:
        self.said.append(line)
        if line == "aside" and self.answers:
            self.taking.is_aside(nothing_was_seen=self.nothing_was_seen)
            if self.is_drawn is not None:
                self.taking.is_drawn(is_done=False)
            if self.is_drawn:
                self.taking.is_drawn(is_done=True)
        return True

    def tell_kept(self, caught: Sequence[Caught]) -> None:
        self.said += [f"kept {one.name}" for one in caught]

    def press(self, wish: CaptureWish = CaptureWish()) -> "Future[bool]":  # noqa: B008  # it is frozen
        answer: Future[bool] = Future()
        self.taking.take(wish, answer, self.now)
        return answer

    def seal(self, pictures: int) -> None:
        """Let so many be sealed, and do all that comes of it."""
        left = self.taking._unfinished - pictures
        self.camera.may_seal.release(pictures)
        while self.taking._unfinished > left:
            self.later.get(timeout=60)()
        self.rest()

    def rest(self) -> None:
        """Do all that is there to be done."""
        while not self.later.empty():
            self.later.get()()


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    stage = Stage()
    monkeypatch.setattr("journal.services.taking.time.sleep", stage.naps.append)
    yield stage
    stage.camera.may_seal.release(1000)
    assert stage.taking.close()


def test_a_press_is_a_picture_even_while_the_ones_before_are_not_on_disk(stage: Stage) -> None:
    answers = [stage.press(), stage.press(CaptureWish(What.SCREEN)), stage.press()]

    assert len(stage.camera.taken) == 3
    assert not any(answer.done() for answer in answers)
    stage.seal(3)
    assert [answer.result(0) for answer in answers] == [True, True, True]


def test_one_picture_is_told_as_soon_as_it_is_on_disk(stage: Stage) -> None:
    stage.press()
    stage.seal(1)

    assert stage.said == ["aside", "kept 1 open"]


def test_the_window_steps_aside_once_for_pictures_that_follow_one_another(stage: Stage) -> None:
    stage.press()
    stage.press()
    stage.seal(1)
    stage.press()
    assert stage.said == ["aside"]
    stage.seal(2)

    assert stage.said == ["aside", "kept 1 open", "kept 2 open", "kept 3 open"]
    assert len(stage.naps) == 1


def test_the_screen_is_held_until_the_last_picture_is_kept(stage: Stage) -> None:
    stage.press()
    stage.press()
    stage.seal(1)
    assert stage.camera.rests == 0
    stage.seal(1)

    assert stage.camera.rests > 0


def test_once_it_is_back_it_steps_aside_again(stage: Stage) -> None:
    stage.press()
    stage.seal(1)
    stage.press()
    stage.taking.window_is_back()
    stage.press()
    stage.seal(2)

    assert stage.said == ["aside", "kept 1 open", "aside", "aside", "kept 2 open", "kept 3 open"]


def test_a_window_that_does_not_answer_is_asked_again_before_the_next_picture(stage: Stage) -> None:
    stage.answers = False
    stage.press()
    stage.answers = True
    stage.press()
    stage.press()

    assert stage.said == ["aside", "aside"]
    assert len(stage.camera.taken) == 3


def test_a_picture_has_the_state_of_its_moment(stage: Stage) -> None:
    stage.press()
    stage.state = "locked"
    stage.press()
    stage.seal(2)

    assert stage.said[1:] == ["kept 1 open", "kept 2 locked"]


def test_nobody_waits_for_others_to_draw_what_was_never_covered(stage: Stage) -> None:
    stage.nothing_was_seen = True
    stage.press()

    assert stage.naps == []


def test_what_others_are_known_to_have_drawn_is_not_waited_for(stage: Stage) -> None:
    stage.is_drawn = True
    stage.press()

    assert stage.naps == []


@pytest.mark.parametrize("moment", ["while_taking", "while_encoding"])
def test_where_somebody_drew_until_the_picture_was_encoded_it_is_taken_once_more(
    stage: Stage, moment: str
) -> None:
    stage.is_drawn = True

    def draw() -> None:
        setattr(stage.camera, moment, None)
        stage.taking.is_drawn(is_done=False)
        stage.taking.is_drawn(is_done=True)

    setattr(stage.camera, moment, draw)
    stage.press()
    stage.press()

    assert len(stage.camera.taken) == 3
    stage.seal(2)
    assert stage.said[1:] == ["kept 2 open", "kept 3 open"]


def test_what_others_drew_only_after_the_picture_is_in_a_second_one(stage: Stage) -> None:
    stage.is_drawn = False
    stage.camera.while_encoding = lambda: stage.taking.is_drawn(is_done=True)
    stage.press()
    stage.seal(1)

    assert stage.naps[0] == taking.REDRAW_SECONDS
    assert stage.said[1:] == ["kept 2 open"]


def test_what_nobody_drew_is_not_waited_for_for_ever(stage: Stage) -> None:
    stage.is_drawn = False
    stage.press()
    stage.seal(1)

    assert stage.naps == [taking.REDRAW_SECONDS]
    assert stage.said[1:] == ["kept 1 open"]


def test_a_window_that_is_aside_only_while_the_picture_is_encoded_is_not_in_the_one_that_is_kept(
    stage: Stage,
) -> None:
    stage.answers = False
    stage.camera.while_encoding = lambda: stage.taking.is_aside(nothing_was_seen=False)
    stage.press()
    stage.press()
    stage.seal(2)

    assert stage.said == ["aside", "kept 2 open", "kept 3 open"]
    assert taking.REDRAW_SECONDS in stage.naps


def test_where_the_second_picture_fails_the_first_is_kept(stage: Stage) -> None:
    stage.is_drawn = True
    stage.camera.while_taking = lambda: stage.taking.is_drawn(is_done=False)
    stage.camera.fails_to_grab[2] = CaptureUnavailable(Reason.REFUSED)
    answer = stage.press()
    stage.seal(1)

    assert answer.result(0)
    assert stage.said[1:] == ["kept 1 open"]


def test_what_was_drawn_the_time_before_says_nothing_of_this_time(stage: Stage) -> None:
    stage.taking.is_drawn(is_done=True)
    stage.press()

    assert stage.naps == [taking.REDRAW_SECONDS]


def test_the_sign_of_one_picture_is_not_in_the_next(stage: Stage) -> None:
    stage.nothing_was_seen = True
    stage.square.show()
    stage.press()

    assert not stage.square.there
    assert len(stage.naps) == 1


def test_while_presses_go_on_what_was_kept_is_told_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "HELD_SECONDS", 0.01)
    stage.press()
    stage.press()
    stage.camera.may_seal.release(1)
    while len(stage.said) < 2:
        stage.later.get(timeout=60)()

    assert stage.said == ["aside", "kept 1 open"]
    stage.press()
    assert stage.said[-1] == "aside"


@pytest.mark.parametrize("error", [CaptureUnavailable(Reason.REFUSED), OSError(24, "too many files")])
def test_what_could_not_be_taken_is_said_at_once_and_answered_with_no(stage: Stage, error: Exception) -> None:
    stage.camera.fails_to_grab = {2: error}
    first, second, third = stage.press(), stage.press(), stage.press()

    assert second.result(0) is False
    assert stage.said[1].startswith(f"failed {type(error).__name__}")
    stage.seal(2)
    assert (first.result(0), third.result(0)) == (True, True)


def test_a_full_disk_is_said_at_once_and_answered_with_no(stage: Stage) -> None:
    stage.camera.fails_to_seal = {1: DiskFull("write")}
    first, second = stage.press(), stage.press()

    stage.seal(1)

    assert first.result(0) is False
    assert stage.said == ["aside", "failed DiskFull"]
    stage.seal(1)
    assert second.result(0) is True
    assert stage.said[-1] == "kept 2 open"


def test_where_too_much_is_in_hand_the_next_picture_is_taken_later_and_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    monkeypatch.setattr(stage.taking._in_hand, "_most_bytes", 5)
    answers = [stage.press() for _ in range(4)]
    assert len(stage.camera.taken) < 4

    stage.camera.may_seal.release(4)
    while not answers[-1].done():
        stage.later.get(timeout=60)()

    assert [answer.result(0) for answer in answers] == [True] * 4


def test_a_picture_that_had_to_wait_says_so(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> None:
    monkeypatch.setattr(stage.taking._in_hand, "_most_bytes", 1)
    answers = [stage.press()]
    stage.now += 0.2
    answers.append(stage.press())
    stage.now += taking.LATE_SECONDS

    stage.camera.may_seal.release(2)
    while not answers[-1].done():
        stage.later.get(timeout=60)()

    assert stage.camera.late == [False, False]
    answers += [stage.press(), stage.press()]
    stage.now += taking.LATE_SECONDS + 0.1
    stage.camera.may_seal.release(2)
    while not answers[-1].done():
        stage.later.get(timeout=60)()
    assert stage.camera.late == [False, False, False, True]


def test_ending_takes_and_keeps_what_is_still_due(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    monkeypatch.setattr("journal.services.taking.time.sleep", stage.naps.append)
    monkeypatch.setattr(stage.taking._in_hand, "_most_bytes", 1)
    answers = [stage.press() for _ in range(3)]
    stage.camera.may_seal.release(3)

    assert stage.taking.close()

    assert [answer.result(0) for answer in answers] == [True] * 3


def test_a_disk_that_never_answers_does_not_keep_the_program_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_hand, "CLOSING_SECONDS", 0.05)
    stage = Stage()
    answer = stage.press()

    assert not stage.taking.close()
    assert not answer.done()
    stage.camera.may_seal.release(1)
    assert answer.result(60)


def test_before_there_is_a_journal_pictures_are_held_and_kept_once_there_is_one(stage: Stage) -> None:
    stage.camera.fails_to_seal = {1: KeyFileMissing(), 2: KeyFileMissing()}
    stage.state = "locked"
    stage.taking.hold()

    answer = stage.press()
    stage.press()
    stage.seal(2)
    assert stage.said == ["aside", "held", "held"]
    assert answer.result(0) is False

    stage.camera.fails_to_seal = {}
    stage.taking.keep_held()
    stage.seal(2)
    assert stage.said[3:] == ["kept 1 open", "kept 2 open"]


def test_what_is_held_goes_with_the_window_that_was_making_a_journal(stage: Stage) -> None:
    stage.camera.fails_to_seal = {1: KeyFileMissing(), 2: KeyFileMissing()}
    stage.taking.hold()
    stage.press()
    stage.seal(1)

    stage.taking.drop_held()
    stage.taking.keep_held()
    stage.press()
    stage.seal(1)

    assert stage.said == ["aside", "held", "aside", "failed KeyFileMissing"]
