"""A picture of the screen from a desktop that has to be asked for one: the Screenshot portal of Wayland desktops."""

import errno
import logging
import os
import re
import secrets
import stat
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from journal.desktop.bus import session_bus
from journal.desktop.errors import ScreenshotRefused, Unhelpful

ANSWER_SECONDS = 30.0
"""What the person gets to answer the desktop's question, where it has one."""

MOST_BYTES = 256 * 2**20

_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_REQUEST = "org.freedesktop.portal.Request"
_CALL_SECONDS = 5.0
_DONE, _CANCELLED = 0, 1
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
_FILE = "file://"

_portal = DBusAddress(_PATH, _NAME, "org.freedesktop.portal.Screenshot")
_log = logging.getLogger(__name__)


class ScreenshotPortal:
    """Asks through a connection of its own each time, and leaves nothing behind."""

    def __init__(
        self,
        environ: Mapping[str, str],
        seconds: float = ANSWER_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` is the longest an answer may take, the person's thinking included."""
        self._environ = environ
        self._seconds = seconds
        self._now = now

    def ask(self) -> bytes:
        """Return the picture file the desktop makes of all screens; the file itself is removed.

        May take as long as the person needs to say yes.

        Raises:
            ScreenshotRefused: there is none.
        """
        until = self._now() + self._seconds
        address = session_bus(self._environ)
        if address is None:
            raise ScreenshotRefused(Unhelpful.MISSING, "no session bus")
        try:
            with open_dbus_connection(address) as connection:
                request = _Request(connection, until, self._now)
                code, untrusted_results = request.make(interactive=False)
                if code not in (_DONE, _CANCELLED):
                    # Some desktops take pictures only when they may ask first.
                    code, untrusted_results = request.make(interactive=True)
        except DBusErrorResponse as error:
            raise ScreenshotRefused(Unhelpful.MISSING, error.name) from error
        except TimeoutError as error:
            raise ScreenshotRefused(Unhelpful.TIME_OUT) from error
        except (OSError, ValueError) as error:
            raise ScreenshotRefused(Unhelpful.MISSING, type(error).__name__) from error
        if code == _CANCELLED:
            raise ScreenshotRefused(Unhelpful.CANCELLED)
        if code != _DONE:
            raise ScreenshotRefused(Unhelpful.FAILED, str(code))
        return _taken_away(untrusted_results)


class _Request:
    """One question to the portal, which answers with a signal."""

    def __init__(self, connection: DBusConnection, until: float, now: Callable[[], float]) -> None:
        self._connection = connection
        self._until = until
        self._now = now

    def make(self, *, interactive: bool) -> tuple[int, dict[str, Any]]:
        """The response code and what came with it.

        Raises:
            DBusErrorResponse: nobody answers such questions here.
            TimeoutError: no answer; the question was taken back.
        """
        connection = self._connection
        token = f"journal{secrets.token_hex(8)}"
        sender = (connection.unique_name or "").lstrip(":").replace(".", "_")
        path = f"{_PATH}/request/{sender}/{token}"
        # Before the question: the answer may come before what the question returns.
        rule = MatchRule(type="signal", interface=_REQUEST, member="Response")
        self._call(message_bus.AddMatch(rule))
        answers: deque[Message] = deque()
        with connection.filter(rule, queue=answers):
            wish = {"handle_token": ("s", token), "interactive": ("b", interactive)}
            (handle,) = self._call(new_method_call(_portal, "Screenshot", "sa{sv}", ("", wish)))
            while True:
                try:
                    left = max(0.0, self._until - self._now())
                    answer = connection.recv_until_filtered(answers, timeout=left)
                except TimeoutError:
                    self._take_back(handle)
                    raise
                # Portals before 0.9 gave the request a path of their own.
                if _path_of(answer) in (path, handle):
                    code, results = answer.body
                    return int(code), dict(results)

    def _call(self, message: Message) -> tuple[Any, ...]:
        seconds = min(_CALL_SECONDS, max(0.0, self._until - self._now()))
        body: tuple[Any, ...] = unwrap_msg(self._connection.send_and_get_reply(message, timeout=seconds))
        return body

    def _take_back(self, handle: str) -> None:
        self._connection.send(new_method_call(DBusAddress(handle, _NAME, _REQUEST), "Close"))


def _path_of(message: Message) -> str:
    return str(message.header.fields.get(HeaderFields.path, ""))


def _taken_away(untrusted_results: Mapping[str, Any]) -> bytes:
    """Read the file the desktop made, and remove it whatever comes of that."""
    place = _place_in(untrusted_results)
    try:
        return _read(place)
    except OSError as error:
        raise ScreenshotRefused(Unhelpful.FAILED, errno.errorcode.get(error.errno or 0, "")) from error
    finally:
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("a picture the desktop made could not be removed: %s", type(error).__name__)


def _place_in(untrusted_results: Mapping[str, Any]) -> Path:
    uri = untrusted_results.get("uri", ("", ""))[1]
    if not isinstance(uri, str) or not uri.startswith(f"{_FILE}/"):
        raise ScreenshotRefused(Unhelpful.FAILED, "no file")
    path = _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), os.fsencode(uri.removeprefix(_FILE)))
    if b"\0" in path:
        raise ScreenshotRefused(Unhelpful.FAILED, "no file")
    return Path(os.fsdecode(path))


def _read(place: Path) -> bytes:
    # Not through a link, and nothing but a file: a pipe of that name would keep us waiting.
    descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode) or told.st_size > MOST_BYTES:
            raise OSError(errno.EINVAL, "not a picture file")
        return file.read(MOST_BYTES)
