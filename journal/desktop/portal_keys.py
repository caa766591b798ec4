"""Hears keys through the desktop's portal (`GlobalShortcuts`), the one way under Wayland; the desktop decides.

Versions differ. Plasma 5.27 wants to be told of the keys when the session begins, later ones when they are bound, so
both are told. Version 2 can show its own settings for them. Some desktops have no such portal at all.
"""

import logging
import threading
from collections.abc import Mapping
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

from journal.desktop.bus import Bus, BusListener, session_bus
from journal.desktop.key_ear import Keys, Told, Wanted, all_are
from journal.domain.hotkeys import MODIFIERS, Chord, HeardKey, KeyState, KeyUse

PORTAL = "org.freedesktop.portal.Desktop"
PLACE = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
APP = "journal-desk"
CONFIGURES_SINCE = 2

ANSWER_SECONDS = 20.0
"""What the desktop gets, with the person it may ask, before other ways are offered. A later answer still counts."""

_DONE = 0
_FOR_PEOPLE = {
    KeyUse.CAPTURE: "Keep the screen",
    KeyUse.WINDOW: "Show or hide",
    KeyUse.WORDS: "Add words",
}
"""What stands beside the keys in the desktop's settings, where anyone may see it."""

_MODIFIERS = dict(zip(MODIFIERS, ("CTRL", "ALT", "SHIFT", "LOGO"), strict=True))
_NAMES = {"PageUp": "Page_Up", "PageDown": "Page_Down", "Space": "space"}

_portal = DBusAddress(PLACE, PORTAL, SHORTCUTS)
_registry = DBusAddress(PLACE, PORTAL, "org.freedesktop.host.portal.Registry")
_log = logging.getLogger(__name__)


class PortalKeyEar:
    """Asks the desktop anew whenever other keys are wanted; its session ends with the connection."""

    by_desktop = True

    def __init__(
        self, told: Told, environ: Mapping[str, str], answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        """Nothing is asked before something is wanted."""
        self._told = told
        self._environ = environ
        self._seconds = answer_seconds
        self._talk: _Talk | None = None

    def hold(self, wanted: Wanted) -> Keys:
        """As `KeyEar.hold`; the desktop's answer is told by `changed`."""
        if self._talk is None or not self._talk.is_about(wanted):
            self._ask(wanted)
        return self._talk.keys if self._talk is not None else ()

    def ask_desktop(self) -> None:
        """Have the desktop show its settings for these keys, if it knows how."""
        if self._talk is not None:
            self._ask(self._talk.wanted, configure=True)

    def close(self) -> None:
        """As `KeyEar.close`."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    def _ask(self, wanted: Wanted, *, configure: bool = False) -> None:
        self.close()
        if wanted:
            self._talk = _Talk(self._told, self._environ, wanted, self._seconds, configure=configure)


class _Talk:
    """One session with the portal, begun anew on each new connection; all but the ends happens in its thread."""

    def __init__(
        self, told: Told, environ: Mapping[str, str], wanted: Wanted, seconds: float, *, configure: bool
    ) -> None:
        self.wanted = wanted
        self.keys = all_are(KeyState.ASKED if session_bus(environ) else KeyState.DEAF, wanted)
        self._told = told
        self._configure = configure
        self._bus: Bus | None = None
        self._version = 0
        self._requests: dict[str, str] = {}
        self._session = ""
        self._closed = False
        self._late = threading.Timer(seconds, self._answer_is_late)
        self._late.daemon = True
        self._late.start()
        self._listener = BusListener(
            "portal keys", lambda: session_bus(environ), self._greet, self._hear, self._parted
        ).start()

    def is_about(self, wanted: Wanted) -> bool:
        """Whether the same uses are wanted; which keys, the desktop has decided."""
        # The third comes and goes with its line, and the desktop must not ask for it each time.
        return set(wanted) | {KeyUse.WORDS} == set(self.wanted) | {KeyUse.WORDS}

    def close(self) -> None:
        self._closed = True
        self._late.cancel()
        self._listener.close()

    def _greet(self, bus: Bus) -> None:
        self._bus = bus
        for rule in _rules():
            bus.ask(message_bus.AddMatch(rule))
        self._begin()

    def _parted(self) -> None:
        had_session, self._session = bool(self._session), ""
        self._bus = None
        self._become(all_are(KeyState.DEAF, self.wanted))
        if had_session and not self._closed:
            # A bus that goes away takes its session along.
            self._told.lost()

    def _begin(self) -> None:
        """Ask for a session. Portals want to know who asks, and find out by the name under which it is installed."""
        self._session = ""
        self._requests.clear()
        self._try(new_method_call(_registry, "Register", "sa{sv}", (APP, {})))
        version = self._try(Properties(_portal).get("version"))
        if version is None:
            self._become(all_are(KeyState.DEAF, self.wanted))
            return
        self._version = int(version[0][1])
        self._request(
            "CreateSession",
            "a{sv}",
            {"session_handle_token": ("s", "journal"), "shortcuts": ("a(sa{sv})", self._proposed())},
        )

    def _request(self, member: str, signature: str, options: dict[str, Any], *before: object) -> None:
        options = {"handle_token": ("s", f"journal_{member}"), **options}
        answer = self._try(new_method_call(_portal, member, signature, (*before, options)))
        if answer is None:
            self._become(all_are(KeyState.REFUSED, self.wanted))
        else:
            self._requests[answer[0]] = member

    def _hear(self, message: Message) -> None:
        fields, body = message.header.fields, message.body
        match fields.get(HeaderFields.interface), fields.get(HeaderFields.member):
            case (_, "Response") if (asked := self._requests.pop(fields.get(HeaderFields.path), "")) != "":
                self._answered(asked, body[0], body[1])
            case (_, "Activated") if body[0] == self._session and body[1] in set(KeyUse):
                self._told.pressed(KeyUse(body[1]))
            case (_, "ShortcutsChanged") if body[0] == self._session:
                self._know(body[1])
            case (_, "Closed") if fields.get(HeaderFields.path) == self._session != "":
                self._session = ""
                self._become(all_are(KeyState.REFUSED, self.wanted))
            case (_, "NameOwnerChanged") if body[0] == PORTAL and body[2]:
                self._begin()  # it was started, or started again
            case _:
                return

    def _answered(self, asked: str, code: int, results: dict[str, tuple[str, Any]]) -> None:
        if code != _DONE:
            _log.warning("the portal answered %s with %d", asked, code)
            self._become(all_are(KeyState.REFUSED, self.wanted))
        elif asked == "CreateSession":
            self._session = results["session_handle"][1]
            self._request("BindShortcuts", "oa(sa{sv})sa{sv}", {}, self._session, self._proposed(), "")
        else:
            self._know(results.get("shortcuts", ("", ()))[1])
            if self._configure and self._version >= CONFIGURES_SINCE:
                self._configure = False
                self._try(new_method_call(_portal, "ConfigureShortcuts", "osa{sv}", (self._session, "", {})))

    def _know(self, shortcuts: list[tuple[str, dict[str, tuple[str, Any]]]]) -> None:
        named = {use: str(about.get("trigger_description", ("s", ""))[1]) for use, about in shortcuts}
        self._become(
            tuple(
                HeardKey(use, named[use], KeyState.HELD)
                if named.get(use)
                else HeardKey(use, str(chord), KeyState.REFUSED)
                for use, chord in self.wanted.items()
            )
        )

    def _become(self, keys: Keys) -> None:
        self._late.cancel()
        if keys != self.keys and not self._closed:
            self.keys = keys
            self._told.changed(keys)

    def _answer_is_late(self) -> None:
        self._become(all_are(KeyState.DEAF, self.wanted))

    def _proposed(self) -> list[tuple[str, dict[str, tuple[str, str]]]]:
        return [
            (use.value, {"description": ("s", _FOR_PEOPLE[use]), "preferred_trigger": ("s", _trigger(chord))})
            for use, chord in self.wanted.items()
        ]

    def _try(self, message: Message) -> tuple[Any, ...] | None:
        if self._bus is None:
            return None
        try:
            return self._bus.ask(message)
        except DBusErrorResponse as refusal:
            _log.debug("the portal: %s", refusal.name)
            return None


def _rules() -> tuple[MatchRule, ...]:
    owner = MatchRule(
        type="signal",
        sender="org.freedesktop.DBus",
        interface="org.freedesktop.DBus",
        member="NameOwnerChanged",
    )
    owner.add_arg_condition(0, PORTAL)
    return (
        MatchRule(type="signal", sender=PORTAL, interface=REQUEST, member="Response"),
        MatchRule(type="signal", sender=PORTAL, interface=SHORTCUTS),
        MatchRule(type="signal", sender=PORTAL, interface=SESSION, member="Closed"),
        owner,
    )


def _trigger(chord: Chord) -> str:
    """As the shortcuts specification of freedesktop.org writes it: CTRL+ALT+s."""
    key = _NAMES.get(chord.key, chord.key)
    key = key.lower() if len(key) == 1 else key
    return "+".join([*(_MODIFIERS[name] for name in MODIFIERS if name in chord.modifiers), key])
