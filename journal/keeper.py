"""What a double-click starts: no window, no key, no database; it takes the pictures and looks after the window."""

import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from journal.desktop.channel import Answer, take_seat_or_ask
from journal.desktop.hardening import harden_keeper, private_files
from journal.desktop.keeper_socket import KeeperSocket
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.services.catching import Caught, Grabbed, of_this_desktop
from journal.services.pipe_words import LOCKED_CODE, QUIT_CODE, ToKeeper, ToWindow

ASIDE_SECONDS = 0.05
"""How long a capture waits for our window to be out of the picture; a window that hangs costs no more."""

REDRAW_SECONDS = 0.05
"""What the programs behind our window get to draw themselves once it is gone."""

ASK_SECONDS = 20.0
SHORT_LIFE_SECONDS = 5.0
MOST_SHORT_LIVES = 3

_log = logging.getLogger(__name__)


class Window(Protocol):
    """The window process as the keeper sees it."""

    def say(self, line: str) -> bool:
        """Send it a line; False when it is gone."""
        ...


@dataclass(frozen=True)
class Asked:
    """A verb from the socket or the window, and where its answer goes."""

    verb: str
    answer: "Future[bool]"


@dataclass(frozen=True)
class Ended:
    """The window process is gone, with this exit code."""

    code: int
    lived_seconds: float


class WindowProcess:
    """The window as a child: its lines are read in a thread, its end is an event like the others."""

    def __init__(
        self, command: Sequence[str], heard: Callable[[str], None], ended: Callable[[Ended], None]
    ) -> None:
        self._started = time.monotonic()
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard = heard
        self._ended = ended
        threading.Thread(target=self._listen, name="window", daemon=True).start()

    def say(self, line: str) -> bool:
        pipe = self._child.stdin
        try:
            if pipe is None:
                return False
            pipe.write(line.encode() + b"\n")
            pipe.flush()
        except (OSError, ValueError):
            # Broken by its end, or closed after it.
            return False
        return True

    def _listen(self) -> None:
        pipe: IO[bytes] | None = self._child.stdout
        for line in pipe or ():
            self._heard(line.decode("utf-8", "replace").strip())
        code = self._child.wait()
        for end in (self._child.stdin, self._child.stdout):
            if end is not None:
                end.close()
        self._ended(Ended(code, time.monotonic() - self._started))


class Keeper:
    """One loop over what the socket, the window and its end say; everything it does, it does in turn."""

    def __init__(
        self,
        grab: Callable[[], Grabbed],
        keep: Callable[[Grabbed, str], Caught],
        start_window: Callable[[Callable[[str], None], Callable[[Ended], None]], Window],
    ) -> None:
        self._grab = grab
        self._keep = keep
        self._start_window = start_window
        self._events: queue.Queue[Asked | Ended] = queue.Queue()
        self._hidden = threading.Event()
        self._window: Window | None = None
        self._state = "closed"
        self._short_lives = 0

    def run(self) -> int:
        """Start the window and serve until the person closes it; returns the exit code."""
        self._open_window()
        while True:
            event = self._events.get()
            if isinstance(event, Asked):
                self._do(event)
            elif not self._goes_on(event):
                return 0 if event.code == QUIT_CODE else 1

    def ask(self, verb: str) -> bool:
        """Have a verb done and wait for it; called from the socket's threads."""
        if verb not in _VERBS:
            return False
        asked = Asked(verb, Future())
        self._events.put(asked)
        try:
            return asked.answer.result(ASK_SECONDS)
        except NotInTime:
            return False

    def _do(self, asked: Asked) -> None:
        done = False
        try:
            done = self._capture() if asked.verb == ToKeeper.CAPTURE else self._tell(asked.verb)
        finally:
            asked.answer.set_result(done)

    def _tell(self, line: str) -> bool:
        return self._window is not None and self._window.say(line)

    def _capture(self) -> bool:
        try:
            self._step_aside()
            caught = self._keep(self._grab(), self._state)
        except JournalError as error:
            # The class says what happened and holds nothing of the person's.
            _log.warning("nothing was kept: %s", type(error).__name__)
            self._tell(f"{ToWindow.FAILED} {_reason(error)}")
            return False
        self._tell(f"{ToWindow.KEPT} {caught.name} {caught.note}".rstrip())
        return True

    def _step_aside(self) -> None:
        self._hidden.clear()
        if self._tell(ToWindow.ASIDE) and self._hidden.wait(ASIDE_SECONDS):
            time.sleep(REDRAW_SECONDS)

    def _heard(self, line: str) -> None:
        """In the window's thread: what cannot wait for the loop is done at once."""
        if line == ToKeeper.HIDDEN:
            self._hidden.set()
        elif line == ToKeeper.OPENED:
            self._state = "open"
        elif line == ToKeeper.CAPTURE:
            self._events.put(Asked(ToKeeper.CAPTURE, Future()))

    def _open_window(self) -> None:
        self._state = "locked"
        self._window = self._start_window(self._heard, self._events.put)

    def _goes_on(self, ended: Ended) -> bool:
        self._window, self._state = None, "closed"
        if ended.code == QUIT_CODE:
            return False
        if ended.code != LOCKED_CODE:
            self._short_lives = self._short_lives + 1 if ended.lived_seconds < SHORT_LIFE_SECONDS else 0
            if self._short_lives >= MOST_SHORT_LIVES:
                _log.error("the window ended %d times at once, with %d", MOST_SHORT_LIVES, ended.code)
                return False
        self._open_window()
        return True


_VERBS = {ToWindow.SHOW, ToWindow.HIDE, ToKeeper.CAPTURE}


def run(folder: Path, window_command: Sequence[str]) -> int:
    """Be the keeper of the journal in `folder`, or bring up the window of the one there is.

    Raises:
        KeeperSilent: there is one, and it does not answer.
        NoMeetingPlace: no private folder was found to be met in.
    """
    private_files()
    harden_keeper()
    place = take_seat_or_ask(folder, ToWindow.SHOW, ASK_SECONDS)
    if isinstance(place, Answer):
        return 0 if place is Answer.OK else 1
    catcher = of_this_desktop(JournalFolder(folder))

    def start_window(heard: Callable[[str], None], ended: Callable[[Ended], None]) -> Window:
        return WindowProcess(window_command, heard, ended)

    keeper = Keeper(catcher.grab, catcher.keep, start_window)
    with place, KeeperSocket(place) as socket:
        socket.serve(keeper.ask)
        return keeper.run()


def _reason(error: JournalError) -> str:
    reason = getattr(error, "reason", None)
    return f"{type(error).__name__} {reason or ''}".rstrip()


def window_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """How the window process is started from here."""
    program_itself = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "journal")
    return (*program_itself, "--window", *arguments)
