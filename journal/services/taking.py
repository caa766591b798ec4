"""Pictures of the screen at the moment they are asked for, however many: kept behind it, told when there is time."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from journal.domain.capture_wish import CaptureWish
from journal.services.catching import Caught, Grabbed
from journal.services.in_hand import Held, InHand, Keeping
from journal.services.pipe_words import ToWindow

ASIDE_SECONDS = 0.05
"""How long a capture waits for our window to be out of the picture; a window that hangs costs no more."""

REDRAW_SECONDS = 0.05
"""What the programs behind our window get at most to draw themselves once it is gone."""

ENCODED_SECONDS = 0.2
"""So long at most is looked whether a picture still holds while it is encoded."""

LATE_SECONDS = 1.0
"""A picture that had to wait longer than this is marked."""

HELD_SECONDS = 1.5
"""So long our window stays aside while one picture follows another, and what was kept is not said yet."""

_log = logging.getLogger(__name__)


class Catching(Keeping, Protocol):
    """All steps of a capture, as a `Catcher` has them."""

    def grab(self, wish: CaptureWish = ...) -> Grabbed:
        """Take the picture."""
        ...

    def rest(self) -> None:
        """No other one follows for now."""
        ...


class Sign(Protocol):
    """What shows for a moment that something was kept, where no window can."""

    def show(self) -> None:
        """Show it and return at once."""
        ...

    def take_away(self) -> bool:
        """Have it gone when this returns, and say whether it was to be seen until now."""
        ...


@dataclass(frozen=True)
class _Due:
    wish: CaptureWish
    answer: "Future[bool]"
    since: float


class _SecondLook:
    """Between the thread that encodes a picture and the one that took it: does it still hold, once it is encoded?"""

    def __init__(self) -> None:
        self._is_encoded = threading.Event()
        self._instead: Future[Grabbed | None] = Future()

    def instead(self) -> Grabbed | None:
        """It is encoded; returns what is to be kept instead."""
        self._is_encoded.set()
        return self._instead.result()

    def wait(self) -> bool:
        """Return when it is encoded, or that takes too long."""
        return self._is_encoded.wait(ENCODED_SECONDS)

    def end(self, instead: Grabbed | None) -> None:
        """Let it go on, with this one where there is one."""
        self._instead.set_result(instead)


class Taking:
    """Takes one picture after the other while those before are still being kept.

    Our window steps aside before the first and comes back after the last, when it is told what was kept; in between
    nothing of ours is on the screen. Where too much is in hand the next picture is taken later, and none is left out.

    All of it is called in one thread, but for `is_aside` and `is_drawn`.
    """

    def __init__(
        self,
        catching: Catching,
        say: Callable[[str], bool],
        do_later: Callable[[Callable[[], None]], None],
        state: Callable[[], str],
        kept: Callable[[Sequence[Caught]], None],
        sign: Sign | None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`say` tells the window; `do_later` has something called in the one thread; `kept` is told in order."""
        self._catching = catching
        self._say = say
        self._do_later = do_later
        self._state = state
        self._kept = kept
        self._sign = sign
        self._now = now
        self._in_hand = InHand(catching, lambda: do_later(self._go_on))
        self._due: deque[_Due] = deque()
        self._unfinished = 0
        self._untold: list[Caught] = []
        self._hold: threading.Timer | None = None
        self._aside = False
        self._nothing_to_see = False
        self._out_of_sight = threading.Event()
        self._drawn = threading.Event()
        self._drawn_over = threading.Event()
        self._is_watched = False
        self._latest = 0.0

    def take(self, wish: CaptureWish, answer: "Future[bool]", since: float) -> None:
        """Take a picture now, and answer whether it was kept once that is certain; it was asked for at `since`."""
        self._due.append(_Due(wish, answer, since))
        self._go_on()

    def is_aside(self, *, nothing_was_seen: bool) -> None:
        """The window is out of the picture; where it was not in it, nobody needs to draw anything. From any thread."""
        self._nothing_to_see = nothing_was_seen
        self._drawn.clear()  # what was told before was of another time
        self._drawn_over.clear()
        self._is_watched = False
        self._out_of_sight.set()

    def is_drawn(self, *, is_done: bool) -> None:
        """All that the window covered was drawn again since it is aside, or is about to be. From any thread."""
        self._is_watched = True
        if is_done:
            self._drawn.set()
        elif self._drawn.is_set():
            self._drawn.clear()
            self._drawn_over.set()

    @property
    def window_answers(self) -> bool:
        """Whether the window, asked last to step aside, has said that it did by now."""
        return self._out_of_sight.is_set()

    def hold(self) -> None:
        """There is no journal yet: what is taken until then waits in memory."""
        self._in_hand.hold()

    def keep_held(self) -> None:
        """There is one now."""
        self._unfinished += self._in_hand.keep_held()

    def drop_held(self) -> None:
        """The window that was making one is gone."""
        self._in_hand.drop_held()

    def window_is_back(self) -> None:
        """The window was told something that shows it, or is another one."""
        self._aside = False

    def close(self) -> bool:
        """Take and keep what is still due, and say whether all of it was done in time."""
        while self._due and self._in_hand.wait_for_room():
            self._take(self._due.popleft())
        if self._hold is not None:
            self._hold.cancel()
        return self._in_hand.close() and not self._due

    def _go_on(self) -> None:
        while self._due and self._in_hand.has_room():
            self._take(self._due.popleft())
        if not self._due and not self._unfinished:
            self._tell()
            self._catching.rest()

    def _take(self, due: _Due) -> None:
        try:
            may_change = self._step_aside()
            late = self._now() - due.since > LATE_SECONDS
            was_drawn = self._drawn.is_set()
            grabbed = self._grab(due.wish, late=late)
        except Exception as error:  # noqa: BLE001 (whatever it is, the key stays heard)
            self._fail(error)
            due.answer.set_result(False)
            return
        self._unfinished += 1
        told = partial(self._finish, due.answer)
        if not may_change:
            self._in_hand.add(grabbed, self._state(), told)
            return
        second_look = _SecondLook()
        self._in_hand.add(grabbed, self._state(), told, second_look.instead)
        changed = second_look.wait() and self._has_changed(was_drawn=was_drawn)
        second_look.end(self._look_again(due.wish, late=late) if changed else None)

    def _has_changed(self, *, was_drawn: bool) -> bool:
        """Whether the picture does not hold: our window is aside only now, or others have drawn behind it since."""
        if not self._aside:
            self._aside = self._out_of_sight.is_set()
            self._latest = self._now() + REDRAW_SECONDS
            return self._aside and not self._nothing_to_see
        return (self._drawn_over if was_drawn else self._drawn).is_set()

    def _grab(self, wish: CaptureWish, *, late: bool) -> Grabbed:
        grabbed = self._catching.grab(wish)
        return replace(grabbed, known=replace(grabbed.known, late=True)) if late else grabbed

    def _look_again(self, wish: CaptureWish, *, late: bool) -> Grabbed | None:
        """Take the picture once more, when others have drawn what we covered."""
        self._drawn.wait(max(0.0, self._latest - self._now()))
        try:
            return self._grab(wish, late=late)
        except Exception as error:  # noqa: BLE001 (the first one is there)
            _log.warning("there is no second picture: %s", type(error).__name__)
            return None

    def _finish(self, answer: "Future[bool]", outcome: Caught | Held | Exception) -> None:
        """In a thread of what is in hand: whoever waits is answered before all else."""
        if not answer.done():
            answer.set_result(isinstance(outcome, Caught))
        self._do_later(partial(self._note, outcome))

    def _note(self, outcome: Caught | Held | Exception) -> None:
        self._unfinished -= 1
        if isinstance(outcome, Held):
            self._aside = False
            self._say(ToWindow.HELD)
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        self._untold.append(outcome)
        if self._hold is None:
            self._hold = threading.Timer(HELD_SECONDS, self._do_later, (self._tell,))
            self._hold.daemon = True
            self._hold.start()

    def _fail(self, error: Exception) -> None:
        """Said at once: somebody may have to do something before the next picture."""
        self._tell()
        # The class says what happened and holds nothing of the person's.
        _log.warning("nothing was kept: %s", type(error).__name__)
        self._aside = False
        self._say(f"{ToWindow.FAILED} {_reason(error)}")

    def _tell(self) -> None:
        if self._hold is not None:
            self._hold.cancel()
            self._hold = None
        told, self._untold = self._untold, []
        if told:
            self._aside = False
            self._kept(told)

    def _step_aside(self) -> bool:
        """Return when nothing of ours is to be seen, or that takes too long.

        Says whether it may be told later that others drew what we covered, or that our window is aside after all.
        """
        signed = self._sign is not None and self._sign.take_away()
        covered = is_missed = False
        if not self._aside:
            self._out_of_sight.clear()
            # One that is only starting, or hangs, does not answer: it is asked again before the next picture.
            is_asked = self._say(ToWindow.ASIDE)
            self._aside = is_asked and self._out_of_sight.wait(ASIDE_SECONDS)
            is_missed = is_asked and not self._aside
            covered = self._aside and not self._nothing_to_see
        if signed:
            time.sleep(REDRAW_SECONDS)
        elif covered:
            self._latest = self._now() + REDRAW_SECONDS
            self._drawn.wait(REDRAW_SECONDS)
        return is_missed or (covered and self._is_watched)


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return f"{type(error).__name__} {reason or ''}".rstrip()
