"""The one shape everything that comes in has: a reader with items, each a name and a stream of bytes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from journal.domain.errors import Fixable


class Item(Protocol):
    """One original as it came. `modified` is the time stamp it carries, as text, or empty; `size` in bytes."""

    @property
    def untrusted_name(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def modified(self) -> str: ...

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Its bytes from the beginning.

        Raises:
            Unreadable: they cannot be had.
        """
        ...


class Reader(Protocol):
    """Yields what is to be kept. A plain file is a reader with one item; a mailbox has many."""

    @property
    def name(self) -> str:
        """What the person knows the source by."""
        ...

    def items(self) -> Iterator[Item]:
        """The items in their own order.

        Raises:
            Unreadable: the source cannot be read.
        """
        ...


@dataclass
class Unreadable(Fixable):
    """A source that is not read, and why: missing, folder, no permission, not a file, kept already, or failed."""

    name: str
    why: str

    def __post_init__(self) -> None:
        super().__init__(self.name, self.why)
