"""The keeper's end of the local socket: verbs from its own user only, a few at a time, whatever else arrives."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Self

from journal.desktop.channel import Answer, is_verb
from journal.desktop.peers import own_uid
from journal.desktop.single import Seat
from journal.desktop.wire import Gone, Line, Listener, connect, receive, user_of

Handler = Callable[[str], bool]
"""Does what a verb asks and says whether it was done; what it does not know is not done. Called from threads."""

_AT_ONCE = 8
_BREATH = 0.05
_LEAVING = 2.0

_log = logging.getLogger(__name__)


class KeeperSocket:
    """Answers verbs from `serve` to `close`, from a few threads, so that one silent caller holds nobody up."""

    def __init__(self, seat: Seat, seconds: float = 2.0, user_of: Callable[[Line], int] = user_of) -> None:
        """`seconds` is what a caller gets to say its verb; `user_of` tells whose program it is."""
        self._address = seat.place.address
        self._seconds = seconds
        self._user_of = user_of
        self._closing = threading.Event()
        self._listener: Listener | None = None
        self._threads: list[threading.Thread] = []

    def serve(self, handler: Handler) -> None:
        """Open the socket and return; from now on verbs are answered, and handled as they come: none waits for others.

        Raises:
            OSError: the socket cannot be opened.
        """
        self._listener = Listener(self._address)
        for number in range(_AT_ONCE):
            name = f"keeper socket {number}"
            thread = threading.Thread(
                target=self._answer_all, args=(self._listener, handler), name=name, daemon=True
            )
            thread.start()
            self._threads.append(thread)

    def close(self) -> None:
        """Stop answering and remove the socket; a verb in hand is finished first, for at most two seconds."""
        self._closing.set()
        for _ in self._threads:
            self._wake_one()
        until = time.monotonic() + _LEAVING
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        if self._listener is not None:
            self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wake_one(self) -> None:
        try:
            # Nothing else ends the wait for a connection.
            with connect(self._address, time.monotonic() + _BREATH):
                return
        except (Gone, TimeoutError, OSError) as error:
            _log.debug("nobody was waiting: %s", type(error).__name__)

    def _answer_all(self, listener: Listener, handler: Handler) -> None:
        while not self._closing.is_set():
            try:
                line = listener.accept()
            except OSError:
                # Out of descriptors, or the caller left before it was let in: a flood passes.
                self._closing.wait(_BREATH)
                continue
            self._answer_one(line, handler)

    def _answer_one(self, line: Line, handler: Handler) -> None:
        try:
            with line:
                if self._user_of(line) != own_uid():
                    return
                word = receive(line, time.monotonic() + self._seconds)
                line.send_bytes(self._answer_to(word, handler).value.encode("ascii"))
        except (OSError, EOFError) as error:
            _log.debug("a caller was dropped: %s", type(error).__name__)

    def _answer_to(self, word: bytes, handler: Handler) -> Answer:
        verb = word.decode("ascii", "replace")
        if not is_verb(verb):
            return Answer.NO
        try:
            return Answer.OK if handler(verb) else Answer.NO
        except Exception as error:  # noqa: BLE001 (whatever went wrong, the keeper goes on listening)
            _log.error("a verb failed: %s", type(error).__name__)
            return Answer.NO
