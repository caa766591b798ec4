"""A connection to a message bus of this computer that only listens: it comes back quietly whenever it was lost."""

import logging
import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from jeepney import MatchRule, Message, MessageType
from jeepney.bus import get_bus
from jeepney.io.blocking import DBusConnection, prep_socket
from jeepney.wrappers import unwrap_msg

LONGEST_PAUSE = 60.0
_FIRST_PAUSE = 0.5
_ANSWER_SECONDS = 5.0
_GREETING_SECONDS = 2.0

_log = logging.getLogger(__name__)


class Bus:
    """An open connection, for the one thread that listens."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def ask(self, message: Message) -> tuple[Any, ...]:
        """Call something and return its answer; signals that come meanwhile wait their turn.

        Raises:
            DBusErrorResponse: it said no, or is not there.
            OSError: no answer in time, or the connection broke.
        """
        answer = self._connection.send_and_get_reply(message, timeout=_ANSWER_SECONDS)
        body: tuple[Any, ...] = unwrap_msg(answer)
        return body


class BusListener:
    """Hears the signals of one bus in a thread of its own, from `start` to `close`, however often the bus goes away."""

    def __init__(
        self,
        name: str,
        address: Callable[[], str | None],
        greet: Callable[[Bus], None],
        hear: Callable[[Message], None],
        parted: Callable[[], None] = lambda: None,
        descriptors: bool = False,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """`greet` asks for signals on each new connection, `hear` gets them one by one, `parted` ends what greet began.

        All three are called in the thread of the listener. `descriptors`: answers may hold some, which not every bus
        can do. The first pause, in seconds, doubles up to a minute.
        """
        self._address = address
        self._greet = greet
        self._hear = hear
        self._parted = parted
        self._descriptors = descriptors
        self._first_pause = first_pause
        self._closing = threading.Event()
        self._turn = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._listen, name=name, daemon=True)

    def start(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Hear nothing more; a signal in hand is finished first, for at most as long as an answer may take."""
        self._closing.set()
        with self._turn:
            if self._socket is not None:
                _shut(self._socket)
        self._thread.join(_ANSWER_SECONDS)

    def _listen(self) -> None:
        pause = self._first_pause
        while not self._closing.is_set():
            try:
                address = self._address()
                if address is not None:
                    self._attend(address)
                    pause = self._first_pause
            except Exception as error:  # noqa: BLE001 (whatever a bus does or says, the keeper goes on)
                _log.debug("%s: %s", self._thread.name, type(error).__name__)
            self._closing.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _attend(self, address: str) -> None:
        """Listen until the bus goes away; returns normally only if it had been there."""
        way = get_bus(address)
        with closing(prep_socket(way, self._descriptors, timeout=_GREETING_SECONDS)) as end:
            with self._turn:
                self._socket = end
            try:
                if not self._closing.is_set():
                    self._converse(end)
            finally:
                with self._turn:
                    self._socket = None

    def _converse(self, end: socket.socket) -> None:
        with DBusConnection(end, self._descriptors) as connection:
            signals: deque[Message] = deque()
            with connection.filter(MatchRule(type="signal"), queue=signals):
                try:
                    self._greet(Bus(connection))
                    self._hear_all(connection, signals)
                finally:
                    self._parted()

    def _hear_all(self, connection: DBusConnection, signals: "deque[Message]") -> None:
        while not self._closing.is_set():
            try:
                message = connection.recv_until_filtered(signals)
            except OSError:
                return
            if message.header.message_type is MessageType.signal:
                self._hear(message)


def system_bus(environ: Mapping[str, str]) -> str | None:
    """The address of the computer's own bus."""
    return environ.get("DBUS_SYSTEM_BUS_ADDRESS") or "unix:path=/run/dbus/system_bus_socket"


def session_bus(environ: Mapping[str, str]) -> str | None:
    """The address of this person's bus; None where there is none, or none yet."""
    named = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if named:
        return named
    usual = Path(environ.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
    return f"unix:path={usual}" if usual.is_socket() else None


def _shut(end: socket.socket) -> None:
    try:
        # Nothing else ends the wait of the thread that reads.
        end.shutdown(socket.SHUT_RDWR)
    except OSError as error:
        _log.debug("the bus had gone: %s", type(error).__name__)
