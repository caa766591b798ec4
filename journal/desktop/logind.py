"""What logind tells of this person's session and of the computer's sleep, which waits until the lock is done."""

import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.fds import FileDescriptor

from journal.desktop.bus import Bus, BusListener, system_bus
from journal.domain.locking import LockReason

_NAME = "org.freedesktop.login1"
_MANAGER = f"{_NAME}.Manager"
_SESSION = f"{_NAME}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SESSIONS = "/org/freedesktop/login1/session"
_NO_SEAT = "/"

_RULES = (
    MatchRule(type="signal", sender=_NAME, interface=_MANAGER, member="PrepareForSleep"),
    MatchRule(type="signal", sender=_NAME, interface=_SESSION, member="Lock"),
    MatchRule(
        type="signal",
        sender=_NAME,
        interface=_PROPERTIES,
        member="PropertiesChanged",
        path_namespace=_SESSIONS,
    ),
)
_WHO, _WHY = "Journal", "Closing files"
"""What anyone can read in the list of those who hold up sleep."""

_manager = DBusAddress("/org/freedesktop/login1", _NAME, _MANAGER)
_log = logging.getLogger(__name__)


class LogindEar:
    """Locks when the session is locked or left, and before the computer sleeps."""

    def __init__(
        self,
        lock: Callable[[LockReason], object],
        announce: Callable[[bool], None],
        environ: Mapping[str, str],
    ) -> None:
        """Begin to listen; `announce` is told when sleep begins (True) and when it is over (False)."""
        self._lock = lock
        self._announce = announce
        self._environ = environ
        self._bus: Bus | None = None
        self._session: str | None = None
        self._delay: FileDescriptor | None = None
        self._listener = BusListener(
            "logind", lambda: system_bus(environ), self._greet, self._hear, self._parted, descriptors=True
        ).start()

    def hears(self) -> frozenset[LockReason]:
        """Everything, once logind has said which session is this one."""
        if self._session is None:
            return frozenset()
        return frozenset({LockReason.SESSION, LockReason.SUSPEND, LockReason.SWITCH})

    def close(self) -> None:
        """Listen no more, and hold up nothing."""
        self._listener.close()

    def _greet(self, bus: Bus) -> None:
        for rule in _RULES:
            bus.ask(message_bus.AddMatch(rule))
        self._bus = bus
        self._hold_up_sleep()
        self._session = _own_session(bus, self._environ.get("XDG_SESSION_ID", ""))

    def _parted(self) -> None:
        self._bus = self._session = None
        self._let_sleep()

    def _hear(self, message: Message) -> None:
        fields, body = message.header.fields, message.body
        member, path = fields.get(HeaderFields.member), fields.get(HeaderFields.path)
        if member == "PrepareForSleep":
            self._sleep(body[:1] == (True,))
        elif self._session not in (None, path):
            # Somebody else's; where our own is not known, rather lock too often.
            return
        elif member == "Lock":
            self._lock(LockReason.SESSION)
        elif member == "PropertiesChanged" and body[:1] == (_SESSION,):
            self._notice(dict(body[1]))

    def _sleep(self, begins: bool) -> None:
        if begins:
            self._announce(True)
            self._lock(LockReason.SUSPEND)
            self._let_sleep()
        else:
            self._announce(False)
            self._hold_up_sleep()

    def _notice(self, changed: dict[str, tuple[str, Any]]) -> None:
        if changed.get("Active") == ("b", False):
            self._lock(LockReason.SWITCH)
        elif changed.get("LockedHint") == ("b", True):
            self._lock(LockReason.SESSION)

    def _hold_up_sleep(self) -> None:
        if self._bus is None or self._delay is not None:
            return
        asked = new_method_call(_manager, "Inhibit", "ssss", ("sleep", _WHO, _WHY, "delay"))
        try:
            given = self._bus.ask(asked)
        except DBusErrorResponse as refusal:
            # Then the lock has to be quicker than the computer; it usually is.
            _log.debug("sleep cannot be held up: %s", refusal.name)
            return
        if given and isinstance(given[0], FileDescriptor):
            self._delay = given[0]

    def _let_sleep(self) -> None:
        if self._delay is not None:
            self._delay.close()
            self._delay = None


def _own_session(bus: Bus, named: str) -> str | None:
    """The path of the session this process belongs to, or of the one this user has in front."""
    for question in (
        new_method_call(_manager, "GetSession", "s", (named,)) if named else None,
        new_method_call(_manager, "GetSessionByPID", "u", (os.getpid(),)),
    ):
        if question is not None:
            path = _answer(bus, question)
            if isinstance(path, str):
                return path
    return _session_in_front(bus)


def _session_in_front(bus: Bus) -> str | None:
    # Programs that the desktop starts through systemd belong to no session themselves.
    user = _answer(bus, new_method_call(_manager, "GetUser", "u", (os.getuid(),)))
    if not isinstance(user, str):
        return None
    display = _answer(bus, Properties(DBusAddress(user, _NAME, f"{_NAME}.User")).get("Display"))
    match display:
        case ("(so)", (str(), str() as path)) if path != _NO_SEAT:
            return path
        case _:
            return None


def _answer(bus: Bus, question: Message) -> object:
    try:
        return bus.ask(question)[0]
    except DBusErrorResponse:
        return None
