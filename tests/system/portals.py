"""A desktop portal on a bus of a test's own that does what the test says when it is asked for the screen."""

import threading
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return

from tests.system.buses import Speaker
from tests.system.displays import PATIENCE

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"


class Portal(Speaker):
    """Answers each question with the next of `codes`, or not at all where that is None; `picture` is what it leaves.

    `early`: it answers before the question has returned. `asked` holds the options of each question, `taken_back` the
    questions that were.
    """

    def __init__(self, address: str, codes: tuple[int | None, ...] = (0,), uri: str = "") -> None:
        super().__init__(address)
        self.codes = list(codes)
        self.uri = uri
        self.early = False
        self.own_path = ""
        self.asked: list[dict[str, Any]] = []
        self.taken_back: list[str] = []
        self.own(NAME)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def leave(self, place: Path, picture: bytes) -> None:
        """Have a file made there, and name it in the answer."""
        place.write_bytes(picture)
        self.uri = place.as_uri()

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
        if member == "Close":
            self.taken_back.append(call.header.fields[HeaderFields.path])
            return
        if member != "Screenshot":
            self.connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no",)))
            return
        options = {name: value for name, (_, value) in call.body[1].items()}
        self.asked.append(options)
        sender = call.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
        path = self.own_path or f"{PATH}/request/{sender}/{options['handle_token']}"
        code = self.codes.pop(0)
        if self.early:
            self._respond(path, code)
        self.connection.send(new_method_return(call, "o", (path,)))
        if not self.early:
            self._respond(path, code)

    def _respond(self, path: str, code: int | None) -> None:
        if code is None:
            return
        results = {"uri": ("s", self.uri)} if code == 0 and self.uri else {}
        request = "org.freedesktop.portal.Request"
        self.emit("/somebody/else", request, "Response", "ua{sv}", (1, {}))
        self.emit(path, request, "Response", "ua{sv}", (code, results))
