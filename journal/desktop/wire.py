"""Short messages over a local socket or pipe, each within a time: raw bytes only, nothing is ever unpickled."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection
from pathlib import Path
from typing import Any, TypeAlias

from journal.desktop.peers import own_uid, peer_uid

LONGEST = 64
"""Bytes of a message; a longer one is not read."""

_WAITING = 64

if sys.platform == "win32":
    Line: TypeAlias = "connection.PipeConnection[Any, Any] | connection.Connection[Any, Any]"
else:
    Line: TypeAlias = "connection.Connection[Any, Any]"


class Gone(Exception):
    """Nobody is at the other end, or no longer."""


class Listener:
    """The end that others connect to. Only the one who has the right to it may open it: an old one is replaced."""

    def __init__(self, address: str) -> None:
        """Open it, for this user only.

        Raises:
            OSError: it cannot be opened.
        """
        self._listener = _listen(address)

    def accept(self) -> Line:
        """Wait for somebody to connect.

        Raises:
            OSError: whoever it was left again, there are no descriptors left, or this end was closed.
        """
        line: Line = self._listener.accept()
        return line

    def close(self) -> None:
        """Close and remove it."""
        self._listener.close()


@contextmanager
def connect(address: str, until: float) -> Iterator[Line]:
    """Open a connection and close it afterwards; `until` is a reading of `time.monotonic`.

    Raises:
        Gone: nobody listens there, or whoever did has left.
        TimeoutError: the other end is there and does not accept or answer.
    """
    try:
        with _open(address, until) as line:
            yield line
    except BlockingIOError as error:
        raise TimeoutError from error
    except (EOFError, FileNotFoundError, ConnectionError) as error:
        raise Gone from error


def receive(line: Line, until: float) -> bytes:
    """Return one message of at most 64 bytes.

    Raises:
        TimeoutError: nothing came in time.
        EOFError: the other end left.
        OSError: the connection broke, or what came is longer or in pieces.
    """
    if not line.poll(max(0.0, until - time.monotonic())):
        raise TimeoutError
    if not _is_whole(line):
        # Ours are sent in one go; to wait for the rest would let whoever sends half a message hold us up.
        raise OSError("a message in pieces")
    return line.recv_bytes(LONGEST)


def user_of(line: Line) -> int:
    """Return the id of the user whose program is at the other end.

    Raises:
        OSError: the system does not say.
    """
    return _user_of(line)


if sys.platform == "win32":

    def _listen(address: str) -> connection.Listener:
        return connection.Listener(address, family="AF_PIPE")

    def _open(address: str, _until: float) -> Line:
        return connection.Client(address, family="AF_PIPE")

    def _is_whole(_line: Line) -> bool:
        return True  # a pipe hands messages over whole

    def _user_of(_line: Line) -> int:
        return own_uid()  # a pipe lets only its owner write

else:
    import socket
    import struct

    _LENGTH = struct.Struct("!i")
    """What multiprocessing puts before each message; a negative one would announce a second, longer one."""

    def _listen(address: str) -> connection.Listener:
        path = Path(address)
        path.unlink(missing_ok=True)
        listener = connection.Listener(address, family="AF_UNIX", backlog=_WAITING)
        path.chmod(0o600)
        return listener

    def _open(address: str, until: float) -> Line:
        end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            # The kernel's own time-out: nothing else ends the wait for a place in a full queue.
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(until - time.monotonic()))
            end.connect(address)
        except OSError:
            end.close()
            raise
        return connection.Connection(end.detach())

    def _timeval(seconds: float) -> bytes:
        whole, fraction = divmod(max(0.001, seconds), 1)  # 0 would be for ever
        return struct.pack("@ll", int(whole), int(fraction * 1_000_000))

    def _is_whole(line: Line) -> bool:
        with _socket_of(line) as end:
            waiting = end.recv(_LENGTH.size + LONGEST, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        if not waiting:
            return True  # the end
        if len(waiting) < _LENGTH.size:
            return False
        (length,) = _LENGTH.unpack_from(waiting)
        return bool(length > LONGEST or 0 <= length <= len(waiting) - _LENGTH.size)

    def _user_of(line: Line) -> int:
        with _socket_of(line) as end:
            return peer_uid(end)

    def _socket_of(line: Line) -> socket.socket:
        """Return a second handle on the socket, for what a connection does not offer."""
        return socket.socket(fileno=os.dup(line.fileno()))
