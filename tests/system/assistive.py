"""What a screen reader meets: the accessibility bus, and somebody who knows a window by names and roles alone.

No pixel is looked at and no place on the screen is named: what has no name, no role or no action is not there.
"""

import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.system.displays import PATIENCE, wait_until

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
_A = "org.a11y.atspi."
_STATES = {
    1: "active",
    4: "checked",
    8: "enabled",
    11: "focusable",
    12: "focused",
    23: "selected",
    25: "showing",
}
_EVENTS = ("object:announcement", "object:state-changed:focused", "object:state-changed:showing")


class Gone(Exception):
    """What was spoken of is not there any more."""


@dataclass(frozen=True)
class Thing:
    """One thing a screen reader can speak of."""

    reader: "Reader" = field(repr=False, compare=False)
    bus: str
    path: str
    role: str
    name: str
    described: str
    states: frozenset[str]
    depth: int = 0

    @property
    def shown(self) -> bool:
        return "showing" in self.states

    def act(self, action: str = "") -> None:
        """Do what it is for: its first action, or the one of that name."""
        count = self.reader.property(self.bus, self.path, "Action", "NActions")
        names = [
            self.reader.ask(self.bus, self.path, "Action", "GetName", "i", (at,))[0] for at in range(count)
        ]
        assert names, f"nothing can be done with {self}"
        at = names.index(action) if action else 0
        self.reader.ask(self.bus, self.path, "Action", "DoAction", "i", (at,))

    def actions(self) -> list[str]:
        """What can be done with it."""
        if f"{_A}Action" not in self.interfaces():
            return []
        count = self.reader.property(self.bus, self.path, "Action", "NActions")
        return [
            self.reader.ask(self.bus, self.path, "Action", "GetName", "i", (at,))[0] for at in range(count)
        ]

    def interfaces(self) -> list[str]:
        return list(self.reader.ask(self.bus, self.path, "Accessible", "GetInterfaces")[0])

    def focus(self) -> None:
        """Have keys go there."""
        self.reader.ask(self.bus, self.path, "Component", "GrabFocus")

    def write(self, text: str) -> None:
        """Put a text into a field."""
        assert self.reader.ask(self.bus, self.path, "EditableText", "SetTextContents", "s", (text,))[0], self

    def text(self) -> str:
        """What stands in a field or a passage."""
        return str(self.reader.ask(self.bus, self.path, "Text", "GetText", "ii", (0, -1))[0])

    def again(self) -> "Thing":
        """The same thing as it is now."""
        return self.reader.look_at(self.bus, self.path, self.depth)


class Reader:
    """Somebody who hears the screen."""

    def __init__(self, address: str) -> None:
        self._line: DBusConnection = open_dbus_connection(address)
        self._ear: DBusConnection = open_dbus_connection(address)
        self.heard: list[str] = []
        """What was announced, in order."""
        self.landed: list[tuple[str, str]] = []
        """Where the focus went, as bus and path, in order."""
        for interface in ("Event.Object", "Event.Focus", "Event.Window"):
            rule = MatchRule(type="signal", interface=_A + interface)
            self._ear.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        for event in _EVENTS:
            self._register(event)
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def close(self) -> None:
        self._ear.sock.shutdown(2)
        self._listening.join(PATIENCE)
        self._ear.close()
        self._line.close()

    # What is there

    def programs(self) -> list[tuple[str, str]]:
        """The programs that let themselves be read."""
        return [(bus, path) for bus, path in self.ask(REGISTRY, ROOT, "Accessible", "GetChildren")[0]]

    def things(self, shown: bool = True) -> list[Thing]:
        """Everything of all programs, from the top; only what is shown unless all is asked for."""
        found: list[Thing] = []
        for bus, path in self.programs():
            try:
                self._collect(bus, path, 0, found, shown)
            except Gone:
                continue
        return found

    def find(self, name: str, role: str = "", having: Callable[[Thing], bool] = lambda thing: True) -> Thing:
        """The thing of that name and role; waits until there is one."""
        found: list[Thing] = []

        def there() -> bool:
            found[:] = [
                thing
                for thing in self.things()
                if thing.name == name and role in ("", thing.role) and having(thing)
            ]
            return bool(found)

        wait_until(there, f"a {role or 'thing'} is called {name!r}")
        return found[0]

    def first(self, role: str, having: Callable[[Thing], bool] = lambda thing: True) -> Thing:
        """The first thing of that role; waits until there is one."""
        found: list[Thing] = []

        def there() -> bool:
            found[:] = [thing for thing in self.things() if thing.role == role and having(thing)]
            return bool(found)

        wait_until(there, f"there is a {role}")
        return found[0]

    def look_at(self, bus: str, path: str, depth: int = 0) -> Thing:
        """One thing as it is now."""
        words = self.ask(bus, path, "Accessible", "GetState")[0]
        bits = words[0] | (words[1] << 32 if len(words) > 1 else 0)
        return Thing(
            self,
            bus,
            path,
            self.ask(bus, path, "Accessible", "GetRoleName")[0],
            self.property(bus, path, "Accessible", "Name"),
            self.property(bus, path, "Accessible", "Description"),
            frozenset(name for bit, name in _STATES.items() if bits >> bit & 1),
            depth,
        )

    def _landed_after(self, press: Callable[[], None], what: str) -> Thing:
        before = len(self.landed)
        press()
        wait_until(lambda: len(self.landed) > before, what)
        return self.look_at(*self.landed[-1])

    def walk_to(self, name: str, press: Callable[[], None]) -> Thing:
        """Press a key until the focus is heard to land on the thing of that name, as in a menu."""
        passed: list[str] = []
        for _ in range(40):
            thing = self._landed_after(press, f"a key leads on from {passed}")
            if thing.name == name:
                return thing
            passed.append(thing.name)
        pytest.fail(f"{name!r} is not among {passed}")

    def wait_to_hear(self, text: str) -> None:
        """Wait until something with that text in it was announced."""
        wait_until(lambda: any(text in said for said in self.heard), f"{text!r} is said; heard: {self.heard}")

    # How it is asked

    def ask(
        self, bus: str, path: str, of: str, member: str, kinds: str = "", given: tuple[Any, ...] = ()
    ) -> Any:
        """Ask one thing a question of one of its interfaces."""
        where = DBusAddress(path, bus_name=bus, interface=_A + of)
        return self._call(where, member, kinds, given)

    def property(self, bus: str, path: str, of: str, name: str) -> Any:
        where = DBusAddress(path, bus_name=bus, interface="org.freedesktop.DBus.Properties")
        return self._call(where, "Get", "ss", (_A + of, name))[0][1]

    def _call(self, where: DBusAddress, member: str, kinds: str, given: tuple[Any, ...]) -> Any:
        call = new_method_call(where, member, kinds or None, given)
        answer = self._line.send_and_get_reply(call, timeout=PATIENCE)
        if answer.header.message_type is MessageType.error:
            raise Gone(where.object_path, member, answer.body)
        return answer.body

    def _collect(self, bus: str, path: str, depth: int, found: list[Thing], shown: bool) -> None:
        thing = self.look_at(bus, path, depth)
        if shown and depth > 0 and not thing.shown:
            return
        found.append(thing)
        for child_bus, child in self.ask(bus, path, "Accessible", "GetChildren")[0]:
            if child.endswith("/null"):
                continue
            try:
                self._collect(child_bus, child, depth + 1, found, shown)
            except Gone:
                continue

    def _register(self, event: str) -> None:
        where = DBusAddress("/org/a11y/atspi/registry", bus_name=REGISTRY, interface=_A + "Registry")
        self._call(where, "RegisterEvent", "sass", (event, [], ""))

    def _listen(self) -> None:
        while True:
            try:
                message = self._ear.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is not MessageType.signal:
                continue
            member = message.header.fields[HeaderFields.member]
            if member == "Announcement":
                self.heard.append(str(message.body[3][1]))
            elif member == "StateChanged" and message.body[0] == "focused" and message.body[1]:
                fields = message.header.fields
                self.landed.append((fields[HeaderFields.sender], fields[HeaderFields.path]))


@contextmanager
def read_aloud(session: str) -> Iterator[Reader]:
    """An accessibility bus on the bus of a session, and somebody who listens there."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    if launcher is None:
        pytest.skip("needs the accessibility bus (on Debian: at-spi2-core)")
    with subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL) as bus:
        try:
            reader = Reader(_address(session))
            try:
                yield reader
            finally:
                reader.close()
        finally:
            bus.terminate()


def _address(session: str) -> str:
    connection = open_dbus_connection(session)
    try:
        until = time.monotonic() + PATIENCE
        call = new_method_call(
            DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"), "GetAddress"
        )
        while True:
            answer = connection.send_and_get_reply(call, timeout=PATIENCE)
            if answer.header.message_type is not MessageType.error:
                return str(answer.body[0])
            assert time.monotonic() < until, "the accessibility bus did not start"
            select.select([], [], [], 0.05)
    finally:
        connection.close()
