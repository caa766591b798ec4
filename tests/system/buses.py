"""Message buses of a test's own, and a logind on one of them that does what the test says."""

import os
import select
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.commands import needed
from tests.system.displays import PATIENCE

LOGIND = "org.freedesktop.login1"
SESSION_PATH = "/org/freedesktop/login1/session/_32"
USER_PATH = "/org/freedesktop/login1/user/_1000"

# No services are started on demand: what a test does not start is not there.
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def bus_at(folder: Path) -> Iterator[str]:
    """A bus that lives as long as the block; its address."""
    daemon = needed("dbus-daemon")
    configuration, socket = folder / "bus.conf", folder / "bus"
    configuration.write_text(_CONFIGURATION.format(socket=socket), encoding="utf-8")
    command = [daemon, "--nofork", "--nopidfile", f"--config-file={configuration}", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as bus:
        try:
            assert bus.stdout is not None
            ready, _, _ = select.select([bus.stdout], [], [], PATIENCE)
            assert ready, "the bus did not start"
            address = bus.stdout.readline().decode().strip()
            assert address, "the bus did not start: its path has to be of letters and digits"
            yield address
        finally:
            bus.kill()


class Speaker:
    """Somebody on a bus who says what a desktop would."""

    def __init__(self, address: str) -> None:
        self.connection: DBusConnection = open_dbus_connection(address, enable_fds=True)

    def emit(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> None:
        """Send a signal to whoever listens."""
        self.connection.send(
            new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
        )

    def own(self, name: str) -> None:
        """Be known by that name."""
        self.connection.send_and_get_reply(message_bus.RequestName(name))

    def knows(self, name: str) -> bool:
        """Whether anybody is known by that name."""
        return bool(self.connection.send_and_get_reply(message_bus.NameHasOwner(name)).body[0])

    def close(self) -> None:
        self.connection.close()


class Logind(Speaker):
    """The logind of one session; `held_up` says whether somebody keeps the computer from sleeping."""

    def __init__(self, address: str, *, knows_processes: bool = True, delays: bool = True) -> None:
        super().__init__(address)
        self.knows_processes = knows_processes
        self.delays = delays
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._delay: int | None = None
        self._given: int | None = None
        self.own(LOGIND)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def session_changed(self, changed: dict[str, tuple[str, Any]], path: str = SESSION_PATH) -> None:
        self.emit(
            path,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            "sa{sv}as",
            (f"{LOGIND}.Session", changed, []),
        )

    def session_lock(self, path: str = SESSION_PATH) -> None:
        self.emit(path, f"{LOGIND}.Session", "Lock")

    def prepare_for_sleep(self, begins: bool) -> None:
        self.emit("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", "b", (begins,))

    @property
    def held_up(self) -> bool:
        """Whether the other end of the delay that was given is still open somewhere."""
        if self._delay is None:
            return False
        waiting = select.poll()
        waiting.register(self._delay, select.POLLHUP)
        return not waiting.poll(0)

    def close(self) -> None:
        self.connection.sock.shutdown(2)
        self._thread.join(PATIENCE)
        super().close()
        if self._delay is not None:
            os.close(self._delay)

    def _serve(self) -> None:
        while True:
            try:
                message = self.connection.receive()
            except OSError:
                return
            if message.header.message_type is MessageType.method_call:
                self.connection.send(self._answer(message))
                if self._given is not None:
                    # It was duplicated on its way; the pipe ends when whoever got it lets go.
                    os.close(self._given)
                    self._given = None

    def _answer(self, call: Message) -> Message:
        member = call.header.fields[HeaderFields.member]
        self.asked.append((member, call.body))
        if member == "GetSession" or (member == "GetSessionByPID" and self.knows_processes):
            return new_method_return(call, "o", (SESSION_PATH,))
        if member == "GetUser":
            return new_method_return(call, "o", (USER_PATH,))
        if member == "Get" and call.body[1] == "Display":
            return new_method_return(call, "v", (("(so)", ("2", SESSION_PATH)),))
        if member == "Inhibit" and self.delays:
            return new_method_return(call, "h", (self._new_delay(),))
        return new_error(call, f"{LOGIND}.Refused", "s", ("no",))

    def _new_delay(self) -> int:
        if self._delay is not None:
            os.close(self._delay)
        self._delay, self._given = os.pipe()
        return self._given
