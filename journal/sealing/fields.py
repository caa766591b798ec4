"""Reading the key file's JSON strictly: every field is there, of its type and size, and no other one is."""

from collections.abc import Mapping
from typing import cast

from journal.domain.canonical import Json
from journal.domain.ids import is_id
from journal.sealing.errors import KeyFileDamaged, KeyParametersRefused


class Fields:
    """One JSON object whose fields are asked for by name; every refusal is a KeyFileDamaged that names the field."""

    def __init__(self, untrusted_value: Json, place: str) -> None:
        if not isinstance(untrusted_value, Mapping):
            raise KeyFileDamaged(place)
        self._untrusted = untrusted_value
        self._place = place

    def exactly(self, *names: str) -> None:
        """Refuse a missing and a surplus field."""
        if set(self._untrusted) != set(names):
            raise KeyFileDamaged(self._place)

    def text(self, name: str, most: int) -> str:
        """Return a text of 1 to `most` characters."""
        value = self._untrusted.get(name)
        if not isinstance(value, str) or not 1 <= len(value) <= most:
            raise self._refused(name)
        return value

    def one_of(self, name: str, *known: str) -> str:
        """Return one of the known words."""
        value = self.text(name, most=100)
        if value not in known:
            raise self._refused(name)
        return value

    def constant(self, name: str, known: str) -> None:
        """Refuse anything but that word."""
        self.one_of(name, known)

    def id(self, name: str) -> str:
        """Return a name as `new_id` makes them."""
        value = self.text(name, most=26)
        if not is_id(value):
            raise self._refused(name)
        return value

    def integer(self, name: str) -> int:
        """Return a whole number; its bounds are the caller's business."""
        value = self._untrusted.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._refused(name)
        return value

    def octets(self, name: str, size: int) -> bytes:
        """Return that many bytes, written as lower-case hex digits."""
        value = self.text(name, most=2 * size)
        if len(value) != 2 * size or any(letter not in "0123456789abcdef" for letter in value):
            raise self._refused(name)
        return bytes.fromhex(value)

    def inner(self, name: str) -> "Fields":
        """Return the object in that field."""
        return Fields(self._untrusted.get(name), f"{self._place}.{name}")

    def several(self, name: str, most: int) -> list["Fields"]:
        """Return the 1 to `most` objects of a list."""
        value = self._untrusted.get(name)
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise self._refused(name)
        return [Fields(item, f"{self._place}.{name}") for item in cast("list[Json]", value)]

    def _refused(self, name: str) -> KeyFileDamaged:
        return KeyFileDamaged(f"{self._place}.{name}")


def bounded(name: str, value: int, least: int, most: int) -> None:
    """Refuse a number that this program never writes, before anything is done with it.

    Raises:
        KeyParametersRefused: it is less than `least` or more than `most`.
    """
    if not least <= value <= most:
        raise KeyParametersRefused(name, value)
