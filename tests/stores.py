"""Password stores of every kind that was met: well, forgetful, absent, locked, broken, hanging, gone."""

import threading

import keyring.errors


class MemoryStore:
    """A store that works, and remembers what was done."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []
        self.read: list[str | None] = []

    def get_password(self, service: str, username: str, /) -> str | None:
        self.asked.append("get")
        self.read.append(self.held.get((service, username)))
        return self.read[-1]

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.asked.append("set")
        self.held[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self.asked.append("delete")
        if self.held.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not found")


class NullStore(MemoryStore):
    """Takes everything and keeps nothing, as keyring's null back-end."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.asked.append("set")


class FailingStore(MemoryStore):
    """Raises the same at every question."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str, /) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise self.error

    def delete_password(self, service: str, username: str, /) -> None:
        raise self.error


class HangingStore(MemoryStore):
    """Asks the person for a password that nobody types, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs = threading.Event()
        self.let_go = threading.Event()

    def get_password(self, service: str, username: str, /) -> str | None:
        self.hangs.set()
        self.let_go.wait(60)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.hangs.set()
        self.let_go.wait(60)
        super().set_password(service, username, password)


class StubbornStore(MemoryStore):
    """Says that it removed something, and did not."""

    def delete_password(self, service: str, username: str, /) -> None:
        self.asked.append("delete")
