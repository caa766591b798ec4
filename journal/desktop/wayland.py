"""The wire of a Wayland compositor, spoken directly: a few requests need neither a toolkit nor a library."""

import os
import select
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_DISPLAY, _REGISTRY = 1, 2
_SYNC, _GET_REGISTRY = 0, 1
_ERROR = 0
_BIND = 0
_GLOBAL = 0
_HEAD = struct.Struct("=II")
_MOST = 65536


class WaylandUnavailable(Exception):
    """There is no compositor, or it does not answer, or it does not know what was asked of it."""


@dataclass(frozen=True)
class Event:
    """What the compositor said about an object; `body` is as it came."""

    about: int
    kind: int
    body: bytes

    def number(self, at: int = 0) -> int:
        """The number that stands after `at` others."""
        return int(struct.unpack_from("=I", self.body, 4 * at)[0])


class Wayland:
    """Use `connected_to`; for one thread. Every wait ends within the seconds given there."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line = line
        self._until = until
        self._last = _REGISTRY
        self._came = b""
        self._globals: dict[str, int] = {}
        self.ask(_DISPLAY, _GET_REGISTRY, _number(_REGISTRY))
        self.wait()

    def bind(self, interface: str) -> int:
        """Return the compositor's own, in its first version.

        Raises:
            WaylandUnavailable: it has none.
        """
        if interface not in self._globals:
            raise WaylandUnavailable(interface)
        new = self.new()
        self.ask(
            _REGISTRY,
            _BIND,
            _number(self._globals[interface]) + text(interface) + _number(1) + _number(new),
        )
        return new

    def new(self) -> int:
        """A name for an object that the next request makes."""
        self._last += 1
        return self._last

    def ask(self, of: int, request: int, body: bytes = b"", descriptor: int | None = None) -> None:
        """Make a request.

        Raises:
            WaylandUnavailable: the compositor is gone.
        """
        message = _HEAD.pack(of, (_HEAD.size + len(body)) << 16 | request) + body
        try:
            if descriptor is None:
                self._line.sendall(message)
            else:
                socket.send_fds(self._line, [message], [descriptor])
        except OSError as error:
            raise WaylandUnavailable from error

    def wait(self) -> None:
        """Until the compositor has done all that was asked of it.

        Raises:
            WaylandUnavailable: it did not like something, is gone, or does not answer.
        """
        done = self.new()
        self.ask(_DISPLAY, _SYNC, _number(done))
        self.wait_for(done, 0)

    def wait_for(self, about: int, kind: int) -> Event:
        """Return the next event of that kind.

        Raises:
            WaylandUnavailable: as `wait` says.
        """
        while True:
            event = self._next()
            if event.about == _DISPLAY and event.kind == _ERROR:
                raise WaylandUnavailable("refused")
            if event.about == _REGISTRY and event.kind == _GLOBAL:
                self._globals.setdefault(_text_in(event.body, 4), event.number())
            if (event.about, event.kind) == (about, kind):
                return event

    def _next(self) -> Event:
        """The next that came, once it is there as a whole."""
        while len(self._came) < _HEAD.size or len(self._came) < self._size():
            left = self._until - time.monotonic()
            ready, _, _ = select.select([self._line], [], [], max(0.0, left))
            try:
                more = self._line.recv(_MOST) if ready else b""
            except OSError as error:
                raise WaylandUnavailable from error
            if not more:
                raise WaylandUnavailable("silent")
            self._came += more
        about, what = _HEAD.unpack_from(self._came)
        size = max(self._size(), _HEAD.size)
        body, self._came = self._came[_HEAD.size : size], self._came[size:]
        return Event(about, what & 0xFFFF, body)

    def _size(self) -> int:
        return int(_HEAD.unpack_from(self._came)[1]) >> 16


@contextmanager
def connected_to(environ: Mapping[str, str], seconds: float) -> Iterator[Wayland]:
    """Connect to the compositor of this session.

    Raises:
        WaylandUnavailable: there is none, or it does not answer within these seconds.
    """
    folder, name = environ.get("XDG_RUNTIME_DIR", ""), environ.get("WAYLAND_DISPLAY") or "wayland-0"
    place = Path(folder, name)
    if not place.is_absolute():
        raise WaylandUnavailable
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.settimeout(seconds)
            line.connect(os.fspath(place))
        except OSError as error:
            raise WaylandUnavailable from error
        yield Wayland(line, time.monotonic() + seconds)


def numbers(*values: int) -> bytes:
    """Numbers as a request carries them."""
    return b"".join(struct.pack("=i" if value < 0 else "=I", value) for value in values)


def text(value: str) -> bytes:
    """A text as a request carries it."""
    raw = value.encode() + b"\0"
    return _number(len(raw)) + raw + b"\0" * (-len(raw) % 4)


def _number(value: int) -> bytes:
    return struct.pack("=I", value)


def _text_in(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("=I", body, at)
    return body[at + 4 : at + 4 + length - 1].decode("utf-8", "replace")
