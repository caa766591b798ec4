"""What the keeper does: one loop over what the keys, the socket, the window and its end say."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from journal.desktop.key_ear import Keys, Told
from journal.desktop.session_signals import Lock
from journal.desktop.window_process import Ended
from journal.domain.capture_wish import CaptureWish, wish_in
from journal.domain.hotkeys import KeyUse
from journal.domain.locking import LockReason, ends_keyring
from journal.services.around_keeper import StoredKey, Watching, Window
from journal.services.catching import Caught
from journal.services.key_words import write_hearing
from journal.services.listening import Listening
from journal.services.pipe_words import (
    ABOUT_KEYS,
    HIDDEN_CODE,
    LOCKED_CODE,
    MOVED_CODE,
    QUIT_CODE,
    RESCUE_CODE,
    ToKeeper,
    ToWindow,
)
from journal.services.taking import Catching, Sign, Taking

LOCK_SECONDS = 0.9
"""What a window gets to keep its draft and end; one that does not is killed, so that locking takes a second."""

FORGET_SECONDS = 2.0
"""How long sleep, or whoever asked for the lock, waits for the password store as well."""

READY_SECONDS = 5.0
"""A window that has not said by then that it is there is taken to be one that could be open."""

TIDY_SECONDS = 60.0
"""How often is looked whether the time of a key in the password store is over."""

ASK_SECONDS = 20.0
CAPTURE_SECONDS = 40.0
"""The desktop may have to ask the person first whether a picture may be taken."""

SHORT_LIFE_SECONDS = 5.0
MOST_SHORT_LIVES = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A verb from the socket or the window, and where its answer goes."""

    verb: str
    answer: "Future[bool]"
    since: float


@dataclass(frozen=True)
class LockAsked:
    """The journal has to lock, and where to say that it did."""

    reason: LockReason
    answer: "Future[bool]"


class Keeper:
    """Everything it does, it does in turn."""

    def __init__(
        self,
        catching: Catching,
        start_window: Callable[[Callable[[str], None], Callable[[Ended], None]], Window],
        watch: Callable[[Lock], AbstractContextManager[Watching]],
        stored_key: StoredKey,
        listening: Listening,
        now: Callable[[], float] = time.monotonic,
        tidy_seconds: float = TIDY_SECONDS,
        sign: Sign | None = None,
    ) -> None:
        """`watch` begins to hear what means lock; `sign` says that something was kept where no window can."""
        self._start_window = start_window
        self._watch = watch
        self._stored_key = stored_key
        self._listening = listening
        self._now = now
        self._tidy_seconds = tidy_seconds
        self._sign = sign
        self._events: queue.Queue[Asked | Ended | Callable[[], None]] = queue.Queue()
        self._window: Window | None = None
        self._state = "closed"
        self._ready = False
        self._started = 0.0
        self._turn = threading.Lock()
        self._locks: list[LockAsked] = []
        self._forgetting: threading.Thread | None = None
        self._short_lives = 0
        self._in_sight = True
        self._hiding = False
        self._rescues = False
        self._desktop_is_there = True
        self._taking = Taking(
            catching, self._tell, self._events.put, lambda: self._state, self._kept, sign, now
        )

    def run(self, *, quietly: bool = False) -> int:
        """Start the window, unless `quietly`, and serve until the person closes it; returns the exit code.

        `MOVED_CODE` says that the journal lives elsewhere now, and needs a keeper there.
        """
        if not quietly:
            self._open_window()
        told = Told(self._pressed, self._keys_changed, self._lost)
        with self._watch(self.lock) as watching, self._listening.during(told):
            while True:
                event = self._next()
                if event is None:
                    self._start_forgetting(self._stored_key.forget_expired)
                    if self._listening.try_again():
                        self._tell_keys()
                elif isinstance(event, Asked):
                    self._do(event, watching)
                elif not isinstance(event, Ended):
                    event()
                elif not self._goes_on(event):
                    self._taking.close()
                    self._finish_forgetting()
                    return event.code if event.code in _LAST_CODES else 1

    def ask(self, verb: str) -> bool:
        """Have a verb done and wait for it; called from the socket's threads."""
        if verb == ToWindow.LOCK:
            return self.lock(LockReason.HAND)
        wish = wish_in(verb)
        if verb not in _VERBS and wish is None:
            return False
        asked = Asked(verb, Future(), self._now())
        self._events.put(asked)
        return _in_time(asked.answer, ASK_SECONDS if wish is None else CAPTURE_SECONDS + wish.delay)

    def lock(self, reason: LockReason) -> bool:
        """End the window that may be open; returns when it is gone, True unless that took too long.

        Called from other threads, whose turn it is at once: a capture in hand does not hold it up.
        """
        asked = LockAsked(reason, Future())
        with self._turn:
            window = self._window if self._may_be_open() else None
            if window is not None:
                self._locks.append(asked)
            first = len(self._locks) == 1
        if window is None:
            # A fresh one, perhaps because of the signal before this one: nobody can have opened anything in it.
            self._finish((asked,), by_itself=False)
        elif first:
            self._end(window)
        return _in_time(asked.answer, LOCK_SECONDS + FORGET_SECONDS)

    def _do(self, asked: Asked, watching: Watching) -> None:
        wish = wish_in(asked.verb)
        if wish is not None:
            self._capture(wish, asked)
            return
        done = False
        try:
            if asked.verb == ToKeeper.READY:
                done = self._tell(" ".join((ToWindow.DEAF, *sorted(watching.deaf_to()))))
                self._tell_keys()
                if self._stored_key.is_there():
                    self._tell(ToWindow.KEY)
                if self._rescues:
                    self._tell(ToWindow.RESCUE)
                if self._in_sight:
                    self._taking.window_is_back()
                    self._tell(ToWindow.SHOW)
            else:
                done = self._bring(asked.verb)
        finally:
            asked.answer.set_result(done)

    def _bring(self, verb: str) -> bool:
        """Show the window, or hide it."""
        self._in_sight = verb == ToWindow.SHOW
        if self._window is None:
            if self._in_sight:
                self._open_window()
            return True
        self._hiding = self._hiding or not self._in_sight
        self._taking.window_is_back()
        return self._tell(verb)

    def _pressed(self, use: KeyUse) -> None:
        self._events.put(partial(self._obey_key, use, self._now()))

    def _keys_changed(self, keys: Keys) -> None:
        self._events.put(partial(self._know_keys, keys))

    def _lost(self) -> None:
        """The desktop is gone: a keeper without a window is of no more use."""
        self._desktop_is_there = False
        if self._window is None:
            self._events.put(Ended(QUIT_CODE, 0.0))

    def _obey_key(self, use: KeyUse, since: float) -> None:
        if self._listening.is_choosing():
            self._tell(f"{ToWindow.PRESSED} {use}")
        elif use is KeyUse.CAPTURE:
            self._taking.take(CaptureWish(), Future(), since)
        elif use is KeyUse.WINDOW:
            seen = self._in_sight and self._window is not None
            self._bring(ToWindow.HIDE if seen else ToWindow.SHOW)
        else:
            self._taking.window_is_back()
            self._tell(ToWindow.WORDS)

    def _know_keys(self, keys: Keys) -> None:
        self._listening.know(keys)
        self._tell_keys()

    def _obey_about_keys(self, line: str) -> None:
        self._listening.obey(line)
        self._tell_keys()

    def _tell_keys(self) -> None:
        self._tell(f"{ToWindow.KEYS} {write_hearing(self._listening.hearing())}")

    def _next(self) -> Asked | Ended | Callable[[], None] | None:
        try:
            return self._events.get(timeout=self._tidy_seconds)
        except queue.Empty:
            return None

    def _may_be_open(self) -> bool:
        return self._ready or self._now() - self._started > READY_SECONDS

    def _end(self, window: Window) -> None:
        last_moment = threading.Timer(LOCK_SECONDS, window.kill)
        last_moment.daemon = True
        last_moment.start()
        window.say(ToWindow.LOCK)

    def _ended(self, ended: Ended) -> None:
        """In the window's thread: whoever waits for the lock is answered before a capture in hand is finished."""
        with self._turn:
            locks, self._locks = tuple(self._locks), []
            self._window, self._ready, self._state = None, False, "closed"
        self._finish(locks, by_itself=ended.code in _LOCKING_CODES and not locks)
        lost = locks and ended.code not in (*_LAST_CODES, HIDDEN_CODE)
        self._events.put(replace(ended, code=LOCKED_CODE) if lost else ended)

    def _finish(self, locks: Sequence[LockAsked], *, by_itself: bool) -> None:
        """Have the key in the password store forgotten where it must be, then say to all who wait that it is locked."""
        if by_itself or any(ends_keyring(lock.reason) for lock in locks):
            self._start_forgetting(partial(self._forget, locks))
        else:
            _answer(locks)

    def _forget(self, locks: Sequence[LockAsked]) -> None:
        try:
            self._stored_key.forget()
        finally:
            _answer(locks)

    def _start_forgetting(self, forget: Callable[[], None]) -> None:
        # The store may take its time; a capture does not wait for it.
        self._forgetting = threading.Thread(target=forget, name="forget", daemon=True)
        self._forgetting.start()

    def _finish_forgetting(self) -> None:
        if self._forgetting is not None:
            self._forgetting.join(FORGET_SECONDS)

    def _tell(self, line: str) -> bool:
        return self._window is not None and self._window.say(line)

    def _capture(self, wish: CaptureWish, asked: Asked) -> None:
        if not wish.delay:
            self._taking.take(wish, asked.answer, asked.since)
            return
        # Meanwhile everything goes on, and the window may show how long it still takes.
        self._tell(f"{ToWindow.SOON} {wish.delay}")
        now = Asked(replace(wish, delay=0).word(), asked.answer, self._now() + wish.delay)
        later = threading.Timer(wish.delay, self._events.put, (now,))
        later.daemon = True
        later.start()

    def _kept(self, all_caught: Sequence[Caught]) -> None:
        for caught in all_caught:
            self._tell(f"{ToWindow.KEPT} {caught.name} {caught.note}".rstrip())
        if self._state == "open":
            self._listening.show_line(True)
        if self._state != "open" or not self._taking.window_answers:
            self._show_sign()

    def _show_sign(self) -> None:
        if self._sign is not None:
            self._sign.show()

    def _heard(self, line: str) -> None:
        """In the window's thread: what cannot wait for the loop is done at once."""
        if line in (ToKeeper.HIDDEN, ToKeeper.UNSEEN):
            self._taking.is_aside(nothing_was_seen=line == ToKeeper.UNSEEN)
        elif line in (ToKeeper.DRAWN, ToKeeper.DRAWING):
            self._taking.is_drawn(is_done=line == ToKeeper.DRAWN)
        elif line == ToKeeper.OPENED:
            self._state, self._ready = "open", True
            self._events.put(self._taking.keep_held)
        elif line == ToKeeper.BEGINNING:
            self._events.put(self._taking.hold)
        elif line == ToKeeper.SIGN:
            self._events.put(self._show_sign)
        elif line == ToKeeper.READY:
            self._ready = True
            self._events.put(Asked(ToKeeper.READY, Future(), self._now()))
        elif wish_in(line) is not None:
            self._events.put(Asked(line, Future(), self._now()))
        elif line.partition(" ")[0] in ABOUT_KEYS:
            self._events.put(partial(self._obey_about_keys, line))

    def _open_window(self) -> None:
        with self._turn:
            self._state, self._ready, self._started = "locked", False, self._now()
            self._taking.window_is_back()
            self._window = self._start_window(self._heard, self._ended)

    def _goes_on(self, ended: Ended) -> bool:
        self._taking.drop_held()
        self._listening.show_line(False)
        was_told_to_hide, self._hiding = self._hiding, False
        self._rescues = ended.code == RESCUE_CODE
        if ended.code == QUIT_CODE and self._desktop_is_there and self._listening.stays():
            self._in_sight = False
            return True
        if ended.code in _LAST_CODES:
            return False
        if ended.code == HIDDEN_CODE:
            # Whoever had it hide may have wanted it back before it was gone.
            self._in_sight = self._in_sight and was_told_to_hide
        elif ended.code not in (LOCKED_CODE, RESCUE_CODE):
            self._short_lives = self._short_lives + 1 if ended.lived_seconds < SHORT_LIFE_SECONDS else 0
            if self._short_lives >= MOST_SHORT_LIVES:
                _log.error("the window ended %d times at once, with %d", MOST_SHORT_LIVES, ended.code)
                return False
        self._open_window()
        return True


_VERBS = {ToWindow.SHOW, ToWindow.HIDE}
_LAST_CODES = (QUIT_CODE, MOVED_CODE)
_LOCKING_CODES = (LOCKED_CODE, HIDDEN_CODE, RESCUE_CODE, MOVED_CODE)


def _answer(locks: Sequence[LockAsked]) -> None:
    for lock in locks:
        lock.answer.set_result(True)


def _in_time(answer: "Future[bool]", seconds: float) -> bool:
    try:
        return answer.result(seconds)
    except NotInTime:
        return False
