"""A portal for keys on a bus of a test's own: it binds what it is asked to, or does what the test says instead."""

import threading
from typing import Any

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return

from tests.system.buses import Speaker
from tests.system.displays import PATIENCE

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
SESSION = f"{PATH}/session/test/journal"


class ShortcutPortal(Speaker):
    """`codes` are its answers to one request after the other, 0 for yes, none where that is None.

    `triggers` are the keys it chooses; version 1 knows no settings of its own, and none at all (0) has no keys either.
    """

    def __init__(
        self,
        address: str,
        codes: tuple[int | None, ...] = (0, 0),
        *,
        version: int = 1,
        triggers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(address)
        self.codes = list(codes)
        self.version = version
        self.triggers = {"capture": "F9", "window": "Ctrl+Shift+F9", "words": "Shift+F9"}
        self.triggers.update(triggers or {})
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.own(NAME)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def members(self) -> list[str]:
        """What was asked, in order."""
        return [member for member, _ in self.asked]

    def press(self, shortcut: str, session: str = SESSION) -> None:
        self.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", (session, shortcut, 0, {}))

    def change(self, triggers: dict[str, str]) -> None:
        """The person changes the keys in the desktop's settings."""
        self.triggers.update(triggers)
        self.emit(PATH, SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", (SESSION, self._bound()))

    def end_session(self) -> None:
        self.emit(SESSION, "org.freedesktop.portal.Session", "Closed")

    def close(self) -> None:
        self.connection.sock.shutdown(2)
        self._thread.join(PATIENCE)
        super().close()

    def _serve(self) -> None:
        while True:
            try:
                message = self.connection.receive()
            except OSError:
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, call: Message) -> None:
        member = call.header.fields[HeaderFields.member]
        self.asked.append((member, call.body))
        if member == "Get" and self.version:
            self.connection.send(new_method_return(call, "v", (("u", self.version),)))
        elif member == "ConfigureShortcuts":
            self.connection.send(new_method_return(call))
        elif member in ("CreateSession", "BindShortcuts"):
            sender = call.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
            path = f"{PATH}/request/{sender}/{call.body[-1]['handle_token'][1]}"
            self.connection.send(new_method_return(call, "o", (path,)))
            self._respond(path, member)
        else:
            self.connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no",)))

    def _respond(self, path: str, member: str) -> None:
        code = self.codes.pop(0) if self.codes else 0
        if code is None:
            return
        created = {"session_handle": ("s", SESSION)}
        results = created if member == "CreateSession" else {"shortcuts": ("a(sa{sv})", self._bound())}
        self.emit(
            path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results if not code else {})
        )

    def _bound(self) -> list[tuple[str, dict[str, tuple[str, str]]]]:
        return [(use, {"trigger_description": ("s", name)}) for use, name in self.triggers.items()]
